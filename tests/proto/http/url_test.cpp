#include "core/proto/http/ip_text.h"
#include "core/proto/http/url.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

std::string dump(const Result<Url>& url) {
    if (!url) {
        return std::string(errcName(url.error().code)) + " " + url.error().message;
    }
    const Url& u = url.value();
    std::string out = u.scheme + " " + u.hostText() + " " + std::to_string(u.port) + " " + u.path;
    out.append(u.query ? " ?" + *u.query : "").append(u.fragment ? " #" + *u.fragment : "");
    return out.append(u.hasUserinfo ? " " + u.user + ":" + u.password : "");
}
std::string parsed(std::string_view text) { return dump(Url::parse(text)); }
bool refuses(std::string_view text) { return !Url::parse(text).ok(); }

TEST(Url, IsTakenApart) {
    EXPECT_EQ(parsed("http://a"), "http a 80 /");
    EXPECT_EQ(parsed("https://a/"), "https a 443 /");
    EXPECT_EQ(parsed("ws://a/chat"), "ws a 80 /chat");
    EXPECT_EQ(parsed("wss://a:8443/chat"), "wss a 8443 /chat");
    EXPECT_EQ(parsed("HTTP://Example.COM:080/A/b?C=d#E"), "http example.com 80 /A/b ?C=d #E");
    EXPECT_EQ(parsed("http://a:/x"), "http a 80 /x");
    EXPECT_EQ(parsed("http://a?x=1"), "http a 80 / ?x=1");
    EXPECT_EQ(parsed("http://a#f?x"), "http a 80 / #f?x");
    EXPECT_EQ(parsed("http://a/?"), "http a 80 / ?");
    EXPECT_EQ(parsed("http://a/x?y?z/../w"), "http a 80 /x ?y?z/../w");
    EXPECT_EQ(parsed("http://127.0.0.1:65535/"), "http 127.0.0.1 65535 /");
    EXPECT_EQ(parsed("http://[::1]:8080/"), "http [::1] 8080 /");
    EXPECT_EQ(parsed("http://[2001:DB8::192.0.2.1]/"), "http [2001:db8::192.0.2.1] 80 /");
    EXPECT_EQ(parsed("http://b\xc3\xbc"
                     "cher.example/"),
              "http b\xc3\xbc"
              "cher.example 80 /");
    EXPECT_EQ(parsed("http://a_b-c.example./"), "http a_b-c.example. 80 /");
}

TEST(Url, DecodesUserAndPassword) {
    EXPECT_EQ(parsed("http://u:p@a/"), "http a 80 / u:p");
    EXPECT_EQ(parsed("http://u@a/"), "http a 80 / u:");
    EXPECT_EQ(parsed("http://u%40x:p%3Aq:r@a/"), "http a 80 / u@x:p:q:r");
    EXPECT_TRUE(refuses("http://u@v@a/"));
    EXPECT_TRUE(refuses("http://u%4@a/"));
}

TEST(Url, NeverShowsAPasswordInAnError) {
    for (const char* text : {"http://u:secret@a:99999/", "http://u:secret@/", "http://u:secret@a\\/",
                             "ftp://u:secret@a/", "http://u:sec%ret@a/", "http://u:secret@@a/"}) {
        const Result<Url> url = Url::parse(text);
        ASSERT_FALSE(url.ok()) << text;
        EXPECT_EQ(url.error().message.find("sec"), std::string::npos) << url.error().message;
    }
}

TEST(Url, EncodesWhatMustBeAndKeepsEscapes) {
    EXPECT_EQ(parsed("http://a/\xc3\xbc|x%2fy%41?\xc3\xbc=\"<>\"&a[]=1"),
              "http a 80 /%C3%BC%7Cx%2fy%41 ?%C3%BC=%22%3C%3E%22&a[]=1");
    EXPECT_EQ(parsed("http://a/?p=100%"), "http a 80 / ?p=100%25");
}

TEST(Url, RemovesDotSegments) {
    EXPECT_EQ(withoutDotSegments("/a/b/c/./../../g"), "/a/g");
    EXPECT_EQ(withoutDotSegments("/a/../../../b"), "/b");
    EXPECT_EQ(withoutDotSegments("/a/.."), "/");
    EXPECT_EQ(withoutDotSegments("/a/b/."), "/a/b/");
    EXPECT_EQ(withoutDotSegments("/a//b/"), "/a//b/");
    EXPECT_EQ(withoutDotSegments("/..."), "/...");
    EXPECT_EQ(withoutDotSegments(""), "/");
    EXPECT_EQ(parsed("http://a/x/../y"), "http a 80 /y");
}

TEST(Url, SaysWhatIsWrong) {
    EXPECT_EQ(parsed("http://a b/"), "invalid_argument URL: blank; encode it as %20");
    EXPECT_EQ(parsed("http://a/b c"), "invalid_argument URL: blank; encode it as %20");
    EXPECT_EQ(parsed("http://a/\r\nX: y"), "invalid_argument URL: control character");
    EXPECT_EQ(parsed(std::string_view("http://a/\0", 10)), "invalid_argument URL: control character");
    EXPECT_EQ(parsed("http://a/\t"), "invalid_argument URL: control character");
    EXPECT_EQ(parsed("http://a\\@b/"), "invalid_argument URL: backslash; encode it as %5C");
    EXPECT_EQ(parsed("http://a:b/"), "invalid_argument URL: the port must be a number from 1 to 65535");
    EXPECT_EQ(parsed("http://a:0/"), "invalid_argument URL: the port must be a number from 1 to 65535");
    EXPECT_EQ(parsed("http://a:65536/"), "invalid_argument URL: the port must be a number from 1 to 65535");
    EXPECT_EQ(parsed("http://a:99999999999999999999/"),
              "invalid_argument URL: the port must be a number from 1 to 65535");
    EXPECT_EQ(parsed("http:///x"), "invalid_argument URL: no host");
    EXPECT_EQ(parsed("http://:80/"), "invalid_argument URL: no host");
    EXPECT_EQ(parsed("http:a"), "invalid_argument URL: no \"//\" behind the scheme");
    EXPECT_EQ(parsed("/x"), "invalid_argument URL: not absolute; it must begin with http:// or https://");
    EXPECT_EQ(parsed(""), "invalid_argument URL: not absolute; it must begin with http:// or https://");
    EXPECT_EQ(parsed("ftp://a/"),
              "unsupported URL: scheme \"ftp\" is not supported; http, https, ws and wss are");
    EXPECT_EQ(parsed("http://a/%zz"), "invalid_argument URL: malformed percent escape in the path");
    EXPECT_EQ(parsed("http://%61/"),
              "invalid_argument URL: character in the host that no host name may have");
    EXPECT_EQ(parsed("http://a,b/"),
              "invalid_argument URL: character in the host that no host name may have");
    EXPECT_EQ(parsed("http://a..b/"), "invalid_argument URL: empty label in the host");
    EXPECT_EQ(parsed("http://[::1/"), "invalid_argument URL: malformed IPv6 address in the host");
    EXPECT_EQ(parsed("http://[1.2.3.4]/"), "invalid_argument URL: malformed IPv6 address in the host");
    EXPECT_EQ(parsed("http://[::1]x/"), "invalid_argument URL: characters behind the IPv6 address");
    EXPECT_EQ(parsed("http://[]/"), "invalid_argument URL: malformed IPv6 address in the host");
    EXPECT_EQ(parsed("http://[/"), "invalid_argument URL: malformed IPv6 address in the host");
    for (const char* text : {"http://127.1/", "http://0x7f.0.0.1/", "http://2130706433/", "http://1.2.3.04/",
                             "http://256.1.1.1/", "http://a.1/", "http://1.2.3.4.5./", "http://0x/"}) {
        EXPECT_EQ(parsed(text), "invalid_argument URL: the host ends in a number but is no IPv4 address")
            << text;
    }
}

TEST(Url, HasALimit) {
    const std::string start = "http://a/";
    EXPECT_FALSE(refuses(start + std::string(kMaxUrlBytes - start.size(), 'x')));
    const Result<Url> longer = Url::parse(start + std::string(kMaxUrlBytes - start.size() + 1, 'x'));
    ASSERT_FALSE(longer.ok());
    EXPECT_EQ(longer.error().code, Errc::TooLarge);
    EXPECT_FALSE(refuses("http://" + std::string(255, 'x') + "/"));
    EXPECT_TRUE(refuses("http://" + std::string(256, 'x') + "/"));
}

// RFC 3986 5.4, with a base that has a host and http as scheme.
TEST(Url, ResolvesReferencesAsTheRfcSays) {
    const Url base = Url::parse("http://a/b/c/d;p?q").take();
    const std::pair<const char*, const char*> cases[] = {
        {"g", "http a 80 /b/c/g"},
        {"./g", "http a 80 /b/c/g"},
        {"g/", "http a 80 /b/c/g/"},
        {"/g", "http a 80 /g"},
        {"//g", "http g 80 /"},
        {"?y", "http a 80 /b/c/d;p ?y"},
        {"g?y", "http a 80 /b/c/g ?y"},
        {"#s", "http a 80 /b/c/d;p ?q #s"},
        {"g#s", "http a 80 /b/c/g #s"},
        {"g?y#s", "http a 80 /b/c/g ?y #s"},
        {";x", "http a 80 /b/c/;x"},
        {"g;x?y#s", "http a 80 /b/c/g;x ?y #s"},
        {"", "http a 80 /b/c/d;p ?q"},
        {".", "http a 80 /b/c/"},
        {"./", "http a 80 /b/c/"},
        {"..", "http a 80 /b/"},
        {"../g", "http a 80 /b/g"},
        {"../..", "http a 80 /"},
        {"../../g", "http a 80 /g"},
        {"../../../g", "http a 80 /g"},
        {"/./g", "http a 80 /g"},
        {"/../g", "http a 80 /g"},
        {"g.", "http a 80 /b/c/g."},
        {"..g", "http a 80 /b/c/..g"},
        {"./g/.", "http a 80 /b/c/g/"},
        {"g/./h", "http a 80 /b/c/g/h"},
        {"g/../h", "http a 80 /b/c/h"},
        {"g;x=1/../y", "http a 80 /b/c/y"},
        {"g?y/./x", "http a 80 /b/c/g ?y/./x"},
        {"g#s/../x", "http a 80 /b/c/g #s/../x"},
        {"https://h:1/x", "https h 1 /x"},
    };
    for (const auto& [reference, expected] : cases) {
        EXPECT_EQ(dump(base.resolve(reference)), expected) << reference;
    }
}

TEST(Url, ResolvesWhatServersSend) {
    const Url base = Url::parse("https://u:p@a:8443/b/?q=1").take();
    EXPECT_EQ(dump(base.resolve(" /a b?c d ")), "https a 8443 /a%20b ?c%20d u:p");
    EXPECT_EQ(dump(base.resolve("//b/x")), "https b 443 /x");
    EXPECT_FALSE(base.resolve("//b c/x").ok());
    EXPECT_FALSE(base.resolve("/x\r\nSet-Cookie: a").ok());
    EXPECT_FALSE(base.resolve("javascript:alert(1)").ok());
    EXPECT_FALSE(base.resolve("http:x").ok());
}

TEST(Url, WritesItsParts) {
    const Url url = Url::parse("http://u:p@[::1]:8080/a?b#c").take();
    EXPECT_EQ(url.hostHeader(), "[::1]:8080");
    EXPECT_EQ(url.authority(), "[::1]:8080");
    EXPECT_EQ(url.origin(), "http://[::1]:8080");
    EXPECT_EQ(url.target(), "/a?b");
    EXPECT_EQ(url.text(), "http://[::1]:8080/a?b");
    const Url plain = Url::parse("https://a:443?").take();
    EXPECT_EQ(plain.hostHeader(), "a");
    EXPECT_EQ(plain.authority(), "a:443");
    EXPECT_EQ(plain.origin(), "https://a:443");
    EXPECT_EQ(plain.text(), "https://a/?");
}

TEST(Url, KeepsItsQueryWhenOneIsAppended) {
    Url url = Url::parse("http://a/x?a=1").take();
    ASSERT_TRUE(url.appendQuery("b=2&c=%20").ok());
    EXPECT_EQ(url.target(), "/x?a=1&b=2&c=%20");
    ASSERT_TRUE(url.appendQuery("").ok());
    EXPECT_EQ(url.target(), "/x?a=1&b=2&c=%20");
    EXPECT_FALSE(url.appendQuery("d=#").ok());
    EXPECT_FALSE(url.appendQuery("d=\n").ok());
    Url bare = Url::parse("http://a/x?").take();
    ASSERT_TRUE(bare.appendQuery("b=2").ok());
    EXPECT_EQ(bare.target(), "/x?b=2");
}

TEST(Url, EncodesValues) {
    std::string out;
    percentEncode("aZ09-._~ +&=/?#%\xc3\xbc!*'()", false, out);
    EXPECT_EQ(out, "aZ09-._~%20%2B%26%3D%2F%3F%23%25%C3%BC%21%2A%27%28%29");
    out.clear();
    percentEncode("a b+", true, out);
    EXPECT_EQ(out, "a+b%2B");
}

TEST(IpText, KnowsIpv6) {
    for (const char* text : {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4",
                             "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::", "ABCD::ef01"}) {
        EXPECT_TRUE(isIpv6Text(text)) << text;
    }
    for (const char* text : {"", ":", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                             ":::", "12345::", "1:2:3:4:5:6:7:8::", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4",
                             "g::", "1:", ":1", "::1:", "fe80::1%1", "::1.2.3.4:1"}) {
        EXPECT_FALSE(isIpv6Text(text)) << text;
    }
}

TEST(IpText, KnowsIpv4) {
    EXPECT_TRUE(isIpv4Text("0.0.0.0"));
    EXPECT_TRUE(isIpv4Text("255.255.255.255"));
    for (const char* text : {"", "1.2.3", "1.2.3.4.5", "1.2.3.4.", "256.0.0.1", "01.2.3.4", "1..2.3",
                             "a.2.3.4", "1.2.3.1000", " 1.2.3.4"}) {
        EXPECT_FALSE(isIpv4Text(text)) << text;
    }
}

} // namespace
} // namespace aha::http
