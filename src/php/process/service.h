#pragma once

#include "core/base/result.h"
#include "php/network/endpoint.h"
#include "php/zend.h"

#include <cstdint>
#include <vector>

namespace aha::php {

// What is cancelled at last gets that long for its `finally` blocks, and clients to take their answers.
inline constexpr std::uint64_t kPartingMs = 1000;

// What a process of a server does between its boot and its end. Driven by WorkerProcess, or by the frame of
// start() when there is one process only. Lives in that frame.
class Service {
public:
    virtual ~Service() = default;
    // Everything but accepting; one socket for each listener. An error ends the boot.
    virtual Result<void> open(const std::vector<ListenSocket>& sockets) = 0;
    virtual void accept() = 0; // from now on
    // Runs the loop until all is done after drain(); false: PHP has broken down, the caller re-raises.
    virtual bool run() = 0;
    // Takes no more, finishes what it has, cancels the rest after limitMs. Idle kept connections may send
    // once more within idleMs.
    virtual void drain(std::uint64_t limitMs, std::uint64_t idleMs) = 0;
    virtual void cancel() = 0; // at once
    virtual void
    describeTasks(JsonWriter& json) = 0; // objects in an array: what is in flight, where it waits
    // From a signal handler: what is lost with this process, by CrashLine. No allocation, no lock.
    virtual void writeCrashLines() noexcept = 0;
};

} // namespace aha::php
