#pragma once

#include "core/net/loop.h"
#include "core/net/signal.h"
#include "core/process/control_server.h"
#include "core/process/message.h"
#include "core/process/service_notify.h"
#include "core/process/shared_stats.h"
#include "core/process/status_report.h"
#include "core/process/status_sampler.h"
#include "core/process/supervisor.h"
#include "core/process/task_router.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace aha::process {

struct MasterOptions {
    SupervisorOptions supervisor;
    TaskRouterOptions tasks;
    std::uint64_t messageQueueBytes = std::uint64_t{64} << 20; // message_queue_bytes: to one process
    std::uint64_t stuckMs = 0;  // worker_stuck_time: no turn of the loop for so long = killed; 0 = never
    std::string controlPath;    // control_socket; "" = none
    bool hangUpReloads = false; // SIGHUP: reload (a daemon) or stop (a terminal has gone)
};

// What a process that run() has just forked is to be.
struct WorkerRole {
    std::uint32_t workerId = 0;
    std::uint32_t generation = 0;
    ProcessKind kind = ProcessKind::Worker;
    int channel = -1; // its end; the process owns it
    WorkerSlot* slot = nullptr;
};

// Told by the master, between two turns of its loop: everything may be done here, and may take its time.
class MasterHandler {
public:
    virtual void onServing() = 0; // the first generation accepts
    virtual void onWorkerLost(const Member& member, const ExitStatus& status) = 0;
    virtual void onReloadEnded(const Result<void>& result) = 0;
    virtual void onReopenLogs() = 0;
    // These two from within the loop: do not come back to the master.
    virtual void onStopping() = 0; // let go of the listening sockets
    virtual void report(int severity, const std::string& line) = 0;

protected:
    ~MasterHandler() = default;
};

// The process that owns a server: forks what the Supervisor wants, routes messages, answers the control
// socket. Owned by the frame of start(). It has a loop of its own, of which a forked child keeps nothing.
// Calls MasterHandler.
class Master final : private SupervisorActions, private TaskRouterActions, private ControlHandler {
public:
    Master(MasterOptions options, SharedStats& stats, MasterHandler& handler);
    ~Master();
    Master(const Master&) = delete;
    Master& operator=(const Master&) = delete;

    Result<void> open(); // signals and the control socket
    // Returns once: when the server has ended, or, in each new process, with its role. In such a process the
    // master is an empty shell.
    std::optional<WorkerRole> run();
    const Result<void>& result() const { return result_; } // of the server, after its end

    void stop(bool atOnce = false);
    void reload();
    void reopenLogs();
    bool isStopping() const;
    net::Loop& loop() { return *loop_; }
    void sendPipe(std::uint32_t to, std::string_view payload); // from the master itself

private:
    struct Process;
    struct TasksQuery;
    struct Timer;
    std::optional<WorkerRole> forkPending();
    std::optional<WorkerRole> forkOne(std::uint64_t id);
    void becomeChild();
    void runLater(std::function<void()> step);
    void runSteps();
    void onSignal(int signal);
    void reapChildren();
    void onProcessMessage(Process& process, const Message& message);
    void onProcessEnded(Process& process);
    void routePipe(const Process& from, const Message& message);
    Process* processOf(std::uint64_t id);
    void onSecond();
    void onWatchdog();
    void onPaused(std::uint64_t id);
    void answerReloads();
    void armSupervisor();
    void afterEvent(); // the supervisor may have something to do now

    // SupervisorActions
    void spawn(const Member& member) override;
    void activate(const Member& member) override;
    void drain(const Member& member, std::uint64_t limitMs) override;
    void cancel(const Member& member) override;
    void kill(const Member& member, int signal) override;
    void report(int severity, const std::string& line) override;
    void onLost(const Member& member, const ExitStatus& status) override;
    void onGone(const Member& member, const ExitStatus& status) override;
    void onServing() override;
    void onReloadEnded(const Result<void>& result) override;
    void onFinished(const Result<void>& result) override;
    // TaskRouterActions
    void deliver(std::uint64_t taskWorker, std::uint64_t task, std::uint32_t from, std::uint64_t id,
                 std::string_view payload) override;
    void answer(std::uint64_t asker, std::uint64_t id, std::string_view value) override;
    void fail(std::uint64_t asker, std::uint64_t id, std::string_view error) override;
    // ControlHandler
    void onCommand(ControlRequest request) override;
    void answerTasks(ControlRequest request);
    void finishTasksQuery(std::uint64_t id);

    MasterOptions options_;
    SharedStats& stats_;
    MasterHandler& handler_;
    std::unique_ptr<net::Loop> loop_;
    std::unique_ptr<Supervisor> supervisor_;
    std::unique_ptr<TaskRouter> router_;
    std::unique_ptr<ControlServer> control_;
    std::unique_ptr<StatusSampler> sampler_;
    ServiceNotify notify_;
    std::vector<std::unique_ptr<net::SignalWatcher>> signals_;
    std::map<std::uint64_t, std::unique_ptr<Process>> processes_; // by Member::id
    std::map<std::uint64_t, TasksQuery> queries_;
    std::vector<std::uint64_t> pendingSpawns_;
    std::vector<std::function<void()>> steps_;
    std::vector<ControlRequest> reloadRequests_; // answered when the reload has ended
    std::set<std::uint64_t> unpaused_;           // old processes that may still accept connections
    std::optional<Result<void>> reloadEnd_;      // told when there are none of them
    std::uint64_t reloadEndedAtMs_ = 0;
    std::unique_ptr<Timer> supervisorTimer_, secondTimer_, watchdogTimer_;
    std::uint64_t lastQuery_ = 0;
    Result<void> result_;
    bool finished_ = false;
};

} // namespace aha::process
