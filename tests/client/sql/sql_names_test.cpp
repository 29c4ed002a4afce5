#include "core/client/sql/sql_names.h"

#include <gtest/gtest.h>

using namespace aha;
using namespace aha::client;

namespace {

std::string shown(std::string_view sql, std::string_view driver) {
    auto replaced = replaceSqlNames(sql, SqlSyntax::of(driver));
    if (!replaced) {
        return "error: " + replaced.error().message;
    }
    std::string text = replaced.value().sql + " |";
    for (const std::string& name : replaced.value().names) {
        text += " " + name;
    }
    return text;
}

struct Sample {
    const char* sql;
    const char* mysql;
    const char* sqlite;
};

const Sample kSamples[] = {
    {"SELECT 1", "SELECT 1 |", "SELECT 1 |"},
    {"", " |", " |"},
    {"a = :a AND b = :b_2 OR a = :a", "a = ? AND b = ? OR a = ? | a b_2 a",
     "a = ? AND b = ? OR a = ? | a b_2 a"},
    {":a:b", "?? | a b", "?? | a b"},
    {":a", "? | a", "? | a"},
    {":", ": |", ": |"},
    {":1 : a :=2", ":1 : a :=2 |", ":1 : a :=2 |"},
    {"a::text, :b", "a::text, ? | b", "a::text, ? | b"},
    {"':a' \":b\" `:c` :d", "':a' \":b\" `:c` ? | d", "':a' \":b\" `:c` ? | d"},
    {"'it''s :a' :b", "'it''s :a' ? | b", "'it''s :a' ? | b"},
    {"'it\\' :a' :b '", "'it\\' :a' ? ' | b", "'it\\' ?' :b ' | a"},
    {"'\\\\' :a", "'\\\\' ? | a", "'\\\\' ? | a"},
    {"`a\\` :b", "`a\\` ? | b", "`a\\` ? | b"},
    {"/* :a ? */ :b /* :c", "/* :a ? */ ? /* :c | b", "/* :a ? */ ? /* :c | b"},
    {"/*/ :a */ :b", "/*/ :a */ ? | b", "/*/ :a */ ? | b"},
    {"1 -- :a\n:b", "1 -- :a\n? | b", "1 -- :a\n? | b"},
    {"1--:a\n:b", "1--?\n? | a b", "1--:a\n? | b"},
    {"1--", "1-- |", "1-- |"},
    {"# :a\n:b", "# :a\n? | b", "# ?\n? | a b"},
    {"[:a] :b", "[?] ? | a b", "[:a] ? | b"},
    {"a - :b / :c", "a - ? / ? | b c", "a - ? / ? | b c"},
    {"'? :a", "'? :a |", "'? :a |"},
    {"'\\", "'\\ |", "'\\ |"},
    {"a = ? AND b = :b", "error: The statement has question marks, and its parameters have names",
     "error: The statement has question marks, and its parameters have names"},
};

} // namespace

TEST(SqlNames, Samples) {
    for (const Sample& sample : kSamples) {
        EXPECT_EQ(shown(sample.sql, "mysql"), sample.mysql) << sample.sql;
        EXPECT_EQ(shown(sample.sql, "sqlite"), sample.sqlite) << sample.sql;
    }
}

TEST(SqlNames, CountsParameters) {
    std::string sql;
    for (std::size_t i = 0; i < kMaxSqlParameters; ++i) {
        sql += ":a,";
    }
    auto full = replaceSqlNames(sql, {});
    ASSERT_TRUE(full);
    EXPECT_EQ(full.value().names.size(), kMaxSqlParameters);
    EXPECT_EQ(full.value().sql.size(), 2 * kMaxSqlParameters);
    auto more = replaceSqlNames(sql + ":a", {});
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, Errc::TooMany);
    EXPECT_EQ(more.error().message, "The statement has more than 65535 parameters");
}

// Nothing but names changes: what is put back in gives the statement.
TEST(SqlNames, KeepsEverythingElse) {
    unsigned state = 7;
    const std::string alphabet = ":::aab_1'\"`\\-#/*\n []";
    for (int round = 0; round < 5000; ++round) {
        std::string sql;
        for (int i = 0; i < 24; ++i) {
            state = state * 1103515245 + 12345;
            sql.push_back(alphabet[(state >> 16) % alphabet.size()]);
        }
        for (const char* driver : {"mysql", "sqlite"}) {
            auto replaced = replaceSqlNames(sql, SqlSyntax::of(driver));
            ASSERT_TRUE(replaced);
            std::string back;
            std::size_t next = 0;
            for (char c : replaced.value().sql) {
                if (c == '?') {
                    back += ":" + replaced.value().names[next++];
                } else {
                    back += c;
                }
            }
            EXPECT_EQ(back, sql);
            EXPECT_EQ(next, replaced.value().names.size());
        }
    }
}
