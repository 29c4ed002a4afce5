#pragma once

#include "core/base/ref.h"
#include "core/base/result.h"
#include "core/client/sql/sql_result.h"
#include "core/client/sql/sql_shape.h"
#include "core/pool/pool.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aha::client {

struct SqlCommand {
    std::string sql;
    std::vector<SqlValue> parameters; // of a prepared statement, in order of its question marks
    bool isPrepared = false;          // else it is sent as text, with no parameters
    bool isStreamed = false;          // rows come in batches, as next() asks for them
    std::size_t batchBytes = 256 * 1024;
    std::size_t maxResultBytes = 64u << 20; // of one that is not streamed; beyond: SqlError::TooLarge
};

// A command that a call and a connection share, without a copy: a stale connection has to leave it to another
// one. Counted on the thread of the loop only; other threads may read it while somebody there holds it.
struct SqlStatement final : RefCounted<SqlStatement> {
    explicit SqlStatement(SqlCommand what) : command(std::move(what)) {}
    static void destroy(SqlStatement* statement) noexcept { delete statement; }
    const SqlCommand command;
};

// Who runs a statement on a connection. Called from the loop, never from within execute() or next(). It only
// takes note; it may not call the connection from within, except cancel().
class SqlHandler {
public:
    // Rows of a streamed statement; the connection reads no further until next(). `part` has the columns each
    // time.
    virtual void onSqlRows(SqlResult part) = 0;
    virtual void onSqlDone(SqlOutcome outcome) = 0; // once, unless cancel() was called before

protected:
    ~SqlHandler() = default;
};

// One connection to a database: connects, then runs one statement at a time, nothing of it blocking the loop.
// Owned by its pool; destroying it ends what is under way silently, on the server as well.
// Calls its PoolSlot and the handler of the statement that runs.
class SqlConnection : public pool::PoolConnection {
public:
    virtual void execute(Ref<SqlStatement> statement, SqlHandler& handler) = 0; // not while another one runs
    virtual void next() = 0; // the next rows of a streamed one
    // Forgets the handler and has the server end the statement. The connection is good for nothing else then:
    // it is given back as broken.
    virtual void cancel() = 0;
    // Ends a streamed statement that waits for next(), which nobody reads any further, so that the connection
    // can go on: onSqlDone() tells. False: that cannot be done (quickly); cancel() is what is left.
    virtual bool stop(SqlHandler& handler) {
        (void)handler;
        return false;
    }
    virtual bool isBusy() const = 0;
    virtual bool inTransaction() const = 0; // as the database says
    // Whether what ran here has left a state that the next borrower must not see (a transaction, SET,
    // temporary tables, locks). reset() undoes it, as a statement: onSqlDone() tells how it went.
    virtual bool isDirty() const = 0;
    virtual void reset(SqlHandler& handler) = 0;
};

enum class SqlIsolation : std::uint8_t {
    Default,
    ReadUncommitted,
    ReadCommitted,
    RepeatableRead,
    Serializable
};

// A kind of database: makes connections and knows its dialect. Owned by an SqlClient.
class SqlDriver {
public:
    virtual ~SqlDriver() = default;
    virtual std::string_view name() const = 0; // "mysql", "sqlite"
    virtual std::string
    target() const = 0; // for messages and traces, without secrets: "mysql://127.0.0.1:3306/shop"
    virtual std::unique_ptr<SqlConnection> connect(pool::PoolSlot slot) = 0;
    // The statements that begin a transaction, in order; an error for what the database does not have.
    virtual Result<std::vector<std::string>> begin(SqlIsolation isolation, bool isReadOnly) const = 0;
    // The text as a literal with its quotes, for SQL that is put together by hand.
    virtual std::string quote(std::string_view text) const = 0;
    virtual std::string quoteName(std::string_view name) const = 0;
    virtual SqlQuotes quotes() const = 0; // what its literals look like
    // The last connect that failed in the database's own words, with its number; `error` is what the slot was
    // told. Null: none has, or there is nothing to add to that.
    virtual const SqlError* connectError() const { return nullptr; }
};

} // namespace aha::client
