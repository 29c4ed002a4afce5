#include "core/process/status_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace aha::test {
namespace {

using process::ProcessKind;
using process::SlotState;
using process::statusJson;
using process::StatusReport;
using process::statusTable;
using process::WorkerReport;

StatusReport sampleReport() {
    StatusReport report;
    report.masterPid = 4321;
    report.startedAt = 1'700'000'000;
    report.uptimeSeconds = 93'784;
    report.generation = 3;
    report.reloads = 2;
    report.failedReloads = 1;
    report.workerCount = 1;
    report.taskWorkerCount = 1;
    report.tasksQueued = 4;
    report.windowSeconds = 10;
    auto& totals = report.totals;
    totals.requests = 1'234'567;
    totals.requestsPerSecond = 1234.56;
    totals.requestsPerSecond60 = 987.6;
    totals.inFlight = 12;
    totals.queued = 1;
    totals.connections = 345;
    totals.latency = {12'345, 0.25, 1.5, 20.125, 1'500};
    totals.responses[2] = 1'234'000;
    totals.responses[5] = 500;
    totals.responses[0] = 67;
    totals.bytesIn = 5'000;
    totals.bytesOut = 7'000'000'000;
    totals.overloaded = 500;
    WorkerReport worker;
    worker.pid = 5000;
    worker.generation = 3;
    worker.startedAt = 1'700'000'001;
    worker.uptimeSeconds = 59;
    worker.state = SlotState::Serving;
    worker.requests = 1'234'567;
    worker.requestsPerSecond = 1234.56;
    worker.inFlight = 12;
    worker.queued = 1;
    worker.connections = 345;
    worker.latency = totals.latency;
    worker.loopLagP99 = 1.25;
    worker.memoryBytes = 8'388'608;
    worker.privateBytes = 1'000;
    worker.tasks = 17;
    worker.restarts = 2;
    worker.heartbeatAge = 400;
    WorkerReport task;
    task.id = 1;
    task.pid = 5001;
    task.generation = 3;
    task.kind = ProcessKind::TaskWorker;
    task.state = SlotState::Draining;
    task.jobsRunning = 1;
    task.jobsDone = 99;
    task.jobsFailed = 3;
    report.workers = {worker, task};
    return report;
}

TEST(StatusReport, AsJson) {
    EXPECT_EQ(
        statusJson(sampleReport()),
        R"({"master":{"pid":4321,"started_at":1700000000,"uptime":93784,"generation":3,"reloads":2,)"
        R"("failed_reloads":1,"workers":1,"task_workers":1,"added_processes":0,"tasks_queued":4},"window_seconds":10,)"
        R"("totals":{"requests":1234567,"requests_per_second":1234.6,"requests_per_second_60s":987.6,)"
        R"("in_flight":12,"queued":1,"connections":345,)"
        R"("latency_ms":{"p50":0.250,"p90":1.500,"p99":20.125,"max":1500.000},)"
        R"("responses":{"1xx":0,"2xx":1234000,"3xx":0,"4xx":0,"5xx":500,"none":67},)"
        R"("bytes_in":5000,"bytes_out":7000000000,"accepted":0,"refused":0,"accept_errors":0,"bad_requests":0,)"
        R"("timeouts":0,"aborted":0,"overloaded":500,"abandoned":0,"stalls":0,"log_dropped":0,"restarts":0,)"
        R"("jobs_done":0,"jobs_failed":0},"workers":[)"
        R"({"id":0,"kind":"worker","pid":5000,"generation":3,"state":"serving","started_at":1700000001,"uptime":59,)"
        R"("requests":1234567,"requests_per_second":1234.6,"in_flight":12,"queued":1,"connections":345,)"
        R"("latency_ms":{"p50":0.250,"p90":1.500,"p99":20.125,"max":1500.000},"loop_lag_ms":{"p99":1.250},)"
        R"("heartbeat_age_ms":400,"stalls":0,"memory_bytes":8388608,"private_bytes":1000,"tasks":17,"restarts":2,)"
        R"("log_dropped":0},)"
        R"({"id":1,"kind":"task","pid":5001,"generation":3,"state":"draining","started_at":0,"uptime":0,)"
        R"("requests":0,"requests_per_second":0.0,"in_flight":0,"queued":0,"connections":0,)"
        R"("latency_ms":{"p50":0.000,"p90":0.000,"p99":0.000,"max":0.000},"loop_lag_ms":{"p99":0.000},)"
        R"("heartbeat_age_ms":0,"stalls":0,"memory_bytes":0,"private_bytes":0,"tasks":0,"restarts":0,)"
        R"("log_dropped":0,"jobs_running":1,"jobs_done":99,"jobs_failed":3}]})");
}

TEST(StatusReport, AsATable) {
    EXPECT_EQ(
        statusTable(sampleReport()),
        R"(server      master 4321   up 1d02h   generation 3   reloads 2   failed 1   workers 1   task workers 1
requests    1234567   1235/s (10 s)   988/s (60 s)   in flight 12   queued 1   connections 345
latency     p50 0.25 ms   p90 1.50 ms   p99 20.1 ms   max 1500 ms (10 s)
responses   1xx 0   2xx 1234000   3xx 0   4xx 0   5xx 500   none 67   received 4.88k   sent 6.52G
tasks       queued 4   done 0   failed 0
trouble     bad requests 0   timeouts 0   aborted 0   overloaded 500   abandoned 0   refused 0   accept errors 0
            stalls 0   restarts 0   log dropped 0

ID  KIND     PID  GEN  STATE    UP    REQ  REQ/S  ACTIVE  CONNS  P50ms  P99ms  LAGms  STALLS    PHP  PRIV  TASKS  DIED
 0  worker  5000    3  serves  59s  1.23M   1235      12    345   0.25   20.1   1.25       0  8.00M  1000     17     2
 1  task    5001    3  drains   0s     99   0.00       1      0   0.00   0.00   0.00       0      0     0      0     0
)");
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t lf = text.find('\n', at);
        EXPECT_NE(lf, std::string::npos);
        lines.push_back(text.substr(at, lf - at));
        at = lf + 1;
    }
    return lines;
}

TEST(StatusReport, TheTableFitsTheTerminalWhateverTheNumbers) {
    constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
    for (const std::uint64_t big :
         {std::uint64_t{99'999}, std::uint64_t{999'500}, std::uint64_t{1'023'999}, kMax}) {
        StatusReport report = sampleReport();
        const double large = static_cast<double>(big);
        auto& totals = report.totals;
        for (std::uint64_t* number :
             {&report.masterPid,     &report.uptimeSeconds, &report.generation,      &report.reloads,
              &report.failedReloads, &report.workerCount,   &report.taskWorkerCount, &report.tasksQueued,
              &totals.requests,      &totals.inFlight,      &totals.queued,          &totals.connections,
              &totals.bytesIn,       &totals.bytesOut,      &totals.badRequests,     &totals.timeouts,
              &totals.aborted,       &totals.overloaded,    &totals.abandoned,       &totals.refused,
              &totals.acceptErrors,  &totals.jobsDone,      &totals.jobsFailed,      &totals.stalls,
              &totals.restarts,      &totals.logDropped}) {
            *number = big;
        }
        std::fill(std::begin(totals.responses), std::end(totals.responses), big);
        totals.requestsPerSecond = totals.requestsPerSecond60 = large;
        totals.latency = {big, large, large, large, large};
        WorkerReport& worker = report.workers[0];
        worker.id = std::min<std::uint64_t>(big, 99'999);
        worker.pid = 4'194'304; // the largest that Linux has
        for (std::uint64_t* number :
             {&worker.generation, &worker.uptimeSeconds, &worker.requests, &worker.inFlight,
              &worker.connections, &worker.stalls, &worker.memoryBytes, &worker.privateBytes, &worker.tasks,
              &worker.restarts}) {
            *number = big;
        }
        worker.requestsPerSecond = worker.loopLagP99 = large;
        worker.latency = totals.latency;
        std::size_t width = 0;
        for (const std::string& line : linesOf(statusTable(report))) {
            EXPECT_LE(line.size(), 120u) << line;
            width = line.size();
        }
        EXPECT_GE(width, 100u);
    }
}

TEST(StatusReport, ColumnsAreAligned) {
    const std::vector<std::string> lines = linesOf(statusTable(sampleReport()));
    const auto head = std::find_if(lines.begin(), lines.end(),
                                   [](const std::string& line) { return line.substr(0, 2) == "ID"; });
    ASSERT_EQ(lines.end() - head, 3);
    for (auto line = head; line != lines.end(); ++line) {
        EXPECT_EQ(line->size(), head->size());
    }
}

TEST(StatusReport, AnEmptyServerHasNoRows) {
    const std::string table = statusTable(StatusReport{});
    EXPECT_EQ(table.find("KIND"), std::string::npos);
    EXPECT_NE(table.find("since the start"), std::string::npos);
    EXPECT_NE(statusJson(StatusReport{}).find("\"workers\":[]}"), std::string::npos);
}

} // namespace
} // namespace aha::test
