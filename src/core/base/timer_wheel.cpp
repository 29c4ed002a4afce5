#include "core/base/timer_wheel.h"

#include "core/base/assert.h"

#include <algorithm>
#include <bit>

namespace aha {

static_assert(sizeof(WheelTimer) <= 40, "a million timers are meant to fit in 40 MB");

TimerWheel::~TimerWheel() {
    AHA_ASSERT(!isFiring_);
    while (overdue_.popFront()) {
    }
    for (unsigned level = 0; level < kLevels; ++level) {
        for (int slot = 0; (slot = nextOccupied(levels_[level], unsigned(slot))) >= 0; ++slot) {
            while (slots_[level * kSlots + unsigned(slot)].popFront()) {
            }
        }
    }
}

void TimerWheel::arm(WheelTimer& timer, std::uint64_t dueMs) {
    cancel(timer);
    timer.dueMs_ = std::min(dueMs, startMs_ + kLastTick);
    ++size_;
    place(timer);
}

void TimerWheel::cancel(WheelTimer& timer) {
    if (timer.isLinked()) {
        vacate(timer);
        --size_;
    }
}

void TimerWheel::advance(std::uint64_t nowMs) {
    AHA_ASSERT(!isFiring_);
    std::uint64_t target = nowMs > startMs_ ? std::min(nowMs - startMs_, kLastTick) : 0;
    if (size_ == 0) {
        tick_ = std::max(tick_, target);
        return;
    }
    List due;
    due.splice(overdue_);
    collectDue(target, due);
    // All that is due is out of the wheel before the first callback: whatever a callback arms, it lands
    // in a wheel that already stands at `nowMs`, and whatever it cancels simply leaves `due`.
    isFiring_ = true;
    while (WheelTimer* timer = due.popFront()) {
        --size_;
        timer->fire_(*timer);
    }
    isFiring_ = false;
}

std::uint64_t TimerWheel::nextDueMs() const {
    AHA_ASSERT(size_ > 0);
    Event event{tick_, 0};
    if (overdue_.empty()) {
        bool found = findNext(event);
        AHA_ASSERT(found || isFiring_);
    }
    return startMs_ + event.tick;
}

void TimerWheel::place(WheelTimer& timer) {
    std::uint64_t tick = timer.dueMs_ > startMs_ ? timer.dueMs_ - startMs_ : 0;
    if (tick <= tick_) {
        timer.slot_ = kNoSlot;
        overdue_.pushBack(timer);
        return;
    }
    unsigned level = (unsigned(std::bit_width(tick ^ tick_)) - 1) / kBits;
    unsigned slot = unsigned(tick >> (level * kBits)) % kSlots;
    timer.slot_ = level * kSlots + slot;
    slots_[timer.slot_].pushBack(timer);
    levels_[level].occupied[slot / 64] |= std::uint64_t{1} << (slot % 64);
}

void TimerWheel::vacate(WheelTimer& timer) {
    timer.unlink();
    if (timer.slot_ != kNoSlot && slots_[timer.slot_].empty()) {
        unsigned slot = timer.slot_ % kSlots;
        levels_[timer.slot_ / kSlots].occupied[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    }
}

// Moves the wheel to `target` and what became due on the way to `due`. It jumps from one occupied slot to
// the next, so that a long gap costs nothing.
void TimerWheel::collectDue(std::uint64_t target, List& due) {
    Event event{};
    while (findNext(event) && event.tick <= target) {
        tick_ = event.tick;
        unsigned slot = unsigned(tick_ >> (event.level * kBits)) % kSlots;
        List& list = slots_[event.level * kSlots + slot];
        levels_[event.level].occupied[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
        List moved;
        moved.splice(list);
        while (WheelTimer* timer = moved.popFront()) {
            if (timer->dueMs_ <= startMs_ + tick_) {
                timer->slot_ = kNoSlot;
                due.pushBack(*timer);
            } else {
                place(*timer); // a cascade: it goes at least one level down
            }
        }
    }
    tick_ = std::max(tick_, target);
}

// A lower level always comes first: its slots lie within the present slot of the level above.
bool TimerWheel::findNext(Event& event) const {
    for (unsigned level = 0; level < kLevels; ++level) {
        unsigned shift = level * kBits;
        unsigned present = unsigned(tick_ >> shift) % kSlots;
        int slot = nextOccupied(levels_[level], present + 1);
        if (slot >= 0) {
            std::uint64_t block = tick_ >> (shift + kBits) << (shift + kBits);
            event = Event{block | (std::uint64_t(slot) << shift), level};
            return true;
        }
    }
    return false;
}

// The first occupied slot at `from` or later, -1 if none.
int TimerWheel::nextOccupied(const Level& level, unsigned from) {
    if (from >= kSlots) {
        return -1;
    }
    unsigned word = from / 64;
    std::uint64_t bits = level.occupied[word] & (~std::uint64_t{0} << (from % 64));
    while (bits == 0) {
        if (++word == level.occupied.size()) {
            return -1;
        }
        bits = level.occupied[word];
    }
    return int(word * 64) + std::countr_zero(bits);
}

} // namespace aha
