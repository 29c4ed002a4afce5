#include "core/log/write_job.h"

#include "core/base/assert.h"

#include <utility>

namespace aha::log {

static std::uint64_t stateOf(std::uint64_t number, WriteJob::Phase phase) {
    return number * 4 + std::uint64_t(phase);
}

std::uint64_t WriteJob::hand(Sink& sink, const LocalTime& now) {
    AHA_ASSERT(phase() == Phase::Ours);
    sink_ = &sink;
    now_ = now;
    std::uint64_t number = state_ / 4 + 1;
    state_ = stateOf(number, Phase::Queued);
    return number;
}

void WriteJob::run(std::uint64_t number) {
    std::uint64_t expected = stateOf(number, Phase::Queued);
    if (!state_.compare_exchange_strong(expected, stateOf(number, Phase::Running))) {
        return;
    }
    outcome_ = sink_->write(rest(), now_, written);
    state_ = stateOf(number, Phase::Finished);
    state_.notify_all();
}

bool WriteJob::takeBack() {
    std::uint64_t number = state_ / 4;
    std::uint64_t expected = stateOf(number, Phase::Queued);
    return state_.compare_exchange_strong(expected, stateOf(number, Phase::Ours));
}

void WriteJob::waitUntilFinished() {
    for (std::uint64_t state = state_; Phase(state & 3) == Phase::Running; state = state_) {
        state_.wait(state);
    }
}

SinkOutcome WriteJob::collect() {
    AHA_ASSERT(phase() == Phase::Finished);
    state_ = stateOf(state_ / 4, Phase::Ours);
    return std::move(outcome_);
}

void WriteJob::writeNow(Sink& sink, const LocalTime& now, SinkOutcome& outcome) {
    AHA_ASSERT(phase() == Phase::Ours);
    outcome = sink.write(rest(), now, written);
}

void WriteJob::discard() {
    size = 0;
    written = 0;
    lines.clear();
    if (lines.capacity() > kKeptBytes) {
        lines.shrink_to_fit();
    }
}

} // namespace aha::log
