#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::log {

// Where records go, read from the one string that configures it. Pure.
struct SinkSpec {
    enum class Kind : std::uint8_t { File, Stdout, Stderr, Syslog, Blackhole };

    static Result<SinkSpec> parse(std::string_view text);

    Kind kind = Kind::Stderr;
    std::string path;                // File
    int facility = 1;                // Syslog: the number of "user", "daemon", "local0" …
    std::string ident = "aha";       // Syslog: the name in front of each record
    std::string socket = "/dev/log"; // Syslog: of the daemon
};

} // namespace aha::log
