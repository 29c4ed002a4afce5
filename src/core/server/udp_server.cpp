#include "core/server/udp_server.h"

#include "core/base/assert.h"
#include "core/base/timer_wheel.h"

#include <utility>
#include <vector>

namespace aha::server {

struct UdpServer::Impl final : net::FlushItem, WheelTimer {
    // One socket, and whom it tells.
    struct Socket final : net::UdpHandler {
        Socket(Impl& owner, bool isOurs) : server(owner), index(owner.sockets.size()), isOwn(isOurs) {}
        void onDatagram(std::string_view bytes, const net::SocketAddress& from, bool isTruncated) override {
            server.onDatagram(*this, bytes, from, isTruncated);
        }
        void onUdpError(const Error& error) override {
            server.checkDrained(); // it may have been the last that was queued
            server.handler.onPacketError(error, index);
        }
        void onUdpDrained() override {
            server.checkDrained();
            server.handler.onSendQueueEmpty(index);
        }

        Impl& server;
        const std::size_t index;
        const bool isOwn; // opened here, not inherited
        std::unique_ptr<net::UdpSocket> socket;
    };

    Impl(net::Loop& sharedLoop, UdpServerHandler& packetHandler, UdpServerOptions serverOptions,
         ServerStats* sharedStats)
        : WheelTimer([](WheelTimer& timer) { static_cast<Impl&>(timer).onGraceOver(); }), loop(sharedLoop),
          handler(packetHandler), options(std::move(serverOptions)),
          stats(sharedStats ? *sharedStats : ownStats) {}

    void onDatagram(Socket& socket, std::string_view bytes, const net::SocketAddress& from,
                    bool isTruncated) {
        stats.bytesIn.add(bytes.size());
        if (isTruncated) {
            ++stats.badRequests;
            handler.onPacketError(
                Error{Errc::TooLarge, "A packet from " + from.text() + " is longer than " +
                                          std::to_string(net::UdpSocket::kMaxDatagramBytes) + " bytes"},
                socket.index);
            return;
        }
        ++stats.requests;
        ++pendingPackets;
        pendingBytes += bytes.size();
        if (pendingPackets >= options.maxPendingPackets || pendingBytes >= options.maxPendingBytes) {
            isFull = true;
            updateReceiving();
        }
        handler.onPacket(bytes, from, socket.index);
    }
    Result<void> add(std::unique_ptr<Socket> socket, Result<std::unique_ptr<net::UdpSocket>> opened) {
        if (!opened) {
            return opened.error();
        }
        socket->socket = opened.take();
        sockets.push_back(std::move(socket));
        updateReceiving();
        return {};
    }
    bool mayReceive(const Socket& socket) const {
        const bool isIn =
            state == State::Serving || (state == State::Grace && (socket.isOwn || drainsInherited));
        return isIn && !isPausedByUser && !isFull;
    }
    void updateReceiving() {
        for (const auto& socket : sockets) {
            if (mayReceive(*socket)) {
                socket->socket->resumeReceiving();
            } else {
                socket->socket->pauseReceiving();
            }
        }
    }
    void onGraceOver() {
        state = State::Draining;
        updateReceiving();
        checkDrained();
    }
    // Looked at when the turn is over: who takes the last packet may answer it in the same turn.
    void checkDrained() {
        if (state == State::Draining && !Link<net::FlushTag>::isLinked()) {
            loop.enqueueFlush(*this);
        }
    }
    void flush() override {
        bool isThrough = state == State::Draining && pendingPackets == 0 && works == 0;
        for (const auto& socket : sockets) {
            isThrough = isThrough && (!socket->socket->isOpen() || socket->socket->queued() == 0);
        }
        if (isThrough) {
            closeSockets();
            std::exchange(onDrainedOut, nullptr)();
        }
    }
    void closeSockets() {
        state = State::Closed;
        loop.cancel(*this);
        for (const auto& socket : sockets) {
            socket->socket->close();
        }
    }

    enum class State : std::uint8_t {
        Serving,
        Grace,    // drains: some sockets still receive
        Draining, // nothing is received; waits for what is in work
        Closed,
    };
    net::Loop& loop;
    UdpServerHandler& handler;
    const UdpServerOptions options;
    ServerStats ownStats;
    ServerStats& stats;
    std::vector<std::unique_ptr<Socket>> sockets;
    std::function<void()> onDrainedOut;
    std::size_t pendingBytes = 0;
    std::uint32_t pendingPackets = 0;
    std::uint32_t works = 0;
    State state = State::Serving;
    bool isFull = false; // the receiver has enough
    bool isPausedByUser = false;
    bool drainsInherited = false;
};

Result<std::unique_ptr<UdpServer>> UdpServer::create(net::Loop& loop, UdpServerHandler& handler,
                                                     UdpServerOptions options, ServerStats* stats) {
    if (options.maxPendingPackets == 0) {
        return Error{Errc::InvalidArgument, "receive_queue_length must be at least 1"};
    }
    if (options.maxPendingBytes == 0) {
        return Error{Errc::InvalidArgument, "receive_queue_bytes must be at least 1"};
    }
    auto impl = std::make_unique<Impl>(loop, handler, std::move(options), stats);
    return std::unique_ptr<UdpServer>(new UdpServer(std::move(impl)));
}

UdpServer::UdpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

UdpServer::~UdpServer() {
    close();
    impl_->stats.inFlight.subtract(impl_->works);
}

Result<void> UdpServer::bind(const std::string& address, unsigned port) {
    auto socket = std::make_unique<Impl::Socket>(*impl_, true);
    auto opened = net::UdpSocket::bind(impl_->loop, address, port, impl_->options.socket, *socket);
    return impl_->add(std::move(socket), std::move(opened));
}

Result<void> UdpServer::bindFd(int fd) {
    auto socket = std::make_unique<Impl::Socket>(*impl_, false);
    auto opened = net::UdpSocket::adopt(impl_->loop, fd, impl_->options.socket, *socket);
    return impl_->add(std::move(socket), std::move(opened));
}

std::size_t UdpServer::size() const { return impl_->sockets.size(); }

net::UdpSocket* UdpServer::socket(std::size_t index) const {
    net::UdpSocket* found = index < size() ? impl_->sockets[index]->socket.get() : nullptr;
    return found && found->isOpen() ? found : nullptr;
}

unsigned UdpServer::port(std::size_t index) const {
    const net::UdpSocket* found = socket(index);
    return found ? found->port() : 0;
}

Result<void> UdpServer::sendTo(const net::SocketAddress& to, std::string_view packet, std::size_t index) {
    net::UdpSocket* from = socket(index);
    if (!from) {
        return Error{Errc::NotFound, "There is no open socket number " + std::to_string(index)};
    }
    auto sent = from->sendTo(to, packet);
    if (sent) {
        impl_->stats.bytesOut.add(packet.size());
    }
    return sent;
}

void UdpServer::packetTaken(std::size_t bytes) {
    Impl& impl = *impl_;
    AHA_ASSERT(impl.pendingPackets > 0 && impl.pendingBytes >= bytes);
    --impl.pendingPackets;
    impl.pendingBytes -= bytes;
    if (impl.isFull && impl.pendingPackets <= impl.options.maxPendingPackets / 2 &&
        impl.pendingBytes <= impl.options.maxPendingBytes / 2) {
        impl.isFull = false;
        impl.updateReceiving();
    }
    impl.checkDrained();
}

void UdpServer::pauseReceiving() {
    impl_->isPausedByUser = true;
    impl_->updateReceiving();
}

void UdpServer::resumeReceiving() {
    impl_->isPausedByUser = false;
    impl_->updateReceiving();
}

bool UdpServer::isReceiving() const {
    for (const auto& socket : impl_->sockets) {
        if (socket->socket->isOpen() && socket->socket->isReceiving()) {
            return true;
        }
    }
    return false;
}

void UdpServer::beginWork() {
    ++impl_->works;
    ++impl_->stats.inFlight;
}

void UdpServer::endWork(std::uint64_t durationNs) {
    AHA_ASSERT(impl_->works > 0);
    --impl_->works;
    --impl_->stats.inFlight;
    impl_->stats.latency.record(durationNs);
    impl_->checkDrained();
}

void UdpServer::drain(const DrainOptions& options, std::function<void()> done) {
    Impl& impl = *impl_;
    AHA_ASSERT(impl.state == Impl::State::Serving);
    impl.onDrainedOut = done ? std::move(done) : [] {};
    impl.drainsInherited = options.acceptWaiting;
    impl.state = Impl::State::Grace;
    if (options.graceMs == 0) {
        impl.onGraceOver();
    } else {
        impl.updateReceiving();
        impl.loop.arm(impl, options.graceMs);
    }
}

void UdpServer::close() {
    impl_->closeSockets();
    impl_->Link<net::FlushTag>::unlink();
    impl_->onDrainedOut = nullptr;
}

const ServerStats& UdpServer::stats() const { return impl_->stats; }

} // namespace aha::server
