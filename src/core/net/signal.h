#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"

#include <functional>
#include <memory>

namespace aha::net {

// Reports one signal of the operating system to the loop. It does not keep the loop running.
// Owned by its user; destroying it ends the watch, and the signal has its default effect again.
// Calls back from the loop, never from a signal handler; the callback may destroy it.
class SignalWatcher final : public Handle {
public:
    static Result<std::unique_ptr<SignalWatcher>> watch(Loop& loop, int signal,
                                                        std::function<void(int)> callback);
    ~SignalWatcher() override { close(); }
    void close() override; // idempotent; the callback is not called any more

private:
    struct Watcher;
    SignalWatcher() = default;
    Watcher* watcher_ = nullptr; // frees itself
};

} // namespace aha::net
