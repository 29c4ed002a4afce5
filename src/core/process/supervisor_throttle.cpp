#include "core/process/supervisor_throttle.h"

#include <algorithm>

namespace aha::process {

std::uint64_t CrashThrottle::onDeath(std::uint64_t nowMs, std::uint64_t servedMs, bool mustWait) {
    if (isSteady(servedMs)) {
        reset();
    }
    const auto isOld = [&](std::uint64_t atMs) { return nowMs - atMs > options_.crashWindowMs; };
    deaths_.erase(std::remove_if(deaths_.begin(), deaths_.end(), isOld), deaths_.end());
    if (deaths_.size() < options_.crashLimit) {
        deaths_.push_back(nowMs);
    }
    const bool isLoop = deaths_.size() >= options_.crashLimit;
    if (lastWaitMs_ > 0) {
        // Written so that it cannot overflow.
        lastWaitMs_ = lastWaitMs_ < options_.maxBackOffMs / 2 ? lastWaitMs_ * 2 : options_.maxBackOffMs;
    } else if (isLoop || mustWait) {
        lastWaitMs_ = std::min(options_.backOffMs, options_.maxBackOffMs);
    }
    return lastWaitMs_;
}

void CrashThrottle::reset() {
    deaths_.clear();
    lastWaitMs_ = 0;
}

} // namespace aha::process
