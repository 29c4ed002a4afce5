#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace aha::test {

// A plain descriptor driven by blocking calls: the far end in socket tests. Closed when it goes.
class RawSocket {
public:
    RawSocket() = default;
    explicit RawSocket(int fd) : fd_(fd) {}
    RawSocket(RawSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    RawSocket& operator=(RawSocket&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~RawSocket() { close(); }

    static RawSocket connectTcp(unsigned port); // to 127.0.0.1, non-blocking afterwards
    static RawSocket connectUnix(const std::string& path);

    int fd() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }
    bool send(std::string_view bytes);       // false if not all was taken
    std::string receive(std::size_t atMost); // what is there now; never blocks
    bool atEof();                            // consumes nothing; false if data or nothing is there
    int error();                             // errno of a read, 0 if none
    void shutdownWrite();
    void close();
    void abort(); // closes with RST

private:
    int fd_ = -1;
};

// Two connected, non-blocking TCP sockets on 127.0.0.1.
std::pair<RawSocket, RawSocket> tcpPair();
std::pair<RawSocket, RawSocket> unixPair();

// A name for a unix socket or a file that does not exist yet; a folder of its own, removed at exit.
std::string temporaryPath(std::string_view name);

} // namespace aha::test
