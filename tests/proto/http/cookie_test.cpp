#include "core/proto/http/cookie.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

std::string cookiesOf(std::string_view header) {
    CookieReader reader(header);
    std::string_view name;
    std::string_view value;
    std::string out;
    while (reader.next(name, value)) {
        out.append("[").append(name).append("=").append(value).append("]");
    }
    return out;
}

SetCookie cookie(std::string name, std::string value = "v") {
    SetCookie c;
    c.name = std::move(name);
    c.value = std::move(value);
    return c;
}

void expectRefused(const SetCookie& c, const char* what) {
    const Result<std::string> line = formatSetCookie(c);
    ASSERT_FALSE(line.ok()) << line.value();
    EXPECT_EQ(line.error().code, Errc::InvalidArgument);
    EXPECT_NE(line.error().message.find(what), std::string::npos) << line.error().message;
}

TEST(CookieReader, ReadsPairs) {
    EXPECT_EQ(cookiesOf("a=1; b=2;c=3"), "[a=1][b=2][c=3]");
    EXPECT_EQ(cookiesOf("  a = 1 ;\tb=\"x y\"; c=d=e; f="), "[a=1][b=x y][c=d=e][f=]");
    EXPECT_EQ(cookiesOf(""), "");
}

TEST(CookieReader, SkipsWhatIsNoPair) {
    EXPECT_EQ(cookiesOf("a; =b; ; c=1;;"), "[c=1]");
    EXPECT_EQ(cookiesOf("q=\""), "[q=\"]");
}

TEST(SetCookie, WritesAllAttributes) {
    SetCookie c = cookie("id", "abc");
    EXPECT_EQ(formatSetCookie(c).take(), "id=abc");
    c.expires = 784111777;
    c.maxAge = -1;
    c.domain = ".example.org";
    c.path = "/a";
    c.secure = c.httpOnly = c.partitioned = true;
    c.sameSite = SameSite::None;
    EXPECT_EQ(formatSetCookie(c).take(),
              "id=abc; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=-1; "
              "Domain=.example.org; Path=/a; Secure; HttpOnly; SameSite=None; Partitioned");
    c = cookie("id", "\"quoted\"");
    c.sameSite = SameSite::Lax;
    EXPECT_EQ(formatSetCookie(c).take(), "id=\"quoted\"; SameSite=Lax");
    c.sameSite = SameSite::Strict;
    EXPECT_EQ(formatSetCookie(c).take(), "id=\"quoted\"; SameSite=Strict");
}

TEST(SetCookie, RefusesNamesThatAreNoToken) {
    for (const char* name : {"", "a b", "a=b", "a;b", "a\r\nX: y", "\xc3\xa4", "a,b"}) {
        expectRefused(cookie(name), "name");
    }
}

TEST(SetCookie, RefusesValuesThatEndTheAttributeOrTheHeader) {
    for (const char* value :
         {"a;b", "a\r\nSet-Cookie: x=y", "a b", "a,b", "a\"b", "a\\b", "\xc3\xa4", "\"", "\x7f"}) {
        expectRefused(cookie("a", value), "value");
    }
    expectRefused(cookie("a", std::string("a\0b", 3)), "value");
}

TEST(SetCookie, RefusesAttributesThatInjectOthers) {
    SetCookie c = cookie("a");
    for (const char* path : {"a", "/;Domain=b", "/\r\nX: y", "/\t"}) {
        c.path = path;
        expectRefused(c, "path");
    }
    c = cookie("a");
    for (const char* domain :
         {"*;=", "a;b", "a b", "a\r\n", "a/b", "a:80"}) { // the first was found by fuzzing
        c.domain = domain;
        expectRefused(c, "domain");
    }
}

TEST(SetCookie, RefusesWhatBrowsersRefuse) {
    SetCookie c = cookie("a");
    c.sameSite = SameSite::None;
    expectRefused(c, "SameSite=None");
    c = cookie("a");
    c.partitioned = true;
    expectRefused(c, "secure");
    expectRefused(cookie("__Secure-a"), "__Secure-");
    c = cookie("__Host-a");
    c.path = "/";
    expectRefused(c, "__Host-");
    c.secure = true;
    EXPECT_TRUE(formatSetCookie(c).ok());
    c.domain = "a.org";
    expectRefused(c, "__Host-");
    c.domain.clear();
    c.path = "/a";
    expectRefused(c, "__Host-");
}

} // namespace
} // namespace aha::http
