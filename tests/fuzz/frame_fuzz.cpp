// Cut anywhere, the bytes give the same messages and the same error; what is decoded encodes to what was fed.
#include "fuzz/fuzz.h"
#include "support/process_messages.h"

using namespace aha;

static std::string describe(const test::Decoded& decoded) {
    std::string text;
    for (const test::KeptMessage& message : decoded.messages) {
        process::appendFrame(text, message.view());
    }
    return text + "\nerror: " + decoded.error + (decoded.isBetweenFrames ? "" : "\nin a frame");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const std::size_t limits[] = {0, 8, 300, process::kMaxPayloadBytes};
    const std::size_t maxPayload = limits[data[0] % 4];
    const std::string_view bytes = fuzz::viewOf(data + 2, size - 2);
    const test::Decoded whole = test::decode(bytes, test::whole(), maxPayload);
    const std::string expected = describe(whole);
    fuzz::requireEqual(expected, describe(test::decode(bytes, test::byteByByte(), maxPayload)),
                       "byte by byte");
    fuzz::requireEqual(expected, describe(test::decode(bytes, test::randomCuts(data[1]), maxPayload)), "cut");

    std::string encoded;
    for (const test::KeptMessage& message : whole.messages) {
        process::appendFrame(encoded, message.view());
        fuzz::require(message.payload.size() <= maxPayload, "longer than the limit");
    }
    fuzz::require(bytes.substr(0, encoded.size()) == encoded, "not what was fed");
    fuzz::require(!whole.error.empty() || whole.isBetweenFrames == (encoded.size() == bytes.size()), "rest");
    return 0;
}
