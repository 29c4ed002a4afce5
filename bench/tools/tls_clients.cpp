// Load over TLS, by blocking connections. Prints one line of JSON as bench/wrk/report.lua does.
// usage: tls_clients PORT SECONDS handshakes|download
// handshakes: connect, a full handshake, one GET, close; N at the same time. A request is one of these.
// download: GET / on one connection, the whole body each time. A request is a megabyte of it.
#include "client.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kThreads = 8;
constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: bench\r\n\r\n";

SSL_CTX* context;
int port;
Clock::time_point until;
std::atomic<unsigned long> requests{0};
std::atomic<unsigned long> errors{0};
std::mutex samplesMutex;
std::vector<double> samples;

class Connection {
public:
    Connection() : fd_(tools::connectTo(port, 2)), ssl_(SSL_new(context)) {
        if (fd_ >= 0) {
            SSL_set_fd(ssl_, fd_);
        }
    }
    ~Connection() {
        SSL_free(ssl_);
        if (fd_ >= 0) {
            // without TIME_WAIT: ports would run out
            const linger now{1, 0};
            setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            close(fd_);
        }
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool handshake() { return fd_ >= 0 && SSL_connect(ssl_) == 1; }
    bool ask() { return SSL_write(ssl_, kRequest.data(), static_cast<int>(kRequest.size())) > 0; }
    int read(char* buffer, int size) { return SSL_read(ssl_, buffer, size); }

private:
    int fd_;
    SSL* ssl_;
};

bool handshakeAndGet() {
    Connection connection;
    char reply[4096];
    if (!connection.handshake() || !connection.ask()) {
        return false;
    }
    const int size = connection.read(reply, sizeof reply);
    return size > 12 &&
           std::string_view(reply, static_cast<std::size_t>(size)).substr(0, 12) == "HTTP/1.1 200";
}

void handshakes() {
    std::vector<double> own;
    while (Clock::now() < until && errors == 0) {
        const auto begin = Clock::now();
        if (handshakeAndGet()) {
            requests++;
            own.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
        } else {
            errors++;
        }
    }
    const std::lock_guard<std::mutex> lock(samplesMutex);
    samples.insert(samples.end(), own.begin(), own.end());
}

// The length of the body that begins in `first`, and how much of it is there; false: no such reply.
bool readHead(std::string_view first, unsigned long& length, unsigned long& there) {
    const std::size_t head = first.find("\r\n\r\n");
    const std::size_t field = first.find("Content-Length: ");
    if (first.substr(0, 12) != "HTTP/1.1 200" || head == std::string_view::npos || field > head) {
        return false;
    }
    length = std::strtoul(first.data() + field + 16, nullptr, 10);
    there = first.size() - head - 4;
    return true;
}

bool download(Connection& connection, unsigned long& bytes) {
    static char buffer[256 * 1024];
    const int first = connection.ask() ? connection.read(buffer, sizeof buffer) : 0;
    unsigned long length = 0;
    unsigned long there = 0;
    if (first <= 0 || !readHead(std::string_view(buffer, static_cast<std::size_t>(first)), length, there)) {
        return false;
    }
    while (there < length) {
        const int size = connection.read(buffer, sizeof buffer);
        if (size <= 0) {
            return false;
        }
        there += static_cast<unsigned long>(size);
    }
    bytes += length;
    return there == length;
}

void downloads() {
    Connection connection;
    unsigned long bytes = 0;
    errors += connection.handshake() ? 0 : 1;
    while (errors == 0 && (Clock::now() < until || bytes == 0)) {
        errors += download(connection, bytes) ? 0 : 1;
    }
    requests = bytes / 1'000'000;
}

double percentile(double share) {
    if (samples.empty()) {
        return 0;
    }
    std::sort(samples.begin(), samples.end());
    return samples[static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1))];
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view mode = argc == 4 ? argv[3] : "";
    if (mode != "handshakes" && mode != "download") {
        std::fprintf(stderr, "usage: tls_clients PORT SECONDS handshakes|download\n");
        return 2;
    }
    port = std::atoi(argv[1]);
    context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    const auto begin = Clock::now();
    until = begin + std::chrono::seconds(std::atoi(argv[2]));
    if (mode == "download") {
        downloads();
    } else {
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; i++) {
            threads.emplace_back(handshakes);
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    std::printf("{\"requests\":%lu,\"seconds\":%.6f,\"p50\":%.1f,\"p99\":%.1f,\"errors\":%lu}\n",
                requests.load(), std::chrono::duration<double>(Clock::now() - begin).count(), percentile(0.5),
                percentile(0.99), errors.load());
    return 0;
}
