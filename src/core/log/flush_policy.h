#pragma once

#include <cstddef>
#include <cstdint>

namespace aha::log {

// Decides when what waits is written: when it is much, when it is old, when it is urgent; one batch at a
// time; and after a failure not before a pause that doubles. Pure: time and results are told to it. Owned by
// the LogWriter, which asks step() after each event.
class FlushPolicy {
public:
    FlushPolicy(std::uint64_t flushMs, std::size_t flushBytes) : flushMs_(flushMs), flushBytes_(flushBytes) {}

    enum class State : std::uint8_t {
        Idle,       // nothing waits
        Collecting, // until there is enough, or its time has come
        Due,        // to be written at the end of the turn
        Writing,    // a batch is under way
        Resting,    // the last attempt failed
    };
    enum class Action : std::uint8_t { None, Wait, Write };
    struct Step {
        Action action;
        std::uint64_t atMs = 0; // Wait: ask again then
    };

    void onAppended(std::size_t waitingBytes, bool isUrgent, std::uint64_t nowMs);
    void onStarted(bool tookAll);
    void onWritten(std::size_t waitingBytes, std::uint64_t nowMs);
    void onFailed(std::uint64_t nowMs);
    Step step(std::uint64_t nowMs);
    // Nothing waits any more, whatever was before.
    void reset();

    State state() const { return state_; }
    // An attempt that nobody asked for explicitly may be made.
    bool mayTry(std::uint64_t nowMs) const { return state_ != State::Resting || nowMs >= dueMs_; }
    std::uint64_t restMs() const { return restMs_; }

    static constexpr std::uint64_t kFirstRestMs = 100;
    static constexpr std::uint64_t kMaxRestMs = 5'000;

private:
    const std::uint64_t flushMs_;
    const std::size_t flushBytes_;
    State state_ = State::Idle;
    bool urgent_ = false;
    bool hasRest_ = false;      // the batch under way did not take all
    std::uint64_t sinceMs_ = 0; // age of the oldest record that no batch has taken
    bool isAged_ = false;       // sinceMs_ is set
    std::uint64_t dueMs_ = 0;   // of Collecting and Resting
    std::uint64_t restMs_ = 0;
};

} // namespace aha::log
