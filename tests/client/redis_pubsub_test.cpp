#include "core/client/redis/redis_pubsub.h"

#include "support/redis.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using test::Peer;
using test::RawSocket;
using test::RedisServer;
using State = RedisSubscription::State;

struct Listener final : RedisSubscriptionHandler {
    void onSubscription() override { ++times; }
    int times = 0;
};

class RedisPubSubTest : public test::RedisTest {
protected:
    using Name = RedisSubscription::Name;
    struct Sub {
        Sub(RedisClient& client, std::vector<Name> names, std::size_t maxQueued = 100,
            RedisOverflow overflow = RedisOverflow::DropOldest)
            : subscription(client.pubSub(), maxQueued, overflow, listener) {
            for (const Name& name : names) {
                subscription.add(name);
            }
        }
        std::string take() {
            const auto message = subscription.take();
            return message ? message->pattern + "|" + message->channel + "|" + message->payload : "none";
        }
        Listener listener;
        RedisSubscription subscription;
    };
    static std::string all(Sub& sub) {
        std::string text;
        while (sub.subscription.queued() > 0) {
            text += sub.take() + " ";
        }
        return text;
    }
    bool isOpen(Sub& sub) {
        return runUntil([&] { return sub.subscription.state() == State::Open; });
    }
    bool has(Sub& sub, std::size_t count) {
        return runUntil([&] { return sub.subscription.queued() >= count; });
    }
    RedisServer& server = RedisServer::shared();
    std::unique_ptr<RedisClient> client = make(optionsFor(server.port()));
};

TEST_F(RedisPubSubTest, BringsMessagesOfChannelsAndPatterns) {
    Sub sub(*client, {{false, "news"}, {true, "log.*"}});
    ASSERT_TRUE(isOpen(sub));
    EXPECT_EQ(ask(*client, {"PUBLISH", "news", "one"}), "1");
    EXPECT_EQ(ask(*client, {"PUBLISH", "log.a", "two"}), "1");
    EXPECT_EQ(ask(*client, {"PUBLISH", "other", "three"}), "0");
    ASSERT_TRUE(has(sub, 2));
    EXPECT_EQ(sub.take(), "|news|one");
    EXPECT_EQ(sub.take(), "log.*|log.a|two");
    EXPECT_EQ(sub.take(), "none");
}

TEST_F(RedisPubSubTest, SharesOneConnectionAndGivesItBack) {
    auto a = std::make_unique<Sub>(*client, std::vector<Name>{{false, "c"}});
    auto b = std::make_unique<Sub>(*client, std::vector<Name>{{false, "c"}, {false, "d"}});
    ASSERT_TRUE(isOpen(*a) && isOpen(*b));
    EXPECT_EQ(client->pool().leased(), 1u);
    EXPECT_EQ(ask(*client, {"PUBLISH", "c", "x"}), "1") << "one connection";
    ASSERT_TRUE(has(*a, 1) && has(*b, 1));
    a.reset();
    EXPECT_EQ(ask(*client, {"PUBLISH", "c", "y"}), "1");
    ASSERT_TRUE(has(*b, 2));
    b.reset();
    EXPECT_TRUE(runUntil([&] { return client->pool().leased() == 0; }));
    EXPECT_EQ(client->pool().counters().closedTotal(), 0u);
    EXPECT_EQ(ask(*client, {"PING"}), "status(PONG)");
}

TEST_F(RedisPubSubTest, TheLastNameThatIsRemovedEndsIt) {
    Sub sub(*client, {{false, "c"}, {false, "d"}});
    ASSERT_TRUE(isOpen(sub));
    sub.subscription.remove({false, "c"});
    EXPECT_EQ(ask(*client, {"PUBLISH", "d", "x"}), "1");
    ASSERT_TRUE(has(sub, 1));
    sub.subscription.remove({false, "d"});
    EXPECT_EQ(sub.subscription.state(), State::Ended);
    EXPECT_FALSE(sub.subscription.failure());
    EXPECT_EQ(sub.take(), "|d|x") << "what came before the end is kept";
}

TEST_F(RedisPubSubTest, SubscribesAgainWhenTheConnectionBreaks) {
    Sub sub(*client, {{false, "c"}, {true, "d*"}});
    ASSERT_TRUE(isOpen(sub));
    EXPECT_EQ(ask(*client, {"CLIENT", "KILL", "TYPE", "pubsub"}), "1");
    ASSERT_TRUE(runUntil([&] { return sub.subscription.state() == State::Reconnecting; }));
    ASSERT_TRUE(runUntil([&] { return sub.subscription.state() == State::Open; }));
    EXPECT_EQ(sub.subscription.reconnects(), 1u);
    EXPECT_EQ(ask(*client, {"PUBLISH", "c", "x"}), "1");
    EXPECT_EQ(ask(*client, {"PUBLISH", "dd", "y"}), "1");
    ASSERT_TRUE(has(sub, 2));
}

TEST_F(RedisPubSubTest, WaitsForAServerThatComesBack) {
    RedisServer own;
    auto other = make(optionsFor(own.port()));
    Sub sub(*other, {{false, "c"}});
    ASSERT_TRUE(isOpen(sub));
    own.stop();
    ASSERT_TRUE(runUntil([&] { return sub.subscription.state() == State::Reconnecting; }));
    passTime(20'000);
    EXPECT_EQ(sub.subscription.state(), State::Reconnecting);
    own.start();
    ASSERT_TRUE(runUntil([&] { return sub.subscription.state() == State::Open; }, 20'000));
    EXPECT_EQ(ask(*other, {"PUBLISH", "c", "x"}), "1");
    ASSERT_TRUE(has(sub, 1));
}

TEST_F(RedisPubSubTest, WhatNobodyTakesIsBounded) {
    Sub oldest(*client, {{false, "c"}}, 2, RedisOverflow::DropOldest);
    Sub newest(*client, {{false, "c"}}, 2, RedisOverflow::DropNewest);
    Sub fails(*client, {{false, "c"}}, 2, RedisOverflow::Fail);
    ASSERT_TRUE(isOpen(oldest) && isOpen(newest) && isOpen(fails));
    ask(*client, {"PUBLISH", "c", "1"});
    ask(*client, {"PUBLISH", "c", "2"});
    ASSERT_TRUE(runUntil([&] { return fails.subscription.received() == 2; }));
    EXPECT_EQ(fails.subscription.state(), State::Open) << "at the limit";
    ask(*client, {"PUBLISH", "c", "3"});
    ASSERT_TRUE(runUntil([&] { return newest.subscription.received() == 3; }));
    EXPECT_EQ(all(oldest), "|c|2 |c|3 ");
    EXPECT_EQ(all(newest), "|c|1 |c|2 ");
    EXPECT_EQ(oldest.subscription.dropped(), 1u);
    EXPECT_EQ(newest.subscription.dropped(), 1u);
    EXPECT_EQ(fails.subscription.state(), State::Ended);
    EXPECT_EQ(fails.subscription.failure()->kind, RedisFailure::Kind::Exhausted);
}

TEST_F(RedisPubSubTest, PauseHoldsTheServerUpAndLosesNothing) {
    Sub sub(*client, {{false, "c"}}, 2, RedisOverflow::Pause);
    ASSERT_TRUE(isOpen(sub));
    for (int i = 0; i < 500; ++i) {
        ask(*client, {"PUBLISH", "c", std::to_string(i)});
    }
    EXPECT_LT(sub.subscription.queued(), 500u);
    for (int i = 0; i < 500; ++i) {
        ASSERT_TRUE(has(sub, 1));
        EXPECT_EQ(sub.take(), "|c|" + std::to_string(i));
    }
    EXPECT_EQ(sub.subscription.dropped(), 0u);
}

TEST_F(RedisPubSubTest, IsToldWhenTheServerRefuses) {
    EXPECT_EQ(ask(*client, {"ACL", "SETUSER", "deaf", "on", "nopass", "+@all", "resetchannels"}),
              "status(OK)");
    RedisOptions options = optionsFor(server.port());
    options.user = "deaf";
    auto other = make(options);
    Sub sub(*other, {{false, "secret"}});
    ASSERT_TRUE(runUntil([&] { return sub.subscription.state() == State::Ended; }));
    EXPECT_NE(sub.subscription.failure()->error.message.find("NOPERM"), std::string::npos);
}

TEST_F(RedisPubSubTest, IsToldWhenThereIsNoServer) {
    Peer nobody(SOCK_STREAM);
    auto other = make(optionsFor(nobody.port()));
    nobody.close();
    Sub sub(*other, {{false, "c"}});
    ASSERT_TRUE(runUntil([&] { return sub.subscription.state() == State::Ended; }));
    EXPECT_EQ(sub.subscription.failure()->kind, RedisFailure::Kind::ConnectFailed);
}

TEST_F(RedisPubSubTest, ClosingTheClientEndsIt) {
    Sub sub(*client, {{false, "c"}});
    ASSERT_TRUE(isOpen(sub));
    client->close();
    EXPECT_EQ(sub.subscription.state(), State::Ended);
    EXPECT_EQ(sub.subscription.failure()->kind, RedisFailure::Kind::Cancelled);
}

// ---- against a peer that does what the test says

class RedisPubSubFaults : public RedisPubSubTest {
protected:
    Peer peer{SOCK_STREAM};
    const std::string subscribe = "*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\nc\r\n";
    const std::string confirmed = "*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n";
    std::unique_ptr<RedisClient> other = make(optionsFor(peer.port()));
};

TEST_F(RedisPubSubFaults, ALieEndsTheConnectionAndBeginsAnother) {
    for (const std::string& lie :
         {std::string("+OK\r\n"), std::string(":1\r\n"), std::string("*0\r\n"),
          std::string("*3\r\n$9\r\nsubscribe\r\n$1\r\nd\r\n:1\r\n"),
          std::string("*2\r\n$7\r\nmessage\r\n$1\r\nc\r\n"),
          std::string("*3\r\n$7\r\nmessage\r\n*1\r\n:1\r\n$1\r\nx\r\n"), std::string("x")}) {
        SCOPED_TRACE(lie);
        auto liar = make(optionsFor(peer.port()));
        Sub sub(*liar, {{false, "c"}});
        RawSocket socket = accepted(peer);
        EXPECT_EQ(received(socket, subscribe.size()), subscribe);
        ASSERT_TRUE(socket.send(confirmed));
        ASSERT_TRUE(isOpen(sub));
        ASSERT_TRUE(socket.send(lie));
        RawSocket next = accepted(peer);
        EXPECT_EQ(received(next, subscribe.size()), subscribe);
        ASSERT_TRUE(next.send(confirmed + "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\nok\r\n"));
        ASSERT_TRUE(has(sub, 1));
        EXPECT_EQ(sub.take(), "|c|ok");
    }
}

TEST_F(RedisPubSubFaults, ASilentServerIsAskedAndGivenUp) {
    Sub sub(*other, {{false, "c"}});
    RawSocket socket = accepted(peer);
    received(socket, subscribe.size());
    ASSERT_TRUE(socket.send(confirmed));
    ASSERT_TRUE(isOpen(sub));
    passTime(15'100);
    EXPECT_EQ(received(socket, 14), "*1\r\n$4\r\nPING\r\n");
    ASSERT_TRUE(socket.send("*2\r\n$4\r\npong\r\n$0\r\n\r\n"));
    test::runFor(loop, 5);
    passTime(5'100);
    EXPECT_EQ(sub.subscription.state(), State::Open);
    passTime(15'100);
    EXPECT_EQ(received(socket, 14), "*1\r\n$4\r\nPING\r\n");
    passTime(5'100);
    EXPECT_NE(sub.subscription.state(), State::Open);
}

TEST_F(RedisPubSubFaults, SubscribingAnewBeforeTheServerHasConfirmedTheEnd) {
    auto first = std::make_unique<Sub>(*other, std::vector<Name>{{false, "c"}});
    RawSocket socket = accepted(peer);
    received(socket, subscribe.size());
    ASSERT_TRUE(socket.send(confirmed));
    ASSERT_TRUE(isOpen(*first));
    first.reset();
    Sub second(*other, {{false, "c"}});
    const std::string unsubscribe = "*2\r\n$11\r\nUNSUBSCRIBE\r\n$1\r\nc\r\n";
    EXPECT_EQ(received(socket, unsubscribe.size() + subscribe.size()), unsubscribe + subscribe);
    ASSERT_TRUE(socket.send("*3\r\n$11\r\nunsubscribe\r\n$1\r\nc\r\n:0\r\n"));
    test::runFor(loop, 5);
    EXPECT_EQ(second.subscription.state(), State::Opening);
    ASSERT_TRUE(socket.send(confirmed));
    EXPECT_TRUE(isOpen(second));
}

} // namespace
} // namespace aha::client
