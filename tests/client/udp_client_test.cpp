#include "core/client/udp_channel.h"
#include "core/client/udp_client.h"

#include "support/package_peer.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using Kind = PackageError::Kind;
using test::Peer;

class UdpRequests : public test::PackageTest {
protected:
    std::unique_ptr<UdpClient> make(UdpClientOptions options = {}) {
        options.host = "127.0.0.1";
        options.port = peer.port();
        return std::make_unique<UdpClient>(host, resolver, options);
    }
    // The next datagram; its sender is to be answered.
    std::string receive(sockaddr_in& from) {
        char bytes[128];
        ssize_t got = -1;
        EXPECT_TRUE(runUntil([&] {
            socklen_t size = sizeof from;
            if (got >= 0) {
                return true; // it is asked again
            }
            got = ::recvfrom(peer.fd(), bytes, sizeof bytes, 0, reinterpret_cast<sockaddr*>(&from), &size);
            return got >= 0;
        }));
        return std::string(bytes, got > 0 ? std::size_t(got) : 0);
    }
    void answer(const sockaddr_in& to, std::string_view bytes) {
        EXPECT_EQ(::sendto(peer.fd(), bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr*>(&to),
                           sizeof to),
                  ssize_t(bytes.size()));
    }
    Peer peer{SOCK_DGRAM};
    sockaddr_in from{};
};

TEST_F(UdpRequests, GiveTheAnswer) {
    auto client = make();
    auto call = start(client->requests(), "ping");
    EXPECT_EQ(receive(from), "ping");
    answer(from, "pong");
    EXPECT_EQ(result(*call), "pong");
    EXPECT_EQ(client->requests().pool().size(), 0u);
    EXPECT_FALSE(loop.isAlive());
}

TEST_F(UdpRequests, AnEmptyDatagramIsAnAnswer) {
    auto client = make();
    auto call = start(client->requests(), "ping");
    receive(from);
    answer(from, "");
    EXPECT_EQ(result(*call), "");
}

TEST_F(UdpRequests, GiveNoLateAnswerToALaterOne) {
    auto client = make();
    auto first = start(client->requests(), "a", 100);
    EXPECT_EQ(receive(from), "a");
    const sockaddr_in late = from;
    loop.skipTime(100);
    result(*first);
    EXPECT_EQ(first->kind(), Kind::RequestTimeout);
    auto second = start(client->requests(), "b");
    EXPECT_EQ(receive(from), "b");
    answer(late, "of a");
    test::runFor(loop, 5);
    EXPECT_FALSE(second->isDone());
    answer(from, "of b");
    EXPECT_EQ(result(*second), "of b");
}

TEST_F(UdpRequests, GiveNoSecondAnswerToALaterOne) {
    auto client = make();
    for (const bool isWaiting : {false, true}) {
        auto first = start(client->requests(), "a");
        receive(from);
        const sockaddr_in asker = from;
        answer(asker, "1");
        EXPECT_EQ(result(*first), "1");
        if (!isWaiting) {
            answer(asker, "1 again"); // before the next request begins
        }
        auto second = start(client->requests(), "b");
        EXPECT_EQ(receive(from), "b");
        if (isWaiting) {
            answer(asker, "1 again"); // while it waits
            test::runFor(loop, 5);
            EXPECT_FALSE(second->isDone()) << second->text();
        }
        answer(from, "2");
        EXPECT_EQ(result(*second), "2");
        EXPECT_FALSE(second->outcome.isReused);
    }
}

TEST_F(UdpRequests, GiveTheSecondOfTwoAnswersAtOnceToNobody) {
    auto client = make();
    auto first = start(client->requests(), "a");
    receive(from);
    answer(from, "1");
    answer(from, "2");
    EXPECT_EQ(result(*first), "1");
    auto second = start(client->requests(), "b");
    EXPECT_EQ(receive(from), "b");
    answer(from, "3");
    EXPECT_EQ(result(*second), "3");
}

TEST_F(UdpRequests, HearThatNobodyListens) {
    auto client = make();
    peer.close();
    auto call = start(client->requests(), "a");
    EXPECT_NE(result(*call).find("refused"), std::string::npos) << call->text();
    EXPECT_EQ(call->kind(), Kind::ConnectFailed);
    EXPECT_EQ(client->requests().pool().size(), 0u);
}

TEST_F(UdpRequests, RefuseADatagramThatIsTooLong) {
    auto client = make();
    auto fits = start(client->requests(), std::string(65'507, 'x'));
    receive(from);
    answer(from, "ok");
    EXPECT_EQ(result(*fits), "ok");
    auto tooLong = start(client->requests(), std::string(65'508, 'x'));
    result(*tooLong);
    EXPECT_EQ(tooLong->kind(), Kind::SendFailed);
}

TEST_F(UdpRequests, SendOneWay) {
    UdpClientOptions options;
    options.pool.isOneWay = true;
    auto client = make(options);
    auto call = start(client->requests(), "a");
    EXPECT_EQ(result(*call), "");
    EXPECT_EQ(receive(from), "a");
    answer(from, "nobody has asked");
    auto second = start(client->requests(), "b");
    EXPECT_EQ(result(*second), "");
    EXPECT_TRUE(second->outcome.isReused);
    EXPECT_EQ(receive(from), "b");
}

TEST_F(UdpRequests, AOneWayOneDoesNotFailForAnEarlierOne) {
    UdpClientOptions options;
    options.pool.isOneWay = true;
    auto client = make(options);
    const unsigned port = peer.port();
    peer.close();
    for (const char* package : {"a", "b", "c"}) {
        auto call = start(client->requests(), package);
        EXPECT_EQ(result(*call), "") << "to " << port;
    }
}

TEST_F(UdpRequests, RefuseWhenAllSocketsAreInUse) {
    UdpClientOptions options;
    options.pool.max = 2;
    auto client = make(options);
    auto first = start(client->requests(), "a");
    auto second = start(client->requests(), "b");
    auto third = start(client->requests(), "c");
    result(*third);
    EXPECT_EQ(third->kind(), Kind::Exhausted);
    for (int i = 0; i < 2; ++i) {
        const std::string bytes = receive(from);
        answer(from, bytes);
    }
    EXPECT_EQ(result(*first), "a");
    EXPECT_EQ(result(*second), "b");
}

struct ChannelNote final : ChannelHandler {
    void onChannel() override { ++events; }
    int events = 0;
};

TEST_F(UdpRequests, AChannelSendsAndReceives) {
    ChannelNote note;
    const UdpTarget target{"127.0.0.1", peer.port(), "udp://peer", 1'000, false};
    UdpChannel channel(loop, resolver, target, note);
    ASSERT_TRUE(runUntil([&] { return channel.state() == PackageChannel::State::Open; }));
    channel.send("a");
    EXPECT_EQ(receive(from), "a");
    answer(from, "1");
    answer(from, "");
    ASSERT_TRUE(runUntil([&] { return note.events == 3; }));
    EXPECT_EQ(channel.take(), "1");
    EXPECT_EQ(channel.take(), "");
    EXPECT_EQ(channel.take(), std::nullopt);
}

} // namespace
} // namespace aha::client
