#include "core/client/proxy_connect.h"

#include "support/loop_fixture.h"
#include "support/memory_stream.h"
#include "support/stream_recorder.h"

#include <gtest/gtest.h>

#include <optional>

namespace aha::test {
namespace {

using client::HttpProxy;
using client::ProxyConnect;
using namespace std::string_literals;

class ProxyConnectTest : public LoopTest {
protected:
    struct Script {
        HttpProxy::Kind kind;
        std::string replies, asked;
    };
    static std::vector<Script> scripts() {
        return {{HttpProxy::Kind::Http, "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n\r\n",
                 "CONNECT host.test:443 HTTP/1.1\r\nHost: host.test:443\r\n\r\n"},
                {HttpProxy::Kind::Socks5, "\x05\x00\x05\x00\x00\x01\x01\x02\x03\x04\x00\x50"s,
                 "\x05\x01\x00\x05\x01\x00\x03\x09host.test\x01\xbb"s}};
    }
    void begin(HttpProxy::Kind kind, std::uint64_t timeoutMs = 0) {
        peer.emplace(loop);
        outcome.reset();
        calls = 0;
        HttpProxy proxy;
        proxy.kind = kind;
        connect = ProxyConnect::start(loop, peer->open(), proxy, "host.test", 443, timeoutMs,
                                      [this](Result<net::StreamPtr> stream) {
                                          ++calls;
                                          outcome.emplace(std::move(stream));
                                          connect.reset(); // allowed
                                      });
        settle();
    }
    std::string error() const {
        return !outcome ? "" : outcome->ok() ? "ok" : std::string(errcName(outcome->error().code));
    }

    std::optional<MemoryPeer> peer;
    std::unique_ptr<ProxyConnect> connect;
    std::optional<Result<net::StreamPtr>> outcome;
    int calls = 0;
};

// Whatever is cut where: the tunnel begins behind the reply, and nothing of it is lost.
TEST_F(ProxyConnectTest, TheTunnelGetsEveryByteBehindTheHandshake) {
    for (const Script& script : scripts()) {
        const std::string all = script.replies + "first bytes";
        for (std::size_t cut = 1; cut < all.size(); ++cut) {
            begin(script.kind);
            peer->sendCutAt(all, {cut});
            settle();
            ASSERT_EQ(error(), "ok") << cut;
            EXPECT_EQ(peer->takeReceived(), script.asked);
            StreamRecorder user;
            user.start(outcome->take());
            settle();
            peer->send(", and more");
            settle();
            ASSERT_EQ(user.data, "first bytes, and more") << cut;
            user->write("up");
            EXPECT_EQ(peer->takeReceived(), "up");
            peer->sendEof();
            settle();
            EXPECT_EQ(user.eofs, 1);
            user->close();
            settle();
            EXPECT_EQ(user.closes, 1);
            EXPECT_TRUE(peer->isClosed());
            outcome.reset();
        }
    }
}

TEST_F(ProxyConnectTest, TheTunnelMayPauseWithBytesAtHand) {
    begin(HttpProxy::Kind::Http);
    peer->send("HTTP/1.1 200 OK\r\n\r\nbehind");
    settle();
    ASSERT_EQ(error(), "ok");
    peer->sendEof();
    settle();
    StreamRecorder user;
    user.start(outcome->take());
    user->pauseReading();
    settle();
    EXPECT_EQ(user.data, "");
    user->resumeReading();
    settle();
    EXPECT_EQ(user.data, "behind");
    EXPECT_EQ(user.eofs, 1);
    user->close();
    settle();
    outcome.reset();
}

// Ends of all kinds behind every byte of the handshake.
TEST_F(ProxyConnectTest, AnEndAtEveryStepIsOneError) {
    for (const Script& script : scripts()) {
        for (std::size_t cut = 0; cut < script.replies.size(); ++cut) {
            for (int way = 0; way < 4; ++way) {
                begin(script.kind, 1'000);
                if (cut > 0) {
                    peer->send(script.replies.substr(0, cut));
                    settle();
                }
                if (way == 0) {
                    peer->sendEof();
                } else if (way == 1) {
                    peer->fail(Error{Errc::Reset, "reset"});
                } else if (way == 2) {
                    loop.skipTime(1'000);
                } else {
                    connect.reset(); // silently
                }
                settle();
                ASSERT_EQ(calls, way == 3 ? 0 : 1) << cut;
                const char* expected[] = {"closed", "reset", "timed_out", ""};
                EXPECT_EQ(error(), expected[way]) << cut;
                EXPECT_TRUE(peer->isClosed());
            }
        }
    }
}

TEST_F(ProxyConnectTest, AWrongCredentialIsToldFromTheLoop) {
    peer.emplace(loop);
    HttpProxy proxy;
    proxy.kind = HttpProxy::Kind::Socks5;
    proxy.user = std::string(256, 'u');
    connect =
        ProxyConnect::start(loop, peer->open(), proxy, "host.test", 443, 1'000,
                            [this](Result<net::StreamPtr> stream) { outcome.emplace(std::move(stream)); });
    EXPECT_FALSE(outcome.has_value());
    settle();
    EXPECT_EQ(error(), "invalid_argument");
    EXPECT_EQ(peer->takeReceived(), "");
    connect.reset();
    settle();
}

} // namespace
} // namespace aha::test
