#include "core/net/tcp_connect.h"
#include "core/proto/http/base64.h"
#include "support/http_client_world.h"
#include "support/stream_recorder.h"
#include "support/tls_fixture.h"

#include <map>

namespace aha::test {
namespace {

using client::HttpProxy;
using client::HttpRequest;
using Connection = ScriptedServer::Connection;
using namespace std::string_literals;

// A proxy that connects every tunnel to one port, after the script has accepted it.
class RelayProxy {
public:
    RelayProxy(net::Loop& loop, unsigned port) : server(loop), loop_(loop), port_(port) {
        server.onBytes = [this](Connection& c) { onBytes(c); };
    }
    // What to answer to what has come so far; "" = wait. A tunnel begins when `opens` is set.
    std::function<std::string(const std::string& in, bool& opens)> script;
    ScriptedServer server;
    std::vector<std::string> greetings;

private:
    struct Tunnel {
        std::unique_ptr<net::TcpConnect> connect;
        StreamRecorder upstream;
        bool isOpen = false, isStarted = false;
    };
    void onBytes(Connection& c) {
        Tunnel& tunnel = tunnels_[c.index];
        if (tunnel.isOpen) {
            tunnel.upstream->write(std::exchange(c.in, {}));
            return;
        }
        if (tunnel.isStarted) {
            return;
        }
        bool opens = false;
        const std::string reply = script(c.in, opens);
        if (!reply.empty()) {
            greetings.push_back(std::exchange(c.in, {}));
        }
        if (!opens) {
            c.send(reply);
            return;
        }
        tunnel.isStarted = true;
        tunnel.connect = net::TcpConnect::start(loop_, "127.0.0.1", port_, 0,
                                                [&tunnel, &c, reply](Result<net::StreamPtr> stream) {
                                                    ASSERT_TRUE(stream.ok());
                                                    tunnel.isOpen = true;
                                                    tunnel.upstream.onDataAction = [&tunnel, &c] {
                                                        c.send(std::exchange(tunnel.upstream.data, {}));
                                                    };
                                                    tunnel.upstream.start(stream.take());
                                                    c.send(reply);
                                                });
    }
    net::Loop& loop_;
    unsigned port_;
    std::map<std::size_t, Tunnel> tunnels_;
};

class HttpProxyTest : public HttpClientTest {
protected:
    static std::string connectScript(const std::string& in, bool& opens) {
        opens = in.find("\r\n\r\n") != std::string::npos;
        return opens ? "HTTP/1.1 200 Connection established\r\n\r\n" : "";
    }
    static std::string socksScript(const std::string& in, bool& opens) {
        if (in.size() >= 3 && in[1] == 1 && in.size() == 3) {
            return "\x05\x00"s;
        }
        if (in == "\x05\x02\x00\x02"s) {
            return "\x05\x02"s;
        }
        if (in[0] == 1) {
            return "\x01\x00"s;
        }
        opens = in.size() > 4 && in[3] == 3 && in.size() == std::size_t(in[4]) + 7;
        return opens ? "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"s : "";
    }
    static HttpProxy proxyAt(const RelayProxy& relay, const std::string& scheme,
                             const std::string& user = "") {
        auto proxy =
            HttpProxy::parse(scheme + "://" + user + "127.0.0.1:" + std::to_string(relay.server.port()));
        EXPECT_TRUE(proxy.ok());
        return proxy.take();
    }
};

TEST_F(HttpProxyTest, APlainRequestIsTheProxysToSend) {
    serve(answer("from the proxy"));
    HttpRequest request = get("http://example.test/x?y");
    request.proxy = HttpProxy::parse("http://me:pw@127.0.0.1:" + std::to_string(server.port())).take();
    request.headers = {{"X-A", "1"}};
    CallRecorder& call = run(std::move(request));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.body, "from the proxy");
    ASSERT_EQ(server.requests.size(), 1U);
    EXPECT_EQ(server.requests[0].substr(0, 39), "GET http://example.test/x?y HTTP/1.1\r\nH");
    EXPECT_NE(server.requests[0].find("\r\nProxy-Authorization: Basic " + http::base64("me:pw") + "\r\n"),
              std::string::npos);
    EXPECT_EQ(client->pools()[0].name.find("pw"), std::string::npos);
}

TEST_F(HttpProxyTest, HttpsGoesThroughConnect) {
    auto tls = makeServer();
    ScriptedServer secure(loop, tls.get());
    secure.onRequest = [](Connection& c, const std::string&) { c.send(answer("secret")); };
    RelayProxy relay(loop, secure.port());
    relay.script = connectScript;
    for (int i = 0; i < 2; ++i) {
        HttpRequest request = get("https://server.test/x");
        request.proxy = proxyAt(relay, "http", "me:pw@");
        request.tls.caFile = authority().caFile();
        request.headers = {{"Proxy-Authorization", "not for the server"}};
        CallRecorder& call = run(std::move(request));
        EXPECT_EQ(call.message(), "");
        EXPECT_EQ(call.body, "secret");
        EXPECT_EQ(call.outcome.reused, i == 1);
        EXPECT_EQ(call.outcome.tlsProtocol, "TLSv1.3");
    }
    ASSERT_EQ(relay.greetings.size(), 1U);
    EXPECT_EQ(relay.greetings[0], "CONNECT server.test:443 HTTP/1.1\r\nHost: server.test:443\r\n"
                                  "Proxy-Authorization: Basic " +
                                      http::base64("me:pw") + "\r\n\r\n");
    EXPECT_EQ(secure.requests[0].find("Proxy-Authorization"), std::string::npos);
    client.reset();
}

TEST_F(HttpProxyTest, SocksCarriesHttpAndHttps) {
    serve(answer("plain"));
    RelayProxy relay(loop, server.port());
    relay.script = socksScript;
    for (const char* user : {"", "me:pw@"}) {
        HttpRequest request = get("http://example.test/x");
        request.proxy = proxyAt(relay, "socks5", user);
        CallRecorder& call = run(std::move(request));
        EXPECT_EQ(call.message(), "");
        EXPECT_EQ(call.body, "plain");
    }
    EXPECT_EQ(server.requests[0].substr(0, 17), "GET /x HTTP/1.1\r\n");
    EXPECT_EQ(relay.greetings,
              (std::vector<std::string>{"\x05\x01\x00"s, "\x05\x01\x00\x03\x0c"s + "example.test\x00\x50"s,
                                        "\x05\x02\x00\x02"s, "\x01\x02me\x02pw"s,
                                        "\x05\x01\x00\x03\x0c"s + "example.test\x00\x50"s}));
    client.reset();
}

TEST_F(HttpProxyTest, WhatGoesWrongAtTheProxyIsNamed) {
    struct Case {
        const char* scheme;
        std::string reply;
        const char *error, *says;
    };
    for (const Case& each :
         {Case{"http", "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
               "connect_failed", "407"},
          Case{"http", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "connect_failed", "502"},
          Case{"http", "garbage\r\n\r\n", "connect_failed", "CONNECT"},
          Case{"socks5", "HTTP/1.1 400 Bad\r\n\r\n", "connect_failed", "SOCKS5"},
          Case{"socks5", "\x05\xff"s, "connect_failed", "wants a user"}}) {
        ScriptedServer proxy(loop);
        proxy.onBytes = [&each](Connection& c) { c.send(each.reply); };
        HttpRequest request = get("https://server.test/");
        request.proxy =
            HttpProxy::parse(std::string(each.scheme) + "://127.0.0.1:" + std::to_string(proxy.port()))
                .take();
        CallRecorder& call = run(std::move(request));
        EXPECT_EQ(call.error(), each.error) << each.reply;
        EXPECT_NE(call.message().find(each.says), std::string::npos) << call.message();
        settle();
    }
    for (bool closes : {true, false}) {
        ScriptedServer proxy(loop);
        proxy.onBytes = [closes](Connection& c) {
            if (closes) {
                c.stream->close();
            }
        };
        HttpRequest request = get("https://server.test/");
        request.proxy = HttpProxy::parse("http://127.0.0.1:" + std::to_string(proxy.port())).take();
        request.timeouts.connectMs = 2'000;
        CallRecorder& call = start(std::move(request));
        ASSERT_TRUE(runUntil([&] { return !proxy.received.empty(); }));
        if (!closes) {
            loop.skipTime(2'100);
        }
        ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
        EXPECT_EQ(call.error(), closes ? "connect_failed" : "connect_timeout") << call.message();
        settle();
    }
}

// ---- TLS and unix sockets, without a proxy

TEST_F(HttpProxyTest, TlsIsVerifiedUnlessToldOtherwise) {
    auto tls = makeServer();
    ScriptedServer secure(loop, tls.get());
    secure.onRequest = [](Connection& c, const std::string&) { c.send(answer("secret")); };
    CallRecorder& untrusted = run(get(secure.url()));
    EXPECT_EQ(untrusted.error(), "tls");
    EXPECT_NE(untrusted.message().find("certificate"), std::string::npos) << untrusted.message();

    HttpRequest trusted = get(secure.url());
    trusted.tls.caFile = authority().caFile();
    CallRecorder& good = run(std::move(trusted));
    EXPECT_EQ(good.message(), "");
    EXPECT_EQ(good.body, "secret");
    EXPECT_GT(good.outcome.timings.tlsMs, 0.0);

    HttpRequest wrongName = get(secure.url());
    wrongName.tls.caFile = authority().caFile();
    wrongName.tls.serverName = "other.test";
    EXPECT_EQ(run(std::move(wrongName)).error(), "tls");

    HttpRequest careless = get(secure.url());
    careless.tls.verifyPeer = false;
    EXPECT_EQ(run(std::move(careless)).message(), "");
    EXPECT_EQ(client->pools().size(), 4U) << "different settings share no connections";

    HttpRequest missing = get(secure.url());
    missing.tls.caFile = "/nonexistent/ca.pem";
    CallRecorder& call = run(std::move(missing));
    EXPECT_TRUE(call.error() == "tls" || call.error() == "invalid_request") << call.error();
    client.reset();
}

TEST_F(HttpProxyTest, AClientCertificateIsShownToItsOriginOnly) {
    net::TlsServerOptions options = serverOptions();
    options.clientCertificates = net::ClientCertificates::Optional;
    options.clientCaFile = authority().caFile();
    auto tls = makeServer(options);
    ScriptedServer first(loop, tls.get()), second(loop, tls.get());
    auto subject = [](Connection& c) { return net::TlsStream::of(*c.stream)->peerCertificateSubject(); };
    std::string shown, leaked;
    first.onRequest = [&](Connection& c, const std::string&) {
        shown = subject(c);
        c.send(answer("", "Location: " + second.url() + "\r\n", "302 Found"));
    };
    second.onRequest = [&](Connection& c, const std::string&) {
        leaked = subject(c);
        c.send(answer("x"));
    };
    const TlsFiles files = authority().issue({"client.test", {"DNS:client.test"}, 30, "pass", ""});
    HttpRequest request = get(first.url());
    request.tls.caFile = authority().caFile();
    request.tls.certificateFile = files.certificate;
    request.tls.keyFile = files.key;
    request.tls.keyPassphrase = "pass";
    CallRecorder& call = run(std::move(request));
    EXPECT_EQ(call.message(), "");
    EXPECT_NE(shown.find("client.test"), std::string::npos);
    EXPECT_EQ(leaked, "");
    client.reset();
}

TEST_F(HttpProxyTest, ATlsHandshakeThatStallsTimesOut) {
    HttpRequest request = get("https://127.0.0.1:" + std::to_string(server.port()) + "/");
    server.onBytes = [](Connection&) {};
    request.timeouts.tlsMs = 2'000;
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([this] { return !server.received.empty(); }));
    loop.skipTime(2'100);
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "connect_timeout") << call.message();
}

TEST_F(HttpProxyTest, AUnixSocketStandsInForTheHost) {
    const std::string path = testing::TempDir() + "aha_http_client.sock";
    ScriptedServer local(loop, nullptr, "unix:" + path);
    local.onRequest = [](Connection& c, const std::string& request) {
        c.send(request.find(" /away ") != std::string::npos
                   ? answer("", "Location: http://other.test/\r\n", "302 Found")
                   : answer("local"));
    };
    HttpRequest request = get("http://docker/x");
    request.unixSocket = path;
    CallRecorder& call = run(std::move(request));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.body, "local");
    EXPECT_NE(local.requests[0].find("\r\nHost: docker\r\n"), std::string::npos);
    HttpRequest away = get("http://docker/away");
    away.unixSocket = path;
    EXPECT_EQ(run(std::move(away)).error(), "too_many_redirects");
    client.reset();
}

} // namespace
} // namespace aha::test
