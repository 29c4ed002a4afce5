#include "php/process/worker_process.h"

#include "core/base/json_text.h"
#include "core/log/registry.h"
#include "core/process/daemon.h"
#include "php/coroutine/deadlock.h"
#include "php/error.h"
#include "php/process/payload.h"
#include "php/process/steps.h"
#include "php/process/task_service.h"
#include "php/runtime.h"
#include "php/stall_guard.h"

#include <csignal>
#include <ctime>
#include <syslog.h>
#include <utility>

namespace aha::php {

static constexpr std::uint64_t kTickMs = 500; // heartbeat; the loop's lag is measured by it
static constexpr unsigned kTicksPerLook = 2;  // memory and age
// The master is gone: nobody would replace this process, and nothing may hold the port.
static constexpr std::uint64_t kOrphanMs = 500;

struct WorkerProcess::Timer final : WheelTimer {
    explicit Timer(WorkerProcess& owner)
        : WheelTimer([](WheelTimer& timer) { static_cast<Timer&>(timer).worker.onTimer(); }), worker(owner) {}
    WorkerProcess& worker;
};

struct WorkerProcess::Inbox final : net::ReadyItem {
    explicit Inbox(WorkerProcess& owner) : worker(owner) {}
    ~Inbox() { static_cast<Link<net::ReadyTag>&>(*this).unlink(); }
    void add(const process::Message& message) {
        letters.push_back(
            {message.type, message.from, message.id, message.ticket, std::string(message.payload)});
        if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
            worker.runtime_.loop().enqueue(*this);
        }
    }
    void run() override {
        std::vector<Letter> taken = std::move(letters);
        letters.clear();
        for (Letter& letter : taken) {
            worker.handle({letter.type, letter.from, worker.id(), letter.id, letter.ticket, letter.payload});
        }
    }
    WorkerProcess& worker;
    std::vector<Letter> letters;
};

static std::string processName(const ServerObject& server, const process::WorkerRole& role) {
    switch (role.kind) {
    case process::ProcessKind::Worker: return "worker " + std::to_string(role.workerId);
    case process::ProcessKind::TaskWorker: return "task worker " + std::to_string(role.workerId);
    case process::ProcessKind::Added: break;
    }
    return "process " + addedOf(server, role.workerId).name;
}

// Limits are staggered over the workers, so that they are not replaced all at once.
static std::uint64_t staggered(std::uint64_t limit, std::uint64_t spread, std::uint32_t index,
                               std::uint32_t count) {
    return limit ? limit + spread * index / (count ? count : 1) : 0;
}

WorkerProcess::WorkerProcess(Runtime& runtime, ServerObject& server, const process::WorkerRole& role)
    : runtime_(runtime), server_(server), role_(role), name_(processName(server, role)),
      taskClient_(std::make_unique<TaskClient>(runtime, server, *this)),
      timer_(std::make_unique<Timer>(*this)), inbox_(std::make_unique<Inbox>(*this)) {
    const ProcessConfig& config = server.process;
    if (role.kind == process::ProcessKind::Added) {
        return; // limits are for what serves and gets old by it
    }
    const bool isTask = isTaskWorker();
    const std::uint32_t index = isTask ? role.workerId - config.workers : role.workerId;
    const std::uint32_t count = isTask ? config.taskWorkers : config.workers;
    const std::uint64_t requests = isTask ? config.taskMaxRequests : config.maxRequests;
    const std::uint64_t grace = isTask ? requests / 2 : config.maxRequestsGrace;
    requestLimit_ = staggered(requests, grace, index, count);
    lifeLimitMs_ = staggered(config.maxLifeMs, config.maxLifeMs / 2, index, count);
}

WorkerProcess::~WorkerProcess() { runtime_.loop().cancel(*timer_); }

Result<void> WorkerProcess::open() {
    auto channel = process::Channel::adopt(runtime_.loop(), role_.channel, *this);
    if (!channel) {
        return channel.error();
    }
    channel_ = channel.take();
    // Sent to this process alone, it means: be replaced.
    auto watcher = net::SignalWatcher::watch(runtime_.loop(), SIGTERM, [this](int) { retire("SIGTERM"); });
    if (!watcher) {
        return watcher.error();
    }
    terminate_ = watcher.take();
    startedAtMs_ = runtime_.loop().nowMs();
    onTimer();
    return {};
}

void WorkerProcess::drive(Service& service, TaskService* tasks) {
    service_ = &service;
    taskService_ = tasks;
    applyOrders();
}

void WorkerProcess::finishTask(zval* result) {
    if (taskService_) {
        taskService_->finish(result);
    } else {
        throwException(exceptions.state, "finish() ends the running task, and this is no task worker");
    }
}

void WorkerProcess::tellReady() { channel_->send({process::MessageType::Ready}); }

void WorkerProcess::tellBootFailed(const std::string& why) {
    channel_->send({process::MessageType::BootFailed, id(), 0, 0, 0, why});
}

void WorkerProcess::retire(const std::string& why, bool broken) {
    if (!std::exchange(retiring_, true) && !isEnding()) {
        channel_->send({process::MessageType::Retiring, id(), 0, broken ? 1u : 0u, 0, why});
    }
}

void WorkerProcess::onMessage(process::Channel&, const process::Message& message) { inbox_->add(message); }

void WorkerProcess::onChannelClosed(process::Channel&, const Error&) { onOrphaned(); }

void WorkerProcess::onOrphaned() {
    if (std::exchange(orphaned_, true)) {
        return;
    }
    logLine("aha: the master process is gone; this one ends", LOG_ERR);
    drain(kOrphanMs, 0);
}

void WorkerProcess::handle(const process::Message& message) {
    switch (message.type) {
    case process::MessageType::Activate:
        activated_ = true;
        applyOrders();
        break;
    case process::MessageType::Drain:
        // A reload lets kept connections end in their own time; a stop does not wait for them.
        drain(message.id, message.from ? ~std::uint64_t{0} : server_.process.reloadIdleMs);
        channel_->send({process::MessageType::Paused, id()});
        break;
    case process::MessageType::Cancel:
        cancelAsked_ = true;
        applyOrders();
        break;
    case process::MessageType::StatusRequest: tellStatus(message.id); break;
    case process::MessageType::ReopenLogs:
        log::reopenAll();
        if (server_.process.daemonize) {
            if (auto reopened = process::redirectOutput(server_.process.logFile); !reopened) {
                logLine("aha: the old log file stays open: " + reopened.error().message, LOG_WARNING);
            }
        }
        break;
    case process::MessageType::TaskResult:
    case process::MessageType::TaskError: taskClient_->onAnswer(message); break;
    case process::MessageType::Task:
        if (taskService_ && !runtime_.isFatal()) {
            taskService_->onTask(message);
        } else {
            channel_->send({process::MessageType::TaskError, id(), 0, message.id, message.ticket,
                            "its process is ending"});
        }
        break;
    case process::MessageType::Pipe: onPipe(message); break;
    default: break; // what only the master receives
    }
}

void WorkerProcess::drain(std::uint64_t limitMs, std::uint64_t idleMs) {
    drainAsked_ = true;
    drainLimitMs_ = limitMs;
    drainIdleMs_ = idleMs;
    applyOrders();
}

void WorkerProcess::applyOrders() {
    if (!service_) {
        if (isEnding()) {
            runtime_.loop().stop();
        }
        return;
    }
    if (cancelAsked_) {
        service_->cancel();
    } else if (drainAsked_) {
        service_->drain(drainLimitMs_, drainIdleMs_);
    } else if (std::exchange(activated_, false)) {
        service_->accept();
    }
}

void WorkerProcess::onTimer() {
    net::Loop& loop = runtime_.loop();
    const std::uint64_t now = loop.nowMs();
    process::WorkerSlot& slot = *role_.slot;
    if (expectedAtMs_) {
        slot.loopLag.record((now > expectedAtMs_ ? now - expectedAtMs_ : 0) * 1'000'000);
    }
    expectedAtMs_ = now + kTickMs;
    loop.arm(*timer_, kTickMs);
    slot.heartbeatMs.set(now);
    slot.loopTurns.set(loop.turns());
    slot.stalls.set(runtime_.stallGuard().stallCount());
    slot.logDropped.set(log::droppedTotal());
    if (ticks_++ % kTicksPerLook == 0) {
        slot.memoryBytes.set(zend_memory_usage(false));
        slot.privateBytes.set(memory_.read().privateBytes);
        slot.tasks.set(runtime_.liveTasks);
        checkLimits();
    }
}

void WorkerProcess::checkLimits() {
    const std::uint64_t age = runtime_.loop().nowMs() - startedAtMs_;
    const ProcessConfig& config = server_.process;
    if (kind() == process::ProcessKind::Added) {
        return;
    }
    if (lifeLimitMs_ && age >= lifeLimitMs_) {
        retire("max_live_time: it is " + std::to_string(age / 1000) + " s old");
    } else if (config.maxMemoryBytes && role_.slot->privateBytes > config.maxMemoryBytes) {
        retire("max_memory: it holds " + std::to_string(role_.slot->privateBytes / 1024) + " KiB");
    }
}

void WorkerProcess::tellStatus(std::uint64_t query) {
    std::string text;
    JsonWriter json(text);
    json.beginObject().field("id", std::uint64_t{id()}).field("pid", role_.slot->pid.value());
    json.key("in_flight").beginArray();
    if (service_) {
        service_->describeTasks(json);
    }
    json.endArray().field("background", describeWaits(runtime_.background()));
    json.field("awaited_tasks", std::uint64_t{taskClient_->pending()}).endObject();
    channel_->send({process::MessageType::StatusReply, id(), 0, query, 0, text});
}

void WorkerProcess::onPipe(const process::Message& message) {
    Callable& handler = server_.handler(Event::PipeMessage);
    if (runtime_.isFatal() || !handler.isSet()) {
        if (!handler.isSet()) {
            logLine("aha: a message from worker " + std::to_string(static_cast<std::int32_t>(message.from)) +
                        " was dropped: there is no handler of pipeMessage",
                    LOG_WARNING);
        }
        return;
    }
    zval value;
    Entered entered = unpackValue(message.payload, &value);
    if (entered == Entered::Ok) {
        zval arguments[3];
        ZVAL_OBJ(&arguments[0], Class<ServerObject>::objectOf(server_));
        ZVAL_LONG(&arguments[1], static_cast<std::int32_t>(message.from));
        ZVAL_COPY_VALUE(&arguments[2], &value);
        startInBackground(runtime_, handler, 3, arguments, "the handler of pipeMessage", server_.own.style());
        zval_ptr_dtor(&value);
    } else if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception,
                        "the message from worker " + std::to_string(static_cast<std::int32_t>(message.from)));
        OBJ_RELEASE(exception);
    } else if (entered == Entered::Exit) {
        runtime_.failByExit("exit() was called while a message was restored");
    }
}

} // namespace aha::php
