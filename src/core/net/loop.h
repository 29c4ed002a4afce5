#pragma once

#include "core/base/clock.h"
#include "core/base/intrusive_list.h"
#include "core/base/result.h"
#include "core/base/timer_wheel.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

struct uv_loop_s;

namespace aha::net {

struct ReadyTag {};
struct FlushTag {};
struct HandleTag {};

// Something to do in this turn's drain: a task to resume, a request to hand to its handler.
class ReadyItem : public Link<ReadyTag> {
public:
    virtual void run() = 0; // unlinked before the call; may enqueue itself or others, may destroy itself

protected:
    ~ReadyItem() = default;
};

// Something that gathers output while the ready queue drains and writes it once afterwards.
class FlushItem : public Link<FlushTag> {
public:
    virtual void flush() = 0; // unlinked before the call

protected:
    ~FlushItem() = default;
};

// Long-lived source of events: open -> closing -> closed; close() is idempotent; the memory goes in the
// close callback. The loop knows every live handle, so that closing the loop closes them all.
class Handle : public Link<HandleTag> {
public:
    virtual void close() = 0;

protected:
    virtual ~Handle() = default;
};

// Owns the uv_loop_t, the clock, the timer wheel, the ready queue and the list of live handles.
// One per process, made after fork. Owned by whoever runs it; destroying it closes every handle.
// Turn: poll -> advance timers -> drain the ready queue (with a budget) -> flush -> again.
// Making one ignores SIGPIPE unless the process handles it: a peer that left is an error of one write.
class Loop final : public Clock {
public:
    Loop();
    ~Loop() override;
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    enum class End : std::uint8_t {
        Stopped,   // stop() was called
        Quiescent, // nothing is ready, armed, held or open: no event can ever come
    };

    // Somebody awaits what only background timers and streams will bring. Keeps run() running.
    class Hold {
    public:
        Hold() = default;
        explicit Hold(Loop& loop);
        Hold(Hold&& other) noexcept : loop_(std::exchange(other.loop_, nullptr)) {}
        Hold& operator=(Hold&& other) noexcept {
            std::swap(loop_, other.loop_);
            return *this;
        }
        ~Hold() { release(); }
        void release(); // idempotent

    private:
        Loop* loop_ = nullptr;
    };
    // Not re-entrant from within a turn; a nested call from a ready item asserts. May be called again.
    End run();
    void
    stop(); // ends run() after the present item and its flush; does nothing while the loop is not running
    bool isRunning() const;
    bool isAlive() const; // something is ready, armed, held or open

    // The clock stands still during a turn, so that behaviour is reproducible; timers count from the real
    // time.
    std::uint64_t nowMs() const override;
    std::int64_t wallSeconds() const override;
    static std::uint64_t nowNs();    // real monotonic time, for measuring
    void skipTime(std::uint64_t ms); // tests: the clock jumps ahead, so that no test has to sleep

    void arm(WheelTimer& timer, std::uint64_t delayMs); // re-arms an armed timer
    void cancel(WheelTimer& timer);
    // Fires as any other, and is nothing to wait for: run() ends although it is armed (idle connections,
    // see also Stream::setBackground). Such a timer is never given to arm() and cancel().
    void armBackground(WheelTimer& timer, std::uint64_t delayMs);
    void cancelBackground(WheelTimer& timer);

    // Ready items run in FIFO order, never nested in one another.
    void enqueue(ReadyItem& item);
    void enqueueFlush(FlushItem& item);
    void setDrainBudget(std::size_t items); // default 512 items per turn
    // Called when the queue is empty and the loop polls, which may block, or ends (deadlock checks, idle
    // work).
    void setBeforeBlock(void (*hook)(void*), void* context);

    // The one read buffer of the process: valid for the duration of one read callback.
    std::span<char> readBuffer();

    void track(Handle& handle);
    std::size_t handleCount() const;
    std::uint64_t turns() const;

    // In a child that goes on with its parent's loop: gives it an epoll descriptor of its own.
    Result<void> recoverAfterFork();

    uv_loop_s* uv(); // for the classes of this folder only

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::net
