#include "core/log/severity.h"

#include <array>
#include <cstddef>

namespace aha::log {

std::string_view severityName(Severity severity) {
    static constexpr std::array<std::string_view, kSeverities> kNames = {
        "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"};
    return kNames[std::size_t(severity)];
}

int syslogPriority(Severity severity) { return kSeverities - 1 - int(severity); }

} // namespace aha::log
