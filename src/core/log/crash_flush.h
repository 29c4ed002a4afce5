#pragma once

namespace aha::log {

// Writes what the logs still hold when the process crashes: SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, as far
// as their default action stands, which then takes place. Call it on the thread that owns the writers, before
// or after a fork; a second call does nothing. Calls back nobody.
void installCrashFlush();

// Gives the signals their former action back.
void removeCrashFlush();

} // namespace aha::log
