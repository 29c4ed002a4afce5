// A constant reply to every request: bare libuv and llhttp. BODY and TYPE set the reply; with SLEEP_MS it
// comes that much later, by a timer of the loop.
#include "http_limit.h"

#include <cstdlib>

namespace {

class Hello final : public limit::Connection {
public:
    explicit Hello(uv_loop_t* loop) : Connection(loop) {}

private:
    void answer(unsigned count) override {
        static const std::string one =
            reply(limit::setting("TYPE", "text/html; charset=utf-8"), limit::setting("BODY", "Hello World!"));
        if (count == 1) {
            send(one.data(), one.size());
            return;
        }
        std::string all;
        all.reserve(one.size() * count);
        for (unsigned i = 0; i < count; i++) {
            all += one;
        }
        send(all.data(), all.size());
    }
};

// One timer per connection: its clients wait for each reply before they send again.
class Sleeper final : public limit::Connection {
public:
    explicit Sleeper(uv_loop_t* loop) : Connection(loop), timer_(new uv_timer_t) {
        uv_timer_init(loop, timer_);
        timer_->data = this;
    }
    ~Sleeper() override {
        uv_close(reinterpret_cast<uv_handle_t*>(timer_),
                 [](uv_handle_t* handle) { delete reinterpret_cast<uv_timer_t*>(handle); });
    }

private:
    void answer(unsigned) override {
        static const std::uint64_t delay =
            std::strtoull(limit::setting("SLEEP_MS", "1").c_str(), nullptr, 10);
        uv_timer_start(
            timer_,
            [](uv_timer_t* timer) {
                static const std::string one = reply("text/html; charset=utf-8", "Hello World!");
                static_cast<Sleeper*>(timer->data)->send(one.data(), one.size());
            },
            delay, 0);
    }

    uv_timer_t* timer_;
};

} // namespace

int main() {
    const bool sleeps = limit::setting("SLEEP_MS", "0") != "0";
    return limit::serve(sleeps ? [](uv_loop_t* loop) -> limit::Connection* { return new Sleeper(loop); }
                               : [](uv_loop_t* loop) -> limit::Connection* { return new Hello(loop); });
}
