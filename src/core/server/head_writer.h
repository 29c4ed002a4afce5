#pragma once

#include "core/server/http_exchange.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::server {

// What the server decides about a response head, beside what the handler's fields say.
struct HeadPlan {
    enum class Persistence : std::uint8_t {
        Keep,       // HTTP/1.1 default: nothing is said
        KeepAndSay, // HTTP/1.0: Connection: keep-alive
        Close,      // Connection: close
    };
    int status = 200;
    Framing framing = Framing::Length;
    std::uint64_t length = 0; // Framing::Length
    Persistence persistence = Persistence::Keep;
};

// Renders response heads. "Status line, Server, Date" of a 200 is one block, made anew once per second.
// Owned by the server. Calls nobody.
class HeadWriter {
public:
    explicit HeadWriter(std::string_view serverName);

    void append(std::string& out, std::int64_t wallSeconds, const HeadPlan& plan,
                const ResponseFields& fields);

private:
    void refresh(std::int64_t wallSeconds);

    std::string serverLine_; // "Server: Aha\r\n" or ""
    std::string dateLine_;   // "Date: …\r\n"
    std::string okBlock_;    // status line of 200 + serverLine_ + dateLine_
    std::int64_t renderedAt_ = -1;
};

// The value of the Content-Length among these lines; nothing when absent, malformed or contradictory.
std::optional<std::uint64_t> contentLengthOf(std::string_view lines);
// Appends the lines except Content-Length.
void appendWithoutContentLength(std::string& out, std::string_view lines);

} // namespace aha::server
