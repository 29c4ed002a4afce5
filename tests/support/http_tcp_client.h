#pragma once

#include "core/net/loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace aha::test {

// A blocking client; every operation ends within seconds.
class TcpClient {
public:
    explicit TcpClient(unsigned port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connect(reinterpret_cast<sockaddr*>(&address), sizeof address);
    }
    TcpClient(const sockaddr* address, socklen_t size)
        : fd_(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        connect(address, size);
    }
    ~TcpClient() { close(); }
    TcpClient(const TcpClient&) = delete;
    TcpClient& operator=(const TcpClient&) = delete;

    bool isConnected() const { return isConnected_; }
    int fd() const { return fd_; }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // At least so many bytes, unless the end comes first.
    std::string receive(std::size_t bytes) {
        std::string got;
        char buffer[65536];
        while (got.size() < bytes) {
            const ssize_t part = ::recv(fd_, buffer, sizeof buffer, 0);
            if (part <= 0) {
                sawReset_ = part < 0;
                break;
            }
            got.append(buffer, static_cast<std::size_t>(part));
        }
        return got;
    }
    std::string receiveAll() { return receive(std::string::npos); }
    bool sawReset() const { return sawReset_; } // or the time limit
    void shutdown() { ::shutdown(fd_, SHUT_WR); }
    void close() {
        if (fd_ >= 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }
    void reset() {
        const linger abort{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
        close();
    }

private:
    void connect(const sockaddr* address, socklen_t size) {
        const timeval limit{5, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        isConnected_ = ::connect(fd_, address, size) == 0;
    }

    int fd_;
    bool isConnected_ = false;
    bool sawReset_ = false;
};

// Runs a blocking client in a thread of its own, and the loop in this one until the client is done.
class ClientThread : private WheelTimer {
public:
    ClientThread(net::Loop& loop, std::function<void()> client) : WheelTimer(&onTick), loop_(loop) {
        std::thread thread([this, client = std::move(client)] {
            client();
            isDone_ = true;
        });
        loop.arm(*this, 1);
        loop.run();
        thread.join();
    }

private:
    static void onTick(WheelTimer& timer) {
        auto& self = static_cast<ClientThread&>(timer);
        if (self.isDone_) {
            self.loop_.stop();
        } else {
            self.loop_.arm(self, 1);
        }
    }

    net::Loop& loop_;
    std::atomic<bool> isDone_{false};
};

} // namespace aha::test
