#pragma once

#include "core/process/supervisor.h"

namespace aha::process {

// Severities of report(), as syslog numbers them.
inline constexpr int kSeverityError = 3;
inline constexpr int kSeverityWarning = 4;
inline constexpr int kSeverityNotice = 5;

// "worker 3", "task worker 5".
std::string nameOf(const Member& member);
// With the process id, if there is one: "worker 3 (pid 123)".
std::string titleOf(const Member& member);
// "250 ms", "1 s", "2.5 s".
std::string describeMs(std::uint64_t ms);

} // namespace aha::process
