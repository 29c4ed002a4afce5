#pragma once

#include "core/net/loop.h"

#include <functional>
#include <memory>

namespace aha::net {

// One function that libuv's thread pool runs, for calls that block.
// Owned by whoever starts it; destroying it means that `done` is not called. The work itself cannot be
// stopped once it runs, so it must own all it touches.
// Calls `done` from the loop; both functions are destroyed on the loop's thread.
class PoolJob {
public:
    static std::unique_ptr<PoolJob> start(Loop& loop, std::function<void()> work, std::function<void()> done);
    ~PoolJob();
    PoolJob(const PoolJob&) = delete;
    PoolJob& operator=(const PoolJob&) = delete;

    bool isDone() const { return request_ == nullptr; }

private:
    struct Request;
    PoolJob() = default;
    Request* request_ = nullptr; // frees itself when libuv is done with it
};

// Before a process ends that was forked by one which has used the thread pool: libuv would wait at exit for
// threads that are its parent's. Gives it threads of its own, unless a PoolJob has done so already.
void restoreThreadPool();

} // namespace aha::net
