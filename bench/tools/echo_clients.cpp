// Sends a line on each of N connections, again whenever it has come back, for some seconds.
// usage: echo_clients PORT N SECONDS tcp|udp; prints one line of JSON as bench/wrk/report.lua does.
#include "client.h"

#include <poll.h>
#include <sys/epoll.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLineBytes = 64;
constexpr std::size_t kMaxSamples = 4'000'000;
constexpr int kLostMs = 2000; // nothing at all came back for so long

struct Client {
    int fd = -1;
    char line[kLineBytes];
    std::size_t received = 0;
    Clock::time_point sentAt;
};

int openUdp(int port) {
    const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

bool sendLine(Client& client) {
    client.received = 0;
    client.sentAt = Clock::now();
    return tools::sendAll(client.fd, std::string_view(client.line, kLineBytes));
}

// What came of the line. False: the connection has ended, or something else came back.
bool receive(Client& client) {
    char buffer[kLineBytes + 1];
    const ssize_t size = recv(client.fd, buffer, sizeof buffer - client.received, MSG_DONTWAIT);
    if (size <= 0 || client.received + static_cast<std::size_t>(size) > kLineBytes) {
        return false;
    }
    const bool isSame =
        std::memcmp(buffer, client.line + client.received, static_cast<std::size_t>(size)) == 0;
    client.received += static_cast<std::size_t>(size);
    return isSame;
}

double percentile(std::vector<float>& samples, double share) {
    if (samples.empty()) {
        return 0;
    }
    const auto index = static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1));
    std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(index), samples.end());
    return samples[index];
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view mode = argc == 5 ? argv[4] : "";
    if (mode != "tcp" && mode != "udp") {
        std::fprintf(stderr, "usage: echo_clients PORT N SECONDS tcp|udp\n");
        return 2;
    }
    const int port = std::atoi(argv[1]);
    std::vector<Client> clients(std::strtoul(argv[2], nullptr, 10));
    const int poller = epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < clients.size(); i++) {
        Client& client = clients[i];
        client.fd = mode == "tcp" ? tools::connectTo(port, 2) : openUdp(port);
        std::memset(client.line, 'a' + static_cast<int>(i % 26), kLineBytes);
        std::memcpy(client.line + kLineBytes - 2, "\r\n", 2);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &client;
        if (client.fd < 0 || epoll_ctl(poller, EPOLL_CTL_ADD, client.fd, &event) != 0 || !sendLine(client)) {
            std::perror("connect");
            return 1;
        }
    }

    std::vector<float> samples;
    samples.reserve(kMaxSamples);
    unsigned long requests = 0;
    unsigned long errors = 0;
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::seconds(std::atoi(argv[3]));
    auto now = begin;
    while (now < end && errors == 0) {
        epoll_event events[64];
        const int ready = epoll_wait(poller, events, 64, kLostMs);
        errors += ready <= 0 ? 1 : 0; // a datagram was lost, or the server hangs
        now = Clock::now();
        for (int i = 0; i < ready; i++) {
            Client& client = *static_cast<Client*>(events[i].data.ptr);
            if (!receive(client)) {
                errors++;
            } else if (client.received == kLineBytes) {
                requests++;
                if (samples.size() < kMaxSamples) {
                    samples.push_back(std::chrono::duration<float, std::micro>(now - client.sentAt).count());
                }
                errors += sendLine(client) ? 0 : 1;
            }
        }
    }
    std::printf("{\"requests\":%lu,\"seconds\":%.6f,\"p50\":%.1f,\"p99\":%.1f,\"errors\":%lu}\n", requests,
                std::chrono::duration<double>(now - begin).count(), percentile(samples, 0.5),
                percentile(samples, 0.99), errors);
    return 0;
}
