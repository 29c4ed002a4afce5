#include "core/net/socket_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace aha::net {

namespace {

template <typename T> const T& viewAs(const sockaddr_storage& storage) {
    return *reinterpret_cast<const T*>(&storage);
}

} // namespace

Result<SocketAddress> SocketAddress::parse(std::string_view address, unsigned port, Names names) {
    SocketAddress result;
    if (isUnixPath(address)) {
        std::string_view path = address.substr(kUnixPrefix.size());
        auto& un = reinterpret_cast<sockaddr_un&>(result.storage_);
        if (path.empty() || path.size() >= sizeof un.sun_path || path.find('\0') != path.npos) {
            return Error{Errc::InvalidArgument, "the path in \"" + std::string(address) +
                                                    "\" is empty, holds a NUL or is longer than " +
                                                    std::to_string(sizeof un.sun_path - 1) + " bytes"};
        }
        un.sun_family = AF_UNIX;
        std::memcpy(un.sun_path, path.data(), path.size());
        result.size_ = socklen_t(offsetof(sockaddr_un, sun_path) + path.size() + 1);
        return result;
    }
    if (port > 65535) {
        return Error{Errc::InvalidArgument, "port " + std::to_string(port) + " is not between 0 and 65535"};
    }
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | (names == Names::Refuse ? AI_NUMERICHOST : 0);
    addrinfo* found = nullptr;
    int err = getaddrinfo(std::string(address).c_str(), std::to_string(port).c_str(), &hints, &found);
    if (err != 0 || address.empty()) {
        Errc code = names == Names::Refuse ? Errc::InvalidArgument : Errc::Unreachable;
        return Error{code, "\"" + std::string(address) + "\" is not an address: " +
                               (address.empty() ? "it is empty" : gai_strerror(err))};
    }
    std::memcpy(&result.storage_, found->ai_addr, found->ai_addrlen);
    result.size_ = found->ai_addrlen;
    freeaddrinfo(found);
    return result;
}

SocketAddress SocketAddress::from(const sockaddr* address, socklen_t size) {
    SocketAddress result;
    result.size_ = std::min(size, socklen_t(sizeof result.storage_));
    std::memcpy(&result.storage_, address, result.size_);
    return result;
}

SocketAddress SocketAddress::peerOf(int fd) {
    SocketAddress result;
    result.size_ = sizeof result.storage_;
    if (getpeername(fd, reinterpret_cast<sockaddr*>(&result.storage_), &result.size_) != 0) {
        return {};
    }
    return result;
}

SocketAddress SocketAddress::localOf(int fd) {
    SocketAddress result;
    result.size_ = sizeof result.storage_;
    if (getsockname(fd, reinterpret_cast<sockaddr*>(&result.storage_), &result.size_) != 0) {
        return {};
    }
    return result;
}

bool SocketAddress::isUnix() const { return storage_.ss_family == AF_UNIX; }

std::string SocketAddress::host() const {
    char text[INET6_ADDRSTRLEN] = "";
    if (storage_.ss_family == AF_INET) {
        inet_ntop(AF_INET, &viewAs<sockaddr_in>(storage_).sin_addr, text, sizeof text);
    } else if (storage_.ss_family == AF_INET6) {
        const in6_addr& ip = viewAs<sockaddr_in6>(storage_).sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&ip)) {
            inet_ntop(AF_INET, ip.s6_addr + 12, text, sizeof text);
        } else {
            inet_ntop(AF_INET6, &ip, text, sizeof text);
        }
    }
    return text;
}

unsigned SocketAddress::port() const {
    switch (storage_.ss_family) {
    case AF_INET: return ntohs(viewAs<sockaddr_in>(storage_).sin_port);
    case AF_INET6: return ntohs(viewAs<sockaddr_in6>(storage_).sin6_port);
    default: return 0;
    }
}

std::string SocketAddress::path() const {
    if (!isUnix() || size_ <= offsetof(sockaddr_un, sun_path)) {
        return {};
    }
    const auto& un = viewAs<sockaddr_un>(storage_);
    return std::string(un.sun_path, strnlen(un.sun_path, size_ - offsetof(sockaddr_un, sun_path)));
}

std::string SocketAddress::text() const {
    if (isUnix()) {
        return std::string(kUnixPrefix) + path();
    }
    std::string name = host();
    bool needsBrackets = name.find(':') != name.npos;
    return (needsBrackets ? "[" + name + "]" : name) + ":" + std::to_string(port());
}

} // namespace aha::net
