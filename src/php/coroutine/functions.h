#pragma once

#include "php/task.h"

#include <cstdint>

namespace aha::php {

// Parses (callable|Generator $work, mixed ...$args) and starts the task; sets return_value to it.
void startFromArguments(INTERNAL_FUNCTION_PARAMETERS, Scope& scope, TaskStart::Kind kind);

// Seconds of the API to ticks: rounded up, so that nothing fires early.
std::uint64_t millisecondsFrom(double seconds);

} // namespace aha::php
