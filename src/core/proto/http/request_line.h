#pragma once

#include "core/proto/http/refusal.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aha::http {

// A part of a line, as an offset: lines move from the read buffer to the head that keeps them.
struct LinePart {
    std::uint32_t at = 0;
    std::uint32_t length = 0;
};

struct RequestLine {
    LinePart method;
    LinePart target;
    LinePart path; // empty for an absolute-form without one
    LinePart query;
    LinePart authority; // of absolute-form only
    std::uint8_t minorVersion = 1;
};

// `line` comes from findLine(), without its CRLF. 400, 414, 501 or 505.
Refusal parseRequestLine(std::string_view line, std::size_t uriBytes, RequestLine& out);

// Methods that are passed on to the handler; all others are answered 501.
bool isKnownMethod(std::string_view method);

// What may stand in a request line besides the target: method, two blanks, version, CRLF. A line longer than
// the URI limit plus this is refused before its end is seen.
inline constexpr std::size_t kRequestLineOverhead = 64;

} // namespace aha::http
