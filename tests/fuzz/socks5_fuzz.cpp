// Property: whatever the proxy sends and however it is cut, the handshake ends the same way, and never
// consumes more than its reply.
#include "core/base/assert.h"
#include "core/client/socks5_handshake.h"
#include "fuzz/fuzz.h"

#include <string>
#include <string_view>

using aha::client::Socks5Handshake;

// "done <what is left> <what was sent>", "more" or "error <code>"
static std::string run(std::string_view replies, std::size_t piece) {
    Socks5Handshake handshake;
    std::string out;
    AHA_ASSERT(handshake.start({"host", 443, "user", "pw"}, out).ok());
    while (!replies.empty()) {
        std::string_view input = replies.substr(0, piece);
        const std::size_t given = input.size();
        auto step = handshake.feed(input, out);
        if (!step) {
            return "error " + std::string(aha::errcName(step.error().code));
        }
        replies.remove_prefix(given - input.size());
        if (step.value() == Socks5Handshake::Step::Done) {
            return "done " + std::to_string(replies.size()) + " " + out;
        }
        AHA_ASSERT(input.empty());
    }
    return "more " + out;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view replies(reinterpret_cast<const char*>(data), size);
    aha::fuzz::requireEqual(run(replies, 1), run(replies, replies.size()), "byte by byte");
    return 0;
}
