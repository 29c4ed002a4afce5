#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/timer_wheel.h"
#include "core/client/call_observer.h"
#include "core/client/sql/sql_connection.h"
#include "core/net/loop.h"
#include "core/pool/pool.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aha::client {

class SqlCall;
class SqlClient;
class SqlSession;

struct SqlCallTag {};
struct SqlTurnTag {};

// Told what becomes of a call. Always from the ready queue of the loop, with nothing of the call or of the
// connection on the stack (or from within SqlClient::close()): it may start calls, call next(), destroy the
// call and close its session. It must not build PHP values: see php::enter.
class SqlCallHandler {
public:
    // Rows of a streamed statement, at least one; the connection reads no further until SqlCall::next().
    virtual void onSqlRows(SqlCall& call, SqlResult part) {
        (void)call;
        (void)part;
    }
    // Exactly once, last, unless the call was destroyed before. The connection has been given back already
    // (of a session: the session's next call has begun already). An outcome with an error has no results,
    // except those of statements of the same text that had worked before.
    virtual void onSqlDone(SqlCall& call, SqlOutcome outcome) = 0;

protected:
    ~SqlCallHandler() = default;
};

// One statement: waits for a connection (or for its turn in a session), runs, gives the connection back.
// What the connection has certainly not seen because it was stale is sent again on another one.
// Owned by whoever starts it; destroying it cancels silently: what waits leaves its queue, what runs is ended
// on the server and its connection dropped (in a session: with the session; a streamed one that rests
// between two batches is stopped without that where the driver can). It keeps the loop running while it
// lasts. Everything happens on the thread of the loop, whatever threads the driver has.
class SqlCall final : public Link<SqlCallTag>,
                      public Link<SqlTurnTag>,
                      private pool::PoolWaiter,
                      private WheelTimer,
                      private net::ReadyItem,
                      private SqlHandler {
public:
    ~SqlCall() override;

    // Asks for the next rows of a streamed one, once after each onSqlRows(). Its limit in time begins anew.
    void next();
    bool isDone() const { return state_ == State::Done; } // told, or about to be
    const std::string& sql() const; // as it was given; of a begin, commit or rollback once it has started
    const std::string& place() const { return trace_.place; }
    double waitedMs() const { return double(waitedNs_) / 1e6; } // for a connection, or its turn
    double ranMs() const { return double(ranNs_) / 1e6; }       // the time the database took, so far

private:
    friend class SqlClient;
    friend class SqlSession;
    enum class State : std::uint8_t {
        Queued,   // in its session, behind others
        Waiting,  // for a connection
        Starting, // has one, and begins from the loop
        Running,  // the connection is at work
        Reading,  // streamed rows are here; the connection rests until next()
        Finished, // the outcome is known and will be told from the loop
        Done,     // told
    };
    // What it does to the transaction of its session.
    enum class Verb : std::uint8_t { Statement, Begin, Commit, Rollback };

    SqlCall(net::Loop& loop, SqlClient* client, SqlSession* session, SqlCallHandler& handler);
    void prepare(SqlCommand command, std::uint64_t limitMs, std::string place);
    void acquire();
    void start(); // it has a connection
    void execute();
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    void onSqlRows(SqlResult part) override;
    void onSqlDone(SqlOutcome outcome) override;
    static void onTimeout(WheelTimer& timer);
    void run() override;
    void conclude();
    bool retry();
    void tellRows();
    void fail(SqlError error);
    void finish(SqlOutcome outcome); // will be told from the loop
    void abandon(SqlError cause);    // ends what is under way; to be told
    void release(SqlError cause);
    void tell();
    void letGo(const Error* cancelled); // null: told
    void enqueue();
    void armLimit();
    void stopClock();
    std::uint64_t leftMs() const;
    bool isOver() const { return state_ == State::Finished || state_ == State::Done; }
    bool isResting() const { return state_ == State::Reading && !hasEnded_; }
    SqlConnection* connection() const;
    pool::PoolLease& lease();
    SqlError timeoutError(const char* doing) const;

    net::Loop& loop_;
    SqlClient* client_;   // null once it was told, or when the client is gone
    SqlSession* session_; // null: it has a lease of its own
    SqlCallHandler& handler_;
    std::vector<Ref<SqlStatement>> steps_; // several for the begin and end of a transaction
    std::size_t step_ = 0;
    std::uint64_t limitMs_ = pool::kNever;
    std::uint64_t dueMs_ = pool::kNever;
    pool::PoolLease lease_;
    net::Loop::Hold hold_;
    SqlOutcome outcome_;
    std::optional<SqlResult> part_;
    CallTrace trace_;
    std::uint64_t sinceNs_, waitedNs_ = 0, ranNs_ = 0;
    std::uint64_t rows_ = 0; // that were told
    unsigned retriesLeft_ = 0;
    State state_ = State::Queued;
    Verb verb_ = Verb::Statement;
    SqlIsolation isolation_ = SqlIsolation::Default;
    bool isReadOnly_ = false;
    bool isStreamed_ = false;
    bool hasStarted_ = false; // a connection has been given a statement of it
    bool hasEnded_ = false;   // the connection has told the end; run() concludes
};

} // namespace aha::client
