// Output keeps within its cap; whole input and input cut anywhere decode alike; what we encode decodes to
// itself.
#include "core/proto/http/deflate.h"
#include "core/proto/http/inflate.h"
#include "fuzz/fuzz.h"

using namespace aha;

static std::string decode(std::string_view input, http::Compression format, const test::NextCut& cut) {
    http::InflateLimits limits;
    limits.outputBytes = 1u << 16;
    limits.ratio = 0; // judged at the end of each piece, so that it may depend on the cuts
    http::Inflater inflater(format, limits);
    std::string out;
    Result<void> result;
    test::feedInPieces(input, cut, [&](std::string_view piece) {
        result = inflater.feed(piece, out);
        return result.ok();
    });
    fuzz::require(out.size() <= limits.outputBytes, "more than the cap");
    return out + (result ? (inflater.done() ? "|done" : "|more") : "|" + result.error().message);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const http::Compression format = static_cast<http::Compression>(data[0] % 3);
    const std::string_view input = fuzz::viewOf(data + 1, size - 1);
    const std::string log = decode(input, format, test::whole());
    fuzz::requireEqual(log, decode(input, format, test::byteByByte()), "byte by byte");
    http::Deflater deflater(format, data[0] % 10);
    std::string encoded;
    deflater.write(input.substr(0, size / 2), encoded, http::Deflater::Flush::Sync);
    deflater.write(input.substr(std::min(size / 2, input.size())), encoded, http::Deflater::Flush::Finish);
    fuzz::requireEqual(std::string(input) + "|done", decode(encoded, format, test::randomCuts(data[0])),
                       "round trip");
    return 0;
}
