#pragma once

#include "core/client/loop_pool_host.h"
#include "core/client/mysql/mysql_connection.h"
#include "core/client/mysql/mysql_driver.h"
#include "support/loop_fixture.h"
#include "support/mariadb.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aha::test {

// A statement as it ends; each end is counted.
struct MysqlRecord final : client::SqlHandler {
    void onSqlRows(client::SqlResult part) override { parts.push_back(std::move(part)); }
    void onSqlDone(client::SqlOutcome what) override {
        ++ends;
        outcome = std::move(what);
    }
    bool isDone() const { return ends > 0; }

    std::vector<client::SqlResult> parts;
    client::SqlOutcome outcome;
    int ends = 0;
};

inline std::string textOf(const client::SqlCell& cell) {
    switch (cell.kind) {
    case client::SqlKind::Null: return "null";
    case client::SqlKind::Int: return "i:" + std::to_string(cell.integer);
    case client::SqlKind::Double: {
        char text[40];
        std::snprintf(text, sizeof text, "d:%.17g", cell.real);
        return text;
    }
    case client::SqlKind::Text: return "t:" + std::string(cell.text);
    case client::SqlKind::Blob: return "b:" + std::string(cell.text);
    }
    return "?";
}

inline std::string textOf(const client::SqlRows& rows) { // "a,b|c,d"
    std::string text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        text += row > 0 ? "|" : "";
        for (std::size_t column = 0; column < rows.columns(); ++column) {
            text += (column > 0 ? "," : "") + textOf(rows.at(row, column));
        }
    }
    return text;
}

// A pool of one connection, and what became of it.
class OneConnection final : private pool::PoolWaiter {
public:
    OneConnection(client::LoopPoolHost& host, client::MysqlDriver& driver)
        : pool(host, "test", poolOptions(), 1,
               [&driver](pool::PoolSlot slot) { return driver.connect(slot); }) {
        auto got = pool.acquire(*this, "test");
        if (!got) {
            error = got.error();
        }
    }
    ~OneConnection() override {
        lease.release(pool::Release::Broken);
        pool.close(true);
    }
    bool isSettled() const { return bool(lease) || error; }
    client::MysqlConnection* get() { return static_cast<client::MysqlConnection*>(lease.connection()); }

    pool::Pool pool;
    pool::PoolLease lease;
    std::optional<Error> error;

private:
    static pool::PoolOptions poolOptions() {
        pool::PoolOptions options;
        options.max = 1;
        options.failsFast = true;
        return options;
    }
    void onLease(pool::PoolLease got) override { lease = std::move(got); }
    void onAcquireFailed(const Error& why) override { error = why; }
};

class MysqlTest : public LoopTest {
protected:
    client::MysqlDriver& driver(client::MysqlOptions options) {
        auto made = client::MysqlDriver::create(loop, resolver, std::move(options));
        EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
        drivers.push_back(made.take());
        return *drivers.back();
    }
    // Null: not connected; the error is in `connectError`.
    std::unique_ptr<OneConnection> connect(client::MysqlDriver& how) {
        auto one = std::make_unique<OneConnection>(host, how);
        EXPECT_TRUE(runUntil([&] { return one->isSettled(); }));
        connectError = one->error;
        return one->error || !one->isSettled() ? nullptr : std::move(one);
    }
    static Ref<client::SqlStatement> statement(client::SqlCommand command) {
        return Ref<client::SqlStatement>(*new client::SqlStatement(std::move(command)));
    }
    static client::SqlCommand text(std::string sql) {
        client::SqlCommand command;
        command.sql = std::move(sql);
        return command;
    }
    static client::SqlCommand prepared(std::string sql, std::vector<client::SqlValue> values = {}) {
        client::SqlCommand command;
        command.sql = std::move(sql);
        command.isPrepared = true;
        command.parameters = std::move(values);
        return command;
    }
    MysqlRecord run(client::MysqlConnection& connection, client::SqlCommand command,
                    std::uint64_t limitMs = 10'000) {
        MysqlRecord record;
        connection.execute(statement(std::move(command)), record);
        EXPECT_EQ(record.ends, 0) << "told from within execute()";
        EXPECT_TRUE(runUntil([&] { return record.isDone(); }, limitMs));
        EXPECT_EQ(record.ends, 1);
        return record;
    }
    // Rows of the first result that has columns, or the error.
    static std::string shown(const MysqlRecord& record) {
        if (record.outcome.error) {
            return "error " + std::to_string(record.outcome.error->code) + ": " +
                   record.outcome.error->error.message;
        }
        for (const client::SqlResult& result : record.outcome.results) {
            if (!result.columns.empty()) {
                return textOf(result.rows);
            }
        }
        return "no rows";
    }
    std::string ask(client::MysqlConnection& connection, std::string sql) {
        return shown(run(connection, text(std::move(sql))));
    }

    net::Resolver resolver{loop};
    client::LoopPoolHost host{loop};
    std::vector<std::unique_ptr<client::MysqlDriver>> drivers;
    std::optional<Error> connectError;
};

// With a real server.
class MariaDbTest : public MysqlTest {
protected:
    void SetUp() override {
        server = MariaDb::shared();
        if (!server) {
            GTEST_SKIP() << MariaDb::missing() << " is not installed";
        }
        if (!server->isRunning()) {
            server->start();
        }
    }
    client::MysqlOptions options() const {
        client::MysqlOptions wanted;
        wanted.port = server->port();
        wanted.user = "aha";
        wanted.password = "secret";
        wanted.database = "shop";
        wanted.connectTimeoutMs = 20'000;
        return wanted;
    }
    MariaDb* server = nullptr;
};

} // namespace aha::test
