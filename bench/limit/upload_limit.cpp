// Reads a body of any length, counts it and answers with the number of bytes: bare libuv and llhttp.
#include "http_limit.h"

namespace {

class Upload final : public limit::Connection {
public:
    explicit Upload(uv_loop_t* loop) : Connection(loop) {}

private:
    void onBody(std::size_t size) override { bytes_ += size; }

    void answer(unsigned) override {
        const std::string text = reply("text/plain", std::to_string(bytes_));
        bytes_ = 0;
        send(text.data(), text.size());
    }

    std::uint64_t bytes_ = 0;
};

} // namespace

int main() {
    return limit::serve([](uv_loop_t* loop) -> limit::Connection* { return new Upload(loop); });
}
