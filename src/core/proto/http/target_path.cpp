#include "core/proto/http/target_path.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/urlencoded.h"

namespace aha::http {

// Appends "/segment"; empty segments and "." add nothing.
static bool appendSegment(std::string_view raw, std::string& decoded, std::string& out) {
    if (!percentDecode(raw, false, decoded) || decoded == "..") {
        return false;
    }
    for (char c : decoded) {
        if (isControl(c) || c == '\t' || c == '/' || c == '\\') {
            return false;
        }
    }
    if (!decoded.empty() && decoded != ".") {
        out.append("/").append(decoded);
    }
    return true;
}

std::optional<std::string> safePath(std::string_view rawPath) {
    if (rawPath.empty() || rawPath.front() != '/') {
        return std::nullopt;
    }
    std::string out;
    std::string decoded;
    std::string_view rest = rawPath;
    while (!rest.empty()) {
        rest.remove_prefix(1); // the '/'
        const std::string_view segment = rest.substr(0, rest.find('/'));
        if (!appendSegment(segment, decoded, out)) {
            return std::nullopt;
        }
        rest.remove_prefix(segment.size());
    }
    const bool directory = decoded.empty() || decoded == "."; // the last segment
    if (directory) {
        out.push_back('/');
    }
    return out;
}

} // namespace aha::http
