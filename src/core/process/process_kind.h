#pragma once

#include <cstdint>

namespace aha::process {

// What a process of a server is for. Worker ids are in this order, too.
enum class ProcessKind : std::uint8_t {
    Worker,     // serves connections
    TaskWorker, // runs tasks
    Added,      // runs what the user has added
};

inline const char* kindName(ProcessKind kind) { // as the status has it
    return kind == ProcessKind::Worker ? "worker" : kind == ProcessKind::TaskWorker ? "task" : "process";
}

} // namespace aha::process
