// Opens N slow clients and keeps them slow until standard input ends.
// usage: slow_clients PORT N headers|bodies|readers; prints "ready N" when all are connected.
// headers: a request head, one byte a second. bodies: a body, one byte a second. readers: asks for /big and
// reads 64 bytes a second through a small receive buffer. A connection that the server ends is opened again.
#include "client.h"

#include <poll.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

std::string_view opening(std::string_view mode) {
    if (mode == "headers") {
        return "GET / HTTP/1.1\r\nHost: bench\r\nX-Slow: ";
    }
    if (mode == "bodies") {
        return "POST / HTTP/1.1\r\nHost: bench\r\nContent-Length: 1000000\r\n\r\n";
    }
    return "GET /big HTTP/1.1\r\nHost: bench\r\n\r\n";
}

int open(int port, int index, std::string_view mode) {
    const int fd = tools::connectTo(port, 2 + index / 10'000);
    if (fd < 0) {
        return -1;
    }
    const int small = 4096;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    if (!tools::sendAll(fd, opening(mode))) {
        close(fd);
        return -1;
    }
    return fd;
}

// One second's worth of work; false when the server has ended the connection.
bool step(int fd, std::string_view mode) {
    char buffer[64];
    if (mode == "readers") {
        const ssize_t size = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
        return size > 0 || (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
    }
    const ssize_t size = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT | MSG_PEEK);
    return (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) && send(fd, "x", 1, MSG_NOSIGNAL) == 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view mode = argc == 4 ? argv[3] : "";
    if (mode != "headers" && mode != "bodies" && mode != "readers") {
        std::fprintf(stderr, "usage: slow_clients PORT N headers|bodies|readers\n");
        return 2;
    }
    const int port = std::atoi(argv[1]);
    const int count = std::atoi(argv[2]);
    std::vector<int> clients;
    for (int i = 0; i < count; i++) {
        clients.push_back(open(port, i, mode));
        if (clients.back() < 0) {
            std::perror("connect");
            return 1;
        }
    }
    std::printf("ready %d\n", count);
    std::fflush(stdout);
    long ended = 0;
    pollfd input{0, POLLIN, 0};
    for (int second = 0; poll(&input, 1, 1000) == 0; second++) {
        for (int i = 0; i < count; i++) {
            int& fd = clients[static_cast<std::size_t>(i)];
            if (fd < 0 || !step(fd, mode)) {
                ended++;
                if (fd >= 0) {
                    close(fd);
                }
                fd = open(port, i, mode);
            }
        }
    }
    std::printf("ended %ld\n", ended);
    return 0;
}
