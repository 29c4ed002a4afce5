#include "core/net/connector.h"

#include "core/net/tcp.h"
#include "support/loop_fixture.h"
#include "support/raw_socket.h"
#include "support/stream_recorder.h"
#include "support/tls_fixture.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <deque>

namespace aha::net {
namespace {

using test::StreamRecorder;

struct Acceptor final : AcceptHandler {
    void onAccept(StreamPtr stream) override { streams.push_back(std::move(stream)); }
    std::deque<StreamPtr> streams;
};

// A listening socket that never accepts and whose backlog is full: a connect to it gets no answer.
class FullBacklog {
public:
    explicit FullBacklog(const std::string& address, unsigned port) {
        ListenOptions options;
        options.backlog = 0;
        auto fd = openListenSocket(address, port, options);
        EXPECT_TRUE(fd.ok());
        fds_.push_back(fd.value());
        auto target = SocketAddress::parse(address, port, SocketAddress::Names::Refuse);
        for (int i = 0; i < 8; ++i) {
            int client = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            (void)!::connect(client, target.value().data(), target.value().size());
            fds_.push_back(client);
        }
    }
    ~FullBacklog() {
        for (int fd : fds_) {
            ::close(fd);
        }
    }

private:
    std::vector<int> fds_;
};

class WithConnector : public test::TlsTest {
protected:
    WithConnector()
        : resolver(loop, {}, [this](const std::string&) { return Resolver::Answer(addresses); }) {}

    void listen(const std::string& address = "127.0.0.1", unsigned at = 0) {
        auto made = TcpListener::listen(loop, address, at, {}, acceptor);
        ASSERT_TRUE(made.ok());
        listener = made.take();
        port = listener->port();
    }
    std::unique_ptr<Connector> connect(const std::string& host, ConnectOptions options = {}) {
        return Connector::start(loop, resolver, host, port, options,
                                [this](ConnectResult result) { results.push_back(std::move(result)); });
    }
    bool isDone() {
        return runUntil([&] { return !results.empty(); });
    }
    // Skipped time would end the look-up, which has a thread of its own.
    bool isLookedUp() {
        return runUntil([&] { return resolver.stats().latency.count() > 0; });
    }
    std::string error() { return results.at(0).stream ? "" : results[0].stream.error().message; }
    std::string at(const std::string& address) { return address + ":" + std::to_string(port); }

    Resolver::Addresses addresses; // of every name
    Resolver resolver;
    Acceptor acceptor;
    TcpListenerPtr listener;
    unsigned port = 0;
    std::vector<ConnectResult> results;
};

TEST(InterleaveFamilies, TakesTurnsBeginningWithTheFirst) {
    EXPECT_EQ(interleaveFamilies({"::1", "::2", "::3", "1.1.1.1", "2.2.2.2"}),
              (std::vector<std::string>{"::1", "1.1.1.1", "::2", "2.2.2.2", "::3"}));
    EXPECT_EQ(interleaveFamilies({"1.1.1.1", "::1", "::2"}),
              (std::vector<std::string>{"1.1.1.1", "::1", "::2"}));
    EXPECT_TRUE(interleaveFamilies({}).empty());
}

TEST_F(WithConnector, ConnectsByNameLiteralAndPath) {
    listen();
    addresses = {"127.0.0.1"};
    for (const char* host : {"example.test", "127.0.0.1", "localhost"}) {
        results.clear();
        auto connector = connect(host);
        EXPECT_TRUE(results.empty());
        ASSERT_TRUE(isDone());
        EXPECT_TRUE(connector->isDone());
        ASSERT_TRUE(results[0].stream.ok()) << error();
        EXPECT_EQ(results[0].address, at("127.0.0.1"));
        EXPECT_EQ(results[0].step, ConnectStep::Connect);
        EXPECT_GT(results[0].connectMs, 0.0);
        EXPECT_EQ(results[0].tlsMs, 0.0);
    }
    results.clear();
    std::string path = "unix:" + test::temporaryPath("connector.sock");
    auto other = TcpListener::listen(loop, path, 0, {}, acceptor);
    auto connector = connect(path);
    ASSERT_TRUE(isDone());
    EXPECT_TRUE(results[0].stream.ok()) << error();
    EXPECT_EQ(results[0].address, path);
}

TEST_F(WithConnector, TriesTheNextAddressAtOnceWhenOneRefuses) {
    listen();
    addresses = {"127.0.0.2", "127.0.0.3", "127.0.0.1"}; // nobody listens at the first two
    auto connector = connect("example.test");
    ASSERT_TRUE(isDone());
    ASSERT_TRUE(results[0].stream.ok()) << error();
    EXPECT_EQ(results[0].address, at("127.0.0.1"));
}

TEST_F(WithConnector, TriesTheNextAddressBesideOneThatDoesNotAnswer) {
    listen();
    FullBacklog silent("127.0.0.2", port);
    addresses = {"127.0.0.2", "127.0.0.1"};
    ConnectOptions options;
    options.attemptDelayMs = 100'000;
    options.connectTimeoutMs = 0;
    auto connector = connect("example.test", options);
    ASSERT_TRUE(isLookedUp());
    test::runFor(loop, 10);
    EXPECT_TRUE(results.empty());
    loop.skipTime(100'000);
    ASSERT_TRUE(isDone());
    ASSERT_TRUE(results[0].stream.ok()) << error();
    EXPECT_EQ(results[0].address, at("127.0.0.1"));
}

TEST_F(WithConnector, GathersTheErrorsOfAllAttempts) {
    listen();
    listener.reset();
    addresses = {"127.0.0.2", "127.0.0.1"};
    auto connector = connect("example.test");
    ASSERT_TRUE(isDone());
    EXPECT_EQ(error(), "connect to " + at("example.test") + ": " + at("127.0.0.2") +
                           ": Connection refused; " + at("127.0.0.1") + ": Connection refused");
    EXPECT_EQ(results[0].stream.error().code, Errc::Refused);
    results.clear();
    auto literal = connect("127.0.0.1");
    ASSERT_TRUE(isDone());
    EXPECT_EQ(error(), "connect to " + at("127.0.0.1") + ": Connection refused");
}

TEST_F(WithConnector, TheConnectTimeoutIsOfAllAttemptsTogether) {
    listen();
    FullBacklog silent("127.0.0.2", port);
    addresses = {"127.0.0.3", "127.0.0.2"};
    ConnectOptions options;
    options.connectTimeoutMs = 1'000'000;
    auto connector = connect("example.test", options);
    ASSERT_TRUE(isLookedUp());
    test::runFor(loop, 10);
    EXPECT_TRUE(results.empty());
    loop.skipTime(1'000'000);
    ASSERT_TRUE(isDone());
    EXPECT_EQ(results[0].stream.error().code, Errc::TimedOut);
    EXPECT_EQ(results[0].step, ConnectStep::Connect);
    EXPECT_EQ(error(), "connect to " + at("example.test") + ": no connection within 1000000 ms (" +
                           at("127.0.0.3") + ": Connection refused; 127.0.0.2: no answer)");
}

TEST_F(WithConnector, TellsThatTheNameIsUnknown) {
    auto connector = connect("unknown.test"); // has no addresses here
    ASSERT_TRUE(isDone());
    EXPECT_EQ(results[0].step, ConnectStep::Dns);
    EXPECT_EQ(results[0].stream.error().code, Errc::Unreachable);
    EXPECT_EQ(error(), "connect to unknown.test:0: look up \"unknown.test\": it has no address");
}

TEST_F(WithConnector, DoesTheTlsHandshakeAndLosesNoEarlyBytes) {
    listen();
    addresses = {"127.0.0.1"};
    auto serverSide = test::makeServer();
    auto clientSide = test::makeClient();
    ConnectOptions options;
    options.tls = clientSide.get();
    auto connector = connect("server.test", options);
    StreamRecorder server;
    ASSERT_TRUE(runUntil([&] {
        if (!acceptor.streams.empty()) {
            server.start(serverSide->accept(loop, std::move(acceptor.streams.front())));
            acceptor.streams.pop_front();
            server->write("greeting"); // with the handshake: the server speaks first
        }
        return !results.empty();
    }));
    ASSERT_TRUE(results[0].stream.ok()) << error();
    EXPECT_EQ(results[0].step, ConnectStep::Tls);
    EXPECT_GT(results[0].tlsMs, 0.0);
    server->write(", and more");
    test::runFor(loop, 10); // nobody listens yet
    StreamRecorder client(results[0].stream.take());
    EXPECT_EQ(client.opens, 1);
    EXPECT_TRUE(client->isEncrypted());
    ASSERT_TRUE(runUntil([&] { return client.data == "greeting, and more"; })) << client.data;
    client->write("answer");
    ASSERT_TRUE(runUntil([&] { return server.data == "answer"; }));
    server->shutdown();
    ASSERT_TRUE(runUntil([&] { return client.eofs == 1; }));
}

TEST_F(WithConnector, TellsWhyTheHandshakeFailed) {
    listen();
    addresses = {"127.0.0.1"};
    auto serverSide = test::makeServer();
    auto clientSide = test::makeClient();
    ConnectOptions options;
    options.tls = clientSide.get();
    auto connector = connect("other.test", options); // the certificate is for server.test
    StreamRecorder server;
    ASSERT_TRUE(runUntil([&] {
        if (!acceptor.streams.empty()) {
            server.start(serverSide->accept(loop, std::move(acceptor.streams.front())));
            acceptor.streams.pop_front();
        }
        return !results.empty();
    }));
    EXPECT_EQ(results[0].step, ConnectStep::Tls);
    EXPECT_EQ(results[0].stream.error().code, Errc::Tls);
    EXPECT_EQ(error().rfind("connect to " + at("other.test") + ": ", 0), 0U) << error();
    EXPECT_EQ(results[0].address, at("127.0.0.1"));
}

TEST_F(WithConnector, TheHandshakeHasATimeLimitAndAnEarlyEnd) {
    listen();
    addresses = {"127.0.0.1"};
    auto clientSide = test::makeClient();
    ConnectOptions options;
    options.tls = clientSide.get();
    options.tlsTimeoutMs = 1'000'000;
    auto connector = connect("server.test", options);
    ASSERT_TRUE(runUntil([&] { return !acceptor.streams.empty(); })); // and it says nothing
    test::runFor(loop, 10);
    EXPECT_TRUE(results.empty());
    loop.skipTime(1'000'000);
    ASSERT_TRUE(isDone());
    EXPECT_EQ(results[0].stream.error().code, Errc::TimedOut);
    EXPECT_EQ(error(), "connect to " + at("server.test") + ": TLS handshake: not complete within 1000000 ms");

    results.clear();
    acceptor.streams.clear();
    auto second = connect("server.test", options);
    ASSERT_TRUE(runUntil([&] { return !acceptor.streams.empty(); }));
    StreamRecorder server(std::move(acceptor.streams.front()));
    ASSERT_TRUE(runUntil([&] { return !server.data.empty(); })); // its first message
    server.stream.reset();
    ASSERT_TRUE(isDone());
    EXPECT_EQ(results[0].stream.error().code, Errc::Closed);
}

TEST_F(WithConnector, CancelsSilentlyAtEachStep) {
    listen();
    addresses = {"127.0.0.1"};
    auto clientSide = test::makeClient();
    ConnectOptions options;
    options.tls = clientSide.get();
    connect("example.test", options).reset(); // resolving
    auto second = connect("example.test", options);
    ASSERT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; })); // handshaking
    second.reset();
    FullBacklog silent("127.0.0.2", port);
    addresses = {"127.0.0.2"};
    resolver.clear();
    auto third = connect("example.test");
    test::runFor(loop, 10); // connecting
    third.reset();
    listener.reset();
    acceptor.streams.clear();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_TRUE(results.empty());
}

TEST_F(WithConnector, MayBeDestroyedByItsCallback) {
    listen();
    std::unique_ptr<Connector> connector;
    int calls = 0;
    connector = Connector::start(loop, resolver, "127.0.0.1", port, {}, [&](ConnectResult result) {
        EXPECT_TRUE(result.stream.ok());
        ++calls;
        connector.reset();
    });
    EXPECT_TRUE(runUntil([&] { return calls == 1; }));
}

TEST(ConnectorLoop, EndsItWithCancelled) {
    auto loop = std::make_unique<Loop>();
    Resolver resolver(*loop);
    std::vector<Errc> codes;
    auto connector = Connector::start(*loop, resolver, "127.0.0.1", 1, {}, [&](ConnectResult result) {
        codes.push_back(result.stream.error().code);
    });
    loop.reset();
    EXPECT_EQ(codes, std::vector<Errc>{Errc::Cancelled});
}

} // namespace
} // namespace aha::net
