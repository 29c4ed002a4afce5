#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aha::http {

// "Text/HTML; Charset=utf-8" taken apart: type and parameter names in lower case.
struct MediaType {
    std::string type; // "text/html"
    std::vector<std::pair<std::string, std::string>> parameters;

    std::optional<std::string_view> parameter(std::string_view lowerCaseName) const; // first of that name
};

// Nothing when malformed; at most 16 parameters are accepted.
std::optional<MediaType> parseMediaType(std::string_view text);

// By the extension of the last segment, any case; with "; charset=utf-8" where the type is text.
// "application/octet-stream" when unknown.
std::string_view mimeTypeForPath(std::string_view path);

// Whether compressing bodies of this type is worth it. Parameters are ignored.
bool isCompressible(std::string_view type);

} // namespace aha::http
