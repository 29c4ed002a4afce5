#include "core/server/tcp_server.h"

#include "core/net/accept_gate.h"
#include "core/net/tcp.h"
#include "core/net/tls.h"
#include "support/http_tcp_client.h"
#include "support/raw_socket.h"
#include "support/tcp_harness.h"
#include "support/tls_fixture.h"

#include <sys/un.h>

#include <set>

namespace aha::server {

using test::MemoryPeer;
using test::TcpServerTest;

class TcpServersTest : public TcpServerTest {
protected:
    std::string refusal() {
        const auto made = TcpServer::create(loop, handler, options, &stats);
        return made ? "accepted" : made.error().message;
    }
    // Waits until a blocking client in a thread of its own is done.
    void runClient(std::function<void()> client) { test::ClientThread(loop, std::move(client)); }
};

// ---- options

TEST_F(TcpServersTest, RefusesOptionsThatCannotBe) {
    EXPECT_EQ(refusal(), "accepted");
    options.framing.terminator.clear();
    EXPECT_EQ(refusal(), "package_eof must not be empty");
    options = TcpOptions();
    options.maxPendingPackages = 0;
    EXPECT_EQ(refusal(), "receive_queue_length must be at least 1");
    options = TcpOptions();
    options.maxPendingBytes = 0;
    EXPECT_EQ(refusal(), "receive_queue_bytes must be at least 1");
    options = TcpOptions();
    options.lowWaterMark = options.highWaterMark + 1;
    EXPECT_EQ(refusal(), "buffer_low_watermark must not be above buffer_high_watermark");
    options = TcpOptions();
    options.idPrefix = TcpConnection::kMaxIdPrefix;
    EXPECT_EQ(refusal(), "accepted");
    ++options.idPrefix;
    EXPECT_EQ(refusal(), "There are more workers than connection ids have room for");
}

// ---- many connections

TEST_F(TcpServersTest, FindsConnectionsByIdsThatAreNeverUsedAgain) {
    options.idPrefix = 3;
    std::set<std::uint64_t> ids;
    for (unsigned i = 0; i < 20; ++i) {
        MemoryPeer& peer = connect();
        const std::uint64_t id = handler.last->id();
        EXPECT_EQ(id >> 40, 3u);
        EXPECT_TRUE(ids.insert(id).second);
        EXPECT_EQ(server->find(id), handler.last);
        peer.sendEof();
        settle();
        EXPECT_EQ(server->find(id), nullptr);
    }
    EXPECT_EQ(server->first(), nullptr);
}

TEST_F(TcpServersTest, IteratesAlthoughConnectionsGo) {
    for (unsigned i = 0; i < 6; ++i) {
        connect();
    }
    EXPECT_EQ(server->size(), 6u);
    unsigned seen = 0;
    for (TcpConnection* at = server->first(); at;) {
        const std::uint64_t id = at->id();
        ++seen;
        if (seen == 2) { // this one and the next
            server->nextAfter(id)->reset();
            at->reset();
            settle();
        }
        at = server->nextAfter(id);
    }
    EXPECT_EQ(seen, 5u);
    EXPECT_EQ(server->size(), 4u);
}

TEST_F(TcpServersTest, RefusesConnectionsBeyondTheLimit) {
    options.maxConnections = 2;
    connect();
    connect();
    EXPECT_EQ(stats.refused, 0u);
    MemoryPeer& third = connect();
    EXPECT_TRUE(third.isClosed());
    EXPECT_EQ(stats.refused, 1u);
    EXPECT_EQ(handler.connects, 2u);
    peers[0]->sendEof();
    settle();
    EXPECT_FALSE(connect().isClosed());
    EXPECT_EQ(stats.accepted, 3u);
    EXPECT_EQ(stats.connections, 2u);
}

// ---- drain

class TcpDrainTest : public TcpServersTest {
protected:
    void drain(std::uint64_t graceMs = 0, std::uint64_t deadlineMs = 0) {
        TcpDrainOptions how;
        how.graceMs = graceMs;
        how.deadlineMs = deadlineMs;
        server->drain(how, [this] { ++drained; });
        settle();
    }
    unsigned drained = 0;
};

TEST_F(TcpDrainTest, IsDoneAtOnceWithoutConnections) {
    start();
    drain();
    EXPECT_EQ(drained, 1u);
    EXPECT_TRUE(connect().isClosed()); // and takes no more
    EXPECT_EQ(stats.refused, 1u);
}

TEST_F(TcpDrainTest, EndsIdleConnectionsAndWaitsForTheOthers) {
    MemoryPeer& idle = connect();
    MemoryPeer& busy = connect();
    handler.packageHook = [](TcpConnection& connection) { connection.beginWork(); };
    busy.send("question\n");
    settle();
    TcpConnection& connection = *handler.last;
    handler.takeLog();
    drain();
    EXPECT_EQ(handler.takeLog(), "draining\ndraining\n");
    EXPECT_TRUE(idle.sawEof());
    EXPECT_FALSE(busy.sawEof());
    idle.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "close closed: The server is stopping\n");
    connection.send("answer\n");
    connection.endWork(1);
    settle();
    EXPECT_EQ(busy.received(), "answer\n");
    EXPECT_TRUE(busy.sawEof());
    EXPECT_EQ(drained, 0u);
    busy.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "close closed: The server is stopping\n");
    EXPECT_EQ(drained, 1u);
}

TEST_F(TcpDrainTest, WaitsForPackagesThatAreNotTaken) {
    handler.takesAtOnce = false;
    MemoryPeer& peer = connect();
    peer.send("1\n");
    settle();
    drain();
    EXPECT_FALSE(peer.sawEof());
    handler.last->packageTaken(1);
    handler.last->send("one");
    settle();
    EXPECT_EQ(peer.received(), "one");
    EXPECT_TRUE(peer.sawEof());
}

TEST_F(TcpDrainTest, LetsIdleConnectionsSendWithinTheGrace) {
    handler.echoes = true;
    MemoryPeer& peer = connect();
    drain(1'000);
    passTime(900);
    EXPECT_FALSE(peer.sawEof());
    peer.send("last\n");
    settle();
    EXPECT_EQ(peer.received(), "last\n");
    passTime(200);
    EXPECT_TRUE(peer.sawEof());
    EXPECT_EQ(drained, 0u);
    passTime(2'100); // the peer does not end
    EXPECT_EQ(drained, 1u);
}

TEST_F(TcpDrainTest, WaitsForAPackageThatIsUnderWay) {
    handler.echoes = true;
    MemoryPeer& peer = connect();
    peer.send("ha");
    settle();
    drain();
    EXPECT_FALSE(peer.sawEof());
    peer.send("lf\n");
    settle();
    EXPECT_EQ(peer.received(), "half\n");
    EXPECT_TRUE(peer.sawEof());
}

TEST_F(TcpDrainTest, CancelsWhatIsLeftAtTheDeadline) {
    MemoryPeer& peer = connect();
    handler.packageHook = [](TcpConnection& connection) { connection.beginWork(); };
    peer.send("question\n");
    settle();
    handler.takeLog();
    drain(0, 5'000);
    passTime(4'900);
    EXPECT_EQ(handler.closes, 0u);
    passTime(200);
    EXPECT_EQ(handler.takeLog(), "draining\nclose cancelled: The server is closing\n");
    EXPECT_EQ(drained, 1u);
    EXPECT_EQ(stats.aborted, 1u);
}

TEST_F(TcpDrainTest, EndsByCloseAndByDestructor) {
    connect();
    server->close();
    EXPECT_EQ(handler.closes, 0u);
    settle();
    EXPECT_EQ(handler.closes, 1u);
    connect();
    handler.takeLog();
    server.reset();
    EXPECT_EQ(handler.takeLog(), "close cancelled: The server is closing\n");
    settle();
}

TEST_F(TcpServersTest, ToldWhenTheLoopEnds) {
    auto other = std::make_unique<net::Loop>();
    auto made = TcpServer::create(*other, handler, options, &stats);
    ASSERT_TRUE(made.ok());
    auto pair = test::tcpPair();
    auto stream = net::TcpStream::adopt(*other, pair.first.release());
    ASSERT_TRUE(stream.ok());
    made.value()->adopt(stream.take());
    EXPECT_EQ(handler.connects, 1u);
    made.value().reset();
    EXPECT_EQ(handler.closes, 1u);
    other.reset();
}

// ---- real sockets

TEST_F(TcpServersTest, ServesOverTcp) {
    handler.echoes = true;
    start();
    ASSERT_TRUE(server->listen("127.0.0.1", 0).ok());
    const unsigned port = server->port();
    std::string answer;
    const std::string large(300'000, 'x');
    runClient([&] {
        test::TcpClient client(port);
        client.send("one\ntw");
        client.send("o\n" + large + "\n");
        answer = client.receive(8 + large.size() + 1);
        client.shutdown();
        answer += client.receiveAll();
    });
    EXPECT_EQ(answer, "one\ntwo\n" + large + "\n");
    EXPECT_EQ(handler.packages.size(), 3u);
    ASSERT_TRUE(runUntil([&] { return handler.closes == 1; }));
    EXPECT_EQ(stats.bytesIn, answer.size());
    EXPECT_EQ(stats.bytesOut, answer.size());
}

TEST_F(TcpServersTest, ServesSeveralSockets) {
    handler.echoes = true;
    const std::string path = test::temporaryPath("aha_tcp.sock");
    start();
    ASSERT_TRUE(server->listen("127.0.0.1", 0).ok());
    const auto inherited = net::openListenSocket("127.0.0.1", 0, {});
    ASSERT_TRUE(inherited.ok());
    ASSERT_TRUE(server->listenFd(inherited.value()).ok());
    ASSERT_TRUE(server->listen("unix:" + path, 0).ok());
    EXPECT_EQ(server->listen("127.0.0.1", server->port(0)).error().code, Errc::AddressInUse);
    std::vector<std::size_t> listeners;
    handler.connectHook = [&](TcpConnection& connection) { listeners.push_back(connection.listener()); };
    const unsigned ports[] = {server->port(0), server->port(1)};
    EXPECT_EQ(server->port(2), 0u);
    EXPECT_EQ(server->port(3), 0u);
    std::vector<std::string> answers;
    runClient([&] {
        for (const unsigned port : ports) {
            test::TcpClient client(port);
            client.send("tcp\n");
            answers.push_back(client.receive(4));
        }
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        test::TcpClient client(reinterpret_cast<const sockaddr*>(&address), sizeof address);
        client.send("unix\n");
        answers.push_back(client.receive(5));
    });
    EXPECT_EQ(answers, (std::vector<std::string>{"tcp\n", "tcp\n", "unix\n"}));
    EXPECT_EQ(listeners, (std::vector<std::size_t>{0, 1, 2}));
    ASSERT_TRUE(runUntil([&] { return handler.closes == 3; }));
}

TEST_F(TcpServersTest, PausesAndResumesAccepting) {
    start();
    ASSERT_TRUE(server->listen("127.0.0.1", 0).ok());
    server->pauseAccepting();
    test::TcpClient client(server->port());
    ASSERT_TRUE(client.isConnected()); // it waits in the backlog
    settle();
    EXPECT_EQ(handler.connects, 0u);
    server->resumeAccepting();
    ASSERT_TRUE(runUntil([&] { return handler.connects == 1; }));
}

TEST_F(TcpServersTest, AsksTheGateAgainWhenAConnectionHasEnded) {
    struct Gate final : net::AcceptGate {
        bool mayAccept() override {
            ++asked;
            return true;
        }
        unsigned asked = 0;
    } gate;
    start();
    server->setAcceptGate(&gate);
    ASSERT_TRUE(server->listen("127.0.0.1", 0).ok());
    test::TcpClient client(server->port());
    ASSERT_TRUE(runUntil([&] { return handler.connects == 1; }));
    EXPECT_GE(gate.asked, 1u);
    client.reset();
    ASSERT_TRUE(runUntil([&] { return handler.closes == 1; }));
    server.reset();
}

TEST_F(TcpServersTest, DrainAcceptsWhatWaits) {
    handler.echoes = true;
    start();
    ASSERT_TRUE(server->listen("127.0.0.1", 0).ok());
    test::TcpClient client(server->port());
    ASSERT_TRUE(client.send("question\n"));
    bool isDrained = false;
    server->drain([&] { isDrained = true; });
    std::string answer;
    runClient([&] {
        answer = client.receiveAll();
        client.close();
    });
    EXPECT_EQ(answer, "question\n"); // although it came before the accept
    EXPECT_FALSE(client.sawReset());
    EXPECT_TRUE(runUntil([&] { return isDrained; }));
}

// ---- TLS

TEST_F(TcpServersTest, ServesOverTls) {
    handler.echoes = true;
    start();
    const auto serverSide = test::makeServer();
    const auto clientSide = test::makeClient();
    test::TlsPair pair(loop);
    server->adopt(serverSide->accept(loop, pair.serverWire.open()));
    settle();
    EXPECT_EQ(handler.connects, 0u); // not before the handshake
    pair.client.start(clientSide->connect(loop, pair.clientWire.open(), "server.test"));
    pair.carry();
    ASSERT_EQ(handler.connects, 1u);
    EXPECT_TRUE(handler.last->stream().isEncrypted());
    EXPECT_EQ(net::TlsStream::of(handler.last->stream())->serverName(), "server.test");
    pair.client->write("one\ntwo\n");
    pair.carry();
    EXPECT_EQ(pair.client.data, "one\ntwo\n");
    pair.client->shutdown();
    pair.carry();
    EXPECT_EQ(handler.takeLog(),
              "connect\npackage one\npackage two\neof\nclose closed: The peer closed the connection\n");
    EXPECT_EQ(pair.client.eofs, 1);
}

TEST_F(TcpServersTest, LimitsTheHandshake) {
    options.handshakeTimeoutMs = 1'000;
    start();
    const auto context = test::makeServer();
    MemoryPeer silent(loop), noisy(loop);
    server->adopt(context->accept(loop, silent.open()));
    server->adopt(context->accept(loop, noisy.open()));
    noisy.send("GET / HTTP/1.0\r\n\r\n");
    settle();
    EXPECT_TRUE(noisy.isClosed());
    passTime(900);
    EXPECT_FALSE(silent.isClosed());
    passTime(200);
    EXPECT_TRUE(silent.isClosed());
    EXPECT_EQ(handler.log, ""); // who has not come in does not leave
    EXPECT_EQ(stats.timeouts, 1u);
    EXPECT_EQ(stats.connections, 0u);
}

} // namespace aha::server
