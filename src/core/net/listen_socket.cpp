#include "core/net/socket_address.h"
#include "core/net/tcp_listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>

namespace aha::net {

namespace {

Result<void> setOption(int fd, int level, int option, int value, const char* name) {
    if (setsockopt(fd, level, option, &value, sizeof value) != 0) {
        return errorFromErrno(errno, std::string("set ") + name);
    }
    return {};
}

Result<void> setOptions(int fd, const SocketAddress& address, const ListenOptions& options) {
    if (address.isUnix()) {
        return {};
    }
    if (auto set = setOption(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR"); !set) {
        return set;
    }
    if (options.reusePort) {
#ifdef SO_REUSEPORT
        if (auto set = setOption(fd, SOL_SOCKET, SO_REUSEPORT, 1, "SO_REUSEPORT"); !set) {
            return set;
        }
#else
        return Error{Errc::Unsupported, "this operating system has no SO_REUSEPORT"};
#endif
    }
    if (address.family() == AF_INET6) {
        return setOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, options.ipv6Only ? 1 : 0, "IPV6_V6ONLY");
    }
    return {};
}

// True after the socket file of a dead server has been removed. Whatever still answers, or is not a
// socket, stays.
bool removeStaleSocket(const SocketAddress& address) {
    struct stat info {};
    std::string path = address.path();
    if (lstat(path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode)) {
        return false;
    }
    int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) {
        return false;
    }
    bool isStale = ::connect(probe, address.data(), address.size()) != 0 && errno == ECONNREFUSED;
    ::close(probe);
    return isStale && ::unlink(path.c_str()) == 0;
}

int bindSocket(int fd, const SocketAddress& address) {
    if (::bind(fd, address.data(), address.size()) == 0) {
        return 0;
    }
    int err = errno;
    if (err == EADDRINUSE && address.isUnix() && removeStaleSocket(address)) {
        return ::bind(fd, address.data(), address.size()) == 0 ? 0 : errno;
    }
    return err;
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
    int err = bindSocket(fd, target);
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
