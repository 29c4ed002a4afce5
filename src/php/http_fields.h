#pragma once

#include "core/proto/http/request_head.h"
#include "php/zend.h"

#include <string_view>

namespace aha::php {

zend_string* lowerCaseName(std::string_view name); // the caller owns it

// What stands between the values of a field that came several times; null: the last one counts.
using FieldSeparator = const char* (*)(std::string_view lowerCaseName);
const char* commaSeparated(std::string_view lowerCaseName); // RFC 9110 5.3

// lower-case name => value. Names of digits become integer keys, as in any array of PHP.
void fieldArray(zval* to, const http::Fields& fields, FieldSeparator separator);

} // namespace aha::php
