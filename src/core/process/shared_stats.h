#pragma once

#include "core/base/result.h"
#include "core/base/server_stats.h"

#include <cstdint>
#include <memory>

namespace aha::process {

enum class SlotState : std::uint8_t { Empty, Booting, Serving, Draining };

// One process of the server as everybody sees it. The master resets it before it forks the process.
struct alignas(64) WorkerSlot {
    // written by the master
    Counter workerId, pid, generation, state; // SlotState
    Counter restarts;                         // unasked deaths of processes with this worker id
    Counter isTaskWorker;
    Counter startedAt; // Unix seconds
    // written by the process
    Counter heartbeatMs; // monotonic; at least once a second while the loop turns
    Counter loopTurns, stalls;
    Counter tasks;                             // coroutines alive
    Counter memoryBytes;                       // PHP's, in use
    Counter privateBytes;                      // resident and not shared, of the process
    Counter logDropped;                        // records that the logger had no room for
    Counter jobsRunning, jobsDone, jobsFailed; // of a task worker
    Histogram loopLag;                         // how late timers fire
    ServerStats server;

    void reset();
};

struct MasterStats {
    Counter pid, startedAt, generation, reloads, failedReloads, workers, taskWorkers, tasksQueued;
};

// The statistics of all processes, in memory that they share: mapped by the master before it forks.
// Each slot has one writer, and no locks. There are more slots than worker ids: while old processes drain,
// the new ones have slots of their own.
class SharedStats {
public:
    static Result<std::unique_ptr<SharedStats>> create(std::uint32_t slots);
    ~SharedStats();
    SharedStats(const SharedStats&) = delete;
    SharedStats& operator=(const SharedStats&) = delete;

    // An empty slot, reset and marked Booting, or null when none is left. Master only.
    WorkerSlot* take(std::uint32_t workerId, bool isTaskWorker);
    std::uint32_t slotCount() const;
    WorkerSlot& slot(std::uint32_t index);
    const WorkerSlot& slot(std::uint32_t index) const;
    MasterStats& master();
    const MasterStats& master() const;
    // What ended processes had counted, so that totals never go back. release() adds a slot to it and empties
    // it: called by the master when the process is gone.
    const ServerStats& past() const;
    void release(WorkerSlot& slot);

private:
    struct Area;
    explicit SharedStats(Area* area) : area_(area) {}
    Area* area_;
};

} // namespace aha::process
