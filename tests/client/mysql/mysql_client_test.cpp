// The client of databases with this driver and a real server: pool, sessions, limits.
#include "core/client/sql/sql_client.h"
#include "support/mysql_world.h"

#include <deque>

namespace aha::client {
namespace {

using Kind = SqlError::Kind;

struct CallRecord final : SqlCallHandler {
    void onSqlDone(SqlCall&, SqlOutcome what) override {
        ++ends;
        outcome = std::move(what);
    }
    std::unique_ptr<SqlCall> call;
    SqlOutcome outcome;
    int ends = 0;
};

class MysqlClient : public test::MariaDbTest {
protected:
    std::unique_ptr<SqlClient> client(std::size_t max) {
        auto made = MysqlDriver::create(loop, resolver, options());
        SqlClientOptions wanted;
        wanted.pool.max = max;
        wanted.pool.maxWaiters = 2000;
        wanted.pool.waitTimeoutMs = 30'000;
        return std::make_unique<SqlClient>(host, made.take(), wanted);
    }
    bool finish(const CallRecord& record) {
        return runUntil([&] { return record.ends > 0; }, 20'000);
    }
    static std::string value(const CallRecord& record) {
        return record.outcome.error ? record.outcome.error->error.message
                                    : test::textOf(record.outcome.results.at(0).rows);
    }
};

TEST_F(MysqlClient, OneConnectionServesHundredsInOrder) {
    auto one = client(1);
    std::deque<CallRecord> records(500);
    int i = 0;
    for (CallRecord& record : records) {
        SqlCommand command = prepared("SELECT ?", {SqlValue::ofInt(i++)});
        record.call = one->start(command, pool::kNever, "test", record);
    }
    EXPECT_TRUE(runUntil([&] { return records.back().ends > 0; }, 30'000));
    i = 0;
    for (const CallRecord& record : records) {
        EXPECT_EQ(record.ends, 1);
        EXPECT_EQ(value(record), "i:" + std::to_string(i++));
    }
    EXPECT_EQ(one->pool().size(), 1u);
    EXPECT_EQ(one->pool().leased(), 0u);
}

TEST_F(MysqlClient, ATimeLimitEndsTheStatementOnTheServer) {
    auto one = client(1);
    CallRecord slow, next;
    slow.call = one->start(text("SELECT SLEEP(304)"), 100, "test", slow);
    next.call = one->start(text("SELECT 1"), pool::kNever, "test", next);
    ASSERT_TRUE(finish(slow));
    ASSERT_TRUE(slow.outcome.error);
    EXPECT_EQ(slow.outcome.error->kind, Kind::TimedOut);
    ASSERT_TRUE(finish(next));
    EXPECT_EQ(value(next), "i:1");
    EXPECT_TRUE(runUntil(
        [&] {
            return server
                ->admin("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(304)'")
                .empty();
        },
        10'000));
}

TEST_F(MysqlClient, StateOfASessionDoesNotReachTheNext) {
    auto one = client(1);
    CallRecord create, set, begin, insert, look;
    create.call = one->start(text("CREATE OR REPLACE TABLE session_state (a INT) ENGINE = InnoDB"),
                             pool::kNever, "test", create);
    ASSERT_TRUE(finish(create));
    auto session = one->session("test");
    set.call = session->start(text("SET @left = 5"), pool::kNever, "test", set);
    begin.call = session->begin({SqlIsolation::Serializable, false}, pool::kNever, "test", begin);
    insert.call = session->start(text("INSERT INTO session_state VALUES (1)"), pool::kNever, "test", insert);
    ASSERT_TRUE(finish(insert));
    ASSERT_FALSE(insert.outcome.error) << value(insert);
    session->close();
    look.call = one->start(text("SELECT @left, @@autocommit, (SELECT COUNT(*) FROM session_state)"),
                           pool::kNever, "test", look);
    ASSERT_TRUE(finish(look));
    EXPECT_EQ(value(look), "null,i:1,i:0");
    EXPECT_GE(one->stats().resets.value(), 1u);
    EXPECT_EQ(one->pool().counters().created, 1u) << "the connection is the same";
}

TEST_F(MysqlClient, AStaleConnectionIsNoticedAndReplaced) {
    auto one = client(1);
    CallRecord first, second;
    first.call = one->start(text("SELECT CONNECTION_ID()"), pool::kNever, "test", first);
    ASSERT_TRUE(finish(first));
    server->admin("KILL " + value(first).substr(2));
    second.call = one->start(text("SELECT 2"), pool::kNever, "test", second);
    ASSERT_TRUE(finish(second));
    EXPECT_EQ(value(second), "i:2");
    EXPECT_EQ(one->pool().counters().created, 2u);
}

} // namespace
} // namespace aha::client
