// The whole server over real sockets.
#include "core/net/tcp_listener.h"
#include "core/server/http_server.h"
#include "support/http_harness.h"
#include "support/http_tcp_client.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/un.h>

#include <chrono>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using server::HttpServer;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view kLast = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++found;
    }
    return found;
}

void pauseMs(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

// One server on a free port. `late` answers are given by a timer.
class HttpServerTest : public ::testing::Test {
protected:
    struct LateAnswer : WheelTimer {
        explicit LateAnswer(HttpExchange& exchange) : WheelTimer(&onDue), target(exchange) {}
        static void onDue(WheelTimer& timer) {
            static_cast<LateAnswer&>(timer).target->respond(200, {}, bytesOf("late"));
        }
        Ref<HttpExchange> target;
    };

    HttpServerTest() { start({}); }
    ~HttpServerTest() override {
        for (const auto& answer : late) {
            loop.cancel(*answer);
        }
        late.clear();
        server.reset();
    }
    void start(HttpOptions options) {
        server.emplace(loop, handler, std::move(options));
        ASSERT_TRUE(server->listen("127.0.0.1", 0).ok());
        port = server->port();
        ASSERT_NE(port, 0u);
    }
    void answerAfter(std::uint64_t ms) {
        handler.request = [this, ms](HttpExchange& exchange) {
            late.push_back(std::make_unique<LateAnswer>(exchange));
            loop.arm(*late.back(), ms);
        };
    }
    void client(std::function<void()> script) { ClientThread(loop, std::move(script)); }

    net::Loop loop;
    ScriptedHandler handler;
    std::optional<HttpServer> server;
    std::vector<std::unique_ptr<LateAnswer>> late;
    unsigned port = 0;
};

TEST_F(HttpServerTest, ServesKeptAndPipelinedRequests) {
    client([this] {
        TcpClient kept(port);
        ASSERT_TRUE(kept.isConnected());
        for (int i = 0; i < 200; ++i) {
            ASSERT_TRUE(kept.send(kGet));
            ASSERT_EQ(withoutDate(kept.receive(1)), ok("GET /"));
        }
        std::string pipeline;
        for (int i = 0; i < 999; ++i) {
            pipeline += kGet;
        }
        ASSERT_TRUE(kept.send(pipeline + std::string(kLast)));
        EXPECT_EQ(count(kept.receiveAll(), "HTTP/1.1 200 OK\r\n"), 1000u);
        EXPECT_FALSE(kept.sawReset());
    });
    EXPECT_EQ(server->stats().requests, 1200u);
    EXPECT_EQ(server->stats().accepted, 1u);
}

TEST_F(HttpServerTest, ServesManyConnectionsAtOnce) {
    client([this] {
        std::deque<TcpClient> clients;
        for (int i = 0; i < 100; ++i) {
            clients.emplace_back(port);
            clients.back().send("GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        for (int i = 0; i < 100; ++i) {
            EXPECT_EQ(withoutDate(clients[static_cast<std::size_t>(i)].receive(1)),
                      ok("GET /" + std::to_string(i)));
        }
    });
}

TEST_F(HttpServerTest, KnowsBothEnds) {
    std::string seen;
    handler.request = [&seen, this](HttpExchange& exchange) {
        seen = exchange.remoteAddress() + " " + exchange.localAddress();
        EXPECT_EQ(exchange.localPort(), port);
        EXPECT_NE(exchange.remotePort(), 0u);
        exchange.respond(200, {}, {});
    };
    client([this] {
        TcpClient peer(port);
        peer.send(kLast);
        peer.receiveAll();
    });
    EXPECT_EQ(seen, "127.0.0.1 127.0.0.1");
}

TEST_F(HttpServerTest, AnErrorAnswerReachesAClientThatIsStillSending) {
    client([this] {
        TcpClient peer(port);
        peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n" +
                  std::string(300'000, 'x'));
        pauseMs(20);
        peer.send(std::string(300'000, 'x'));
        peer.shutdown();
        const std::string answer = peer.receiveAll();
        EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 413");
        EXPECT_NE(answer.find("</html>"), std::string::npos);
        EXPECT_FALSE(peer.sawReset());
    });
}

TEST_F(HttpServerTest, AHalfClosedClientIsServed) {
    answerAfter(80);
    client([this] {
        TcpClient peer(port);
        peer.send(kGet);
        peer.shutdown();
        EXPECT_EQ(withoutDate(peer.receiveAll()),
                  "HTTP/1.1 100 Continue\r\n\r\n" + ok("late", "Connection: close\r\n"));
        EXPECT_FALSE(peer.sawReset());
    });
    EXPECT_EQ(server->stats().aborted, 0u);
}

TEST_F(HttpServerTest, AClientThatLeavesIsNoticedSoon) {
    answerAfter(60'000);
    for (const bool withReset : {false, true}) {
        handler.log.clear();
        client([this, withReset] {
            TcpClient peer(port);
            peer.send(kGet);
            pauseMs(20);
            if (withReset) {
                peer.reset();
            } else {
                peer.close();
            }
            pauseMs(150);
        });
        ASSERT_EQ(handler.log.size(), 2u) << withReset;
        EXPECT_EQ(handler.log[1], withReset ? "aborted reset" : "aborted closed");
        EXPECT_TRUE(late.back()->target->isAborted());
        EXPECT_EQ(late.back()->target->remoteAddress(), "127.0.0.1");
        EXPECT_EQ(server->stats().connections, 0u);
    }
}

TEST_F(HttpServerTest, ABigAnswerToASlowReaderIsWhole) {
    const std::string body(20'000'000, 'z');
    handler.request = [&body](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf(body)); };
    client([this, &body] {
        TcpClient peer(port);
        peer.send(kLast);
        pauseMs(30);
        const std::string first = peer.receive(1'000'000);
        pauseMs(30);
        EXPECT_TRUE(withoutDate(first + peer.receiveAll()) == ok(body, "Connection: close\r\n"));
    });
}

TEST_F(HttpServerTest, AStreamedUploadIsWhole) {
    std::size_t received = 0;
    auto take = [&received](HttpExchange& exchange) {
        received += exchange.takeBody().size();
        if (exchange.isBodyComplete() && !exchange.isFinished()) {
            exchange.respond(200, {}, bytesOf(std::to_string(received)));
        }
    };
    handler.request = handler.body = take;
    client([this] {
        TcpClient peer(port);
        peer.send(
            "POST /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 30000000\r\n\r\n");
        const std::string part(1'000'000, 'u');
        for (int i = 0; i < 30; ++i) {
            ASSERT_TRUE(peer.send(part));
        }
        EXPECT_EQ(withoutDate(peer.receiveAll()), ok("30000000", "Connection: close\r\n"));
    });
}

TEST_F(HttpServerTest, ABusyAddressIsAnError) {
    HttpServer second(loop, handler, {});
    const Result<void> result = second.listen("127.0.0.1", port);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, Errc::AddressInUse);
    EXPECT_EQ(second.port(), 0u);
    EXPECT_FALSE(second.listenFd(::socket(AF_INET, SOCK_STREAM, 0)).ok()) << "it does not listen";
}

TEST_F(HttpServerTest, ServesOnAnInheritedSocket) {
    net::ListenOptions listening;
    const int fd = net::openListenSocket("127.0.0.1", 0, listening).take();
    server.emplace(loop, handler, HttpOptions{});
    ASSERT_TRUE(server->listenFd(fd).ok());
    port = server->port();
    client([this] {
        TcpClient peer(port);
        peer.send(kLast);
        EXPECT_EQ(withoutDate(peer.receiveAll()), ok("GET /", "Connection: close\r\n"));
    });
}

TEST_F(HttpServerTest, ServesOnAUnixSocket) {
    TempTree tree;
    ASSERT_TRUE(server->listen("unix:" + tree.path("sock"), 0).ok());
    const std::string path = tree.path("sock");
    std::string remote = "?";
    handler.request = [&remote](HttpExchange& exchange) {
        remote = exchange.remoteAddress();
        ScriptedHandler::echo(exchange);
    };
    client([&path] {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        TcpClient peer(reinterpret_cast<sockaddr*>(&address), sizeof address);
        ASSERT_TRUE(peer.isConnected());
        peer.send(kLast);
        EXPECT_EQ(withoutDate(peer.receiveAll()), ok("GET /", "Connection: close\r\n"));
    });
    EXPECT_EQ(remote, "");
}

TEST_F(HttpServerTest, TellsWhenDescriptorsRunOutAndRecovers) {
    std::vector<Errc> errors;
    server->setAcceptErrorHook([&errors](const Error& error) { errors.push_back(error.code); });
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const TcpClient waiting(port), second(port);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(second.fd()) + 1;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    client([] { pauseMs(30); });
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0], Errc::Resource);
    EXPECT_EQ(server->stats().acceptErrors, 1u);
    client([this] {
        TcpClient peer(port);
        peer.send(kLast);
        EXPECT_EQ(withoutDate(peer.receiveAll()), ok("GET /", "Connection: close\r\n"));
    });
}

TEST_F(HttpServerTest, AcceptingCanPause) {
    server->pauseAccepting();
    client([this] {
        TcpClient peer(port);
        EXPECT_TRUE(peer.isConnected()) << "the backlog takes it";
        peer.send(kLast);
        pauseMs(30);
    });
    EXPECT_EQ(server->stats().accepted, 0u);
    server->resumeAccepting();
    client([this] {
        TcpClient peer(port);
        peer.send(kLast);
        EXPECT_EQ(withoutDate(peer.receiveAll()), ok("GET /", "Connection: close\r\n"));
    });
    EXPECT_EQ(server->stats().accepted, 2u);
}

TEST_F(HttpServerTest, DrainFinishesWhatIsInFlight) {
    bool isDrained = false;
    handler.request = [this, &isDrained](HttpExchange& exchange) {
        late.push_back(std::make_unique<LateAnswer>(exchange));
        loop.arm(*late.back(), 30);
        server->drain([&isDrained] { isDrained = true; });
    };
    client([this] {
        TcpClient peer(port);
        peer.send(kGet);
        EXPECT_EQ(withoutDate(peer.receiveAll()), ok("late", "Connection: close\r\n"));
        EXPECT_FALSE(TcpClient(port).isConnected());
        peer.close();
        pauseMs(20);
    });
    EXPECT_TRUE(isDrained);
}

TEST_F(HttpServerTest, AServerMayEndWithConnectionsOpen) {
    answerAfter(60'000);
    std::optional<TcpClient> busy, idle;
    client([&, this] {
        busy.emplace(port);
        idle.emplace(port);
        busy->send(kGet);
        pauseMs(20);
    });
    EXPECT_EQ(server->stats().connections, 2u);
    server.reset();
    EXPECT_EQ(handler.log.back(), "aborted cancelled");
    client([&, this] {
        EXPECT_EQ(busy->receiveAll() + idle->receiveAll(), "");
        EXPECT_FALSE(TcpClient(port).isConnected());
    });
}

} // namespace
} // namespace aha::test
