#pragma once

#include <cstdint>
#include <memory>

namespace aha::php {

// Watches the time that PHP code holds the loop: names the line of code that blocks while it blocks, and
// stops code that runs past its deadline through the VM interrupt. Owned by the Runtime; see
// core/net/stall_watch.h.
class StallGuard {
public:
    StallGuard();
    ~StallGuard();

    void enterPhp(std::uint64_t deadlineMs);
    void leavePhp();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::php
