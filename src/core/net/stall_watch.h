#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace aha::net {

// Notices from a thread of its own that the loop's thread has been busy for too long.
// Owned by whoever runs the loop, made after fork; the destructor joins the thread.
// Calls Probe from the watching thread: what it does there has to be thread-safe.
class StallWatch {
public:
    class Probe {
    public:
        // Busy for at least `blockedMs` in one stretch. Once for each stretch.
        virtual void onStall(std::uint64_t blockedMs) = 0;
        // The stretch of work runs past its deadline. The first call comes at once, repetitions while it
        // goes on at most once per limit. The work may end just before the call is made.
        virtual void onDeadline(std::uint64_t overMs) = 0;

    protected:
        ~Probe() = default;
    };

    struct Options {
        std::uint64_t limitMs = 200;         // 0 = no onStall(), deadlines only
        std::uint64_t deadlineCheckMs = 100; // how often to look while limitMs is 0
        std::uint64_t quietMs = 1'000; // no second onStall() within this time; it is counted all the same
    };

    struct Counters {
        std::uint64_t stalls = 0;     // stretches beyond the limit
        std::uint64_t suppressed = 0; // of them, not told because of quietMs
        std::uint64_t deadlines = 0;  // stretches beyond their deadline
        std::uint64_t longestMs = 0;  // of the stalls, as far as it was seen
    };

    using NanoClock = std::uint64_t (*)();
    StallWatch(Probe& probe, Options options); // measures with Loop::nowNs()
    StallWatch(Probe& probe, Options options, NanoClock clock);
    ~StallWatch();
    StallWatch(const StallWatch&) = delete;
    StallWatch& operator=(const StallWatch&) = delete;

    void start(); // the thread, which takes no signals
    void stop();  // joins; idempotent
    bool isStarted() const;

    // Around each stretch of work, on the loop's thread; two plain stores each. An enter() while busy begins
    // a new stretch. The deadline is in the time of the clock, 0 = none.
    void enter(std::uint64_t deadlineNs = 0) {
        deadlineNs_.store(deadlineNs, std::memory_order_relaxed);
        stretch_.store((stretch_.load(std::memory_order_relaxed) + 1) | 1, std::memory_order_release);
    }
    void leave() {
        stretch_.store((stretch_.load(std::memory_order_relaxed) + 1) & ~std::uint64_t{1},
                       std::memory_order_release);
    }
    void setDeadline(std::uint64_t deadlineNs) { deadlineNs_.store(deadlineNs, std::memory_order_relaxed); }
    bool isBusy() const { return (stretch_.load(std::memory_order_relaxed) & 1) != 0; }

    void poll(); // one look; the thread calls it, or a test
    Counters counters() const;

private:
    struct Thread;
    void check(std::uint64_t nowNs, std::uint64_t deadlineNs);
    std::uint64_t periodMs() const;

    Probe& probe_;
    Options options_;
    NanoClock clock_;
    std::unique_ptr<Thread> thread_;

    // Written by the loop's thread. No clock is read there: the watcher dates what it sees.
    alignas(64) std::atomic<std::uint64_t> stretch_{0}; // odd while busy, a new number each time
    std::atomic<std::uint64_t> deadlineNs_{0};

    // Touched by the watching thread only.
    alignas(64) std::uint64_t seen_ = 0; // the stretch looked at last
    std::uint64_t sinceNs_ = 0;          // when it was seen first
    std::uint64_t stallToldNs_ = 0;      // the last onStall()
    std::uint64_t deadlineToldNs_ = 0;   // the last onDeadline() of this stretch, 0 = none
    bool isStall_ = false;               // this stretch is counted already

    std::atomic<std::uint64_t> stalls_{0}, suppressed_{0}, deadlines_{0}, longestMs_{0};
};

} // namespace aha::net
