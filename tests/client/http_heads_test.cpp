#include "core/client/http_heads.h"

#include "core/proto/http/cookie_jar.h"

#include "support/fake_clock.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace aha::client {
namespace {

struct HttpHeadsTest : testing::Test {
    HttpRequest request;
    HttpNext next;
    http::BodyPlan body;
    std::string authorization;
    HttpHeads heads;

    HttpHeadsTest() { ask("http://example.test/path?a=1"); }

    void ask(const std::string& url) {
        next.method = "GET";
        next.url = http::Url::parse(url).take();
    }
    std::string fresh() { return writeRequestHead(request, next, body, authorization).take(); }
    std::string written() { return heads.write(request, next, body, authorization).take(); }
};

TEST_F(HttpHeadsTest, IsWhatWriteRequestHeadWrites) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(written(), fresh());
    }
}

// Whatever goes into a head makes it another one: each change once, with the head of before remembered.
TEST_F(HttpHeadsTest, EveryDifferenceShows) {
    test::FakeClock clock;
    http::CookieJar jar(clock);
    jar.store(next.url, "name=value");
    const std::function<void()> changes[] = {
        [&] { next.method = "HEAD"; },
        [&] { next.method = "DELETE"; },
        [&] { next.url.query = "a=2"; },
        [&] { next.url.query.reset(); },
        [&] { next.url.host = "other.test"; },
        [&] { next.url.port = 8080; },
        [&] { next.url.scheme = "https"; },
        [&] { request.userAgent = "Another"; },
        [&] { request.userAgent.clear(); },
        [&] { request.decode = false; },
        [&] { request.keepAlive = false; },
        [&] {
            next.headers.push_back({"X-Mine", "1"});
        },
        [&] { next.headers.back().value = "2"; },
        [&] { next.headers.clear(); },
        [&] { authorization = "Basic eHg6eXk="; },
        [&] { authorization.clear(); },
        [&] { request.cookies = &jar; },
        [&] { jar.store(next.url, "name=other"); },
        [&] { request.cookies = nullptr; },
        [&] {
            request.proxy = {HttpProxy::Kind::Http, "proxy.test", 3128, "me", "secret"};
        },
        [&] { request.proxy.password = "new"; },
        [&] { request.proxy = {}; },
        [&] {
            next.method = "POST", body = {http::BodyPlan::Kind::Length, 5};
        },
        [&] { body.bytes = 6; },
        [&] {
            body = {http::BodyPlan::Kind::Chunked, 0};
        },
        [&] { next.method = "GET", body = {}; },
        [&] { next.url.path = "/other"; },
    };
    EXPECT_EQ(written(), fresh());
    for (std::size_t i = 0; i < std::size(changes); ++i) {
        changes[i]();
        EXPECT_EQ(written(), fresh()) << "change " << i;
        EXPECT_EQ(written(), fresh()) << "again, change " << i;
    }
}

TEST_F(HttpHeadsTest, MorePathsThanPlaces) {
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < 3 * HttpHeads::kPlaces; ++i) {
            ask("http://example.test/path/" + std::to_string(i));
            EXPECT_EQ(written(), fresh());
        }
    }
}

TEST_F(HttpHeadsTest, ALongHeadIsWrittenEachTime) {
    ask("http://example.test/" + std::string(HttpHeads::kMaxBytes, 'x'));
    EXPECT_EQ(written(), fresh());
    EXPECT_EQ(written(), fresh());
}

TEST_F(HttpHeadsTest, ErrorsAreNotRemembered) {
    next.method = "NO TOKEN";
    EXPECT_FALSE(heads.write(request, next, body, authorization));
    EXPECT_FALSE(heads.write(request, next, body, authorization));
    next.method = "CONNECT";
    EXPECT_FALSE(heads.write(request, next, body, authorization));
    next.method = "GET";
    EXPECT_EQ(written(), fresh());
}

} // namespace
} // namespace aha::client
