#include "core/net/tcp_connect.h"

#include "core/base/assert.h"
#include "core/net/socket_address.h"
#include "core/net/tcp_stream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

#include <cerrno>

namespace aha::net {

struct TcpConnect::Watcher {
    explicit Watcher(TcpConnect& connect) : owner(connect) { poll.data = this; }
    TcpConnect& owner; // not touched after letGo()
    uv_poll_t poll;
};

TcpConnect::TcpConnect(Loop& loop, std::uint64_t timeoutMs, Callback callback)
    : WheelTimer(&onTimeout), loop_(loop), timeoutMs_(timeoutMs), callback_(std::move(callback)) {
    AHA_ASSERT(callback_);
    loop_.track(*this);
}

TcpConnect::~TcpConnect() { letGo(); }

std::unique_ptr<TcpConnect> TcpConnect::start(Loop& loop, std::string_view address, unsigned port,
                                              std::uint64_t timeoutMs, Callback callback) {
    std::unique_ptr<TcpConnect> attempt(new TcpConnect(loop, timeoutMs, std::move(callback)));
    attempt->failed_ = attempt->open(address, port);
    // A connection that stands already is told from the loop as well, never from within start().
    if (attempt->failed_) {
        loop.enqueue(*attempt);
    } else if (timeoutMs > 0) {
        loop.arm(*attempt, timeoutMs);
    }
    return attempt;
}

std::optional<Error> TcpConnect::open(std::string_view address, unsigned port) {
    auto parsed = SocketAddress::parse(address, port, SocketAddress::Names::Refuse);
    if (!parsed) {
        return parsed.error();
    }
    target_ = parsed.value().text();
    isUnix_ = parsed.value().isUnix();
    fd_ = ::socket(parsed.value().family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd_ < 0) {
        return errorFromErrno(errno, what());
    }
    if (!isUnix_) {
        int on = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    if (::connect(fd_, parsed.value().data(), parsed.value().size()) == 0) {
        loop_.enqueue(*this);
    } else if (errno == EINPROGRESS || errno == EINTR) {
        watch();
    } else {
        return errorFromErrno(errno, what());
    }
    return {};
}

void TcpConnect::watch() {
    watcher_ = new Watcher(*this);
    int err = uv_poll_init(loop_.uv(), &watcher_->poll, fd_);
    AHA_ASSERT(err == 0); // the descriptor is new and a socket
    err = uv_poll_start(&watcher_->poll, UV_WRITABLE, [](uv_poll_t* poll, int, int) {
        static_cast<Watcher*>(poll->data)->owner.onWritable();
    });
    AHA_ASSERT(err == 0);
}

void TcpConnect::onWritable() {
    int err = 0;
    socklen_t size = sizeof err;
    if (getsockopt(fd_, SOL_SOCKET, SO_ERROR, &err, &size) != 0) {
        err = errno;
    }
    if (err != 0) {
        finish(errorFromErrno(err, what()));
    } else {
        run();
    }
}

void TcpConnect::run() {
    if (failed_) {
        finish(std::move(*failed_));
        return;
    }
    int fd = fd_;
    fd_ = -1;
    letGo(); // libuv takes a descriptor only once
    finish(TcpStream::adopt(loop_, fd, isUnix_));
}

void TcpConnect::onTimeout(WheelTimer& timer) {
    auto& self = static_cast<TcpConnect&>(timer);
    self.finish(
        Error{Errc::TimedOut, self.what() + ": no answer within " + std::to_string(self.timeoutMs_) + " ms"});
}

void TcpConnect::close() {
    if (!isDone()) {
        finish(Error{Errc::Cancelled, what() + ": the event loop is closing"});
    }
}

void TcpConnect::finish(Result<StreamPtr> result) {
    letGo();
    Callback callback = std::exchange(callback_, nullptr);
    callback(std::move(result)); // may destroy this
}

void TcpConnect::letGo() {
    if (isArmed()) { // the loop may be gone already
        loop_.cancel(*this);
    }
    Link<ReadyTag>::unlink();
    Link<HandleTag>::unlink();
    if (watcher_) {
        uv_close(reinterpret_cast<uv_handle_t*>(&watcher_->poll),
                 [](uv_handle_t* handle) { delete static_cast<Watcher*>(handle->data); });
        watcher_ = nullptr;
    }
    if (fd_ >= 0) {
        ::close(fd_);
        fd_ = -1;
    }
}

} // namespace aha::net
