#include "core/proto/http/redirect.h"
#include "core/proto/http/response_parser.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

ResponseHead headOf(int status, std::string_view fields) {
    ResponseParser parser;
    parser.start({});
    ResponseHead head;
    const std::string text = "HTTP/1.1 " + std::to_string(status) + " X\r\n" + std::string(fields) + "\r\n";
    EXPECT_EQ(parser.next(text, head).event, ResponseParser::Event::Head);
    return head;
}

Result<std::optional<Redirect>> follow(int status, std::string_view method, std::string_view location,
                                       std::string_view from = "https://a.example/x?q#f") {
    return readRedirect(Url::parse(from).take(), method,
                        headOf(status, "Location: " + std::string(location) + "\r\n"));
}

TEST(Redirect, KeepsOrChangesTheMethod) {
    struct Case {
        int status;
        const char* method;
        const char* then;
        bool keepsBody;
    };
    for (const Case& c :
         {Case{301, "GET", "GET", true}, Case{301, "POST", "GET", false}, Case{302, "POST", "GET", false},
          Case{301, "PUT", "PUT", true}, Case{302, "HEAD", "HEAD", true}, Case{303, "POST", "GET", false},
          Case{303, "PUT", "GET", false}, Case{303, "HEAD", "HEAD", true}, Case{303, "GET", "GET", true},
          Case{307, "POST", "POST", true}, Case{308, "POST", "POST", true},
          Case{308, "DELETE", "DELETE", true}}) {
        const Redirect redirect = *follow(c.status, c.method, "/y").take();
        EXPECT_EQ(redirect.method, c.then) << c.status << c.method;
        EXPECT_EQ(redirect.keepsBody, c.keepsBody) << c.status << c.method;
    }
}

TEST(Redirect, IsNotEveryAnswer) {
    for (int status : {200, 201, 300, 304, 305, 306, 400}) {
        EXPECT_FALSE(follow(status, "GET", "/y").value().has_value()) << status;
    }
    const Url from = Url::parse("http://a/").take();
    EXPECT_FALSE(readRedirect(from, "GET", headOf(302, "")).value().has_value());
    EXPECT_TRUE(
        readRedirect(from, "GET", headOf(302, "Location: /y\r\nLocation: /y\r\n")).value().has_value());
    EXPECT_EQ(readRedirect(from, "GET", headOf(302, "Location: /y\r\nLocation: /z\r\n")).error().code,
              Errc::Malformed);
}

TEST(Redirect, KnowsOrigins) {
    const Redirect same = *follow(302, "GET", "/y").take();
    EXPECT_EQ(same.url.text(), "https://a.example/y");
    EXPECT_EQ(same.url.fragment, "f");
    EXPECT_FALSE(same.crossesOrigin);
    EXPECT_FALSE(same.downgrades);
    EXPECT_TRUE(follow(302, "GET", "https://a.example:444/").take()->crossesOrigin);
    EXPECT_FALSE(follow(302, "GET", "https://A.example:443/#g").take()->crossesOrigin);
    const Redirect down = *follow(302, "GET", "http://a.example/").take();
    EXPECT_TRUE(down.crossesOrigin);
    EXPECT_TRUE(down.downgrades);
    EXPECT_FALSE(follow(302, "GET", "https://a/", "http://a/").take()->downgrades);
    const Redirect user = *follow(302, "GET", "https://u:p@a.example/").take();
    EXPECT_FALSE(user.url.hasUserinfo);
    EXPECT_EQ(user.url.user + user.url.password, "");
}

TEST(Redirect, RefusesBadLocations) {
    EXPECT_EQ(follow(302, "GET", "file:///etc/passwd").error().code, Errc::Unsupported);
    EXPECT_EQ(follow(302, "GET", "ws://a/").error().code, Errc::Unsupported);
    EXPECT_EQ(follow(302, "GET", "http://a:99999/").error().code, Errc::Malformed);
    EXPECT_EQ(follow(302, "GET", "http:///").error().code, Errc::Malformed);
    EXPECT_TRUE(follow(302, "GET", "").value().has_value()); // the same page
}

TEST(Redirect, DropsHeaders) {
    const Redirect same = *follow(307, "POST", "/y").take();
    for (const char* name : {"Authorization", "Cookie", "Host", "Content-Type", "X-A"}) {
        EXPECT_TRUE(followsRedirect(name, same)) << name;
    }
    const Redirect other = *follow(307, "POST", "https://b.example/").take();
    for (const char* name : {"AUTHORIZATION", "cookie", "Host", "Proxy-Authorization"}) {
        EXPECT_FALSE(followsRedirect(name, other)) << name;
    }
    EXPECT_TRUE(followsRedirect("Content-Type", other));
    const Redirect get = *follow(303, "POST", "/y").take();
    for (const char* name : {"Content-Type", "content-length", "Transfer-Encoding", "Expect"}) {
        EXPECT_FALSE(followsRedirect(name, get)) << name;
    }
    EXPECT_TRUE(followsRedirect("Authorization", get));
}

TEST(RetryAfter, IsSecondsOrADate) {
    EXPECT_EQ(parseRetryAfter("120", 0), 120);
    EXPECT_EQ(parseRetryAfter(" 007 ", 0), 7);
    EXPECT_EQ(parseRetryAfter("0", 0), 0);
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", 784111770), 7);
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", 784111780), 0);
    for (const char* text : {"", "soon", "-1", "1.5", "99999999999999999999"}) {
        EXPECT_EQ(parseRetryAfter(text, 0), std::nullopt) << text;
    }
}

} // namespace
} // namespace aha::http
