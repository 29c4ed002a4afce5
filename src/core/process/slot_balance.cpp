#include "core/process/slot_balance.h"

#include <algorithm>

namespace aha::process {

bool SlotBalance::isFair(std::uint64_t own, std::uint64_t fewest, std::uint64_t total,
                         std::uint64_t workers) {
    return own <= fewest + total / workers / 16;
}

// Both times are of one clock, so this worker's own beat says what time it is, to a second.
bool SlotBalance::competes(const WorkerSlot& slot) const {
    if (slot.slotState() != SlotState::Serving || slot.processKind() != ProcessKind::Worker) {
        return false;
    }
    const std::uint64_t beatMs = slot.heartbeatMs;
    return beatMs == 0 || own_.heartbeatMs < beatMs + kStaleMs;
}

bool SlotBalance::mayAccept() {
    const std::uint64_t own = own_.server.connections;
    std::uint64_t fewest = own;
    std::uint64_t total = own;
    std::uint64_t workers = 1;
    for (std::uint32_t i = 0; i < stats_.slotCount(); ++i) {
        const WorkerSlot& slot = stats_.slot(i);
        if (&slot != &own_ && competes(slot)) {
            const std::uint64_t connections = slot.server.connections;
            fewest = std::min(fewest, connections);
            total += connections;
            ++workers;
        }
    }
    return isFair(own, fewest, total, workers);
}

} // namespace aha::process
