#include "core/base/assert.h"
#include "core/process/supervisor_impl.h"
#include "core/process/supervisor_text.h"

#include <algorithm>

namespace aha::process {

// Of the old generation only what fills an empty slot goes on booting; a successor would be one too many.
void Supervisor::Impl::beginReload() {
    reload = Reload::Canary;
    for (Slot& slot : slots) {
        if (slot.next && slot.active) {
            cancel(*std::exchange(slot.next, nullptr), options.killGraceMs);
        }
    }
    ++lastGeneration;
    actions.report(kSeverityNotice, "reload: generation " + std::to_string(lastGeneration) + " is started");
    slots[0].fresh = create(0, lastGeneration);
}

void Supervisor::Impl::advanceReload() {
    if (reload == Reload::Waiting && !isCrowded()) {
        beginReload();
    }
    if (reload == Reload::Canary && slots[0].fresh->member.state == MemberState::Ready) {
        reload = Reload::Rest;
        for (std::uint32_t i = 1; i < slotCount(); ++i) {
            slots[i].fresh = create(i, lastGeneration);
        }
    }
    const auto isReady = [](const Slot& slot) { return slot.fresh->member.state == MemberState::Ready; };
    if (reload == Reload::Rest && std::all_of(slots.begin(), slots.end(), isReady)) {
        commitReload();
        advanceReload(); // one more may have been asked for: ends at the latest when its canary boots
    }
}

void Supervisor::Impl::commitReload() {
    std::vector<Process*> old;
    generation = lastGeneration;
    for (Slot& slot : slots) {
        for (Process* process : {slot.active, slot.next}) {
            if (process) {
                old.push_back(process);
            }
        }
        slot.active = std::exchange(slot.fresh, nullptr);
        slot.next = nullptr;
        slot.isFinished = false;
        slot.throttle.reset(); // other code, another chance
        slot.notBeforeMs = 0;
        activate(*slot.active);
    }
    for (Process* process : old) {
        if (process->isServing()) {
            drain(*process, options.maxWaitMs);
        } else {
            cancel(*process, options.killGraceMs);
        }
    }
    actions.report(kSeverityNotice, "reload: generation " + std::to_string(generation) + " serves, " +
                                        std::to_string(old.size()) + " old processes finish their work");
    endReload({});
}

void Supervisor::Impl::failReload(const std::string& why, Errc code) {
    for (Slot& slot : slots) {
        if (slot.fresh) {
            cancel(*std::exchange(slot.fresh, nullptr), options.killGraceMs);
        }
    }
    actions.report(kSeverityError, "the reload failed, generation " + std::to_string(generation) +
                                       " goes on serving: " + why);
    endReload(Error{code, why});
}

void Supervisor::Impl::endReload(const Result<void>& result) {
    reload = std::exchange(mustReloadAgain, false) ? Reload::Waiting : Reload::None;
    actions.onReloadEnded(result);
}

// The first generation: nothing serves, so there is nothing to keep.
void Supervisor::Impl::failBoot(const std::string& why, Errc code) {
    phase = Phase::Stopping;
    outcome = Error{code, why};
    cancelAll(options.killGraceMs);
}

void Supervisor::Impl::beginStop(bool atOnce) {
    const bool wasReloading = reload != Reload::None;
    phase = Phase::Stopping;
    stopBeganMs = now();
    mustReloadAgain = false;
    if (atOnce) {
        cancelAll(options.stopGraceMs);
    }
    for (const auto& entry : processes) {
        Process& process = *entry.second;
        if (process.isTold) { // by a reload, which lets idle clients take their time
            if (!process.isCancelled && !process.isKilled && process.member.pid != 0) {
                actions.drain(process.member, drainLeftMs(process));
            }
            continue;
        }
        if (!process.isServing()) {
            cancel(process, options.killGraceMs);
        } else if (process.member.kind != ProcessKind::TaskWorker) {
            drain(process, options.maxWaitMs);
        }
    }
    if (wasReloading) {
        endReload(Error{Errc::Cancelled, "the server stops"});
    }
}

std::uint64_t Supervisor::Impl::drainLeftMs(const Process& process) const {
    const std::uint64_t endMs = now() + options.killGraceMs;
    return process.dueMs > endMs ? std::min(process.dueMs - endMs, options.maxWaitMs) : 0;
}

void Supervisor::Impl::cancelAll(std::uint64_t graceMs) {
    for (const auto& entry : processes) {
        cancel(*entry.second, graceMs);
    }
}

// Task workers go last: what the workers finish may wait for their answers.
void Supervisor::Impl::advanceStop() {
    const auto goesFirst = [](const auto& entry) {
        return entry.second->member.kind != ProcessKind::TaskWorker;
    };
    if (std::none_of(processes.begin(), processes.end(), goesFirst)) {
        const std::uint64_t tookMs = now() - stopBeganMs;
        for (const auto& entry : processes) {
            if (!entry.second->isTold) {
                drain(*entry.second, options.maxWaitMs - std::min(tookMs, options.maxWaitMs));
            }
        }
    }
    if (processes.empty()) {
        phase = Phase::Finished;
        actions.onFinished(outcome);
    }
}

} // namespace aha::process
