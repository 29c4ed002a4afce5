#pragma once

#include "core/base/result.h"
#include "core/base/server_stats.h"
#include "core/process/process_kind.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace aha::process {

enum class SlotState : std::uint8_t { Empty, Booting, Serving, Draining };

// One process of the server as everybody sees it. The master resets it before it forks the process.
struct alignas(64) WorkerSlot {
    // written by the master
    Counter workerId, pid, generation, state; // SlotState
    Counter restarts;                         // unasked deaths of processes with this worker id
    Counter kind;                             // ProcessKind
    char name[32];                            // of an added process, with a 0 at its end
    Counter startedAt;                        // Unix seconds
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
    SlotState slotState() const { return static_cast<SlotState>(state.value()); }
    ProcessKind processKind() const { return static_cast<ProcessKind>(kind.value()); }
    void setState(SlotState next) { state.set(static_cast<std::uint64_t>(next)); }
};

struct MasterStats {
    Counter pid, startedAt, generation, reloads, failedReloads, workers, taskWorkers, added, tasksQueued;
};

// What processes count beside their server.
struct WorkerTotals {
    Counter stalls, logDropped, jobsDone, jobsFailed;
    Histogram loopLag;

    void merge(const WorkerSlot& slot);
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
    WorkerSlot* take(std::uint32_t workerId, ProcessKind kind, std::string_view name = {});
    std::uint32_t slotCount() const;
    WorkerSlot& slot(std::uint32_t index);
    const WorkerSlot& slot(std::uint32_t index) const;
    MasterStats& master();
    const MasterStats& master() const;
    // What ended processes had counted, so that totals never go back. release() adds a slot to it and empties
    // it: called by the master when the process is gone.
    const ServerStats& past() const;
    const WorkerTotals& pastWork() const;
    void release(WorkerSlot& slot);

    // For sums over past() and the slots: calls `read()`, and again when the master has meanwhile moved a
    // slot, which it would have met twice or not at all.
    template <typename Read> void readSteadily(Read read) const {
        for (unsigned left = kReadTries; left > 0; --left) {
            const std::uint64_t before = beginRead();
            read();
            if (isUnmoved(before)) {
                return;
            }
        }
    }

private:
    struct Area;
    SharedStats(Area* area, std::size_t bytes) : area_(area), bytes_(bytes) {}
    static constexpr unsigned kReadTries = 64; // a master that died while it moved a slot stops nobody
    std::uint64_t beginRead() const;
    bool isUnmoved(std::uint64_t before) const;

    Area* area_;
    std::size_t bytes_;
};

} // namespace aha::process
