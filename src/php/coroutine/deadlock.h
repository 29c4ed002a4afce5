#pragma once

#include "php/scope.h"

#include <string>

namespace aha::php {

// "task 2 (started at a.php:3) waits for channel pop at a.php:9", one line a task of the scope and below.
std::string describeWaits(Scope& scope);

// Nothing can ever wake the tasks of the scope: tells `main` if it waits, else fails the scope, which ends
// them all. False: none of them waits.
bool breakDeadlockOf(Scope& scope, Task* main);

// The tasks of the scope wait for each other, while the process has other work: each gets the exception.
void endDeadlockOf(Scope& scope);

} // namespace aha::php
