// The server behind TLS, over real sockets; client and server share one loop.
#include "core/net/tcp_connect.h"
#include "core/net/tls_context.h"
#include "core/server/http_server.h"
#include "support/http_harness.h"
#include "support/stream_recorder.h"
#include "support/tls_material.h"

#include <gtest/gtest.h>

namespace aha::test {
namespace {

using server::HttpExchange;

class HttpTlsTest : public ::testing::Test {
protected:
    HttpTlsTest() {
        const TlsFiles files = authority.issue({"localhost", {"DNS:localhost"}, 30, "", ""});
        net::TlsServerOptions serving;
        serving.certificate = {files.certificate, files.key, ""};
        serverContext = net::TlsContext::server(serving).take();
        net::TlsClientOptions connecting;
        connecting.caFile = authority.caFile();
        clientContext = net::TlsContext::client(connecting).take();
        server.emplace(loop, handler, server::HttpOptions{});
        EXPECT_TRUE(server->listen("127.0.0.1", 0, serverContext.get()).ok());
    }
    // Connects, sends, and gives what has come when `isDone` says so.
    std::string talk(std::string_view request, const std::function<bool(const std::string&)>& isDone,
                     bool isEncrypted = true) {
        peer.emplace();
        const auto connect = net::TcpConnect::start(
            loop, "127.0.0.1", server->port(), 5000, [&](Result<net::StreamPtr> stream) {
                ASSERT_TRUE(stream.ok());
                peer->start(isEncrypted ? clientContext->connect(loop, stream.take(), "localhost")
                                        : stream.take());
                peer->stream->write(request);
            });
        for (int i = 0; i < 20'000 && !isDone(peer->data); ++i) {
            TurnCounter().run(loop, 1);
        }
        EXPECT_TRUE(isDone(peer->data)) << peer->data.substr(0, 200);
        return withoutDate(peer->data);
    }
    ~HttpTlsTest() override {
        peer.reset();
        server.reset();
    }

    TlsAuthority authority{"test"};
    net::Loop loop;
    ScriptedHandler handler;
    std::unique_ptr<net::TlsContext> serverContext, clientContext;
    std::optional<server::HttpServer> server;
    std::optional<StreamRecorder> peer;
};

TEST_F(HttpTlsTest, AnswersEncryptedRequestsInOneRecordsWorth) {
    bool wasEncrypted = false;
    handler.request = [&wasEncrypted](HttpExchange& exchange) {
        wasEncrypted = exchange.isEncrypted();
        ScriptedHandler::echo(exchange);
    };
    const std::string get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const std::string expected = ok("GET /") + ok("GET /");
    EXPECT_EQ(
        talk(get + get, [&](const std::string& data) { return withoutDate(data).size() >= expected.size(); }),
        expected);
    EXPECT_TRUE(wasEncrypted);
}

TEST_F(HttpTlsTest, SendsBigBodiesAndEndsWithTheConnection) {
    const std::string body(3'000'000, 't');
    handler.request = [&body](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf(body)); };
    const std::string got = talk("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                                 [this](const std::string&) { return peer->eofs > 0; });
    EXPECT_TRUE(got == ok(body, "Connection: close\r\n"));
    EXPECT_TRUE(peer->errors.empty());
}

TEST_F(HttpTlsTest, PlainTextIsNotServed) {
    talk(
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        [this](const std::string&) {
            return !peer->errors.empty() || peer->eofs > 0 ||
                   (peer->stream && server->stats().connections == 0 && server->stats().accepted == 1);
        },
        false);
    EXPECT_TRUE(handler.log.empty());
    EXPECT_EQ(server->stats().connections, 0u);
}

} // namespace
} // namespace aha::test
