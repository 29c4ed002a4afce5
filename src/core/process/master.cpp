#include "core/process/master.h"

#include "core/log/registry.h"
#include "core/process/master_process.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

namespace aha::process {

static constexpr std::uint64_t kSecondMs = 1000;
// A process whose exit and last message do not come together: a child of its own holds the channel, or it has
// closed the channel and does not end.
static constexpr std::uint64_t kPartingMs = 300;
static constexpr std::uint64_t kSilentMs = 2000;
// How long a reload waits for old processes to say that they accept no more: one that is blocked cannot.
static constexpr std::uint64_t kPausingMs = 2000;

Master::Master(MasterOptions options, SharedStats& stats, MasterHandler& handler)
    : options_(std::move(options)), stats_(stats), handler_(handler), loop_(std::make_unique<net::Loop>()),
      supervisor_(new Supervisor(*loop_, options_.supervisor, *this)),
      router_(new TaskRouter(options_.tasks, *this)), sampler_(std::make_unique<StatusSampler>(stats)),
      supervisorTimer_(std::make_unique<Timer>(*this, &Master::afterEvent)),
      secondTimer_(std::make_unique<Timer>(*this, &Master::onSecond)),
      watchdogTimer_(std::make_unique<Timer>(*this, &Master::onWatchdog)) {}

Master::~Master() {
    if (loop_) {
        loop_->cancel(*supervisorTimer_);
        loop_->cancel(*secondTimer_);
        loop_->cancel(*watchdogTimer_);
    }
}

Result<void> Master::open() {
    for (int signal : {SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGHUP, SIGCHLD}) {
        auto watcher = net::SignalWatcher::watch(*loop_, signal, [this](int number) { onSignal(number); });
        if (!watcher) {
            return watcher.error();
        }
        signals_.push_back(watcher.take());
    }
    if (!options_.controlPath.empty()) {
        auto control = ControlServer::open(*loop_, options_.controlPath, *this);
        if (!control) {
            return control.error();
        }
        control_ = control.take();
    }
    MasterStats& stats = stats_.master();
    stats.pid.set(static_cast<std::uint64_t>(getpid()));
    stats.startedAt.set(static_cast<std::uint64_t>(loop_->wallSeconds()));
    stats.workers.set(options_.supervisor.workers);
    stats.taskWorkers.set(options_.supervisor.taskWorkers);
    stats.added.set(options_.supervisor.added.size());
    return {};
}

std::optional<WorkerRole> Master::run() {
    loop_->arm(*secondTimer_, kSecondMs);
    if (const std::uint64_t interval = notify_.watchdogIntervalMs()) {
        loop_->arm(*watchdogTimer_, interval);
    }
    supervisor_->start();
    while (!finished_ || !steps_.empty()) {
        supervisor_->tick();
        if (auto role = forkPending()) {
            return role;
        }
        runSteps();
        if (!pendingSpawns_.empty() || !steps_.empty() || finished_) {
            continue;
        }
        armSupervisor();
        loop_->run();
    }
    return std::nullopt;
}

std::optional<WorkerRole> Master::forkPending() {
    std::vector<std::uint64_t> wanted = std::exchange(pendingSpawns_, {});
    for (std::uint64_t id : wanted) {
        if (auto role = forkOne(id)) {
            return role;
        }
    }
    return std::nullopt;
}

// Signals wait while two processes look like one: a handler that runs in the child too early would write to
// the master's pipe.
std::optional<WorkerRole> Master::forkOne(std::uint64_t id) {
    const Member* member = supervisor_->find(id);
    if (!member || member->state == MemberState::Gone) {
        return std::nullopt;
    }
    auto pair = makeSocketPair();
    if (!pair) {
        supervisor_->onSpawnFailed(id, pair.error());
        return std::nullopt;
    }
    WorkerSlot* slot = stats_.take(member->slot, member->kind, member->name);
    if (!slot) {
        close(pair.value().master);
        close(pair.value().worker);
        supervisor_->onSpawnFailed(id, Error{Errc::TooMany, "No slot for the statistics of a new process"});
        return std::nullopt;
    }
    slot->generation.set(member->generation);
    slot->restarts.set(supervisor_->restarts(member->slot));
    WorkerRole role{member->slot, member->generation, member->kind, pair.value().worker, slot};
    log::flushAllNow();   // a batch in the thread pool would be written by both, or change while it is copied
    std::fflush(nullptr); // else both processes would write what stdio holds
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    const pid_t pid = fork();
    const int forkError = errno;
    if (pid == 0) {
        close(pair.value().master);
        becomeChild();
        sigprocmask(SIG_SETMASK, &before, nullptr);
        return role;
    }
    sigprocmask(SIG_SETMASK, &before, nullptr);
    close(pair.value().worker);
    if (pid < 0) {
        close(pair.value().master);
        stats_.release(*slot);
        supervisor_->onSpawnFailed(id, errorFromErrno(forkError, "fork a worker"));
        return std::nullopt;
    }
    auto process = std::make_unique<Process>(*this, id);
    process->slotId = role.workerId;
    process->kind = role.kind;
    process->pid = pid;
    process->slot = slot;
    slot->pid.set(static_cast<std::uint64_t>(pid));
    slot->startedAt.set(static_cast<std::uint64_t>(loop_->wallSeconds()));
    auto channel = Channel::adopt(*loop_, pair.value().master, *process);
    if (!channel) { // it will notice that nobody is there
        report(LOG_ERR, channel.error().message);
        process->isSilent = true;
        process->endedAtMs = loop_->nowMs();
    } else {
        process->channel = channel.take();
    }
    processes_.emplace(id, std::move(process));
    supervisor_->onSpawned(id, pid);
    return std::nullopt;
}

// In the new process: nothing of the master may go on here, and nothing that it shares may be touched.
void Master::becomeChild() {
    finished_ = true;
    (void)loop_->recoverAfterFork(); // else closing handles here would take them out of the master's epoll
    if (control_) {
        control_->forget(); // its file is the master's
    }
    control_.reset();
    queries_.clear();
    reloadRequests_.clear();
    reloadEnd_.reset();
    steps_.clear();
    processes_.clear();
    signals_.clear();
    notify_.forget();
    loop_->cancel(*supervisorTimer_);
    loop_->cancel(*secondTimer_);
    loop_->cancel(*watchdogTimer_);
    loop_.reset();
}

void Master::runLater(std::function<void()> step) {
    steps_.push_back(std::move(step));
    loop_->stop();
}

void Master::runSteps() {
    std::vector<std::function<void()>> steps = std::exchange(steps_, {});
    for (std::function<void()>& step : steps) {
        step();
    }
}

void Master::afterEvent() {
    supervisor_->tick();
    armSupervisor();
}

void Master::armSupervisor() {
    const std::uint64_t due = supervisor_->nextDueMs();
    const std::uint64_t now = loop_->nowMs();
    if (due == ~std::uint64_t{0}) {
        loop_->cancel(*supervisorTimer_);
    } else {
        loop_->arm(*supervisorTimer_, due > now ? due - now : 0);
    }
}

void Master::stop(bool atOnce) {
    if (!supervisor_->isStopping()) {
        notify_.stopping();
        handler_.onStopping();
    }
    if (atOnce) { // else requests in flight still get their tasks
        router_->failAll("The server is stopping");
    }
    supervisor_->stop(atOnce);
    afterEvent();
}

void Master::reload() {
    if (!supervisor_->isStopping()) {
        notify_.reloading();
    }
    supervisor_->reload();
    afterEvent();
}

bool Master::isStopping() const { return supervisor_->isStopping(); }

void Master::reopenLogs() {
    runLater([this] {
        handler_.onReopenLogs(); // first: a worker may not have the right to make a file
        for (auto& [id, process] : processes_) {
            process->send(MessageType::ReopenLogs);
        }
    });
}

void Master::onSignal(int signal) {
    switch (signal) {
    case SIGCHLD: reapChildren(); break;
    case SIGUSR1: reload(); break;
    case SIGUSR2: reopenLogs(); break;
    case SIGHUP:
        if (options_.hangUpReloads) {
            reload();
            break;
        }
        [[fallthrough]];
    default: stop(); break;
    }
}

// By their ids: a child that user code has started in the master is not ours to reap.
void Master::reapChildren() {
    for (auto& [id, process] : processes_) {
        int status = 0;
        if (process->exit || waitpid(process->pid, &status, WNOHANG) != process->pid) {
            continue;
        }
        process->exit = ExitStatus{WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                                   WIFSIGNALED(status) ? WTERMSIG(status) : 0};
        onProcessEnded(*process);
    }
}

void Master::onProcessEnded(Process& process) {
    if (!process.endedAtMs) {
        process.endedAtMs = loop_->nowMs();
    }
    const bool isOver =
        process.exit && (process.isSilent || loop_->nowMs() >= process.endedAtMs + kPartingMs);
    if (isOver) {
        const std::uint64_t id = process.id;
        runLater([this, id] {
            if (Process* ended = processOf(id)) {
                supervisor_->onExited(ended->pid, *ended->exit);
                afterEvent();
            }
        });
    } else if (process.exit) {
        loop_->arm(*secondTimer_, kPartingMs); // its last message may be on its way
    }
}

void Master::onWatchdog() {
    notify_.watchdog();
    loop_->arm(*watchdogTimer_, notify_.watchdogIntervalMs());
}

void Master::onSecond() {
    loop_->arm(*secondTimer_, kSecondMs);
    sampler_->sample(loop_->nowMs());
    stats_.master().tasksQueued.set(router_->queued());
    stats_.master().generation.set(supervisor_->generation());
    const std::uint64_t now = loop_->nowMs();
    if (auto error = notify_.takeError()) {
        report(LOG_WARNING, "the service manager could not be told: " + error->message);
    }
    for (auto& [id, process] : processes_) {
        const Member* member = supervisor_->find(id);
        if (process->exit) {
            onProcessEnded(*process);
        } else if (process->isSilent && now > process->endedAtMs + kSilentMs) {
            ::kill(process->pid, SIGKILL);
        } else if (options_.stuckMs && member && member->state == MemberState::Active &&
                   process->kind == ProcessKind::Worker && process->slot->heartbeatMs &&
                   now > process->slot->heartbeatMs + options_.stuckMs) {
            supervisor_->replaceStuck(id, "its loop has not turned for " +
                                              std::to_string((now - process->slot->heartbeatMs) / 1000) +
                                              " s");
        }
    }
    if (reloadEnd_ && now >= reloadEndedAtMs_ + kPausingMs) {
        answerReloads();
    }
    for (auto query = queries_.begin(); query != queries_.end();) {
        const std::uint64_t number = query->first;
        const bool isDue = query->second.dueMs <= now;
        ++query;
        if (isDue) {
            finishTasksQuery(number);
        }
    }
    afterEvent();
}

Master::Process* Master::processOf(std::uint64_t id) {
    auto found = processes_.find(id);
    return found == processes_.end() ? nullptr : found->second.get();
}

} // namespace aha::process
