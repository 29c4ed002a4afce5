#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::client {

struct SqliteOptions {
    std::string path; // ":memory:" = in the memory of this process, gone with the driver
    bool isReadOnly = false;
    bool canCreate = true;               // a file that is not there
    bool isWal = true;                   // readers and the writer do not wait for each other
    bool hasForeignKeys = true;          // are enforced
    std::uint64_t busyTimeoutMs = 5'000; // waiting for locks of other processes
    std::size_t statements = 100;        // prepared ones that a connection keeps
    std::size_t jobs = 3;                // threads at work at the same time; libuv has four for everybody
};

constexpr std::string_view kSqliteMemory = ":memory:";
// Begins a read-only transaction; undone by the handle when that is over.
constexpr std::string_view kSqliteReadOnly = "PRAGMA query_only = 1";

} // namespace aha::client
