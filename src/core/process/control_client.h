#pragma once

#include "core/base/result.h"
#include "core/process/descriptor.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::process {

// Asks a running server; for the command line, as it blocks.
// A value; after an error the connection is closed, and every further question fails with Closed.
class ControlClient {
public:
    // NotFound: no such socket. Refused: a socket that nobody serves any more. PermissionDenied: not ours.
    // A timeout of 0 is none.
    static Result<ControlClient> connect(const std::string& path, std::uint64_t timeoutMs);

    // The line of JSON that the server answers, without its end.
    Result<std::string> ask(std::string_view command, std::uint64_t timeoutMs);

    static constexpr std::size_t kMaxAnswerBytes = std::size_t{64} << 20;

private:
    ControlClient(std::string path, Descriptor socket) : path_(std::move(path)), socket_(std::move(socket)) {}
    Result<void> sendLine(std::string line, std::uint64_t deadlineNs);
    Result<std::string> receiveLine(std::uint64_t deadlineNs);
    Result<void> wait(short events, std::uint64_t deadlineNs, const std::string& what);

    std::string path_;
    Descriptor socket_;
};

} // namespace aha::process
