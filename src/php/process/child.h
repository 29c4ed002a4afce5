#pragma once

#include "core/process/master.h"
#include "php/process/process_config.h"

#include <string>

namespace aha::php {

// What of the master's state a freshly forked process must not share: random seeds, output buffers, shutdown
// functions, signals. Ends with the process when the master dies, even while it blocks.
void settleInChild();
// User, group, chroot, CPU. An error ends the boot.
Result<void> takePlace(const ProcessConfig& config, const process::WorkerRole& role, int masterPid);
void setProcessTitle(const std::string& title); // where the system can show one

} // namespace aha::php
