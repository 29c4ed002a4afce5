// What becomes of a connection between statements: its state, its end, statements nobody waits for any more.
#include "support/mysql_world.h"

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::MariaDbTest;
using test::MysqlRecord;

class MysqlSession : public MariaDbTest {
protected:
    void SetUp() override {
        MariaDbTest::SetUp();
        if (server) {
            how = &driver(options());
            one = connect(*how);
            ASSERT_TRUE(one) << connectError->message;
        }
    }
    MysqlConnection& connection() { return *one->get(); }
    std::size_t running(const std::string& sql) {
        return server->admin("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE '" + sql + "%'")
            .size();
    }
    MysqlRecord reset() {
        MysqlRecord record;
        connection().reset(record);
        EXPECT_TRUE(runUntil([&] { return record.isDone(); }));
        return record;
    }
    // Began on the server, and not ended.
    void begin(MysqlRecord& record, SqlCommand command, const std::string& shownAs) {
        connection().execute(statement(std::move(command)), record);
        EXPECT_TRUE(runUntil([&] { return running(shownAs) == 1; }, 10'000));
        EXPECT_FALSE(record.isDone());
    }
    void expectGone(const std::string& sql) {
        EXPECT_TRUE(runUntil([&] { return running(sql) == 0; }, 10'000)) << "still runs on the server";
    }
    MysqlDriver* how = nullptr;
    std::unique_ptr<test::OneConnection> one;
};

TEST_F(MysqlSession, CancelEndsTheStatementOnTheServer) {
    for (bool isPrepared : {false, true}) {
        MysqlRecord record;
        const char* sql = isPrepared ? "SELECT SLEEP(301)" : "SELECT SLEEP(300)";
        begin(record, isPrepared ? prepared(sql) : text(sql), sql);
        connection().cancel();
        EXPECT_FALSE(connection().isBusy());
        EXPECT_EQ(connection().liveness(), pool::Liveness::Dead);
        expectGone(sql);
        EXPECT_EQ(record.ends, 0);
        one.reset();
        one = connect(*how);
        ASSERT_TRUE(one);
    }
    EXPECT_EQ(how->stats().kills.value(), 2u);
    EXPECT_TRUE(runUntil([&] { return how->killing() == 0; }));
    EXPECT_EQ(how->stats().killErrors.value(), 0u);
}

TEST_F(MysqlSession, DestroyingItEndsTheStatementOnTheServer) {
    MysqlRecord record;
    begin(record, text("SELECT SLEEP(302)"), "SELECT SLEEP(302)");
    one.reset();
    expectGone("SELECT SLEEP(302)");
    EXPECT_EQ(record.ends, 0);
}

TEST_F(MysqlSession, CancelOfAStreamBetweenItsRows) {
    SqlCommand command = text("SELECT REPEAT('x', 1000) FROM seq_1_to_1000000");
    command.isStreamed = true;
    MysqlRecord record;
    connection().execute(statement(command), record);
    EXPECT_TRUE(runUntil([&] { return record.parts.size() == 1; }));
    connection().cancel();
    expectGone("SELECT REPEAT");
    EXPECT_EQ(record.ends, 0);
    EXPECT_EQ(record.parts.size(), 1u);
}

TEST_F(MysqlSession, CancelBeforeAnythingWasSentKillsNothing) {
    MysqlRecord record;
    connection().execute(statement(text("SELECT 1")), record);
    connection().cancel();
    settle();
    EXPECT_EQ(record.ends, 0);
    EXPECT_EQ(how->stats().kills.value(), 0u);
}

// The handler may cancel from within what tells it of rows.
struct CancelsAtRows final : SqlHandler {
    explicit CancelsAtRows(MysqlConnection& one) : connection(one) {}
    void onSqlRows(SqlResult) override {
        ++parts;
        connection.cancel();
    }
    void onSqlDone(SqlOutcome) override { ++ends; }
    MysqlConnection& connection;
    int parts = 0, ends = 0;
};

TEST_F(MysqlSession, CancelFromWithin) {
    for (bool isPrepared : {false, true}) {
        SqlCommand command = isPrepared ? prepared("SELECT seq FROM seq_1_to_1000000")
                                        : text("SELECT seq FROM seq_1_to_1000000");
        command.isStreamed = true;
        CancelsAtRows handler(connection());
        connection().execute(statement(command), handler);
        EXPECT_TRUE(runUntil([&] { return handler.parts == 1; }));
        expectGone("SELECT seq");
        EXPECT_EQ(handler.ends, 0);
        one.reset();
        one = connect(*how);
    }
}

TEST_F(MysqlSession, AStreamThatIsStoppedLeavesItsTransactionOpen) {
    for (bool isPrepared : {false, true}) {
        run(connection(), text("START TRANSACTION"));
        const char* sql = "SELECT seq, REPEAT('x', 100) FROM seq_1_to_50000";
        SqlCommand command = isPrepared ? prepared(sql) : text(sql);
        command.isStreamed = true;
        MysqlRecord record, stopped;
        connection().execute(statement(command), record);
        EXPECT_TRUE(runUntil([&] { return record.parts.size() == 1; }));
        EXPECT_TRUE(connection().stop(stopped));
        EXPECT_EQ(stopped.ends, 0);
        EXPECT_TRUE(runUntil([&] { return stopped.isDone(); }));
        EXPECT_FALSE(stopped.outcome.error) << shown(stopped);
        EXPECT_EQ(record.ends, 0);
        EXPECT_EQ(record.parts.size(), 1u);
        EXPECT_TRUE(connection().inTransaction());
        EXPECT_EQ(ask(connection(), "SELECT 1"), "i:1");
        run(connection(), text("ROLLBACK"));
    }
    // More than is worth it.
    SqlCommand command = text("SELECT REPEAT('x', 1000) FROM seq_1_to_1000000");
    command.isStreamed = true;
    MysqlRecord record, stopped;
    connection().execute(statement(command), record);
    EXPECT_TRUE(runUntil([&] { return record.parts.size() == 1; }));
    EXPECT_TRUE(connection().stop(stopped));
    EXPECT_TRUE(runUntil([&] { return stopped.isDone(); }, 20'000));
    ASSERT_TRUE(stopped.outcome.error);
    EXPECT_EQ(stopped.outcome.error->kind, Kind::TooLarge);
    EXPECT_EQ(connection().liveness(), pool::Liveness::Dead);
    expectGone("SELECT REPEAT");
}

TEST_F(MysqlSession, AKillOfSomebodyElseIsToldAsSuch) {
    MysqlRecord record;
    begin(record, text("SELECT COUNT(*) FROM seq_1_to_1000000 a, seq_1_to_1000000 b"), "SELECT COUNT");
    server->admin("KILL QUERY " + std::to_string(connection().threadId()));
    EXPECT_TRUE(runUntil([&] { return record.isDone(); }));
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->kind, Kind::Cancelled);
    EXPECT_EQ(ask(connection(), "SELECT 1"), "i:1");
    MysqlRecord other;
    begin(other, text("SELECT SLEEP(303)"), "SELECT SLEEP(303)");
    server->admin("KILL CONNECTION " + std::to_string(connection().threadId()));
    EXPECT_TRUE(runUntil([&] { return other.isDone(); }));
    ASSERT_TRUE(other.outcome.error);
    EXPECT_EQ(other.outcome.error->kind, Kind::Lost);
    EXPECT_TRUE(other.outcome.error->wasSent);
}

TEST_F(MysqlSession, ALostConnectionIsNoticedWhileItIsIdle) {
    one->lease.release(pool::Release::Reusable);
    EXPECT_EQ(one->pool.state().idle(), 1u);
    server->admin("KILL " +
                  server->admin("SELECT MAX(ID) FROM information_schema.PROCESSLIST WHERE USER = 'aha'")[0]);
    EXPECT_TRUE(runUntil([&] { return one->pool.state().idle() == 0; }));
    EXPECT_EQ(one->pool.state().counters().closed[std::size_t(pool::CloseReason::PeerClosed)], 1u);
}

TEST_F(MysqlSession, AStatementOnALostConnectionWasNotSent) {
    server->admin("KILL " + std::to_string(connection().threadId()));
    EXPECT_TRUE(runUntil([&] { return connection().liveness() == pool::Liveness::Dead; }));
    for (bool isPrepared : {false, true}) {
        MysqlRecord record = run(connection(), isPrepared ? prepared("SELECT 1") : text("SELECT 1"));
        ASSERT_TRUE(record.outcome.error);
        EXPECT_EQ(record.outcome.error->kind, Kind::Lost);
        EXPECT_FALSE(record.outcome.error->wasSent);
    }
}

TEST_F(MysqlSession, KnowsWhatStateItIsIn) {
    EXPECT_FALSE(connection().isDirty());
    run(connection(), text("CREATE OR REPLACE TABLE states (a INT) ENGINE = InnoDB"));
    run(connection(), prepared("INSERT INTO states VALUES (?)", {SqlValue::ofInt(1)}));
    EXPECT_FALSE(connection().isDirty());
    run(connection(), text("START TRANSACTION"));
    EXPECT_TRUE(connection().inTransaction());
    EXPECT_TRUE(connection().isDirty());
    run(connection(), text("INSERT INTO states VALUES (2)"));
    run(connection(), prepared("SELECT * FROM states"));
    EXPECT_TRUE(connection().inTransaction());
    run(connection(), text("COMMIT"));
    EXPECT_FALSE(connection().isDirty());
    for (const char* sql :
         {"SET @a = 1", "SET SESSION wait_timeout = 100", "CREATE TEMPORARY TABLE tmp (a INT)",
          "LOCK TABLES states READ", "PREPARE s FROM 'SELECT 1'", "SELECT GET_LOCK('l', 0)", "USE mysql"}) {
        EXPECT_FALSE(run(connection(), text(sql)).outcome.error) << sql;
        EXPECT_TRUE(connection().isDirty()) << sql;
        EXPECT_FALSE(reset().outcome.error) << sql;
        EXPECT_FALSE(connection().isDirty()) << sql;
    }
    // What a procedure does the server tells.
    run(connection(), text("CREATE OR REPLACE PROCEDURE zone() SET time_zone = '+05:00'"));
    SqlCommand direct = text("EXECUTE IMMEDIATE 'SET time_zone = ''+05:00'''");
    run(connection(), direct);
    EXPECT_TRUE(connection().isDirty());
}

TEST_F(MysqlSession, ResetUndoesEverything) {
    run(connection(), text("CREATE OR REPLACE TABLE undone (a INT) ENGINE = InnoDB"));
    run(connection(), text("START TRANSACTION"));
    run(connection(), text("INSERT INTO undone VALUES (1)"));
    run(connection(), text("SET @a = 5, time_zone = '+05:00', NAMES latin1"));
    run(connection(), text("USE mysql"));
    run(connection(), prepared("SELECT 1"));
    EXPECT_EQ(connection().statements(), 1u);
    EXPECT_FALSE(reset().outcome.error);
    EXPECT_EQ(connection().statements(), 0u);
    EXPECT_EQ(ask(connection(), "SELECT @a, DATABASE(), @@time_zone, @@character_set_client, @@autocommit, "
                                "(SELECT COUNT(*) FROM undone)"),
              "null,t:shop,t:SYSTEM,t:utf8mb4,i:1,i:0");
    EXPECT_EQ(shown(run(connection(), prepared("SELECT 1"))), "i:1");
    EXPECT_TRUE(connection().isDirty()); // @a again, which it was asked for
}

TEST_F(MysqlSession, WithoutADatabaseUseCannotBeUndone) {
    MysqlOptions none = options();
    none.database = "";
    one = connect(driver(none));
    ASSERT_TRUE(one);
    run(connection(), text("USE shop"));
    EXPECT_TRUE(reset().outcome.error);
    EXPECT_EQ(connection().liveness(), pool::Liveness::Dead);
}

TEST_F(MysqlSession, ResultsAndStatementsHaveLimits) {
    SqlCommand command = text("SELECT REPEAT('x', 1000) FROM seq_1_to_100000");
    command.maxResultBytes = 1'000'000;
    MysqlRecord record = run(connection(), command);
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->kind, Kind::TooLarge);
    EXPECT_NE(record.outcome.error->error.message.find("1000000 bytes"), std::string::npos);
    EXPECT_EQ(connection().liveness(), pool::Liveness::Dead);
    expectGone("SELECT REPEAT");
    one.reset();
    one = connect(*how);
    // The limit is in bytes with all that is kept.
    command = prepared("SELECT REPEAT('x', 976) FROM seq_1_to_1000");
    command.maxResultBytes = 992'000;
    record = run(connection(), command);
    EXPECT_FALSE(record.outcome.error) << shown(record);
    EXPECT_EQ(record.outcome.results[0].rows.bytes(), 992'000u);
    command.maxResultBytes = 991'999;
    record = run(connection(), command);
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->kind, Kind::TooLarge);
    one.reset();
    one = connect(*how);
    // max_allowed_packet of this server is 4 MiB.
    for (std::size_t size : {std::size_t(4'194'304 - 17), std::size_t(4'194'304)}) {
        const bool fits = size < 4'194'304 - 16;
        record = run(connection(), text("SELECT '" + std::string(size - 9, 'x') + "'"));
        EXPECT_EQ(!record.outcome.error, fits) << shown(record).substr(0, 200);
        if (!fits && record.outcome.error) {
            EXPECT_EQ(record.outcome.error->kind, Kind::TooLarge);
            EXPECT_FALSE(record.outcome.error->wasSent);
            EXPECT_NE(record.outcome.error->error.message.find("max_allowed_packet of the server is 4194304"),
                      std::string::npos);
        }
    }
    record = run(connection(), prepared("SELECT LENGTH(?)", {SqlValue::ofBlob(std::string(5'000'000, 'x'))}));
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->kind, Kind::TooLarge);
    EXPECT_EQ(ask(connection(), "SELECT 1"), "i:1");
}

TEST_F(MysqlSession, ARowLargerThanAllowedEndsIt) {
    MysqlOptions small = options();
    small.maxPacketBytes = 1 << 20;
    one = connect(driver(small));
    ASSERT_TRUE(one) << connectError->message;
    EXPECT_EQ(ask(connection(), "SELECT LENGTH(REPEAT('x', 2000000))"), "i:2000000");
    for (bool isPrepared : {false, true}) {
        MysqlRecord record = run(connection(), isPrepared ? prepared("SELECT REPEAT('x', 2000000)")
                                                          : text("SELECT REPEAT('x', 2000000)"));
        ASSERT_TRUE(record.outcome.error) << isPrepared;
        EXPECT_EQ(record.outcome.error->kind, Kind::Lost) << shown(record);
        EXPECT_TRUE(record.outcome.error->wasSent);
        EXPECT_EQ(connection().liveness(), pool::Liveness::Dead);
        one.reset();
        one = connect(*drivers.back());
    }
}

TEST_F(MysqlSession, GivesTheLoopBackWhileItReads) {
    MysqlRecord record;
    connection().execute(statement(text("SELECT seq, seq, seq FROM seq_1_to_300000")), record);
    std::uint64_t before = loop.turns();
    EXPECT_TRUE(runUntil([&] { return record.isDone(); }, 20'000));
    EXPECT_GE(loop.turns() - before, 300'000u / 4096);
    EXPECT_EQ(record.outcome.results.at(0).rows.size(), 300'000u);
}

TEST_F(MysqlSession, DeadlocksAndLockWaitsAreToldApart) {
    run(connection(), text("CREATE OR REPLACE TABLE locks (id INT PRIMARY KEY, v INT) ENGINE = InnoDB"));
    run(connection(), text("INSERT INTO locks VALUES (1, 1), (2, 2)"));
    auto two = connect(*how);
    run(*two->get(), text("SET innodb_lock_wait_timeout = 1"));
    run(connection(), text("START TRANSACTION"));
    run(connection(), text("UPDATE locks SET v = 3 WHERE id = 1"));
    MysqlRecord record = run(*two->get(), text("UPDATE locks SET v = 4 WHERE id = 1"));
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->code, 1205);
    EXPECT_EQ(record.outcome.error->kind, Kind::Deadlock);
    EXPECT_FALSE(record.outcome.error->sqlState.empty());
}

TEST_F(MysqlSession, SurvivesARestartOfTheServer) {
    one->lease.release(pool::Release::Reusable);
    server->stop(true);
    EXPECT_TRUE(runUntil([&] { return one->pool.state().idle() == 0; }));
    EXPECT_FALSE(connect(*how));
    EXPECT_EQ(connectError->code, Errc::Refused) << connectError->message;
    server->start();
    one = connect(*how);
    ASSERT_TRUE(one);
    EXPECT_EQ(ask(connection(), "SELECT 1"), "i:1");
}

} // namespace
} // namespace aha::client
