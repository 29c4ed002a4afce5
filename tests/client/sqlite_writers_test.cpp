#include "core/client/sqlite/sqlite_gate.h"
#include "core/net/pool_job.h"

#include "support/sqlite_fixture.h"

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::SqliteCall;

struct GateUser final : SqliteGate::Waiter {
    void onGate() override { ++times; }
    const void* gateUser() const override { return this; }
    int times = 0;
};

TEST(SqliteGate, IsPassedOnInOrder) {
    Ref<SqliteGate> gate(*new SqliteGate);
    GateUser a, b, c;
    EXPECT_TRUE(gate->tryTake(&a));
    EXPECT_TRUE(gate->tryTake(&a)) << "who holds it has it";
    EXPECT_FALSE(gate->takeOrWait(b));
    EXPECT_FALSE(gate->takeOrWait(c));
    gate->pass(&b); // not b's to give
    EXPECT_EQ(b.times, 0);
    gate->pass(&a);
    EXPECT_EQ(b.times, 1);
    EXPECT_FALSE(gate->tryTake(&a)) << "not past those who wait";
    gate->leave(c);
    gate->leave(c);
    gate->pass(&b);
    EXPECT_EQ(c.times, 0);
    EXPECT_TRUE(gate->takeOrWait(a));
    gate->pass(&a);
}

class SqliteWriters : public test::SqliteTest {
protected:
    void SetUp() override {
        open();
        run("CREATE TABLE t (a)");
    }
};

TEST_F(SqliteWriters, ManyWritersAllGetThrough) {
    std::vector<std::unique_ptr<SqliteCall>> calls;
    for (int i = 0; i < 200; ++i) {
        calls.push_back(start(*client, command("INSERT INTO t VALUES (?)", {SqlValue::ofInt(i)})));
    }
    for (auto& call : calls) {
        call = wait(std::move(call));
        EXPECT_EQ(call->message(), "ok");
    }
    EXPECT_EQ(get("SELECT count(DISTINCT a) FROM t"), "200");
    EXPECT_EQ(client->pool().size(), 4u);
}

TEST_F(SqliteWriters, TransactionsThatReadAndWriteDoNotLoseUpdates) {
    run("INSERT INTO t VALUES (0)");
    struct Worker {
        std::unique_ptr<SqlSession> session;
        std::unique_ptr<SqliteCall> call;
        int step = 0, rounds = 0;
    };
    std::vector<Worker> workers(4);
    const auto advance = [&](Worker& worker) {
        if (worker.call && !worker.call->done) {
            return;
        }
        if (worker.call) {
            ASSERT_EQ(worker.call->message(), "ok");
        }
        switch (worker.step++) {
        case 0:
            worker.session = client->session("app.php:1");
            worker.call = begin(*worker.session);
            break;
        case 1: worker.call = start(*worker.session, command("SELECT a FROM t")); break;
        case 2: {
            const std::int64_t seen = worker.call->results.at(0).rows.at(0, 0).integer;
            worker.call = start(*worker.session, command("UPDATE t SET a = ?", {SqlValue::ofInt(seen + 1)}));
            break;
        }
        case 3: worker.call = commit(*worker.session); break;
        case 4:
            worker.call.reset();
            worker.session.reset();
            ++worker.rounds;
            worker.step = 0;
            break;
        }
    };
    ASSERT_TRUE(runUntil(
        [&] {
            bool isDone = true;
            for (Worker& worker : workers) {
                if (worker.rounds < 10) {
                    advance(worker);
                    isDone = false;
                }
            }
            return isDone || HasFatalFailure();
        },
        20'000));
    EXPECT_EQ(get("SELECT a FROM t"), "40");
}

TEST_F(SqliteWriters, ReadersDoNotWaitForTheWriter) {
    auto session = client->session("app.php:1");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (1)");
    EXPECT_EQ(get("SELECT count(*) FROM t"), "0");
    auto reader = client->session("app.php:2");
    EXPECT_EQ(wait(begin(*reader, {SqlIsolation::Default, true}))->message(), "ok");
    EXPECT_EQ(run(*reader, "SELECT count(*) FROM t")->text(), "0");
    wait(commit(*session));
    EXPECT_EQ(run(*reader, "SELECT count(*) FROM t")->text(), "0") << "the state it began with";
    wait(commit(*reader));
    EXPECT_EQ(run(*reader, "SELECT count(*) FROM t")->text(), "1");
}

TEST_F(SqliteWriters, AReadOnlyTransactionRefusesWritingAndTheNextDoesNot) {
    auto session = client->session("app.php:1");
    wait(begin(*session, {SqlIsolation::Serializable, true}));
    EXPECT_EQ(run(*session, "INSERT INTO t VALUES (1)")->kind(), Kind::Refused);
    EXPECT_EQ(run(*session, "SELECT count(*) FROM t")->text(), "0");
    EXPECT_EQ(wait(commit(*session))->message(), "ok");
    EXPECT_EQ(run(*session, "INSERT INTO t VALUES (2)")->message(), "ok");
    wait(begin(*session));
    EXPECT_EQ(run(*session, "INSERT INTO t VALUES (3)")->message(), "ok");
    wait(commit(*session));
    session.reset();
    EXPECT_EQ(client->stats().resets, 0u);
    EXPECT_EQ(get("SELECT count(*) FROM t"), "2");
}

TEST_F(SqliteWriters, AWriterWaitsForATransactionAndGivesUpInTheEnd) {
    client.reset();
    sqlite.busyTimeoutMs = 300;
    open();
    auto session = client->session("app.php:1");
    wait(begin(*session));
    auto writer = start(*client, command("INSERT INTO t VALUES (1)"));
    auto patient = wait(std::move(writer));
    EXPECT_EQ(patient->kind(), Kind::Deadlock);
    EXPECT_NE(patient->message().find("another transaction"), std::string::npos) << patient->message();
    auto second = start(*client, command("INSERT INTO t VALUES (2)"));
    test::runFor(loop, 20);
    EXPECT_FALSE(second->done);
    wait(commit(*session));
    EXPECT_EQ(wait(std::move(second))->message(), "ok");
}

TEST_F(SqliteWriters, ACancelledWriterLeavesTheQueue) {
    auto session = client->session("app.php:1");
    wait(begin(*session));
    auto gone = start(*client, command("INSERT INTO t VALUES (1)"));
    auto stays = start(*client, command("INSERT INTO t VALUES (2)"));
    test::runFor(loop, 20);
    gone.reset();
    wait(commit(*session));
    EXPECT_EQ(wait(std::move(stays))->message(), "ok");
    EXPECT_EQ(get("SELECT a FROM t"), "2");
}

TEST_F(SqliteWriters, ATransactionThatIsInterruptedIsRolledBackAndOthersGoOn) {
    auto session = client->session("app.php:1");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (1)");
    auto endless = start(*session, command("INSERT INTO t " + numbers(1'000'000'000'000)), 60);
    auto next = start(*client, command("INSERT INTO t VALUES (2)"));
    EXPECT_EQ(wait(std::move(endless))->kind(), Kind::TimedOut);
    EXPECT_EQ(wait(std::move(next))->message(), "ok");
    EXPECT_EQ(get("SELECT a FROM t"), "2");
    EXPECT_EQ(wait(rollback(*session))->message(), "ok");
}

TEST_F(SqliteWriters, ASessionThatIsLetGoRollsBackAndPassesTheGateOn) {
    auto session = client->session("app.php:1");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (1)");
    auto next = start(*client, command("INSERT INTO t VALUES (2)"));
    session.reset();
    EXPECT_EQ(wait(std::move(next))->message(), "ok");
    EXPECT_EQ(get("SELECT a FROM t"), "2");
}

TEST_F(SqliteWriters, SavepointsUndoTheirPart) {
    auto session = client->session("app.php:1");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (1)");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (2)");
    EXPECT_EQ(wait(rollback(*session))->message(), "ok");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (3)");
    EXPECT_EQ(wait(commit(*session))->message(), "ok");
    EXPECT_EQ(wait(commit(*session))->message(), "ok");
    EXPECT_EQ(get("SELECT a FROM t"), "1;3");
}

TEST_F(SqliteWriters, ALongQueryLeavesThreadsToOthers) {
    std::vector<std::unique_ptr<SqliteCall>> endless;
    options.pool.max = 10;
    client.reset();
    open();
    for (int i = 0; i < 5; ++i) {
        endless.push_back(start(*client, command(numbers(1'000'000'000'000, "count(*)"))));
    }
    test::runFor(loop, 20);
    bool hasRun = false;
    auto job = net::PoolJob::start(
        loop, [] {}, [&] { hasRun = true; });
    EXPECT_TRUE(runUntil([&] { return hasRun; })) << "a file or a name to look up";
    endless.clear();
    EXPECT_EQ(get("SELECT 1"), "1");
}

// Another pool of the same file stands for another process: it has a gate of its own.
TEST_F(SqliteWriters, ALockOfAnotherProcessIsWaitedFor) {
    other = make(sqlite);
    auto session = other->session("other.php:1");
    wait(begin(*session));
    auto writer = start(*client, command("INSERT INTO t VALUES (1)"));
    test::runFor(loop, 50);
    EXPECT_FALSE(writer->done);
    wait(commit(*session));
    EXPECT_EQ(wait(std::move(writer))->message(), "ok");
}

TEST_F(SqliteWriters, ALockOfAnotherProcessIsNotWaitedForForever) {
    client.reset();
    sqlite.busyTimeoutMs = 100;
    open();
    other = make(sqlite);
    auto session = other->session("other.php:1");
    wait(begin(*session));
    auto late = run("INSERT INTO t VALUES (1)");
    EXPECT_EQ(late->kind(), Kind::Deadlock);
    EXPECT_EQ(late->message(), "database is locked");
    auto mine = client->session("app.php:1");
    EXPECT_EQ(wait(begin(*mine))->kind(), Kind::Deadlock);
    wait(commit(*session));
    EXPECT_EQ(run("INSERT INTO t VALUES (1)")->message(), "ok") << "the gate was passed on";
}

TEST_F(SqliteWriters, ASnapshotThatIsTooOldIsADeadlockAtOnce) {
    auto old = client->session("app.php:1");
    run(*old, "BEGIN");
    EXPECT_EQ(run(*old, "SELECT count(*) FROM t")->text(), "0");
    run("INSERT INTO t VALUES (1)");
    auto call = run(*old, "INSERT INTO t VALUES (2)");
    EXPECT_EQ(call->kind(), Kind::Deadlock);
    EXPECT_EQ(call->error->code, 517); // SQLITE_BUSY_SNAPSHOT
}

TEST_F(SqliteWriters, WorksWithoutWal) {
    client.reset();
    EXPECT_TRUE(comesToRest());
    sqlite.path = folder + "/rollback.db";
    sqlite.isWal = false;
    open();
    run("CREATE TABLE t (a)");
    EXPECT_EQ(get("PRAGMA journal_mode"), "delete");
    std::vector<std::unique_ptr<SqliteCall>> calls;
    for (int i = 0; i < 20; ++i) {
        calls.push_back(start(*client, command("INSERT INTO t VALUES (1)")));
        calls.push_back(start(*client, command("SELECT count(*) FROM t")));
    }
    for (auto& call : calls) {
        call = wait(std::move(call));
        EXPECT_EQ(call->message(), "ok");
    }
    EXPECT_EQ(get("SELECT count(*) FROM t"), "20");
}

} // namespace
} // namespace aha::client
