// Sends each line back: bare libuv and memmem(). What arrives in one read is answered with one write.
#include "http_limit.h"

#include <cstring>

namespace {

class Echo final : public limit::Connection {
public:
    explicit Echo(uv_loop_t* loop) : Connection(loop) {}

private:
    void answer(unsigned) override {}

    void onBytes(const char* data, std::size_t size) override {
        if (!rest_.empty()) {
            rest_.append(data, size);
            rest_.erase(0, echo(rest_.data(), rest_.size()));
            return;
        }
        const std::size_t used = echo(data, size);
        rest_.assign(data + used, size - used);
    }

    // Answers the whole lines; how many bytes they are.
    std::size_t echo(const char* data, std::size_t size) {
        answer_.clear();
        std::size_t used = 0;
        while (const void* end = memmem(data + used, size - used, "\r\n", 2)) {
            const std::size_t length =
                static_cast<std::size_t>(static_cast<const char*>(end) - (data + used)) + 2;
            answer_.append(data + used, length);
            used += length;
        }
        if (used > 0) {
            send(answer_.data(), answer_.size());
        }
        return used;
    }

    std::string rest_;
    std::string answer_;
};

} // namespace

int main() {
    return limit::serve([](uv_loop_t* loop) -> limit::Connection* { return new Echo(loop); });
}
