#include "core/proto/http/cookie_jar.h"
#include "support/fake_clock.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

using test::FakeClock;
constexpr std::int64_t kNow = 1'700'000'000;

struct Jar {
    FakeClock clock{1000, kNow};
    CookieJar jar;
    explicit Jar(const CookieJarOptions& options = {}) : jar(clock, options) {}

    CookieVerdict set(std::string_view url, std::string_view field) {
        return jar.store(Url::parse(url).take(), field);
    }
    std::string get(std::string_view url) { return jar.header(Url::parse(url).take()); }
};

TEST(CookieJar, GivesBackWhatItGot) {
    Jar jar;
    EXPECT_EQ(jar.set("http://a.example/x/y", "n=v"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://a.example/x/y", " m = \"w x\" ; Foo; Bar=1"), CookieVerdict::Stored);
    EXPECT_EQ(jar.get("http://a.example/x/z"), "n=v; m=\"w x\"");
    EXPECT_EQ(jar.get("http://a.example/"), "");
    EXPECT_EQ(jar.get("http://b.a.example/x/"), "");
    EXPECT_EQ(jar.set("http://a.example/x/y", "n="), CookieVerdict::Stored);
    EXPECT_EQ(jar.get("https://A.EXAMPLE:8443/x/"), "n=; m=\"w x\"");
    EXPECT_EQ(jar.jar.count(), 2u);
}

TEST(CookieJar, IgnoresWhatIsNoCookie) {
    Jar jar;
    for (std::string_view field : {"", "novalue", "=v", ";n=v", "n=a\rb", "n=a\nb", "n=v; Path=/\x01"}) {
        EXPECT_EQ(jar.set("http://a.example/", field), CookieVerdict::Malformed) << field;
    }
    EXPECT_EQ(jar.set("http://a.example/", std::string_view("n=a\0b", 5)), CookieVerdict::Malformed);
    EXPECT_EQ(jar.jar.count(), 0u);
}

TEST(CookieJar, HasALimitForOneCookie) {
    Jar jar;
    EXPECT_EQ(jar.set("http://a.example/", "n=" + std::string(kMaxCookieBytes - 1, 'x')),
              CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://a.example/", "m=" + std::string(kMaxCookieBytes, 'x')),
              CookieVerdict::Malformed);
    const std::string path = "/" + std::string(kMaxCookieAttributeBytes - 1, 'p');
    EXPECT_EQ(parseSetCookie("n=v; Path=" + path)->path, path);
    EXPECT_EQ(parseSetCookie("n=v; Path=" + path + "p")->path, "");
}

TEST(CookieJar, MatchesDomains) {
    Jar jar;
    EXPECT_EQ(jar.set("http://www.a.example/", "own=1"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://www.a.example/", "dot=1; Domain=.A.example"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://www.a.example/", "self=1; Domain=www.a.example"), CookieVerdict::Stored);
    EXPECT_EQ(jar.get("http://www.a.example/"), "own=1; dot=1; self=1");
    EXPECT_EQ(jar.get("http://a.example/"), "dot=1");
    EXPECT_EQ(jar.get("http://x.www.a.example/"), "dot=1; self=1");
    EXPECT_EQ(jar.get("http://xa.example/"), "");
    EXPECT_EQ(jar.get("http://example/"), "");
}

TEST(CookieJar, RefusesForeignDomains) {
    Jar jar;
    for (const char* domain :
         {"b.example", "x.www.a.example", "ww.a.example", "example", "com", "a.example.", "w.a.example"}) {
        EXPECT_EQ(jar.set("http://www.a.example/", std::string("n=v; Domain=") + domain),
                  CookieVerdict::ForeignDomain)
            << domain;
    }
    EXPECT_EQ(jar.set("http://127.0.0.1/", "n=v; Domain=0.0.1"), CookieVerdict::ForeignDomain);
    EXPECT_EQ(jar.set("http://127.0.0.1/", "n=v; Domain=127.0.0.1"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://[::1]/", "n=v"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://localhost/", "n=v; Domain=localhost"), CookieVerdict::Stored);
    EXPECT_EQ(jar.get("http://127.0.0.1/"), "n=v");
    EXPECT_EQ(jar.get("http://[::1]/"), "n=v");
    EXPECT_EQ(jar.get("http://localhost/"), "n=v");
    EXPECT_EQ(jar.get("http://x.localhost/"), "");
    CookieJarOptions options;
    options.isPublicSuffix = [](std::string_view domain) { return domain == "co.uk"; };
    Jar strict(options);
    EXPECT_EQ(strict.set("http://a.co.uk/", "n=v; Domain=co.uk"), CookieVerdict::ForeignDomain);
    EXPECT_EQ(strict.set("http://a.co.uk/", "n=v; Domain=a.co.uk"), CookieVerdict::Stored);
}

TEST(CookieJar, MatchesPaths) {
    EXPECT_TRUE(cookiePathMatches("/a/b", "/a"));
    EXPECT_TRUE(cookiePathMatches("/a/b", "/a/"));
    EXPECT_TRUE(cookiePathMatches("/a", "/a"));
    EXPECT_FALSE(cookiePathMatches("/ab", "/a"));
    EXPECT_FALSE(cookiePathMatches("/a", "/a/"));
    EXPECT_TRUE(cookiePathMatches("/ab", "/"));
    EXPECT_EQ(defaultCookiePath("/"), "/");
    EXPECT_EQ(defaultCookiePath("/a"), "/");
    EXPECT_EQ(defaultCookiePath("/a/"), "/a");
    EXPECT_EQ(defaultCookiePath("/a/b"), "/a");
    Jar jar;
    jar.set("http://a.example/x/y", "default=1");
    jar.set("http://a.example/x/y", "relative=1; Path=z");
    jar.set("http://a.example/x/y", "root=1; Path=/");
    jar.set("http://a.example/x/y", "deep=1; Path=/x/y/z");
    EXPECT_EQ(jar.get("http://a.example/x/y/z?q"), "deep=1; default=1; relative=1; root=1");
    EXPECT_EQ(jar.get("http://a.example/"), "root=1");
}

TEST(CookieJar, KeepsTheAgeOfACookieThatIsReplaced) {
    Jar jar;
    jar.set("http://a.example/", "a=1");
    jar.set("http://a.example/", "b=1");
    jar.set("http://a.example/", "a=2");
    EXPECT_EQ(jar.get("http://a.example/"), "a=2; b=1");
    jar.set("http://a.example/", "a=3; Domain=a.example"); // another cookie: not for the host only
    EXPECT_EQ(jar.get("http://a.example/"), "a=2; b=1; a=3");
}

TEST(CookieJar, ExpiresCookies) {
    Jar jar;
    EXPECT_EQ(jar.set("http://a.example/", "n=v; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
              CookieVerdict::Stored);
    jar.clock.advance(9'000);
    EXPECT_EQ(jar.get("http://a.example/"), "n=v");
    jar.clock.advance(1'000);
    EXPECT_EQ(jar.get("http://a.example/"), "");
    EXPECT_TRUE(jar.jar.list().empty());
    jar.set("http://a.example/", "m=v");
    EXPECT_EQ(jar.set("http://a.example/", "m=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
              CookieVerdict::Removed);
    EXPECT_EQ(jar.get("http://a.example/"), "");
    EXPECT_EQ(jar.set("http://a.example/", "m=v; Max-Age=0"), CookieVerdict::Removed);
    EXPECT_EQ(jar.set("http://a.example/", "m=v; Max-Age=-5"), CookieVerdict::Removed);
    EXPECT_EQ(jar.set("http://a.example/", "m=v; Max-Age=soon; Expires=whenever"), CookieVerdict::Stored);
    EXPECT_FALSE(jar.jar.list().back().expires.has_value());
    jar.set("http://a.example/", "far=1; Max-Age=99999999999999999999999999999");
    EXPECT_EQ(jar.jar.list().back().expires, jar.clock.wallSeconds() + 400 * 86400);
    jar.jar.clearSession();
    EXPECT_EQ(jar.get("http://a.example/"), "far=1");
    jar.jar.clear();
    EXPECT_EQ(jar.jar.count(), 0u);
}

TEST(CookieJar, GuardsSecureCookies) {
    Jar jar;
    EXPECT_EQ(jar.set("http://a.example/", "n=v; Secure"), CookieVerdict::Insecure);
    EXPECT_EQ(jar.set("https://a.example/", "n=v; Secure; HttpOnly; SameSite=Lax; Path=/x"),
              CookieVerdict::Stored);
    EXPECT_TRUE(jar.jar.list()[0].httpOnly);
    EXPECT_EQ(jar.jar.list()[0].sameSite, SameSite::Lax);
    EXPECT_EQ(jar.get("http://a.example/x"), "");
    EXPECT_EQ(jar.get("https://a.example/x"), "n=v");
    EXPECT_EQ(jar.get("wss://a.example/x"), "n=v");
    EXPECT_EQ(jar.set("http://a.example/x/", "n=evil; Path=/x"), CookieVerdict::Insecure);
    EXPECT_EQ(jar.set("http://a.example/x/", "n=evil; Path=/x/y"), CookieVerdict::Insecure);
    EXPECT_EQ(jar.set("http://b.a.example/x/", "n=evil; Path=/x; Domain=a.example"), CookieVerdict::Insecure);
    EXPECT_EQ(jar.set("http://a.example/x/", "n=else; Path=/"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("http://a.example/x/", "m=v; Path=/x"), CookieVerdict::Stored);
}

TEST(CookieJar, HoldsPrefixesToTheirPromise) {
    Jar jar;
    EXPECT_EQ(jar.set("https://a.example/", "__Secure-n=v"), CookieVerdict::BadPrefix);
    EXPECT_EQ(jar.set("https://a.example/", "__secure-n=v"), CookieVerdict::BadPrefix);
    EXPECT_EQ(jar.set("https://a.example/", "__Secure-n=v; Secure"), CookieVerdict::Stored);
    EXPECT_EQ(jar.set("https://a.example/", "__Host-n=v; Secure"), CookieVerdict::BadPrefix);
    EXPECT_EQ(jar.set("https://a.example/", "__Host-n=v; Secure; Path=/x"), CookieVerdict::BadPrefix);
    EXPECT_EQ(jar.set("https://a.example/", "__Host-n=v; Secure; Path=/; Domain=a.example"),
              CookieVerdict::BadPrefix);
    EXPECT_EQ(jar.set("https://a.example/", "__HOST-n=v; Path=/"), CookieVerdict::BadPrefix);
    EXPECT_EQ(jar.set("https://a.example/", "__Host-n=v; Secure; Path=/"), CookieVerdict::Stored);
}

TEST(CookieJar, EvictsPerDomain) {
    CookieJarOptions options;
    options.cookiesPerDomain = 2;
    Jar jar(options);
    jar.set("https://a.example/", "s=1; Secure; Path=/s");
    jar.set("https://a.example/", "a=1");
    jar.set("https://b.example/", "b=1");
    EXPECT_EQ(jar.jar.count(), 3u);
    jar.set("https://a.example/", "c=1"); // the one without Secure goes, although it is younger
    EXPECT_EQ(jar.get("https://a.example/s"), "s=1; c=1");
    EXPECT_EQ(jar.get("https://b.example/"), "b=1");
    jar.set("https://a.example/", "d=1; Secure");
    jar.get("https://a.example/s");
    jar.set("https://a.example/", "e=1; Secure");
    EXPECT_EQ(jar.jar.count(), 3u);
}

TEST(CookieJar, EvictsInAllTheOneUnusedForLongest) {
    CookieJarOptions options;
    options.cookies = 3;
    Jar jar(options);
    jar.set("http://a.example/", "a=1");
    jar.set("http://b.example/", "b=1");
    jar.set("http://c.example/", "c=1");
    EXPECT_EQ(jar.jar.count(), 3u);
    EXPECT_EQ(jar.get("http://a.example/"), "a=1"); // used now
    jar.set("http://d.example/", "d=1");
    EXPECT_EQ(jar.jar.count(), 3u);
    EXPECT_EQ(jar.get("http://b.example/"), "");
    EXPECT_EQ(jar.get("http://a.example/"), "a=1");
    jar.set("http://c.example/", "short=1; Max-Age=1");
    EXPECT_EQ(jar.get("http://c.example/"), "short=1"); // c has gone, it was the oldest
    jar.clock.advance(1'000);
    jar.set("http://e.example/", "e=1"); // the expired one goes first
    EXPECT_EQ(jar.get("http://a.example/") + jar.get("http://d.example/") + jar.get("http://e.example/"),
              "a=1d=1e=1");
}

TEST(CookieJar, LimitsTheHeader) {
    CookieJarOptions options;
    options.headerBytes = 10;
    Jar jar(options);
    jar.set("http://a.example/", "a=12");
    jar.set("http://a.example/", "b=12");
    EXPECT_EQ(jar.get("http://a.example/"), "a=12; b=12");
    jar.set("http://a.example/", "b=123");
    EXPECT_EQ(jar.get("http://a.example/"), "a=12");
}

TEST(CookieDate, ReadsWhatServersSend) {
    for (const char* text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
          "6 nov 94 8:49:37", "1994 November 6th 08:49:37", "08:49:37 06 Nov 1994 99:99:99"}) {
        EXPECT_EQ(parseCookieDate(text), 784111777) << text;
    }
    EXPECT_EQ(parseCookieDate("01 Jan 2069 00:00:00"), parseCookieDate("01 Jan 69 00:00:00"));
    EXPECT_EQ(parseCookieDate("01 Jan 1970 00:00:00"), parseCookieDate("01 Jan 70 00:00:00"));
    EXPECT_EQ(parseCookieDate("29 Feb 2000 00:00:00"), 951782400);
    for (const char* text :
         {"", "tomorrow", "Sun, 06 Nov 1994", "06 Nov 1994 24:00:00", "06 Nov 1994 08:60:00",
          "06 Nov 1994 08:49:60", "32 Nov 1994 08:49:37", "31 Nov 1994 08:49:37", "29 Feb 1900 00:00:00",
          "06 Nov 1600 08:49:37", "06 Xov 1994 08:49:37", "Nov 1994 08:49:37", "06 Nov 08:49:37",
          "006 Nov 1994 08:49:37"}) {
        EXPECT_EQ(parseCookieDate(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace aha::http
