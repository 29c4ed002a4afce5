#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/ref.h"
#include "core/client/sql/sql_connection.h"
#include "core/client/sqlite/sqlite_gate.h"
#include "core/client/sqlite/sqlite_options.h"
#include "core/net/loop.h"
#include "core/pool/pool_types.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aha::client {

class SqliteConnection;
class SqliteHandle;
struct SqliteQueueTag {};

// SQLite files, worked on by libuv's threads: the loop never waits for a disk or a lock.
// Owned by an SqlClient; has to go before the loop. Calls its connections.
// - At most SqliteOptions::jobs threads are at work for it, the rest queues: others need threads as well.
// - Writers of this process wait for their turn in a queue (SqliteGate), without a thread. Locks of other
//   processes are tried for again and again, without a thread either, for busyTimeoutMs; then the statement
//   fails with SqlError::Deadlock.
// - Transactions begin as writers (BEGIN IMMEDIATE), unless they are read-only. All levels of isolation are
//   served by the only one that SQLite has, the strictest.
// - A cancelled statement is interrupted; its connection is closed behind the scenes.
// - Strings are in single quotes only: what is in double quotes is a name, else an error.
class SqliteDriver final : public SqlDriver {
public:
    static Result<std::unique_ptr<SqliteDriver>> create(net::Loop& loop, SqliteOptions options);
    ~SqliteDriver() override;

    // What the database asks of its pool: one in memory is used by one connection at a time.
    void adjust(pool::PoolOptions& pool) const;
    const SqliteOptions& options() const { return options_; }

    std::string_view name() const override { return "sqlite"; }
    std::string target() const override { return "sqlite:" + options_.path; }
    std::unique_ptr<SqlConnection> connect(pool::PoolSlot slot) override;
    Result<std::vector<std::string>> begin(SqlIsolation isolation, bool isReadOnly) const override;
    std::string quote(std::string_view text) const override;
    std::string quoteName(std::string_view name) const override;
    SqlQuotes quotes() const override { return {}; }
    const SqlError* connectError() const override { return connectError_ ? &*connectError_ : nullptr; }

private:
    friend class SqliteConnection;

    SqliteDriver(net::Loop& loop, SqliteOptions options);
    void enqueue(SqliteConnection& connection); // its job starts when a thread is due to it
    void onJobOver(SqliteHandle& handle);
    Ref<SqliteHandle> makeHandle() const;
    void startJobs();
    void bury(Ref<SqliteHandle> handle); // closes it, once its job is over
    void closeBuried(SqliteHandle& handle);

    net::Loop& loop_;
    const SqliteOptions options_;
    Ref<SqliteGate> gate_;
    Ref<SqliteHandle> anchor_; // keeps a database in memory alive
    IntrusiveList<SqliteConnection, SqliteQueueTag> queue_;
    std::vector<Ref<SqliteHandle>> buried_; // their last job runs
    std::optional<SqlError> connectError_;
    std::size_t running_ = 0; // jobs
};

// The driver, and what it asks of its pool (see adjust()). An error as well where it was left out of the
// build.
Result<std::unique_ptr<SqlDriver>> makeSqliteDriver(net::Loop& loop, SqliteOptions options,
                                                    pool::PoolOptions& pool);
bool isSqliteAvailable(); // false: it was left out of the build

} // namespace aha::client
