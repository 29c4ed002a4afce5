#pragma once

#include "core/base/intrusive_list.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace aha {

struct TimerTag {};

// One pending timeout, embedded in the object that waits. Destroying it needs a prior cancel().
class WheelTimer : public Link<TimerTag> {
public:
    explicit WheelTimer(void (*fire)(WheelTimer&)) : fire_(fire) {}

    bool isArmed() const { return isLinked(); }
    std::uint64_t dueMs() const { return dueMs_; }

private:
    friend class TimerWheel;
    void (*fire_)(WheelTimer&);
    std::uint64_t dueMs_ = 0;
};

// Hierarchical timer wheel with 1 ms ticks: arm and cancel are O(1), whatever the number of timers.
// Pure: time is what advance() says. Timers fire in order of their due tick, and of arming within a tick.
class TimerWheel {
public:
    explicit TimerWheel(std::uint64_t nowMs) : nowMs_(nowMs) {}

    // Fires at the first advance() to `dueMs` or later; a time in the past fires at the next advance().
    void arm(WheelTimer& timer, std::uint64_t dueMs);
    void cancel(WheelTimer& timer);

    // Fires all that is due. A timer may arm, cancel or re-arm any timer, itself included;
    // what it arms for a time not later than `nowMs` fires at the next advance().
    void advance(std::uint64_t nowMs);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    // When advance() has something to do next: exact within 256 ms, else the next cascade. Only if not empty.
    std::uint64_t nextDueMs() const;

private:
    static constexpr unsigned kLevels = 5;
    static constexpr unsigned kBits = 8;
    static constexpr std::uint64_t kSlots = 1U << kBits;
    using List = IntrusiveList<WheelTimer, TimerTag>;

    void place(WheelTimer& timer);
    void cascade(unsigned level);
    void fireDue(List& due);

    std::array<std::array<List, kSlots>, kLevels> slots_;
    List overdue_;
    std::uint64_t nowMs_;
    std::size_t size_ = 0;
};

} // namespace aha
