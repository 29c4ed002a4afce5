#pragma once

#include "core/client/sql/sql_connection.h"
#include "core/client/sql/sql_names.h"
#include "php/zend.h"

#include <cstdint>
#include <string>

namespace aha::php {

// A value of PHP as a parameter. False: a ValueError is thrown that names it by `what`, or what __toString()
// has thrown.
bool bindDbValue(zval* value, client::SqlValue& out, const std::string& what);

// The statement with its parameters: a list for its question marks, a map for its names; none: a text.
// False: a ValueError is thrown.
bool bindDbCommand(zend_string* sql, HashTable* parameters, const client::SqlSyntax& syntax,
                   client::SqlCommand& command);

void setDbCell(zval* zv, const client::SqlCell& cell);
void setDbNumber(zval* zv, std::uint64_t number); // a string beyond the integers of PHP

void registerDbBlob();

} // namespace aha::php
