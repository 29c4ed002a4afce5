#pragma once

#include "core/process/privileges.h"
#include "core/process/supervisor.h"
#include "core/process/task_router.h"
#include "php/options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aha::php {

// The options of a server that concern its processes, the same for every kind of server; docs/limits.md.
struct ProcessConfig {
    bool isSingle = false;         // process => "single"
    std::uint32_t workers = 0;     // worker_num; default: the CPUs of this machine
    std::uint32_t taskWorkers = 0; // task_worker_num
    std::uint64_t maxRequests = 0; // max_request, 0 = no recycling
    std::uint64_t maxRequestsGrace =
        0; // max_request_grace: spread over the workers; default: half of max_request
    bool hasGrace = false;
    std::uint64_t taskMaxRequests = 0; // task_max_request
    std::uint64_t maxLifeMs = 0;       // max_live_time
    std::uint64_t maxMemoryBytes = 0;  // max_memory: private memory of a process
    std::uint64_t maxWaitMs = 30'000;  // max_wait_time
    std::uint64_t reloadIdleMs =
        5'000; // reload_idle_time: kept connections of an old worker may send once more
    std::uint64_t bootTimeoutMs = 60'000; // boot_timeout
    std::uint64_t stuckMs = 120'000;      // worker_stuck_time
    std::uint64_t stallLimitMs = 200;     // stall_limit, 0 = no watch
    std::uint64_t taskBytes = 8u << 20;   // task_max_length: of a task, result or message
    std::uint64_t messageQueueBytes = std::uint64_t{64} << 20; // to one process that does not read them
    process::TaskRouterOptions tasks;       // task_concurrency, task_queue_length, task_queue_bytes
    process::PrivilegeOptions privileges;   // user, group, chroot
    bool pinsCpus = false;                  // open_cpu_affinity
    bool daemonize = false;                 // daemonize
    bool commandLine = true;                // command_line
    bool watches = false;                   // --watch
    std::string appName;                    // app_name; default: the script's
    std::string pidFile;                    // pid_file
    std::string controlSocket;              // control_socket
    std::string logFile;                    // log_file
    std::vector<std::string> watchFolders;  // watch
    std::vector<std::string> withoutEffect; // given keys that mean nothing here

    void read(OptionReader& options);
    bool consistent(const char* owner); // false: ConfigException was thrown
};

} // namespace aha::php
