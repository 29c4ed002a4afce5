#pragma once

#include "core/client/sql/sql_result.h"
#include "php/zend.h"

#include <string_view>

namespace aha::php {

// The exception of a failed statement, not thrown; the caller owns the reference. `sql` has no values (see
// sqlShape()).
zend_object* makeDbException(const client::SqlError& error, std::string_view sql, double ranMs);

// No word of the database about the statement itself: Aha's callbacks get (false, false, false).
bool isDbInfrastructure(client::SqlError::Kind kind);
// The whole transaction may be tried again.
bool isDbDeadlock(zend_object* exception);

void registerDbExceptions();

} // namespace aha::php
