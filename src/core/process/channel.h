#pragma once

#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/process/message.h"

#include <memory>

namespace aha::process {

class Channel;

// From the loop. It may send, and close or destroy the channel.
class ChannelHandler {
public:
    virtual void onMessage(Channel& channel, const Message& message) = 0;
    // The other end is gone or talks nonsense. At most once; the channel is closed.
    virtual void onChannelClosed(Channel& channel, const Error& why) = 0;

protected:
    ~ChannelHandler() = default;
};

// One end of the socket pair between the master and a process that it has forked.
// Owned by its user; closing or destroying it ends it silently. Calls ChannelHandler.
class Channel final : public net::StreamListener {
public:
    // Takes the descriptor, on failure as well.
    static Result<std::unique_ptr<Channel>> adopt(net::Loop& loop, int fd, ChannelHandler& handler);
    ~Channel();

    // Never fails here; nothing happens when it is closed. The payload has at most kMaxPayloadBytes.
    void send(const Message& message);
    std::size_t queuedBytes() const; // sent and not yet taken by the kernel
    bool isOpen() const;
    void close(); // idempotent; what is queued is lost

    void onData(std::string_view bytes) override;
    void onEof() override;
    void onError(const Error& error) override;
    void onClosed() override;

private:
    explicit Channel(ChannelHandler& handler) : handler_(&handler) {}
    static void deliver(void* channel, const Message& message);
    Result<void> readRest();
    void fail(const Error& why);

    ChannelHandler* handler_;
    net::StreamPtr stream_;
    FrameDecoder decoder_;
};

// A connected pair, both ends close-on-exec and non-blocking.
struct SocketPair {
    int master = -1, worker = -1;
};
Result<SocketPair> makeSocketPair();

} // namespace aha::process
