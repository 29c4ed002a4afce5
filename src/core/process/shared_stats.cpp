#include "core/process/shared_stats.h"

#include <sys/mman.h>

#include <atomic>
#include <cerrno>
#include <memory>
#include <new>
#include <type_traits>

namespace aha::process {

static_assert(std::is_trivially_destructible_v<WorkerSlot>, "slots are unmapped, not destroyed");

// The mapping: this, and the slots behind it.
struct SharedStats::Area {
    MasterStats master;
    ServerStats past;
    WorkerTotals pastWork;
    std::atomic<std::uint64_t> moves{0}; // odd while a slot is being moved to the past
    std::uint32_t slotCount = 0;

    WorkerSlot* slots() { return reinterpret_cast<WorkerSlot*>(reinterpret_cast<char*>(this) + kHeadBytes); }
    static const std::size_t kHeadBytes;
};

const std::size_t SharedStats::Area::kHeadBytes =
    (sizeof(Area) + alignof(WorkerSlot) - 1) / alignof(WorkerSlot) * alignof(WorkerSlot);

void WorkerSlot::reset() {
    for (Counter* counter :
         {&workerId, &pid, &generation, &state, &restarts, &kind, &startedAt, &heartbeatMs, &loopTurns,
          &stalls, &tasks, &memoryBytes, &privateBytes, &logDropped, &jobsRunning, &jobsDone, &jobsFailed}) {
        counter->set(0);
    }
    loopLag.clear();
    server.clear();
}

void WorkerTotals::merge(const WorkerSlot& slot) {
    stalls.add(slot.stalls);
    logDropped.add(slot.logDropped);
    jobsDone.add(slot.jobsDone);
    jobsFailed.add(slot.jobsFailed);
    loopLag.merge(slot.loopLag);
}

Result<std::unique_ptr<SharedStats>> SharedStats::create(std::uint32_t slots) {
    const std::size_t bytes = Area::kHeadBytes + std::size_t{slots} * sizeof(WorkerSlot);
    void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return errorFromErrno(errno,
                              "map " + std::to_string(bytes) + " bytes of shared memory for statistics");
    }
    auto* area = new (memory) Area;
    area->slotCount = slots;
    std::uninitialized_value_construct_n(area->slots(), slots);
    return std::unique_ptr<SharedStats>(new SharedStats(area, bytes));
}

SharedStats::~SharedStats() { ::munmap(area_, bytes_); }

WorkerSlot* SharedStats::take(std::uint32_t workerId, ProcessKind kind, std::string_view name) {
    for (std::uint32_t i = 0; i < area_->slotCount; ++i) {
        WorkerSlot& free = area_->slots()[i];
        if (free.slotState() == SlotState::Empty) {
            free.reset();
            free.workerId.set(workerId);
            free.kind.set(static_cast<std::uint64_t>(kind));
            free.name[name.copy(free.name, sizeof free.name - 1)] = 0;
            free.setState(SlotState::Booting);
            return &free;
        }
    }
    return nullptr;
}

void SharedStats::release(WorkerSlot& slot) {
    AHA_ASSERT(slot.slotState() != SlotState::Empty);
    const std::uint64_t moves = area_->moves.load(std::memory_order_relaxed);
    area_->moves.store(moves + 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    area_->past.mergeTotals(slot.server);
    area_->pastWork.merge(slot);
    slot.reset();
    slot.setState(SlotState::Empty);
    area_->moves.store(moves + 2, std::memory_order_release);
}

std::uint64_t SharedStats::beginRead() const { return area_->moves.load(std::memory_order_acquire); }

bool SharedStats::isUnmoved(std::uint64_t before) const {
    std::atomic_thread_fence(std::memory_order_acquire);
    return before % 2 == 0 && area_->moves.load(std::memory_order_relaxed) == before;
}

std::uint32_t SharedStats::slotCount() const { return area_->slotCount; }

WorkerSlot& SharedStats::slot(std::uint32_t index) {
    AHA_ASSERT(index < area_->slotCount);
    return area_->slots()[index];
}

const WorkerSlot& SharedStats::slot(std::uint32_t index) const {
    AHA_ASSERT(index < area_->slotCount);
    return area_->slots()[index];
}

MasterStats& SharedStats::master() { return area_->master; }
const MasterStats& SharedStats::master() const { return area_->master; }
const ServerStats& SharedStats::past() const { return area_->past; }
const WorkerTotals& SharedStats::pastWork() const { return area_->pastWork; }

} // namespace aha::process
