#include "core/net/tcp_stream.h"

#include "core/base/assert.h"
#include "core/net/socket_address.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <deque>

namespace aha::net {

namespace {

constexpr std::size_t kCoalesceBytes = 64 * 1024; // small writes that wait are gathered up to this size
constexpr std::size_t kBatchChunks = 16;          // chunks handed to the kernel in one writev

uv_buf_t bufferOf(std::string_view bytes) {
    return uv_buf_init(const_cast<char*>(bytes.data()), unsigned(bytes.size()));
}

} // namespace

// What the kernel has not taken yet. The first `inFlight` chunks belong to the one outstanding uv_write.
struct TcpStream::WriteQueue {
    struct Chunk {
        std::string copy; // either this or `owned`
        OwnedBytes owned;
        std::size_t skip = 0;

        std::string_view view() const {
            return (owned.empty() ? std::string_view(copy) : owned.view()).substr(skip);
        }
    };

    void add(std::string_view bytes) {
        if (bytes.empty()) {
            return;
        }
        waitingBytes += bytes.size();
        bool mayJoin = chunks.size() > inFlight && chunks.back().owned.empty() &&
                       chunks.back().copy.size() + bytes.size() <= kCoalesceBytes;
        if (mayJoin) {
            chunks.back().copy.append(bytes);
        } else {
            chunks.emplace_back().copy.assign(bytes);
        }
    }
    void add(OwnedBytes bytes, std::size_t skip) {
        if (bytes.size() > skip) {
            waitingBytes += bytes.size() - skip;
            Chunk& chunk = chunks.emplace_back();
            chunk.owned = std::move(bytes);
            chunk.skip = skip;
        }
    }
    void dropWaiting() {
        chunks.resize(inFlight);
        waitingBytes = 0;
    }

    uv_write_t request;
    std::deque<Chunk> chunks;
    std::size_t inFlight = 0;
    std::size_t waitingBytes = 0; // of the chunks behind those in flight
};

// libuv's side of the class.
struct TcpStream::Callbacks {
    static TcpStream& self(const void* handle) {
        return *static_cast<TcpStream*>(static_cast<const uv_handle_t*>(handle)->data);
    }
    static void allocate(uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
        auto span = self(handle).loop_.readBuffer();
        *buffer = uv_buf_init(span.data(), unsigned(span.size()));
    }
    static void read(uv_stream_t* handle, ssize_t bytes, const uv_buf_t* buffer) {
        self(handle).onRead(bytes, buffer->base);
    }
    static void written(uv_write_t* request, int status) { self(request->handle).onWritten(status); }
    static void closed(uv_handle_t* handle) { self(handle).finishClose(); }
};

TcpStream::TcpStream(Loop& loop, bool isUnix) : loop_(loop), isUnix_(isUnix) {
    static_assert(sizeof(uv_tcp_t) <= kHandleBytes && sizeof(uv_pipe_t) <= kHandleBytes);
    static_assert(sizeof(TcpStream) <= 400, "an idle connection is meant to cost 1 KB in all");
    int err = isUnix_ ? uv_pipe_init(loop.uv(), reinterpret_cast<uv_pipe_t*>(handle_), 0)
                      : uv_tcp_init(loop.uv(), reinterpret_cast<uv_tcp_t*>(handle_));
    AHA_ASSERT(err == 0);
    uv()->data = this;
    loop.track(*this);
}

TcpStream::~TcpStream() = default;

Result<StreamPtr> TcpStream::adopt(Loop& loop, int fd) {
    return adopt(loop, fd, SocketAddress::localOf(fd).isUnix());
}

Result<StreamPtr> TcpStream::adopt(Loop& loop, int fd, bool isUnix) {
    auto* stream = new TcpStream(loop, isUnix);
    StreamPtr owner(stream);
    int err = isUnix ? uv_pipe_open(reinterpret_cast<uv_pipe_t*>(stream->handle_), fd)
                     : uv_tcp_open(reinterpret_cast<uv_tcp_t*>(stream->handle_), fd);
    if (err < 0) {
        if (err != UV_EEXIST) { // then it belongs to another handle of this loop
            ::close(fd);
        }
        return errorFromErrno(-err, "take over descriptor " + std::to_string(fd));
    }
    return owner;
}

uv_stream_t* TcpStream::uv() const { return reinterpret_cast<uv_stream_t*>(handle_); }

void TcpStream::start(StreamListener& listener) {
    AHA_ASSERT(state_ == State::Open && reading_ == Reading::NotStarted);
    listener_ = &listener;
    reading_ = Reading::Paused;
    resumeReading();
    listener.onOpen();
}

void TcpStream::pauseReading() {
    if (state_ == State::Open && reading_ == Reading::On) {
        reading_ = Reading::Paused;
        uv_read_stop(uv());
    }
}

void TcpStream::resumeReading() {
    if (state_ == State::Open && reading_ == Reading::Paused) {
        reading_ = Reading::On;
        int err = uv_read_start(uv(), Callbacks::allocate, Callbacks::read);
        AHA_ASSERT(err == 0); // fails for a handle that is closing or not open
    }
}

void TcpStream::onRead(long bytes, const char* data) {
    if (bytes > 0) {
        listener_->onData({data, std::size_t(bytes)});
    } else if (bytes == UV_EOF) {
        reading_ = Reading::Ended; // libuv has stopped reading
        listener_->onEof();
    } else if (bytes < 0) {
        fail(int(-bytes), "read from the peer");
    }
}

void TcpStream::write(std::string_view bytes) { write(bytes, OwnedBytes()); }

void TcpStream::write(std::string_view head, OwnedBytes body) {
    if (state_ != State::Open || writing_ != Writing::Open) {
        return; // whoever writes has been told, or has given up itself
    }
    std::size_t total = head.size() + body.size();
    std::size_t sent = 0;
    if (!queue_) {
        if (total == 0 || (sent = tryWrite(head, body.view())) == total) {
            return;
        }
    }
    WriteQueue& waiting = queue();
    waiting.add(head.substr(std::min(sent, head.size())));
    waiting.add(std::move(body), sent - std::min(sent, head.size()));
    if (waiting.inFlight == 0) {
        sendQueue();
    }
}

// An error counts as nothing taken: the queued write meets it again and reports it from the loop.
std::size_t TcpStream::tryWrite(std::string_view head, std::string_view body) {
    uv_buf_t buffers[2] = {bufferOf(head), bufferOf(body)};
    bool hasHead = !head.empty();
    int sent =
        uv_try_write(uv(), hasHead ? buffers : buffers + 1, (hasHead ? 1U : 0U) + (body.empty() ? 0U : 1U));
    return sent > 0 ? std::size_t(sent) : 0;
}

TcpStream::WriteQueue& TcpStream::queue() {
    if (!queue_) {
        queue_ = std::make_unique<WriteQueue>();
    }
    return *queue_;
}

void TcpStream::sendQueue() {
    WriteQueue& waiting = *queue_;
    uv_buf_t buffers[kBatchChunks];
    std::size_t count = std::min(waiting.chunks.size(), kBatchChunks);
    for (std::size_t i = 0; i < count; ++i) {
        buffers[i] = bufferOf(waiting.chunks[i].view());
        waiting.waitingBytes -= buffers[i].len;
    }
    waiting.inFlight = count;
    int err = uv_write(&waiting.request, uv(), buffers, unsigned(count), Callbacks::written);
    AHA_ASSERT(err == 0); // the handle is open and writable
}

void TcpStream::onWritten(int status) {
    WriteQueue& waiting = *queue_;
    waiting.chunks.erase(waiting.chunks.begin(), waiting.chunks.begin() + std::ptrdiff_t(waiting.inFlight));
    waiting.inFlight = 0;
    if (state_ != State::Open) {
        return;
    }
    if (writing_ == Writing::Broken || status < 0) {
        queue_.reset();
        fail(-status, "write to the peer");
    } else if (!waiting.chunks.empty()) {
        sendQueue();
    } else {
        queue_.reset();
        if (writing_ == Writing::ShutdownPending) {
            shutdownNow();
        }
        if (listener_) {
            listener_->onDrained();
        }
    }
}

std::size_t TcpStream::queuedBytes() const {
    if (!queue_ || state_ != State::Open || writing_ == Writing::Broken) {
        return 0;
    }
    return uv_stream_get_write_queue_size(uv()) + queue_->waitingBytes;
}

// Reports the first error only; what was queued is lost.
void TcpStream::fail(int err, const char* what) {
    if (writing_ == Writing::Broken) {
        return;
    }
    writing_ = Writing::Broken;
    reading_ = Reading::Ended;
    uv_read_stop(uv());
    if (queue_) {
        queue_->dropWaiting();
    }
    if (listener_) {
        listener_->onError(errorFromErrno(err, what));
    }
}

void TcpStream::shutdown() {
    if (state_ != State::Open || writing_ != Writing::Open) {
        return;
    }
    if (queue_) {
        writing_ = Writing::ShutdownPending;
    } else {
        shutdownNow();
    }
}

// Fails only when the connection is broken already, which reading reports.
void TcpStream::shutdownNow() {
    writing_ = Writing::Shut;
    ::shutdown(rawFd(), SHUT_WR);
}

void TcpStream::close() {
    if (state_ == State::Open) {
        state_ = State::Closing;
        uv_close(reinterpret_cast<uv_handle_t*>(handle_), Callbacks::closed);
    }
}

void TcpStream::reset() {
    if (state_ != State::Open) {
        return;
    }
    auto* tcp = reinterpret_cast<uv_tcp_t*>(handle_);
    if (!isUnix_ && uv_tcp_close_reset(tcp, Callbacks::closed) == 0) {
        state_ = State::Closing;
    } else {
        close(); // nothing like RST there, or the socket does not take the option: an orderly end then
    }
}

void TcpStream::finishClose() {
    unlink();
    queue_.reset();
    if (state_ == State::Abandoned) {
        delete this;
        return;
    }
    state_ = State::Closed;
    if (listener_) {
        listener_->onClosed();
    }
}

void TcpStream::disown() {
    if (state_ == State::Closed) {
        delete this;
        return;
    }
    listener_ = nullptr;
    close();
    state_ = State::Abandoned;
}

std::string TcpStream::peerAddress() const { return SocketAddress::peerOf(rawFd()).host(); }
unsigned TcpStream::peerPort() const { return SocketAddress::peerOf(rawFd()).port(); }
std::string TcpStream::localAddress() const { return SocketAddress::localOf(rawFd()).host(); }
unsigned TcpStream::localPort() const { return SocketAddress::localOf(rawFd()).port(); }

bool TcpStream::peerIsGone() const {
    if (state_ != State::Open || writing_ == Writing::Broken) {
        return true;
    }
    int fd = rawFd();
#ifdef TCP_INFO
    if (!isUnix_) {
        int err = 0;
        socklen_t size = sizeof err;
        if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &err, &size) != 0 || err != 0) {
            return true;
        }
        tcp_info info{};
        size = sizeof info;
        return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE;
    }
#endif
    pollfd query{fd, 0, 0}; // hang-up and error are reported unasked
    return ::poll(&query, 1, 0) > 0 && (query.revents & (POLLHUP | POLLERR)) != 0;
}

bool TcpStream::hasInput() const {
    char byte;
    return state_ == State::Open && reading_ != Reading::Ended &&
           ::recv(rawFd(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

bool TcpStream::hasEnded() const {
    char byte;
    return state_ == State::Open &&
           (reading_ == Reading::Ended || ::recv(rawFd(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0);
}

// One look tells all: an end reads as 0 bytes, a reset as its error.
bool TcpStream::isQuiet() const {
    char byte;
    return state_ == State::Open && writing_ != Writing::Broken && reading_ != Reading::Ended &&
           ::recv(rawFd(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
           (errno == EAGAIN || errno == EWOULDBLOCK);
}

void TcpStream::setBackground(bool isBackground) {
    auto* handle = reinterpret_cast<uv_handle_t*>(handle_);
    if (isBackground) {
        uv_unref(handle);
    } else {
        uv_ref(handle);
    }
}

int TcpStream::rawFd() const {
    uv_os_fd_t fd = -1;
    return uv_fileno(reinterpret_cast<const uv_handle_t*>(handle_), &fd) == 0 ? fd : -1;
}

} // namespace aha::net
