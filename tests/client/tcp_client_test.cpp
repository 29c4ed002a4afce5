#include "core/client/tcp_channel.h"
#include "core/client/tcp_client.h"

#include "support/package_peer.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using Kind = PackageError::Kind;
using test::CallRecord;
using test::Peer;
using test::RawSocket;

class Tcp : public test::PackageTest {
protected:
    static TcpClientOptions eof(unsigned port) {
        TcpClientOptions options;
        options.host = "127.0.0.1";
        options.port = port;
        options.framing.kind = frame::Kind::Eof;
        options.framing.keepsTerminator = true;
        options.framing.maxPackageBytes = 64;
        return options;
    }
    std::unique_ptr<TcpClient> make(const TcpClientOptions& options) {
        auto made = TcpClient::create(host, resolver, options);
        EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
        return made.take();
    }
    RawSocket accepted(Peer& peer) {
        RawSocket socket;
        EXPECT_TRUE(runUntil([&] {
            if (socket.fd() < 0) {
                socket = peer.accept();
            }
            return socket.fd() >= 0;
        }));
        return socket;
    }
    std::string received(RawSocket& socket, std::size_t bytes) {
        std::string text;
        EXPECT_TRUE(runUntil([&] {
            text += socket.receive(4096);
            return text.size() >= bytes;
        }));
        return text;
    }
    Peer peer{SOCK_STREAM};
};

TEST_F(Tcp, SendsAPackageAndGivesItsAnswer) {
    auto client = make(eof(peer.port()));
    auto call = start(client->requests(), "ping\r\n");
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 6), "ping\r\n");
    ASSERT_TRUE(socket.send("po"));
    test::runFor(loop, 2);
    EXPECT_FALSE(call->isDone());
    ASSERT_TRUE(socket.send("ng\r\n"));
    EXPECT_EQ(result(*call), "pong\r\n");
    EXPECT_FALSE(call->outcome.isReused);
    EXPECT_EQ(client->requests().pool().idle(), 1u);
    EXPECT_FALSE(loop.isAlive()) << "an idle connection is nothing to wait for";
}

TEST_F(Tcp, UsesAConnectionAgain) {
    auto client = make(eof(peer.port()));
    auto first = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
    auto second = start(client->requests(), "b\r\n");
    EXPECT_EQ(received(socket, 6), "a\r\nb\r\n");
    ASSERT_TRUE(socket.send("2\r\n"));
    EXPECT_EQ(result(*second), "2\r\n");
    EXPECT_TRUE(second->outcome.isReused);
    EXPECT_EQ(client->requests().pool().counters().reused, 1u);
}

TEST_F(Tcp, GivesNoSurplusToAnotherRequest) {
    auto client = make(eof(peer.port()));
    auto first = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("1\r\nsurplus\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
    EXPECT_EQ(client->requests().pool().size(), 0u);
    auto second = start(client->requests(), "b\r\n");
    RawSocket other = accepted(peer);
    ASSERT_TRUE(other.send("2\r\n"));
    EXPECT_EQ(result(*second), "2\r\n");
}

TEST_F(Tcp, EndsAnIdleConnectionThatSpeaksUnasked) {
    auto client = make(eof(peer.port()));
    auto first = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
    ASSERT_TRUE(socket.send("x\r\n")); // not read by the loop before the next request begins
    auto second = start(client->requests(), "b\r\n");
    RawSocket other = accepted(peer);
    ASSERT_TRUE(other.send("2\r\n"));
    EXPECT_EQ(result(*second), "2\r\n");
    EXPECT_EQ(client->requests().pool().counters().closedTotal(), 1u);
}

TEST_F(Tcp, DoesNotLendAConnectionThatThePeerHasClosed) {
    auto client = make(eof(peer.port()));
    auto first = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
    socket.close();
    auto second = start(client->requests(), "b\r\n");
    RawSocket other = accepted(peer);
    ASSERT_TRUE(other.send("2\r\n"));
    EXPECT_EQ(result(*second), "2\r\n");
}

TEST_F(Tcp, FailsWhenThePeerClosesBeforeItsAnswer) {
    auto client = make(eof(peer.port()));
    for (const char* part : {"", "half"}) {
        auto call = start(client->requests(), "a\r\n");
        RawSocket socket = accepted(peer);
        EXPECT_EQ(received(socket, 3), "a\r\n");
        ASSERT_TRUE(socket.send(part));
        socket.close();
        EXPECT_NE(result(*call).find(*part ? "within its answer" : "without an answer"), std::string::npos)
            << call->text();
        EXPECT_EQ(call->kind(), Kind::Unexpected);
    }
    EXPECT_EQ(client->requests().pool().size(), 0u);
}

TEST_F(Tcp, FailsWhenThePeerResets) {
    auto client = make(eof(peer.port()));
    auto call = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3), "a\r\n");
    socket.abort();
    result(*call);
    EXPECT_EQ(call->kind(), Kind::Unexpected);
}

TEST_F(Tcp, FailsWhenNobodyListens) {
    const unsigned port = peer.port();
    peer.close();
    auto client = make(eof(port));
    auto call = start(client->requests(), "a\r\n");
    EXPECT_NE(result(*call).find("refused"), std::string::npos) << call->text();
    EXPECT_EQ(call->kind(), Kind::ConnectFailed);
}

TEST_F(Tcp, ClosesAConnectionWhoseAnswerIsLate) {
    auto client = make(eof(peer.port()));
    auto call = start(client->requests(), "a\r\n", 100);
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3), "a\r\n");
    loop.skipTime(100);
    EXPECT_NE(result(*call).find("no answer within 100 ms"), std::string::npos) << call->text();
    EXPECT_EQ(call->kind(), Kind::RequestTimeout);
    EXPECT_EQ(client->requests().pool().size(), 0u);
    EXPECT_TRUE(runUntil([&] { return socket.atEof(); }));
}

TEST_F(Tcp, CapsAnAnswer) {
    auto client = make(eof(peer.port()));
    auto fits = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send(std::string(62, 'x') + "\r\n"));
    EXPECT_EQ(result(*fits).size(), 64u);
    auto tooLong = start(client->requests(), "b\r\n");
    ASSERT_TRUE(socket.send(std::string(63, 'x') + "\r\n"));
    EXPECT_NE(result(*tooLong).find("package_max_length"), std::string::npos) << tooLong->text();
    EXPECT_EQ(tooLong->kind(), Kind::Unexpected);
}

TEST_F(Tcp, RefusesWhenAllConnectionsAreInUse) {
    TcpClientOptions options = eof(peer.port());
    options.pool.max = 1;
    auto client = make(options);
    auto first = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    auto second = start(client->requests(), "b\r\n");
    EXPECT_NE(result(*second).find("test.php:1"), std::string::npos) << second->text();
    EXPECT_EQ(second->kind(), Kind::Exhausted);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
    client->requests().setMax(2);
    auto third = start(client->requests(), "c\r\n");
    auto fourth = start(client->requests(), "d\r\n");
    RawSocket other = accepted(peer);
    ASSERT_TRUE(socket.send("3\r\n") && other.send("4\r\n"));
    EXPECT_EQ(result(*third), "3\r\n");
    EXPECT_EQ(result(*fourth), "4\r\n");
}

TEST_F(Tcp, QueuesWhenItMay) {
    TcpClientOptions options = eof(peer.port());
    options.pool.max = 1;
    options.pool.queueMs = 1'000;
    auto client = make(options);
    auto first = start(client->requests(), "a\r\n");
    auto second = start(client->requests(), "b\r\n");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
    EXPECT_EQ(received(socket, 6), "a\r\nb\r\n");
    ASSERT_TRUE(socket.send("2\r\n"));
    EXPECT_EQ(result(*second), "2\r\n");
}

TEST_F(Tcp, LetsGoOfThoseWhoHaveQueuedForTooLong) {
    TcpClientOptions options = eof(peer.port());
    options.pool.max = 1;
    options.pool.queueMs = 200;
    auto client = make(options);
    auto first = start(client->requests(), "a\r\n", 60'000);
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3), "a\r\n");
    auto second = start(client->requests(), "b\r\n");
    passTime(200);
    EXPECT_NE(result(*second).find("test.php:1"), std::string::npos) << second->text();
    EXPECT_EQ(second->kind(), Kind::Exhausted);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
}

TEST_F(Tcp, AFailedConnectIsToldAlthoughAnotherConnectionIsInUse) {
    auto client = make(eof(peer.port()));
    auto first = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3), "a\r\n");
    peer.close();
    auto second = start(client->requests(), "b\r\n");
    EXPECT_NE(result(*second).find("refused"), std::string::npos) << second->text();
    EXPECT_EQ(second->kind(), Kind::ConnectFailed);
    ASSERT_TRUE(socket.send("1\r\n"));
    EXPECT_EQ(result(*first), "1\r\n");
}

// The first byte of an answer is its length.
static TcpClientOptions byFunction(TcpClientOptions options, frame::LengthFunction function) {
    options.framing.kind = frame::Kind::Function;
    options.framing.lengthFunction = std::move(function);
    return options;
}

TEST_F(Tcp, ALengthFunctionCutsTheAnswer) {
    auto client = make(byFunction(eof(peer.port()), [](std::string_view begin) {
        return begin.size() < 2 ? std::int64_t{0} : std::int64_t{begin[0] - '0'};
    }));
    auto first = start(client->requests(), "a");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("4"));
    test::runFor(loop, 2);
    EXPECT_FALSE(first->isDone());
    ASSERT_TRUE(socket.send("abc"));
    EXPECT_EQ(result(*first), "4abc");
    auto second = start(client->requests(), "b");
    ASSERT_TRUE(socket.send("2x"));
    socket.close(); // behind a whole answer
    EXPECT_EQ(result(*second), "2x");
    EXPECT_TRUE(second->outcome.isReused);
    EXPECT_TRUE(runUntil([&] { return client->requests().pool().size() == 0; }));
    auto third = start(client->requests(), "c");
    RawSocket other = accepted(peer);
    ASSERT_TRUE(other.send("4ab"));
    other.close();
    result(*third);
    EXPECT_EQ(third->kind(), Kind::Unexpected) << third->text();
}

TEST_F(Tcp, ALengthFunctionMayEndItsRequest) {
    std::unique_ptr<CallRecord> call;
    auto client = make(byFunction(eof(peer.port()), [&call](std::string_view) {
        call.reset();
        return std::int64_t{1};
    }));
    call = start(client->requests(), "a");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("x"));
    ASSERT_TRUE(runUntil([&] { return client->requests().pool().size() == 0; }));
    EXPECT_EQ(call, nullptr);
    EXPECT_EQ(client->requests().stats().cancelled, 1u);
}

TEST_F(Tcp, SendsOneWay) {
    TcpClientOptions options = eof(peer.port());
    options.pool.isOneWay = true;
    auto client = make(options);
    auto first = start(client->requests(), "a\r\n");
    EXPECT_EQ(result(*first), "");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("nobody has asked\r\n"));
    auto second = start(client->requests(), "b\r\n");
    EXPECT_EQ(result(*second), "");
    EXPECT_EQ(received(socket, 6), "a\r\nb\r\n");
    EXPECT_TRUE(second->outcome.isReused);
}

TEST_F(Tcp, CancellingClosesTheConnection) {
    auto client = make(eof(peer.port()));
    auto call = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3), "a\r\n");
    call.reset();
    EXPECT_TRUE(runUntil([&] { return socket.atEof(); }));
    EXPECT_EQ(client->requests().active(), 0u);
    auto connecting = start(client->requests(), "b\r\n");
    connecting.reset();
    EXPECT_EQ(client->requests().stats().cancelled, 2u);
}

TEST_F(Tcp, ClosingTellsEachCallOnce) {
    auto client = make(eof(peer.port()));
    auto running = start(client->requests(), "a\r\n");
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3), "a\r\n");
    auto connecting = start(client->requests(), "b\r\n");
    client.reset();
    for (CallRecord* record : {running.get(), connecting.get()}) {
        EXPECT_EQ(record->times, 1);
        EXPECT_EQ(record->kind(), Kind::Cancelled);
    }
    settle();
}

TEST_F(Tcp, UsesNoConnectionAgainWithoutFraming) {
    TcpClientOptions options = eof(peer.port());
    options.framing.kind = frame::Kind::None;
    auto client = make(options);
    auto call = start(client->requests(), "a");
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(socket.send("whatever comes"));
    EXPECT_EQ(result(*call), "whatever comes");
    EXPECT_EQ(client->requests().pool().size(), 0u);
}

struct ChannelNote final : ChannelHandler {
    void onChannel() override { ++events; }
    int events = 0;
};

TEST_F(Tcp, AChannelTakesPackagesInBothDirections) {
    auto rules = frame::FramingRules::create(eof(0).framing).take();
    TcpTarget target;
    target.host = "127.0.0.1";
    target.port = peer.port();
    target.rules = rules.get();
    ChannelNote note;
    TcpChannel channel(loop, resolver, target, note);
    RawSocket socket = accepted(peer);
    ASSERT_TRUE(runUntil([&] { return channel.state() == PackageChannel::State::Open; }));
    channel.send("hello\r\n");
    EXPECT_EQ(received(socket, 7), "hello\r\n");
    ASSERT_TRUE(socket.send("1\r\n2\r\n3"));
    ASSERT_TRUE(runUntil([&] { return channel.hasPackage(); }));
    EXPECT_EQ(channel.take(), "1\r\n");
    EXPECT_EQ(channel.take(), "2\r\n");
    EXPECT_EQ(channel.take(), std::nullopt);
    ASSERT_TRUE(socket.send("\r\n"));
    socket.close();
    ASSERT_TRUE(runUntil([&] { return channel.state() == PackageChannel::State::Ended; }));
    EXPECT_EQ(channel.take(), "3\r\n");
    EXPECT_FALSE(channel.error());
}

TEST_F(Tcp, AChannelKeepsNoMoreThanItsLimit) {
    auto rules = frame::FramingRules::create(eof(0).framing).take();
    TcpTarget target;
    target.host = "127.0.0.1";
    target.port = peer.port();
    target.rules = rules.get();
    ChannelNote note;
    TcpChannel channel(loop, resolver, target, note);
    RawSocket socket = accepted(peer);
    std::string all;
    const int count = int(PackageChannel::kMaxKept) + 500;
    for (int i = 0; i < count; ++i) {
        all += "x" + std::to_string(i) + "\r\n";
    }
    ASSERT_TRUE(socket.send(all));
    socket.close();
    ASSERT_TRUE(runUntil([&] { return note.events > int(PackageChannel::kMaxKept); }));
    test::runFor(loop, 5);
    EXPECT_EQ(note.events, int(PackageChannel::kMaxKept) + 1) << "connected, and one for each package kept";
    EXPECT_EQ(channel.state(), PackageChannel::State::Open) << "its end comes behind what was not cut yet";
    for (int i = 0; i < count; ++i) {
        ASSERT_TRUE(runUntil([&] { return channel.hasPackage(); })) << i;
        EXPECT_EQ(channel.take(), "x" + std::to_string(i) + "\r\n");
    }
    ASSERT_TRUE(runUntil([&] { return channel.state() == PackageChannel::State::Ended; }));
    EXPECT_FALSE(channel.error());
}

} // namespace
} // namespace aha::client
