#include "php/process/server_run.h"

#include "core/process/control_client.h"
#include "core/process/instance_paths.h"
#include "core/process/start_signals.h"
#include "php/error.h"
#include "php/network/serving_service.h"
#include "php/process/command_line.h"
#include "php/process/master_run.h"
#include "php/process/worker_run.h"
#include "php/runtime.h"
#include "php/stall_guard.h"
#include "php/timers.h"

#include <ctime>
#include <syslog.h>
#include <unistd.h>

namespace aha::php {

static std::string scriptPath() {
    const char* path = SG(request_info).path_translated;
    char resolved[MAXPATHLEN];
    return path && VCWD_REALPATH(path, resolved) ? resolved : path ? path : "";
}

static std::string defaultAppName(const std::string& script) {
    std::string name = script.substr(script.find_last_of('/') + 1);
    if (name.size() > 4 && name.compare(name.size() - 4, 4, ".php") == 0) {
        name.resize(name.size() - 4);
    }
    return name.empty() ? "aha" : name;
}

// Where the control socket and the pid file are, unless the options say so. With port 0 each start is a
// server of its own, which only a given path can find.
static bool findPaths(ServerObject& server) {
    ProcessConfig& config = server.process;
    const std::string script = scriptPath();
    if (config.appName.empty()) {
        config.appName = defaultAppName(script);
    }
    if (!config.controlSocket.empty() && !config.pidFile.empty()) {
        return true;
    }
    const bool isAnonymous = server.own.port == 0 && !server.own.isUnix();
    std::string address = server.own.host + ":" + std::to_string(server.own.port);
    if (isAnonymous) {
        address += "#" + std::to_string(getpid());
    }
    const char* folder = php_get_temporary_directory();
    auto paths = process::instancePaths({config.appName, script, address, folder});
    if (!paths) {
        throwError(paths.error());
        return false;
    }
    if (config.controlSocket.empty()) {
        config.controlSocket = paths.value().controlSocket;
    }
    if (config.pidFile.empty()) {
        config.pidFile = paths.value().pidFile;
    }
    return true;
}

// Everything in one process: boots, serves, ends.
static StartEnd runSingle(ServerObject& server, zval* self) {
    Runtime& runtime = Runtime::get();
    if (!runtime.enterLoop("start()")) {
        return {};
    }
    server.stopping = false;
    process::StartSignals signals;
    server.startTime = std::time(nullptr);
    {
        auto stats = process::SharedStats::create(1);
        process::WorkerSlot* slot = stats ? stats.value()->take(0, process::ProcessKind::Worker) : nullptr;
        server.stats = stats ? stats.value().get() : nullptr;
        server.slot = slot;
        if (slot) {
            slot->state.set(static_cast<std::uint64_t>(process::SlotState::Serving));
            slot->pid.set(static_cast<std::uint64_t>(getpid()));
            slot->startedAt.set(static_cast<std::uint64_t>(server.startTime));
        }
        auto service = std::make_unique<ServingService>(runtime, server);
        server.service = server.serving = service.get();
        std::vector<ListenSocket> places;
        for (std::size_t i = 0; i < server.listenerCount(); ++i) {
            places.push_back({-1, server.listener(i).host, server.listener(i).port});
        }
        auto opened = service->open(places);
        if (!opened) {
            throwError(opened.error());
        } else if (server.callStep(Event::Start, self) && server.callStep(Event::WorkerStart, self, {0})) {
            service->accept();
            service->watchSignals();
            if (server.stopping || signals.askedToStop()) {
                service->drain(server.process.maxWaitMs, ~std::uint64_t{0});
            }
            if (service->run()) {
                server.callStep(Event::WorkerStop, self, {0}) && server.callStep(Event::Shutdown, self);
            }
        }
        server.service = nullptr;
        server.serving = nullptr;
        server.stats = nullptr;
        server.slot = nullptr;
    }
    runtime.leaveLoop();
    return {runtime.isFatal() ? StartEnd::Kind::Bailout : StartEnd::Kind::Return, 0};
}

// A timer or task of the script would belong to no process of the server.
static bool isFreeToFork() {
    Runtime* runtime = Runtime::getIfAny();
    if (!runtime) {
        return true;
    }
    if (runtime->inLoop()) {
        throwException(exceptions.state,
                       "start() cannot run inside the event loop, which is running already");
        return false;
    }
    if (EG(active_fiber)) {
        throwException(exceptions.state, "start() runs the event loop and cannot be called inside a fiber");
        return false;
    }
    if (runtime->timers().count() || !runtime->script().isIdle() || !runtime->background().isIdle()) {
        throwException(exceptions.state,
                       "Timers and tasks were started before start(): they would belong to no worker. "
                       "Start them in workerStart, or use \"process\" => \"single\"");
        return false;
    }
    return true;
}

StartEnd runServer(ServerObject& server, zval* self) {
    server.adoptMethods(Z_OBJ_P(self));
    CommandLine line;
    if (server.process.commandLine && !CommandLine::parse(line)) {
        return {StartEnd::Kind::Exit, kExitUsage};
    }
    if (line.help) {
        return {StartEnd::Kind::Exit, 0};
    }
    using Command = CommandLine::Command;
    if (server.process.isSingle) {
        if (line.command != Command::None && (line.command != Command::Start || line.daemon || line.watch)) {
            throwException(
                exceptions.config,
                "\"process\" => \"single\" has no control socket: the command line needs \"prefork\"");
            return {};
        }
        return server.check() ? runSingle(server, self) : StartEnd{};
    }
    if (!isFreeToFork() || !findPaths(server)) {
        return {};
    }
    const ProcessConfig& config = server.process;
    if (line.command != Command::None && line.command != Command::Start) {
        int code = runCommand(line, config.controlSocket, config.maxWaitMs + 10'000);
        if (code != 0 || line.command != Command::Restart) {
            return {StartEnd::Kind::Exit, code};
        }
    }
    if (!server.check()) {
        return {};
    }
    server.process.daemonize = config.daemonize || line.daemon;
    server.process.watches = line.watch;
    return runMaster(server, self);
}

} // namespace aha::php
