#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

// A blocking HTTP client for the load tools: one connection, replies with Content-Length.
namespace tools {

// -1 when it fails; `source` is the last part of the client's address 127.0.0.x, so that ports do not run
// out.
inline int connectTo(int port, int source) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return -1;
    }
    // the port is chosen at connect(), where it need only be free towards this one destination
    const int yes = 1;
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl((127U << 24) + static_cast<std::uint32_t>(source));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0 ||
        connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

inline bool sendAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// Head and body of one reply, or "" when the connection ends early or the reply passes 64 KiB.
inline std::string receiveReply(int fd) {
    std::string reply;
    char buffer[4096];
    std::size_t wanted = std::string::npos;
    while (reply.size() < wanted) {
        const ssize_t size = recv(fd, buffer, sizeof buffer, 0);
        if (size <= 0 || reply.size() > 64 * 1024) {
            return "";
        }
        reply.append(buffer, static_cast<std::size_t>(size));
        const std::size_t head = reply.find("\r\n\r\n");
        if (wanted == std::string::npos && head != std::string::npos) {
            std::string lower = reply.substr(0, head);
            for (char& c : lower) {
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            }
            const std::size_t field = lower.find("\r\ncontent-length:");
            if (field == std::string::npos) {
                return "";
            }
            wanted = head + 4 + std::stoul(lower.substr(field + 17));
        }
    }
    return reply;
}

} // namespace tools
