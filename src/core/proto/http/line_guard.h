#pragma once

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

// Looks for the end of the line that `bytes` starts with. The first `scanned` bytes are known to hold no LF.
// More than `cap` bytes, CRLF included, are TooLong. The answer is the same however the input was cut.
// A Complete line holds no control character but HTAB.
LineSearch findLine(std::string_view bytes, std::size_t scanned, std::size_t cap);

// The refusal for the states BareCr, BareLf and Control.
Refusal lineRefusal(LineSearch::State state);

// A field line without its CRLF, cut in two. `value` is not trimmed.
struct FieldLine {
    std::string_view name;
    std::string_view value;
};
Refusal splitFieldLine(std::string_view line, FieldLine& out);

} // namespace aha::http
