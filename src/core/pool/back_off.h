#pragma once

#include <cstdint>

namespace aha::pool {

struct BackOffOptions {
    std::uint64_t initialMs = 100; // pause after the first failure; doubles with each further one; 0 = none
    std::uint64_t maxMs = 5'000;   // the longest pause
    double jitter = 0.2;           // a pause is shortened by up to this share, at random
};

// When something that has failed may be tried again. Pure: time is a parameter, chance comes from a seed.
class BackOff {
public:
    BackOff(const BackOffOptions& options, std::uint64_t seed);

    // Attempts that began before a failure was known fail for the same cause: of each wave one failure
    // counts.
    std::uint64_t wave() const { return wave_; } // of an attempt that begins now
    void onFailure(std::uint64_t wave, std::uint64_t nowMs);
    void onSuccess();
    bool isActive() const { return failures_ > 0; } // the last attempt has failed
    std::uint64_t retryAtMs() const { return retryAtMs_; }
    double random(); // 0 … 1

private:
    BackOffOptions options_;
    std::uint64_t state_; // of the random numbers
    std::uint64_t wave_ = 0;
    std::uint64_t retryAtMs_ = 0;
    unsigned failures_ = 0; // in a row
};

} // namespace aha::pool
