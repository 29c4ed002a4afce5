// Opens N connections, makes one request on each and keeps them open until standard input ends.
// usage: idle_clients PORT N; prints "ready N" when all have their reply.
#include "client.h"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: idle_clients PORT N\n");
        return 2;
    }
    const int port = std::atoi(argv[1]);
    const int count = std::atoi(argv[2]);
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    std::vector<int> connections;
    for (int i = 0; i < count; i++) {
        const int fd = tools::connectTo(port, 2 + i / 10'000);
        if (fd < 0) {
            std::perror("connect");
            return 1;
        }
        connections.push_back(fd);
        if (!tools::sendAll(fd, "GET / HTTP/1.1\r\nHost: bench\r\n\r\n") ||
            tools::receiveReply(fd).rfind("HTTP/1.1 200", 0) != 0) {
            std::fprintf(stderr, "connection %d: no reply\n", i);
            return 1;
        }
    }
    std::printf("ready %d\n", count);
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    // All must still be open: a connection that the server closed reads as end of file.
    int closed = 0;
    for (const int fd : connections) {
        char byte = 0;
        if (recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0) {
            closed++;
        }
    }
    std::printf("closed %d\n", closed);
    return closed == 0 ? 0 : 1;
}
