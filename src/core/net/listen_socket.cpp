#include "core/net/bind_socket.h"
#include "core/net/socket_address.h"
#include "core/net/tcp_listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace aha::net {

namespace {

Result<void> setOptions(int fd, const SocketAddress& address, const ListenOptions& options) {
    if (address.isUnix()) {
        return {};
    }
    if (auto set = setSocketOption(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR"); !set) {
        return set;
    }
    if (options.reusePort) {
#ifdef SO_REUSEPORT
        if (auto set = setSocketOption(fd, SOL_SOCKET, SO_REUSEPORT, 1, "SO_REUSEPORT"); !set) {
            return set;
        }
#else
        return Error{Errc::Unsupported, "this operating system has no SO_REUSEPORT"};
#endif
    }
    if (address.family() == AF_INET6) {
        return setSocketOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, options.ipv6Only ? 1 : 0, "IPV6_V6ONLY");
    }
    return {};
}

} // namespace

Result<int> openListenSocket(std::string_view address, unsigned port, const ListenOptions& options) {
    auto parsed = SocketAddress::parse(address, port, SocketAddress::Names::LookUp);
    if (!parsed) {
        return parsed.error();
    }
    const SocketAddress& target = parsed.value();
    std::string what = "listen on " + target.text();
    int fd = ::socket(target.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return errorFromErrno(errno, what);
    }
    if (auto set = setOptions(fd, target, options); !set) {
        ::close(fd);
        return Error{set.error().code, what + ": " + set.error().message};
    }
    int err = bindSocket(fd, target, SOCK_STREAM);
    if (err == 0 && ::listen(fd, options.backlog) != 0) {
        err = errno;
    }
    if (err != 0) {
        ::close(fd);
        return errorFromErrno(err, what);
    }
    return fd;
}

} // namespace aha::net
