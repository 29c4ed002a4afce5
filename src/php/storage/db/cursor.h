#pragma once

#include "php/zend.h"

namespace aha::php {

class DatabaseObject;
class TransactionObject;

// stream() of Database and Transaction, from its arguments to the return value.
void dbStreamMethod(INTERNAL_FUNCTION_PARAMETERS, DatabaseObject& database, TransactionObject* transaction);

} // namespace aha::php
