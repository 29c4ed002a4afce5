#include "core/process/status_report.h"
#include "support/open_metrics_check.h"

#include <gtest/gtest.h>

namespace aha::test {
namespace {

using process::openMetrics;
using process::ProcessKind;
using process::SharedStats;
using process::SlotState;
using process::WorkerSlot;

std::unique_ptr<SharedStats> make() { return SharedStats::create(8).take(); }

WorkerSlot& add(SharedStats& stats, std::uint32_t id, SlotState state, bool isTask = false) {
    WorkerSlot& slot = *stats.take(id, isTask ? ProcessKind::TaskWorker : ProcessKind::Worker);
    slot.setState(state);
    return slot;
}

TEST(OpenMetricsCheck, AcceptsAGoodText) {
    const OpenMetricsCheck check(
        "# TYPE a_seconds histogram\n# UNIT a_seconds seconds\n# HELP a_seconds Time.\n"
        "a_seconds_bucket{le=\"1.0\"} 1\na_seconds_bucket{le=\"+Inf\"} 2\n"
        "a_seconds_count 2\na_seconds_sum 3.5\n"
        "# TYPE b counter\n# HELP b B.\nb_total{x=\"q\\\"\",y=\"z\"} 7\n# EOF\n");
    EXPECT_EQ(check.problem(), "");
    EXPECT_EQ(check.value("b_total{x=\"q\\\"\",y=\"z\"}"), 7);
    EXPECT_EQ(check.value("a_seconds_sum"), 3.5);
    EXPECT_EQ(OpenMetricsCheck("# EOF\n").problem(), "");
}

TEST(OpenMetricsCheck, RefusesWhatIsWrong) {
    const std::string gauge = "# TYPE a gauge\n# HELP a A.\n";
    const std::string counter = "# TYPE a counter\n# HELP a A.\n";
    const std::string histogram = "# TYPE a histogram\n# HELP a A.\n";
    const std::string first = "a_bucket{le=\"1.0\"} 1\n";
    for (const std::string& text : {
             std::string(""),
             gauge + "a 1\n",
             gauge + "a 1\n# EOF",
             gauge + "a 1# EOF\n",
             gauge + "a 1\n\n# EOF\n",
             gauge + "a 1\r\n# EOF\n",
             gauge + "a 1\n# EOF\n# EOF\n",
             gauge + "b 1\n# EOF\n",
             gauge + "a  1\n# EOF\n",
             gauge + "a 1 \n# EOF\n",
             gauge + "a x\n# EOF\n",
             gauge + "a 1,5\n# EOF\n",
             gauge + "a NaN\n# EOF\n",
             gauge + "a{x=\"1\",x=\"2\"} 1\n# EOF\n",
             gauge + "a{x=\"1\" 1\n# EOF\n",
             gauge + "a{x=\"\\t\"} 1\n# EOF\n",
             gauge + "a{1=\"\"} 1\n# EOF\n",
             gauge + "a{x=\"1\"y=\"2\"} 1\n# EOF\n",
             gauge + "a{le=\"1.0\"} 1\n# EOF\n",
             gauge + "a 1\na 2\n# EOF\n",
             gauge + "a 1\n" + gauge + "a{x=\"1\"} 1\n# EOF\n",
             gauge + "a_total 1\n# EOF\n",
             counter + "a 1\n# EOF\n",
             counter + "a_total -1\n# EOF\n",
             std::string("# TYPE a gauge\na 1\n# EOF\n"),
             std::string("# HELP a A.\na 1\n# EOF\n"),
             std::string("a 1\n# EOF\n"),
             std::string("# TYPE a thing\n# HELP a A.\n# EOF\n"),
             std::string("# TYPE a gauge\n# TYPE a gauge\n# HELP a A.\n# EOF\n"),
             std::string("# TYPE a gauge\n# UNIT a seconds\n# HELP a A.\n# EOF\n"),
             std::string("# a comment\n# EOF\n"),
             std::string("# TYPE a_total counter\n# HELP a_total A.\n# EOF\n"),
             histogram + first + "# EOF\n",
             histogram + first + "a_bucket{le=\"+Inf\"} 2\na_sum 1\n# EOF\n",
             histogram + first + "a_bucket{le=\"+Inf\"} 2\na_count 2\n# EOF\n",
             histogram + first + "a_count 1\na_sum 1\n# EOF\n",
             histogram + first + "a_bucket{le=\"+Inf\"} 2\na_count 3\na_sum 1\n# EOF\n",
             histogram + first + "a_bucket{le=\"+Inf\"} 0\na_count 0\na_sum 1\n# EOF\n",
             histogram + first +
                 "a_bucket{le=\"0.5\"} 2\na_bucket{le=\"+Inf\"} 2\na_count 2\na_sum 1\n# EOF\n",
             histogram + "a_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 2\na_count 2\na_sum 1\n# EOF\n",
         }) {
        EXPECT_NE(OpenMetricsCheck(text).problem(), "") << text;
    }
}

TEST(OpenMetrics, AnEmptyServerIsWellFormed) {
    const OpenMetricsCheck check(openMetrics(*make()));
    EXPECT_EQ(check.problem(), "");
    EXPECT_EQ(check.value("aha_requests_total"), 0);
    EXPECT_EQ(check.value("aha_request_duration_seconds_count"), 0);
}

TEST(OpenMetrics, TotalsAreOverAllProcessesThatThereHaveBeen) {
    const auto stats = make();
    for (int i = 0; i < 2; ++i) { // the first one ends
        WorkerSlot& slot = add(*stats, 0, SlotState::Serving);
        slot.server.requests.add(10);
        slot.server.responses[2].add(8);
        slot.server.responses[0].add(2);
        slot.server.bytesIn.add(1'000);
        slot.server.connections.set(3);
        slot.server.latency.record(3'000'000);
        slot.loopLag.record(400'000'000);
        ++slot.stalls;
        slot.jobsFailed.add(4);
        if (i == 0) {
            stats->release(slot);
        }
    }
    const OpenMetricsCheck check(openMetrics(*stats));
    EXPECT_EQ(check.problem(), "");
    EXPECT_EQ(check.value("aha_requests_total"), 20);
    EXPECT_EQ(check.value("aha_responses_total{class=\"2xx\"}"), 16);
    EXPECT_EQ(check.value("aha_responses_total{class=\"none\"}"), 4);
    EXPECT_EQ(check.value("aha_received_bytes_total"), 2'000);
    EXPECT_EQ(check.value("aha_connections"), 3);
    EXPECT_EQ(check.value("aha_request_duration_seconds_bucket{le=\"0.0025\"}"), 0);
    EXPECT_EQ(check.value("aha_request_duration_seconds_bucket{le=\"0.005\"}"), 2);
    EXPECT_EQ(check.value("aha_request_duration_seconds_sum"), 0.006);
    EXPECT_EQ(check.value("aha_loop_lag_seconds_bucket{le=\"0.25\"}"), 0);
    EXPECT_EQ(check.value("aha_loop_lag_seconds_count"), 2);
    EXPECT_EQ(check.value("aha_stalls_total"), 2);
    EXPECT_EQ(check.value("aha_jobs_total{result=\"failed\"}"), 8);
}

TEST(OpenMetrics, AWorkerThatIsBeingReplacedIsOneSeries) {
    const auto stats = make();
    WorkerSlot& old = add(*stats, 1, SlotState::Draining);
    WorkerSlot& young = add(*stats, 1, SlotState::Serving);
    WorkerSlot& task = add(*stats, 2, SlotState::Booting, true);
    old.server.connections.set(2);
    young.server.connections.set(5);
    old.memoryBytes.set(100);
    young.memoryBytes.set(50);
    old.restarts.set(3);
    young.restarts.set(3);
    task.jobsRunning.set(1);
    const OpenMetricsCheck check(openMetrics(*stats));
    EXPECT_EQ(check.problem(), "");
    EXPECT_EQ(check.value("aha_worker_connections{worker=\"1\",kind=\"worker\"}"), 7);
    EXPECT_EQ(check.value("aha_worker_php_memory_bytes{worker=\"1\",kind=\"worker\"}"), 150);
    EXPECT_EQ(check.value("aha_worker_restarts_total{worker=\"1\",kind=\"worker\"}"), 3);
    EXPECT_EQ(check.value("aha_worker_processes{worker=\"1\",kind=\"worker\",state=\"draining\"}"), 1);
    EXPECT_EQ(check.value("aha_worker_processes{worker=\"1\",kind=\"worker\",state=\"serving\"}"), 1);
    EXPECT_EQ(check.value("aha_worker_processes{worker=\"2\",kind=\"task\",state=\"booting\"}"), 1);
    EXPECT_EQ(check.value("aha_worker_jobs_running{worker=\"2\",kind=\"task\"}"), 1);
    EXPECT_FALSE(check.has("aha_worker_connections{worker=\"0\",kind=\"worker\"}"));
}

TEST(OpenMetrics, TheMasterIsTold) {
    const auto stats = make();
    stats->master().startedAt.set(1'700'000'000);
    stats->master().generation.set(4);
    stats->master().reloads.set(3);
    stats->master().failedReloads.set(1);
    stats->master().tasksQueued.set(9);
    const OpenMetricsCheck check(openMetrics(*stats));
    EXPECT_EQ(check.problem(), "");
    EXPECT_EQ(check.value("aha_start_time_seconds"), 1'700'000'000);
    EXPECT_EQ(check.value("aha_generation"), 4);
    EXPECT_EQ(check.value("aha_reloads_total"), 3);
    EXPECT_EQ(check.value("aha_failed_reloads_total"), 1);
    EXPECT_EQ(check.value("aha_tasks_queued"), 9);
}

TEST(OpenMetrics, TheLargestNumbersAreWellFormed) {
    const auto stats = make();
    WorkerSlot& slot = add(*stats, 0xffff'ffff, SlotState::Serving);
    slot.server.requests.set(~std::uint64_t{0});
    slot.server.latency.record(~std::uint64_t{0} / 2);
    const OpenMetricsCheck check(openMetrics(*stats));
    EXPECT_EQ(check.problem(), "");
    EXPECT_EQ(check.value("aha_request_duration_seconds_bucket{le=\"10.0\"}"), 0);
    EXPECT_EQ(check.value("aha_request_duration_seconds_bucket{le=\"+Inf\"}"), 1);
}

} // namespace
} // namespace aha::test
