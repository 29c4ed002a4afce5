#include "core/client/sql/sql_shape.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

const SqlQuotes kStandard{false, false};
const SqlQuotes kMysql{true, true};

std::string shape(std::string_view sql, SqlQuotes quotes = kStandard) { return sqlShape(sql, quotes); }

TEST(SqlShape, HidesLiterals) {
    EXPECT_EQ(shape("SELECT * FROM t WHERE a = 'secret' AND b = 12"),
              "SELECT * FROM t WHERE a = ? AND b = ?");
    EXPECT_EQ(shape("SELECT 'it''s', 1.5e-3, .5, 0xFF, -7"), "SELECT ?, -?");
    EXPECT_EQ(shape("SELECT x'00ff'"), "SELECT x?");
    EXPECT_EQ(shape("SELECT 'never closed"), "SELECT ?");
}

TEST(SqlShape, KeepsNamesAndPlaces) {
    EXPECT_EQ(shape("SELECT t1.a2, \"na'me\", `b``c` FROM t1 WHERE x1 = :n1 AND y = @v"),
              "SELECT t1.a2, \"na'me\", `b``c` FROM t1 WHERE x1 = :n1 AND y = @v");
    EXPECT_EQ(shape("SELECT ä1"), "SELECT ä1");
}

TEST(SqlShape, KnowsTheQuotesOfTheDialect) {
    EXPECT_EQ(shape("SELECT \"secret\", 'a\\'b' FROM t", kMysql), "SELECT ? FROM t");
    EXPECT_EQ(shape("SELECT 'a\\' || secret"), "SELECT ? || secret") << "a backslash is a character there";
    EXPECT_EQ(shape("SELECT 'a\\", kMysql), "SELECT ?");
}

TEST(SqlShape, ListsAreAsOne) {
    EXPECT_EQ(shape("SELECT a FROM t WHERE a IN (1, 2,3 , 'x')"), "SELECT a FROM t WHERE a IN (?)");
    EXPECT_EQ(shape("INSERT INTO t VALUES (?, ?), (?, ?),(?, ?)"), "INSERT INTO t VALUES (?)");
}

TEST(SqlShape, CommentsAndSpaceGo) {
    EXPECT_EQ(shape("  SELECT /* secret */ a -- secret\n\tFROM t # secret"), "SELECT a FROM t");
    EXPECT_EQ(shape("SELECT 1 /* never closed"), "SELECT ?");
    EXPECT_EQ(shape(""), "");
}

TEST(SqlShape, IsCutAtAWholeCharacter) {
    const std::string sql = "SELECT aä";
    EXPECT_EQ(sqlShape(sql, kStandard, sql.size()), sql);
    EXPECT_EQ(sqlShape(sql, kStandard, sql.size() - 1), "SELECT a …");
    EXPECT_EQ(sqlShape("abc", kStandard, 0), " …");
}

TEST(SqlShape, LooksAtTheBeginningOfALongText) {
    std::string rows = "INSERT INTO t VALUES (1)";
    while (rows.size() <= 64 * 1024) {
        rows += ", (1)";
    }
    EXPECT_EQ(sqlShape(rows, kStandard).substr(0, 24), "INSERT INTO t VALUES (?)");
    EXPECT_LT(sqlShape(rows, kStandard).size(), 40u);
    // What is cut within a string shows nothing of it.
    EXPECT_EQ(sqlShape("SELECT '" + std::string(70'000, 'x') + "'", kStandard), "SELECT ? …");
}

} // namespace
} // namespace aha::client
