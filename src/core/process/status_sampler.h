#pragma once

#include "core/process/shared_stats.h"

#include <cstdint>
#include <memory>

namespace aha::process {

struct StatusReport;

// Remembers what the processes had counted some seconds ago, so that rates and latencies of the last 10 and
// 60 seconds can be told. Owned by the master (or whoever reports); sampled once a second. Pure: time is a
// parameter.
class StatusSampler {
public:
    static constexpr std::uint64_t kShortMs = 10'000; // latencies, rates
    static constexpr std::uint64_t kLongMs = 60'000;  // rates

    explicit StatusSampler(const SharedStats& stats); // borrowed
    ~StatusSampler();
    StatusSampler(const StatusSampler&) = delete;
    StatusSampler& operator=(const StatusSampler&) = delete;

    void sample(std::uint64_t nowMs); // monotonic, as in WorkerSlot::heartbeatMs
    // Counters and gauges as they are now; rates and latencies of the time before the last sample. Without
    // samples there are no rates, latencies are those since the start, and uptimes need the Unix time.
    StatusReport report(std::int64_t wallSeconds = 0) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::process
