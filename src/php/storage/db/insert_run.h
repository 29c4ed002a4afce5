#pragma once

#include "php/zend.h"

#include <string>
#include <string_view>

namespace aha::client {
class SqlDriver;
}

namespace aha::php {

class DatabaseObject;
class TransactionObject;

// insertMany() of Database and Transaction, from its arguments to the return value.
void dbInsertMethod(INTERNAL_FUNCTION_PARAMETERS, DatabaseObject& database, TransactionObject* transaction);

// "schema.table" has two names.
std::string quotedDbName(const client::SqlDriver& driver, std::string_view name);

} // namespace aha::php
