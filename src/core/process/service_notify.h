#pragma once

#include "core/base/result.h"
#include "core/process/descriptor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::process {

// Tells the service manager how the server is doing (the sd_notify protocol of systemd).
// Owned by the master. Without NOTIFY_SOCKET in the environment every call does nothing.
// Nothing here blocks or fails a caller: what went wrong is kept for the log, see takeError().
class ServiceNotify {
public:
    ServiceNotify(); // reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; after daemonizing

    bool isEnabled() const { return !address_.empty(); }
    std::uint64_t watchdogIntervalMs() const { return watchdogIntervalMs_; } // half the limit; 0 = none

    void ready(); // the end of reloading() as well
    void reloading();
    void stopping();
    void status(std::string_view text); // one line for people; line breaks become spaces
    void watchdog();
    void mainPid(int pid);                     // when the master is not the process that was started
    void extendTimeout(std::uint64_t limitMs); // start, reload or stop may take that long yet
    void forget();                             // in a forked child: tells nobody anything any more

    // The last failure that was not taken yet: an address that cannot be used, a manager that does not read.
    std::optional<Error> takeError();

private:
    void readAddress(const char* name);
    void readWatchdog();
    void send(std::string_view state);

    std::string address_; // a path, or '\0' and an abstract name
    Descriptor socket_;
    std::uint64_t watchdogIntervalMs_ = 0;
    std::optional<Error> error_;
};

} // namespace aha::process
