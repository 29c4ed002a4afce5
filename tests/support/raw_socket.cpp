#include "support/raw_socket.h"

#include "core/base/assert.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace aha::test {

namespace {

void makeNonBlocking(int fd) { ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK); }

struct TemporaryFolder {
    TemporaryFolder() {
        char name[] = "/tmp/aha-test-XXXXXX";
        AHA_ASSERT(::mkdtemp(name) != nullptr);
        path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::string path;
};

} // namespace

RawSocket RawSocket::connectTcp(unsigned port) {
    RawSocket result(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(result.fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        return {};
    }
    makeNonBlocking(result.fd_);
    return result;
}

RawSocket RawSocket::connectUnix(const std::string& path) {
    RawSocket result(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    AHA_ASSERT(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    if (::connect(result.fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        return {};
    }
    makeNonBlocking(result.fd_);
    return result;
}

bool RawSocket::send(std::string_view bytes) {
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == ssize_t(bytes.size());
}

std::string RawSocket::receive(std::size_t atMost) {
    std::string result(atMost, '\0');
    std::size_t size = 0;
    while (size < atMost) {
        ssize_t got = ::recv(fd_, result.data() + size, atMost - size, MSG_DONTWAIT);
        if (got <= 0) {
            break;
        }
        size += std::size_t(got);
    }
    result.resize(size);
    return result;
}

bool RawSocket::atEof() {
    char byte;
    return ::recv(fd_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

int RawSocket::error() {
    char byte;
    ssize_t got = ::recv(fd_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && errno != EAGAIN ? errno : 0;
}

void RawSocket::shutdownWrite() { ::shutdown(fd_, SHUT_WR); }

void RawSocket::close() {
    if (fd_ >= 0) {
        ::close(fd_);
        fd_ = -1;
    }
}

void RawSocket::abort() {
    linger now{1, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

std::pair<RawSocket, RawSocket> tcpPair() {
    RawSocket listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    AHA_ASSERT(::bind(listener.fd(), generic, size) == 0 && ::listen(listener.fd(), 1) == 0);
    AHA_ASSERT(::getsockname(listener.fd(), generic, &size) == 0);
    RawSocket client = RawSocket::connectTcp(ntohs(address.sin_port));
    RawSocket server(::accept4(listener.fd(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    AHA_ASSERT(client.fd() >= 0 && server.fd() >= 0);
    return {std::move(client), std::move(server)};
}

std::pair<RawSocket, RawSocket> unixPair() {
    int fds[2];
    AHA_ASSERT(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) == 0);
    return {RawSocket(fds[0]), RawSocket(fds[1])};
}

std::string temporaryPath(std::string_view name) {
    static TemporaryFolder folder;
    return folder.path + "/" + std::string(name);
}

} // namespace aha::test
