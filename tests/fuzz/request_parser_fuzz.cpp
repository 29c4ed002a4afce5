// Whole input, input byte by byte and input cut at random give the same requests; an accepted head is well
// formed.
#include "fuzz/fuzz.h"
#include "proto/http/request_log.h"

using namespace aha;

// The first byte chooses the limits, so that caps are met with short inputs too.
static http::RequestLimits limitsFor(std::uint8_t choice) {
    http::RequestLimits limits;
    if (choice & 1) {
        limits.uriBytes = 16;
        limits.headerBytes = 64;
        limits.headerCount = 3;
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
    const http::RequestLimits limits = limitsFor(data[0]);
    const std::string_view input = fuzz::viewOf(data + 1, size - 1);
    const std::string log = test::RequestLog::of(input, limits, test::whole());
    fuzz::requireEqual(log, test::RequestLog::of(input, limits, test::byteByByte()), "byte by byte differs");
    fuzz::requireEqual(log, test::RequestLog::of(input, limits, test::randomCuts(data[0])),
                       "random cuts differ");
    return 0;
}
