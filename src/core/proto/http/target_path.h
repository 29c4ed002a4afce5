#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aha::http {

// Turns the path of a request target into a path below a document root: decoded once, "//" and "." removed,
// always with a leading '/', a trailing '/' is kept. Nothing for what could leave the root or be read two
// ways: "..", NUL and other controls, an encoded '/', a backslash, a broken escape, a relative path.
std::optional<std::string> safePath(std::string_view rawPath);

} // namespace aha::http
