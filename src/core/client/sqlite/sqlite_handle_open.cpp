#include "core/client/sqlite/sqlite_error.h"

#if HAVE_SQLITE
#include "core/client/sqlite/sqlite_handle.h"

#include <sqlite3.h>

namespace aha::client {

constexpr int kProgressSteps = 5'000; // of the virtual machine, between two looks at the interrupt

// Sees what the preparation of a statement is about to do. Tells the state that outlives the statement.
struct SqliteAuthorizer {
    static int look(void* context, int action, const char* name, const char* detail, const char*,
                    const char*) noexcept {
        auto& handle = *static_cast<SqliteHandle*>(context);
        switch (action) {
        case SQLITE_CREATE_TEMP_INDEX:
        case SQLITE_CREATE_TEMP_TABLE:
        case SQLITE_CREATE_TEMP_TRIGGER:
        case SQLITE_CREATE_TEMP_VIEW:
        case SQLITE_ATTACH:
        case SQLITE_DETACH: handle.preparingIsDirty_ = true; break;
        case SQLITE_PRAGMA: handle.preparingIsDirty_ |= detail != nullptr && !onlyReads(name); break;
        default: break;
        }
        return SQLITE_OK;
    }

    // Those that take the name of a table and the like.
    static bool onlyReads(std::string_view pragma) {
        static constexpr std::string_view kReading[] = {
            "table_info",  "table_xinfo",      "table_list",        "index_list",      "index_info",
            "index_xinfo", "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check",
            "optimize",    "wal_checkpoint",   "incremental_vacuum"};
        for (std::string_view known : kReading) {
            if (pragma == known) {
                return true;
            }
        }
        return false;
    }
};

SqliteHandle::Step SqliteHandle::open() {
    error_.reset();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (options_.path == kSqliteMemory) {
        flags |= SQLITE_OPEN_URI | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    } else if (options_.isReadOnly) {
        flags |= SQLITE_OPEN_READONLY;
    } else {
        flags |= SQLITE_OPEN_READWRITE | (options_.canCreate ? SQLITE_OPEN_CREATE : 0);
    }
    const int code = sqlite3_open_v2(file_.c_str(), &db_, flags, nullptr);
    if (code != SQLITE_OK) {
        openFailed(code);
    } else if (!configure()) {
        const int failed = sqlite3_extended_errcode(db_);
        if ((failed & 0xFF) == SQLITE_BUSY || (failed & 0xFF) == SQLITE_LOCKED) {
            openFailed(failed);
            return Step::Busy;
        }
        openFailed(failed);
    }
    return Step::Done;
}

bool SqliteHandle::configure() {
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_FKEY, options_.hasForeignKeys ? 1 : 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr); // a name is a name, and never text
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_progress_handler(
        db_, kProgressSteps,
        [](void* self) noexcept -> int { return static_cast<SqliteHandle*>(self)->isInterrupted_ ? 1 : 0; },
        this);
    const bool isFile = options_.path != kSqliteMemory && !options_.isReadOnly;
    if (!execute("PRAGMA schema_version") || // reads the file: it may not be a database
        (isFile && options_.isWal && !execute("PRAGMA journal_mode = WAL"))) {
        return false;
    }
    if (journalIsWal() && !execute("PRAGMA synchronous = NORMAL")) { // safe with WAL only
        return false;
    }
    sqlite3_set_authorizer(db_, &SqliteAuthorizer::look, this);
    return true;
}

// Not every file system lets it be.
bool SqliteHandle::journalIsWal() {
    bool isWal = false;
    const auto look = [](void* result, int columns, char** values, char**) noexcept -> int {
        *static_cast<bool*>(result) = columns == 1 && values[0] && sqlite3_stricmp(values[0], "wal") == 0;
        return 0;
    };
    return sqlite3_exec(db_, "PRAGMA journal_mode", look, &isWal, nullptr) == SQLITE_OK && isWal;
}

bool SqliteHandle::execute(const char* sql) {
    return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

void SqliteHandle::openFailed(int code) {
    error_ = sqliteOpenError(db_, code, options_.path);
    close();
}

void SqliteHandle::close() {
    if (statement_ && !isCached_) {
        sqlite3_finalize(statement_);
    }
    statement_ = nullptr;
    statements_.clear();
    sqlite3_close(db_); // nothing is left of it that could keep it open
    db_ = nullptr;
    inTransaction_ = isDirty_ = isReadOnlyOnce_ = false;
}

void SqliteHandle::interrupt(bool isRunning) {
    isInterrupted_ = true;
    if (isRunning && db_) {
        sqlite3_interrupt(db_);
    }
}

void SqliteHandle::reopen() {
    close();
    if (open() == Step::Busy && error_) {
        error_->kind = SqlError::Kind::Lost;
    }
}

} // namespace aha::client

#endif
