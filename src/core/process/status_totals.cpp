#include "core/process/status_totals.h"

namespace aha::process {

StatusTotals StatusTotals::of(const SharedStats& stats) {
    StatusTotals totals;
    stats.readSteadily([&stats, &totals] {
        totals.server = stats.past();
        totals.work = stats.pastWork();
        for (std::uint32_t i = 0; i < stats.slotCount(); ++i) {
            const WorkerSlot& slot = stats.slot(i);
            if (slot.slotState() == SlotState::Empty) {
                continue;
            }
            totals.work.merge(slot);
            totals.server.mergeTotals(slot.server);
            totals.server.connections.add(slot.server.connections);
            totals.server.inFlight.add(slot.server.inFlight);
            totals.server.queued.add(slot.server.queued);
        }
    });
    return totals;
}

} // namespace aha::process
