#include "support/mysql_world.h"

namespace aha::client {
namespace {

using test::MariaDbTest;
using test::MysqlRecord;

// Each type with what PHP shall get of it, by both protocols.
TEST_F(MariaDbTest, GivesTheSameTypesByBothProtocols) {
    auto one = connect(driver(options()));
    ASSERT_TRUE(one) << connectError->message;
    MysqlConnection& connection = *one->get();
    const struct {
        const char* type;
        const char* value;
        const char* expected;
        const char* name;
    } kCases[] = {
        {"TINYINT", "-128", "i:-128", "TINYINT"},
        {"TINYINT UNSIGNED", "255", "i:255", "TINYINT"},
        {"BOOL", "TRUE", "i:1", "TINYINT"},
        {"SMALLINT", "-32768", "i:-32768", "SMALLINT"},
        {"SMALLINT UNSIGNED", "65535", "i:65535", "SMALLINT"},
        {"MEDIUMINT", "-8388608", "i:-8388608", "MEDIUMINT"},
        {"MEDIUMINT UNSIGNED", "16777215", "i:16777215", "MEDIUMINT"},
        {"INT", "-2147483648", "i:-2147483648", "INT"},
        {"INT UNSIGNED", "4294967295", "i:4294967295", "INT"},
        {"INT(8) ZEROFILL", "42", "i:42", "INT"},
        {"BIGINT", "-9223372036854775808", "i:-9223372036854775808", "BIGINT"},
        {"BIGINT UNSIGNED", "9223372036854775807", "i:9223372036854775807", "BIGINT"},
        {"BIGINT UNSIGNED", "9223372036854775808", "t:9223372036854775808", "BIGINT"},
        {"BIGINT UNSIGNED", "18446744073709551615", "t:18446744073709551615", "BIGINT"},
        {"FLOAT", "1.1", "d:1.1000000000000001", "FLOAT"},
        {"FLOAT", "-3.4e38", "d:-3.4e+38", "FLOAT"},
        {"FLOAT", "1e-30", "d:1.0000000000000001e-30", "FLOAT"},
        {"FLOAT(7,3)", "1234.5678", "d:1234.568", "FLOAT"},
        {"DOUBLE", "0.1", "d:0.10000000000000001", "DOUBLE"},
        {"DOUBLE", "1.7976931348623157e308", "d:1.7976931348623157e+308", "DOUBLE"},
        {"DOUBLE", "-2.2250738585072014e-308", "d:-2.2250738585072014e-308", "DOUBLE"},
        {"DECIMAL(30,10)", "-12345678901234567890.0123456789", "t:-12345678901234567890.0123456789",
         "DECIMAL"},
        {"DECIMAL(5,0)", "7", "t:7", "DECIMAL"},
        {"BIT(1)", "b'1'", "i:1", "BIT"},
        {"BIT(12)", "b'101010101010'", "i:2730", "BIT"},
        {"BIT(64)", "0xFFFFFFFFFFFFFFFF", "t:18446744073709551615", "BIT"},
        {"DATE", "'2024-02-29'", "t:2024-02-29", "DATE"},
        {"DATE", "'0000-00-00'", "t:0000-00-00", "DATE"},
        {"TIME", "'12:34:56'", "t:12:34:56", "TIME"},
        {"TIME", "'00:00:00'", "t:00:00:00", "TIME"},
        {"TIME", "'-838:59:59'", "t:-838:59:59", "TIME"},
        {"TIME(3)", "'01:02:03.4'", "t:01:02:03.400", "TIME"},
        {"TIME(6)", "'00:00:00'", "t:00:00:00.000000", "TIME"},
        {"DATETIME", "'2024-02-29 23:59:59'", "t:2024-02-29 23:59:59", "DATETIME"},
        {"DATETIME", "'2024-02-29'", "t:2024-02-29 00:00:00", "DATETIME"},
        {"DATETIME", "'0000-00-00'", "t:0000-00-00 00:00:00", "DATETIME"},
        {"DATETIME(6)", "'2024-01-01 00:00:00.000001'", "t:2024-01-01 00:00:00.000001", "DATETIME"},
        {"DATETIME(2)", "'2024-01-01'", "t:2024-01-01 00:00:00.00", "DATETIME"},
        {"TIMESTAMP", "'2024-01-01 12:00:00'", "t:2024-01-01 12:00:00", "TIMESTAMP"},
        {"YEAR", "2024", "i:2024", "YEAR"},
        {"YEAR", "0", "i:0", "YEAR"},
        {"CHAR(10)", "'a'", "t:a", "CHAR"},
        {"VARCHAR(100)", "'Gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80'", "t:Gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80",
         "VARCHAR"},
        {"VARCHAR(10)", "''", "t:", "VARCHAR"},
        {"VARCHAR(10) CHARACTER SET latin1", "'\xc3\xbc'", "t:\xc3\xbc", "VARCHAR"},
        {"TEXT", "'text'", "t:text", "TEXT"},
        {"TINYTEXT", "'text'", "t:text", "TEXT"},
        {"MEDIUMTEXT", "'text'", "t:text", "TEXT"},
        {"LONGTEXT", "'text'", "t:text", "TEXT"},
        {"BINARY(3)", "'a'", "b:a", "BINARY"},
        {"VARBINARY(10)", "0x61FF62",
         "b:a\xff"
         "b",
         "VARBINARY"},
        {"BLOB", "'blob'", "b:blob", "BLOB"},
        {"LONGBLOB", "''", "b:", "BLOB"},
        {"JSON", "'{\"a\": [1, null]}'", "t:{\"a\": [1, null]}", "JSON"},
        {"ENUM('x', 'y')", "'y'", "t:y", "ENUM"},
        {"SET('x', 'y')", "'x,y'", "t:x,y", "SET"},
        {"UUID", "'123e4567-e89b-12d3-a456-426655440000'", "t:123e4567-e89b-12d3-a456-426655440000", "UUID"},
        {"INET6", "'2001:db8::1'", "t:2001:db8::1", "INET6"},
        {"INT", "NULL", "null", "INT"},
        {"BLOB", "NULL", "null", "BLOB"},
        {"DATETIME", "NULL", "null", "DATETIME"},
    };
    run(connection, text("SET sql_mode = ''"));
    for (const auto& known : kCases) {
        const std::string what = std::string(known.type) + " " + known.value;
        const std::string created = shown(
            run(connection, text(std::string("CREATE OR REPLACE TABLE types (v ") + known.type + " NULL)")));
        ASSERT_EQ(created, "no rows") << what;
        ASSERT_EQ(shown(run(connection, text(std::string("INSERT INTO types VALUES (") + known.value + ")"))),
                  "no rows")
            << what;
        for (bool isPrepared : {false, true}) {
            MysqlRecord record =
                run(connection, isPrepared ? prepared("SELECT v FROM types") : text("SELECT v FROM types"));
            std::string got = shown(record);
            if (std::string_view(known.type) == "BINARY(3)") {
                got = got.substr(0, 3); // the rest are zero bytes
            }
            EXPECT_EQ(got, known.expected) << what << (isPrepared ? ", prepared" : ", text");
            ASSERT_EQ(record.outcome.results.size(), 1u);
            EXPECT_EQ(record.outcome.results[0].columns.at(0).type, known.name) << what;
            EXPECT_EQ(record.outcome.results[0].columns.at(0).name, "v");
        }
    }
    for (bool isPrepared : {false, true}) {
        const char* sql =
            "SELECT POINT(1, 2), NULL, 1 + 1, 1.5, 'a', 1 = 1, NOW(6) > 0, COUNT(*), SUM(v) FROM types";
        MysqlRecord record = run(connection, isPrepared ? prepared(sql) : text(sql));
        ASSERT_FALSE(record.outcome.error) << shown(record);
        const SqlRows& rows = record.outcome.results[0].rows;
        EXPECT_EQ(rows.at(0, 0).kind, SqlKind::Blob);
        EXPECT_EQ(rows.at(0, 0).text.size(), 25u);
        EXPECT_EQ(test::textOf(rows).substr(27), ",null,i:2,t:1.5,t:a,i:1,i:1,i:1,null");
    }
}

TEST_F(MariaDbTest, BindsEveryKindOfValue) {
    auto one = connect(driver(options()));
    ASSERT_TRUE(one) << connectError->message;
    const std::string bytes("a\0\xff'\"\\", 6);
    MysqlRecord record =
        run(*one->get(), prepared("SELECT ?, ?, ?, HEX(?), HEX(?), ?, ?",
                                  {SqlValue::ofInt(INT64_MIN), SqlValue::ofDouble(0.1), SqlValue::ofNull(),
                                   SqlValue::ofBlob(bytes), SqlValue::ofText(bytes.substr(0, 1)),
                                   SqlValue::ofText(""), SqlValue::ofText("\xf0\x9f\x98\x80")}));
    EXPECT_EQ(shown(record),
              "i:-9223372036854775808,d:0.10000000000000001,null,t:6100FF27225C,t:61,t:,t:\xf0\x9f\x98\x80");
    // Other types the next time.
    for (const SqlValue& value :
         {SqlValue::ofInt(1), SqlValue::ofText("x"), SqlValue::ofNull(), SqlValue::ofDouble(2.5)}) {
        record = run(*one->get(), prepared("SELECT CONCAT(?)", {value}));
        EXPECT_EQ(shown(record), value.kind == SqlKind::Int      ? "t:1"
                                 : value.kind == SqlKind::Text   ? "t:x"
                                 : value.kind == SqlKind::Double ? "t:2.5"
                                                                 : "null");
    }
    std::vector<SqlValue> many(5000, SqlValue::ofInt(7));
    std::string sql = "SELECT COUNT(*) FROM seq_1_to_100 WHERE seq IN (8";
    for (std::size_t i = 0; i < many.size(); ++i) {
        sql += ", ?";
    }
    EXPECT_EQ(shown(run(*one->get(), prepared(sql + ")", many))), "i:2");
}

TEST_F(MariaDbTest, SetsCharsetAndTimeZone) {
    MysqlOptions wanted = options();
    wanted.timeZone = "+03:30";
    wanted.charset = "latin1";
    auto one = connect(driver(wanted));
    ASSERT_TRUE(one) << connectError->message;
    EXPECT_EQ(ask(*one->get(), "SELECT @@time_zone, FROM_UNIXTIME(0), @@character_set_client, '\xfc'"),
              "t:+03:30,t:1970-01-01 03:30:00,t:latin1,t:\xfc");
    wanted.timeZone = "Nowhere/City";
    EXPECT_FALSE(connect(driver(wanted)));
    EXPECT_EQ(drivers.back()->connectError()->code, 1298);
}

} // namespace
} // namespace aha::client
