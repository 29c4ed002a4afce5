#pragma once

#include "core/base/intrusive_list.h"
#include "core/client/sql/sql_call.h"
#include "core/client/sql/sql_connection.h"
#include "core/net/loop.h"
#include "core/pool/pool.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace aha::client {

class SqlClient;

struct SqlSessionTag {};

struct SqlTransactionOptions {
    SqlIsolation isolation = SqlIsolation::Default;
    bool isReadOnly = false;
};

// One connection for several calls, in the order they were made, and the transaction on it.
// It takes the connection with its first call and gives it back with close(). Nothing here is told from
// within: outcomes are those of the calls.
// - begin() within a transaction is a savepoint; commit() and rollback() end the innermost level.
// - When the database has ended the transaction by itself (deadlock, DDL of MySQL, a COMMIT in a text), all
//   further statements and commit() are refused with Misuse, until rollback() has ended all levels: nothing
//   ever runs outside of the transaction it was meant for. The session can begin another one then.
// - When begin() or the outermost commit() fails, or the connection is lost (also by a call that is cancelled
//   or exceeds its limit while it runs), the session is over: what is queued and comes later is refused,
//   with the cause. Only rollback() succeeds, for there is nothing left to roll back. For another try make
//   another session.
// Owned by whoever made it; may outlive the client (it is over then). Destroying it is close().
class SqlSession final : public Link<SqlSessionTag>, private SqlHandler, private net::ReadyItem {
public:
    ~SqlSession();
    SqlSession(const SqlSession&) = delete;
    SqlSession& operator=(const SqlSession&) = delete;

    // Calls, as those of SqlClient::start(): never fail here, run in order. They may outlive the session.
    std::unique_ptr<SqlCall> start(SqlCommand command, std::uint64_t limitMs, std::string place,
                                   SqlCallHandler& handler);
    std::unique_ptr<SqlCall> begin(const SqlTransactionOptions& options, std::uint64_t limitMs,
                                   std::string place, SqlCallHandler& handler);
    std::unique_ptr<SqlCall> commit(std::uint64_t limitMs, std::string place, SqlCallHandler& handler);
    std::unique_ptr<SqlCall> rollback(std::uint64_t limitMs, std::string place, SqlCallHandler& handler);

    // What runs is ended and what is queued does not run: both are told Cancelled. Then the connection goes
    // back, at once if it is clean; else in the background after a rollback and a reset, or it is dropped.
    void close();

    unsigned depth() const { return depth_; } // levels that have begun, as of the calls that have ended
    bool isOver() const { return over_.has_value(); }
    bool hasConnection() const { return bool(lease_); }
    const std::string& place() const { return place_; } // where it was made: the pool's holder

private:
    friend class SqlClient;
    friend class SqlCall;

    SqlSession(SqlClient& client, std::string place);
    std::unique_ptr<SqlCall> add(SqlCommand command, SqlCall::Verb verb, std::uint64_t limitMs,
                                 std::string place, SqlCallHandler& handler);
    void advance(); // the first call begins, if none is at work
    bool admit(SqlCall& call, SqlOutcome& outcome);
    bool admitBegin(SqlCall& call, SqlOutcome& outcome);
    bool admitEnd(SqlCall& call, SqlOutcome& outcome);
    static std::string savepoint(unsigned level);
    void onCallOver(SqlCall& call); // told, or destroyed
    void onVerbDone(SqlCall& call, const SqlOutcome& outcome);
    void endLevel(); // rolled back
    void abort(const SqlError& cause);
    void watchTransaction(const SqlCall& call, const SqlOutcome& outcome);
    void leave(SqlCall& call);
    void end(const SqlError& cause);
    void releaseIfOver();
    void dropConnection(pool::Release how, const SqlError& cause);
    void stopReading();
    void onSqlRows(SqlResult part) override;
    void onSqlDone(SqlOutcome outcome) override;
    void run() override;
    SqlConnection* connection() const { return static_cast<SqlConnection*>(lease_.connection()); }

    net::Loop& loop_;
    SqlClient* client_; // null once it is gone
    std::string place_;
    IntrusiveList<SqlCall, SqlTurnTag> queue_; // the first is at work
    pool::PoolLease lease_;
    std::optional<SqlError> over_;    // for good
    std::optional<SqlError> aborted_; // until depth_ is 0
    std::optional<SqlError> stopped_; // how ending a streamed statement has failed
    unsigned depth_ = 0;
    bool isFresh_ = true;     // nothing has run on the connection: what was not sent may go over another
    bool isStopping_ = false; // a streamed call has gone; the connection ends its statement
};

} // namespace aha::client
