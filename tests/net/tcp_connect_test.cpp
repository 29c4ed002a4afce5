#include "core/net/tcp_connect.h"

#include "core/net/tcp.h"
#include "support/loop_fixture.h"
#include "support/raw_socket.h"
#include "support/stream_recorder.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <deque>

namespace aha::net {
namespace {

using test::StreamRecorder;

struct Acceptor final : AcceptHandler {
    void onAccept(StreamPtr stream) override {
        streams.push_back(std::move(stream));
        if (action) {
            action();
        }
    }
    void onAcceptError(const Error& error) override { errors.push_back(error); }

    std::deque<StreamPtr> streams;
    std::vector<Error> errors;
    std::function<void()> action;
};

class WithListener : public test::LoopTest {
protected:
    TcpListenerPtr listen(const std::string& address, unsigned port = 0, ListenOptions options = {}) {
        auto listener = TcpListener::listen(loop, address, port, options, acceptor);
        EXPECT_TRUE(listener.ok()) << (listener ? "" : listener.error().message);
        return listener.take();
    }

    Acceptor acceptor;
};

class Connecting : public WithListener {
protected:
    std::unique_ptr<TcpConnect> connect(const std::string& address, unsigned port,
                                        std::uint64_t timeoutMs = 5000) {
        return TcpConnect::start(loop, address, port, timeoutMs, [this](Result<StreamPtr> result) {
            if (result) {
                connected.push_back(result.take());
            } else {
                failures.push_back(result.error());
            }
        });
    }
    std::vector<StreamPtr> connected;
    std::vector<Error> failures;
};

TEST_F(Connecting, ConnectsAndTalks) {
    for (const std::string& address :
         {std::string("127.0.0.1"), "unix:" + test::temporaryPath("connect.sock")}) {
        connected.clear();
        acceptor.streams.clear();
        auto listener = listen(address);
        auto attempt = connect(address, listener->port());
        EXPECT_FALSE(attempt->isDone());
        EXPECT_TRUE(connected.empty());
        EXPECT_TRUE(runUntil([&] { return connected.size() == 1 && acceptor.streams.size() == 1; }));
        EXPECT_TRUE(attempt->isDone());
        StreamRecorder client(std::move(connected[0])), server(std::move(acceptor.streams[0]));
        client->write("ping");
        EXPECT_TRUE(runUntil([&] { return server.data == "ping"; }));
        server->write("pong");
        EXPECT_TRUE(runUntil([&] { return client.data == "pong"; }));
    }
    EXPECT_TRUE(failures.empty());
}

TEST_F(Connecting, TellsWhoRefused) {
    auto fd = openListenSocket("127.0.0.1", 0, {});
    unsigned port = SocketAddress::localOf(fd.value()).port();
    ::close(fd.value());
    auto attempt = connect("127.0.0.1", port);
    EXPECT_TRUE(failures.empty());
    EXPECT_TRUE(runUntil([&] { return failures.size() == 1; }));
    EXPECT_EQ(failures[0].code, Errc::Refused);
    EXPECT_EQ(failures[0].message, "connect to 127.0.0.1:" + std::to_string(port) + ": Connection refused");
}

TEST_F(Connecting, FailsFromTheLoopForBadAddressesAndMissingSockets) {
    auto bad = connect("not an address", 80);
    auto name = connect("localhost", 80); // names are a resolver's business
    auto missing = connect("unix:/nonexistent/socket", 0);
    EXPECT_TRUE(failures.empty());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    ASSERT_EQ(failures.size(), 3U);
    EXPECT_EQ(failures[0].code, Errc::InvalidArgument);
    EXPECT_EQ(failures[1].code, Errc::InvalidArgument);
    EXPECT_EQ(failures[2].code, Errc::NotFound);
}

TEST_F(Connecting, GivesUpAfterItsTimeout) {
    ListenOptions options;
    options.backlog = 0;
    auto fd = openListenSocket("127.0.0.1", 0, options); // nobody accepts, and the backlog fills up
    unsigned port = SocketAddress::localOf(fd.value()).port();
    std::vector<std::unique_ptr<TcpConnect>> attempts;
    for (int i = 0; i < 8; ++i) {
        attempts.push_back(connect("127.0.0.1", port, 30'000));
    }
    test::runFor(loop, 20);
    EXPECT_TRUE(failures.empty());
    std::size_t through = connected.size();
    ASSERT_LT(through, attempts.size());
    passTime(29'000);
    EXPECT_TRUE(failures.empty());
    passTime(1'001);
    ASSERT_EQ(failures.size(), attempts.size() - connected.size());
    EXPECT_EQ(failures[0].code, Errc::TimedOut);
    EXPECT_EQ(failures[0].message,
              "connect to 127.0.0.1:" + std::to_string(port) + ": no answer within 30000 ms");
    ::close(fd.value());
}

TEST_F(Connecting, CancelsSilentlyWhenDestroyed) {
    auto listener = listen("127.0.0.1");
    auto attempt = connect("127.0.0.1", listener->port());
    auto failed = connect("bad", 1);
    attempt.reset();
    failed.reset();
    listener.reset();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_TRUE(connected.empty());
    EXPECT_TRUE(failures.empty());
}

TEST_F(Connecting, MayBeDestroyedByItsCallback) {
    auto listener = listen("127.0.0.1");
    std::unique_ptr<TcpConnect> attempt;
    int calls = 0;
    attempt = TcpConnect::start(loop, "127.0.0.1", listener->port(), 1000, [&](Result<StreamPtr> result) {
        ++calls;
        EXPECT_TRUE(result.ok());
        attempt.reset();
    });
    EXPECT_TRUE(runUntil([&] { return calls == 1; }));
}

TEST(ConnectingLoop, IsCancelledByTheEndOfTheLoop) {
    auto loop = std::make_unique<Loop>();
    std::vector<Errc> codes;
    auto attempt = TcpConnect::start(*loop, "bad", 1, 0,
                                     [&](Result<StreamPtr> result) { codes.push_back(result.error().code); });
    loop.reset();
    EXPECT_EQ(codes, std::vector<Errc>{Errc::Cancelled});
}

} // namespace
} // namespace aha::net
