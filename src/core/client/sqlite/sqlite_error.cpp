#include "core/client/sqlite/sqlite_error.h"

#if HAVE_SQLITE

#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace aha::client {

using SqliteKind = SqlError::Kind;

SqlError::Kind sqliteErrorKind(int code, bool isPreparing) {
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
        code == SQLITE_CONSTRAINT_ROWID) {
        return SqliteKind::Duplicate;
    }
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return SqliteKind::Deadlock;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return SqliteKind::Constraint;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return SqliteKind::Refused;
    case SQLITE_TOOBIG: return SqliteKind::TooLarge;
    case SQLITE_INTERRUPT: return SqliteKind::Cancelled;
    case SQLITE_RANGE:
    case SQLITE_MISUSE: return SqliteKind::Misuse;
    case SQLITE_ERROR: return isPreparing ? SqliteKind::Syntax : SqliteKind::Other;
    default: return SqliteKind::Other;
    }
}

static Errc sqliteErrc(int code) {
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Errc::Busy;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return Errc::PermissionDenied;
    case SQLITE_TOOBIG: return Errc::TooLarge;
    case SQLITE_INTERRUPT: return Errc::Cancelled;
    case SQLITE_FULL:
    case SQLITE_NOMEM: return Errc::Resource;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Errc::Malformed;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: return Errc::Io;
    default: return Errc::InvalidArgument;
    }
}

SqlError sqliteError(sqlite3* db, int code, bool isPreparing) {
    SqlError error;
    error.kind = sqliteErrorKind(code, isPreparing);
    error.code = code;
    error.error = Error{sqliteErrc(code), sqlite3_errmsg(db)};
    return error;
}

SqlError sqliteOpenError(sqlite3* db, int code, const std::string& path) {
    const int cause = db ? sqlite3_system_errno(db) : 0;
    SqlError error;
    error.kind = SqlError::Kind::Lost;
    error.code = code;
    error.error.code = sqliteErrc(code);
    error.error.message =
        "SQLite cannot open " + path + ": " + (db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    error.wasSent = false;
    if ((code & 0xFF) == SQLITE_CANTOPEN && cause != 0) {
        error.error.code = errorFromErrno(cause, "open").code;
        error.error.message = "SQLite cannot open " + path + ": " + std::strerror(cause);
    }
    if (error.error.code == Errc::PermissionDenied) {
        error.kind = SqlError::Kind::Refused;
    }
    return error;
}

} // namespace aha::client

#endif
