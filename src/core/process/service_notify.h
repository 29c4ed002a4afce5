#pragma once

#include "core/base/result.h"
#include "core/process/descriptor.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::process {

// Tells the service manager how the server is doing (the sd_notify protocol of systemd).
// Owned by the master. Without NOTIFY_SOCKET in the environment every call does nothing and succeeds.
// Nothing here blocks: a manager that does not read is an error of one call, which may be ignored.
class ServiceNotifier {
public:
    // Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; an address that cannot be used is an error.
    static Result<ServiceNotifier> fromEnvironment();

    bool isEnabled() const { return !address_.empty(); }
    std::uint64_t watchdogIntervalMs() const { return watchdogIntervalMs_; } // half the limit; 0 = none

    Result<void> ready() const; // also after reloading()
    Result<void> reloading() const;
    Result<void> stopping() const;
    Result<void> status(std::string_view text) const; // one line for people; line breaks become spaces
    Result<void> watchdog() const;
    Result<void> mainPid(int pid) const;                     // when the master is not the process started
    Result<void> extendTimeout(std::uint64_t limitMs) const; // start, reload or stop may take that long yet

private:
    Result<void> send(std::string_view state) const;

    std::string address_; // a path, or '\0' and an abstract name
    Descriptor socket_;
    std::uint64_t watchdogIntervalMs_ = 0;
};

} // namespace aha::process
