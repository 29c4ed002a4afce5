#include "core/base/json_text.h"
#include "core/process/status_report.h"

namespace aha::process {

std::string_view slotStateName(SlotState state) {
    switch (state) {
    case SlotState::Empty: break;
    case SlotState::Booting: return "booting";
    case SlotState::Serving: return "serving";
    case SlotState::Draining: return "draining";
    }
    return "empty";
}

static void appendLatency(JsonWriter& json, const LatencyReport& latency) {
    json.key("latency_ms").beginObject();
    json.key("p50").decimal(latency.p50, 3);
    json.key("p90").decimal(latency.p90, 3);
    json.key("p99").decimal(latency.p99, 3);
    json.key("max").decimal(latency.max, 3);
    json.endObject();
}

static void appendMaster(JsonWriter& json, const StatusReport& report) {
    json.key("master").beginObject();
    json.field("pid", report.masterPid);
    json.field("started_at", report.startedAt);
    json.field("uptime", report.uptimeSeconds);
    json.field("generation", report.generation);
    json.field("reloads", report.reloads);
    json.field("failed_reloads", report.failedReloads);
    json.field("workers", report.workerCount);
    json.field("task_workers", report.taskWorkerCount);
    json.field("added_processes", report.addedCount);
    json.field("tasks_queued", report.tasksQueued);
    json.endObject();
}

static void appendTotals(JsonWriter& json, const TotalsReport& totals) {
    json.key("totals").beginObject();
    json.field("requests", totals.requests);
    json.key("requests_per_second").decimal(totals.requestsPerSecond, 1);
    json.key("requests_per_second_60s").decimal(totals.requestsPerSecond60, 1);
    json.field("in_flight", totals.inFlight);
    json.field("queued", totals.queued);
    json.field("connections", totals.connections);
    appendLatency(json, totals.latency);
    json.key("responses").beginObject();
    for (unsigned digit = 1; digit < 6; ++digit) {
        json.field(std::to_string(digit) + "xx", totals.responses[digit]);
    }
    json.field("none", totals.responses[0]).endObject();
    json.field("bytes_in", totals.bytesIn);
    json.field("bytes_out", totals.bytesOut);
    json.field("accepted", totals.accepted);
    json.field("refused", totals.refused);
    json.field("accept_errors", totals.acceptErrors);
    json.field("bad_requests", totals.badRequests);
    json.field("timeouts", totals.timeouts);
    json.field("aborted", totals.aborted);
    json.field("overloaded", totals.overloaded);
    json.field("abandoned", totals.abandoned);
    json.field("stalls", totals.stalls);
    json.field("log_dropped", totals.logDropped);
    json.field("restarts", totals.restarts);
    json.field("jobs_done", totals.jobsDone);
    json.field("jobs_failed", totals.jobsFailed);
    json.endObject();
}

static void appendWorker(JsonWriter& json, const WorkerReport& worker) {
    json.beginObject();
    json.field("id", worker.id);
    json.field("kind", kindName(worker.kind));
    if (worker.kind == ProcessKind::Added) {
        json.field("name", worker.name);
    }
    json.field("pid", worker.pid);
    json.field("generation", worker.generation);
    json.field("state", slotStateName(worker.state));
    json.field("started_at", worker.startedAt);
    json.field("uptime", worker.uptimeSeconds);
    json.field("requests", worker.requests);
    json.key("requests_per_second").decimal(worker.requestsPerSecond, 1);
    json.field("in_flight", worker.inFlight);
    json.field("queued", worker.queued);
    json.field("connections", worker.connections);
    appendLatency(json, worker.latency);
    json.key("loop_lag_ms").beginObject().key("p99").decimal(worker.loopLagP99, 3).endObject();
    json.field("heartbeat_age_ms", worker.heartbeatAge);
    json.field("stalls", worker.stalls);
    json.field("memory_bytes", worker.memoryBytes);
    json.field("private_bytes", worker.privateBytes);
    json.field("tasks", worker.tasks);
    json.field("restarts", worker.restarts);
    json.field("log_dropped", worker.logDropped);
    if (worker.kind == ProcessKind::TaskWorker) {
        json.field("jobs_running", worker.jobsRunning);
        json.field("jobs_done", worker.jobsDone);
        json.field("jobs_failed", worker.jobsFailed);
    }
    json.endObject();
}

std::string statusJson(const StatusReport& report) {
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    appendMaster(json, report);
    json.field("window_seconds", report.windowSeconds);
    appendTotals(json, report.totals);
    json.key("workers").beginArray();
    for (const WorkerReport& worker : report.workers) {
        appendWorker(json, worker);
    }
    json.endArray().endObject();
    return out;
}

std::string statusJson(const StatusSampler& sampler) { return statusJson(sampler.report()); }

} // namespace aha::process
