#include "support/http_client_world.h"

#include "core/net/digest.h"
#include "core/proto/http/base64.h"
#include "core/proto/http/cookie_jar.h"

#include <zlib.h>

namespace aha::test {
namespace {

using client::HttpAuth;
using client::HttpBody;
using client::HttpRequest;
using Connection = ScriptedServer::Connection;

class HttpRedirectTest : public HttpClientTest {
protected:
    static std::string redirect(int status, const std::string& location, const std::string& body = "moved") {
        return answer(body, "Location: " + location + "\r\n", std::to_string(status) + " Moved");
    }
    static bool hasField(const std::string& request, const std::string& name) {
        return request.find("\r\n" + name + ": ") != std::string::npos;
    }
};

TEST_F(HttpRedirectTest, FollowsOnTheSameConnection) {
    server.onRequest = [](Connection& c, const std::string& request) {
        c.send(request.substr(0, 6) == "GET /a" ? redirect(302, "/b?x=1") : answer("there"));
    };
    CallRecorder& call = run(get(server.url("/a")));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.body, "there");
    ASSERT_EQ(call.outcome.hops.size(), 1U);
    EXPECT_EQ(call.outcome.hops[0].status, 302);
    EXPECT_EQ(call.outcome.hops[0].url.path, "/a");
    EXPECT_EQ(call.outcome.url.target(), "/b?x=1");
    EXPECT_EQ(server.connections.size(), 1U);
    EXPECT_EQ(client->stats().redirects, 1U);
}

TEST_F(HttpRedirectTest, TheLimitHolds) {
    int left = 0;
    server.onRequest = [&left](Connection& c, const std::string&) {
        c.send(left-- > 0 ? redirect(301, "/again") : answer("end"));
    };
    for (int hops : {3, 4}) {
        left = hops;
        HttpRequest request = get(server.url());
        request.maxRedirects = 3;
        CallRecorder& call = run(std::move(request));
        EXPECT_EQ(call.error(), hops == 3 ? "" : "too_many_redirects");
        EXPECT_EQ(call.outcome.hops.size(), 3U);
    }
    left = 1;
    HttpRequest none = get(server.url());
    none.maxRedirects = 0;
    CallRecorder& call = run(std::move(none));
    EXPECT_EQ(call.outcome.status, 301);
    EXPECT_EQ(call.body, "moved");
}

TEST_F(HttpRedirectTest, MethodsAndBodiesChangeAsTheyShould) {
    struct Case {
        int status;
        const char *method, *becomes;
        bool keepsBody;
    };
    for (const Case& each :
         {Case{301, "POST", "GET", false}, Case{302, "POST", "GET", false}, Case{303, "PUT", "GET", false},
          Case{307, "POST", "POST", true}, Case{308, "PUT", "PUT", true}}) {
        server.requests.clear();
        server.onRequest = [&each](Connection& c, const std::string& request) {
            c.send(request.find(" /to ") == std::string::npos ? redirect(each.status, "/to") : answer("x"));
        };
        HttpRequest request = get(server.url());
        request.method = each.method;
        request.headers = {{"Content-Type", "text/plain"}, {"X-Mine", "1"}};
        request.body = HttpBody::ofString("body");
        EXPECT_EQ(run(std::move(request)).message(), "");
        ASSERT_EQ(server.requests.size(), 2U);
        const std::string& second = server.requests[1];
        EXPECT_EQ(second.substr(0, second.find(' ')), each.becomes);
        EXPECT_EQ(hasField(second, "Content-Type"), each.keepsBody);
        EXPECT_EQ(hasField(second, "Content-Length"), each.keepsBody);
        EXPECT_EQ(second.find("\r\n\r\nbody") != std::string::npos, each.keepsBody);
        EXPECT_TRUE(hasField(second, "X-Mine"));
    }
}

TEST_F(HttpRedirectTest, AStreamedBodyCannotGoAlong) {
    server.onRequest = [](Connection& c, const std::string&) { c.send(redirect(307, "/to")); };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::streamed();
    CallRecorder& call = start(std::move(request));
    call.writableAction = [&call] {
        (void)call.call->write(net::OwnedBytes::fromString("x")).ok();
        (void)call.call->endBody().ok();
    };
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "too_many_redirects");
}

TEST_F(HttpRedirectTest, CredentialsStayWithTheirOrigin) {
    ScriptedServer other(loop);
    other.onRequest = [](Connection& c, const std::string&) { c.send(answer("other")); };
    server.onRequest = [&other](Connection& c, const std::string& request) {
        c.send(request.find(" /same ") == std::string::npos ? redirect(307, "/same")
                                                            : redirect(307, other.url()));
    };
    HttpRequest request = get("http://user:secret@127.0.0.1:" + std::to_string(server.port()) + "/");
    request.headers = {{"Cookie", "a=1"}, {"X-Mine", "1"}};
    EXPECT_EQ(run(std::move(request)).message(), "");
    ASSERT_EQ(server.requests.size(), 2U);
    for (const std::string& own : server.requests) {
        EXPECT_NE(own.find("\r\nAuthorization: Basic " + http::base64("user:secret") + "\r\n"),
                  std::string::npos);
        EXPECT_TRUE(hasField(own, "Cookie"));
    }
    ASSERT_EQ(other.requests.size(), 1U);
    EXPECT_FALSE(hasField(other.requests[0], "Authorization"));
    EXPECT_FALSE(hasField(other.requests[0], "Cookie"));
    EXPECT_TRUE(hasField(other.requests[0], "X-Mine"));
    EXPECT_NE(other.requests[0].find("Host: 127.0.0.1:" + std::to_string(other.port())), std::string::npos);
    other.onRequest = nullptr;
    client->close();
}

TEST_F(HttpRedirectTest, ALongOrBrokenBodyOfARedirectDoesNotMatter) {
    for (int way = 0; way < 2; ++way) {
        server.onRequest = [way](Connection& c, const std::string& request) {
            if (request.find(" /to ") != std::string::npos) {
                c.send(answer("x"));
            } else if (way == 0) {
                c.send(redirect(302, "/to", std::string(300'000, 'x')));
            } else {
                c.send("HTTP/1.1 302 Found\r\nLocation: /to\r\nContent-Length: 9\r\n\r\nx");
                c.stream->shutdown();
            }
        };
        CallRecorder& call = run(get(server.url()));
        EXPECT_EQ(call.message(), "");
        EXPECT_EQ(call.body, "x");
        EXPECT_EQ(call.outcome.bodyBytes, 1U);
    }
}

TEST_F(HttpRedirectTest, AMalformedLocationIsAnError) {
    serve(redirect(302, "http://bad host/"));
    EXPECT_EQ(run(get(server.url())).error(), "protocol");
    serve(redirect(302, "ftp://127.0.0.1/"));
    EXPECT_EQ(run(get(server.url())).error(), "protocol");
}

TEST_F(HttpRedirectTest, CookiesAreKeptAndSentAlsoBetweenHops) {
    http::CookieJar jar(loop);
    server.onRequest = [](Connection& c, const std::string& request) {
        c.send(request.find(" /in ") != std::string::npos
                   ? answer("", "Location: /home\r\nSet-Cookie: sid=7; Path=/\r\n", "303 See Other")
                   : answer("x", "Set-Cookie: seen=1\r\n"));
    };
    HttpRequest request = get(server.url("/in"));
    request.cookies = &jar;
    EXPECT_EQ(run(std::move(request)).message(), "");
    ASSERT_EQ(server.requests.size(), 2U);
    EXPECT_FALSE(hasField(server.requests[0], "Cookie"));
    EXPECT_NE(server.requests[1].find("\r\nCookie: sid=7\r\n"), std::string::npos);
    EXPECT_EQ(jar.count(), 2U);
}

// ---- credentials

TEST_F(HttpRedirectTest, BasicAndBearerAreSentUnasked) {
    serve(answer("x"));
    HttpRequest bearer = get(server.url());
    bearer.auth = {HttpAuth::Kind::Bearer, {}, {}, "token-1"};
    run(std::move(bearer));
    EXPECT_NE(server.requests[0].find("\r\nAuthorization: Bearer token-1\r\n"), std::string::npos);
    HttpRequest wrong = get(server.url());
    wrong.auth = {HttpAuth::Kind::Basic, "a:b", "c", {}};
    CallRecorder& call = run(std::move(wrong));
    EXPECT_EQ(call.error(), "invalid_request");
    EXPECT_EQ(call.message().find("a:b"), std::string::npos);
}

TEST_F(HttpRedirectTest, DigestAnswersAChallengeOnceAndKeepsTheNonce) {
    int challenges = 0;
    bool isRight = true;
    server.onRequest = [&](Connection& c, const std::string& request) {
        if (isRight && request.find("\r\nAuthorization: Digest ") != std::string::npos) {
            c.send(answer("secret"));
        } else {
            ++challenges;
            c.send(answer("who?",
                          "WWW-Authenticate: Basic realm=\"r\"\r\nWWW-Authenticate: Digest realm=\"r\", "
                          "nonce=\"n" +
                              std::to_string(challenges) + "\", qop=\"auth\", algorithm=SHA-256\r\n",
                          "401 Unauthorized"));
        }
    };
    auto ask = [this] {
        HttpRequest request = get(server.url("/d"));
        request.auth = {HttpAuth::Kind::Digest, "user", "pass", {}};
        return request;
    };
    CallRecorder& first = run(ask());
    EXPECT_EQ(first.message(), "");
    EXPECT_EQ(first.body, "secret");
    EXPECT_EQ(first.outcome.attempts, 2U);
    EXPECT_EQ(run(ask()).outcome.attempts, 1U) << "the nonce is known";
    EXPECT_EQ(challenges, 1);
    EXPECT_NE(server.requests.back().find("nc=00000002"), std::string::npos);

    isRight = false; // a wrong password: once, then the user sees it
    CallRecorder& refused = run(ask());
    EXPECT_EQ(refused.message(), "");
    EXPECT_EQ(refused.outcome.status, 401);
    EXPECT_EQ(refused.body, "who?");
    EXPECT_EQ(challenges, 3);
}

// ---- codings

TEST_F(HttpRedirectTest, DecodesGzipUpToItsLimits) {
    const std::string plain(2'000'000, 'a');
    std::string packed(100'000, '\0');
    z_stream zip{};
    ASSERT_EQ(deflateInit2(&zip, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    zip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    zip.avail_in = static_cast<uInt>(plain.size());
    zip.next_out = reinterpret_cast<Bytef*>(packed.data());
    zip.avail_out = static_cast<uInt>(packed.size());
    ASSERT_EQ(deflate(&zip, Z_FINISH), Z_STREAM_END);
    packed.resize(zip.total_out);
    deflateEnd(&zip);
    serve(answer(packed, "Content-Encoding: gzip\r\n"));
    for (std::uint64_t limit : {plain.size(), plain.size() - 1}) {
        HttpRequest request = get(server.url());
        request.decodeRatio = 0;
        request.maxBodyBytes = limit;
        CallRecorder& call = run(std::move(request));
        EXPECT_EQ(call.error(), limit == plain.size() ? "" : "too_large") << call.message();
        EXPECT_EQ(call.body == plain, limit == plain.size());
    }
    HttpRequest bomb = get(server.url());
    EXPECT_EQ(run(std::move(bomb)).error(), "too_large") << "1000 times the input";
    HttpRequest raw = get(server.url());
    raw.decode = false;
    EXPECT_EQ(run(std::move(raw)).body, packed);
    serve(answer(packed.substr(0, packed.size() - 1), "Content-Encoding: gzip\r\n"));
    HttpRequest cut = get(server.url());
    cut.decodeRatio = 0;
    EXPECT_EQ(run(std::move(cut)).error(), "protocol");
}

} // namespace
} // namespace aha::test
