#pragma once

#include "core/base/error.h"
#include "core/client/sql/sql_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aha::client {

struct SqlColumn {
    std::string name;
    std::string type; // the database's word for it: "BIGINT", "VARCHAR"; "" = unknown
};

// What one statement has brought. A statement may bring several (stored procedures, several statements).
struct SqlResult {
    std::vector<SqlColumn> columns; // none: the statement has no rows
    SqlRows rows;
    std::uint64_t affectedRows = 0;
    std::uint64_t lastInsertId = 0;
    std::uint32_t warnings = 0;
};

// Why a statement failed.
struct SqlError {
    // What went wrong, for applications to tell apart.
    enum class Kind : std::uint8_t {
        Lost,       // the connection could not be made, or is gone
        TimedOut,   // a limit of ours; the statement was ended on the server
        Cancelled,  // nobody waits for it any more; ended on the server
        Pool,       // no connection could be lent
        Syntax,     // the database does not understand it; unknown tables and columns as well
        Duplicate,  // a unique key
        Constraint, // foreign keys, NOT NULL, checks
        Deadlock,   // deadlock or lock wait: the whole transaction may be tried again
        Refused,    // access, permissions
        TooLarge,   // a limit of ours, or max_allowed_packet
        Misuse,     // wrong number of parameters, a statement in the wrong state: nothing was sent
        Other,
    };
    Kind kind = Kind::Other;
    Error error{Errc::Io, {}}; // the message has the database's own words
    int code = 0;         // the number of the database: errno of MySQL, extended code of SQLite; 0 = ours
    std::string sqlState; // five characters, or ""
    bool wasSent = true;  // false: the database has certainly not seen it, so it may be tried again
};

// The end of a statement: an error, or all its results (of a streamed one, what next() has not yet given).
struct SqlOutcome {
    std::optional<SqlError> error;
    std::vector<SqlResult> results;
};

} // namespace aha::client
