#include "core/process/supervisor.h"

#include "core/base/assert.h"
#include "core/process/supervisor_impl.h"
#include "core/process/supervisor_text.h"

#include <algorithm>

namespace aha::process {

// One event at a time: actions that call back would find the state half changed.
class OneEvent {
public:
    explicit OneEvent(bool& isBusy) : isBusy_(isBusy) {
        AHA_ASSERT(!isBusy);
        isBusy_ = true;
    }
    ~OneEvent() { isBusy_ = false; }
    OneEvent(const OneEvent&) = delete;
    OneEvent& operator=(const OneEvent&) = delete;

private:
    bool& isBusy_;
};

Supervisor::Supervisor(const Clock& clock, SupervisorOptions options, SupervisorActions& actions)
    : impl_(std::make_unique<Impl>(clock, options, actions)) {}

Supervisor::~Supervisor() = default;

void Supervisor::start() {
    const OneEvent event(impl_->isBusy);
    AHA_ASSERT(impl_->phase == Impl::Phase::Idle || impl_->phase == Impl::Phase::Finished);
    if (impl_->phase == Impl::Phase::Finished) {
        return; // stopped before it began
    }
    impl_->phase = Impl::Phase::Booting;
    impl_->generation = impl_->lastGeneration = 1;
    for (std::uint32_t i = 0; i < impl_->slotCount(); ++i) {
        impl_->slots[i].next = impl_->create(i, 1);
    }
}

void Supervisor::reload() {
    const OneEvent event(impl_->isBusy);
    if (impl_->phase == Impl::Phase::Booting) {
        impl_->mustReloadAgain = true; // the code may have changed since the boot began
    } else if (impl_->phase == Impl::Phase::Serving && impl_->reload == Impl::Reload::None) {
        impl_->reload = Impl::Reload::Waiting;
        impl_->advance();
    } else if (impl_->phase == Impl::Phase::Serving && impl_->isBootingReload()) {
        impl_->mustReloadAgain = true;
    }
}

void Supervisor::stop(bool atOnce) {
    const OneEvent event(impl_->isBusy);
    if (impl_->phase == Impl::Phase::Finished) {
        return;
    }
    const bool isSecond = impl_->phase == Impl::Phase::Stopping;
    if (!isSecond) {
        impl_->beginStop(atOnce);
    } else {
        impl_->cancelAll(impl_->options.stopGraceMs);
    }
    impl_->advance();
}

void Supervisor::onSpawned(std::uint64_t id, int pid) {
    const OneEvent event(impl_->isBusy);
    Impl::Process* process = impl_->find(id);
    AHA_ASSERT(process && process->member.pid == 0 && pid > 0);
    impl_->spawned(*process, pid);
    ExitStatus status;
    if (impl_->forgetEarlyExit(pid, status)) {
        impl_->ended(*process, status);
    }
    impl_->advance();
}

void Supervisor::onSpawnFailed(std::uint64_t id, const Error& error) {
    const OneEvent event(impl_->isBusy);
    Impl::Process* process = impl_->find(id);
    AHA_ASSERT(process && process->member.pid == 0);
    impl_->spawnFailed(*process, error);
    impl_->advance();
}

void Supervisor::onReady(std::uint64_t id) {
    const OneEvent event(impl_->isBusy);
    Impl::Process* process = impl_->find(id);
    if (process && process->member.state == MemberState::Starting && process->bootError.empty()) {
        process->dueMs = Impl::kNever;
        impl_->enter(*process, MemberState::Ready);
        impl_->advance();
    }
}

void Supervisor::onBootFailed(std::uint64_t id, std::string_view why) {
    const OneEvent event(impl_->isBusy);
    Impl::Process* process = impl_->find(id);
    if (process && process->member.state == MemberState::Starting && process->bootError.empty()) {
        process->dueMs = impl_->now() + impl_->options.killGraceMs;
        impl_->refuseBoot(*process, std::string(why));
        impl_->advance();
    }
}

void Supervisor::onRetiring(std::uint64_t id, std::string_view why) {
    const OneEvent event(impl_->isBusy);
    Impl::Process* process = impl_->find(id);
    if (!process || process->member.isRetiring || impl_->phase == Impl::Phase::Stopping ||
        process->member.state == MemberState::Draining) {
        return;
    }
    process->member.isRetiring = true;
    impl_->actions.report(kSeverityNotice,
                          titleOf(process->member) + " is to be replaced: " + std::string(why));
    Impl::Slot& slot = impl_->slots[process->member.slot];
    if (process->isServing() && slot.throttle.isSteady(impl_->now() - process->member.sinceMs)) {
        slot.throttle.reset();
    }
    impl_->advance();
}

void Supervisor::onExited(int pid, const ExitStatus& status) {
    const OneEvent event(impl_->isBusy);
    if (Impl::Process* process = impl_->findPid(pid)) {
        impl_->ended(*process, status);
        impl_->advance();
        return;
    }
    const auto isUnanswered = [](const auto& entry) { return entry.second->member.pid == 0; };
    if (std::any_of(impl_->processes.begin(), impl_->processes.end(), isUnanswered)) {
        auto& exits = impl_->earlyExits;
        if (exits.size() == Impl::kMaxEarlyExits) {
            exits.erase(exits.begin());
        }
        exits.emplace_back(pid, status);
    }
}

void Supervisor::replaceStuck(std::uint64_t id, std::string_view why) {
    const OneEvent event(impl_->isBusy);
    Impl::Process* process = impl_->find(id);
    if (process && process->member.pid != 0 && !process->isKilled) {
        impl_->actions.report(kSeverityError,
                              titleOf(process->member) + " is stuck and is killed: " + std::string(why));
        impl_->kill(*process);
    }
}

void Supervisor::tick() {
    const OneEvent event(impl_->isBusy);
    for (const auto& entry : impl_->processes) { // onDue() removes none
        if (entry.second->dueMs <= impl_->now()) {
            impl_->onDue(*entry.second);
        }
    }
    impl_->advance();
}

std::uint64_t Supervisor::nextDueMs() const { return impl_->nextDue(); }

const Member* Supervisor::find(std::uint64_t id) const {
    const Impl::Process* process = impl_->find(id);
    return process ? &process->member : nullptr;
}

const Member* Supervisor::findPid(int pid) const {
    const Impl::Process* process = impl_->findPid(pid);
    return process ? &process->member : nullptr;
}

const Member* Supervisor::active(std::uint32_t slot) const {
    const bool serves = slot < impl_->slotCount() && impl_->slots[slot].active;
    return serves ? &impl_->slots[slot].active->member : nullptr;
}

std::vector<const Member*> Supervisor::members() const {
    std::vector<const Member*> all;
    for (const auto& entry : impl_->processes) {
        all.push_back(&entry.second->member);
    }
    return all;
}

std::uint32_t Supervisor::generation() const { return impl_->generation; }
bool Supervisor::isReloading() const { return impl_->reload != Impl::Reload::None; }
bool Supervisor::isStopping() const {
    return impl_->phase == Impl::Phase::Stopping || impl_->phase == Impl::Phase::Finished;
}
std::uint64_t Supervisor::restarts(std::uint32_t slot) const {
    return slot < impl_->slotCount() ? impl_->slots[slot].restarts : 0;
}

} // namespace aha::process
