#include "core/log/flush_policy.h"

#include "core/base/assert.h"

#include <algorithm>

namespace aha::log {

void FlushPolicy::onAppended(std::size_t waitingBytes, bool isUrgent, std::uint64_t nowMs) {
    urgent_ = urgent_ || isUrgent;
    if (!isAged_) {
        isAged_ = true;
        sinceMs_ = nowMs;
    }
    switch (state_) {
    case State::Idle:
        state_ = State::Collecting;
        dueMs_ = sinceMs_ + flushMs_;
        [[fallthrough]];
    case State::Collecting:
        if (urgent_ || waitingBytes >= flushBytes_) {
            state_ = State::Due;
        }
        break;
    case State::Due:
    case State::Writing:
    case State::Resting: break;
    }
}

void FlushPolicy::onStarted(bool tookAll) {
    AHA_ASSERT(state_ != State::Writing);
    state_ = State::Writing;
    hasRest_ = !tookAll;
    if (tookAll) {
        urgent_ = isAged_ = false;
    }
}

void FlushPolicy::onWritten(std::size_t waitingBytes, std::uint64_t nowMs) {
    AHA_ASSERT(state_ == State::Writing);
    restMs_ = 0;
    if (waitingBytes == 0) {
        reset();
        return;
    }
    if (!isAged_) {
        isAged_ = true;
        sinceMs_ = nowMs;
    }
    dueMs_ = sinceMs_ + flushMs_;
    state_ = urgent_ || hasRest_ || waitingBytes >= flushBytes_ ? State::Due : State::Collecting;
}

void FlushPolicy::onFailed(std::uint64_t nowMs) {
    AHA_ASSERT(state_ == State::Writing);
    state_ = State::Resting;
    restMs_ = restMs_ ? std::min(restMs_ * 2, kMaxRestMs) : kFirstRestMs;
    dueMs_ = nowMs + restMs_;
}

FlushPolicy::Step FlushPolicy::step(std::uint64_t nowMs) {
    switch (state_) {
    case State::Idle:
    case State::Writing: break;
    case State::Due: return {Action::Write};
    case State::Collecting:
    case State::Resting:
        if (nowMs < dueMs_) {
            return {Action::Wait, dueMs_};
        }
        state_ = State::Due;
        return {Action::Write};
    }
    return {Action::None};
}

void FlushPolicy::reset() {
    state_ = State::Idle;
    urgent_ = hasRest_ = isAged_ = false;
    restMs_ = 0;
}

} // namespace aha::log
