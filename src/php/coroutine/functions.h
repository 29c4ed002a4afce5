#pragma once

#include "php/task.h"

#include <cstdint>

namespace aha::php {

// Parses (callable|Generator $work, mixed ...$args) and starts the task; sets return_value to it.
void startFromArguments(INTERNAL_FUNCTION_PARAMETERS, Scope& scope, TaskStart::Kind kind);

// Seconds of the API to ticks: rounded up, so that nothing fires early.
std::uint64_t millisecondsFrom(double seconds);

// Waits for the future as Aha\await() does, whose rules hold: in the fiber of a task, or outside of the loop.
// False: EG(exception) is set. `result` is undefined then.
bool awaitHere(zend_object* future, zval* result);
// Whether code that calls from here may do so; false: StateException is thrown.
bool mayAwaitHere(const char* what);

} // namespace aha::php
