#include "core/net/signal.h"

#include "core/base/assert.h"

#include <uv.h>

#include <csignal>

namespace aha::net {

struct SignalWatcher::Uv {
    uv_signal_t handle;
    struct sigaction before; // what PHP or the application had set
};

SignalWatcher::SignalWatcher(int signal, std::function<void(int)> onSignal)
    : uv_(std::make_unique<Uv>()), onSignal_(std::move(onSignal)), signal_(signal) {}

SignalWatcher::~SignalWatcher() = default;

SignalWatcher::Pointer SignalWatcher::watch(Loop& loop, int signal, std::function<void(int)> onSignal) {
    auto* watcher = new SignalWatcher(signal, std::move(onSignal));
    uv_signal_t& handle = watcher->uv_->handle;
    sigaction(signal, nullptr, &watcher->uv_->before);
    int failure = uv_signal_init(loop.uv(), &handle);
    AHA_ASSERT(failure == 0);
    handle.data = watcher;
    loop.track(*watcher);
    uv_unref(reinterpret_cast<uv_handle_t*>(&handle));
    uv_signal_start(
        &handle,
        [](uv_signal_t* signaled, int number) {
            auto* self = static_cast<SignalWatcher*>(signaled->data);
            if (!self->closing_) {
                self->onSignal_(number);
            }
        },
        signal);
    return Pointer(watcher);
}

void SignalWatcher::close() {
    if (closing_) {
        return;
    }
    closing_ = true;
    uv_signal_stop(&uv_->handle);
    sigaction(signal_, &uv_->before, nullptr);
    uv_close(reinterpret_cast<uv_handle_t*>(&uv_->handle), [](uv_handle_t* handle) {
        auto* self = static_cast<SignalWatcher*>(handle->data);
        static_cast<Link<HandleTag>&>(*self).unlink();
        delete self;
    });
}

} // namespace aha::net
