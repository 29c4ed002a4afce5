#include "core/net/signal.h"

#include <uv.h>

#include <string>

namespace aha::net {

struct SignalWatcher::Watcher {
    uv_signal_t signal;
    std::function<void(int)> callback;

    void free() {
        uv_close(reinterpret_cast<uv_handle_t*>(&signal),
                 [](uv_handle_t* handle) { delete static_cast<Watcher*>(handle->data); });
    }
};

Result<std::unique_ptr<SignalWatcher>> SignalWatcher::watch(Loop& loop, int signal,
                                                            std::function<void(int)> callback) {
    auto* watcher = new Watcher{{}, std::move(callback)};
    uv_signal_init(loop.uv(), &watcher->signal);
    watcher->signal.data = watcher;
    uv_unref(reinterpret_cast<uv_handle_t*>(&watcher->signal));
    int err = uv_signal_start(
        &watcher->signal,
        [](uv_signal_t* handle, int number) { static_cast<Watcher*>(handle->data)->callback(number); },
        signal);
    if (err < 0) {
        watcher->free();
        return errorFromErrno(-err, "watch signal " + std::to_string(signal));
    }
    std::unique_ptr<SignalWatcher> owner(new SignalWatcher);
    owner->watcher_ = watcher;
    loop.track(*owner);
    return owner;
}

void SignalWatcher::close() {
    if (Watcher* watcher = std::exchange(watcher_, nullptr)) {
        unlink();
        watcher->free(); // the callback lives on until then, as it may be running
    }
}

} // namespace aha::net
