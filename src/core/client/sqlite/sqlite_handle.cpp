#include "core/client/sqlite/sqlite_handle.h"

#if HAVE_SQLITE

#include "core/client/sqlite/sqlite_error.h"

#include <algorithm>
#include <sqlite3.h>

namespace aha::client {

constexpr std::size_t kMaxSqliteText = 1'000'000'000; // of a command; SQLite's own limit

SqliteHandle::SqliteHandle(const SqliteOptions& options, std::string file, Ref<SqliteGate> gate)
    : options_(options), file_(std::move(file)), gate_(std::move(gate)), statements_(options.statements) {}

SqliteHandle::~SqliteHandle() { close(); }

// ---- the loop's side

void SqliteHandle::setCommand(Ref<SqlStatement> command) {
    command_ = std::move(command);
    tail_ = command_->command.sql;
    hasBegun_ = false;
    error_.reset();
    results_.clear();
    resultBytes_ = 0;
}

SqlOutcome SqliteHandle::takeOutcome() {
    command_.reset();
    SqlOutcome outcome{std::move(error_), std::move(results_)};
    error_.reset();
    results_.clear();
    return outcome;
}

SqlResult SqliteHandle::takeRows() {
    SqlResult part;
    part.columns = part_.columns;
    part.rows = std::move(part_.rows);
    part_.rows = {};
    part_.rows.reset(part_.columns.size());
    return part;
}

// ---- running

SqliteHandle::Step SqliteHandle::run() {
    error_.reset();
    for (;;) {
        if (isInterrupted_) {
            fail(SQLITE_INTERRUPT, false);
        } else if (!statement_ && !error_) {
            prepareNext();
        }
        if (error_ || !statement_) {
            finishCommand();
            return Step::Done;
        }
        if (!sqlite3_stmt_readonly(statement_) && !gate_->tryTake(this)) {
            return Step::Gate;
        }
        switch (stepAll()) {
        case Progress::Batch: return Step::Rows;
        case Progress::Busy: return Step::Busy;
        case Progress::Ended:
            endStatement(true);
            if (resultBytes_ > command_->command.maxResultBytes) {
                tooLarge();
            }
            break;
        case Progress::Failed: break; // error_ says why
        }
    }
}

void SqliteHandle::reset() { finishCommand(); }

void SqliteHandle::refuse(std::string message) {
    error_.emplace();
    error_->kind = SqlError::Kind::Deadlock;
    error_->code = SQLITE_BUSY;
    error_->error = Error{Errc::Busy, std::move(message)};
    finishCommand();
}

// The next statement of the command, if there is one.
bool SqliteHandle::prepareNext() {
    preparingIsDirty_ = false;
    hasRows_ = false;
    const std::string& sql = command_->command.sql;
    if (sql.size() > kMaxSqliteText || (!hasBegun_ && sql.find('\0') != sql.npos)) {
        misuse("The statement is too long, or has a NUL byte");
        return false;
    }
    const bool isPrepared = command_->command.isPrepared;
    const bool hasWorked = isPrepared ? (!hasBegun_ && prepareCached()) : prepareText();
    hasBegun_ = true;
    isDirty_ |= preparingIsDirty_; // some PRAGMA do their work now
    if (hasWorked && statement_) {
        describe();
        insertIdBefore_ = sqlite3_last_insert_rowid(db_);
        changesBefore_ = sqlite3_total_changes64(db_);
    }
    return hasWorked;
}

bool SqliteHandle::prepareText() {
    isCached_ = false;
    while (!tail_.empty()) {
        const char* rest = nullptr;
        const int code = sqlite3_prepare_v3(db_, tail_.data(), int(tail_.size()), 0, &statement_, &rest);
        if (code != SQLITE_OK) {
            fail(code, true);
            return false;
        }
        tail_.remove_prefix(std::size_t(rest - tail_.data()));
        if (statement_ && command_->command.sql == kSqliteReadOnly) {
            preparingIsDirty_ = false;
            isReadOnlyOnce_ = true;
        }
        if (statement_ && sqlite3_bind_parameter_count(statement_) > 0) {
            misuse("A statement without parameters has places for them");
            return false;
        }
        if (statement_) {
            return true; // else it was a comment, or nothing
        }
    }
    return true;
}

bool SqliteHandle::prepareCached() {
    const std::string& sql = command_->command.sql;
    if (const SqliteStatements::Entry* known = statements_.find(sql)) {
        statement_ = known->statement;
        isCached_ = true;
        preparingIsDirty_ = known->isDirty;
        return bind();
    }
    const char* rest = nullptr;
    int code =
        sqlite3_prepare_v3(db_, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement_, &rest);
    isCached_ = false;
    sqlite3_stmt* second = nullptr;
    std::string_view behind =
        std::string_view(sql).substr(std::size_t(code == SQLITE_OK ? rest - sql.data() : 0));
    while (code == SQLITE_OK && statement_ && !second && !behind.empty()) {
        code = sqlite3_prepare_v3(db_, behind.data(), int(behind.size()), 0, &second, &rest);
        behind.remove_prefix(std::size_t(rest - behind.data()));
    }
    if (second) {
        sqlite3_finalize(second);
        misuse("There is a second statement behind the first: with parameters there can be one only");
        return false;
    }
    if (code != SQLITE_OK) {
        fail(code, true);
        return false;
    }
    isCached_ = statement_ && statements_.keep(sql, statement_, preparingIsDirty_);
    return bind();
}

bool SqliteHandle::bind() {
    const std::vector<SqlValue>& values = command_->command.parameters;
    const std::size_t wanted = statement_ ? std::size_t(sqlite3_bind_parameter_count(statement_)) : 0;
    if (wanted != values.size()) {
        misuse("The statement has " + std::to_string(wanted) + " parameters, " +
               std::to_string(values.size()) + " were given");
        return false;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const SqlValue& value = values[i];
        const int place = int(i) + 1;
        int code = SQLITE_OK;
        switch (value.kind) { // texts live as long as the command
        case SqlKind::Null: code = sqlite3_bind_null(statement_, place); break;
        case SqlKind::Int: code = sqlite3_bind_int64(statement_, place, value.integer); break;
        case SqlKind::Double: code = sqlite3_bind_double(statement_, place, value.real); break;
        case SqlKind::Text:
            code = sqlite3_bind_text64(statement_, place, value.text.data(), value.text.size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
            break;
        case SqlKind::Blob:
            code =
                sqlite3_bind_blob64(statement_, place, value.text.data(), value.text.size(), SQLITE_STATIC);
            break;
        }
        if (code != SQLITE_OK) {
            fail(code, false);
            return false;
        }
    }
    return true;
}

void SqliteHandle::describe() {
    const int columns = sqlite3_column_count(statement_);
    part_ = {};
    for (int i = 0; i < columns; ++i) {
        const char* name = sqlite3_column_name(statement_, i);
        const char* type = sqlite3_column_decltype(statement_, i);
        part_.columns.push_back({name ? name : "", type ? type : ""});
    }
    part_.rows.reset(part_.columns.size());
}

SqliteHandle::Progress SqliteHandle::stepAll() {
    const SqlCommand& command = command_->command;
    for (;;) {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_DONE) {
            return Progress::Ended;
        }
        if (code != SQLITE_ROW) {
            const bool isLocked = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;
            if (isLocked && code != SQLITE_BUSY_SNAPSHOT && !hasRows_) {
                error_ = sqliteError(db_, code, false); // in case it never ends
                sqlite3_reset(statement_);
                return Progress::Busy;
            }
            fail(code, false);
            return Progress::Failed;
        }
        hasRows_ = true;
        addRow();
        const std::size_t bytes = part_.rows.bytes();
        if (command.isStreamed && bytes >= command.batchBytes) {
            return Progress::Batch;
        }
        if (!command.isStreamed && resultBytes_ + bytes > command.maxResultBytes) {
            tooLarge();
            return Progress::Failed;
        }
    }
}

void SqliteHandle::addRow() {
    const int columns = int(part_.columns.size());
    for (int i = 0; i < columns; ++i) {
        switch (sqlite3_column_type(statement_, i)) {
        case SQLITE_INTEGER: part_.rows.addInt(sqlite3_column_int64(statement_, i)); break;
        case SQLITE_FLOAT: part_.rows.addDouble(sqlite3_column_double(statement_, i)); break;
        case SQLITE_NULL: part_.rows.addNull(); break;
        default: {
            const bool isText = sqlite3_column_type(statement_, i) == SQLITE_TEXT;
            const void* data = isText ? static_cast<const void*>(sqlite3_column_text(statement_, i))
                                      : sqlite3_column_blob(statement_, i);
            const auto bytes = std::size_t(sqlite3_column_bytes(statement_, i));
            part_.rows.addText({static_cast<const char*>(data), data ? bytes : 0},
                               isText ? SqlKind::Text : SqlKind::Blob);
        }
        }
    }
}

static bool isInsert(std::string_view sql) {
    const std::size_t from = sql.find_first_not_of(" \t\r\n(");
    const std::string_view word = from == sql.npos ? "" : sql.substr(from, 7);
    return sqlite3_strnicmp(word.data(), "INSERT", int(std::min<std::size_t>(word.size(), 6))) == 0 ||
           sqlite3_strnicmp(word.data(), "REPLACE", int(word.size())) == 0;
}

// Out of the way, so that it holds no lock.
void SqliteHandle::endStatement(bool hasWorked) {
    if (!statement_) {
        return;
    }
    if (hasWorked) {
        const std::int64_t changes = sqlite3_total_changes64(db_) - changesBefore_;
        const std::int64_t id = sqlite3_last_insert_rowid(db_);
        if (changes > 0) { // else the numbers are those of another statement
            part_.affectedRows = std::uint64_t(sqlite3_changes64(db_));
            const bool hasInserted = id != insertIdBefore_ || isInsert(sqlite3_sql(statement_));
            part_.lastInsertId = hasInserted ? std::uint64_t(id) : 0;
        }
        resultBytes_ += part_.rows.bytes() + sizeof(SqlResult);
        results_.push_back(std::move(part_));
    }
    part_ = {};
    if (isCached_) {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    } else {
        sqlite3_finalize(statement_);
    }
    statement_ = nullptr;
}

// Nothing of the command is left on the database but what it was to leave.
void SqliteHandle::finishCommand() {
    endStatement(false);
    inTransaction_ = db_ && sqlite3_get_autocommit(db_) == 0;
    if (isReadOnlyOnce_ && !inTransaction_ && command_ && command_->command.sql != kSqliteReadOnly &&
        execute("PRAGMA query_only = 0")) {
        isReadOnlyOnce_ = false;
    }
}

void SqliteHandle::fail(int code, bool isPreparing) {
    error_ = sqliteError(db_, code, isPreparing);
    if (code == SQLITE_INTERRUPT) {
        error_->error.message = "interrupted"; // the database may not have been asked
    }
    const int basic = code & 0xFF;
    isDead_ |= basic == SQLITE_CORRUPT || basic == SQLITE_NOTADB || basic == SQLITE_IOERR;
}

void SqliteHandle::misuse(std::string message) {
    error_.emplace();
    error_->kind = SqlError::Kind::Misuse;
    error_->error = Error{Errc::InvalidArgument, std::move(message)};
    error_->wasSent = false;
}

void SqliteHandle::tooLarge() {
    error_.emplace();
    error_->kind = SqlError::Kind::TooLarge;
    error_->error = Error{Errc::TooLarge, "The result is larger than " +
                                              std::to_string(command_->command.maxResultBytes) +
                                              " bytes: it may be streamed"};
}

} // namespace aha::client

#endif
