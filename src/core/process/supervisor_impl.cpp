#include "core/process/supervisor_impl.h"

#include "core/base/assert.h"
#include "core/process/supervisor_text.h"

#include <algorithm>
#include <csignal>

namespace aha::process {

Supervisor::Impl::Impl(const Clock& c, const SupervisorOptions& o, SupervisorActions& a)
    : clock(c), options(o), actions(a) {
    AHA_ASSERT(options.workers > 0);
    for (std::uint32_t i = 0; i < options.workers + options.taskWorkers + options.added.size(); ++i) {
        slots.emplace_back(options);
    }
}

Supervisor::Impl::Process* Supervisor::Impl::find(std::uint64_t id) {
    const auto found = processes.find(id);
    return found == processes.end() ? nullptr : found->second.get();
}

Supervisor::Impl::Process* Supervisor::Impl::findPid(int pid) {
    const auto has = [pid](const auto& entry) { return entry.second->member.pid == pid; };
    const auto found = std::find_if(processes.begin(), processes.end(), has);
    return pid == 0 || found == processes.end() ? nullptr : found->second.get();
}

std::size_t Supervisor::Impl::drainingCount() const {
    const auto drains = [](const auto& entry) { return entry.second->member.state == MemberState::Draining; };
    return static_cast<std::size_t>(std::count_if(processes.begin(), processes.end(), drains));
}

Supervisor::Impl::Process* Supervisor::Impl::create(std::uint32_t slot, std::uint32_t ofGeneration) {
    auto process = std::make_unique<Process>();
    Process* raw = process.get();
    raw->member.id = ++lastId;
    raw->member.slot = slot;
    raw->member.generation = ofGeneration;
    const std::uint32_t firstAdded = options.workers + options.taskWorkers;
    if (slot >= firstAdded) {
        raw->member.kind = ProcessKind::Added;
        raw->member.name = options.added[slot - firstAdded].name;
    } else if (slot >= options.workers) {
        raw->member.kind = ProcessKind::TaskWorker;
    }
    raw->member.sinceMs = now();
    processes.emplace(raw->member.id, std::move(process));
    actions.spawn(raw->member);
    return raw;
}

void Supervisor::Impl::enter(Process& process, MemberState state) {
    process.member.state = state;
    process.member.sinceMs = now();
}

void Supervisor::Impl::spawned(Process& process, int pid) {
    process.member.pid = pid;
    if (process.isCancelled) {
        process.dueMs = now() + process.graceMs;
        actions.cancel(process.member);
    } else if (process.member.state == MemberState::Starting) {
        process.dueMs = now() + options.bootTimeoutMs;
    }
}

void Supervisor::Impl::activate(Process& process) {
    enter(process, MemberState::Active);
    actions.activate(process.member);
}

void Supervisor::Impl::drain(Process& process, std::uint64_t limitMs) {
    detach(process);
    process.isTold = true;
    process.dueMs = process.isKilled ? kNever : now() + limitMs + options.killGraceMs;
    enter(process, MemberState::Draining);
    actions.drain(process.member, limitMs);
}

// One that is not forked yet is told when it is.
void Supervisor::Impl::cancel(Process& process, std::uint64_t graceMs) {
    if (process.isCancelled) {
        process.graceMs = std::min(process.graceMs, graceMs);
        process.dueMs = process.dueMs == kNever ? kNever : std::min(process.dueMs, now() + graceMs);
        return;
    }
    detach(process);
    process.isTold = process.isCancelled = true;
    process.graceMs = graceMs;
    process.dueMs = process.isKilled || process.member.pid == 0 ? kNever : now() + graceMs;
    if (process.member.state != MemberState::Draining) {
        enter(process, MemberState::Draining);
    }
    if (process.member.pid != 0 && !process.isKilled) {
        actions.cancel(process.member);
    }
}

void Supervisor::Impl::kill(Process& process) {
    process.isKilled = true;
    process.dueMs = kNever;
    actions.kill(process.member, SIGKILL);
}

void Supervisor::Impl::onDue(Process& process) {
    const std::string title = titleOf(process.member);
    const std::string tookMs = describeMs(now() - process.member.sinceMs);
    if (process.member.state != MemberState::Starting) {
        actions.report(kSeverityWarning, title + " has not ended within " + tookMs + " and is killed");
        kill(process);
    } else if (!process.bootError.empty()) {
        actions.report(kSeverityWarning, title + " has not ended although its boot failed, and is killed");
        kill(process);
    } else {
        kill(process);
        refuseBoot(process, "not ready within " + describeMs(options.bootTimeoutMs));
    }
}

// The process will not become ready. What follows for its slot is decided when it has ended, what follows for
// the others at once.
void Supervisor::Impl::refuseBoot(Process& process, std::string why) {
    process.bootError = why.empty() ? std::string("no reason given") : std::move(why);
    const std::string line = titleOf(process.member) + " could not start: " + process.bootError;
    if (phase == Phase::Booting) {
        failBoot(line, Errc::Closed);
    } else if (slots[process.member.slot].fresh == &process) {
        failReload(line, Errc::Closed);
    }
}

void Supervisor::Impl::detach(const Process& process) {
    Slot& slot = slots[process.member.slot];
    for (Process** place : {&slot.active, &slot.next, &slot.fresh}) {
        if (*place == &process) {
            *place = nullptr;
        }
    }
}

// Of a process that ended before its fork was told. Once no fork is open, the others are none of ours.
bool Supervisor::Impl::forgetEarlyExit(int pid, ExitStatus& status) {
    const auto has = [pid](const auto& exit) { return exit.first == pid; };
    const auto found = std::find_if(earlyExits.begin(), earlyExits.end(), has);
    const bool isThere = found != earlyExits.end();
    if (isThere) {
        status = found->second;
        earlyExits.erase(found);
    }
    const auto isUnanswered = [](const auto& entry) { return entry.second->member.pid == 0; };
    if (std::none_of(processes.begin(), processes.end(), isUnanswered)) {
        earlyExits.clear();
    }
    return isThere;
}

} // namespace aha::process
