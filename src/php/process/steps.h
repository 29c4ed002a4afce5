#pragma once

#include "php/value.h"

#include <cstdint>
#include <string>

namespace aha::php {

// Runs user code that is a step in the life of a server (start, workerStart, …) as a task of its own, and the
// loop until it has ended. False: it threw (EG(exception)), or PHP has broken down.
bool runStep(Callable& callable, zval* arguments, std::uint32_t count);

// "Class: message in file:line" of an exception, without running user code.
std::string exceptionLine(zend_object* exception);

} // namespace aha::php
