#include "core/client/redis/redis_client.h"

#include "core/client/redis/redis_session.h"
#include "support/redis.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using test::Peer;
using test::RawSocket;
using test::RedisRecord;
using test::RedisServer;
using Kind = RedisFailure::Kind;

// ---- against a server

class RedisReal : public test::RedisTest {
protected:
    RedisServer& server = RedisServer::shared();
    std::unique_ptr<RedisClient> client = make(optionsFor(server.port()));
    void SetUp() override { EXPECT_EQ(ask(*client, {"FLUSHALL"}), "status(OK)"); }
};

TEST_F(RedisReal, GivesReplies) {
    EXPECT_EQ(ask(*client, {"SET", "k", "v\r\n"}), "status(OK)");
    EXPECT_EQ(ask(*client, {"GET", "k"}), "string(v\r\n)");
    EXPECT_EQ(ask(*client, {"GET", "none"}), "nil");
    EXPECT_EQ(ask(*client, {"INCR", "n"}), "1");
    EXPECT_EQ(ask(*client, {"LPUSH", "n", "x"}),
              "error(WRONGTYPE Operation against a key holding the wrong kind of value)");
    EXPECT_EQ(ask(*client, {"MGET", "k", "none"}), "[string(v\r\n), nil]");
    EXPECT_EQ(client->traffic().serverErrors, 1u);
    EXPECT_EQ(client->pool().counters().created, 1u);
}

TEST_F(RedisReal, SendsAllCommandsOfATurnInOneWrite) {
    const std::uint64_t writes = client->traffic().writes;
    std::vector<std::unique_ptr<RedisRecord>> records;
    for (int i = 0; i < 100; ++i) {
        records.push_back(start(*client, {"INCR", "n"}));
    }
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(result(*records[std::size_t(i)]), std::to_string(i + 1));
    }
    // Beyond `spread` another connection would be used, which has to be made first.
    EXPECT_EQ(client->traffic().writes, writes + 1);
    EXPECT_EQ(client->traffic().largestBatch, 100u);
    EXPECT_EQ(client->queued(), 0u);
    EXPECT_EQ(client->pool().leased(), 0u);
}

TEST_F(RedisReal, KeepsCommandsOfARequestTogether) {
    auto batch = startAll(*client, request({{"MULTI"}, {"SET", "a", "1"}, {"INCR", "a"}, {"EXEC"}}));
    auto other = start(*client, {"GET", "a"});
    EXPECT_EQ(result(*batch), "status(OK) | status(QUEUED) | status(QUEUED) | [status(OK), 2]");
    EXPECT_EQ(result(*other), "string(2)");
}

TEST_F(RedisReal, MovesLargeValues) {
    const std::string large(5'000'000, 'x');
    EXPECT_EQ(ask(*client, {"SET", "large", large}), "status(OK)");
    EXPECT_EQ(ask(*client, {"GET", "large"}), "string(" + large + ")");
}

TEST_F(RedisReal, BlockingCommandsHoldUpNobody) {
    auto blocked = start(*client, {"BLPOP", "list", "0"});
    EXPECT_EQ(ask(*client, {"PING"}), "status(PONG)");
    EXPECT_FALSE(blocked->isDone());
    EXPECT_EQ(client->pool().leased(), 1u);
    EXPECT_EQ(client->pool().holders(9).front().place, "test.php:1");
    EXPECT_EQ(ask(*client, {"RPUSH", "list", "x"}), "1");
    EXPECT_EQ(result(*blocked), "[string(list), string(x)]");
    EXPECT_EQ(client->pool().leased(), 0u);
}

TEST_F(RedisReal, ACancelledBlockingCommandTakesNothing) {
    auto blocked = start(*client, {"BLPOP", "list", "0"});
    auto probe = make(optionsFor(server.port()));
    EXPECT_TRUE(runUntil([&] {
        return ask(*probe, {"INFO", "clients"}).find("blocked_clients:1") != std::string::npos;
    }));
    blocked.reset();
    EXPECT_EQ(client->pool().leased(), 0u);
    EXPECT_TRUE(runUntil([&] {
        return ask(*probe, {"INFO", "clients"}).find("blocked_clients:0") != std::string::npos;
    }));
    EXPECT_EQ(ask(*client, {"RPUSH", "list", "x"}), "1");
    EXPECT_EQ(client->stats().cancelled, 1u);
}

TEST_F(RedisReal, APoolOfOneServesAThousandWaiters) {
    RedisOptions options = optionsFor(server.port());
    options.pool.max = 1;
    auto one = make(options);
    std::vector<std::unique_ptr<RedisRecord>> blocking, plain;
    for (int i = 0; i < 1000; ++i) {
        blocking.push_back(start(*one, {"BLPOP", "list", "0"}));
        plain.push_back(start(*one, {"INCR", "n"}));
    }
    std::vector<std::string> values(1000, "x");
    std::vector<std::string_view> push{"RPUSH", "list"};
    push.insert(push.end(), values.begin(), values.end());
    EXPECT_EQ(ask(*client, push), "1000");
    for (auto& record : blocking) {
        EXPECT_EQ(result(*record), "[string(list), string(x)]");
    }
    for (auto& record : plain) {
        EXPECT_TRUE(result(*record).find("failed") == std::string::npos) << record->text();
    }
    EXPECT_EQ(one->pool().counters().created, 1u);
    EXPECT_EQ(one->pool().leased(), 0u);
    EXPECT_EQ(one->pool().waiting(), 0u);
}

TEST_F(RedisReal, ASessionHasItsConnectionToItself) {
    struct Opened final : RedisSessionHandler {
        void onSessionOpen(RedisSession&) override { isOpen = true; }
        void onSessionFailed(RedisSession&, RedisFailure) override { ADD_FAILURE(); }
        bool isOpen = false;
    } opened;
    RedisSession session(*client, "test.php:2", opened);
    EXPECT_TRUE(runUntil([&] { return opened.isOpen; }));
    auto ask_ = [&](Words words) {
        RedisRecord record;
        record.call = session.start(request({std::move(words)}), record);
        return result(record);
    };
    EXPECT_EQ(ask_({"WATCH", "k"}), "status(OK)");
    EXPECT_EQ(ask_({"MULTI"}), "status(OK)");
    EXPECT_EQ(ask_({"SET", "k", "1"}), "status(QUEUED)");
    EXPECT_EQ(ask(*client, {"SET", "k", "2"}), "status(OK)"); // over another connection
    EXPECT_EQ(ask_({"EXEC"}), "nil");
    EXPECT_EQ(client->pool().leased(), 1u);
    session.release();
    EXPECT_EQ(client->pool().leased(), 0u);
    EXPECT_EQ(client->pool().counters().closedTotal(), 0u);
    RedisRecord late;
    late.call = session.start(request({{"PING"}}), late);
    EXPECT_EQ(result(late), "failed: The session has been released");
}

TEST_F(RedisReal, ADirtySessionIsNotUsedAgain) {
    struct Opened final : RedisSessionHandler {
        void onSessionOpen(RedisSession&) override { isOpen = true; }
        void onSessionFailed(RedisSession&, RedisFailure) override { ADD_FAILURE(); }
        bool isOpen = false;
    } opened;
    {
        RedisSession session(*client, "test.php:2", opened);
        EXPECT_TRUE(runUntil([&] { return opened.isOpen; }));
        session.setDirty(true);
    }
    EXPECT_EQ(client->pool().counters().closedTotal(), 1u);
    EXPECT_EQ(ask(*client, {"PING"}), "status(PONG)");
}

TEST_F(RedisReal, LogsInAndSelects) {
    EXPECT_EQ(ask(*client, {"ACL", "SETUSER", "worker", "on", ">geheim", "allkeys", "+@all"}), "status(OK)");
    RedisOptions options = optionsFor(server.port());
    options.user = "worker";
    options.password = "geheim";
    options.database = 3;
    options.clientName = "aha-test";
    options.host = "unix:" + server.socket();
    auto other = make(options);
    EXPECT_EQ(ask(*other, {"ACL", "WHOAMI"}), "string(worker)");
    EXPECT_EQ(ask(*other, {"CLIENT", "GETNAME"}), "string(aha-test)");
    EXPECT_NE(ask(*other, {"CLIENT", "INFO"}).find(" db=3 "), std::string::npos);
    EXPECT_EQ(other->address(), "redis+unix:" + server.socket() + "/3");
    options.password = "falsch";
    auto wrong = make(options);
    const std::string text = ask(*wrong, {"PING"});
    EXPECT_NE(text.find("AUTH was refused: WRONGPASS"), std::string::npos) << text;
    EXPECT_EQ(text.find("falsch"), std::string::npos) << text;
}

TEST_F(RedisReal, RefusesADatabaseThatIsNotThere) {
    RedisOptions options = optionsFor(server.port());
    options.database = 99;
    auto other = make(options);
    EXPECT_NE(ask(*other, {"PING"}).find("SELECT was refused: ERR DB index is out of range"),
              std::string::npos);
}

TEST_F(RedisReal, ReconnectsAfterARestart) {
    RedisServer own;
    auto other = make(optionsFor(own.port()));
    EXPECT_EQ(ask(*other, {"PING"}), "status(PONG)");
    own.stop();
    settle();
    EXPECT_NE(ask(*other, {"PING"}).find("failed: "), std::string::npos);
    own.start();
    EXPECT_TRUE(runUntil([&] { return ask(*other, {"PING"}) == "status(PONG)"; }));
    EXPECT_EQ(other->pool().leased(), 0u);
}

TEST_F(RedisReal, ClosingEndsEverything) {
    auto blocked = start(*client, {"BLPOP", "list", "0"});
    auto queued = start(*client, {"PING"});
    client->close();
    EXPECT_EQ(blocked->outcome.failure->kind, Kind::Cancelled);
    EXPECT_EQ(queued->outcome.failure->kind, Kind::Cancelled);
    EXPECT_NE(ask(*client, {"PING"}).find("the client is closed"), std::string::npos);
    settle();
}

// ---- against a peer that does what the test says

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
