#include "core/process/memory_usage.h"

#include <fcntl.h>

#include <cstdio>

namespace aha::process {

MemoryMeter::MemoryMeter() {
#ifdef __linux__
    statm_ = Descriptor(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
#endif
}

MemoryUsage MemoryMeter::read() const {
    char text[128];
    ssize_t got = statm_.isOpen() ? ::pread(statm_.get(), text, sizeof text - 1, 0) : -1;
    if (got <= 0) {
        return {};
    }
    text[got] = '\0';
    unsigned long long size = 0, resident = 0, shared = 0; // in pages
    if (std::sscanf(text, "%llu %llu %llu", &size, &resident, &shared) != 3) {
        return {};
    }
    auto page = std::uint64_t(::sysconf(_SC_PAGESIZE));
    return {resident * page, resident > shared ? (resident - shared) * page : 0};
}

} // namespace aha::process
