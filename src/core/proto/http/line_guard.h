#pragma once

#include "core/proto/http/chars.h"
#include "core/proto/http/refusal.h"

#include <cstddef>
#include <string_view>

namespace aha::http {

// The strictness that must not depend on the version of llhttp: every line ends in CRLF, and there is no bare
// CR or LF, no control character, no folding and no blank before the colon.

struct LineSearch {
    enum class State { NeedMore, Complete, BareCr, BareLf, Control, TooLong };
    State state;
    std::size_t length; // with its CRLF, when Complete
};

// Looks for the end of the line that begins at `from`. There is no LF between `from` and `scanned`.
// More than `cap` bytes, CRLF included, are TooLong. The answer is the same however the input was cut.
// A Complete line holds no control character but HTAB.
LineSearch findLineSlowly(std::string_view line, std::size_t scanned, std::size_t cap);
inline LineSearch findLine(std::string_view bytes, std::size_t from, std::size_t scanned, std::size_t cap) {
    if (scanned == from) { // the usual case in one pass: the first control character is the CR of CRLF
        const std::size_t end = textEnd(bytes, from);
        const std::size_t length = end + 2 - from;
        if (bytes.size() - end >= 2 && bytes[end] == '\r' && bytes[end + 1] == '\n' && length <= cap) {
            return {LineSearch::State::Complete, length};
        }
    }
    return findLineSlowly(bytes.substr(from), scanned - from, cap);
}

// The refusal for the states BareCr, BareLf and Control.
Refusal lineRefusal(LineSearch::State state);

// A field line without its CRLF, cut in two. `value` is not trimmed.
struct FieldLine {
    std::string_view name;
    std::string_view value;
};
Refusal fieldLineRefusal(std::string_view line, std::size_t nameEnd);
inline Refusal splitFieldLine(std::string_view line, FieldLine& out) {
    const std::size_t colon = spanOf(line, kToken);
    if (colon == 0 || colon == line.size() || line[colon] != ':') {
        return fieldLineRefusal(line, colon);
    }
    out = {{line.data(), colon}, {line.data() + colon + 1, line.size() - colon - 1}};
    return {};
}

} // namespace aha::http
