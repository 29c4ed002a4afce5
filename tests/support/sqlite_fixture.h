#pragma once

#include "core/client/sql/sql_client.h"
#include "core/client/sqlite/sqlite_driver.h"

#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aha::test {

// A call with all it has brought.
class SqliteCall final : public client::SqlCallHandler {
public:
    void onSqlRows(client::SqlCall& call, client::SqlResult part) override {
        EXPECT_FALSE(done);
        largest = std::max(largest, part.rows.bytes());
        rows += part.rows.size();
        ++batches;
        results.push_back(std::move(part));
        if (reads) {
            results.clear();
            call.next();
        }
    }
    void onSqlDone(client::SqlCall&, client::SqlOutcome outcome) override {
        EXPECT_FALSE(done) << "told twice";
        done = true;
        error = std::move(outcome.error);
        for (client::SqlResult& result : outcome.results) {
            rows += result.rows.size();
            results.push_back(std::move(result));
        }
    }
    client::SqlError::Kind kind() const { return error ? error->kind : client::SqlError::Kind(99); }
    std::string message() const { return error ? error->error.message : std::string("ok"); }
    // "1|two|NULL;..." of the last result.
    std::string text() const {
        if (error || results.empty()) {
            return message();
        }
        std::string out;
        const client::SqlRows& table = results.back().rows;
        for (std::size_t row = 0; row < table.size(); ++row) {
            out += row > 0 ? ";" : "";
            for (std::size_t column = 0; column < table.columns(); ++column) {
                out += (column > 0 ? "|" : "") + cellText(table.at(row, column));
            }
        }
        return out;
    }
    static std::string cellText(const client::SqlCell& cell) {
        switch (cell.kind) {
        case client::SqlKind::Null: return "NULL";
        case client::SqlKind::Int: return std::to_string(cell.integer);
        case client::SqlKind::Double: return "d" + std::to_string(cell.real);
        case client::SqlKind::Text: return std::string(cell.text);
        case client::SqlKind::Blob: return "b" + std::string(cell.text);
        }
        return "?";
    }

    std::unique_ptr<client::SqlCall> call;
    std::vector<client::SqlResult> results;
    std::optional<client::SqlError> error;
    std::size_t rows = 0, largest = 0;
    int batches = 0;
    bool reads = true; // on and on
    bool done = false;
};

// Clients of files in a folder of their own.
class SqliteTest : public LoopTest {
protected:
    SqliteTest() {
        char name[] = "/tmp/aha-sqlite-XXXXXX";
        folder = ::mkdtemp(name);
        sqlite.path = folder + "/test.db";
        options.pool.max = 4;
    }
    ~SqliteTest() override {
        client.reset();
        other.reset();
        EXPECT_TRUE(comesToRest()); // files are closed by threads
        std::filesystem::remove_all(folder);
    }

    std::unique_ptr<client::SqlClient> make(const client::SqliteOptions& how) {
        client::SqlClientOptions pooled = options;
        auto driver = client::makeSqliteDriver(loop, how, pooled.pool);
        EXPECT_TRUE(driver.ok()) << (driver ? "" : driver.error().message);
        return std::make_unique<client::SqlClient>(host, driver.take(), pooled);
    }
    void open() { client = make(sqlite); }

    static client::SqlCommand command(std::string sql, std::vector<client::SqlValue> values = {}) {
        client::SqlCommand result;
        result.sql = std::move(sql);
        result.isPrepared = !values.empty();
        result.parameters = std::move(values);
        return result;
    }
    std::unique_ptr<SqliteCall> start(client::SqlClient& on, client::SqlCommand what,
                                      std::uint64_t limitMs = pool::kNever) {
        auto record = std::make_unique<SqliteCall>();
        record->call = on.start(std::move(what), limitMs, "app.php:1", *record);
        return record;
    }
    std::unique_ptr<SqliteCall> start(client::SqlSession& on, client::SqlCommand what,
                                      std::uint64_t limitMs = pool::kNever) {
        auto record = std::make_unique<SqliteCall>();
        record->call = on.start(std::move(what), limitMs, "app.php:1", *record);
        return record;
    }
    template <typename Call> std::unique_ptr<Call> wait(std::unique_ptr<Call> call) {
        EXPECT_TRUE(runUntil([&] { return call->done; }, 20'000)) << "never told";
        return call;
    }
    template <typename On>
    std::unique_ptr<SqliteCall> run(On& on, std::string sql, std::vector<client::SqlValue> values = {}) {
        return wait(start(on, command(std::move(sql), std::move(values))));
    }
    std::unique_ptr<SqliteCall> run(std::string sql, std::vector<client::SqlValue> values = {}) {
        return run(*client, std::move(sql), std::move(values));
    }
    std::string get(std::string sql, std::vector<client::SqlValue> values = {}) {
        return run(std::move(sql), std::move(values))->text();
    }
    std::unique_ptr<SqliteCall> begin(client::SqlSession& session,
                                      const client::SqlTransactionOptions& how = {}) {
        auto record = std::make_unique<SqliteCall>();
        record->call = session.begin(how, pool::kNever, "app.php:2", *record);
        return record;
    }
    std::unique_ptr<SqliteCall> commit(client::SqlSession& session) {
        auto record = std::make_unique<SqliteCall>();
        record->call = session.commit(pool::kNever, "app.php:3", *record);
        return record;
    }
    std::unique_ptr<SqliteCall> rollback(client::SqlSession& session) {
        auto record = std::make_unique<SqliteCall>();
        record->call = session.rollback(pool::kNever, "app.php:4", *record);
        return record;
    }
    // Whether all threads and timers come to their end.
    bool comesToRest() {
        struct Limit final : WheelTimer {
            explicit Limit(net::Loop& of)
                : WheelTimer([](WheelTimer& timer) { static_cast<Limit&>(timer).on.stop(); }), on(of) {
                on.armBackground(*this, 20'000);
            }
            ~Limit() { on.cancelBackground(*this); }
            net::Loop& on;
        } limit(loop);
        return loop.run() == net::Loop::End::Quiescent;
    }
    // Rows without a table: numbers from 1.
    static std::string numbers(std::uint64_t count, const std::string& what = "n") {
        return "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " +
               std::to_string(count) + ") SELECT " + what + " FROM c";
    }

    std::string folder;
    client::LoopPoolHost host{loop};
    client::SqlClientOptions options;
    client::SqliteOptions sqlite;
    std::unique_ptr<client::SqlClient> client, other;
};

} // namespace aha::test
