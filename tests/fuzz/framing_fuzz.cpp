// Cut anywhere, the bytes give the same packages and the same error; no package is longer than the limit.
#include "fuzz/fuzz.h"
#include "support/framing_log.h"

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) {
        return 0;
    }
    static constexpr std::string_view kCodes = "cCsSlLqQnNJvVP";
    static constexpr std::string_view kTerminators[] = {"\n", "\r\n", "\r\n\r\n", "aab", "abab"};
    static constexpr std::size_t kLimits[] = {16, 40, 300, 1 << 20};
    frame::FramingOptions options;
    options.kind = data[0] % 2 == 0 ? frame::Kind::Eof : frame::Kind::Length;
    options.keepsTerminator = true;
    options.terminator = kTerminators[data[1] % 5];
    options.length = {kCodes[data[1] % kCodes.size()], data[2] % 5U, data[2] / 5 % 16U};
    options.maxPackageBytes = kLimits[data[0] / 2 % 4];
    const auto rules = frame::FramingRules::create(options);
    fuzz::require(rules.ok(), "options");
    const std::string_view bytes = fuzz::viewOf(data + 4, size - 4);
    const std::string expected = test::framingLog(*rules.value(), bytes, test::whole());
    fuzz::requireEqual(expected, test::framingLog(*rules.value(), bytes, test::byteByByte()), "byte by byte");
    fuzz::requireEqual(expected, test::framingLog(*rules.value(), bytes, test::randomCuts(data[3])), "cut");

    const auto framing = rules.value()->open();
    std::string together;
    for (std::string_view left = bytes;;) {
        const frame::Step step = framing->next(left);
        if (step.event != frame::Event::Package) {
            break;
        }
        fuzz::require(!step.package.empty() && step.package.size() <= options.maxPackageBytes, "the limit");
        together += step.package;
        left.remove_prefix(step.consumed);
    }
    fuzz::require(bytes.substr(0, together.size()) == together, "not what was fed");
    return 0;
}
