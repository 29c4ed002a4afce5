#pragma once

#include "php/network/server.h"
#include "php/task.h"

#include <memory>
#include <string>

namespace aha::php {

// What a process of addProcess() does: runs its handler once, and ends with it and what it has left behind.
// Lives in the frame of start(); driven by WorkerProcess.
class AddedService final : public Service, public ScopeOwner, public Waiter {
public:
    AddedService(Runtime& runtime, ServerObject& server, WorkerProcess& worker, AddedHandler& added);
    ~AddedService() override;

    Result<void> open(const std::vector<ListenSocket>&) override { return {}; }
    void accept() override; // begins
    bool run() override;
    void drain(std::uint64_t limitMs, std::uint64_t idleMs) override;
    void cancel() override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override {} // the tag of the report has the name
    bool hasFailed() const { return failed_; }

    void onSettled(Future& main) override;
    void onScopeDone(Scope& scope) override;
    void onScopeIdle(Scope& background) override;
    bool holdsMainTask() const override { return true; }

private:
    struct EndTimer;
    void cancelHandler();
    void endWhenIdle();
    void onEndTimer();

    Runtime& runtime_;
    ServerObject& server_;
    WorkerProcess& worker_;
    AddedHandler& added_;
    Ref<Scope> scope_;
    ObjectRef failure_;
    std::unique_ptr<EndTimer> endTimer_;
    std::uint64_t leftMs_ = 0; // of the drain, after the handler was cancelled
    bool failed_ = false;
    bool draining_ = false;
    bool cancelled_ = false;
    bool isOver_ = false;
};

} // namespace aha::php
