#include "support/sqlite_fixture.h"

#include <list>
#include <random>
#include <set>

namespace aha::client {
namespace {

using test::SqliteCall;

// Writers that are cancelled, limited and rolled back at random, on a real file. In the end the file has
// every row whose end was a success, none of what has not been sent or was rolled back, and works.
class SqliteRandom : public test::SqliteTest, public testing::WithParamInterface<int> {
protected:
    struct Writer {
        std::unique_ptr<SqlSession> session; // null: a single statement
        std::unique_ptr<SqliteCall> call;
        std::set<int> rows; // that it has written
        int left = 0;       // statements before the end of the transaction
        bool isEnding = false, commits = false;
    };

    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(random); }
    bool chance(int percent) { return upTo(99) < percent; }
    std::uint64_t limit() { return chance(15) ? std::uint64_t(1 + upTo(5)) : pool::kNever; }

    SqlCommand insert(Writer& writer) {
        writer.rows.insert(++lastRow);
        return command("INSERT INTO t VALUES (?)", {SqlValue::ofInt(lastRow)});
    }

    void add() {
        Writer& writer = writers.emplace_back();
        if (chance(50)) {
            writer.call = start(*client, insert(writer), limit());
            return;
        }
        writer.session = client->session("app.php:1");
        writer.left = 1 + upTo(3);
        writer.commits = chance(70);
        writer.call = begin(*writer.session);
    }

    // True: the writer is over.
    bool advance(Writer& writer) {
        if (!writer.call->done) {
            return false;
        }
        const bool hasFailed = writer.call->error.has_value();
        if (!writer.session || writer.isEnding) {
            std::set<int>& verdict = !hasFailed && (!writer.session || writer.commits) ? present
                                     : hasFailed && writer.call->error->wasSent        ? unknown
                                                                                       : absent;
            verdict.insert(writer.rows.begin(), writer.rows.end());
            return true;
        }
        if (hasFailed || (writer.left == 0 && !writer.commits)) {
            writer.commits = false;
            writer.isEnding = true;
            writer.call = rollback(*writer.session);
        } else if (writer.left == 0) {
            writer.isEnding = true;
            writer.call = commit(*writer.session);
        } else {
            --writer.left;
            writer.call = start(*writer.session, insert(writer), limit());
        }
        return false;
    }

    // Goes without a word: what it was about to write may be there, unless it was a transaction that had not
    // come to its commit.
    void drop(Writer& writer) {
        const bool mayBeThere = !writer.session || (writer.isEnding && writer.commits);
        (mayBeThere ? unknown : absent).insert(writer.rows.begin(), writer.rows.end());
        if (chance(50)) {
            writer.call.reset();
        } else {
            writer.session.reset();
        }
    }

    std::mt19937 random;
    std::list<Writer> writers;
    std::set<int> present, unknown, absent;
    int lastRow = 0;
};

TEST_P(SqliteRandom, WhatWasToldIsWhatTheFileHas) {
    random.seed(unsigned(GetParam()));
    options.pool.max = std::size_t(1 + upTo(4));
    sqlite.isWal = chance(70);
    sqlite.busyTimeoutMs = 10'000;
    open();
    run("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    int made = 0;
    ASSERT_TRUE(runUntil(
        [&] {
            while (made < 150 && writers.size() < 20) {
                ++made;
                add();
            }
            for (auto writer = writers.begin(); writer != writers.end();) {
                const bool isOver = advance(*writer);
                if (!isOver && chance(3)) {
                    drop(*writer);
                    writer = writers.erase(writer);
                } else {
                    writer = isOver ? writers.erase(writer) : std::next(writer);
                }
            }
            return writers.empty() && made == 150;
        },
        60'000));
    auto call = run("SELECT a FROM t");
    ASSERT_EQ(call->message(), "ok");
    std::set<int> found;
    const SqlRows& rows = call->results.at(0).rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        found.insert(int(rows.at(i, 0).integer));
    }
    for (int row : present) {
        EXPECT_EQ(found.count(row), 1u) << "lost: " << row;
    }
    for (int row : absent) {
        EXPECT_EQ(found.count(row), 0u) << "undone, and there: " << row;
    }
    EXPECT_EQ(get("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(client->pool().leased(), 0u);
    EXPECT_EQ(client->active(), 0u);
    EXPECT_GT(present.size(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SqliteRandom, testing::Range(0, 10));

} // namespace
} // namespace aha::client
