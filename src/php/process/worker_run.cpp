#include "php/process/worker_run.h"

#include "core/log/crash_flush.h"
#include "php/error.h"
#include "php/network/serving_service.h"
#include "php/process/added_service.h"
#include "php/process/child.h"
#include "php/process/crash_report.h"
#include "php/process/steps.h"
#include "php/process/task_service.h"
#include "php/process/worker_process.h"
#include "php/runtime.h"

#include <syslog.h>

namespace aha::php {

// What has kept the process from booting, in words; takes the exception that is set.
static std::string takeBootError(const Runtime& runtime, const std::string& name) {
    if (runtime.isFatal()) {
        return PG(last_error_message) ? std::string(view(PG(last_error_message))) + " in " +
                                            (PG(last_error_file) ? ZSTR_VAL(PG(last_error_file)) : "?") +
                                            ":" + std::to_string(PG(last_error_lineno))
                                      : "a fatal error";
    }
    if (EG(exception) && endsProcess(EG(exception))) {
        zend_clear_exception();
        return "exit() was called in workerStart";
    }
    zend_object* exception = takeException();
    std::string text = exceptionLine(exception);
    reportUnhandled(exception, "the boot of " + name);
    OBJ_RELEASE(exception);
    return text;
}

// "worker 3" as the log tag and "app-Worker-3" as the title of the process.
static void takeName(const ServerObject& server, const process::WorkerRole& role) {
    const std::string number = std::to_string(role.workerId);
    std::string title = server.process.appName;
    std::string tag;
    switch (role.kind) {
    case process::ProcessKind::Worker:
        title += "-Worker-" + number;
        tag = "worker " + number;
        break;
    case process::ProcessKind::TaskWorker:
        title += "-Task-" + number;
        tag = "task worker " + number;
        break;
    case process::ProcessKind::Added:
        title += "-" + addedOf(server, role.workerId).name;
        tag = "process " + addedOf(server, role.workerId).name;
        break;
    }
    setProcessTitle(title);
    setLogTag(tag);
}

static bool boot(ServerObject& server, zval* self, WorkerProcess& worker, Service& service,
                 const std::vector<ListenSocket>& sockets) {
    if (auto opened = service.open(sockets); !opened) {
        throwError(opened.error());
        return false;
    }
    return worker.kind() == process::ProcessKind::Added ||
           server.callStep(Event::WorkerStart, self, {static_cast<zend_long>(worker.id())});
}

static StartEnd serve(ServerObject& server, zval* self, Runtime& runtime, WorkerProcess& worker,
                      const std::vector<ListenSocket>& sockets) {
    std::unique_ptr<Service> service;
    TaskService* tasks = nullptr;
    AddedService* added = nullptr;
    if (worker.isTaskWorker()) {
        auto made = std::make_unique<TaskService>(runtime, server, worker);
        tasks = made.get();
        service = std::move(made);
    } else if (worker.kind() == process::ProcessKind::Added) {
        auto made = std::make_unique<AddedService>(runtime, server, worker, addedOf(server, worker.id()));
        added = made.get();
        service = std::move(made);
    } else {
        auto made = std::make_unique<ServingService>(runtime, server);
        server.serving = made.get();
        service = std::move(made);
    }
    server.service = service.get();
    installCrashReport(*service, worker.name().c_str());
    StartEnd end{StartEnd::Kind::Exit, 0};
    if (!boot(server, self, worker, *service, sockets)) {
        worker.tellBootFailed(takeBootError(runtime, worker.name()));
        end.code = 1;
    } else {
        worker.drive(*service, tasks);
        worker.tellReady();
        const bool ended = service->run();
        if (added) {
            end.code = added->hasFailed() ? 1 : 0;
        } else if (ended &&
                   !server.callStep(Event::WorkerStop, self, {static_cast<zend_long>(worker.id())}) &&
                   EG(exception)) {
            if (endsProcess(EG(exception))) {
                zend_clear_exception();
            } else {
                zend_object* exception = takeException();
                reportUnhandled(exception, "workerStop of " + worker.name());
                OBJ_RELEASE(exception);
            }
        }
    }
    removeCrashReport();
    server.service = nullptr;
    server.serving = nullptr;
    if (runtime.isFatal()) {
        end.kind = StartEnd::Kind::Bailout;
    }
    return end;
}

StartEnd runWorker(ServerObject& server, zval* self, const process::WorkerRole& role,
                   const std::vector<ListenSocket>& sockets, int masterPid) {
    settleInChild();
    takeName(server, role);
    log::installCrashFlush();
    Runtime& runtime = Runtime::get();
    if (!runtime.enterLoop("start()")) {
        return {StartEnd::Kind::Exit, 1};
    }
    server.slot = role.slot;
    StartEnd end{StartEnd::Kind::Exit, 1};
    {
        WorkerProcess worker(runtime, server, role);
        server.worker = &worker;
        auto placed = worker.open();
        if (placed) {
            placed = takePlace(server.process, role, masterPid);
        }
        if (placed) {
            end = serve(server, self, runtime, worker, sockets);
        } else {
            logLine("aha: " + worker.name() + " cannot boot: " + placed.error().message, LOG_ERR);
            worker.tellBootFailed(placed.error().message);
        }
        server.worker = nullptr;
    }
    runtime.leaveLoop();
    return end;
}

} // namespace aha::php
