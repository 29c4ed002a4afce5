// Cut anywhere, the bytes give the same replies and the same error; limits hold; what is left over is seen.
#include "core/proto/resp/resp_command.h"
#include "fuzz/fuzz.h"
#include "support/resp_log.h"

#include <vector>

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    static constexpr std::size_t kElements[] = {4, 64, 4'000'000};
    resp::Limits limits;
    limits.maxElements = kElements[data[0] % 3];
    const std::string_view bytes = fuzz::viewOf(data + 2, size - 2);
    const std::string expected = test::respLog(bytes, test::whole(), limits);
    fuzz::requireEqual(expected, test::respLog(bytes, test::byteByByte(), limits), "byte by byte");
    fuzz::requireEqual(expected, test::respLog(bytes, test::randomCuts(data[1]), limits), "cut");

    resp::Reader reader(limits);
    reader.feed(bytes);
    for (resp::Reply reply; reader.next(reply) == resp::Reader::Step::Reply;) {
        fuzz::require(reply.after(0) == reply.nodes(), "a reply is one tree");
        fuzz::require(reply.nodes() <= limits.maxElements + 1, "more elements than allowed");
        fuzz::require(reply.bytes() <= bytes.size(), "more bytes than were fed");
    }

    // A command reads back as an array of the same strings.
    std::string command;
    const std::vector<std::string_view> arguments{bytes.substr(0, bytes.size() / 2), bytes};
    resp::appendCommand(command, arguments);
    resp::Reader echo({});
    echo.feed(command);
    resp::Reply reply;
    fuzz::require(echo.next(reply) == resp::Reader::Step::Reply && echo.isBetweenReplies(), "a command");
    fuzz::require(reply.text(1) == arguments[0] && reply.text(2) == arguments[1], "its arguments");
    return 0;
}
