#pragma once

#include "core/process/channel.h"
#include "core/process/master.h"
#include "core/process/memory_usage.h"
#include "php/network/server.h"
#include "php/process/task_client.h"

#include <memory>
#include <string>

namespace aha::php {

class TaskService;

// This process as a worker, task worker or added process: its line to the master, what it is told over it,
// its own limits. Owned by the frame of start(), with the service that it drives.
class WorkerProcess final : process::ChannelHandler {
public:
    WorkerProcess(Runtime& runtime, ServerObject& server, const process::WorkerRole& role);
    ~WorkerProcess();

    Result<void> open(); // the channel and the signals
    void drive(Service& service, TaskService* tasks);
    void tellReady();
    void tellBootFailed(const std::string& why);
    void retire(const std::string& why, bool broken = false); // asks for a successor; told once
    bool isEnding() const { return drainAsked_ || cancelAsked_; }

    void stopServer() { channel_->send({process::MessageType::StopServer}); }
    void reloadServer() { channel_->send({process::MessageType::ReloadServer}); }
    void send(const process::Message& message) { channel_->send(message); }
    std::uint32_t id() const { return role_.workerId; }
    process::ProcessKind kind() const { return role_.kind; }
    bool isTaskWorker() const { return role_.kind == process::ProcessKind::TaskWorker; }
    TaskClient& tasks() { return *taskClient_; }
    process::WorkerSlot& slot() { return *role_.slot; }
    std::uint64_t requestLimit() const { return requestLimit_; } // 0 = none
    const std::string& name() const { return name_; }            // "worker 3"
    void finishTask(zval* result);                               // throws

    void onMessage(process::Channel& channel, const process::Message& message) override;
    void onChannelClosed(process::Channel& channel, const Error& why) override;

private:
    struct Timer;
    // Messages arrive in a callback of the loop, where PHP must not be entered: they wait for the ready
    // queue.
    struct Letter {
        process::MessageType type;
        std::uint32_t from;
        std::uint64_t id;
        std::uint64_t ticket;
        std::string payload;
    };
    struct Inbox;
    void handle(const process::Message& message);
    void onTimer();
    void checkLimits();
    void drain(std::uint64_t limitMs, std::uint64_t idleMs);
    void onOrphaned();
    void applyOrders();
    void tellStatus(std::uint64_t query);
    void onPipe(const process::Message& message);

    Runtime& runtime_;
    ServerObject& server_;
    process::WorkerRole role_;
    std::string name_;
    std::unique_ptr<process::Channel> channel_;
    std::unique_ptr<TaskClient> taskClient_;
    std::unique_ptr<Timer> timer_;
    std::unique_ptr<Inbox> inbox_;
    std::unique_ptr<net::SignalWatcher> terminate_;
    process::MemoryMeter memory_;
    Service* service_ = nullptr;
    TaskService* taskService_ = nullptr;
    std::uint64_t startedAtMs_ = 0, expectedAtMs_ = 0;
    std::uint64_t requestLimit_ = 0, lifeLimitMs_ = 0;
    unsigned ticks_ = 0;
    std::uint64_t drainLimitMs_ = 0, drainIdleMs_ = 0;
    bool activated_ = false;
    bool drainAsked_ = false; // what the master wants, also before there is a service
    bool cancelAsked_ = false;
    bool retiring_ = false;
    bool orphaned_ = false;
};

} // namespace aha::php
