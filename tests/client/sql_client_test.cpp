#include "core/client/sql/sql_client.h"

#include "support/fake_sql.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::SqlRecord;

class SqlClientTest : public test::SqlTest {};

TEST_F(SqlClientTest, RunsAStatementAndGivesTheConnectionBack) {
    make();
    auto call = query("1: SELECT");
    EXPECT_EQ(client->pool().leased(), 1u);
    test::FakeSqlConnection& connection = at("1: SELECT");
    connection.finish(3);
    EXPECT_FALSE(call->done) << "told from the loop only";
    settle();
    EXPECT_EQ(call->text(), "ok");
    EXPECT_EQ(call->rows, 3u);
    EXPECT_TRUE(call->call->isDone());
    EXPECT_EQ(client->pool().idle(), 1u);
    EXPECT_EQ(client->active(), 0u);
    EXPECT_EQ(client->stats().succeeded, 1u);
    EXPECT_EQ(client->stats().rows, 3u);
    EXPECT_EQ(client->stats().durations.count(), 1u);
    EXPECT_FALSE(loop.isAlive());
}

TEST_F(SqlClientTest, TellsTheErrorOfTheDatabaseAndKeepsTheConnection) {
    make();
    auto call = query("1: INSERT");
    at("1: INSERT").fail(Kind::Duplicate);
    settle();
    EXPECT_EQ(call->kind(), Kind::Duplicate);
    EXPECT_EQ(client->stats().failed[std::size_t(Kind::Duplicate)], 1u);
    EXPECT_EQ(client->pool().idle(), 1u);
}

TEST_F(SqlClientTest, WaitsForAConnectionAndIsServedInOrder) {
    options.pool.max = 1;
    make();
    auto first = query("1: A");
    auto second = query("2: B");
    auto third = query("3: C");
    settle();
    EXPECT_EQ(driver->made, 1);
    EXPECT_EQ(client->pool().waiting(), 2u);
    finish("1: A");
    finish("2: B");
    EXPECT_TRUE(first->done && second->done && !third->done);
    finish("3: C");
    EXPECT_EQ(log(), "1 1: A; 1 2: B; 1 3: C");
}

TEST_F(SqlClientTest, NamesTheHolderWhenThePoolIsExhausted) {
    options.pool.max = 1;
    options.pool.maxWaiters = 0;
    make();
    auto first = query("1: A");
    auto second = query("2: B");
    EXPECT_FALSE(second->done);
    settle();
    EXPECT_EQ(second->kind(), Kind::Pool);
    EXPECT_NE(second->text().find("app.php:7"), std::string::npos) << second->text();
    EXPECT_FALSE(second->error->wasSent);
    finish("1: A");
}

TEST_F(SqlClientTest, TheLimitCoversWaitingForAConnection) {
    options.pool.max = 1;
    make();
    auto first = query("1: A");
    auto second = query("2: B", 2'000);
    passTime(1'000);
    EXPECT_FALSE(second->done);
    passTime(1'000);
    EXPECT_EQ(second->kind(), Kind::Pool) << second->text();
    finish("1: A");
    EXPECT_EQ(client->pool().idle(), 1u);
}

TEST_F(SqlClientTest, TheLimitCoversWaitingAndRunningTogether) {
    options.pool.max = 1;
    make();
    auto first = query("1: A");
    auto second = query("2: B", 2'000);
    passTime(1'200);
    finish("1: A");
    EXPECT_FALSE(second->done);
    passTime(800);
    EXPECT_EQ(second->kind(), Kind::TimedOut) << second->text();
    EXPECT_TRUE(second->error->wasSent);
    EXPECT_EQ(log(), "1 1: A; 1 2: B; 1 cancel; 1 gone");
    EXPECT_EQ(client->pool().counters().closed[std::size_t(pool::CloseReason::TimedOut)], 1u);
}

TEST_F(SqlClientTest, ALimitThatHasPassedSendsNothing) {
    make();
    auto call = query("1: A", 0);
    settle();
    EXPECT_EQ(call->kind(), Kind::TimedOut);
    EXPECT_FALSE(call->error->wasSent);
    EXPECT_EQ(log(), "");
}

TEST_F(SqlClientTest, DestroyingARunningCallDropsTheConnection) {
    make();
    auto call = query("1: A");
    settle();
    call.reset();
    settle();
    EXPECT_EQ(log(), "1 1: A; 1 cancel; 1 gone");
    EXPECT_EQ(client->stats().cancelled, 1u);
    EXPECT_EQ(client->pool().size(), 0u);
}

TEST_F(SqlClientTest, DestroyingAWaitingCallLeavesTheQueue) {
    options.pool.max = 1;
    make();
    auto first = query("1: A");
    auto second = query("2: B");
    auto third = query("3: C");
    second.reset();
    finish("1: A");
    finish("3: C");
    EXPECT_TRUE(third->done);
    EXPECT_EQ(log(), "1 1: A; 1 3: C");
}

TEST_F(SqlClientTest, DestroyingACallThatHasItsAnswerKeepsTheConnection) {
    make();
    auto call = query("1: A");
    at("1: A").finish();
    call.reset();
    settle();
    EXPECT_EQ(client->pool().idle(), 1u);
    EXPECT_EQ(log(), "1 1: A");
}

TEST_F(SqlClientTest, DestroyingACallThatIsAboutToStartKeepsTheConnection) {
    make();
    driver->connects = test::FakeSqlDriver::Connects::Later;
    auto call = query("1: A");
    settle();
    driver->open[0]->slot.connected(); // the lease is here, nothing has run
    call.reset();
    settle();
    EXPECT_EQ(client->pool().idle(), 1u);
    EXPECT_EQ(log(), "");
}

TEST_F(SqlClientTest, SendsAgainWhatAStaleConnectionHasNotSent) {
    make();
    auto call = query("1: A");
    at("1: A").lose(false);
    finish("1: A", 2);
    EXPECT_EQ(call->text(), "ok");
    EXPECT_EQ(call->rows, 2u);
    EXPECT_EQ(client->stats().retried, 1u);
    EXPECT_EQ(client->stats().started, 1u);
    EXPECT_EQ(log(), "1 1: A; 2 1: A; 1 gone");
}

TEST_F(SqlClientTest, RetriesAreLimited) {
    options.retries = 2;
    make();
    auto call = query("1: A");
    for (int i = 0; i < 3; ++i) {
        at("1: A").lose(false);
    }
    settle();
    EXPECT_EQ(call->kind(), Kind::Lost);
    EXPECT_EQ(driver->made, 3);
}

TEST_F(SqlClientTest, WhatMayHaveBeenSentIsNotSentAgain) {
    make();
    auto call = query("1: A");
    at("1: A").lose(true);
    settle();
    EXPECT_EQ(call->kind(), Kind::Lost);
    EXPECT_EQ(log(), "1 1: A; 1 gone");
}

TEST_F(SqlClientTest, AFailedConnectKeepsTheDatabasesNumber) {
    make();
    driver->connects = test::FakeSqlDriver::Connects::Never;
    driver->failure.kind = Kind::Refused;
    driver->failure.code = 1045;
    driver->failure.sqlState = "28000";
    auto call = query("1: A");
    settle();
    EXPECT_EQ(call->kind(), Kind::Refused);
    EXPECT_EQ(call->error->code, 1045);
    EXPECT_EQ(call->error->sqlState, "28000");
    EXPECT_FALSE(call->error->wasSent);
}

TEST_F(SqlClientTest, ADisabledPoolRefuses) {
    options.pool.max = 0;
    make();
    auto call = query("1: A");
    settle();
    EXPECT_EQ(call->kind(), Kind::Pool);
    EXPECT_NE(call->text().find("disabled"), std::string::npos) << call->text();
}

TEST_F(SqlClientTest, ResetsChangedStateBeforeTheNextBorrower) {
    options.pool.max = 1;
    make();
    auto first = query("1: SET x");
    auto second = query("2: SELECT");
    finish("1: SET x");
    EXPECT_TRUE(first->done) << "its caller does not wait for the reset";
    EXPECT_EQ(client->pool().leased(), 1u);
    finish("reset");
    finish("2: SELECT");
    EXPECT_TRUE(second->done);
    EXPECT_EQ(log(), "1 1: SET x; 1 reset; 1 2: SELECT");
    EXPECT_EQ(client->stats().resets, 1u);
}

TEST_F(SqlClientTest, RollsBackATransactionThatACallHasLeftOpen) {
    make();
    auto call = query("1: BEGIN");
    finish("1: BEGIN");
    finish("ROLLBACK");
    EXPECT_EQ(log(), "1 1: BEGIN; 1 ROLLBACK") << "no reset: that would forget prepared statements";
    EXPECT_EQ(client->pool().idle(), 1u);
}

TEST_F(SqlClientTest, DropsAConnectionThatCannotBeReset) {
    options.resetTimeoutMs = 2'000;
    make();
    auto failing = query("1: SET x");
    finish("1: SET x");
    at("reset").fail(Kind::Other);
    settle();
    EXPECT_EQ(log(), "1 1: SET x; 1 reset; 1 gone");
    auto hanging = query("2: SET x");
    finish("2: SET x");
    passTime(1'000);
    EXPECT_EQ(client->pool().size(), 1u);
    passTime(1'000);
    EXPECT_EQ(log(), "2 2: SET x; 2 reset; 2 cancel; 2 gone");
    EXPECT_EQ(client->stats().resetFailures, 2u);
}

TEST_F(SqlClientTest, StreamsInBatches) {
    make();
    auto call = query("1: SELECT", 2'000, true);
    at("1: SELECT").giveRows(2);
    settle();
    EXPECT_EQ(call->batches, 1);
    passTime(3'000); // the caller may take its time
    EXPECT_FALSE(call->done);
    call->call->next();
    passTime(1'000);
    at("1: SELECT").giveRows(3);
    settle();
    call->call->next();
    finish("1: SELECT", 1);
    EXPECT_EQ(call->text(), "ok");
    EXPECT_EQ(call->rows, 6u);
    EXPECT_EQ(client->stats().rows, 6u);
    EXPECT_EQ(client->stats().streamed, 1u);
}

TEST_F(SqlClientTest, EachBatchHasTheLimit) {
    make();
    auto call = query("1: SELECT", 100, true);
    at("1: SELECT").giveRows(2);
    settle();
    call->call->next();
    passTime(100);
    EXPECT_EQ(call->kind(), Kind::TimedOut);
    EXPECT_EQ(log(), "1 1: SELECT; 1 cancel; 1 gone");
}

TEST_F(SqlClientTest, StopsAStreamThatNobodyReadsAnyFurther) {
    make();
    auto call = query("1: SELECT", pool::kNever, true);
    at("1: SELECT").giveRows(2);
    settle();
    call.reset();
    EXPECT_EQ(client->pool().leased(), 1u);
    finish("stop");
    EXPECT_EQ(client->pool().idle(), 1u);
    EXPECT_EQ(log(), "1 1: SELECT; 1 stop");
}

TEST_F(SqlClientTest, DropsAStreamThatCannotBeStopped) {
    make();
    auto call = query("1: SELECT", pool::kNever, true);
    at("1: SELECT").canStop = false;
    at("1: SELECT").giveRows(2);
    call.reset(); // not yet told of the rows
    settle();
    EXPECT_EQ(log(), "1 1: SELECT; 1 cancel; 1 gone");
}

TEST_F(SqlClientTest, AStreamThatBreaksWhileItRestsEndsAfterItsRows) {
    make();
    auto call = query("1: SELECT", pool::kNever, true);
    auto& connection = at("1: SELECT");
    connection.giveRows(2);
    connection.lose();
    settle();
    EXPECT_EQ(call->rows, 2u);
    EXPECT_EQ(call->kind(), Kind::Lost);
    call->call->next(); // in vain, without harm
}

TEST_F(SqlClientTest, ClosingTellsAllThatTheyAreCancelled) {
    options.pool.max = 1;
    make();
    auto running = query("1: A");
    auto waiting = query("2: B");
    settle();
    client->close();
    EXPECT_EQ(running->kind(), Kind::Cancelled);
    EXPECT_EQ(waiting->kind(), Kind::Cancelled);
    auto later = query("4: D");
    EXPECT_FALSE(later->done);
    settle();
    EXPECT_EQ(later->kind(), Kind::Cancelled);
    EXPECT_TRUE(client->isQuiet());
}

TEST_F(SqlClientTest, AHandlerThatAsksAgainWhileTheClientClosesIsRefused) {
    make();
    std::unique_ptr<SqlRecord> again;
    auto running = query("1: A");
    running->then = [&] { again = query("2: B"); };
    client->close();
    settle();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->kind(), Kind::Cancelled);
}

TEST_F(SqlClientTest, DrainingLetsRunAndWaitingCallsEnd) {
    options.pool.max = 1;
    make();
    auto running = query("1: A");
    auto waiting = query("2: B");
    bool isDrained = false;
    client->drain([&] { isDrained = true; });
    auto late = query("3: C");
    finish("1: A");
    EXPECT_EQ(late->kind(), Kind::Pool);
    EXPECT_FALSE(isDrained);
    finish("2: B");
    EXPECT_TRUE(running->done && !running->error && waiting->done && !waiting->error);
    EXPECT_TRUE(isDrained);
}

struct Observed final : CallObserver, SqlSlowLog {
    void onCallStart(const CallTrace& trace) override {
        text += "start " + std::string(trace.kind) + " " + trace.name + " " + trace.place + "; ";
    }
    void onCallEnd(const CallTrace& trace, double durationMs, int, const Error* error) override {
        EXPECT_GE(durationMs, 0);
        text += "end " + trace.name + (error ? " " + error->message : std::string()) + "; ";
    }
    void onSlowCall(const SqlSlowCall& call) override {
        text += "slow " + std::string(call.sql) + " " + std::string(call.place) + "; ";
    }
    std::string text;
};

TEST_F(SqlClientTest, ObserversSeeNoValues) {
    Observed observed;
    make().setObserver(&observed);
    auto call = query("SELECT * FROM t WHERE name = 'secret' AND id IN (1, 2, 3)");
    at("SELECT * FROM t WHERE name = 'secret' AND id IN (1, 2, 3)").fail(Kind::Other);
    settle();
    EXPECT_EQ(observed.text, "start fake SELECT * FROM t WHERE name = ? AND id IN (?) app.php:7; "
                             "end SELECT * FROM t WHERE name = ? AND id IN (?) made to fail; ");
}

TEST_F(SqlClientTest, ObserversHearOfACancelledCallOnce) {
    Observed observed;
    make().setObserver(&observed);
    query("1: A").reset();
    settle();
    EXPECT_EQ(observed.text, "start fake ?: A app.php:7; end ?: A The statement was cancelled; ");
}

TEST_F(SqlClientTest, SlowCallsAreTold) {
    Observed observed;
    options.slowMs = 1;
    make().setSlowLog(&observed);
    auto call = query("SELECT 1");
    auto& connection = at("SELECT 1");
    const std::uint64_t from = net::Loop::nowNs();
    while (net::Loop::nowNs() - from < 1'100'000) { // the time a call takes is real time
    }
    connection.finish();
    settle();
    EXPECT_EQ(observed.text, "slow SELECT ? app.php:7; ");
    EXPECT_EQ(client->stats().slow, 1u);
}

} // namespace
} // namespace aha::client
