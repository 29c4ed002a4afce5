#pragma once

#include "php/task.h"
#include "php/value.h"

#include <cstdint>
#include <string>

namespace aha::php {

class Runtime;

// Runs user code that is a step in the life of a server (start, workerStart, …) as a task of its own, and the
// loop until it has ended. False: it threw (EG(exception)), or PHP has broken down.
bool runStep(Callable& callable, zval* arguments, std::uint32_t count, TaskStart::Kind style);

// Runs a handler that nobody waits for, as a task in the background; its error is logged as that of `what`.
void startInBackground(Runtime& runtime, Callable& callable, std::uint32_t count, zval* arguments,
                       const char* what, TaskStart::Kind style = TaskStart::Kind::Call);

// "Class: message in file:line" of an exception, without running user code.
std::string exceptionLine(zend_object* exception);

} // namespace aha::php
