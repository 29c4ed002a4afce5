#include "core/proto/http/line_guard.h"

#include <algorithm>

namespace aha::http {

LineSearch findLineSlowly(std::string_view bytes, std::size_t scanned, std::size_t cap) {
    using State = LineSearch::State;
    const std::string_view window = bytes.substr(0, std::min(bytes.size(), cap));
    scanned = std::min(scanned, window.size());
    const std::size_t lf = window.find('\n', scanned);
    if (lf == std::string_view::npos) {
        const std::size_t cr = window.find('\r', scanned > 0 ? scanned - 1 : 0);
        if (cr != std::string_view::npos && cr + 1 < window.size()) {
            return {State::BareCr, 0};
        }
        return {bytes.size() > cap ? State::TooLong : State::NeedMore, 0};
    }
    // A bare CR comes first, as it would had the input come byte by byte.
    const bool endsInCr = lf > 0 && window[lf - 1] == '\r';
    const std::string_view line = window.substr(0, endsInCr ? lf - 1 : lf);
    if (line.find('\r') != std::string_view::npos) {
        return {State::BareCr, 0};
    }
    if (!endsInCr) {
        return {State::BareLf, 0};
    }
    return hasControl(line) ? LineSearch{State::Control, 0} : LineSearch{State::Complete, lf + 1};
}

Refusal lineRefusal(LineSearch::State state) {
    switch (state) {
    case LineSearch::State::BareCr: return {400, "CR without LF"};
    case LineSearch::State::BareLf: return {400, "line ends in LF without CR"};
    default: return {400, "control character in the head"};
    }
}

Refusal fieldLineRefusal(std::string_view line, std::size_t end) {
    if (end == 0 && !line.empty() && isBlank(line.front())) {
        return {400, "folded or indented header line"};
    }
    if (end > 0 && end < line.size() && isBlank(line[end]) && line.find(':', end) != std::string_view::npos) {
        return {400, "blank before the colon of a header"};
    }
    return {400, "malformed header line"};
}

} // namespace aha::http
