#pragma once

#include "core/base/ref.h"
#include "core/client/sql/sql_connection.h"
#include "core/client/sqlite/sqlite_gate.h"
#include "core/client/sqlite/sqlite_options.h"
#include "core/client/sqlite/sqlite_statements.h"
#include "core/net/pool_job.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace aha::client {

class SqliteConnection;

// One sqlite3 and the statement that runs on it. Its work is done by jobs on threads, one at a time; between
// two jobs the thread of the loop looks at what has come of it.
// Counted on the thread of the loop; a job holds it while it runs. Calls nobody.
class SqliteHandle final : public RefCounted<SqliteHandle> {
public:
    // How far a job has come.
    enum class Step : std::uint8_t {
        Done, // of a command: see takeOutcome()
        Rows, // of a streamed one: see takeRows(); run() goes on
        Busy, // somebody else's lock: run() or open() tries again
        Gate, // the writers' gate has to be taken first, then run()
    };

    SqliteHandle(const SqliteOptions& options, std::string file, Ref<SqliteGate> gate);
    static void destroy(SqliteHandle* handle) noexcept { delete handle; }

    // On a thread.
    Step open();
    Step run();    // begins the command or goes on with it
    void reset();  // ends the command without its rest; the loop may do that if it was Busy
    void reopen(); // as new; errors as of a command
    void close();

    // On the loop, while no job runs.
    void setCommand(Ref<SqlStatement> command);
    bool hasOpened() const { return db_ != nullptr; }
    SqlOutcome takeOutcome();
    void refuse(std::string message); // ends the command that waits for a lock
    SqlResult takeRows();
    const std::optional<SqlError>& error() const { return error_; } // of open()
    bool inTransaction() const { return inTransaction_; }
    bool isDirty() const { return isDirty_ || isReadOnlyOnce_; }
    bool isDead() const { return isDead_; } // damaged, or an error of the disk
    const Ref<SqliteGate>& gate() const { return gate_; }

    // On the loop, while a job runs as well. `isRunning`: a job in run() or reset(), which leave the sqlite3
    // alone.
    void interrupt(bool isRunning);

    SqliteConnection* owner = nullptr; // null: nobody waits for the job any more
    std::unique_ptr<net::PoolJob> job;
    Step step = Step::Done; // of the last job

private:
    ~SqliteHandle();
    friend struct SqliteAuthorizer;
    enum class Progress : std::uint8_t { Ended, Batch, Busy, Failed };

    bool configure();
    bool execute(const char* sql);
    void openFailed(int code);
    bool prepareNext();
    bool prepareText();
    bool prepareCached();
    bool bind();
    Progress stepAll();
    void addRow();
    void describe();
    void endStatement(bool hasWorked);
    void finishCommand();
    void fail(int code, bool isPreparing);
    void misuse(std::string message);
    void tooLarge();
    bool journalIsWal();

    const SqliteOptions options_;
    const std::string file_; // as sqlite3_open_v2() takes it
    const Ref<SqliteGate> gate_;
    sqlite3* db_ = nullptr;
    SqliteStatements statements_;

    Ref<SqlStatement> command_;
    std::string_view tail_;             // of its text: what has not begun
    sqlite3_stmt* statement_ = nullptr; // of it, that has
    bool isCached_ = false;             // it is one of statements_
    bool hasBegun_ = false;             // the command: a prepared one is prepared once
    bool hasRows_ = false;              // the statement has given some
    std::int64_t insertIdBefore_ = 0, changesBefore_ = 0;
    std::vector<SqlResult> results_;
    std::size_t resultBytes_ = 0; // of those that are complete
    SqlResult part_;
    std::optional<SqlError> error_;

    bool inTransaction_ = false, isDirty_ = false, isDead_ = false;
    bool isReadOnlyOnce_ = false; // until the transaction ends
    bool preparingIsDirty_ = false;
    std::atomic<bool> isInterrupted_{false};
};

} // namespace aha::client
