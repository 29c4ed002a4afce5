#include "core/net/fd_watch.h"

#include "core/base/assert.h"

#include <uv.h>

#include <string>
#include <utility>

namespace aha::net {

struct FdWatch::Watcher {
    explicit Watcher(FdWatch& watch) : owner(watch) { poll.data = this; }
    FdWatch& owner; // not touched after close()
    uv_poll_t poll;
};

FdWatch::FdWatch(Loop& loop, FdWatchHandler& handler) : handler_(handler) { loop.track(*this); }

FdWatch::~FdWatch() { close(); }

Result<std::unique_ptr<FdWatch>> FdWatch::open(Loop& loop, int fd, FdWatchHandler& handler) {
    std::unique_ptr<FdWatch> watch(new FdWatch(loop, handler));
    auto* watcher = new Watcher(*watch);
    if (int err = uv_poll_init(loop.uv(), &watcher->poll, fd); err < 0) {
        delete watcher;
        return errorFromErrno(-err, "watch descriptor " + std::to_string(fd));
    }
    watch->watcher_ = watcher;
    return watch;
}

void FdWatch::want(bool isReadable, bool isWritable) {
    const int events = (isReadable ? UV_READABLE : 0) | (isWritable ? UV_WRITABLE : 0);
    if (!isOpen() || events == wanted_) {
        return;
    }
    wanted_ = events;
    const int err = events == 0
                        ? uv_poll_stop(&watcher_->poll)
                        : uv_poll_start(&watcher_->poll, events, [](uv_poll_t* poll, int status, int what) {
                              static_cast<Watcher*>(poll->data)->owner.onEvents(status, what);
                          });
    AHA_ASSERT(err == 0);
}

void FdWatch::onEvents(int status, int events) {
    if (status < 0) {
        wanted_ = 0; // libuv has ended the watch
    }
    handler_.onFdReady(status < 0 || (events & UV_READABLE) != 0, status < 0 || (events & UV_WRITABLE) != 0);
}

void FdWatch::setBackground(bool isBackground) {
    if (!isOpen()) {
        return;
    }
    auto* handle = reinterpret_cast<uv_handle_t*>(&watcher_->poll);
    isBackground ? uv_unref(handle) : uv_ref(handle);
}

void FdWatch::close() {
    Link<HandleTag>::unlink();
    wanted_ = 0;
    if (Watcher* watcher = std::exchange(watcher_, nullptr)) {
        uv_close(reinterpret_cast<uv_handle_t*>(&watcher->poll),
                 [](uv_handle_t* handle) { delete static_cast<Watcher*>(handle->data); });
    }
}

} // namespace aha::net
