#pragma once

#include "core/process/descriptor.h"

#include <cstdint>

namespace aha::process {

struct MemoryUsage {
    std::uint64_t residentBytes = 0;
    std::uint64_t privateBytes = 0; // resident and shared with no file or other process's mapping
};

// Measures this process; zeros where the operating system does not tell.
// One per process: made after the fork, and before chroot hides /proc.
class MemoryMeter {
public:
    MemoryMeter();
    MemoryUsage read() const;

private:
    Descriptor statm_;
};

} // namespace aha::process
