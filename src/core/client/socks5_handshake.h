#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::client {

// The client's side of SOCKS5 (RFC 1928, 1929) for one CONNECT. Codec: no socket, no clock.
class Socks5Handshake {
public:
    struct Target {
        std::string host; // a name, which the proxy resolves, or an address literal
        unsigned port;
        std::string user, password; // of the proxy; "" = without authentication
    };
    enum class Step : std::uint8_t { NeedMore, Done };
    static constexpr std::size_t kMaxNameBytes = 255; // of host, user and password: InvalidArgument

    // What has to be sent first is appended to `out`.
    Result<void> start(Target target, std::string& out);
    // Consumes from the front of `input`; what is left after Done belongs to the tunnel. Malformed,
    // PermissionDenied (credentials), Refused, Unreachable, TimedOut or Unsupported, as the proxy says.
    Result<Step> feed(std::string_view& input, std::string& out);

private:
    enum class State : std::uint8_t {
        Method,  // waits for the method that the proxy chose
        Auth,    // ... for its verdict on the credentials
        Reply,   // ... for the first 5 bytes of its reply
        Address, // ... for the bound address, which nobody needs
        Done,
    };
    std::size_t wanted() const;
    Result<void> advance(std::string_view bytes, std::string& out);
    Result<void> takeMethod(unsigned char method, std::string& out);
    Result<void> takeReply(std::string_view bytes);
    void sendConnect(std::string& out) const;

    Target target_{};
    std::string buffer_; // never longer than wanted()
    std::size_t addressBytes_ = 0;
    State state_ = State::Method;
};

} // namespace aha::client
