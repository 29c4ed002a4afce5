#include "core/net/udp_socket.h"

#include "core/base/assert.h"
#include "core/net/bind_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

namespace aha::net {

static constexpr std::uint64_t kSendRetryMs = 5; // when the kernel does not tell that there is room

struct UdpSocket::Watcher {
    explicit Watcher(UdpSocket& socket) : owner(socket) { poll.data = this; }
    UdpSocket& owner; // not touched after close()
    uv_poll_t poll;
};

UdpSocket::UdpSocket(Loop& loop, int fd, const UdpOptions& options, UdpHandler& handler)
    : WheelTimer(&onTimer), loop_(loop), handler_(handler), options_(options), fd_(fd),
      family_(SocketAddress::localOf(fd).family()) {
    loop_.track(*this);
}

UdpSocket::~UdpSocket() { close(); }

Result<std::unique_ptr<UdpSocket>> UdpSocket::open(Loop& loop, int fd, const UdpOptions& options,
                                                   UdpHandler& handler) {
    int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0) {
        int err = errno;
        ::close(fd);
        return errorFromErrno(err, "take over descriptor " + std::to_string(fd));
    }
    std::unique_ptr<UdpSocket> socket(new UdpSocket(loop, fd, options, handler));
    auto* watcher = new Watcher(*socket);
    if (int err = uv_poll_init(loop.uv(), &watcher->poll, fd); err < 0) {
        delete watcher;
        ::close(std::exchange(socket->fd_, -1));
        return errorFromErrno(-err, "watch descriptor " + std::to_string(fd));
    }
    socket->watcher_ = watcher;
    socket->watch();
    return socket;
}

void UdpSocket::close() {
    if (isArmed()) { // the loop may be gone already
        loop_.cancel(*this);
    }
    Link<HandleTag>::unlink();
    if (isGone_) {
        *std::exchange(isGone_, nullptr) = true;
    }
    if (Watcher* watcher = std::exchange(watcher_, nullptr)) {
        uv_close(reinterpret_cast<uv_handle_t*>(&watcher->poll),
                 [](uv_handle_t* handle) { delete static_cast<Watcher*>(handle->data); });
        ::close(std::exchange(fd_, -1)); // libuv has taken it out of its set
    }
    file_.reset();
    queue_.clear();
    queuedBytes_ = queuedCount_ = 0;
    wait_ = Wait::Nothing;
    isReceiving_ = false;
}

std::string UdpSocket::address() const { return SocketAddress::localOf(fd_).host(); }
unsigned UdpSocket::port() const { return SocketAddress::localOf(fd_).port(); }

std::string UdpSocket::what(const SocketAddress* to) const {
    const SocketAddress* target = to ? to : peer_ ? &*peer_ : nullptr;
    return "send datagram" + (target ? " to " + target->text() : std::string());
}

void UdpSocket::pauseReceiving() {
    if (isOpen() && isReceiving_) {
        isReceiving_ = false;
        watch();
    }
}

void UdpSocket::resumeReceiving() {
    if (isOpen() && !isReceiving_) {
        isReceiving_ = true;
        watch();
    }
}

void UdpSocket::setBackground(bool isBackground) {
    if (!isOpen()) {
        return;
    }
    if (isBackground) {
        uv_unref(reinterpret_cast<uv_handle_t*>(&watcher_->poll));
    } else {
        uv_ref(reinterpret_cast<uv_handle_t*>(&watcher_->poll));
    }
}

void UdpSocket::watch() {
    int events = (isReceiving_ ? UV_READABLE : 0) | (wait_ == Wait::Writable ? UV_WRITABLE : 0);
    int err = events == 0 ? uv_poll_stop(&watcher_->poll)
                          : uv_poll_start(&watcher_->poll, events, [](uv_poll_t* poll, int status, int what) {
                                static_cast<Watcher*>(poll->data)->owner.onEvents(status, what);
                            });
    AHA_ASSERT(err == 0);
}

// ---- sending

Result<void> UdpSocket::send(std::string_view bytes) { return submit(nullptr, bytes); }

Result<void> UdpSocket::sendTo(const SocketAddress& to, std::string_view bytes) { return submit(&to, bytes); }

Result<void> UdpSocket::sendTo(std::string_view address, unsigned port, std::string_view bytes) {
    auto to = SocketAddress::parse(address, port, SocketAddress::Names::Refuse);
    if (!to) {
        return to.error();
    }
    return submit(&to.value(), bytes);
}

// Returns 0 or an errno.
int UdpSocket::transmit(const SocketAddress* to, std::string_view bytes) {
    ssize_t sent;
    do {
        sent = ::sendto(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                        to ? to->data() : nullptr, to ? to->size() : 0);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0) {
        return errno;
    }
    ++counters_.sent;
    counters_.sentBytes.add(bytes.size());
    return 0;
}

static std::string_view rawAddress(const SocketAddress& address) {
    return {reinterpret_cast<const char*>(address.data()), address.size()};
}

static bool mayRetry(int err) { return err == EAGAIN || err == EWOULDBLOCK || err == ENOBUFS; }

static Error sendError(int err, const std::string& what, std::size_t size) {
    if (err == EMSGSIZE) {
        return Error{Errc::TooLarge,
                     what + ": " + std::to_string(size) + " bytes are too many for this socket"};
    }
    return errorFromErrno(err, what);
}

Result<void> UdpSocket::submit(const SocketAddress* to, std::string_view bytes) {
    if (!isOpen()) {
        return Error{Errc::Closed, what(to) + ": the socket is closed"};
    }
    if (bytes.size() > kMaxDatagramBytes) {
        ++counters_.sendErrors;
        return Error{Errc::TooLarge, what(to) + ": " + std::to_string(bytes.size()) +
                                         " bytes are more than the maximum of " +
                                         std::to_string(kMaxDatagramBytes)};
    }
    int err = mustWait(to) ? EAGAIN : transmit(to, bytes);
    if (err == 0) {
        return {};
    }
    if (mayRetry(err)) {
        return enqueue(to, bytes, err);
    }
    ++counters_.sendErrors;
    return sendError(err, what(to), bytes.size());
}

// Order is kept towards each receiver.
bool UdpSocket::mustWait(const SocketAddress* to) const {
    if (queuedCount_ == 0 || !(isUnix() && to)) {
        return queuedCount_ > 0;
    }
    return std::any_of(queue_.begin(), queue_.end(), [to](const Outgoing& item) {
        return item.to && rawAddress(*item.to) == rawAddress(*to);
    });
}

Result<void> UdpSocket::enqueue(const SocketAddress* to, std::string_view bytes, int err) {
    if (queuedCount_ >= options_.maxQueued || bytes.size() > options_.maxQueuedBytes - queuedBytes_) {
        ++counters_.sendErrors;
        return Error{Errc::TooMany, what(to) + ": the send queue is full (" + std::to_string(queuedCount_) +
                                        " datagrams, " + std::to_string(queuedBytes_) + " bytes)"};
    }
    Outgoing& item = queue_.emplace_back();
    if (to) {
        item.to = *to;
    }
    item.bytes.assign(bytes);
    item.dueMs = loop_.nowMs() + options_.maxWaitMs;
    queuedBytes_ += bytes.size();
    ++queuedCount_;
    if (wait_ == Wait::Nothing) {
        waitFor(err, to);
    }
    return {};
}

// A socket that is not connected says nothing about the room at a unix receiver, nor any about that of the
// network device: it would be called writable all the time.
void UdpSocket::waitFor(int err, const SocketAddress* to) {
    if (err == ENOBUFS || (isUnix() && to)) {
        wait_ = Wait::Timer;
        loop_.arm(*this, kSendRetryMs);
    } else {
        wait_ = Wait::Writable;
    }
    watch();
}

void UdpSocket::onTimer(WheelTimer& timer) {
    auto& self = static_cast<UdpSocket&>(timer);
    bool isGone = false;
    self.isGone_ = &isGone;
    self.sendQueue();
    if (!isGone) {
        self.isGone_ = nullptr;
    }
}

// A unix receiver that does not read holds up its own datagrams only.
void UdpSocket::sendQueue() {
    std::deque<Outgoing> items = std::exchange(queue_, {});
    std::deque<Outgoing> kept;
    std::set<std::string_view> full; // raw addresses, in `kept`
    int waitErr = 0;
    wait_ = Wait::Nothing;
    for (; !items.empty(); items.pop_front()) {
        Outgoing& item = items.front();
        const SocketAddress* to = item.to ? &*item.to : nullptr;
        bool isHeldUp = waitErr != 0 && (!(to && isUnix()) || full.count(rawAddress(*to)) > 0);
        int err = isHeldUp ? waitErr : transmit(to, item.bytes);
        std::optional<Error> error;
        if (mayRetry(err)) {
            waitErr = err;
            if (loop_.nowMs() < item.dueMs) {
                kept.push_back(std::move(item));
                if (kept.back().to) {
                    full.insert(rawAddress(*kept.back().to));
                }
                continue;
            }
            error = Error{Errc::TimedOut,
                          what(to) + ": not taken within " + std::to_string(options_.maxWaitMs) + " ms"};
        } else if (err != 0) {
            error = sendError(err, what(to), item.bytes.size());
        }
        queuedBytes_ -= item.bytes.size();
        --queuedCount_;
        if (error && !report(*error)) {
            return;
        }
    }
    // What the handler has sent meanwhile comes behind.
    std::swap(queue_, kept);
    for (Outgoing& item : kept) {
        queue_.push_back(std::move(item));
    }
    if (!queue_.empty()) {
        waitFor(waitErr, queue_.front().to ? &*queue_.front().to : nullptr);
        return;
    }
    watch();
    handler_.onUdpDrained(); // the last act: it may destroy this
}

// False when the handler has closed the socket.
bool UdpSocket::report(const Error& error) {
    const bool* isGone = isGone_;
    ++counters_.sendErrors;
    handler_.onUdpError(error);
    return !*isGone;
}

// ---- receiving

void UdpSocket::onEvents(int status, int events) {
    bool isGone = false;
    isGone_ = &isGone;
    handleEvents(status, events, isGone);
    if (!isGone) {
        isGone_ = nullptr;
    }
}

void UdpSocket::handleEvents(int status, int events, const bool& isGone) {
    const bool isError = status < 0; // an error of the socket is pending, and libuv has ended the watch
    if (isError || (events & UV_READABLE) != 0) {
        receive();
    }
    if (!isGone && isError) {
        takePendingError();
    }
    if (!isGone && isError) {
        watch();
    }
    if (!isGone && wait_ == Wait::Writable && (isError || (events & UV_WRITABLE) != 0)) {
        sendQueue();
    }
}

void UdpSocket::receive() {
    for (unsigned left = options_.receiveBudget; left > 0 && isReceiving_; --left) {
        const bool* isGone = isGone_;
        bool goesOn = receiveOne();
        if (*isGone || !goesOn) {
            return;
        }
    }
}

// False when there is nothing more for now.
bool UdpSocket::receiveOne() {
    auto buffer = loop_.readBuffer();
    static_assert(kMaxDatagramBytes <= 64 * 1024);
    sockaddr_storage from{};
    iovec part{buffer.data(), kMaxDatagramBytes};
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof from;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    ssize_t got = ::recvmsg(fd_, &message, MSG_DONTWAIT);
    if (got < 0) {
        int err = errno;
        if (err == EAGAIN || err == EWOULDBLOCK) {
            return false;
        }
        if (err != EINTR) {
            return report(errorFromErrno(err, what(nullptr))) && err == ECONNREFUSED;
        }
        return true;
    }
    const bool isTruncated = (message.msg_flags & MSG_TRUNC) != 0;
    ++counters_.received;
    counters_.receivedBytes.add(std::uint64_t(got));
    counters_.truncated.add(isTruncated ? 1 : 0);
    if (message.msg_namelen == 0) { // a unix socket without a name
        from.ss_family = sa_family_t(family_);
        message.msg_namelen = sizeof from.ss_family;
    }
    handler_.onDatagram({buffer.data(), std::size_t(got)},
                        SocketAddress::from(reinterpret_cast<const sockaddr*>(&from), message.msg_namelen),
                        isTruncated);
    return true;
}

// What the kernel keeps for a socket that does not receive, or that a receive has not taken.
void UdpSocket::takePendingError() {
    int err = 0;
    socklen_t size = sizeof err;
    if (getsockopt(fd_, SOL_SOCKET, SO_ERROR, &err, &size) == 0 && err != 0) {
        report(errorFromErrno(err, what(nullptr)));
    }
}

} // namespace aha::net
