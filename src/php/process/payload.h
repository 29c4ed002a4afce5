#pragma once

#include "php/enter.h"
#include "php/zend.h"

#include <cstdint>
#include <string_view>

namespace aha::php {

// A PHP value as bytes, for another process of the same server; null: TaskException was thrown, saying why
// `what` cannot be sent. serialize() may run user code.
zend_string* packValue(zval* value, std::uint64_t maxBytes, const char* what);

// The way back, from the loop through the door: unserialize() may run user code. Threw: EG(exception) is
// TaskException or what that code throws. The caller owns the value when it is Ok.
Entered unpackValue(std::string_view bytes, zval* value);

} // namespace aha::php
