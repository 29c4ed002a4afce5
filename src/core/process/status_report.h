#pragma once

#include "core/process/shared_stats.h"
#include "core/process/status_sampler.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::process {

struct LatencyReport { // milliseconds
    std::uint64_t count = 0;
    double p50 = 0, p90 = 0, p99 = 0, max = 0;
};

struct WorkerReport {
    std::uint64_t id = 0, pid = 0, generation = 0, startedAt = 0, uptimeSeconds = 0;
    ProcessKind kind = ProcessKind::Worker;
    std::string name; // of an added process
    SlotState state = SlotState::Empty;
    std::uint64_t requests = 0, inFlight = 0, connections = 0, queued = 0;
    double requestsPerSecond = 0;
    LatencyReport latency;
    double loopLagP99 = 0;          // milliseconds
    std::uint64_t heartbeatAge = 0; // milliseconds before the last sample; 0 = unknown
    std::uint64_t stalls = 0, memoryBytes = 0, privateBytes = 0, tasks = 0, restarts = 0, logDropped = 0;
    std::uint64_t jobsRunning = 0, jobsDone = 0, jobsFailed = 0;
};

// Of all processes; what is counted includes those that have ended.
struct TotalsReport {
    std::uint64_t accepted = 0, refused = 0, acceptErrors = 0, connections = 0;
    std::uint64_t requests = 0, badRequests = 0, timeouts = 0, aborted = 0, inFlight = 0;
    std::uint64_t overloaded = 0, abandoned = 0, queued = 0;
    std::uint64_t responses[6] = {}; // by the first digit of the status; [0] = none
    std::uint64_t bytesIn = 0, bytesOut = 0;
    std::uint64_t stalls = 0, logDropped = 0, jobsDone = 0, jobsFailed = 0, restarts = 0;
    double requestsPerSecond = 0, requestsPerSecond60 = 0;
    LatencyReport latency;
};

// What a server does at one moment, for people and programs.
struct StatusReport {
    std::uint64_t masterPid = 0, startedAt = 0, uptimeSeconds = 0, generation = 0, reloads = 0,
                  failedReloads = 0;
    std::uint64_t workerCount = 0, taskWorkerCount = 0, addedCount = 0, tasksQueued = 0;
    std::uint64_t windowSeconds = 0; // of rates and latencies; 0 = since the start
    TotalsReport totals;
    std::vector<WorkerReport> workers; // by id; during a reload an id has an old and a new process
};

std::string_view slotStateName(SlotState state); // "serving"

std::string statusJson(const StatusReport& report);  // one line, without a line end
std::string statusTable(const StatusReport& report); // lines for a terminal of 120 columns
std::string statusJson(const StatusSampler& sampler);
std::string statusTable(const StatusSampler& sampler);

// The text for a scraper. Rates are its own business, so this needs no sampler: any process can answer it.
inline constexpr std::string_view kOpenMetricsType =
    "application/openmetrics-text; version=1.0.0; charset=utf-8";
std::string openMetrics(const SharedStats& stats);

} // namespace aha::process
