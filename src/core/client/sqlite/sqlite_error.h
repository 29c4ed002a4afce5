#pragma once

#include "core/client/sql/sql_result.h"

#include <string>

struct sqlite3;

namespace aha::client {

// What an extended result code means. `isPreparing`: the text is not understood, rather than its execution
// having failed.
SqlError::Kind sqliteErrorKind(int code, bool isPreparing);
// The error of the last call on this connection.
SqlError sqliteError(sqlite3* db, int code, bool isPreparing);
// Why a file could not be opened: `db` may be null.
SqlError sqliteOpenError(sqlite3* db, int code, const std::string& path);

} // namespace aha::client
