#pragma once

#include "core/net/loop.h"

#include <gtest/gtest.h>

#include <functional>

namespace aha::test {

// A ready item that runs a function.
class Step final : public net::ReadyItem {
public:
    explicit Step(std::function<void()> action) : action_(std::move(action)) {}
    ~Step() { unlink(); }
    void run() override { action_(); }

private:
    std::function<void()> action_;
};

// A timer that runs a function. Cancelled when it goes.
class TestTimer final : public WheelTimer {
public:
    TestTimer(net::Loop& loop, std::function<void()> action)
        : WheelTimer([](WheelTimer& timer) { static_cast<TestTimer&>(timer).action_(); }), loop_(loop),
          action_(std::move(action)) {}
    ~TestTimer() { loop_.cancel(*this); }
    void arm(std::uint64_t delayMs) { loop_.arm(*this, delayMs); }

private:
    net::Loop& loop_;
    std::function<void()> action_;
};

// Runs turns of the loop, without blocking, until nothing is ready any more. Takes the beforeBlock hook.
// With real sockets use runUntil().
void settle(net::Loop& loop);

// Runs the loop until the condition holds (looked at after each turn). False when `limitMs` of real time
// have passed, or nothing can happen any more.
bool runUntil(net::Loop& loop, const std::function<bool()>& condition, std::uint64_t limitMs = 5'000);

// Runs the loop for that long in real time; for "nothing must happen" only.
void runFor(net::Loop& loop, std::uint64_t ms);

// Lets the loop's clock jump ahead by `ms` in steps, so that each timer fires at its time, without sleeping.
void passTime(net::Loop& loop, std::uint64_t ms);

class LoopTest : public testing::Test {
protected:
    void settle() { test::settle(loop); }
    void passTime(std::uint64_t ms) { test::passTime(loop, ms); }
    bool runUntil(const std::function<bool()>& condition, std::uint64_t limitMs = 5'000) {
        return test::runUntil(loop, condition, limitMs);
    }

    net::Loop loop;
};

} // namespace aha::test
