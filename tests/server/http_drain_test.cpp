// How a server leaves without losing a request: over real sockets.
#include "core/net/tcp_connect.h"
#include "core/net/tcp_listener.h"
#include "core/net/tls_context.h"
#include "core/server/http_server.h"
#include "support/http_harness.h"
#include "support/http_tcp_client.h"
#include "support/loop_fixture.h"
#include "support/stream_recorder.h"
#include "support/tls_material.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace aha::test {
namespace {

using server::DrainOptions;
using server::HttpExchange;
using server::HttpOptions;
using server::HttpServer;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string kGoodbye = ok("GET /", "Connection: close\r\n");

class HttpDrain : public LoopTest {
protected:
    HttpDrain() { server = make(); }
    ~HttpDrain() override { server.reset(); }

    std::unique_ptr<HttpServer> make() {
        HttpOptions options;
        options.lingerMs = 100;
        return std::make_unique<HttpServer>(loop, handler, std::move(options));
    }
    void listen() { ASSERT_TRUE(server->listen("127.0.0.1", 0).ok()); }
    int openSocket() {
        const int fd = net::openListenSocket("127.0.0.1", 0, {}).take();
        EXPECT_TRUE(server->listenFd(::dup(fd)).ok());
        return fd;
    }
    // One request is answered, the connection is kept.
    void warmUp(TcpClient& client) {
        const std::uint64_t before = server->stats().responses[2];
        ASSERT_TRUE(client.send(kGet));
        ASSERT_TRUE(runUntil([this, before] { return server->stats().responses[2] == before + 1; }));
        settle();
        ASSERT_EQ(withoutDate(client.receive(1)), ok("GET /"));
    }
    void drain(DrainOptions options) {
        server->drain(options, [this] { isDrained = true; });
    }
    bool untilDrained() {
        return runUntil([this] { return isDrained; });
    }

    ScriptedHandler handler;
    std::unique_ptr<HttpServer> server;
    bool isDrained = false;
};

TEST_F(HttpDrain, RequestsInTheReceiveBufferAreAnswered) {
    listen();
    TcpClient used(server->port()), fresh(server->port()), idle(server->port());
    warmUp(used);
    ASSERT_TRUE(runUntil([this] { return server->stats().accepted == 3; }));
    // The kernel has these; the server has not looked yet.
    ASSERT_TRUE(used.send(kGet));
    ASSERT_TRUE(fresh.send(kGet));
    drain({0, false});
    EXPECT_TRUE(untilDrained());
    EXPECT_EQ(withoutDate(used.receiveAll()), kGoodbye);
    EXPECT_EQ(withoutDate(fresh.receiveAll()), kGoodbye);
    EXPECT_EQ(idle.receiveAll(), "");
    EXPECT_FALSE(used.sawReset() || fresh.sawReset() || idle.sawReset());
}

TEST_F(HttpDrain, AKeepAliveTimeoutLosesNoRequestEither) {
    server.reset();
    HttpOptions options;
    options.keepAliveTimeoutMs = 60'000;
    server = std::make_unique<HttpServer>(loop, handler, options);
    listen();
    TcpClient client(server->port());
    warmUp(client);
    ASSERT_TRUE(client.send(kGet));
    loop.skipTime(60'001); // its timer and its request are seen in the same turn
    ASSERT_TRUE(runUntil([this] { return server->stats().responses[2] == 2; }));
    settle();
    EXPECT_EQ(withoutDate(client.receive(1)), ok("GET /"));
}

TEST_F(HttpDrain, ConnectionsInTheBacklogOfItsOwnSocketAreServed) {
    listen();
    TcpClient first(server->port()), second(server->port());
    ASSERT_TRUE(first.send(kGet));
    ASSERT_TRUE(second.send(kGet));
    drain({0, false});
    EXPECT_EQ(server->stats().accepted, 2u);
    EXPECT_TRUE(untilDrained());
    EXPECT_EQ(withoutDate(first.receiveAll()), kGoodbye);
    EXPECT_EQ(withoutDate(second.receiveAll()), kGoodbye);
}

TEST_F(HttpDrain, ConnectionsInTheBacklogOfASharedSocketAreLeftToTheSuccessor) {
    const int fd = openSocket();
    TcpClient client(server->port());
    ASSERT_TRUE(client.send(kGet));
    auto successor = make();
    drain({0, false});
    EXPECT_TRUE(untilDrained());
    EXPECT_EQ(server->stats().accepted, 0u);
    ASSERT_TRUE(successor->listenFd(fd).ok());
    ASSERT_TRUE(runUntil([&successor] { return successor->stats().responses[2] == 1; }));
    settle();
    EXPECT_EQ(withoutDate(client.receive(1)), ok("GET /"));
}

TEST_F(HttpDrain, ConnectionsInTheBacklogOfASharedSocketAreServedIfNobodyElseWill) {
    const int fd = openSocket();
    TcpClient client(server->port());
    ASSERT_TRUE(client.send(kGet));
    drain({0, true});
    ::close(fd);
    EXPECT_TRUE(untilDrained());
    EXPECT_EQ(withoutDate(client.receiveAll()), kGoodbye);
}

TEST_F(HttpDrain, ARequestThatCrossesTheEndMeetsNoReset) {
    listen();
    TcpClient client(server->port());
    warmUp(client);
    drain({0, false});
    settle(); // our FIN is out, the client's is not
    ASSERT_TRUE(client.send(kGet));
    EXPECT_TRUE(untilDrained());
    EXPECT_EQ(client.receiveAll(), "");
    EXPECT_FALSE(client.sawReset());
    EXPECT_EQ(server->stats().responses[2], 1u);
}

TEST_F(HttpDrain, AClientThatDoesNotCloseIsNotWaitedForLong) {
    listen();
    TcpClient client(server->port());
    warmUp(client);
    drain({0, false});
    settle();
    EXPECT_FALSE(isDrained);
    passTime(100);
    EXPECT_TRUE(isDrained);
}

TEST_F(HttpDrain, AnEncryptedRequestInTheReceiveBufferIsAnswered) {
    TlsAuthority authority("test");
    const TlsFiles files = authority.issue({"localhost", {"DNS:localhost"}, 30, "", ""});
    net::TlsServerOptions serving;
    serving.certificate = {files.certificate, files.key, ""};
    const auto serverContext = net::TlsContext::server(serving).take();
    net::TlsClientOptions connecting;
    connecting.caFile = authority.caFile();
    const auto clientContext = net::TlsContext::client(connecting).take();
    ASSERT_TRUE(server->listen("127.0.0.1", 0, serverContext.get()).ok());
    StreamRecorder peer;
    const auto connect =
        net::TcpConnect::start(loop, "127.0.0.1", server->port(), 5000, [&](Result<net::StreamPtr> stream) {
            ASSERT_TRUE(stream.ok());
            peer.start(clientContext->connect(loop, stream.take(), "localhost"));
            peer.stream->write(kGet);
        });
    ASSERT_TRUE(runUntil([&peer] { return withoutDate(peer.data) == ok("GET /"); }));
    peer.data.clear();
    peer.stream->write(kGet);
    drain({0, false});
    EXPECT_TRUE(runUntil([&peer] { return peer.eofs > 0; }));
    EXPECT_EQ(withoutDate(peer.data), kGoodbye);
    EXPECT_TRUE(peer.errors.empty());
}

// What a reload does: a successor takes over the socket, the old server drains. Clients keep their
// connections for as long as they are allowed to.
TEST_F(HttpDrain, NoRequestIsLostOverManySuccessions) {
    constexpr int kClients = 4, kSuccessions = 40;
    const int fd = openSocket();
    const unsigned port = server->port();
    std::atomic<bool> isOver{false};
    std::atomic<unsigned> answered{0}, lost{0}, reconnected{0}, running{kClients};
    std::vector<std::thread> threads;
    for (int i = 0; i < kClients; ++i) {
        threads.emplace_back([&] {
            auto client = std::make_unique<TcpClient>(port);
            while (!isOver) {
                const std::string answer = client->send(kGet) ? client->receive(1) : "";
                ++(answer.substr(0, 15) == "HTTP/1.1 200 OK" ? answered : lost);
                if (answer.find("Connection: close") != std::string::npos || answer.empty()) {
                    client = std::make_unique<TcpClient>(port);
                    ++reconnected;
                }
            }
            --running;
        });
    }
    std::vector<std::unique_ptr<HttpServer>> old;
    for (int i = 0; i < kSuccessions; ++i) {
        const unsigned before = answered;
        EXPECT_TRUE(runUntil([&] { return answered >= before + 50; }));
        auto successor = make();
        ASSERT_TRUE(successor->listenFd(::dup(fd)).ok());
        server->drain({5'000, false}, [] {});
        old.push_back(std::exchange(server, std::move(successor)));
    }
    isOver = true;
    EXPECT_TRUE(runUntil([&] { return running == 0; }));
    for (std::thread& thread : threads) {
        thread.join();
    }
    ::close(fd);
    EXPECT_EQ(lost, 0u);
    EXPECT_GE(answered, 50u * kSuccessions);
    EXPECT_GE(reconnected, unsigned{kSuccessions});
}

} // namespace
} // namespace aha::test
