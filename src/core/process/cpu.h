#pragma once

#include "core/base/result.h"

#include <string>

namespace aha::process {

// How many CPUs this process may use: its affinity mask, and the quota of its control group (v1 or v2)
// rounded up; at least 1.
unsigned usableCpus();

// Ties the calling thread to one of the CPUs that it may use, counted round from 0. Does nothing where the
// operating system has no such call.
Result<void> pinTo(unsigned index);

// The quota alone, 0 = none. `root` stands before the paths /proc and /sys, for tests.
unsigned cgroupCpuLimit(const std::string& root);

} // namespace aha::process
