// Whole input, input byte by byte and input cut at random give the same response; an accepted head is well
// formed.
#include "fuzz/fuzz.h"
#include "proto/http/response_log.h"

using namespace aha;

// The first byte chooses request and limits, so that caps are met with short inputs too.
static http::ResponseLimits limitsFor(std::uint8_t choice) {
    http::ResponseLimits limits;
    if (choice & 1) {
        limits.statusLineBytes = 20;
        limits.headerBytes = 64;
        limits.headerCount = 3;
        limits.informational = 1;
    }
    if (choice & 2) {
        limits.bodyBytes = 20;
        limits.chunkExtensionBytes = 8;
        limits.trailerBytes = 24;
    }
    return limits;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const http::ResponseLimits limits = limitsFor(data[0]);
    http::ResponseContext context;
    context.head = (data[0] & 4) != 0;
    context.connect = (data[0] & 8) != 0;
    context.upgrade = (data[0] & 16) != 0;
    const std::string_view input = fuzz::viewOf(data + 1, size - 1);
    auto logOf = [&](const test::NextCut& cut) { return test::ResponseLog::of(input, limits, context, cut); };
    const std::string log = logOf(test::whole());
    fuzz::requireEqual(log, logOf(test::byteByByte()), "byte by byte differs");
    fuzz::requireEqual(log, logOf(test::randomCuts(data[0])), "random cuts differ");
    return 0;
}
