// GET / over kept connections, as fast as the server answers: bare libuv and llhttp.
// usage: client_limit PORT CONNECTIONS SECONDS each|together
// each: every connection sends again when it has its answer. together: all send again when all have theirs.
// Prints one line of JSON with the CPU time of a request, measured after a warm-up.
#include <llhttp.h>
#include <sys/resource.h>
#include <uv.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>

namespace {

const char kRequest[] = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Aha\r\nAccept: "
                        "*/*\r\nAccept-Encoding: gzip, deflate\r\n\r\n";
const char kBody[] = "Hello World!";
constexpr std::uint64_t kWarmUpMs = 300;

[[noreturn]] void fail(const char* reason) {
    std::fprintf(stderr, "%s\n", reason);
    std::exit(1);
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

struct Mark {
    double user = 0, system = 0, wall = 0;
    std::uint64_t count = 0;
};

class Connection {
public:
    void start(const sockaddr* to);
    void send();

private:
    void onRead(const char* data, std::size_t size);

    uv_tcp_t socket_;
    uv_connect_t connect_;
    llhttp_t parser_;
    std::string body_;
};

std::deque<Connection> connections;
bool together;
std::size_t missing; // of a batch
std::uint64_t count;
Mark begin;
char readBuffer[64 * 1024];

Mark mark() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return {seconds(usage.ru_utime), seconds(usage.ru_stime), static_cast<double>(uv_hrtime()) / 1e9, count};
}

void answered(Connection& connection) {
    ++count;
    if (!together) {
        connection.send();
    } else if (--missing == 0) {
        missing = connections.size();
        for (Connection& each : connections) {
            each.send();
        }
    }
}

void Connection::start(const sockaddr* to) {
    static const llhttp_settings_t settings = [] {
        llhttp_settings_t callbacks;
        llhttp_settings_init(&callbacks);
        callbacks.on_body = [](llhttp_t* parser, const char* data, std::size_t size) {
            static_cast<Connection*>(parser->data)->body_.append(data, size);
            return 0;
        };
        callbacks.on_message_complete = [](llhttp_t* parser) {
            auto* self = static_cast<Connection*>(parser->data);
            if (parser->status_code != 200 || self->body_ != kBody) {
                fail("a wrong answer");
            }
            self->body_.clear();
            answered(*self);
            return 0;
        };
        return callbacks;
    }();
    llhttp_init(&parser_, HTTP_RESPONSE, &settings);
    parser_.data = this;
    uv_tcp_init(uv_default_loop(), &socket_);
    uv_tcp_nodelay(&socket_, 1);
    socket_.data = this;
    connect_.data = this;
    uv_tcp_connect(&connect_, &socket_, to, [](uv_connect_t* request, int status) {
        auto* self = static_cast<Connection*>(request->data);
        if (status != 0) {
            fail(uv_strerror(status));
        }
        uv_read_start(
            reinterpret_cast<uv_stream_t*>(&self->socket_),
            [](uv_handle_t*, std::size_t, uv_buf_t* buffer) {
                *buffer = uv_buf_init(readBuffer, sizeof readBuffer);
            },
            [](uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer) {
                if (size < 0) {
                    fail("a connection has ended");
                }
                static_cast<Connection*>(stream->data)->onRead(buffer->base, static_cast<std::size_t>(size));
            });
        self->send();
    });
}

void Connection::send() {
    uv_buf_t buffer = uv_buf_init(const_cast<char*>(kRequest), sizeof kRequest - 1);
    if (uv_try_write(reinterpret_cast<uv_stream_t*>(&socket_), &buffer, 1) !=
        static_cast<int>(sizeof kRequest - 1)) {
        fail("a request cannot be sent");
    }
}

void Connection::onRead(const char* data, std::size_t size) {
    if (llhttp_execute(&parser_, data, size) != HPE_OK) {
        fail("an answer cannot be read");
    }
}

void onWarm(uv_timer_t* timer) {
    begin = mark();
    const auto lasts = reinterpret_cast<std::uintptr_t>(timer->data);
    uv_timer_start(
        timer,
        [](uv_timer_t*) {
            const Mark end = mark();
            const double requests = static_cast<double>(end.count - begin.count);
            if (requests < 1) {
                fail("no request was answered");
            }
            const double user = 1e6 * (end.user - begin.user) / requests;
            const double system = 1e6 * (end.system - begin.system) / requests;
            std::printf("{\"CPU µs\":%.4f,\"user µs\":%.4f,\"system µs\":%.4f,\"requests/s\":%.1f}\n",
                        user + system, user, system, requests / (end.wall - begin.wall));
            std::exit(0);
        },
        lasts * 1000, 0);
}

} // namespace

int main(int argc, char** argv) {
    const std::string mode = argc == 5 ? argv[4] : "";
    if (mode != "each" && mode != "together") {
        std::fprintf(stderr, "usage: client_limit PORT CONNECTIONS SECONDS each|together\n");
        return 2;
    }
    together = mode == "together";
    sockaddr_in to;
    uv_ip4_addr("127.0.0.1", std::atoi(argv[1]), &to);
    connections.resize(std::strtoul(argv[2], nullptr, 10));
    missing = connections.size();
    for (Connection& connection : connections) {
        connection.start(reinterpret_cast<const sockaddr*>(&to));
    }
    uv_timer_t timer;
    uv_timer_init(uv_default_loop(), &timer);
    timer.data = reinterpret_cast<void*>(static_cast<std::uintptr_t>(std::strtoul(argv[3], nullptr, 10)));
    uv_timer_start(&timer, onWarm, kWarmUpMs, 0);
    return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
