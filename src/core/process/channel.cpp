#include "core/process/channel.h"

#include "core/net/tcp_stream.h"

#include <sys/socket.h>

#include <cerrno>

namespace aha::process {

static constexpr std::size_t kSmallBytes = 16 * 1024; // a longer frame that has to wait is not copied again
static constexpr std::size_t kRestBytes = 64 * 1024;  // read at once of what a gone process has left
static constexpr int kMaxRestReads = 1'024;           // a socket buffer holds far less

Result<SocketPair> makeSocketPair() {
    int fds[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) != 0) {
        return errorFromErrno(errno, "make a socket pair");
    }
    return SocketPair{fds[0], fds[1]};
}

Result<std::unique_ptr<Channel>> Channel::adopt(net::Loop& loop, int fd, ChannelHandler& handler) {
    auto stream = net::TcpStream::adopt(loop, fd, true);
    if (!stream) {
        return stream.error();
    }
    std::unique_ptr<Channel> channel(new Channel(handler));
    channel->stream_ = stream.take();
    channel->stream_->start(*channel);
    return channel;
}

Channel::~Channel() = default;

void Channel::send(const Message& message) {
    if (!stream_) {
        return;
    }
    std::string frame;
    frame.reserve(kFrameHeaderBytes + message.payload.size());
    appendFrame(frame, message);
    if (frame.size() <= kSmallBytes) {
        stream_->write(frame); // what the kernel does not take is gathered with others
    } else {
        stream_->write({}, net::OwnedBytes::fromString(std::move(frame))); // is not copied again
    }
}

std::size_t Channel::queuedBytes() const { return stream_ ? stream_->queuedBytes() : 0; }

bool Channel::isOpen() const { return stream_ != nullptr; }

void Channel::close() {
    decoder_.stop();
    stream_.reset();
}

void Channel::deliver(void* channel, const Message& message) {
    auto& self = *static_cast<Channel*>(channel);
    self.handler_->onMessage(self, message);
}

void Channel::onData(std::string_view bytes) {
    const auto result = decoder_.feed(bytes, deliver, this);
    if (!result && result.error().code != Errc::Cancelled) { // else the handler has closed or destroyed us
        fail(result.error());
    }
}

void Channel::onEof() {
    fail({Errc::Closed, decoder_.isBetweenFrames() ? "the other process has closed its end"
                                                   : "the other process ended in the middle of a message"});
}

// Writing to a process that has just ended fails before its last words are read.
void Channel::onError(const Error& error) {
    const Error why = error;
    const auto result = readRest();
    if (result) {
        fail(why);
    } else if (result.error().code != Errc::Cancelled) {
        fail(result.error());
    }
}

Result<void> Channel::readRest() {
    const int fd = stream_->rawFd();
    std::string buffer(kRestBytes, '\0');
    for (int i = 0; i < kMaxRestReads; ++i) {
        const auto count = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count <= 0) {
            break;
        }
        const auto result =
            decoder_.feed(std::string_view(buffer).substr(0, std::size_t(count)), deliver, this);
        if (!result) {
            return result;
        }
    }
    return {};
}

// The loop closes.
void Channel::onClosed() { close(); }

void Channel::fail(const Error& why) {
    close();
    handler_->onChannelClosed(*this, why); // may destroy us
}

} // namespace aha::process
