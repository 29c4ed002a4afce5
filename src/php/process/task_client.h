#pragma once

#include "core/process/message.h"
#include "php/value.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace aha::php {

class Runtime;
class ServerObject;
class WorkerProcess;

// The tasks that this process has given to task workers: a future each until its result is here.
// Owned by the WorkerProcess.
class TaskClient {
public:
    TaskClient(Runtime& runtime, ServerObject& server, WorkerProcess& worker)
        : runtime_(runtime), server_(server), worker_(worker) {}
    ~TaskClient();

    // The future, owned by the caller; null: an exception was thrown.
    zend_object* start(zval* data, std::uint32_t slot);
    void onAnswer(const process::Message& message); // TaskResult or TaskError
    void failAll(std::string_view why);
    std::size_t pending() const { return futures_.size(); }

private:
    void settle(zend_object* future, std::uint64_t id, const process::Message& message);

    Runtime& runtime_;
    ServerObject& server_;
    WorkerProcess& worker_;
    std::unordered_map<std::uint64_t, ObjectRef> futures_;
    std::uint64_t lastId_ = 0;
};

} // namespace aha::php
