#pragma once

#include "core/base/clock.h"

namespace aha::test {

// Time that moves only when a test says so.
class FakeClock final : public Clock {
public:
    explicit FakeClock(std::uint64_t nowMs = 1'000, std::int64_t wallSeconds = 1'700'000'000)
        : nowMs_(nowMs), wallMs_(wallSeconds * 1000) {}

    std::uint64_t nowMs() const override { return nowMs_; }
    std::int64_t wallSeconds() const override { return wallMs_ / 1000; }
    void advance(std::uint64_t ms) {
        nowMs_ += ms;
        wallMs_ += std::int64_t(ms);
    }

private:
    std::uint64_t nowMs_;
    std::int64_t wallMs_;
};

} // namespace aha::test
