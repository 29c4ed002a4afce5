#pragma once

#include "core/base/counter.h"
#include "core/base/result.h"
#include "core/net/loop.h"
#include "core/net/socket_address.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aha::net {

class SocketFile;

struct UdpOptions {
    bool ipv6Only = false;                             // "::" takes IPv4 as well unless this is set
    bool reuseAddress = false;                         // several sockets on one port, for multicast
    bool broadcast = false;                            // allowed to send to broadcast addresses
    int receiveBufferBytes = 0;                        // of the kernel; 0 = its default
    int sendBufferBytes = 0;                           // of the kernel; 0 = its default
    unsigned receiveBudget = 64;                       // datagrams received in one turn of the loop
    std::size_t maxQueued = 4096;                      // datagrams that wait for the kernel
    std::size_t maxQueuedBytes = std::size_t{4} << 20; // of those
    std::uint64_t maxWaitMs = 1000; // in the queue, for a peer that does not read; then it is dropped
};

// Opens and binds: "127.0.0.1", "::", a host name (looked up while blocking), or "unix:/path". Needs no loop,
// so that a master can open the sockets.
Result<int> openUdpSocket(std::string_view address, unsigned port, const UdpOptions& options);

// Called from the loop, never from within a call on the socket. It may close or destroy the socket.
class UdpHandler {
public:
    // The bytes are valid during the call; an empty datagram is one, too. One that is truncated was longer
    // than 65,535 bytes, which only unix sockets can carry.
    virtual void onDatagram(std::string_view bytes, const SocketAddress& from, bool isTruncated) = 0;
    // A datagram sent earlier was lost and somebody has said so: Refused for a connected socket whose peer
    // does not listen, or what became of one that was queued. The socket goes on.
    virtual void onUdpError(const Error& error) = 0;
    virtual void onUdpDrained() {} // the send queue has become empty

protected:
    ~UdpHandler() = default;
};

struct UdpCounters {
    Counter received, receivedBytes, truncated;
    Counter sent, sentBytes, sendErrors; // errors: refused by the kernel, full queue, told by the peer's host
};

// One UDP or unix datagram socket. Sends at once what the kernel takes, queues the rest within limits.
// Owned by its user; destroying it closes at once and drops the queue. The loop closes it when it closes.
// Calls UdpHandler.
class UdpSocket final : public Handle, private WheelTimer {
public:
    static constexpr std::size_t kMaxDatagramBytes = 65'535;

    // Bound, for a server. Port 0 takes any. The file of a unix socket is removed with it.
    static Result<std::unique_ptr<UdpSocket>> bind(Loop& loop, std::string_view address, unsigned port,
                                                   const UdpOptions& options, UdpHandler& handler);
    // A datagram socket that is bound already (inherited); owned from here on, on failure as well.
    static Result<std::unique_ptr<UdpSocket>> adopt(Loop& loop, int fd, const UdpOptions& options,
                                                    UdpHandler& handler);
    // For a client: it receives from this peer only and hears that nobody listens there. Address literals and
    // "unix:/path"; names are a Resolver's business.
    static Result<std::unique_ptr<UdpSocket>> connect(Loop& loop, std::string_view address, unsigned port,
                                                      const UdpOptions& options, UdpHandler& handler);
    ~UdpSocket() override;

    // Sent or queued when ok; then errors come by onUdpError(). send() is for connected sockets. TooLarge:
    // the datagram; TooMany: the queue; else what the kernel says.
    Result<void> send(std::string_view bytes);
    Result<void> sendTo(const SocketAddress& to, std::string_view bytes);
    Result<void> sendTo(std::string_view address, unsigned port, std::string_view bytes);
    std::size_t queued() const { return queuedCount_; }
    std::size_t queuedBytes() const { return queuedBytes_; }

    void pauseReceiving(); // idempotent; datagrams wait in the kernel, which drops them when it has too many
    void resumeReceiving();
    void close() override; // idempotent; nothing is called any more
    // One in the background is nothing the loop waits for (an idle connection of a pool).
    void setBackground(bool isBackground);

    // A multicast group; the interface by its name or one of its addresses, "" = the system's choice.
    Result<void> joinGroup(std::string_view group, std::string_view via = {});
    Result<void> leaveGroup(std::string_view group, std::string_view via = {});
    Result<void> setMulticastInterface(std::string_view via); // for sending
    Result<void> setMulticastTtl(int hops);                   // default 1: the local network
    Result<void> setMulticastLoopback(bool isOn); // whether this host gets what it sends, default on
    Result<void> setBroadcast(bool isOn);

    bool isOpen() const { return watcher_ != nullptr; }
    bool isReceiving() const { return isReceiving_; }
    bool isUnix() const { return family_ == AF_UNIX; }
    std::string address() const; // "127.0.0.1", "" for unix sockets
    unsigned port() const;       // the real one when 0 was asked for
    int fd() const { return fd_; }
    const UdpCounters& counters() const { return counters_; }

private:
    struct Watcher;
    struct Outgoing {
        std::optional<SocketAddress> to; // none = the connected peer
        std::string bytes;
        std::uint64_t dueMs = 0; // dropped after it; 0 = never
    };
    enum class Wait : std::uint8_t { // what the queue waits for
        Nothing,
        Writable,
        Timer, // the kernel does not tell when the receiver has room
    };

    UdpSocket(Loop& loop, int fd, const UdpOptions& options, UdpHandler& handler);
    static void onTimer(WheelTimer& timer);
    static Result<std::unique_ptr<UdpSocket>> open(Loop& loop, int fd, const UdpOptions& options,
                                                   UdpHandler& handler);

    Result<void> submit(const SocketAddress* to, std::string_view bytes);
    bool mustWait(const SocketAddress* to) const;
    Result<void> enqueue(const SocketAddress* to, std::string_view bytes, int err);
    int transmit(const SocketAddress* to, std::string_view bytes);
    std::string what(const SocketAddress* to) const;
    void onEvents(int status, int events);
    void handleEvents(int status, int events, const bool& isGone);
    void receive();
    bool receiveOne();
    void sendQueue();
    void takePendingError();
    bool report(const Error& error);
    void waitFor(int err, const SocketAddress* to);
    void watch();
    Result<void> changeMembership(int option, std::string_view group, std::string_view via, const char* verb);

    Loop& loop_;
    UdpHandler& handler_;
    UdpOptions options_;
    Watcher* watcher_ = nullptr; // while it is open; frees itself
    bool* isGone_ = nullptr;     // of the event that is being handled: set when this is destroyed or closed
    std::unique_ptr<SocketFile> file_; // of a unix socket that we bound
    std::optional<SocketAddress> peer_;
    std::deque<Outgoing> queue_;
    std::size_t queuedBytes_ = 0;
    std::size_t queuedCount_ = 0; // may be ahead of queue_ while it is being sent
    UdpCounters counters_;
    int fd_;
    int family_;
    Wait wait_ = Wait::Nothing;
    bool isReceiving_ = true;
};

} // namespace aha::net
