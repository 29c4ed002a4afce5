#pragma once

#include "core/net/loop.h"
#include "core/pool/pool.h"

namespace aha::client {

// The loop as pools need it; shared by all clients of a loop.
// The timers are background ones: a pool with idle connections keeps no loop running. Whoever waits for a
// lease, or holds one, keeps a Loop::Hold; streams of pooled connections are setBackground().
class LoopPoolHost final : public pool::PoolHost {
public:
    explicit LoopPoolHost(net::Loop& loop) : loop_(loop) {}
    const Clock& clock() const override { return loop_; }
    void arm(WheelTimer& timer, std::uint64_t delayMs) override { loop_.armBackground(timer, delayMs); }
    void cancel(WheelTimer& timer) override { loop_.cancelBackground(timer); }
    net::Loop& loop() const { return loop_; }

private:
    net::Loop& loop_;
};

} // namespace aha::client
