#include "core/client/redis/redis_client.h"

#include "core/client/redis/redis_session.h"
#include "support/redis.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace aha::client {
namespace {

using test::RedisRecord;
using test::RedisServer;
using Kind = RedisFailure::Kind;

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

struct RedisObserved final : CallObserver {
    void onCallStart(const CallTrace& trace) override {
        text += "start " + std::string(trace.kind) + " " + trace.name + " " + trace.place + "; ";
        ids.insert(trace.id);
    }
    void onCallEnd(const CallTrace& trace, double durationMs, int, const Error* error) override {
        EXPECT_GE(durationMs, 0);
        text += "end " + trace.name + (error ? " " + error->message : std::string()) + "; ";
        EXPECT_EQ(ids.erase(trace.id), 1u);
    }
    std::string text;
    std::set<std::uint64_t> ids; // under way
};

TEST_F(RedisReal, ObserversSeeNoKeysAndValues) {
    RedisObserved observed;
    client->setObserver(&observed);
    ask(*client, {"set", "secret", "value"});
    result(*startAll(*client, request({{"MULTI"}, {"INCR", "secret"}, {"EXEC"}})));
    start(*client, {"GET", "secret"})->call.reset();
    EXPECT_EQ(observed.text, "start redis SET test.php:1; end SET; "
                             "start redis MULTI and 2 more test.php:1; end MULTI and 2 more; "
                             "start redis GET test.php:1; end GET The command was cancelled; ");
    observed.text.clear();
    ask(*client, {"LPUSH", "secret", "x"});
    EXPECT_NE(observed.text.find("end LPUSH WRONGTYPE"), std::string::npos) << observed.text;
    auto left = start(*client, {"BLPOP", "none", "0"});
    client->close();
    EXPECT_TRUE(observed.ids.empty());
    EXPECT_NE(observed.text.find("the client was closed"), std::string::npos) << observed.text;
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

} // namespace
} // namespace aha::client
