#pragma once

#include <cstdint>
#include <string_view>

namespace aha::log {

// How bad it is, in the order of PSR-3.
enum class Severity : std::uint8_t { Debug, Info, Notice, Warning, Error, Critical, Alert, Emergency };

inline constexpr int kSeverities = 8;

// "DEBUG" … "EMERGENCY"
std::string_view severityName(Severity severity);
// The number of syslog(3): Debug 7 … Emergency 0.
int syslogPriority(Severity severity);

} // namespace aha::log
