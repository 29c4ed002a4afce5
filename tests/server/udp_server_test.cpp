#include "core/server/udp_server.h"

#include "support/loop_fixture.h"
#include "support/raw_socket.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace aha::server {

// A blocking datagram socket on 127.0.0.1, connected to one server.
class UdpPeer {
public:
    explicit UdpPeer(unsigned port) : fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    }
    ~UdpPeer() { ::close(fd_); }
    UdpPeer(const UdpPeer&) = delete;
    UdpPeer& operator=(const UdpPeer&) = delete;

    void send(std::string_view packet) {
        EXPECT_EQ(::send(fd_, packet.data(), packet.size(), 0), static_cast<ssize_t>(packet.size()));
    }
    // What is there now; "(nothing)" if there is nothing.
    std::string receive() {
        char buffer[70'000];
        const ssize_t got = ::recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT);
        return got < 0 ? "(nothing)" : std::string(buffer, static_cast<std::size_t>(got));
    }
    unsigned port() const {
        sockaddr_in own{};
        socklen_t size = sizeof own;
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&own), &size);
        return ntohs(own.sin_port);
    }

private:
    const int fd_;
};

struct PacketRecorder final : UdpServerHandler {
    struct Packet {
        std::string bytes;
        net::SocketAddress from;
        std::size_t socket;
    };

    void onPacket(std::string_view packet, const net::SocketAddress& from, std::size_t socket) override {
        packets.push_back({std::string(packet), from, socket});
        if (takesAtOnce) {
            server->packetTaken(packet.size());
        }
        if (hook) {
            hook();
        }
    }
    void onPacketError(const Error& error, std::size_t) override { errors.push_back(error); }

    UdpServer* server = nullptr;
    std::vector<Packet> packets;
    std::vector<Error> errors;
    bool takesAtOnce = true;
    std::function<void()> hook;
};

class UdpServerTest : public test::LoopTest {
protected:
    ~UdpServerTest() override {
        server.reset();
        EXPECT_EQ(stats.inFlight, 0u);
    }
    void start() {
        auto made = UdpServer::create(loop, handler, options, &stats);
        ASSERT_TRUE(made.ok()) << made.error().message;
        server = made.take();
        handler.server = server.get();
        const auto bound = server->bind("127.0.0.1", 0);
        ASSERT_TRUE(bound.ok()) << bound.error().message;
    }
    bool waitForPackets(std::size_t count) {
        return runUntil([&] { return handler.packets.size() >= count; });
    }
    void drain(std::uint64_t graceMs = 0, bool acceptWaiting = false) {
        DrainOptions how;
        how.graceMs = graceMs;
        how.acceptWaiting = acceptWaiting;
        server->drain(how, [this] { ++drained; });
    }

    UdpServerOptions options;
    PacketRecorder handler;
    ServerStats stats;
    unsigned drained = 0;
    std::unique_ptr<UdpServer> server;
};

TEST_F(UdpServerTest, ReceivesAndAnswers) {
    start();
    UdpPeer peer(server->port());
    peer.send("question");
    peer.send("");
    ASSERT_TRUE(waitForPackets(2));
    EXPECT_EQ(handler.packets[0].bytes, "question");
    EXPECT_EQ(handler.packets[0].from.host(), "127.0.0.1");
    EXPECT_EQ(handler.packets[0].from.port(), peer.port());
    EXPECT_EQ(handler.packets[1].bytes, "");
    ASSERT_TRUE(server->sendTo(handler.packets[0].from, "answer").ok());
    EXPECT_EQ(peer.receive(), "answer");
    EXPECT_EQ(stats.requests, 2u);
    EXPECT_EQ(stats.bytesIn, 8u);
    EXPECT_EQ(stats.bytesOut, 6u);
}

TEST_F(UdpServerTest, ServesSeveralSockets) {
    start();
    const auto inherited = net::openUdpSocket("127.0.0.1", 0, {});
    ASSERT_TRUE(inherited.ok());
    ASSERT_TRUE(server->bindFd(inherited.value()).ok());
    EXPECT_EQ(server->size(), 2u);
    UdpPeer first(server->port(0)), second(server->port(1));
    first.send("one");
    ASSERT_TRUE(waitForPackets(1));
    second.send("two");
    ASSERT_TRUE(waitForPackets(2));
    EXPECT_EQ(handler.packets[0].socket, 0u);
    EXPECT_EQ(handler.packets[1].socket, 1u);
    ASSERT_TRUE(server->sendTo(handler.packets[1].from, "from the second", 1).ok());
    EXPECT_EQ(second.receive(), "from the second");
    EXPECT_EQ(server->sendTo(handler.packets[1].from, "x", 2).error().code, Errc::NotFound);
    EXPECT_EQ(server->port(2), 0u);
}

TEST_F(UdpServerTest, SendsTheLongestPacketAndRefusesALongerOne) {
    start();
    UdpPeer peer(server->port());
    peer.send("x");
    ASSERT_TRUE(waitForPackets(1));
    const std::string longest(65'507, 'x'); // of IPv4
    ASSERT_TRUE(server->sendTo(handler.packets[0].from, longest).ok());
    EXPECT_EQ(peer.receive(), longest);
    EXPECT_EQ(server->sendTo(handler.packets[0].from, longest + "x").error().code, Errc::TooLarge);
    EXPECT_EQ(stats.bytesOut, longest.size());
}

TEST_F(UdpServerTest, ReceivesNoMoreThanTheReceiverTakes) {
    options.maxPendingPackets = 4;
    handler.takesAtOnce = false;
    start();
    UdpPeer peer(server->port());
    for (const char* packet : {"1", "2", "3"}) {
        peer.send(packet);
    }
    ASSERT_TRUE(waitForPackets(3));
    EXPECT_TRUE(server->isReceiving());
    for (const char* packet : {"4", "5", "6"}) {
        peer.send(packet);
    }
    ASSERT_TRUE(waitForPackets(4));
    settle();
    EXPECT_EQ(handler.packets.size(), 4u);
    EXPECT_FALSE(server->isReceiving());
    server->packetTaken(1);
    EXPECT_FALSE(server->isReceiving());
    server->packetTaken(1); // half of them
    EXPECT_TRUE(server->isReceiving());
    ASSERT_TRUE(waitForPackets(6));
    for (unsigned i = 0; i < 4; ++i) {
        server->packetTaken(1);
    }
}

TEST_F(UdpServerTest, ReceivesNoMoreBytesThanTheReceiverTakes) {
    options.maxPendingBytes = 10;
    handler.takesAtOnce = false;
    start();
    UdpPeer peer(server->port());
    peer.send("123456789");
    ASSERT_TRUE(waitForPackets(1));
    EXPECT_TRUE(server->isReceiving());
    peer.send("0");
    ASSERT_TRUE(waitForPackets(2));
    EXPECT_FALSE(server->isReceiving());
    server->packetTaken(9);
    EXPECT_TRUE(server->isReceiving());
}

TEST_F(UdpServerTest, PausesWhenAskedTo) {
    start();
    UdpPeer peer(server->port());
    server->pauseReceiving();
    peer.send("waits");
    settle();
    EXPECT_TRUE(handler.packets.empty());
    server->resumeReceiving();
    ASSERT_TRUE(waitForPackets(1));
}

TEST_F(UdpServerTest, DrainsAtOnceWhenNothingIsInWork) {
    start();
    drain();
    settle();
    EXPECT_EQ(drained, 1u);
    EXPECT_EQ(server->socket(0), nullptr);
}

TEST_F(UdpServerTest, DrainWaitsForWhatIsInWork) {
    handler.takesAtOnce = false;
    start();
    UdpPeer peer(server->port());
    peer.send("question");
    ASSERT_TRUE(waitForPackets(1));
    drain();
    settle();
    EXPECT_FALSE(server->isReceiving());
    server->beginWork();
    server->packetTaken(8);
    settle();
    EXPECT_EQ(drained, 0u);
    EXPECT_EQ(stats.inFlight, 1u);
    ASSERT_TRUE(server->sendTo(handler.packets[0].from, "answer").ok());
    server->endWork(1'000);
    settle();
    EXPECT_EQ(drained, 1u);
    EXPECT_EQ(peer.receive(), "answer");
    EXPECT_EQ(stats.latency.count(), 1u);
}

TEST_F(UdpServerTest, OwnSocketsReceiveUntilTheGraceIsOver) {
    start();
    UdpPeer peer(server->port());
    drain(1'000);
    peer.send("late");
    ASSERT_TRUE(waitForPackets(1));
    EXPECT_EQ(drained, 0u);
    passTime(1'050);
    EXPECT_EQ(drained, 1u);
}

TEST_F(UdpServerTest, InheritedSocketsReceiveInTheGraceOnlyIfAskedTo) {
    for (const bool acceptWaiting : {false, true}) {
        auto made = UdpServer::create(loop, handler, options, &stats);
        ASSERT_TRUE(made.ok());
        server = made.take();
        handler.server = server.get();
        ASSERT_TRUE(server->bindFd(net::openUdpSocket("127.0.0.1", 0, {}).take()).ok());
        drain(1'000, acceptWaiting);
        EXPECT_EQ(server->isReceiving(), acceptWaiting);
        passTime(1'050);
        EXPECT_EQ(drained, acceptWaiting ? 2u : 1u);
    }
}

TEST_F(UdpServerTest, MayBeClosedOrDestroyedInItsCallback) {
    start();
    {
        UdpPeer peer(server->port());
        handler.hook = [this] { server->close(); };
        peer.send("1");
        peer.send("2");
        ASSERT_TRUE(waitForPackets(1));
        settle();
        EXPECT_EQ(handler.packets.size(), 1u);
    }
    start();
    UdpPeer peer(server->port());
    handler.hook = [this] { server.reset(); };
    peer.send("1");
    peer.send("2");
    ASSERT_TRUE(waitForPackets(2));
    settle();
    EXPECT_EQ(handler.packets.size(), 2u);
}

TEST_F(UdpServerTest, RefusesWhatCannotBe) {
    options.maxPendingPackets = 0;
    EXPECT_EQ(UdpServer::create(loop, handler, options).error().message,
              "receive_queue_length must be at least 1");
    options = UdpServerOptions();
    options.maxPendingBytes = 0;
    EXPECT_EQ(UdpServer::create(loop, handler, options).error().message,
              "receive_queue_bytes must be at least 1");
    options = UdpServerOptions();
    start();
    EXPECT_EQ(server->bind("127.0.0.1", server->port()).error().code, Errc::AddressInUse);
    EXPECT_EQ(server->size(), 1u);
}

} // namespace aha::server
