// The parts of the MySQL driver that need no connection.
#include "core/client/mysql/mysql_driver.h"
#include "core/client/mysql/mysql_errors.h"
#include "core/client/mysql/mysql_scan.h"
#include "core/client/mysql/mysql_statement_cache.h"
#include "core/client/mysql/mysql_values.h"

#include "support/loop_fixture.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using Kind = SqlError::Kind;

TEST(MysqlTraces, SeesWhatASessionKeeps) {
    const char* const kStateful[] = {
        "SET NAMES latin1",
        "  set @a = 1",
        "SET SESSION TRANSACTION READ ONLY",
        "/* hint */ SET time_zone = 'UTC'",
        "-- note\nSET a = 1",
        "# note\nSET a = 1",
        "SELECT @a := 1",
        "SELECT get_lock('x', 1)",
        "SELECT 1; SET a = 1",
        "LOCK TABLES t READ",
        "CREATE TEMPORARY TABLE t (a INT)",
        "CREATE OR REPLACE TEMPORARY TABLE t (a INT)",
        "PREPARE s FROM 'SELECT 1'",
        "CALL p()",
        "BEGIN NOT ATOMIC SET @a = 1; END",
        "FLUSH TABLES WITH READ LOCK",
        "XA START 'x'",
        "/*!40101 SET a = 1 */",
        "/*M! SET a = 1 */",
        "SELECT 'it''s', \"a\\\"b\", @a",
    };
    for (const char* sql : kStateful) {
        EXPECT_TRUE(mysqlTraces(sql).state) << sql;
        EXPECT_FALSE(mysqlTraces(sql).schema) << sql;
    }
    EXPECT_TRUE(mysqlTraces("USE shop").schema);
    EXPECT_TRUE(mysqlTraces("SELECT 1;\n use shop ;").schema);
}

TEST(MysqlTraces, SeesNothingWhereNothingIs) {
    const char* const kHarmless[] = {
        "",
        "SELECT 1",
        "INSERT INTO mails VALUES ('me@example.org', \"@a\", 'it''s @', 'a\\'@b')",
        "SELECT `@a`, `get_lock` FROM t",
        "SELECT @@version",
        "SELECT 1 /* @a SET */",
        "SELECT 1 -- @a\n",
        "UPDATE t SET a = 1 WHERE b = ?",
        "CREATE TABLE t (a INT)",
        "CREATE OR REPLACE TABLE t (a INT)",
        "START TRANSACTION",
        "BEGIN",
        "COMMIT",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SAVEPOINT a",
        "SELECT 'never ends",
        "SELECT 1 /* never ends",
        "SELECT 'ends with a slash\\",
        "SELECT 5--@a",
    };
    for (const char* sql : kHarmless) {
        const bool isLast = std::string_view(sql) == "SELECT 5--@a"; // no comment without a space behind
        EXPECT_EQ(mysqlTraces(sql).state, isLast) << sql;
        EXPECT_FALSE(mysqlTraces(sql).schema) << sql;
    }
}

TEST(MysqlTraces, KnowsWhatOnlyReads) {
    for (const char* sql : {"SELECT 1", "select * from t;", "SHOW TABLES",
                            "WITH a AS (SELECT 1) SELECT * FROM a", "EXPLAIN SELECT 1", "DESC t"}) {
        EXPECT_TRUE(mysqlTraces(sql).isRead) << sql;
    }
    for (const char* sql : {"INSERT INTO t VALUES (1) RETURNING a", "SELECT 1 INTO OUTFILE 'x'",
                            "SELECT 1; SELECT 2", "SELECT @a := @a + 1", "WITH a AS (SELECT 1) DELETE FROM t",
                            "CALL p()", "", "SELECT 1; DROP TABLE t"}) {
        EXPECT_FALSE(mysqlTraces(sql).isRead) << sql;
    }
}

TEST(MysqlTraces, TakesTimeInProportion) {
    std::string sql = "INSERT INTO t VALUES ";
    for (int i = 0; i < 20'000; ++i) {
        sql += "('\\\\\\\\\\\\\\\\', \"\"\"\", `a`),";
    }
    EXPECT_FALSE(mysqlTraces(sql).state);
    EXPECT_FALSE(mysqlTraces("SELECT '" + std::string(1'000'000, '\\')).state);
}

TEST(MysqlErrors, AreToldApart) {
    const struct {
        int code;
        Kind kind;
    } kCases[] = {
        {2006, Kind::Lost},       {2013, Kind::Lost},       {2002, Kind::Lost},      {1053, Kind::Lost},
        {1927, Kind::Lost},       {1040, Kind::Lost},       {1064, Kind::Syntax},    {1054, Kind::Syntax},
        {1146, Kind::Syntax},     {1062, Kind::Duplicate},  {1586, Kind::Duplicate}, {1451, Kind::Constraint},
        {1452, Kind::Constraint}, {1048, Kind::Constraint}, {1205, Kind::Deadlock},  {1213, Kind::Deadlock},
        {1044, Kind::Refused},    {1045, Kind::Refused},    {1142, Kind::Refused},   {1153, Kind::TooLarge},
        {2020, Kind::TooLarge},   {1969, Kind::TimedOut},   {3024, Kind::TimedOut},  {1317, Kind::Cancelled},
        {2014, Kind::Misuse},     {1105, Kind::Other},      {31000, Kind::Other},    {2057, Kind::Other},
    };
    for (const auto& known : kCases) {
        EXPECT_EQ(mysqlErrorKind(known.code), known.kind) << known.code;
    }
    EXPECT_TRUE(mysqlEndsConnection(2013));
    EXPECT_TRUE(mysqlEndsConnection(2020));
    EXPECT_TRUE(mysqlEndsConnection(2057));
    EXPECT_FALSE(mysqlEndsConnection(1062));
    EXPECT_FALSE(mysqlEndsConnection(1317));
}

TEST(MysqlErrors, KeepTheWordsOfTheDatabase) {
    const SqlError error = mysqlError(1062, "23000", "Duplicate entry 'a'", "");
    EXPECT_EQ(error.error.message, "Duplicate entry 'a'");
    EXPECT_EQ(error.sqlState, "23000");
    EXPECT_EQ(error.code, 1062);
    EXPECT_TRUE(error.wasSent);
    EXPECT_EQ(
        mysqlError(2002, "HY000", "Can't connect to server on '127.0.0.1' (111)", "mysql://x").error.code,
        Errc::Refused);
    EXPECT_EQ(mysqlError(2002, "HY000", "Can't connect (x)", "").error.code, Errc::Unreachable);
    EXPECT_EQ(mysqlError(2002, "HY000", "", "mysql://x").error.message, "mysql://x: ");
    EXPECT_EQ(mysqlError(2026, "HY000", "TLS/SSL error", "").error.code, Errc::Tls);
    EXPECT_EQ(mysqlError(1045, "28000", "Access denied", "").error.code, Errc::PermissionDenied);
}

TEST(MysqlStatementCache, ForgetsWhatIsUsedLeast) {
    MysqlStatementCache cache(2);
    EXPECT_FALSE(cache.find("a"));
    cache.add({"a", nullptr, {}});
    EXPECT_FALSE(cache.isFull());
    cache.add({"b", nullptr, {}});
    EXPECT_TRUE(cache.isFull());
    ASSERT_TRUE(cache.find("a"));
    EXPECT_EQ(cache.takeOldest().sql, "b");
    EXPECT_FALSE(cache.find("b"));
    cache.add({std::string(1000, 'c'), nullptr, {}});
    EXPECT_EQ(cache.take(std::string(1000, 'c')).sql, std::string(1000, 'c'));
    EXPECT_EQ(cache.takeAll().size(), 1u);
    EXPECT_EQ(cache.size(), 0u);
    EXPECT_TRUE(MysqlStatementCache(0).isFull());
}

// A value behind its length, at each place that a buffer may end.
TEST(MysqlValues, NeverReadsBeyondTheEnd) {
    using Column = MysqlColumn;
    const struct {
        Column column;
        std::string bytes;
    } kCases[] = {
        {{Column::Kind::Int, 1}, std::string("\x7f", 1)},
        {{Column::Kind::Int, 8}, std::string(8, '\xff')},
        {{Column::Kind::Unsigned, 4}, std::string(4, '\xff')},
        {{Column::Kind::Float}, std::string(4, '\0')},
        {{Column::Kind::Double}, std::string(8, '\0')},
        {{Column::Kind::Text}, std::string("\3abc", 4)},
        {{Column::Kind::Text}, std::string("\xfc\3\0abc", 6)},
        {{Column::Kind::Blob}, std::string("\xfd\3\0\0abc", 7)},
        {{Column::Kind::Text}, std::string("\xfe\3\0\0\0\0\0\0\0abc", 12)},
        {{Column::Kind::Date}, std::string("\4\xe8\7\2\3", 5)},
        {{Column::Kind::DateTime}, std::string("\13\xe8\7\2\3\4\5\6\1\0\0\0", 12)},
        {{Column::Kind::Time}, std::string("\10\1\1\0\0\0\2\3\4", 9)},
        {{Column::Kind::Bit}, std::string("\2\1\2", 3)},
    };
    for (const auto& known : kCases) {
        for (std::size_t size = 0; size <= known.bytes.size(); ++size) {
            const std::vector<unsigned char> exact(known.bytes.begin(),
                                                   known.bytes.begin() + std::ptrdiff_t(size));
            const unsigned char* at = exact.data();
            SqlRows rows;
            rows.reset(1);
            EXPECT_EQ(addMysqlBinary(known.column, at, exact.data() + size, rows),
                      size == known.bytes.size());
            EXPECT_EQ(rows.size(), size == known.bytes.size() ? 1u : 0u);
        }
    }
}

TEST(MysqlValues, RefusesLengthsThatCannotBe) {
    SqlRows rows;
    rows.reset(1);
    for (const std::string& bytes : {std::string("\xff\1\1\1\1", 5), std::string("\xfb", 1),
                                     std::string("\xfe\xff\xff\xff\xff\xff\xff\xff\xff\1\1", 11)}) {
        const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
        EXPECT_FALSE(addMysqlBinary({MysqlColumn::Kind::Text}, at, at + bytes.size(), rows));
    }
    for (int size : {1, 5, 8, 12}) { // of a date
        std::string bytes(1 + std::size_t(size), '\1');
        bytes[0] = char(size);
        const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
        EXPECT_FALSE(addMysqlBinary({MysqlColumn::Kind::DateTime}, at, at + bytes.size(), rows)) << size;
    }
}

class MysqlDriverTest : public test::LoopTest {
protected:
    std::string problem(MysqlOptions options) {
        auto made = MysqlDriver::create(loop, resolver, std::move(options));
        return made ? "" : made.error().message;
    }
    net::Resolver resolver{loop};
};

TEST_F(MysqlDriverTest, ChecksItsOptions) {
    MysqlOptions options;
    EXPECT_EQ(problem(options), "");
    options.charset = "utf8'; DROP";
    EXPECT_NE(problem(options).find("charset"), std::string::npos);
    options = {};
    options.timeZone = "'";
    EXPECT_NE(problem(options).find("time zone"), std::string::npos);
    options = {};
    options.timeZone = "America/Argentina/Buenos_Aires";
    EXPECT_EQ(problem(options), "");
    options.password = std::string("a\0b", 3);
    EXPECT_NE(problem(options).find("zero byte"), std::string::npos);
    options = {};
    options.port = 0;
    EXPECT_NE(problem(options).find("port"), std::string::npos);
    options.socket = "/run/mysqld.sock";
    EXPECT_EQ(problem(options), "");
}

TEST_F(MysqlDriverTest, SpeaksItsDialect) {
    MysqlOptions options;
    options.database = "shop";
    options.password = "secret";
    auto driver = MysqlDriver::create(loop, resolver, options).take();
    EXPECT_EQ(driver->target(), "mysql://127.0.0.1:3306/shop");
    EXPECT_EQ(driver->quote("it's \"a\" \\ \n\0"), "'it''s \"a\" \\\\ \\n'");
    EXPECT_EQ(driver->quote(std::string("\0\x1a", 2)), "'\\0\\Z'");
    EXPECT_EQ(driver->quoteName("a`b"), "`a``b`");
    EXPECT_EQ(driver->begin(SqlIsolation::Default, false).value(),
              std::vector<std::string>{"START TRANSACTION"});
    EXPECT_EQ(driver->begin(SqlIsolation::ReadCommitted, true).value(),
              (std::vector<std::string>{"SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
                                        "START TRANSACTION READ ONLY"}));
    options.host = "::1";
    options.database = "";
    EXPECT_EQ(MysqlDriver::create(loop, resolver, options).value()->target(), "mysql://[::1]:3306");
    options.socket = "/tmp/s";
    EXPECT_EQ(MysqlDriver::create(loop, resolver, options).value()->target(), "mysql://unix:/tmp/s");
}

} // namespace
} // namespace aha::client
