#include "core/net/bind_socket.h"
#include "core/net/udp_socket.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

// How a datagram socket is opened, and its options.
namespace aha::net {

static Result<void> setUpSocket(int fd, int family, const UdpOptions& options) {
    struct Setting {
        bool isWanted;
        int level, option, value;
        const char* name;
    };
    const bool isV6 = family == AF_INET6;
    const Setting settings[] = {
        {options.reuseAddress && family != AF_UNIX, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR"},
        {isV6, IPPROTO_IPV6, IPV6_V6ONLY, options.ipv6Only ? 1 : 0, "IPV6_V6ONLY"},
        {options.broadcast, SOL_SOCKET, SO_BROADCAST, 1, "SO_BROADCAST"},
        {options.receiveBufferBytes > 0, SOL_SOCKET, SO_RCVBUF, options.receiveBufferBytes, "SO_RCVBUF"},
        {options.sendBufferBytes > 0, SOL_SOCKET, SO_SNDBUF, options.sendBufferBytes, "SO_SNDBUF"},
    };
    for (const Setting& setting : settings) {
        if (!setting.isWanted) {
            continue;
        }
        if (auto set = setSocketOption(fd, setting.level, setting.option, setting.value, setting.name);
            !set) {
            return set;
        }
    }
    return {};
}

static Result<int> makeSocket(const SocketAddress& address, const UdpOptions& options,
                              const std::string& what) {
    int fd = ::socket(address.family(), SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return errorFromErrno(errno, what);
    }
    if (auto set = setUpSocket(fd, address.family(), options); !set) {
        ::close(fd);
        return Error{set.error().code, what + ": " + set.error().message};
    }
    return fd;
}

Result<int> openUdpSocket(std::string_view address, unsigned port, const UdpOptions& options) {
    auto parsed = SocketAddress::parse(address, port, SocketAddress::Names::LookUp);
    if (!parsed) {
        return parsed.error();
    }
    std::string what = "bind datagram socket " + parsed.value().text();
    auto fd = makeSocket(parsed.value(), options, what);
    if (!fd) {
        return fd;
    }
    if (int err = bindSocket(fd.value(), parsed.value(), SOCK_DGRAM); err != 0) {
        ::close(fd.value());
        return errorFromErrno(err, what);
    }
    return fd;
}

Result<std::unique_ptr<UdpSocket>> UdpSocket::bind(Loop& loop, std::string_view address, unsigned port,
                                                   const UdpOptions& options, UdpHandler& handler) {
    auto fd = openUdpSocket(address, port, options);
    if (!fd) {
        return fd.error();
    }
    auto opened = open(loop, fd.value(), options, handler);
    if (opened && opened.value()->isUnix()) {
        opened.value()->file_ = std::make_unique<SocketFile>(SocketAddress::localOf(fd.value()).path());
    }
    return opened;
}

Result<std::unique_ptr<UdpSocket>> UdpSocket::adopt(Loop& loop, int fd, const UdpOptions& options,
                                                    UdpHandler& handler) {
    int type = 0;
    socklen_t size = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_DGRAM) {
        ::close(fd);
        return Error{Errc::InvalidArgument, "descriptor " + std::to_string(fd) + " is not a datagram socket"};
    }
    return open(loop, fd, options, handler);
}

// A unix socket needs a name to be answered to: the kernel gives it one that has no file.
static int nameUnixClient(int fd) {
#ifdef __linux__
    sockaddr_storage none{};
    none.ss_family = AF_UNIX;
    return ::bind(fd, reinterpret_cast<const sockaddr*>(&none), sizeof none.ss_family) == 0 ? 0 : errno;
#else
    (void)fd; // TODO(port): one-way only
    return 0;
#endif
}

Result<std::unique_ptr<UdpSocket>> UdpSocket::connect(Loop& loop, std::string_view address, unsigned port,
                                                      const UdpOptions& options, UdpHandler& handler) {
    auto parsed = SocketAddress::parse(address, port, SocketAddress::Names::Refuse);
    if (!parsed) {
        return parsed.error();
    }
    const SocketAddress& peer = parsed.value();
    std::string what = "connect datagram socket to " + peer.text();
    auto fd = makeSocket(peer, options, what);
    if (!fd) {
        return fd.error();
    }
    int err = peer.isUnix() ? nameUnixClient(fd.value()) : 0;
    if (err == 0 && ::connect(fd.value(), peer.data(), peer.size()) != 0) {
        err = errno;
    }
    if (err != 0) {
        ::close(fd.value());
        return errorFromErrno(err, what);
    }
    auto opened = open(loop, fd.value(), options, handler);
    if (opened) {
        opened.value()->peer_ = peer;
    }
    return opened;
}

// ---- multicast, broadcast

// The index of an interface given by name or address; 0 = the system's choice.
static Result<unsigned> interfaceIndex(std::string_view via) {
    if (via.empty()) {
        return 0U;
    }
    std::string name(via);
    if (unsigned index = if_nametoindex(name.c_str())) {
        return index;
    }
    auto parsed = SocketAddress::parse(via, 0, SocketAddress::Names::Refuse);
    ifaddrs* all = nullptr;
    if (parsed && !parsed.value().isUnix() && getifaddrs(&all) == 0) {
        unsigned index = 0;
        for (ifaddrs* entry = all; entry && index == 0; entry = entry->ifa_next) {
            if (entry->ifa_addr && entry->ifa_addr->sa_family == parsed.value().family()) {
                socklen_t size =
                    entry->ifa_addr->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
                if (SocketAddress::from(entry->ifa_addr, size).host() == parsed.value().host()) {
                    index = if_nametoindex(entry->ifa_name);
                }
            }
        }
        freeifaddrs(all);
        if (index != 0) {
            return index;
        }
    }
    return Error{Errc::NotFound, "there is no network interface \"" + name + "\""};
}

Result<void> UdpSocket::changeMembership(int option, std::string_view group, std::string_view via,
                                         const char* verb) {
    std::string what = std::string(verb) + " multicast group " + std::string(group);
    auto address = SocketAddress::parse(group, 0, SocketAddress::Names::Refuse);
    if (!address || address.value().family() != family_ || isUnix()) {
        return Error{Errc::InvalidArgument, what + ": not an address of this socket's family"};
    }
    auto index = interfaceIndex(via);
    if (!index) {
        return Error{index.error().code, what + ": " + index.error().message};
    }
    group_req request{};
    request.gr_interface = index.value();
    std::memcpy(&request.gr_group, address.value().data(), address.value().size());
    const int level = family_ == AF_INET6 ? IPPROTO_IPV6 : IPPROTO_IP;
    if (setsockopt(fd_, level, option, &request, sizeof request) != 0) {
        return errorFromErrno(errno, what);
    }
    return {};
}

Result<void> UdpSocket::joinGroup(std::string_view group, std::string_view via) {
    return changeMembership(MCAST_JOIN_GROUP, group, via, "join");
}

Result<void> UdpSocket::leaveGroup(std::string_view group, std::string_view via) {
    return changeMembership(MCAST_LEAVE_GROUP, group, via, "leave");
}

Result<void> UdpSocket::setMulticastInterface(std::string_view via) {
    auto index = interfaceIndex(via);
    if (!index) {
        return index.error();
    }
    if (family_ == AF_INET6) {
        return setSocketOption(fd_, IPPROTO_IPV6, IPV6_MULTICAST_IF, int(index.value()), "IPV6_MULTICAST_IF");
    }
    ip_mreqn request{};
    request.imr_ifindex = int(index.value());
    if (setsockopt(fd_, IPPROTO_IP, IP_MULTICAST_IF, &request, sizeof request) != 0) {
        return errorFromErrno(errno, "set IP_MULTICAST_IF");
    }
    return {};
}

Result<void> UdpSocket::setMulticastTtl(int hops) {
    if (hops < 0 || hops > 255) {
        return Error{Errc::InvalidArgument,
                     "a multicast TTL of " + std::to_string(hops) + " is not between 0 and 255"};
    }
    return family_ == AF_INET6
               ? setSocketOption(fd_, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, hops, "IPV6_MULTICAST_HOPS")
               : setSocketOption(fd_, IPPROTO_IP, IP_MULTICAST_TTL, hops, "IP_MULTICAST_TTL");
}

Result<void> UdpSocket::setMulticastLoopback(bool isOn) {
    return family_ == AF_INET6
               ? setSocketOption(fd_, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, isOn ? 1 : 0, "IPV6_MULTICAST_LOOP")
               : setSocketOption(fd_, IPPROTO_IP, IP_MULTICAST_LOOP, isOn ? 1 : 0, "IP_MULTICAST_LOOP");
}

Result<void> UdpSocket::setBroadcast(bool isOn) {
    return setSocketOption(fd_, SOL_SOCKET, SO_BROADCAST, isOn ? 1 : 0, "SO_BROADCAST");
}

} // namespace aha::net
