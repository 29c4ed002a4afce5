#pragma once

#include "core/base/result.h"

#include <sys/socket.h>

#include <string>
#include <string_view>

namespace aha::net {

// An IPv4, IPv6 or unix socket address as the operating system has it.
class SocketAddress {
public:
    static constexpr std::string_view kUnixPrefix = "unix:";
    static bool isUnixPath(std::string_view address) {
        return address.substr(0, kUnixPrefix.size()) == kUnixPrefix;
    }

    enum class Names : unsigned char {
        Refuse, // literals only: nothing here blocks
        LookUp, // asks the system's resolver and blocks meanwhile; for use at start
    };
    // "127.0.0.1", "::1", "unix:/path"; the port is not looked at for the latter.
    static Result<SocketAddress> parse(std::string_view address, unsigned port, Names names);
    static SocketAddress from(const sockaddr* address, socklen_t size); // longer ones are cut
    static SocketAddress peerOf(int fd);                                // empty if not connected (any more)
    static SocketAddress localOf(int fd);                               // empty on failure

    int family() const { return storage_.ss_family; }
    bool isUnix() const;
    const sockaddr* data() const { return reinterpret_cast<const sockaddr*>(&storage_); }
    socklen_t size() const { return size_; }

    std::string host() const; // an IPv4 address mapped into IPv6 as plain IPv4; "" for unix sockets
    unsigned port() const;    // 0 for unix sockets
    std::string path() const; // of a unix socket, else ""
    std::string text() const; // "127.0.0.1:80", "[::1]:80", "unix:/path"

private:
    sockaddr_storage storage_{};
    socklen_t size_ = 0;
};

} // namespace aha::net
