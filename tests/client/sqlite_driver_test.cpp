#include "support/sqlite_fixture.h"

#include <fstream>

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::SqliteCall;

class Sqlite : public test::SqliteTest {};

TEST_F(Sqlite, GivesValuesTheirTypes) {
    open();
    EXPECT_EQ(get("SELECT 1, -9223372036854775808, 1.5, 'text', x'0041', NULL"),
              std::string("1|-9223372036854775808|d1.500000|text|b\0A|NULL", 46));
    EXPECT_EQ(get("SELECT ?, ?, ?, ?, ?",
                  {SqlValue::ofInt(9223372036854775807), SqlValue::ofDouble(0.25), SqlValue::ofText("ä"),
                   SqlValue::ofBlob(std::string("\0b", 2)), SqlValue::ofNull()}),
              std::string("9223372036854775807|d0.250000|ä|b\0b|NULL", 41));
    EXPECT_EQ(get("SELECT typeof(?), typeof(?), typeof(?), typeof(?), typeof(?)",
                  {SqlValue::ofInt(1), SqlValue::ofDouble(1), SqlValue::ofText(""), SqlValue::ofBlob(""),
                   SqlValue::ofNull()}),
              "integer|real|text|blob|null");
}

TEST_F(Sqlite, KeepsTextWithNulBytes) {
    open();
    const std::string text("a\0b", 3);
    auto call = run("SELECT ?, length(CAST(? AS BLOB))", {SqlValue::ofText(text), SqlValue::ofText(text)});
    ASSERT_EQ(call->rows, 1u);
    EXPECT_EQ(call->results[0].rows.at(0, 0).text, text);
    EXPECT_EQ(call->results[0].rows.at(0, 1).integer, 3);
}

TEST_F(Sqlite, CountsWhatHasChanged) {
    open();
    auto made = run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(9) UNIQUE)");
    EXPECT_EQ(made->results.at(0).affectedRows, 0u);
    auto added = run("INSERT INTO t (name) VALUES (?), (?)", {SqlValue::ofText("a"), SqlValue::ofText("b")});
    EXPECT_EQ(added->results.at(0).affectedRows, 2u);
    EXPECT_EQ(added->results.at(0).lastInsertId, 2u);
    auto changed = run("UPDATE t SET name = name || '!' WHERE id < 9");
    EXPECT_EQ(changed->results.at(0).affectedRows, 2u);
    EXPECT_EQ(changed->results.at(0).lastInsertId, 0u);
    auto none = run("UPDATE t SET name = '' WHERE id > 9");
    EXPECT_EQ(none->results.at(0).affectedRows, 0u);
    auto again = run("REPLACE INTO t (id, name) VALUES (2, 'c')");
    EXPECT_EQ(again->results.at(0).lastInsertId, 2u) << "the same number as before";
    auto rows = run("SELECT id, name, id + 1 FROM t ORDER BY id");
    EXPECT_EQ(rows->text(), "1|a!|2;2|c|3");
    EXPECT_EQ(rows->results[0].columns.at(1).name, "name");
    EXPECT_EQ(rows->results[0].columns.at(1).type, "VARCHAR(9)");
    EXPECT_EQ(rows->results[0].columns.at(2).type, "");
    auto returned = run("INSERT INTO t (name) VALUES ('d') RETURNING id");
    EXPECT_EQ(returned->text(), "3");
    EXPECT_EQ(returned->results[0].affectedRows, 1u);
    EXPECT_EQ(returned->results[0].lastInsertId, 3u);
}

TEST_F(Sqlite, RunsEveryStatementOfAText) {
    open();
    auto call =
        run("CREATE TABLE t (a); -- first\n INSERT INTO t VALUES (1), (2);; SELECT a FROM t; /* end */ ");
    ASSERT_EQ(call->results.size(), 3u);
    EXPECT_EQ(call->results[1].affectedRows, 2u);
    EXPECT_EQ(call->text(), "1;2");
    EXPECT_EQ(run(" -- nothing")->results.size(), 0u);
    auto failing = run("INSERT INTO t VALUES (3); INSERT INTO nowhere VALUES (1); INSERT INTO t VALUES (4)");
    EXPECT_EQ(failing->kind(), Kind::Syntax);
    EXPECT_EQ(failing->results.size(), 1u) << "of the one that had worked";
    EXPECT_EQ(get("SELECT count(*) FROM t"), "3");
}

TEST_F(Sqlite, RefusesASecondStatementBehindAPreparedOne) {
    open();
    EXPECT_EQ(run("SELECT ?; SELECT 2", {SqlValue::ofInt(1)})->kind(), Kind::Misuse);
    EXPECT_EQ(get("SELECT ? ; -- no more\n ;", {SqlValue::ofInt(1)}), "1");
}

TEST_F(Sqlite, ChecksTheNumberOfParameters) {
    open();
    EXPECT_EQ(get("SELECT ?", {SqlValue::ofInt(1), SqlValue::ofInt(2)}),
              "The statement has 1 parameters, 2 were given");
    EXPECT_EQ(run("SELECT ?, ?", {SqlValue::ofInt(1)})->kind(), Kind::Misuse);
    EXPECT_EQ(run("SELECT ?")->kind(), Kind::Misuse);
    EXPECT_EQ(get("SELECT ?2, ?1", {SqlValue::ofInt(1), SqlValue::ofInt(2)}), "2|1");
}

TEST_F(Sqlite, RefusesANulByteInTheStatement) {
    open();
    EXPECT_EQ(run(std::string("SELECT 1;\0 DELETE FROM t", 24))->kind(), Kind::Misuse);
}

TEST_F(Sqlite, TellsErrorsByTheirKind) {
    open();
    run("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, n NOT NULL, "
        "u UNIQUE, p REFERENCES p(id), CHECK (n <> 7)); INSERT INTO t VALUES (1, 1, 1, NULL)");
    EXPECT_EQ(run("SELEC 1")->kind(), Kind::Syntax);
    EXPECT_EQ(run("SELECT * FROM missing")->kind(), Kind::Syntax);
    EXPECT_EQ(run("INSERT INTO t VALUES (1, 1, 2, NULL)")->kind(), Kind::Duplicate);
    auto unique = run("INSERT INTO t VALUES (2, 1, 1, NULL)");
    EXPECT_EQ(unique->kind(), Kind::Duplicate);
    EXPECT_EQ(unique->error->code, 2067);
    EXPECT_EQ(unique->message(), "UNIQUE constraint failed: t.u");
    EXPECT_EQ(run("INSERT INTO t VALUES (2, NULL, 2, NULL)")->kind(), Kind::Constraint);
    EXPECT_EQ(run("INSERT INTO t VALUES (2, 7, 2, NULL)")->kind(), Kind::Constraint);
    EXPECT_EQ(run("INSERT INTO t VALUES (2, 1, 2, 99)")->kind(), Kind::Constraint) << "foreign keys are on";
    EXPECT_EQ(run("SELECT \"text\"")->kind(), Kind::Syntax) << "double quotes are for names";
    EXPECT_EQ(run("SELECT load_extension('x')")->message(), "not authorized");
    EXPECT_EQ(client->stats().failed[std::size_t(Kind::Duplicate)], 2u);
}

TEST_F(Sqlite, KeepsPreparedStatementsAndCanDoWithout) {
    for (std::size_t statements : {0, 2, 100}) {
        sqlite.statements = statements;
        options.pool.max = 1;
        open();
        for (int i = 0; i < 12; ++i) {
            const int n = i % 4;
            EXPECT_EQ(get("SELECT ? + " + std::to_string(n), {SqlValue::ofInt(i)}), std::to_string(i + n));
        }
        run("CREATE TABLE IF NOT EXISTS t (a)");
        EXPECT_EQ(get("SELECT count(*) FROM t WHERE a = ?", {SqlValue::ofInt(1)}), "0");
        run("ALTER TABLE t ADD COLUMN b" + std::to_string(statements));
        EXPECT_EQ(get("SELECT count(*) FROM t WHERE a = ?", {SqlValue::ofInt(1)}), "0") << "prepared anew";
    }
}

TEST_F(Sqlite, LimitsTheSizeOfAResult) {
    open();
    SqlCommand large = command(test::SqliteTest::numbers(1'000));
    large.maxResultBytes = 1'000 * 16;
    EXPECT_EQ(wait(start(*client, large))->rows, 1'000u);
    large.maxResultBytes -= 1;
    EXPECT_EQ(wait(start(*client, large))->kind(), Kind::TooLarge);
    SqlCommand many = command("SELECT 1; SELECT 2; SELECT 3");
    many.maxResultBytes = 3 * (16 + sizeof(SqlResult));
    EXPECT_EQ(wait(start(*client, many))->message(), "ok");
    many.maxResultBytes -= 1;
    EXPECT_EQ(wait(start(*client, many))->kind(), Kind::TooLarge);
}

TEST_F(Sqlite, StreamsInBatchesOfBoundedSize) {
    open();
    SqlCommand streamed = command(numbers(100'000));
    streamed.isStreamed = true;
    streamed.batchBytes = 64 * 1024;
    streamed.maxResultBytes = 64 * 1024 + 16; // of what is not streamed: no matter here
    auto call = wait(start(*client, streamed));
    EXPECT_EQ(call->message(), "ok");
    EXPECT_EQ(call->rows, 100'000u);
    EXPECT_EQ(call->batches, 100'000 * 16 / (64 * 1024));
    EXPECT_LE(call->largest, streamed.batchBytes + 16);
    EXPECT_EQ(client->pool().idle(), 1u);
}

TEST_F(Sqlite, AStreamThatIsLetGoLeavesItsConnectionUsable) {
    options.pool.max = 1;
    open();
    run("CREATE TABLE t (a); INSERT INTO t " + numbers(10'000));
    SqlCommand streamed = command("SELECT a FROM t");
    streamed.isStreamed = true;
    streamed.batchBytes = 1'000;
    auto record = std::make_unique<SqliteCall>();
    record->reads = false;
    record->call = client->start(streamed, pool::kNever, "", *record);
    ASSERT_TRUE(runUntil([&] { return record->batches == 1; }));
    record.reset();
    EXPECT_EQ(get("SELECT count(*) FROM t"), "10000");
    EXPECT_EQ(client->pool().counters().created, 1u);
    EXPECT_EQ(run("DROP TABLE t")->message(), "ok") << "no statement holds it any more";
}

TEST_F(Sqlite, ResetsWhatTheNextBorrowerMustNotSee) {
    options.pool.max = 1;
    open();
    run("CREATE TEMP TABLE mine (a)");
    EXPECT_EQ(run("SELECT * FROM mine")->kind(), Kind::Syntax);
    run("PRAGMA foreign_keys = 0");
    EXPECT_EQ(get("PRAGMA foreign_keys"), "1");
    run("ATTACH DATABASE ':memory:' AS more");
    EXPECT_EQ(run("SELECT * FROM more.sqlite_schema")->kind(), Kind::Syntax);
    run("BEGIN; CREATE TABLE t (a)");
    EXPECT_EQ(run("SELECT * FROM t")->kind(), Kind::Syntax);
    EXPECT_EQ(client->stats().resets, 4u);
    run("PRAGMA table_info(sqlite_schema)");
    run("SELECT 1");
    EXPECT_EQ(client->stats().resets, 4u) << "reading changes nothing";
    EXPECT_EQ(client->pool().counters().created, 1u);
}

TEST_F(Sqlite, ACancelledQueryIsInterrupted) {
    options.pool.max = 1;
    open();
    auto endless = start(*client, command(numbers(1'000'000'000'000, "count(*)")));
    ASSERT_TRUE(runUntil([&] { return client->pool().leased() == 1; }));
    test::runFor(loop, 20);
    endless.reset();
    EXPECT_EQ(get("SELECT 1"), "1");
    EXPECT_EQ(client->pool().counters().created, 2u);
    EXPECT_TRUE(comesToRest()) << "the thread is free again";
}

TEST_F(Sqlite, ALimitInterruptsAQuery) {
    open();
    auto call = wait(start(*client, command(numbers(1'000'000'000'000, "count(*)")), 50));
    EXPECT_EQ(call->kind(), Kind::TimedOut);
    EXPECT_TRUE(comesToRest());
}

TEST_F(Sqlite, AClientCanGoWhileAQueryRuns) {
    open();
    auto call = start(*client, command(numbers(1'000'000'000'000, "count(*)")));
    test::runFor(loop, 20);
    client.reset();
    EXPECT_EQ(call->kind(), Kind::Cancelled);
    EXPECT_TRUE(comesToRest());
}

TEST_F(Sqlite, AMissingFileIsNamed) {
    sqlite.canCreate = false;
    open();
    auto call = run("SELECT 1");
    EXPECT_EQ(call->kind(), Kind::Lost);
    EXPECT_EQ(call->error->code & 0xFF, 14);
    EXPECT_NE(call->message().find(sqlite.path + ": No such file or directory"), std::string::npos)
        << call->message();
    EXPECT_FALSE(std::filesystem::exists(sqlite.path));
}

TEST_F(Sqlite, AFileThatIsNoDatabaseIsNamed) {
    std::ofstream(sqlite.path) << std::string(4'096, 'x');
    open();
    auto call = run("SELECT 1");
    EXPECT_EQ(call->kind(), Kind::Lost);
    EXPECT_NE(call->message().find("file is not a database"), std::string::npos) << call->message();
}

TEST_F(Sqlite, ADamagedFileIsAnErrorAndItsConnectionIsNotLentAgain) {
    open();
    run("CREATE TABLE t (a); INSERT INTO t " + numbers(20'000, "hex(randomblob(20))"));
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    client.reset();
    EXPECT_TRUE(comesToRest());
    std::fstream file(sqlite.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4'096 * 3);
    file << std::string(4'096 * 20, '\xA5');
    file.close();
    open();
    auto call = run("SELECT sum(length(a)) FROM t");
    EXPECT_EQ(call->error ? call->error->code & 0xFF : 0, 11) << call->message();
    EXPECT_EQ(get("SELECT 1"), "1");
    EXPECT_EQ(client->pool().counters().created, 2u);
}

TEST_F(Sqlite, AFullDiskRollsBackAndLeavesTheRest) {
    options.pool.max = 1;
    open();
    run("CREATE TABLE t (a)");
    auto session = client->session("app.php:1");
    run(*session, "PRAGMA max_page_count = 20");
    wait(begin(*session));
    run(*session, "INSERT INTO t VALUES (1)");
    auto call = run(*session, "INSERT INTO t " + numbers(100'000));
    ASSERT_TRUE(call->error);
    EXPECT_EQ(call->error->code, 13);
    EXPECT_EQ(call->error->error.code, Errc::Resource);
    auto undone = wait(rollback(*session));
    EXPECT_EQ(undone->message(), "ok");
    session.reset();
    EXPECT_EQ(get("SELECT count(*) FROM t"), "0");
    EXPECT_EQ(run("INSERT INTO t " + numbers(100'000))->message(), "ok") << "the limit was this session's";
}

TEST_F(Sqlite, AReadOnlyFileRefusesWriting) {
    open();
    run("CREATE TABLE t (a)");
    client.reset();
    EXPECT_TRUE(comesToRest());
    sqlite.isReadOnly = true;
    open();
    EXPECT_EQ(get("SELECT count(*) FROM t"), "0");
    EXPECT_EQ(run("INSERT INTO t VALUES (1)")->kind(), Kind::Refused);
    auto session = client->session("app.php:1");
    EXPECT_EQ(wait(begin(*session))->message(), "ok");
    EXPECT_EQ(run(*session, "SELECT 1")->text(), "1");
}

TEST_F(Sqlite, ADatabaseInMemoryLivesAsLongAsItsDriver) {
    sqlite.path = ":memory:";
    open();
    EXPECT_EQ(client->pool().options().max, 1u);
    run("CREATE TABLE t (a); INSERT INTO t VALUES (42)");
    wait(start(*client, command(numbers(1'000'000'000'000, "count(*)")), 20)); // costs the connection
    EXPECT_EQ(get("SELECT a FROM t"), "42");
    EXPECT_EQ(client->pool().counters().created, 2u);
    other = make(sqlite);
    EXPECT_EQ(run(*other, "SELECT a FROM t")->kind(), Kind::Syntax) << "another driver has its own";
}

TEST_F(Sqlite, RefusesPathsThatAreNone) {
    for (std::string path : {std::string(), std::string("a\0b", 3), std::string("file:x?mode=memory")}) {
        sqlite.path = path;
        EXPECT_FALSE(makeSqliteDriver(loop, sqlite, options.pool).ok());
    }
}

TEST_F(Sqlite, QuotesTextAndNames) {
    open();
    const SqlDriver& driver = client->driver();
    EXPECT_EQ(driver.quote("it's"), "'it''s'");
    EXPECT_EQ(driver.quoteName("a\"b"), "\"a\"\"b\"");
    const std::string text("a'\0b", 4);
    auto call = run("SELECT " + driver.quote(text));
    EXPECT_EQ(call->results.at(0).rows.at(0, 0).text, text);
    EXPECT_EQ(call->results.at(0).rows.at(0, 0).kind, SqlKind::Text);
}

} // namespace
} // namespace aha::client
