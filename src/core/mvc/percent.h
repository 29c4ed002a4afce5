#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aha::mvc {

// Decodes %XX into `out`, which has room for text.size() bytes; the number of bytes, or kBadPercent for what
// is malformed or stands for a zero byte.
constexpr std::size_t kBadPercent = static_cast<std::size_t>(-1);
std::size_t decodePercent(std::string_view text, char* out);

// As part of a path: everything but what may stand there is encoded; a slash as well, unless `keepsSlash`.
void appendSegment(std::string& out, std::string_view text, bool encodes, bool keepsSlash = false);
// As name or value in a query.
void appendQueryText(std::string& out, std::string_view text);

} // namespace aha::mvc
