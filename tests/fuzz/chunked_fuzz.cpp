// Whole input and input cut anywhere decode alike; what is decoded never exceeds the limit.
#include "fuzz/fuzz.h"
#include "proto/http/chunked_log.h"

using namespace aha;

static std::string textOf(const test::ChunkedLog& log) {
    return log.end + " " + std::to_string(log.consumed) + "\n" + log.trailers + log.body;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    http::ChunkedLimits limits;
    limits.bodyBytes = data[0] & 1 ? 64 : 0;
    limits.extensionBytes = data[0] & 2 ? 16 : 4096;
    limits.trailerBytes = data[0] & 4 ? 32 : 4096;
    limits.trailerCount = data[0] & 8 ? 2 : 50;
    const std::string_view input = fuzz::viewOf(data + 1, size - 1);
    const test::ChunkedLog log = test::ChunkedLog::of(input, limits, test::whole());
    fuzz::require(limits.bodyBytes == 0 || log.body.size() <= limits.bodyBytes, "more than the limit");
    fuzz::requireEqual(textOf(log), textOf(test::ChunkedLog::of(input, limits, test::byteByByte())),
                       "byte by byte");
    fuzz::requireEqual(textOf(log), textOf(test::ChunkedLog::of(input, limits, test::randomCuts(data[0]))),
                       "cuts");
    return 0;
}
