// Whole body and body cut anywhere give the same parts; callbacks come in order (MultipartLog checks that).
// The first line of the input, up to '\n', is the Content-Type.
#include "fuzz/fuzz.h"
#include "proto/http/multipart_log.h"

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = fuzz::viewOf(data, size);
    const std::size_t line = input.find('\n');
    if (line == std::string_view::npos) {
        return 0;
    }
    const std::string boundary = http::multipartBoundary(input.substr(0, line)).value_or("b");
    input.remove_prefix(line + 1);
    http::MultipartLimits limits;
    limits.parts = 5;
    limits.partHeaderBytes = 256;
    limits.partHeaderCount = 4;
    const std::string log = test::MultipartLog::of(input, boundary, limits, test::whole());
    fuzz::requireEqual(log, test::MultipartLog::of(input, boundary, limits, test::byteByByte()),
                       "byte by byte");
    fuzz::requireEqual(log, test::MultipartLog::of(input, boundary, limits, test::randomCuts(7)),
                       "random cuts");
    return 0;
}
