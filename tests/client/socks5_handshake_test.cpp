#include "core/client/socks5_handshake.h"

#include "core/client/http_types.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using Step = Socks5Handshake::Step;
using namespace std::string_literals;

// Feeds byte by byte; what was sent, or the error.
std::string talk(const Socks5Handshake::Target& target, const std::string& replies,
                 std::string* rest = nullptr) {
    Socks5Handshake handshake;
    std::string out;
    if (auto started = handshake.start(target, out); !started) {
        return "error " + std::string(errcName(started.error().code));
    }
    std::string_view input;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        input = std::string_view(replies).substr(i, 1);
        auto step = handshake.feed(input, out);
        if (!step) {
            return "error " + std::string(errcName(step.error().code));
        }
        if (step.value() == Step::Done) {
            if (rest) {
                *rest = replies.substr(i + 1 - input.size());
            }
            return out;
        }
    }
    return "incomplete";
}

TEST(Socks5Handshake, ConnectsByNameAndAddress) {
    const std::string accepted = "\x05\x00\x05\x00\x00\x01\x7f\x00\x00\x01\x1f\x90"s;
    EXPECT_EQ(talk({"host", 443, "", ""}, accepted), "\x05\x01\x00\x05\x01\x00\x03\x04host\x01\xbb"s);
    EXPECT_EQ(talk({"1.2.3.4", 80, "", ""}, accepted),
              "\x05\x01\x00\x05\x01\x00\x01\x01\x02\x03\x04\x00\x50"s);
    EXPECT_EQ(talk({"::1", 80, "", ""}, accepted),
              "\x05\x01\x00\x05\x01\x00\x04"s + std::string(15, '\0') + "\x01\x00\x50"s);
}

TEST(Socks5Handshake, LogsIn) {
    EXPECT_EQ(talk({"h", 1, "user", "pw"}, "\x05\x02\x01\x00\x05\x00\x00\x03\x02xx\x00\x00"s),
              "\x05\x02\x00\x02\x01\x04user\x02pw\x05\x01\x00\x03\x01h\x00\x01"s);
    EXPECT_EQ(talk({"h", 1, "user", "pw"}, "\x05\x02\x01\x01"s), "error permission_denied");
    EXPECT_EQ(talk({"h", 1, "", ""}, "\x05\x02"s), "error malformed") << "not offered";
    EXPECT_EQ(talk({"h", 1, "", ""}, "\x05\xff"s), "error permission_denied");
}

TEST(Socks5Handshake, LeavesWhatBelongsToTheTunnel) {
    Socks5Handshake handshake;
    std::string out;
    ASSERT_TRUE(handshake.start({"h", 1, "", ""}, out).ok());
    const std::string replies = "\x05\x00\x05\x00\x00\x04"s + std::string(18, 'x') + "tunnel";
    std::string_view input = replies;
    auto step = handshake.feed(input, out);
    ASSERT_TRUE(step.ok());
    EXPECT_EQ(step.value(), Step::Done);
    EXPECT_EQ(input, "tunnel");
}

TEST(Socks5Handshake, TellsWhatTheProxySays) {
    for (auto [code, name] : {std::pair<char, const char*>{1, "unreachable"},
                              {2, "permission_denied"},
                              {5, "refused"},
                              {6, "timed_out"},
                              {8, "unsupported"},
                              {9, "malformed"}}) {
        EXPECT_EQ(talk({"h", 1, "", ""}, "\x05\x00\x05"s + code + "\x00\x01\x00"s),
                  "error " + std::string(name));
    }
    EXPECT_EQ(talk({"h", 1, "", ""}, "\x04\x00"s), "error malformed");
    EXPECT_EQ(talk({"h", 1, "", ""}, "\x05\x00\x05\x00\x00\x07\x00"s), "error malformed");
    EXPECT_EQ(talk({"h", 1, "", ""}, "HTTP/1.1 400"), "error malformed");
}

TEST(Socks5Handshake, NamesHaveTheirLimit) {
    for (std::size_t bytes : {255U, 256U}) {
        Socks5Handshake handshake;
        std::string out;
        EXPECT_EQ(handshake.start({std::string(bytes, 'h'), 1, "", ""}, out).ok(), bytes == 255);
        EXPECT_EQ(handshake.start({"h", 1, std::string(bytes, 'u'), ""}, out).ok(), bytes == 255);
        EXPECT_EQ(handshake.start({"h", 1, "u", std::string(bytes, 'p')}, out).ok(), bytes == 255);
    }
}

TEST(HttpProxyUrl, IsReadWithItsDefaults) {
    auto proxy = HttpProxy::parse("socks5://me:s%40c@localhost");
    ASSERT_TRUE(proxy.ok());
    EXPECT_EQ(proxy.value().kind, HttpProxy::Kind::Socks5);
    EXPECT_EQ(proxy.value().host, "localhost");
    EXPECT_EQ(proxy.value().port, 1080U);
    EXPECT_EQ(proxy.value().password, "s@c");
    EXPECT_EQ(HttpProxy::parse("http://p:80").value().port, 80U);
    EXPECT_EQ(HttpProxy::parse("socks5h://p:80/").value().port, 80U);
    EXPECT_EQ(HttpProxy::parse("socks5://p:443").value().port, 443U);
    for (const char* wrong :
         {"", "p:80", "ftp://p", "http://u:secret@p/path", "http://p?x", "http://u:secret@"}) {
        auto refused = HttpProxy::parse(wrong);
        ASSERT_FALSE(refused.ok()) << wrong;
        EXPECT_EQ(refused.error().message.find("secret"), std::string::npos);
    }
}

} // namespace
} // namespace aha::client
