#pragma once

#include "core/base/counter.h"
#include "core/base/histogram.h"
#include "core/base/intrusive_list.h"
#include "core/client/call_observer.h"
#include "core/client/loop_pool_host.h"
#include "core/client/sql/sql_call.h"
#include "core/client/sql/sql_connection.h"
#include "core/client/sql/sql_session.h"
#include "core/pool/pool.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace aha::client {

class SqlCleaner;
struct SqlCleanerTag {};

struct SqlClientOptions {
    std::string name;       // of the pool, in messages: "main"; "" = the driver's target
    pool::PoolOptions pool; // min, max (0 = disabled), maxWaiters, waitTimeoutMs, idle, lifetime, heartbeat …
    std::uint64_t slowMs = 0; // a call that runs longer is told to the SqlSlowLog; 0 = none is
    std::uint64_t resetTimeoutMs =
        2'000;            // of rolling back and resetting a used connection; then it is dropped
    unsigned retries = 2; // of what was not sent because the connection was stale
    std::uint64_t seed = 0;
};

constexpr std::size_t kSqlErrorKinds = std::size_t(SqlError::Kind::Other) + 1;

// Of calls: one that was retried counts once.
struct SqlClientStats {
    Counter started, succeeded, cancelled; // cancelled: by the caller
    std::array<Counter, kSqlErrorKinds> failed{};
    Counter retried, slow;
    Counter text, prepared, streamed; // statements that were given to a connection, retries included
    Counter rows, affectedRows;
    Counter begun, committed, rolledBack; // outermost transactions; rolledBack: whoever did it
    Counter resets, resetFailures;        // of used connections, before they are lent again
    Histogram durations;                  // the time the database took; pool().counters().waits has the rest
};

// A call that took longer than SqlClientOptions::slowMs.
struct SqlSlowCall {
    std::string_view sql;   // its shape: no values
    std::string_view place; // "file:line"
    double ranMs = 0, waitedMs = 0;
    std::uint64_t rows = 0;
    const SqlError* error = nullptr;
};

// Told of slow calls, from within the client, right before their handler: it only takes note.
class SqlSlowLog {
public:
    virtual void onSlowCall(const SqlSlowCall& call) = 0;

protected:
    ~SqlSlowLog() = default;
};

// Statements on the pooled connections of one database: calls, and sessions with transactions.
// Owned by whoever runs statements; has to go before the loop. Calls, sessions may outlive it.
// Everything is on the thread of the loop. Starting anything never fails and tells nothing from within: all
// is told by handlers from the ready queue. Connections are made with the first call (or warmUp()).
// A connection that is given back with changed state (SET, temporary tables, an open transaction) is rolled
// back and reset before it is lent again; that happens in the background and counts as in use.
class SqlClient {
public:
    SqlClient(LoopPoolHost& host, std::unique_ptr<SqlDriver> driver, SqlClientOptions options);
    ~SqlClient(); // as close()
    SqlClient(const SqlClient&) = delete;
    SqlClient& operator=(const SqlClient&) = delete;

    // `limitMs` covers waiting and running (of a streamed one: up to the first rows, then each next() has
    // as much again); pool::kNever = only the pool's limits. `place` is where it is asked from
    // ("app.php:12").
    std::unique_ptr<SqlCall> start(SqlCommand command, std::uint64_t limitMs, std::string place,
                                   SqlCallHandler& handler);
    std::unique_ptr<SqlSession> session(std::string place);

    void warmUp() { pool_.warmUp(); }
    // No new call is begun (Pool errors); what runs, what waits and sessions in use get to their end;
    // `onDrained` is called once, when no connection is left, perhaps at once.
    void drain(std::function<void()> onDrained) { pool_.close(false, std::move(onDrained)); }
    // Ends all calls with Cancelled, told from within, all sessions, and closes all connections.
    void close();
    void setMax(std::size_t max) { pool_.setMax(max); } // what is above it stays until it is given back
    void setObserver(CallObserver* observer) { observer_ = observer; } // borrowed; null = none
    void setSlowLog(SqlSlowLog* log) { slowLog_ = log; }               // the same

    const SqlDriver& driver() const { return *driver_; }
    const SqlClientOptions& options() const { return options_; }
    const pool::PoolState& pool() const { return pool_.state(); }
    const SqlClientStats& stats() const { return stats_; }
    std::size_t active() const { return active_; } // calls that were not told their end yet
    bool isQuiet() const { return active_ == 0 && pool_.state().size() == 0; }

private:
    friend class SqlCall;
    friend class SqlSession;
    friend class SqlCleaner;

    void begin(SqlCall& call);
    void onCallOver(const SqlCall& call, const SqlOutcome& outcome, const Error* cancelled);
    void count(const SqlCall& call, const SqlOutcome& outcome);
    SqlError acquireError(const Error& error) const;
    SqlError closedError() const;
    void giveBack(pool::PoolLease lease, bool isReading = false);

    LoopPoolHost& host_;
    SqlClientOptions options_;
    std::unique_ptr<SqlDriver> driver_;
    SqlClientStats stats_;
    CallObserver* observer_ = nullptr;
    SqlSlowLog* slowLog_ = nullptr;
    IntrusiveList<SqlCall, SqlCallTag> calls_;
    IntrusiveList<SqlSession, SqlSessionTag> sessions_;
    IntrusiveList<SqlCleaner, SqlCleanerTag> cleaners_;
    std::size_t active_ = 0;
    std::uint64_t lastId_ = 0;
    bool isClosed_ = false;
    pool::Pool pool_; // last: it goes first
};

} // namespace aha::client
