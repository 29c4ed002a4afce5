#pragma once

#include "core/process/supervisor.h"

namespace aha::process {

// How long a slot has to wait after a death: not at all, until too many of them make a crash loop.
// Owned by a slot of the supervisor. Pure: it only counts.
class CrashThrottle {
public:
    explicit CrashThrottle(const SupervisorOptions& options) : options_(options) {}

    // A process of the slot has died after serving for `servedMs`. `mustWait`: there is no hurry, or no
    // point in trying at once. Returns the milliseconds until the next start.
    std::uint64_t onDeath(std::uint64_t nowMs, std::uint64_t servedMs, bool mustWait);
    // Has served for longer than the window, or is of a new generation: what was is forgotten.
    void reset();
    bool isSteady(std::uint64_t servedMs) const { return servedMs > options_.crashWindowMs; }

private:
    const SupervisorOptions& options_;
    std::vector<std::uint64_t> deaths_; // their times within the window; at most crashLimit
    std::uint64_t lastWaitMs_ = 0;      // 0: not throttled
};

} // namespace aha::process
