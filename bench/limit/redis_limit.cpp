// Asks a Redis server for each request: bare libuv, llhttp and hiredis. GETS commands in parallel, over one
// connection; all of a turn of the loop leave in one write. The last reply is the body.
#include "http_limit.h"

#include <hiredis/hiredis.h>

#include <cstdlib>
#include <deque>
#include <string>

namespace {

class RedisHello;

// The connection to the server, one for the process.
class Backend {
public:
    explicit Backend(uv_loop_t* loop)
        : reader_(redisReaderCreate()), gets_(std::atoi(limit::setting("GETS", "1").c_str())) {
        char* command = nullptr;
        const int size = redisFormatCommand(&command, "GET bench");
        for (int i = 0; i < gets_; i++) {
            request_.append(command, std::size_t(size));
        }
        redisFreeCommand(command);
        uv_tcp_init(loop, &socket_);
        uv_prepare_init(loop, &flush_);
        socket_.data = flush_.data = this;
        sockaddr_in address{};
        uv_ip4_addr("127.0.0.1", std::atoi(limit::setting("REDIS_PORT", "6379").c_str()), &address);
        connect_.data = this;
        uv_tcp_connect(&connect_, &socket_, reinterpret_cast<const sockaddr*>(&address),
                       [](uv_connect_t* connect, int status) {
                           if (status < 0) {
                               std::abort();
                           }
                           static_cast<Backend*>(connect->data)->start();
                       });
    }
    void ask(RedisHello& asker) {
        waiting_.push_back(&asker);
        out_ += request_;
    }
    void forget(RedisHello& asker) {
        for (RedisHello*& entry : waiting_) {
            entry = entry == &asker ? nullptr : entry;
        }
    }

private:
    void start() {
        uv_tcp_nodelay(&socket_, 1);
        uv_prepare_start(&flush_, [](uv_prepare_t* flush) { static_cast<Backend*>(flush->data)->send(); });
        uv_read_start(
            reinterpret_cast<uv_stream_t*>(&socket_),
            [](uv_handle_t*, std::size_t, uv_buf_t* buffer) {
                static char bytes[65536];
                *buffer = uv_buf_init(bytes, sizeof bytes);
            },
            [](uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer) {
                if (size < 0) {
                    std::abort();
                }
                static_cast<Backend*>(stream->data)->onBytes(buffer->base, std::size_t(size));
            });
    }
    void send() {
        if (out_.empty()) {
            return;
        }
        uv_buf_t buffer = uv_buf_init(out_.data(), unsigned(out_.size()));
        const int sent = uv_try_write(reinterpret_cast<uv_stream_t*>(&socket_), &buffer, 1);
        out_.erase(0, sent > 0 ? std::size_t(sent) : 0);
    }
    void onBytes(const char* bytes, std::size_t size);

    uv_tcp_t socket_;
    uv_prepare_t flush_;
    uv_connect_t connect_;
    redisReader* reader_;
    std::deque<RedisHello*> waiting_;
    std::string request_, out_;
    int gets_;
    int replies_ = 0; // for the first that waits
};

class RedisHello final : public limit::Connection {
public:
    explicit RedisHello(uv_loop_t* loop) : Connection(loop), backend_(shared(loop)) {}
    ~RedisHello() override { backend_.forget(*this); }
    void onValue(const char* value, std::size_t size) {
        const std::string one = reply("text/html; charset=utf-8", std::string(value, size));
        send(one.data(), one.size());
    }

private:
    static Backend& shared(uv_loop_t* loop) {
        static Backend backend(loop);
        return backend;
    }
    void answer(unsigned count) override {
        for (unsigned i = 0; i < count; i++) {
            backend_.ask(*this);
        }
    }
    Backend& backend_;
};

void Backend::onBytes(const char* bytes, std::size_t size) {
    redisReaderFeed(reader_, bytes, size);
    for (void* found = nullptr; redisReaderGetReply(reader_, &found) == REDIS_OK && found; found = nullptr) {
        auto* value = static_cast<redisReply*>(found);
        if (++replies_ == gets_) {
            replies_ = 0;
            RedisHello* asker = waiting_.front();
            waiting_.pop_front();
            if (asker) {
                asker->onValue(value->str, std::size_t(value->len));
            }
        }
        freeReplyObject(found);
    }
}

} // namespace

int main() {
    return limit::serve([](uv_loop_t* loop) -> limit::Connection* { return new RedisHello(loop); });
}
