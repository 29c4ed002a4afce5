#pragma once

#include "core/process/shared_stats.h"

namespace aha::process {

// The sums over all processes, ended ones included; a copy of what was in shared memory.
struct StatusTotals {
    static StatusTotals of(const SharedStats& stats);

    ServerStats server;
    WorkerTotals work;
};

} // namespace aha::process
