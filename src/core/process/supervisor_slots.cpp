#include "core/base/assert.h"
#include "core/process/supervisor_impl.h"
#include "core/process/supervisor_text.h"

#include <algorithm>
#include <utility>

namespace aha::process {

// Does whatever has become possible. Called at the end of each event.
void Supervisor::Impl::advance() {
    if (phase == Phase::Booting) {
        activateFirst();
    }
    if (phase == Phase::Serving) {
        advanceReload();
        for (std::uint32_t i = 0; i < slotCount(); ++i) {
            fill(i);
        }
    }
    if (phase == Phase::Stopping) {
        advanceStop();
    }
}

void Supervisor::Impl::activateFirst() {
    const auto isReady = [](const Slot& slot) { return slot.next->member.state == MemberState::Ready; };
    if (!std::all_of(slots.begin(), slots.end(), isReady)) {
        return;
    }
    phase = Phase::Serving;
    for (Slot& slot : slots) {
        slot.active = std::exchange(slot.next, nullptr);
        activate(*slot.active);
    }
    actions.onServing();
    if (std::exchange(mustReloadAgain, false)) {
        reload = Reload::Waiting;
    }
}

// When to start a process for a slot that has none, or one that wants a successor; never if there is no need.
std::uint64_t Supervisor::Impl::startDue(const Slot& slot) const {
    if (phase != Phase::Serving || isBootingReload() || slot.next || slot.isFinished) {
        return kNever;
    }
    if (!slot.active) {
        return slot.notBeforeMs;
    }
    const bool mayRetire = slot.active->member.isRetiring && !isCrowded();
    return mayRetire ? std::max(slot.notBeforeMs, slot.noSuccessorBeforeMs) : kNever;
}

void Supervisor::Impl::fill(std::uint32_t index) {
    Slot& slot = slots[index];
    if (slot.next && slot.next->member.state == MemberState::Ready) {
        Process* old = std::exchange(slot.active, std::exchange(slot.next, nullptr));
        activate(*slot.active);
        if (old) {
            drain(*old, options.maxWaitMs);
        }
    }
    if (startDue(slot) <= now()) {
        slot.noSuccessorBeforeMs = now() + options.successorGapMs;
        slot.next = create(index, generation);
    }
}

std::uint64_t Supervisor::Impl::nextDue() const {
    std::uint64_t due = kNever;
    for (const auto& entry : processes) {
        due = std::min(due, entry.second->dueMs);
    }
    for (const Slot& slot : slots) {
        due = std::min(due, startDue(slot));
    }
    return due;
}

void Supervisor::Impl::ended(Process& process, const ExitStatus& status) {
    const std::uint64_t servedMs = process.isServing() ? now() - process.member.sinceMs : 0;
    const auto node = processes.extract(process.member.id); // it lives on to the end of this function
    if (process.isTold) {
        reportToldEnd(process, status);
        bury(process, status);
    } else if (hasFinished(process, status)) {
        slots[process.member.slot].isFinished = true;
        actions.report(kSeverityNotice, titleOf(process.member) + " has finished");
        bury(process, status);
    } else {
        mourn(process, status, servedMs);
    }
}

bool Supervisor::Impl::hasFinished(const Process& process, const ExitStatus& status) const {
    return process.member.kind == ProcessKind::Added && process.isServing() && status.isClean() &&
           !options.added[process.member.slot - options.workers - options.taskWorkers].restarts;
}

void Supervisor::Impl::bury(Process& process, const ExitStatus& status) {
    detach(process);
    enter(process, MemberState::Gone);
    // One that has asked for a successor because PHP broke down is a loss for the application all the same.
    const bool endedBadly = !status.isClean() && !process.isKilled && process.bootError.empty();
    const bool isLateLoss = process.isTold && endedBadly && process.member.isRetiring;
    if (isLateLoss) {
        ++slots[process.member.slot].restarts;
    }
    const bool isWell = process.member.kind == ProcessKind::Added && status.isClean();
    if ((!process.isTold && !isWell) || isLateLoss) {
        actions.onLost(process.member, status);
    }
    actions.onGone(process.member, status);
}

void Supervisor::Impl::reportToldEnd(const Process& process, const ExitStatus& status) {
    if (!status.isClean() && !process.isKilled && process.bootError.empty()) {
        actions.report(kSeverityWarning,
                       titleOf(process.member) + ", which was to end, ended with " + status.describe());
    }
}

// A death that nobody asked for.
void Supervisor::Impl::mourn(Process& process, const ExitStatus& status, std::uint64_t servedMs) {
    Slot& slot = slots[process.member.slot];
    const bool isFresh = slot.fresh == &process;
    const bool wasBooting = phase == Phase::Booting;
    const bool couldStart = process.isServing() || process.member.state == MemberState::Ready;
    std::string line = titleOf(process.member);
    if (process.member.kind == ProcessKind::Added && couldStart && status.isClean()) {
        line += " has ended";
    } else {
        line += couldStart ? " ended unexpectedly: " : " could not start: ";
        line += process.bootError.empty() ? status.describe() : process.bootError;
    }
    bury(process, status);
    if (wasBooting) {
        failBoot(line, Errc::Closed);
        return;
    }
    if (isFresh) {
        failReload(line, Errc::Closed);
        return;
    }
    ++slot.restarts;
    if (phase == Phase::Stopping) {
        actions.report(kSeverityError, line);
        return;
    }
    // Who asks for a successor and then ends has served until then, which no crash loop does. But when this
    // is what each of them does, they follow one another no faster than successors do.
    const bool isAnnounced = process.member.isRetiring && servedMs > 0;
    const std::uint64_t gapMs = std::max(slot.noSuccessorBeforeMs, now()) - now();
    const std::uint64_t waitMs =
        isAnnounced ? gapMs : slot.throttle.onDeath(now(), servedMs, slot.active != nullptr);
    slot.notBeforeMs = now() + waitMs;
    if (slot.next) {
        line += "; the one that is to follow it is starting already";
    } else if (isBootingReload()) {
        line += "; the reload replaces it";
    } else if (waitMs == 0) {
        line += "; a new one is started";
    } else {
        line += slot.active ? "; the old one goes on, the next try is in " : "; the next one is started in ";
        line += describeMs(waitMs);
    }
    actions.report(kSeverityError, line);
}

// The system has no room for a process now: trying again at once would not help.
void Supervisor::Impl::spawnFailed(Process& process, const Error& error) {
    const auto node = processes.extract(process.member.id);
    Slot& slot = slots[process.member.slot];
    const bool isFresh = slot.fresh == &process;
    const std::string line = titleOf(process.member) + " could not be started: " + error.message;
    detach(process);
    enter(process, MemberState::Gone);
    if (process.isTold) {
        return;
    }
    if (phase == Phase::Booting) {
        failBoot(line, error.code);
    } else if (isFresh) {
        failReload(line, error.code);
    } else {
        const std::uint64_t waitMs = slot.throttle.onDeath(now(), 0, true);
        slot.notBeforeMs = now() + waitMs;
        actions.report(kSeverityError, line + "; the next try is in " + describeMs(waitMs));
    }
}

} // namespace aha::process
