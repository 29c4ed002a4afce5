#pragma once

#include "core/net/loop.h"

#include <functional>
#include <memory>

namespace aha::net {

// One signal as an event of the loop. Does not keep the loop alive.
// Owned by its user through the pointer, whose deleter closes; the memory goes in the close callback.
// Calls `onSignal` from the loop; afterwards the signal has its earlier disposition again.
class SignalWatcher final : public Handle {
public:
    struct Deleter {
        void operator()(SignalWatcher* watcher) const { watcher->close(); }
    };
    using Pointer = std::unique_ptr<SignalWatcher, Deleter>;

    static Pointer watch(Loop& loop, int signal, std::function<void(int)> onSignal);
    void close() override;

private:
    struct Uv;
    SignalWatcher(int signal, std::function<void(int)> onSignal);
    ~SignalWatcher() override;

    std::unique_ptr<Uv> uv_;
    std::function<void(int)> onSignal_;
    int signal_;
    bool closing_ = false;
};

} // namespace aha::net
