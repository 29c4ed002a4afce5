#pragma once

#include "core/proto/frame/framing.h"
#include "support/pieces.h"

#include <string>
#include <string_view>

namespace aha::test {

// How a package is written down: as it is, or made readable.
using ShowBytes = std::string (*)(std::string_view);
inline std::string asItIs(std::string_view bytes) { return std::string(bytes); }

// Feeds a framing to NeedMore or Error, and writes down what it says, a line each.
inline bool drainFraming(frame::Framing& framing, std::string_view input, std::string& log, ShowBytes show) {
    for (;;) {
        const frame::Step step = framing.next(input);
        input.remove_prefix(step.consumed);
        switch (step.event) {
        case frame::Event::Package: log += "package " + show(step.package) + "\n"; break;
        case frame::Event::Error:
            log += "error " + std::string(errcName(framing.error().code)) + ": " + framing.error().message +
                   "\n";
            return false;
        case frame::Event::NeedMore:
            if (!input.empty()) {
                log += "not all of the input is used\n";
            }
            return true;
        }
    }
}

inline std::string framingLog(const frame::FramingRules& rules, std::string_view input, const NextCut& cut,
                              ShowBytes show = asItIs) {
    std::string log;
    const auto framing = rules.open();
    const bool isWell = feedInPieces(
        input, cut, [&](std::string_view piece) { return drainFraming(*framing, piece, log, show); });
    if (isWell && framing->keptBytes() > 0) {
        log += "kept " + std::to_string(framing->keptBytes()) + "\n";
    }
    return log;
}

} // namespace aha::test
