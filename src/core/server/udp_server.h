#pragma once

#include "core/base/result.h"
#include "core/base/server_stats.h"
#include "core/net/loop.h"
#include "core/net/socket_address.h"
#include "core/net/udp_socket.h"
#include "core/server/drain_options.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace aha::server {

// What a UdpServer tells. All calls come from callbacks of the loop: change state, enqueue, return.
class UdpServerHandler {
public:
    // Valid during the call. It counts as pending until UdpServer::packetTaken(). `socket` is the index.
    virtual void onPacket(std::string_view packet, const net::SocketAddress& from, std::size_t socket) = 0;
    // A packet that was sent is lost, or one that came was too long to be taken whole. The server goes on.
    virtual void onPacketError(const Error&, std::size_t /*socket*/) {}
    virtual void onSendQueueEmpty(std::size_t /*socket*/) {}

protected:
    ~UdpServerHandler() = default;
};

// Every limit by name; the option key of the PHP API stands beside it.
struct UdpServerOptions {
    net::UdpOptions socket;                 // reuse, broadcast, kernel buffers, send queue
    std::uint32_t maxPendingPackets = 1024; // receive_queue_length: not taken yet; then no receiving
    std::size_t maxPendingBytes = 4 << 20;  // receive_queue_bytes: of those
};

// Receives packets on UDP and unix datagram sockets and sends from them.
// Owned by its user; close() ends at once, drain() lets what is in work be answered.
// Calls UdpServerHandler, which outlives it.
class UdpServer {
public:
    // InvalidArgument: options that cannot be. Counts into `stats`, which the caller owns, or into its own.
    static Result<std::unique_ptr<UdpServer>> create(net::Loop& loop, UdpServerHandler& handler,
                                                     UdpServerOptions options, ServerStats* stats = nullptr);
    ~UdpServer();
    UdpServer(const UdpServer&) = delete;
    UdpServer& operator=(const UdpServer&) = delete;

    // "127.0.0.1", "::", "unix:/path"; port 0 picks a free one.
    Result<void> bind(const std::string& address, unsigned port);
    // A datagram socket that is bound already (inherited); owned from here on, on failure as well.
    Result<void> bindFd(int fd);
    std::size_t size() const;                        // of sockets
    unsigned port(std::size_t socket = 0) const;     // the real one when 0 was asked for
    net::UdpSocket* socket(std::size_t index) const; // for multicast and the like; null: none, or closed

    // Sent or queued when ok. TooLarge: the packet; TooMany: the queue; NotFound: no such socket.
    Result<void> sendTo(const net::SocketAddress& to, std::string_view packet, std::size_t socket = 0);

    // Backpressure: a packet that the receiver has queued, and of that size, is in hand now. While too many
    // are not, they wait in the kernel, which drops what it has no room for.
    void packetTaken(std::size_t bytes);
    void pauseReceiving(); // idempotent
    void resumeReceiving();
    bool isReceiving() const;
    // Work that drain() has to wait for; counted as in flight. Its duration is the latency.
    void beginWork();
    void endWork(std::uint64_t durationNs);

    // Stops receiving: what waits in the kernel is left to the processes that share the socket. Sockets
    // opened here, and with acceptWaiting the inherited ones, receive until the grace is over. `done` is
    // called once, from the loop, when nothing is pending, in work or queued; the sockets are closed then.
    void drain(const DrainOptions& options, std::function<void()> done);
    void close(); // idempotent; what is queued is dropped

    const ServerStats& stats() const;

private:
    struct Impl;
    explicit UdpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::server
