#include "support/loop_fixture.h"

#include <algorithm>

namespace aha::test {

namespace {

// Keeps poll from blocking and stops the loop once nothing was ready for a few turns running.
class Quiet final : public net::ReadyItem {
public:
    explicit Quiet(net::Loop& loop) : loop_(loop) {
        loop_.enqueue(*this);
        loop_.setBeforeBlock([](void* self) { static_cast<Quiet*>(self)->beforeBlock(); }, this);
    }
    ~Quiet() {
        unlink();
        loop_.setBeforeBlock(nullptr, nullptr);
    }
    void run() override {}

private:
    void beforeBlock() {
        std::uint64_t turn = loop_.turns();
        quietTurns_ = turn == lastTurn_ + 1 ? quietTurns_ + 1 : 0;
        lastTurn_ = turn;
        if (quietTurns_ >= kQuietTurns) {
            loop_.stop();
        } else if (!isLinked()) {
            loop_.enqueue(*this);
        }
    }

    static constexpr int kQuietTurns = 3;
    net::Loop& loop_;
    std::uint64_t lastTurn_ = 0;
    int quietTurns_ = 0;
};

} // namespace

void settle(net::Loop& loop) {
    Quiet quiet(loop);
    loop.run();
}

bool runUntil(net::Loop& loop, const std::function<bool()>& condition, std::uint64_t limitMs) {
    std::uint64_t startNs = net::Loop::nowNs();
    TestTimer tick(loop, [&] {
        if (condition() || net::Loop::nowNs() - startNs > limitMs * 1'000'000) {
            loop.stop();
        } else {
            tick.arm(1);
        }
    });
    while (!condition()) {
        if (net::Loop::nowNs() - startNs > limitMs * 1'000'000) {
            return false;
        }
        tick.arm(1);
        loop.run();
    }
    return true;
}

void runFor(net::Loop& loop, std::uint64_t ms) {
    runUntil(
        loop, [] { return false; }, ms);
}

void passTime(net::Loop& loop, std::uint64_t ms) {
    constexpr std::uint64_t kStepMs = 50;
    while (ms > 0) {
        std::uint64_t step = std::min(ms, kStepMs);
        ms -= step;
        loop.skipTime(step);
        settle(loop);
    }
}

} // namespace aha::test
