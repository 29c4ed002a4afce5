#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>

namespace aha::log {

// What goes when the buffer is full.
enum class DropPolicy : std::uint8_t {
    Newest, // the record that finds no room
    Oldest, // the records that wait longest
};

struct LogOptions {
    // A path, "file:///path", "stdout", "stderr", "php://stdout", "php://stderr", "blackhole:",
    // "syslog://facility?ident=app". A path may hold {Y} {m} {d} {H} {i} … (see file_pattern.h): the local
    // time at which a batch is written.
    std::string sink = "stderr";
    std::size_t bufferBytes = std::size_t{1} << 20; // records that wait for the sink
    std::uint64_t flushMs = 200;                    // a record waits at most so long for others
    std::size_t flushBytes = 64 * 1024;             // or until so much waits
    DropPolicy policy = DropPolicy::Newest;
    std::uint64_t maxSizeBytes = 0; // a file of this size is renamed to .1, older ones to .2 …; 0 = any size
    bool daily = false;             // a file of another day is renamed to .YYYY-MM-DD
    unsigned maxFiles = 0;          // old files that stay; 0 = all

    // The record that tells of dropped ones, without its line end; unset: "<number> records were dropped".
    std::function<std::string(std::uint64_t)> describeDropped;
    // Local time for names; unset: localtime_r(). Called on the loop's thread only.
    std::function<std::tm(std::int64_t)> localTime;
    // Where a failing sink is told of, one line without line end; unset: standard error.
    std::function<void(std::string_view)> reportError;
};

} // namespace aha::log
