#include "core/client/redis/redis_client.h"

#include "support/redis.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using test::Peer;
using test::RawSocket;
using test::RedisRecord;
using Kind = RedisFailure::Kind;

// Against a peer that does what the test says.

class RedisFaults : public test::RedisTest {
protected:
    Peer peer{SOCK_STREAM};
    const std::string ping = "*1\r\n$4\r\nPING\r\n";
    std::unique_ptr<RedisClient> client = make(optionsFor(peer.port()));
};

TEST_F(RedisFaults, RepliesAreMatchedInOrderHoweverTheyArrive) {
    auto a = start(*client, {"PING"});
    auto b = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 2 * ping.size()), ping + ping);
    for (const char byte : std::string("$3\r\none\r\n*2\r\n+t\r\n:2\r\n")) {
        ASSERT_TRUE(socket.send(std::string(1, byte)));
        test::runFor(loop, 1);
    }
    EXPECT_EQ(result(*a), "string(one)");
    EXPECT_EQ(result(*b), "[status(t), 2]");
}

TEST_F(RedisFaults, AReplyTooManyEndsTheConnection) {
    auto a = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    ASSERT_TRUE(socket.send("+one\r\n+two\r\n"));
    EXPECT_EQ(result(*a), "status(one)");
    auto b = start(*client, {"PING"});
    RawSocket next = accepted(peer);
    received(next, ping.size());
    ASSERT_TRUE(next.send("+three\r\n"));
    EXPECT_EQ(result(*b), "status(three)");
}

TEST_F(RedisFaults, HalfAReplyTooManyEndsTheConnection) {
    auto a = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    ASSERT_TRUE(socket.send("+one\r\n$5\r\nab"));
    EXPECT_EQ(result(*a), "status(one)");
    EXPECT_EQ(client->pool().size(), 0u);
}

TEST_F(RedisFaults, WhatComesWhileNobodyWaitsEndsTheConnection) {
    auto a = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    ASSERT_TRUE(socket.send("+one\r\n"));
    EXPECT_EQ(result(*a), "status(one)");
    ASSERT_TRUE(socket.send("+two\r\n"));
    auto b = start(*client, {"PING"}); // found dead at the latest when it is borrowed
    RawSocket next = accepted(peer);
    received(next, ping.size());
    ASSERT_TRUE(next.send("+three\r\n"));
    EXPECT_EQ(result(*b), "status(three)");
}

TEST_F(RedisFaults, AnExtraReplyNeverReachesTheNextBlockingCommand) {
    RedisOptions options = optionsFor(peer.port());
    options.pool.max = 1;
    auto one = make(options);
    auto a = start(*one, {"BLPOP", "a", "0"});
    auto b = start(*one, {"BLPOP", "b", "0"});
    RawSocket socket = accepted(peer);
    received(socket, 20);
    ASSERT_TRUE(socket.send("+a\r\n+lie\r\n"));
    EXPECT_EQ(result(*a), "status(a)");
    RawSocket next = accepted(peer);
    received(next, 20);
    ASSERT_TRUE(next.send("+b\r\n"));
    EXPECT_EQ(result(*b), "status(b)");
}

TEST_F(RedisFaults, GarbageFailsWhatIsInFlight) {
    auto a = start(*client, {"PING"});
    auto b = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, 2 * ping.size());
    ASSERT_TRUE(socket.send("+one\r\nHTTP/1.1 400\r\n"));
    EXPECT_EQ(result(*a), "status(one)");
    EXPECT_NE(result(*b).find("got \"H\" as reply type byte"), std::string::npos);
    EXPECT_EQ(b->outcome.failure->kind, Kind::Lost);
    EXPECT_EQ(b->outcome.failure->error.code, Errc::Malformed);
}

TEST_F(RedisFaults, ATimeoutClosesTheConnection) {
    RedisOptions options = optionsFor(peer.port());
    options.timeoutMs = 500;
    options.pool.max = 1;
    auto one = make(options);
    auto a = start(*one, {"GET", "a"});
    RedisRequest patient = request({{"GET", "b"}});
    patient.timeoutMs = 50'000;
    auto b = startAll(*one, std::move(patient));
    RawSocket socket = accepted(peer);
    received(socket, 40);
    passTime(500);
    EXPECT_NE(result(*a).find("no reply to GET within 500 ms"), std::string::npos) << a->text();
    EXPECT_EQ(a->outcome.failure->kind, Kind::TimedOut);
    EXPECT_NE(result(*b).find("so the connection was closed"), std::string::npos) << b->text();
    EXPECT_EQ(b->outcome.failure->kind, Kind::Lost);
    auto c = start(*one, {"PING"});
    RawSocket next = accepted(peer);
    received(next, ping.size());
    socket.send("+late\r\n");
    ASSERT_TRUE(next.send("+c\r\n"));
    EXPECT_EQ(result(*c), "status(c)");
}

TEST_F(RedisFaults, ACommandWithAShorterLimitDoesNotWaitForTheFirst) {
    auto a = start(*client, {"GET", "a"});
    RedisRequest hasty = request({{"GET", "b"}});
    hasty.timeoutMs = 100;
    auto b = startAll(*client, std::move(hasty));
    RawSocket socket = accepted(peer);
    received(socket, 40);
    passTime(100);
    EXPECT_EQ(result(*b).find("failed: "), 0u);
    EXPECT_EQ(b->outcome.failure->kind, Kind::TimedOut);
    EXPECT_EQ(result(*a).find("failed: "), 0u);
}

TEST_F(RedisFaults, ARepliedCommandDoesNotTimeOutLater) {
    auto a = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    ASSERT_TRUE(socket.send("+a\r\n"));
    EXPECT_EQ(result(*a), "status(a)");
    passTime(50'000);
    auto b = start(*client, {"PING"});
    received(socket, ping.size());
    passTime(59'000);
    EXPECT_FALSE(b->isDone());
    ASSERT_TRUE(socket.send("+b\r\n"));
    EXPECT_EQ(result(*b), "status(b)");
}

TEST_F(RedisFaults, TheReplyToACancelledCommandIsThrownAway) {
    auto a = start(*client, {"PING"});
    auto b = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, 2 * ping.size());
    a.reset();
    ASSERT_TRUE(socket.send("+a\r\n+b\r\n"));
    EXPECT_EQ(result(*b), "status(b)");
    EXPECT_EQ(client->pool().counters().closedTotal(), 0u);
}

TEST_F(RedisFaults, ACancelledCommandThatIsNeverAnsweredEndsTheConnection) {
    auto a = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    a.reset();
    EXPECT_EQ(client->pool().size(), 1u);
    passTime(60'000);
    EXPECT_EQ(client->pool().size(), 0u);
}

TEST_F(RedisFaults, ACommandCancelledBeforeItLeavesIsNotSent) {
    auto a = start(*client, {"GET", "never"});
    auto b = start(*client, {"PING"});
    a.reset();
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, ping.size()), ping);
    EXPECT_EQ(client->queued(), 0u);
}

TEST_F(RedisFaults, AnIdleConnectionThatWasClosedIsReplaced) {
    auto a = start(*client, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    ASSERT_TRUE(socket.send("+a\r\n"));
    EXPECT_EQ(result(*a), "status(a)");
    socket.close();
    auto b = start(*client, {"PING"});
    RawSocket next = accepted(peer);
    received(next, ping.size());
    ASSERT_TRUE(next.send("+b\r\n"));
    EXPECT_EQ(result(*b), "status(b)");
}

TEST_F(RedisFaults, WhatWasNotSentGoesOverAnotherConnection) {
    const std::string large(15'000'000, 'x'); // more than sockets take
    auto a = start(*client, {"SET", "a", large});
    auto b = start(*client, {"SET", "b", "1"});
    RawSocket socket = accepted(peer);
    received(socket, 1'000);
    socket.abort();
    EXPECT_EQ(result(*a).find("failed: "), 0u);
    EXPECT_EQ(a->outcome.failure->kind, Kind::Lost);
    RawSocket next = accepted(peer);
    received(next, 27);
    ASSERT_TRUE(next.send("+b\r\n"));
    EXPECT_EQ(result(*b), "status(b)");
    EXPECT_EQ(client->stats().resent, 1u);
}

TEST_F(RedisFaults, OnlyReadsAreRepeatedAndOnlyWhenAsked) {
    for (const bool isAsked : {false, true}) {
        RedisOptions options = optionsFor(peer.port());
        options.retriesReads = isAsked;
        auto other = make(options);
        auto read = start(*other, {"GET", "a"});
        auto write = start(*other, {"INCR", "a"});
        RawSocket socket = accepted(peer);
        received(socket, 40);
        socket.close();
        EXPECT_EQ(result(*write).find("failed: "), 0u);
        if (!isAsked) {
            EXPECT_EQ(result(*read).find("failed: "), 0u);
            continue;
        }
        RawSocket next = accepted(peer);
        received(next, 20);
        next.close(); // once only
        EXPECT_EQ(result(*read).find("failed: "), 0u);
    }
}

TEST_F(RedisFaults, CommandsInFlightAreLimited) {
    RedisOptions options = optionsFor(peer.port());
    options.pool.max = 1;
    options.maxInFlight = 3;
    auto one = make(options);
    std::vector<std::unique_ptr<RedisRecord>> records;
    for (int i = 0; i < 4; ++i) {
        records.push_back(start(*one, {"PING"}));
    }
    RawSocket socket = accepted(peer);
    EXPECT_EQ(received(socket, 3 * ping.size()), ping + ping + ping);
    test::runFor(loop, 2);
    EXPECT_EQ(one->queued(), 1u);
    ASSERT_TRUE(socket.send("+1\r\n"));
    EXPECT_EQ(received(socket, ping.size()), ping);
    ASSERT_TRUE(socket.send("+2\r\n+3\r\n+4\r\n"));
    EXPECT_EQ(result(*records[3]), "status(4)");
}

TEST_F(RedisFaults, WaitingForAPlaceIsLimited) {
    RedisOptions options = optionsFor(peer.port());
    options.pool.max = 1;
    options.maxInFlight = 1;
    options.maxQueued = 2;
    options.waitTimeoutMs = 300;
    auto one = make(options);
    auto first = start(*one, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    auto second = start(*one, {"PING"});
    auto third = start(*one, {"PING"});
    auto fourth = start(*one, {"PING"});
    EXPECT_NE(result(*fourth).find("2 commands wait already"), std::string::npos) << fourth->text();
    EXPECT_EQ(fourth->outcome.failure->kind, Kind::Exhausted);
    settle();
    passTime(310);
    EXPECT_NE(result(*second).find("no place within 300 ms, 1 commands are in flight"), std::string::npos)
        << second->text();
    EXPECT_NE(result(*third).find("test.php:1"), std::string::npos) << third->text();
    ASSERT_TRUE(socket.send("+1\r\n"));
    EXPECT_EQ(result(*first), "status(1)");
}

TEST_F(RedisFaults, ASluggishConnectionIsAvoided) {
    RedisOptions options = optionsFor(peer.port());
    options.sluggishMs = 10;
    auto two = make(options);
    auto slow = start(*two, {"KEYS", "*"});
    RawSocket socket = accepted(peer);
    received(socket, 20);
    passTime(10);
    auto fast = start(*two, {"PING"});
    EXPECT_TRUE(runUntil([&] { return two->pool().idle() == 1; }));
    auto faster = start(*two, {"PING"});
    RawSocket second = accepted(peer);
    EXPECT_EQ(received(second, ping.size()), ping);
    ASSERT_TRUE(second.send("+fast\r\n"));
    EXPECT_EQ(result(*faster), "status(fast)");
}

TEST_F(RedisFaults, NobodyListensThere) {
    peer.close();
    auto a = start(*client, {"PING"});
    EXPECT_NE(result(*a).find("refused"), std::string::npos) << a->text();
    EXPECT_EQ(a->outcome.failure->kind, Kind::ConnectFailed);
}

TEST_F(RedisFaults, AServerThatDoesNotAnswerTheLoginTimesOut) {
    RedisOptions options = optionsFor(peer.port());
    options.password = "geheim";
    auto other = make(options);
    auto a = start(*other, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, 20);
    passTime(10'000);
    EXPECT_NE(result(*a).find("no connection within 10000 ms"), std::string::npos) << a->text();
    EXPECT_EQ(a->text().find("geheim"), std::string::npos);
}

TEST_F(RedisFaults, HeartbeatFindsADeadServer) {
    RedisOptions options = optionsFor(peer.port());
    options.pool.heartbeatMs = 5'000;
    options.pool.pingTimeoutMs = 1'000;
    auto other = make(options);
    auto a = start(*other, {"PING"});
    RawSocket socket = accepted(peer);
    received(socket, ping.size());
    ASSERT_TRUE(socket.send("+a\r\n"));
    EXPECT_EQ(result(*a), "status(a)");
    passTime(5'500);
    EXPECT_EQ(received(socket, ping.size()), ping);
    ASSERT_TRUE(socket.send("+PONG\r\n"));
    EXPECT_TRUE(runUntil([&] { return other->pool().idle() == 1; }));
    passTime(5'500);
    EXPECT_EQ(received(socket, ping.size()), ping);
    passTime(2'000);
    EXPECT_EQ(other->pool().size(), 0u);
}

// A conversation that is cut behind each of its bytes: whatever came whole is right, the rest fails, nothing
// hangs.
TEST_F(RedisFaults, FailsAtEveryStep) {
    const std::string replies = "+OK\r\n$3\r\nabc\r\n*2\r\n:1\r\n$-1\r\n";
    const std::vector<std::string> expected{"status(OK)", "string(abc)", "[1, nil]"};
    for (std::size_t cut = 0; cut <= replies.size(); ++cut) {
        SCOPED_TRACE(cut);
        auto other = make(optionsFor(peer.port()));
        std::vector<std::unique_ptr<RedisRecord>> records;
        for (int i = 0; i < 3; ++i) {
            records.push_back(start(*other, {"PING"}));
        }
        RawSocket socket = accepted(peer);
        received(socket, 3 * ping.size());
        ASSERT_TRUE(socket.send(replies.substr(0, cut)));
        cut % 2 == 0 ? socket.close() : socket.shutdownWrite();
        bool isBroken = false;
        for (std::size_t i = 0; i < 3; ++i) {
            const std::string text = result(*records[i]);
            isBroken = isBroken || text.find("failed: ") == 0;
            EXPECT_EQ(isBroken ? text.substr(0, 8) : text, isBroken ? "failed: " : expected[i]);
        }
        EXPECT_EQ(isBroken, cut < replies.size());
        EXPECT_EQ(other->pool().leased(), 0u);
    }
}

// ---- commands

TEST(RedisTraits, KnowWhereACommandMayRun) {
    auto place = [](std::vector<std::string_view> words) { return redisTraits(words).place; };
    auto blocks = [](std::vector<std::string_view> words) { return redisTraits(words).blocksMs; };
    EXPECT_EQ(place({"get", "k"}), RedisPlace::Shared);
    EXPECT_EQ(place({"watch", "k"}), RedisPlace::Session);
    EXPECT_EQ(place({"Subscribe", "c"}), RedisPlace::Subscribe);
    EXPECT_EQ(place({"monitor"}), RedisPlace::Never);
    EXPECT_EQ(place({"client", "reply", "off"}), RedisPlace::Never);
    EXPECT_EQ(place({"client", "list"}), RedisPlace::Shared);
    EXPECT_EQ(blocks({"BLPOP", "a", "b", "1.5"}), 1500u);
    EXPECT_EQ(blocks({"BLPOP", "a", "0"}), kRedisNoLimit);
    EXPECT_EQ(blocks({"blmpop", "2", "1", "a", "LEFT"}), 2000u);
    EXPECT_EQ(blocks({"XREAD", "COUNT", "1", "block", "250", "STREAMS", "s", "$"}), 250u);
    EXPECT_EQ(blocks({"XREAD", "STREAMS", "BLOCK", "5"}), 0u) << "a stream of that name";
    EXPECT_EQ(blocks({"XREADGROUP", "GROUP", "g", "c", "BLOCK", "0", "STREAMS", "s", ">"}), kRedisNoLimit);
    EXPECT_EQ(blocks({"WAIT", "1", "100"}), 100u);
    EXPECT_TRUE(redisTraits(std::vector<std::string_view>{"mget", "a"}).onlyReads);
    EXPECT_FALSE(redisTraits(std::vector<std::string_view>{"getdel", "a"}).onlyReads);
}

} // namespace
} // namespace aha::client
