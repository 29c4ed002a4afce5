#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::process {

struct TaskRouterOptions {
    std::uint32_t concurrency = 1;                          // task_concurrency: at once in one task worker
    std::uint64_t maxQueued = 10'000;                       // task_queue_length
    std::uint64_t maxQueuedBytes = std::uint64_t{64} << 20; // task_queue_bytes
};

// Processes are named by Member::id: during a reload a slot has an old and a new one.
class TaskRouterActions {
public:
    // `task` is the router's number for it; the answer bears it. `from` is the worker id of the asker, `id`
    // the number that one gave.
    virtual void deliver(std::uint64_t taskWorker, std::uint64_t task, std::uint32_t from, std::uint64_t id,
                         std::string_view payload) = 0;
    // To the asker, under the number it gave.
    virtual void answer(std::uint64_t asker, std::uint64_t id, std::string_view value) = 0;
    virtual void fail(std::uint64_t asker, std::uint64_t id, std::string_view error) = 0;

protected:
    ~TaskRouterActions() = default;
};

// Which task worker runs which task. Pure; lives in the master. Every task ends in exactly one answer() or
// fail(), unless its asker has gone before: then its result goes nowhere, and it is not begun if it was still
// waiting. Tasks wait in order until a task worker has room (the least busy one takes the next); one with an
// explicit slot waits for that slot. When a task worker dies, the tasks that it was running fail, those that
// wait go on.
class TaskRouter {
public:
    TaskRouter(TaskRouterOptions options, TaskRouterActions& actions);
    ~TaskRouter();

    static constexpr std::uint32_t kAnySlot = 0xffffffff;
    struct Asker {
        std::uint64_t process;
        std::uint32_t slot;
    };
    void submit(Asker asker, std::uint64_t id, std::uint32_t slot, std::string_view payload);
    // From the task worker that has it; unknown or late ones are ignored: false.
    bool onResult(std::uint64_t taskWorker, std::uint64_t task, std::string_view value);
    bool onError(std::uint64_t taskWorker, std::uint64_t task, std::string_view error);
    void onTaskWorkerUp(std::uint64_t taskWorker, std::uint32_t slot);
    void onTaskWorkerDraining(std::uint64_t taskWorker); // takes no more, answers what it has
    void onTaskWorkerGone(std::uint64_t taskWorker, std::string_view why);
    void onAskerGone(std::uint64_t asker);
    // The server ends: what waits fails. What is submitted later is begun at once, or fails.
    void failAll(std::string_view why);

    std::uint64_t queued() const; // tasks that wait
    std::uint64_t queuedBytes() const;
    std::uint64_t running() const;
    std::uint64_t running(std::uint64_t taskWorker) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::process
