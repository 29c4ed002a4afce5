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
    explicit WheelTimer(void (*fire)(WheelTimer&)) : fire_(fire), dueMs_(0), slot_(0) {}

    bool isArmed() const { return isLinked(); }
    std::uint64_t dueMs() const { return dueMs_; }

private:
    friend class TimerWheel;
    void (*fire_)(WheelTimer&);
    std::uint64_t dueMs_ : 48; // 8,900 years
    std::uint64_t slot_ : 16;  // index in TimerWheel::slots_, or TimerWheel::kNoSlot
};

// Hierarchical timer wheel with 1 ms ticks: arm and cancel are O(1), whatever the number of timers.
// Pure: time is what advance() says. Timers fire in order of their due tick, and of arming within a tick;
// a time in the past counts as the tick of the moment it is armed.
// A timer sits on the lowest level whose 256 slots cover both its tick and the present one, so that timers
// of one tick never part ways and their order survives the cascades.
class TimerWheel {
public:
    explicit TimerWheel(std::uint64_t nowMs) : startMs_(nowMs) {}
    ~TimerWheel(); // unlinks what is still armed, without firing
    TimerWheel(const TimerWheel&) = delete;
    TimerWheel& operator=(const TimerWheel&) = delete;

    // A time in the past fires at the next advance(); one more than 34 years ahead is brought back to that.
    // Re-arms an armed timer, behind those of the same tick.
    void arm(WheelTimer& timer, std::uint64_t dueMs);
    void cancel(WheelTimer& timer); // does nothing to a timer that is not armed

    // Fires all that is due. A timer may arm, cancel or re-arm any timer, itself included;
    // what it arms for a time not later than `nowMs` fires at the next advance(). Time never goes back.
    void advance(std::uint64_t nowMs);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    // When advance() has something to do next: exact within the present block of 256 ms, else the next
    // cascade, which is never later than the first timer. Only if not empty.
    std::uint64_t nextDueMs() const;

private:
    static constexpr unsigned kLevels = 5;
    static constexpr unsigned kBits = 8;
    static constexpr unsigned kSlots = 1U << kBits;
    static constexpr unsigned kNoSlot = kLevels * kSlots; // overdue, or about to fire
    static constexpr std::uint64_t kLastTick = (std::uint64_t{1} << (kLevels * kBits)) - 1;
    using List = IntrusiveList<WheelTimer, TimerTag>;

    struct Level {
        std::array<std::uint64_t, kSlots / 64> occupied{}; // one bit for each slot that is not empty
    };
    struct Event { // the next slot that holds something
        std::uint64_t tick;
        unsigned level;
    };

    void place(WheelTimer& timer);
    void vacate(WheelTimer& timer);
    void collectDue(std::uint64_t tick, List& due);
    bool findNext(Event& event) const;
    static int nextOccupied(const Level& level, unsigned from);

    std::array<List, kLevels * kSlots> slots_;
    std::array<Level, kLevels> levels_;
    List overdue_;
    std::uint64_t startMs_;  // ticks count from here
    std::uint64_t tick_ = 0; // the present; all slots before it are empty
    std::size_t size_ = 0;
    bool isFiring_ = false;
};

} // namespace aha
