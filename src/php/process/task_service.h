#pragma once

#include "core/process/message.h"
#include "php/network/server.h"
#include "php/task.h"

#include <memory>
#include <string>

namespace aha::php {

struct TaskJobTag {};

// What a task worker does: runs the handler of the event task for each one that the master delivers.
// Lives in the frame of start(); driven by WorkerProcess.
class TaskService final : public Service, public ScopeOwner {
public:
    TaskService(Runtime& runtime, ServerObject& server, WorkerProcess& worker);
    ~TaskService() override;

    void onTask(const process::Message& message);
    void finish(zval* result); // for the running task; throws

    Result<void> open(const std::vector<ListenSocket>&) override { return {}; }
    void accept() override {}
    bool run() override;
    void drain(std::uint64_t limitMs, std::uint64_t idleMs) override;
    void cancel() override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override;
    void onScopeDone(Scope&) override {}
    void onScopeIdle(Scope& background) override;

private:
    class Job;
    struct DrainTimer;
    void jobDone(Job& job);
    void endWhenIdle();
    void onDrainTimeout();
    void onFatal();

    Runtime& runtime_;
    ServerObject& server_;
    WorkerProcess& worker_;
    IntrusiveList<Job, TaskJobTag> jobs_;
    std::unique_ptr<DrainTimer> drainTimer_;
    std::uint64_t done_ = 0;
    bool draining_ = false;
    bool ending_ = false; // what is left was cancelled
    bool isOver_ = false; // and did not end in time
};

} // namespace aha::php
