#pragma once

#include "core/net/accept_gate.h"
#include "core/process/shared_stats.h"

#include <cstdint>

namespace aha::process {

// Spreads connections evenly over the workers that share a listening socket: only those with the fewest
// accept. Owned by a worker; reads the slots of all. Called by TcpListener.
class SlotBalance final : public net::AcceptGate {
public:
    // A worker whose heart has not beaten for so long is not waited for.
    static constexpr std::uint64_t kStaleMs = 2'500;

    SlotBalance(const SharedStats& stats, const WorkerSlot& own) : stats_(stats), own_(own) {}

    bool mayAccept() override;
    // At most one more than the fewest; with many connections a sixteenth of the average more, so that those
    // that come and go do not make all but one worker wait.
    static bool isFair(std::uint64_t own, std::uint64_t fewest, std::uint64_t total, std::uint64_t workers);

private:
    bool competes(const WorkerSlot& slot) const;

    const SharedStats& stats_;
    const WorkerSlot& own_;
};

} // namespace aha::process
