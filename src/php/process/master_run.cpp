#include "php/process/master_run.h"

#include "core/net/file_watch.h"
#include "core/process/daemon.h"
#include "core/process/master.h"
#include "core/process/pid_file.h"
#include "core/process/start_signals.h"
#include "php/error.h"
#include "php/process/child.h"
#include "php/process/command_line.h"
#include "php/process/worker_run.h"
#include "php/runtime.h"
#include "php/timers.h"

#include <csignal>
#include <ctime>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

namespace aha::php {

namespace {

unsigned portOf(int socket) {
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return 0;
    }
    return address.ss_family == AF_INET    ? ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port)
           : address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<sockaddr_in6*>(&address)->sin6_port)
                                           : 0;
}

std::string counted(std::uint32_t count, const char* noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// The sockets of all listeners as long as the server runs. A unix socket's file goes with its maker.
class Sockets {
public:
    Sockets() = default;
    Sockets(const Sockets&) = delete;
    Sockets& operator=(const Sockets&) = delete;
    ~Sockets() { close(); }

    Result<void> open(Listener& listener) {
        auto opened = listener.kind->openSocket(listener.host, listener.port);
        if (!opened) {
            return opened.error();
        }
        listener.port = portOf(opened.value());
        list_.push_back({opened.value(), listener.host, listener.port});
        owner_ = getpid();
        return {};
    }
    void close() {
        for (ListenSocket& socket : list_) {
            if (socket.fd >= 0) {
                ::close(std::exchange(socket.fd, -1));
                if (owner_ == getpid() && socket.host.compare(0, 5, "unix:") == 0) {
                    unlink(socket.host.c_str() + 5);
                }
            }
        }
    }
    // The process serves from them now.
    void release() {
        owner_ = 0;
        list_.clear();
    }
    const std::vector<ListenSocket>& list() const { return list_; }

private:
    std::vector<ListenSocket> list_;
    pid_t owner_ = 0;
};

// The master's side of PHP: its events, its log, what it shows to the terminal.
class MasterRun final : process::MasterHandler, net::FileWatchHandler {
public:
    MasterRun(ServerObject& server, zval* self) : server_(server), self_(self) {}

    StartEnd run() {
        StartEnd end;
        if (prepare(end)) {
            if (auto role = serve()) {
                return beWorker(*role);
            }
            finish();
        }
        server_.master = nullptr;
        server_.stats = nullptr;
        reportFailure();
        if (broken_) {
            end.kind = StartEnd::Kind::Bailout;
        }
        return end;
    }

private:
    ProcessConfig& config() { return server_.process; }

    // What can go wrong goes wrong here, before anything is forked. False: an exception was thrown, or `end`
    // says how this process goes on.
    bool prepare(StartEnd& end) {
        auto privileges = process::Privileges::check(config().privileges);
        if (!privileges) {
            return fail(Error{Errc::InvalidArgument, privileges.error().message});
        }
        if (privileges.value().changesAnything() && !config().privileges.user.empty()) {
            owner_.emplace(privileges.value().uid(), privileges.value().gid());
        }
        for (std::size_t i = 0; i < server_.listenerCount(); ++i) {
            if (auto opened = sockets_.open(server_.listener(i)); !opened) {
                return fail(explainBusy(opened.error()));
            }
        }
        if (config().daemonize && !goToBackground(end)) {
            return false;
        }
        process::StartSignals signals; // from here on there are files to clean up
        auto pidFile = process::PidFile::acquire(config().pidFile);
        if (!pidFile) {
            return fail(pidFile.error());
        }
        pidFile_ = pidFile.take();
        const std::uint32_t seats = 5 * static_cast<std::uint32_t>(server_.processCount()) + kDraining;
        auto stats = process::SharedStats::create(seats);
        if (!stats) {
            return fail(stats.error());
        }
        stats_ = stats.take();
        server_.stats = stats_.get();
        server_.startTime = std::time(nullptr);
        setProcessTitle(config().appName + "-Master");
        if (!runStep(Event::Start) || !runStep(Event::ManagerStart)) {
            failure_ = EG(exception) && endsProcess(EG(exception))
                           ? "exit() was called in the handler of start"
                       : EG(exception) ? "the handler of start threw; see the log"
                                       : "a fatal error in the handler of start; see the log";
            return false;
        }
        return openMaster(signals);
    }

    bool openMaster(const process::StartSignals& signals) {
        process::MasterOptions options;
        options.supervisor.workers = config().workers;
        options.supervisor.taskWorkers = config().taskWorkers;
        for (const auto& each : server_.added) {
            options.supervisor.added.push_back({each->name, each->restarts});
        }
        options.supervisor.maxWaitMs = config().maxWaitMs;
        options.supervisor.bootTimeoutMs = config().bootTimeoutMs;
        options.supervisor.maxDraining = kDraining;
        options.tasks = config().tasks;
        options.messageQueueBytes = config().messageQueueBytes;
        options.stuckMs = config().stuckMs;
        options.controlPath = config().controlSocket;
        options.hangUpReloads = config().daemonize;
        master_.reset(new process::Master(std::move(options), *stats_, *this));
        if (auto opened = master_->open(); !opened) {
            return fail(opened.error());
        }
        server_.master = master_.get();
        if (server_.stopping || signals.askedToStop()) { // stop() in the handler of start
            master_->stop();
        }
        for (const std::string& key : config().withoutEffect) {
            logLine("aha: the option \"" + key + "\" has no effect in this server", LOG_NOTICE);
        }
        return !config().watches || watchFiles();
    }

    bool watchFiles() {
        std::vector<std::string> folders = config().watchFolders;
        if (folders.empty()) {
            const std::string script =
                SG(request_info).path_translated ? SG(request_info).path_translated : ".";
            const std::size_t slash = script.find_last_of('/');
            folders.push_back(slash == std::string::npos ? "." : script.substr(0, slash));
        }
        auto watch = net::FileWatch::watch(master_->loop(), folders, {}, *this);
        if (!watch) {
            return fail(watch.error());
        }
        watch_ = watch.take();
        return true;
    }

    Error explainBusy(Error error) {
        if (error.code == Errc::AddressInUse) {
            auto holder = process::PidFile::readHolder(config().pidFile);
            if (holder) {
                return Error{Errc::Busy, error.message + "; this server runs already as process " +
                                             std::to_string(holder.value())};
            }
        }
        return error;
    }

    bool fail(const Error& error) {
        failure_ = error.message;
        throwError(error);
        return false;
    }

    // Whoever waits in the foreground may start the server again at once: nothing of this one is in its way.
    void reportFailure() {
        if (report_ && !failure_.empty()) {
            watch_.reset();
            master_.reset();
            sockets_.close();
            pidFile_.reset();
            report_->failure(failure_);
        }
    }

    // In the foreground process: waits until the server is up, says so, and is done.
    bool goToBackground(StartEnd& end) {
        if (config().logFile.empty()) {
            config().logFile = config().controlSocket.substr(0, config().controlSocket.rfind('.')) + ".log";
        }
        auto detached = process::detach({});
        if (!detached) {
            return fail(detached.error());
        }
        if (detached.value().isBackground()) {
            report_ = std::move(detached.value().report);
            zend_string* name = zend_string_init(ZEND_STRL("error_log"), false);
            zend_alter_ini_entry_chars(name, config().logFile.data(), config().logFile.size(), PHP_INI_USER,
                                       PHP_INI_STAGE_RUNTIME);
            zend_string_release(name);
            return true;
        }
        php_free_shutdown_functions(); // they are the server's
        BG(user_shutdown_function_names) = nullptr;
        const process::DaemonStart& start = detached.value().start;
        if (start.ok) {
            php_printf("started in the background: pid %d, log %s\n", start.pid, config().logFile.c_str());
        } else {
            fprintf(stderr, "not started: %s\n", start.message.c_str());
        }
        sockets_.release();
        end = {StartEnd::Kind::Exit, start.ok ? 0 : kExitFailed};
        return false;
    }

    // A handler in the master, with a loop that lasts as long as it runs.
    bool runStep(Event event, std::initializer_list<zend_long> extra = {}) {
        if (!server_.handler(event).isSet()) {
            return true;
        }
        Runtime& runtime = Runtime::get();
        if (!runtime.enterLoop("start()")) {
            return false;
        }
        bool ok = server_.callStep(event, self_, extra);
        runtime.leaveLoop();
        if (runtime.isFatal()) {
            broken_ = true;
            return false;
        }
        if (runtime.timers().count() || !runtime.background().isIdle()) {
            logLine("aha: timers and tasks that a handler leaves behind in the master end with it: start "
                    "them in workerStart",
                    LOG_WARNING);
        }
        zend_object* exception = takeException();
        Runtime::shutdown(); // nothing of its loop may be there when the next process is forked
        if (exception) {
            throwObject(exception);
        }
        return ok;
    }

    // One that only reports: its error is logged.
    void tell(Event event, std::initializer_list<zend_long> extra, const char* where) {
        if (broken_ || runStep(event, extra)) {
            return;
        }
        if (EG(exception) && !endsProcess(EG(exception))) {
            zend_object* exception = takeException();
            reportUnhandled(exception, where);
            OBJ_RELEASE(exception);
            Runtime::shutdown();
            return;
        }
        zend_clear_exception(); // exit(), or PHP has broken down: the server ends
        master_->stop();
    }

    std::optional<process::WorkerRole> serve() {
        if (Runtime::getIfAny()) {
            Runtime::shutdown();
        }
        return master_->run();
    }

    void finish() {
        const Result<void> result = master_->result();
        tell(Event::ManagerStop, {}, "managerStop");
        tell(Event::Shutdown, {}, "shutdown");
        watch_.reset();
        if (!result && !broken_) {
            failure_ = result.error().message;
            throwException(exceptions.worker, "%s", result.error().message.c_str());
        }
        server_.master = nullptr;
        pidFile_.reset();
        master_.reset(); // the control socket: whoever waits for our end goes on now, and may take the lock
    }

    StartEnd beWorker(const process::WorkerRole& role) {
        const int masterPid = static_cast<int>(stats_->master().pid);
        server_.master = nullptr;
        watch_.reset();
        master_.reset();
        if (pidFile_) {
            pidFile_->forget();
        }
        if (report_) {
            report_->forget();
            redirect(); // the first ones are forked while the output is that of the terminal yet
        }
        if (role.kind != process::ProcessKind::Worker) {
            sockets_.close(); // whoever has them open keeps clients waiting after the end of the workers
        }
        StartEnd end = runWorker(server_, self_, role, sockets_.list(), masterPid);
        sockets_.release();
        server_.stats = nullptr;
        server_.slot = nullptr;
        return end;
    }

    void redirect() {
        auto redirected = process::redirectOutput(config().logFile);
        if (!redirected) {
            logLine("aha: " + redirected.error().message, LOG_ERR);
        } else if (owner_ && !config().logFile.empty()) {
            // The workers open it as the user that they run as.
            if (auto given = process::giveOutput(owner_->first, owner_->second); !given) {
                logLine("aha: " + given.error().message, LOG_WARNING);
            }
        }
    }

    // MasterHandler
    void onServing() override {
        std::string address;
        for (std::size_t i = 0; i < server_.listenerCount(); ++i) {
            address.append(i ? ", " : "").append(server_.listener(i).address());
        }
        logLine("aha: serving on " + address + ": " + counted(config().workers, "worker") + ", " +
                    counted(config().taskWorkers, "task worker") +
                    (server_.added.empty() ? "" : ", " + std::to_string(server_.added.size()) + " added") +
                    ", master pid " + std::to_string(getpid()),
                LOG_NOTICE);
        if (report_) {
            redirect();
            report_->ready();
        }
    }
    void onWorkerLost(const process::Member& member, const process::ExitStatus& status) override {
        tell(Event::WorkerError,
             {static_cast<zend_long>(member.slot), member.pid, status.code, status.signal}, "workerError");
    }
    void onReloadEnded(const Result<void>& result) override {
        if (!result) {
            return; // the supervisor has logged it
        }
        struct stat info;
        const char* script = SG(request_info).path_translated;
        if (script && stat(script, &info) == 0 && info.st_mtime > server_.startTime) {
            logLine(std::string("aha: ") + script +
                        " has changed since the start: a reload loads what workerStart loads, and this file "
                        "only a restart",
                    LOG_WARNING);
        }
    }
    void onReopenLogs() override {
        if (config().daemonize) {
            redirect();
        }
    }
    void onStopping() override { sockets_.close(); }
    void report(int severity, const std::string& line) override { logLine("aha: " + line, severity); }

    // FileWatchHandler
    void onFileChanged(const std::string& path) override {
        logLine("aha: " + path + " has changed: reloading", LOG_NOTICE);
        master_->reload();
    }
    void onWatchError(const Error& error) override { logLine("aha: --watch: " + error.message, LOG_WARNING); }

    static constexpr std::uint32_t kDraining = 64; // processes of old generations at once

    ServerObject& server_;
    zval* self_;
    Sockets sockets_;
    std::unique_ptr<process::DaemonReport> report_;
    std::unique_ptr<process::PidFile> pidFile_;
    std::unique_ptr<process::SharedStats> stats_;
    std::unique_ptr<process::Master> master_;
    std::unique_ptr<net::FileWatch> watch_;
    std::optional<std::pair<uid_t, gid_t>> owner_; // whom the workers run as, when that is another user
    std::string failure_;                          // why the server has not come up, or has ended
    bool broken_ = false;                          // PHP has broken down in the master
};

} // namespace

StartEnd runMaster(ServerObject& server, zval* self) { return MasterRun(server, self).run(); }

} // namespace aha::php
