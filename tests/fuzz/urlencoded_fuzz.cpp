// Reading ends, stays within its limit, never grows a text, and decoding finds no escape in what it encoded.
#include "core/proto/http/urlencoded.h"
#include "fuzz/fuzz.h"

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::viewOf(data, size);
    http::UrlencodedReader reader(input, 20);
    std::string name;
    std::string value;
    std::size_t count = 0;
    std::size_t total = 0;
    while (reader.next(name, value)) {
        fuzz::require(!name.empty(), "a pair without a name");
        total += name.size() + value.size();
        ++count;
    }
    fuzz::require(count <= 20 && total <= size, "more than the limit, or more than there was");
    fuzz::require(!reader.limitReached() || count == 20, "limit reached too early");
    std::string decoded;
    const bool clean = http::percentDecode(input, false, decoded);
    std::string encoded;
    for (const char c : decoded) {
        static constexpr char kHex[] = "0123456789ABCDEF";
        const unsigned char u = static_cast<unsigned char>(c);
        encoded.append({'%', kHex[u >> 4], kHex[u & 15]});
    }
    std::string again;
    fuzz::require(http::percentDecode(encoded, true, again) && again == decoded, "round trip");
    fuzz::require(clean || input.find('%') != std::string_view::npos, "unclean without an escape");
    return 0;
}
