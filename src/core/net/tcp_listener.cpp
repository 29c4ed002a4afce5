#include "core/net/tcp_listener.h"

#include "core/base/assert.h"
#include "core/net/bind_socket.h"
#include "core/net/socket_address.h"
#include "core/net/tcp_stream.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>

namespace aha::net {

namespace {

constexpr std::uint64_t kAcceptRetryMs = 100;  // pause after a failed accept
constexpr std::uint64_t kReportEveryMs = 1000; // of failures that go on
constexpr unsigned kPatientRounds = 4; // with one connection each that the gate would leave to others,
constexpr unsigned kMaxForced = 8;     // then 2, 4, 8 …

int acceptConnection(int fd) {
#ifdef __linux__
    return ::accept4(fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    int connection = ::accept(fd, nullptr, nullptr);
    if (connection >= 0) {
        ::fcntl(connection, F_SETFL, ::fcntl(connection, F_GETFL) | O_NONBLOCK);
        ::fcntl(connection, F_SETFD, FD_CLOEXEC);
    }
    return connection;
#endif
}

int openSpare() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }

} // namespace

struct TcpListener::Watcher : WheelTimer {
    explicit Watcher(TcpListener& owner)
        : WheelTimer([](WheelTimer& timer) { static_cast<Watcher&>(timer).listener.onTimer(); }),
          listener(owner) {}

    TcpListener& listener;
    uv_poll_t poll;
};

void TcpListenerDeleter::operator()(TcpListener* listener) const {
    listener->isOwned_ = false;
    if (listener->watcher_) {
        listener->close();
    } else {
        delete listener; // closed already
    }
}

TcpListener::TcpListener(Loop& loop, int fd, bool isUnix, const ListenOptions& options,
                         AcceptHandler& handler)
    : loop_(loop), handler_(&handler), watcher_(std::make_unique<Watcher>(*this)), options_(options), fd_(fd),
      spareFd_(openSpare()), isUnix_(isUnix) {}

TcpListener::~TcpListener() = default;

Result<TcpListenerPtr> TcpListener::listen(Loop& loop, std::string_view address, unsigned port,
                                           const ListenOptions& options, AcceptHandler& handler) {
    auto fd = openListenSocket(address, port, options);
    if (!fd) {
        return fd.error();
    }
    auto listener = adopt(loop, fd.value(), options, handler);
    if (listener && listener.value()->isUnix_) {
        listener.value()->file_ = std::make_unique<SocketFile>(SocketAddress::localOf(fd.value()).path());
    }
    return listener;
}

Result<TcpListenerPtr> TcpListener::adopt(Loop& loop, int fd, const ListenOptions& options,
                                          AcceptHandler& handler) {
    int listening = 0;
    socklen_t size = sizeof listening;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || listening == 0) {
        ::close(fd);
        return Error{Errc::InvalidArgument,
                     "descriptor " + std::to_string(fd) + " is not a listening socket"};
    }
    bool isUnix = SocketAddress::localOf(fd).isUnix();
    if (!isUnix) {
        // Accepted sockets inherit it, which saves a system call for each.
        int noDelay = options.tcpNoDelay ? 1 : 0;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
    }
    TcpListenerPtr listener(new TcpListener(loop, fd, isUnix, options, handler));
    uv_poll_t& poll = listener->watcher_->poll;
    int err = uv_poll_init(loop.uv(), &poll, fd);
    if (err < 0) {
        listener->watcher_.reset();
        ::close(listener->spareFd_);
        if (err != UV_EEXIST) { // then it belongs to another handle of this loop
            ::close(fd);
        }
        return errorFromErrno(-err, "watch listening descriptor " + std::to_string(fd));
    }
    poll.data = listener.get();
    loop.track(*listener);
    listener->resume();
    return listener;
}

void TcpListener::watch() {
    int err = uv_poll_start(&watcher_->poll, UV_READABLE, [](uv_poll_t* poll, int, int) {
        static_cast<TcpListener*>(poll->data)->onReadable();
    });
    AHA_ASSERT(err == 0);
}

void TcpListener::pause() {
    if (state_ == State::Accepting || state_ == State::BackingOff || state_ == State::Yielding) {
        loop_.cancel(*watcher_);
        uv_poll_stop(&watcher_->poll);
        state_ = State::Paused;
    }
}

void TcpListener::resume() {
    if (state_ == State::Paused) {
        state_ = State::Accepting;
        watch();
    }
}

void TcpListener::close() {
    if (state_ == State::Closing) {
        return;
    }
    state_ = State::Closing;
    loop_.cancel(*watcher_);
    file_.reset();
    uv_close(reinterpret_cast<uv_handle_t*>(&watcher_->poll), [](uv_handle_t* handle) {
        auto* self = static_cast<TcpListener*>(handle->data);
        self->unlink();
        self->watcher_.reset();
        if (!self->isOwned_) {
            delete self;
        }
    });
    // libuv has let go of the descriptor: from now on the kernel refuses connections.
    ::close(fd_);
    fd_ = -1;
    if (spareFd_ >= 0) {
        ::close(spareFd_);
        spareFd_ = -1;
    }
}

void TcpListener::onReadable() {
    const unsigned budget = gate_ ? options_.gatedBudget : options_.acceptBudget;
    for (unsigned left = budget; left > 0 && state_ == State::Accepting; --left) {
        if (gate_ && !gate_->mayAccept()) {
            yield();
            return;
        }
        forcedRounds_ = 0;
        if (!acceptOne()) {
            return;
        }
    }
}

// Not when another process has taken the connection already.
void TcpListener::yield() {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 0) == 0) {
        return;
    }
    uv_poll_stop(&watcher_->poll);
    state_ = State::Yielding;
    loop_.arm(*watcher_, options_.gateDelayMs);
}

void TcpListener::askGateAgain() {
    if (state_ == State::Yielding && (!gate_ || gate_->mayAccept())) {
        pause();
        resume();
    }
}

void TcpListener::onTimer() {
    const bool hasYielded = state_ == State::Yielding;
    state_ = State::Paused;
    resume();
    if (!hasYielded) {
        return;
    }
    if (gate_ && !gate_->mayAccept()) {
        acceptForced();
    } else {
        onReadable();
    }
}

// Nobody has taken what was left to the others: one at a time at first, so that shares stay even although a
// neighbour is a little late, then more, so that a neighbour that is stuck holds nobody up.
void TcpListener::acceptForced() {
    const unsigned shift = forcedRounds_ < kPatientRounds ? 0 : forcedRounds_ - kPatientRounds + 1;
    for (unsigned left = std::min(1U << shift, kMaxForced); left > 0 && state_ == State::Accepting; --left) {
        if (!acceptOne()) {
            forcedRounds_ = 0;
            return;
        }
    }
    forcedRounds_ = std::min(forcedRounds_ + 1, kPatientRounds + kMaxForced);
}

void TcpListener::acceptWaiting() {
    if (state_ == State::BackingOff || state_ == State::Yielding) {
        pause();
        resume();
    }
    // More may come meanwhile; a full backlog is what the kernel has promised to keep.
    for (int left = std::max(options_.backlog, 0) + 1; left > 0 && state_ == State::Accepting; --left) {
        if (!acceptOne()) {
            return;
        }
    }
}

// False when there is nothing more to accept in this turn.
bool TcpListener::acceptOne() {
    int fd = acceptConnection(fd_);
    if (fd < 0) {
        switch (int err = errno) {
        case EAGAIN: return false;
        case EINTR:
        case EPROTO:
        case ECONNABORTED: return true; // that one is gone, the next may be fine
        default: onAcceptFailure(err); return false;
        }
    }
    auto stream = TcpStream::adopt(loop_, fd, isUnix_);
    if (!stream) {
        handler_->onAcceptError(stream.error());
        return true;
    }
    handler_->onAccept(stream.take());
    return true;
}

// The socket stays readable as long as connections wait, so polling on would burn a whole core.
void TcpListener::onAcceptFailure(int err) {
    uv_poll_stop(&watcher_->poll);
    state_ = State::BackingOff;
    loop_.arm(*watcher_, kAcceptRetryMs);
    if (err == EMFILE || err == ENFILE) {
        shedOne();
    }
    std::uint64_t now = loop_.nowMs();
    if (now >= quietUntilMs_) {
        quietUntilMs_ = now + kReportEveryMs;
        handler_->onAcceptError(errorFromErrno(err, "accept a connection"));
    }
}

// Tells the client that has waited longest that there is no room, instead of leaving it in the dark.
void TcpListener::shedOne() {
    if (spareFd_ >= 0) {
        ::close(spareFd_);
        int fd = acceptConnection(fd_);
        if (fd >= 0) {
            ::close(fd);
        }
    }
    spareFd_ = openSpare();
}

std::string TcpListener::address() const { return SocketAddress::localOf(fd_).host(); }
unsigned TcpListener::port() const { return SocketAddress::localOf(fd_).port(); }

} // namespace aha::net
