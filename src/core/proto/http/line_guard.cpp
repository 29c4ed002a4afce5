#include "core/proto/http/line_guard.h"

#include "core/proto/http/chars.h"

#include <algorithm>
#include <cstring>

namespace aha::http {

LineSearch findLine(std::string_view bytes, std::size_t scanned, std::size_t cap) {
    using State = LineSearch::State;
    const std::string_view window = bytes.substr(0, std::min(bytes.size(), cap));
    scanned = std::min(scanned, window.size());
    const std::size_t lf = window.find('\n', scanned);
    if (lf != std::string_view::npos) {
        if (lf > 0 && window[lf - 1] == '\r') {
            return {State::Complete, lf + 1};
        }
        // A CR further ahead would have been refused first, had the input come in small pieces.
        return {window.substr(0, lf).find('\r') == std::string_view::npos ? State::BareLf : State::BareCr, 0};
    }
    const std::size_t cr = window.find('\r', scanned > 0 ? scanned - 1 : 0);
    if (cr != std::string_view::npos && cr + 1 < window.size()) {
        return {State::BareCr, 0};
    }
    return {bytes.size() > cap ? State::TooLong : State::NeedMore, 0};
}

Refusal lineRefusal(LineSearch::State state) {
    return state == LineSearch::State::BareLf ? Refusal{400, "line ends in LF without CR"}
                                              : Refusal{400, "CR without LF"};
}

Refusal controlRefusal(std::string_view line) {
    return line.find('\r') != std::string_view::npos ? lineRefusal(LineSearch::State::BareCr)
                                                     : Refusal{400, "control character in the head"};
}

static Refusal nameRefusal(std::string_view line, std::size_t end) {
    if (hasControl(line)) {
        return controlRefusal(line);
    }
    if (end == 0 && !line.empty() && isBlank(line.front())) {
        return {400, "folded or indented header line"};
    }
    if (end > 0 && end < line.size() && isBlank(line[end]) && line.find(':', end) != std::string_view::npos) {
        return {400, "blank before the colon of a header"};
    }
    return {400, "malformed header line"};
}

Refusal splitFieldLine(std::string_view line, FieldLine& out) {
    const std::size_t colon = spanOf(line, kToken);
    if (colon == 0 || colon == line.size() || line[colon] != ':') {
        return nameRefusal(line, colon);
    }
    const std::string_view rest = line.substr(colon + 1);
    if (hasControl(rest)) {
        return controlRefusal(line);
    }
    out = {line.substr(0, colon), trimBlanks(rest)};
    return {};
}

} // namespace aha::http
