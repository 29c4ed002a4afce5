#include "core/net/tls_stream.h"

#include "core/net/tcp.h"
#include "support/raw_socket.h"
#include "support/tls_fixture.h"

#include <gtest/gtest.h>

#include <malloc.h>

#include <random>

namespace aha::net {
namespace {

using test::makeClient;
using test::makeServer;
using test::MemoryPeer;
using test::RawSocket;
using test::StreamRecorder;
using test::tls;
using Pair = test::TlsPair;
class Tls : public test::TlsTest {};

TEST_F(Tls, ShakesHandsAndCarriesBothWays) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    EXPECT_EQ(pair.server.opens, 0);
    pair.carry();
    ASSERT_EQ(pair.server.opens, 1);
    ASSERT_EQ(pair.client.opens, 1);
    EXPECT_EQ(tls(pair.server).protocol(), "TLSv1.3");
    EXPECT_EQ(tls(pair.client).cipher(), tls(pair.server).cipher());
    EXPECT_EQ(tls(pair.server).serverName(), "server.test");
    EXPECT_EQ(tls(pair.client).peerCertificateSubject(), "CN=server.test");
    EXPECT_EQ(tls(pair.server).peerCertificateSubject(), "");
    EXPECT_TRUE(pair.server->isEncrypted());
    EXPECT_EQ(pair.server->peerAddress(), "192.0.2.1");
    EXPECT_EQ(pair.server->peerPort(), 54321U);
    EXPECT_EQ(pair.server->localAddress(), "192.0.2.80");
    EXPECT_EQ(pair.server->localPort(), 80U);
    EXPECT_EQ(pair.server->rawFd(), -1);
    pair.client->write("GET / HTTP/1.1\r\n", OwnedBytes::fromString("\r\n"));
    pair.carry();
    EXPECT_EQ(pair.server.data, "GET / HTTP/1.1\r\n\r\n");
    pair.server->write("HTTP/1.1 200 OK\r\n\r\n", OwnedBytes::fromString("body"));
    pair.carry();
    EXPECT_EQ(pair.client.data, "HTTP/1.1 200 OK\r\n\r\nbody");
    EXPECT_EQ(pair.client.reads, 1);
}

TEST_F(Tls, SmallHeadAndBodyShareOneRecordAndOneWrite) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    std::size_t writes = pair.serverWire.writes();
    pair.server->write("head", OwnedBytes::fromString("body"));
    EXPECT_EQ(pair.serverWire.writes(), writes + 1);
    EXPECT_EQ(pair.serverWire.received().size(), 5U + 8U + 1U + 16U); // header, text, type, tag
}

class TlsSizes : public Tls, public testing::WithParamInterface<std::size_t> {};

TEST_P(TlsSizes, CarriesMessagesWhereverTheyAreCut) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry(GetParam());
    ASSERT_EQ(pair.server.opens, 1);
    std::mt19937 random(7);
    std::string sent;
    std::size_t limit = GetParam() == 1 ? 3'000 : 200'000;
    for (int i = 0; i < 20; ++i) {
        std::string head(random() % 300, char('a' + i)), body(random() % limit, char('A' + i));
        sent += head + body;
        pair.client->write(head, OwnedBytes::fromString(body));
    }
    pair.carry(GetParam());
    EXPECT_TRUE(pair.server.data == sent);
    EXPECT_TRUE(pair.server.errors.empty());
}

INSTANTIATE_TEST_SUITE_P(Pieces, TlsSizes, testing::Values(1, 5, 1371, 16'384, 100'000));

TEST_F(Tls, RecordBoundariesOfHeadAndBodyAreCarried) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    for (std::size_t head : {0, 1, 16'383, 16'384, 16'385, 70'000}) {
        for (std::size_t body : {0, 1, 16'383, 16'384, 65'536, 65'537}) {
            pair.client.data.clear();
            pair.server->write(std::string(head, 'h'), OwnedBytes::fromString(std::string(body, 'b')));
            pair.carry();
            EXPECT_TRUE(pair.client.data == std::string(head, 'h') + std::string(body, 'b'))
                << head << " " << body;
        }
    }
}

TEST_F(Tls, WritesBeforeTheHandshakeWaitForIt) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.client->write("early ");
    pair.client->write("bird", OwnedBytes::fromString("!"));
    EXPECT_GE(pair.client->queuedBytes(), 11U);
    pair.client->shutdown();
    pair.client->write("late");
    pair.carry();
    EXPECT_EQ(pair.server.data, "early bird!");
    EXPECT_EQ(pair.server.eofs, 1);
    EXPECT_EQ(pair.client->queuedBytes(), 0U);
}

// ---- ending

TEST_F(Tls, ShutdownEndsOneHalfWithCloseNotify) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    pair.client->write("request");
    pair.client->shutdown();
    EXPECT_TRUE(pair.clientWire.sawEof());
    pair.carry();
    EXPECT_EQ(pair.server.data, "request");
    EXPECT_EQ(pair.server.eofs, 1);
    pair.serverWire.sendEof();
    pair.carry();
    EXPECT_EQ(pair.server.eofs, 1); // said once
    pair.server->write("answer");
    pair.carry();
    EXPECT_EQ(pair.client.data, "answer");
    pair.server->close();
    pair.carry();
    EXPECT_EQ(pair.client.eofs, 1); // close() says goodbye as well
    EXPECT_EQ(pair.server.closes, 1);
    EXPECT_TRUE(pair.server.errors.empty() && pair.client.errors.empty());
    EXPECT_TRUE(pair.serverWire.isClosed());
    EXPECT_EQ(tls(pair.server).protocol(), "");
    EXPECT_EQ(pair.server->alpn(), "");
}

TEST_F(Tls, ALostGoodbyeIsAnEndForServersAndAnErrorForClients) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    pair.serverWire.sendEof();
    pair.clientWire.sendEof();
    settle();
    EXPECT_EQ(pair.server.eofs, 1);
    EXPECT_TRUE(pair.server.errors.empty());
    ASSERT_EQ(pair.client.errors.size(), 1U);
    EXPECT_EQ(pair.client.errors[0].code, Errc::Tls);
    EXPECT_EQ(pair.client.eofs, 0);
}

TEST_F(Tls, PassesOnErrorsAndDeathOfTheLowerStream) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    EXPECT_FALSE(pair.server->peerIsGone());
    pair.serverWire.setGone(true);
    EXPECT_TRUE(pair.server->peerIsGone());
    pair.serverWire.fail({Errc::Reset, "read: gone"});
    settle();
    ASSERT_EQ(pair.server.errors.size(), 1U);
    EXPECT_EQ(pair.server.errors[0].message, "read: gone");
    pair.server->write("nothing");
    EXPECT_EQ(pair.server->queuedBytes(), 0U);
    pair.client->reset();
    pair.client->reset();
    settle();
    EXPECT_TRUE(pair.clientWire.wasReset());
    EXPECT_EQ(pair.client.closes, 1);
}

TEST_F(Tls, LettingGoAtAnyPointOfTheHandshakeFreesEverything) {
    auto server = makeServer();
    auto client = makeClient();
    std::size_t stop = 0;
    for (bool isComplete = false; !isComplete; ++stop) {
        Pair pair(loop);
        pair.open(*server, *client);
        for (std::size_t step = 0; step < stop && !isComplete; ++step) {
            settle();
            bool there = Pair::move(pair.clientWire, pair.serverWire, 700);
            bool back = Pair::move(pair.serverWire, pair.clientWire, 700);
            isComplete = !there && !back;
        }
        pair.server.stream.reset();
        pair.client.stream.reset();
        settle();
        EXPECT_EQ(pair.server.closes + pair.client.closes, 0);
        EXPECT_TRUE(pair.serverWire.isClosed() && pair.clientWire.isClosed());
    }
    EXPECT_GE(stop, 3U);
}

TEST_F(Tls, LettingGoBeforeStartOrFromWithinDataFreesEverything) {
    auto server = makeServer();
    auto client = makeClient();
    {
        MemoryPeer wire(loop);
        server->accept(loop, wire.open()).reset();
        settle();
        EXPECT_TRUE(wire.isClosed());
    }
    Pair pair(loop);
    pair.server.onDataAction = [&] { pair.server.stream.reset(); };
    pair.open(*server, *client);
    pair.carry();
    pair.client->write(std::string(100'000, 'x'));
    pair.carry();
    EXPECT_EQ(pair.server.closes, 0);
    EXPECT_EQ(pair.server.reads, 1);
}

TEST_F(Tls, StreamsOutliveTheirContext) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry(100);
    server.reset();
    client.reset();
    pair.client->write("still here");
    pair.carry();
    EXPECT_EQ(pair.server.data, "still here");
}

// ---- backpressure

TEST_F(Tls, QueuedBytesAreThoseOfTheLowerStream) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    pair.serverWire.setRoom(1'000);
    pair.server->write("head", OwnedBytes::fromString(std::string(300'000, 'x')));
    EXPECT_GT(pair.server->queuedBytes(), 299'000U);
    EXPECT_EQ(pair.server.drains, 0);
    pair.serverWire.makeRoom(200'000);
    settle();
    EXPECT_EQ(pair.server.drains, 0);
    pair.serverWire.makeRoom(1'000'000);
    settle();
    EXPECT_EQ(pair.server.drains, 1);
    EXPECT_EQ(pair.server->queuedBytes(), 0U);
    pair.carry();
    EXPECT_EQ(pair.client.data.size(), 300'004U);
}

class TlsPauses : public Tls, public testing::WithParamInterface<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Pieces, TlsPauses, testing::Values(1'371, 70'000, 1'000'000));

TEST_P(TlsPauses, HoldBackAndLoseNothing) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.server.onDataAction = [&] { pair.server->pauseReading(); };
    pair.open(*server, *client);
    pair.carry();
    std::string sent;
    for (int i = 0; i < 40; ++i) {
        sent += std::string(10'000, char('a' + i % 26));
    }
    pair.client->write(sent);
    pair.client->shutdown();
    pair.client->shutdown();
    pair.carry(GetParam());
    EXPECT_EQ(pair.server.reads, 1);
    EXPECT_TRUE(pair.serverWire.isPaused());
    int rounds = 0;
    while (pair.server.eofs == 0 && ++rounds < 1'000) {
        int before = pair.server.reads;
        pair.server->resumeReading();
        EXPECT_EQ(pair.server.reads, before); // never from within the call
        settle();
        EXPECT_LE(pair.server.reads, before + 1);
    }
    EXPECT_GT(rounds, 3);
    EXPECT_TRUE(pair.server.data == sent);
}

TEST_F(Tls, TheHandshakeGoesOnWhileReadingIsPaused) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.server->pauseReading();
    pair.client->write("early");
    pair.carry();
    EXPECT_EQ(pair.server.opens, 1);
    EXPECT_EQ(pair.server.data, "");
    EXPECT_TRUE(pair.serverWire.isPaused());
    pair.serverWire.sendEof();
    settle();
    EXPECT_EQ(pair.server.eofs, 0);
    pair.server->resumeReading();
    settle();
    EXPECT_EQ(pair.server.data, "early");
    EXPECT_EQ(pair.server.eofs, 1);
    EXPECT_EQ(pair.server.events.back(), "eof");
}

// ---- over real sockets

TEST_F(Tls, WorksOverTcp) {
    auto server = makeServer();
    auto client = makeClient();
    auto sockets = test::tcpPair();
    RawSocket &far = sockets.first, &near = sockets.second;
    StreamRecorder one(server->accept(loop, TcpStream::adopt(loop, near.release()).take()));
    StreamRecorder two(client->connect(loop, TcpStream::adopt(loop, far.release()).take(), "server.test"));
    std::string big(20'000'000, 'x');
    one->write("head", OwnedBytes::fromString(big));
    EXPECT_TRUE(runUntil([&] { return two.data.size() == big.size() + 4; }, 20'000));
    EXPECT_EQ(one->queuedBytes(), 0U);
    two->write("thanks");
    two->shutdown();
    EXPECT_TRUE(runUntil([&] { return one.eofs == 1; }));
    EXPECT_EQ(one.data, "thanks");
    one->close();
    EXPECT_TRUE(runUntil([&] { return one.closes == 1 && two.eofs == 1; }));
    EXPECT_TRUE(one.errors.empty() && two.errors.empty());
}

TEST(TlsLoop, ClosesWithTheLoop) {
    auto server = makeServer();
    auto sockets = test::tcpPair();
    RawSocket& near = sockets.second;
    StreamRecorder recorder;
    {
        Loop loop;
        recorder.start(server->accept(loop, TcpStream::adopt(loop, near.release()).take()));
    }
    EXPECT_EQ(recorder.closes, 1);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_F(Tls, AnIdleConnectionStaysSmall) {
    auto server = makeServer();
    auto client = makeClient();
    constexpr int kPairs = 50;
    std::vector<std::unique_ptr<Pair>> pairs;
    auto talk = [&] {
        Pair& pair = *pairs.emplace_back(std::make_unique<Pair>(loop));
        pair.open(*server, *client);
        pair.carry();
        pair.client->write(std::string(30'000, 'x'));
        pair.carry();
        pair.server->write(std::string(100'000, 'x'));
        pair.carry();
        for (StreamRecorder* side : {&pair.server, &pair.client}) {
            EXPECT_GT(side->data.size(), 0U);
            side->data.clear();
            side->data.shrink_to_fit();
        }
    };
    talk(); // what is made once
    std::size_t before = mallinfo2().uordblks;
    for (int i = 0; i < kPairs; ++i) {
        talk();
    }
    std::size_t perSide = (mallinfo2().uordblks - before) / kPairs / 2;
    RecordProperty("bytes", int(perSide));
    EXPECT_LT(perSide, 40U * 1024);
}
#endif

} // namespace
} // namespace aha::net
