#pragma once

#include "core/client/sql/sql_result.h"

#include <string>
#include <string_view>

namespace aha::client {

// What an error number of a server, or of the client library (2000 and above), means.
SqlError::Kind mysqlErrorKind(int code);

// `what` comes before the words of the database: the target, or "".
SqlError mysqlError(int code, std::string_view sqlState, std::string_view message, std::string_view what);

// The connection is of no use after it.
bool mysqlEndsConnection(int code);

// An error of ours, which no server has told.
SqlError mysqlOwnError(SqlError::Kind kind, Errc code, std::string message);

} // namespace aha::client
