#include "support/mysql_world.h"

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::MariaDbTest;
using test::MysqlRecord;

TEST_F(MariaDbTest, ConnectsInEveryWay) {
    MysqlOptions tcp = options();
    MysqlOptions name = options();
    name.host = "localhost";
    MysqlOptions path = options();
    path.socket = server->socket();
    MysqlOptions open = options();
    open.user = "open";
    open.password = "";
    MysqlOptions none = options();
    none.database = "";
    for (const MysqlOptions& wanted : {tcp, name, path, open, none}) {
        auto one = connect(driver(wanted));
        ASSERT_TRUE(one) << connectError->message;
        EXPECT_EQ(ask(*one->get(), "SELECT CURRENT_USER(), DATABASE(), @@autocommit"),
                  "t:" + wanted.user + "@%," + (wanted.database.empty() ? "null" : "t:shop") + ",i:1");
        EXPECT_EQ(ask(*one->get(), "SELECT @@character_set_client, @@character_set_results"),
                  "t:utf8mb4,t:utf8mb4");
    }
}

TEST_F(MariaDbTest, TellsWhyItCannotConnect) {
    MysqlOptions wrong = options();
    wrong.password = "wrong";
    EXPECT_FALSE(connect(driver(wrong)));
    EXPECT_EQ(connectError->code, Errc::PermissionDenied);
    EXPECT_EQ(drivers.back()->connectError()->code, 1045);
    EXPECT_EQ(drivers.back()->connectError()->kind, Kind::Refused);
    EXPECT_NE(connectError->message.find("Access denied for user 'aha'"), std::string::npos)
        << connectError->message;
    MysqlOptions nowhere = options();
    nowhere.port = 1;
    EXPECT_FALSE(connect(driver(nowhere)));
    EXPECT_EQ(connectError->code, Errc::Refused) << connectError->message;
    MysqlOptions noSocket = options();
    noSocket.socket = server->socket() + ".none";
    EXPECT_FALSE(connect(driver(noSocket)));
    EXPECT_EQ(connectError->code, Errc::NotFound) << connectError->message;
    MysqlOptions noDatabase = options();
    noDatabase.database = "none";
    EXPECT_FALSE(connect(driver(noDatabase)));
    EXPECT_EQ(drivers.back()->connectError()->code, 1049);
    MysqlOptions noCharset = options();
    noCharset.charset = "klingon";
    EXPECT_FALSE(connect(driver(noCharset)));
}

TEST_F(MariaDbTest, SpeaksTlsAndLooksAtTheName) {
    MysqlOptions tls = options();
    tls.tls.isOn = true;
    tls.tls.ca = server->authority();
    tls.host = "localhost";
    auto one = connect(driver(tls));
    ASSERT_TRUE(one) << connectError->message;
    EXPECT_NE(ask(*one->get(), "SHOW STATUS LIKE 'Ssl_cipher'"), "t:Ssl_cipher,t:");
    // Much in both directions.
    const std::string large(1'500'000, 'x');
    EXPECT_EQ(shown(run(*one->get(), prepared("SELECT LENGTH(?)", {SqlValue::ofText(large)}))), "i:1500000");
    EXPECT_EQ(ask(*one->get(), "SELECT REPEAT('y', 1500000)"), "t:" + std::string(1'500'000, 'y'));
    one.reset();

    MysqlOptions address = tls;
    address.host = "127.0.0.1"; // not in the certificate
    EXPECT_FALSE(connect(driver(address)));
    EXPECT_EQ(connectError->code, Errc::Tls) << connectError->message;
    address.tls.serverName = "localhost";
    EXPECT_TRUE(connect(driver(address)));
    MysqlOptions stranger = tls;
    stranger.tls.ca = "";
    EXPECT_FALSE(connect(driver(stranger))); // the system does not know this authority
    EXPECT_EQ(connectError->code, Errc::Tls) << connectError->message;
    stranger.tls.doesVerify = false;
    EXPECT_TRUE(connect(driver(stranger))) << connectError->message;
    MysqlOptions path = tls;
    path.socket = server->socket();
    EXPECT_TRUE(connect(driver(path))) << connectError->message;
}

TEST_F(MariaDbTest, TellsWhatChanged) {
    auto one = connect(driver(options()));
    ASSERT_TRUE(one) << connectError->message;
    MysqlConnection& connection = *one->get();
    EXPECT_EQ(ask(connection,
                  "CREATE OR REPLACE TABLE changes (id INT AUTO_INCREMENT PRIMARY KEY, v INT NOT NULL)"),
              "no rows");
    for (bool isPrepared : {false, true}) {
        run(connection, text("TRUNCATE changes"));
        auto insert = isPrepared ? prepared("INSERT INTO changes (v) VALUES (?), (?)",
                                            {SqlValue::ofInt(5), SqlValue::ofInt(6)})
                                 : text("INSERT INTO changes (v) VALUES (5), (6)");
        MysqlRecord record = run(connection, insert);
        ASSERT_EQ(record.outcome.results.size(), 1u) << shown(record);
        EXPECT_EQ(record.outcome.results[0].affectedRows, 2u);
        EXPECT_EQ(record.outcome.results[0].lastInsertId, 1u);
        auto update = isPrepared ? prepared("UPDATE changes SET v = 5") : text("UPDATE changes SET v = 5");
        EXPECT_EQ(run(connection, update).outcome.results[0].affectedRows, 1u);
        auto cast = isPrepared ? prepared("SELECT CAST(CONCAT('x', v) AS INT) FROM changes LIMIT 1")
                               : text("SELECT CAST(CONCAT('x', v) AS INT) FROM changes LIMIT 1");
        record = run(connection, cast);
        EXPECT_EQ(record.outcome.results[0].warnings, 1u);
        EXPECT_EQ(record.outcome.results[0].affectedRows, 0u);
    }
    MysqlOptions found = options();
    found.hasFoundRows = true;
    auto other = connect(driver(found));
    EXPECT_EQ(run(*other->get(), text("UPDATE changes SET v = 5")).outcome.results[0].affectedRows, 2u);
}

TEST_F(MariaDbTest, GivesSeveralResults) {
    MysqlOptions several = options();
    several.hasMultiStatements = true;
    auto one = connect(driver(several));
    ASSERT_TRUE(one) << connectError->message;
    MysqlConnection& connection = *one->get();
    MysqlRecord record = run(connection, text("SELECT 1 AS a; DO 1; SELECT 2 AS b, 3 AS c"));
    ASSERT_EQ(record.outcome.results.size(), 3u) << shown(record);
    EXPECT_EQ(test::textOf(record.outcome.results[0].rows), "i:1");
    EXPECT_TRUE(record.outcome.results[1].columns.empty());
    EXPECT_EQ(test::textOf(record.outcome.results[2].rows), "i:2,i:3");
    record = run(connection, text("SELECT 1; SELECT * FROM no_such_table; SELECT 2"));
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->code, 1146);
    EXPECT_EQ(record.outcome.results.size(), 1u);
    EXPECT_EQ(ask(connection, "SELECT 4"), "i:4");
    run(connection,
        text("CREATE OR REPLACE PROCEDURE two(n INT) BEGIN SELECT n AS a; SELECT n + 1 AS b, 'x'; END"));
    for (int round = 0; round < 3; ++round) {
        record = run(connection, prepared("CALL two(?)", {SqlValue::ofInt(round)}));
        ASSERT_EQ(record.outcome.results.size(), 3u) << shown(record);
        EXPECT_EQ(test::textOf(record.outcome.results[0].rows), "i:" + std::to_string(round));
        EXPECT_EQ(test::textOf(record.outcome.results[1].rows), "i:" + std::to_string(round + 1) + ",t:x");
        EXPECT_TRUE(record.outcome.results[2].columns.empty());
    }
    auto single = connect(driver(options()));
    EXPECT_EQ(run(*single->get(), text("SELECT 1; SELECT 2")).outcome.error->code, 1064);
}

TEST_F(MariaDbTest, StreamsInBatches) {
    auto one = connect(driver(options()));
    ASSERT_TRUE(one) << connectError->message;
    for (bool isPrepared : {false, true}) {
        SqlCommand command = isPrepared
                                 ? prepared("SELECT seq, REPEAT('x', 100) FROM seq_1_to_20000 WHERE seq > ?",
                                            {SqlValue::ofInt(0)})
                                 : text("SELECT seq, REPEAT('x', 100) FROM seq_1_to_20000");
        command.isStreamed = true;
        command.batchBytes = 64 * 1024;
        MysqlRecord record;
        one->get()->execute(statement(command), record);
        std::size_t parts = 0, rows = 0;
        std::int64_t sum = 0;
        auto count = [&](const SqlRows& some) {
            rows += some.size();
            for (std::size_t i = 0; i < some.size(); ++i) {
                sum += some.at(i, 0).integer;
            }
        };
        while (!record.isDone()) {
            ASSERT_TRUE(runUntil([&] { return record.isDone() || record.parts.size() > parts; }));
            if (record.parts.size() > parts) {
                const SqlResult& part = record.parts[parts++];
                EXPECT_EQ(part.columns.size(), 2u);
                EXPECT_LT(part.rows.bytes(), 70u * 1024);
                count(part.rows);
                settle();
                EXPECT_EQ(record.parts.size(), parts) << "read on without being asked";
                one->get()->next();
            }
        }
        ASSERT_FALSE(record.outcome.error) << shown(record);
        count(record.outcome.results.at(0).rows);
        EXPECT_GT(parts, 20u);
        EXPECT_EQ(rows, 20'000u);
        EXPECT_EQ(sum, 20'000ll * 20'001 / 2);
        EXPECT_EQ(ask(*one->get(), "SELECT 1"), "i:1");
    }
}

TEST_F(MariaDbTest, NamesErrors) {
    auto one = connect(driver(options()));
    ASSERT_TRUE(one) << connectError->message;
    MysqlConnection& connection = *one->get();
    run(connection,
        text("CREATE OR REPLACE TABLE errors (id INT PRIMARY KEY, v INT NOT NULL, CHECK (v < 100))"));
    run(connection, text("INSERT INTO errors VALUES (1, 1)"));
    const struct {
        const char* sql;
        int code;
        Kind kind;
        const char* state;
    } kCases[] = {
        {"SELEKT 1", 1064, Kind::Syntax, "42000"},
        {"SELECT nothing FROM errors", 1054, Kind::Syntax, "42S22"},
        {"SELECT * FROM nothing", 1146, Kind::Syntax, "42S02"},
        {"INSERT INTO errors VALUES (1, 2)", 1062, Kind::Duplicate, "23000"},
        {"INSERT INTO errors VALUES (2, NULL)", 1048, Kind::Constraint, "23000"},
        {"INSERT INTO errors VALUES (2, 200)", 4025, Kind::Constraint, "23000"},
        {"SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 31000, MESSAGE_TEXT = 'ours'", 31000, Kind::Other,
         "45000"},
        {"KILL QUERY 4000000000", 1094, Kind::Other, "HY000"},
    };
    for (bool isPrepared : {false, true}) {
        for (const auto& known : kCases) {
            MysqlRecord record = run(connection, isPrepared ? prepared(known.sql) : text(known.sql));
            ASSERT_TRUE(record.outcome.error) << known.sql;
            EXPECT_EQ(record.outcome.error->code, known.code) << record.outcome.error->error.message;
            EXPECT_EQ(record.outcome.error->kind, known.kind);
            EXPECT_EQ(record.outcome.error->sqlState, known.state);
            EXPECT_EQ(connection.liveness(), pool::Liveness::Alive);
        }
    }
    MysqlRecord record = run(connection, prepared("SELECT ?, ?", {SqlValue::ofInt(1)}));
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->kind, Kind::Misuse);
    EXPECT_FALSE(record.outcome.error->wasSent);
    EXPECT_NE(record.outcome.error->error.message.find("2 parameters, 1 values"), std::string::npos);
    EXPECT_EQ(ask(connection, "SELECT 1"), "i:1");
}

TEST_F(MariaDbTest, KeepsStatements) {
    MysqlOptions few = options();
    few.statementCache = 3;
    MysqlDriver& how = driver(few);
    auto one = connect(how);
    ASSERT_TRUE(one) << connectError->message;
    MysqlConnection& connection = *one->get();
    const std::string open = "SELECT VARIABLE_VALUE + 0 FROM information_schema.SESSION_STATUS WHERE "
                             "VARIABLE_NAME = 'Com_stmt_close'";
    for (int i = 0; i < 3; ++i) {
        for (int n = 0; n < 3; ++n) {
            EXPECT_EQ(
                shown(run(connection, prepared("SELECT ? + " + std::to_string(n), {SqlValue::ofInt(i)}))),
                "i:" + std::to_string(i + n));
        }
    }
    EXPECT_EQ(how.stats().prepared.value(), 3u);
    EXPECT_EQ(how.stats().statementHits.value(), 6u);
    EXPECT_EQ(connection.statements(), 3u);
    EXPECT_EQ(ask(connection, open), "d:0");
    for (int n = 3; n < 5; ++n) {
        run(connection, prepared("SELECT ? + " + std::to_string(n), {SqlValue::ofInt(1)}));
    }
    EXPECT_EQ(how.stats().evicted.value(), 2u);
    EXPECT_EQ(connection.statements(), 3u);
    EXPECT_EQ(ask(connection, open), "d:2");
    // One that the server has forgotten is prepared anew.
    run(connection, text("CREATE OR REPLACE TABLE kept (a INT)"));
    run(connection, text("INSERT INTO kept VALUES (1)"));
    EXPECT_EQ(shown(run(connection, prepared("SELECT * FROM kept"))), "i:1");
    run(connection, text("ALTER TABLE kept ADD b VARCHAR(10) DEFAULT 'x'"));
    EXPECT_EQ(shown(run(connection, prepared("SELECT * FROM kept"))), "i:1,t:x");
    run(connection, text("ALTER TABLE kept CHANGE a c VARCHAR(20)"));
    for (int i = 0; i < 2; ++i) {
        MysqlRecord record = run(connection, prepared("SELECT * FROM kept"));
        EXPECT_EQ(shown(record), "t:1,t:x");
        EXPECT_EQ(record.outcome.results.at(0).columns.at(0).name, "c");
    }
    // What has changed a table is not done twice.
    const std::string returning = "INSERT INTO kept (c) VALUES ('2') RETURNING kept.*";
    run(connection, prepared(returning));
    run(connection, text("ALTER TABLE kept ADD d INT"));
    MysqlRecord record = run(connection, prepared(returning));
    ASSERT_TRUE(record.outcome.error);
    EXPECT_EQ(record.outcome.error->code, 2057);
    EXPECT_EQ(record.outcome.error->kind, Kind::Other);
    EXPECT_EQ(connection.liveness(), pool::Liveness::Dead);
    few.statementCache = 0;
    MysqlDriver& noCache = driver(few);
    auto other = connect(noCache);
    EXPECT_EQ(ask(*other->get(), "SELECT COUNT(*) FROM kept"), "i:3");
    for (int n = 0; n < 3; ++n) {
        EXPECT_EQ(shown(run(*other->get(), prepared("SELECT ?", {SqlValue::ofInt(n)}))),
                  "i:" + std::to_string(n));
    }
    EXPECT_EQ(other->get()->statements(), 0u);
    EXPECT_EQ(ask(*other->get(), open), "d:3");
}

} // namespace
} // namespace aha::client
