#pragma once

#include <cstdint>

namespace aha {

// Time as a parameter. The loop's clock stands still while one turn runs; tests move a FakeClock by hand.
class Clock {
public:
    virtual ~Clock() = default;
    virtual std::uint64_t nowMs() const = 0;      // monotonic
    virtual std::int64_t wallSeconds() const = 0; // Unix time
};

} // namespace aha
