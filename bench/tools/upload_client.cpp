// Sends one PUT with a body of BYTES zero bytes and prints status and body of the reply.
// usage: upload_client PORT BYTES
#include "client.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: upload_client PORT BYTES\n");
        return 2;
    }
    const std::string size = argv[2];
    std::uint64_t left = std::strtoull(argv[2], nullptr, 10);
    const int fd = tools::connectTo(std::atoi(argv[1]), 2);
    if (fd < 0) {
        std::perror("connect");
        return 1;
    }
    const std::string chunk(64 * 1024, '\0');
    bool sent =
        tools::sendAll(fd, "PUT /upload HTTP/1.1\r\nHost: bench\r\nContent-Length: " + size + "\r\n\r\n");
    while (sent && left > 0) {
        const std::size_t part = static_cast<std::size_t>(std::min<std::uint64_t>(left, chunk.size()));
        sent = tools::sendAll(fd, std::string_view(chunk).substr(0, part));
        left -= part;
    }
    const std::string reply = tools::receiveReply(fd);
    const std::size_t head = reply.find("\r\n\r\n");
    if (!sent || head == std::string::npos) {
        std::fprintf(stderr, "the connection ended with %llu bytes unsent\n",
                     static_cast<unsigned long long>(left));
        return 1;
    }
    std::printf("%s %s\n", reply.substr(9, 3).c_str(), reply.substr(head + 4).c_str());
    return 0;
}
