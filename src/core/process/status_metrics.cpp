// OpenMetrics 1.0 text of the shared statistics.
#include "core/base/json_text.h"
#include "core/process/status_report.h"
#include "core/process/status_totals.h"

#include <algorithm>
#include <map>

namespace aha::process {

struct Bound {
    std::uint64_t ns;
    std::string_view label; // in seconds
};
static constexpr Bound kBounds[] = {
    {1'000'000, "0.001"},     {2'500'000, "0.0025"},  {5'000'000, "0.005"},   {10'000'000, "0.01"},
    {25'000'000, "0.025"},    {50'000'000, "0.05"},   {100'000'000, "0.1"},   {250'000'000, "0.25"},
    {500'000'000, "0.5"},     {1'000'000'000, "1.0"}, {2'500'000'000, "2.5"}, {5'000'000'000, "5.0"},
    {10'000'000'000, "10.0"},
};

// Writes one metric family after the other.
class MetricsWriter {
public:
    void begin(std::string_view name, std::string_view type, std::string_view unit, std::string_view help) {
        name_ = name;
        comment("TYPE", type);
        if (!unit.empty()) {
            comment("UNIT", unit);
        }
        comment("HELP", help);
    }
    void sample(std::string_view suffix, std::string_view labels, std::uint64_t value) {
        startSample(suffix, labels);
        out_.append(std::to_string(value)).push_back('\n');
    }
    void sampleSeconds(std::string_view suffix, std::uint64_t ns) {
        startSample(suffix, {});
        appendJsonNumber(out_, static_cast<double>(ns) / 1e9, 9);
        out_.push_back('\n');
    }
    void counter(std::string_view name, std::string_view help, std::uint64_t value,
                 std::string_view unit = {}) {
        begin(name, "counter", unit, help);
        sample("_total", {}, value);
    }
    void gauge(std::string_view name, std::string_view help, std::uint64_t value,
               std::string_view unit = {}) {
        begin(name, "gauge", unit, help);
        sample({}, {}, value);
    }
    void histogram(std::string_view name, std::string_view help, const Histogram& histogram) {
        begin(name, "histogram", "seconds", help);
        for (const Bound& bound : kBounds) {
            sample("_bucket", "le=\"" + std::string(bound.label) + "\"", histogram.countBelow(bound.ns));
        }
        sample("_bucket", "le=\"+Inf\"", histogram.count());
        sample("_count", {}, histogram.count());
        sampleSeconds("_sum", histogram.sumNs());
    }
    std::string finish() { return std::move(out_.append("# EOF\n")); }

private:
    void comment(std::string_view what, std::string_view text) {
        out_.append("# ").append(what).append(" aha_").append(name_).append(" ").append(text).push_back('\n');
    }
    void startSample(std::string_view suffix, std::string_view labels) {
        out_.append("aha_").append(name_).append(suffix);
        if (!labels.empty()) {
            out_.append("{").append(labels).append("}");
        }
        out_.push_back(' ');
    }

    std::string out_;
    std::string_view name_;
};

// One worker id: while a reload goes on it has two processes.
struct WorkerNow {
    ProcessKind kind = ProcessKind::Worker;
    std::uint64_t connections = 0, inFlight = 0, queued = 0, tasks = 0, jobsRunning = 0;
    std::uint64_t memoryBytes = 0, privateBytes = 0, restarts = 0;
    std::uint64_t states[4] = {};
};
using Workers = std::map<std::uint64_t, WorkerNow>;

static Workers workersOf(const SharedStats& stats) {
    Workers workers;
    for (std::uint32_t i = 0; i < stats.slotCount(); ++i) {
        const WorkerSlot& slot = stats.slot(i);
        const SlotState state = slot.slotState();
        if (state == SlotState::Empty) {
            continue;
        }
        WorkerNow& worker = workers[slot.workerId];
        worker.kind = slot.processKind();
        worker.connections += slot.server.connections;
        worker.inFlight += slot.server.inFlight;
        worker.queued += slot.server.queued;
        worker.tasks += slot.tasks;
        worker.jobsRunning += slot.jobsRunning;
        worker.memoryBytes += slot.memoryBytes;
        worker.privateBytes += slot.privateBytes;
        worker.restarts = std::max(worker.restarts, slot.restarts.value());
        ++worker.states[static_cast<std::size_t>(state) % 4];
    }
    return workers;
}

static std::string labelsOf(std::uint64_t id, const WorkerNow& worker) {
    return "worker=\"" + std::to_string(id) + "\",kind=\"" + kindName(worker.kind) + "\"";
}

static void writeWorkers(MetricsWriter& out, const Workers& workers) {
    struct Family {
        std::string_view name, unit, help;
        std::uint64_t WorkerNow::*value;
    };
    static constexpr Family kGauges[] = {
        {"worker_connections", "", "Open connections.", &WorkerNow::connections},
        {"worker_requests_in_flight", "", "Requests in the hands of the handler.", &WorkerNow::inFlight},
        {"worker_requests_queued", "", "Requests that wait for max_concurrency.", &WorkerNow::queued},
        {"worker_coroutines", "", "Coroutines that are alive.", &WorkerNow::tasks},
        {"worker_jobs_running", "", "Tasks that a task worker is running.", &WorkerNow::jobsRunning},
        {"worker_php_memory_bytes", "bytes", "Memory that PHP has in use.", &WorkerNow::memoryBytes},
        {"worker_private_memory_bytes", "bytes", "Resident memory that is not shared.",
         &WorkerNow::privateBytes},
    };
    for (const Family& family : kGauges) {
        out.begin(family.name, "gauge", family.unit, family.help);
        for (const auto& [id, worker] : workers) {
            out.sample({}, labelsOf(id, worker), worker.*family.value);
        }
    }
    out.begin("worker_restarts", "counter", {}, "Deaths of processes that were not asked for.");
    for (const auto& [id, worker] : workers) {
        out.sample("_total", labelsOf(id, worker), worker.restarts);
    }
    out.begin("worker_processes", "gauge", {}, "Processes by what they do.");
    for (const auto& [id, worker] : workers) {
        for (const SlotState state : {SlotState::Booting, SlotState::Serving, SlotState::Draining}) {
            out.sample({}, labelsOf(id, worker) + ",state=\"" + std::string(slotStateName(state)) + "\"",
                       worker.states[static_cast<std::size_t>(state)]);
        }
    }
}

static void writeServer(MetricsWriter& out, const ServerStats& server) {
    out.counter("connections_accepted", "Connections that were accepted.", server.accepted);
    out.counter("connections_refused", "Connections beyond max_connection.", server.refused);
    out.counter("accept_errors", "Failures to accept.", server.acceptErrors);
    out.gauge("connections", "Open connections.", server.connections);
    out.counter("requests", "Requests that reached the handler, or were refused for overload.",
                server.requests);
    out.begin("responses", "counter", {}, "Ended requests by the class of their status.");
    out.sample("_total", "class=\"none\"", server.responses[0]);
    for (unsigned digit = 1; digit < 6; ++digit) {
        out.sample("_total", "class=\"" + std::to_string(digit) + "xx\"", server.responses[digit]);
    }
    out.counter("bad_requests", "Requests that broke the protocol or a limit.", server.badRequests);
    out.counter("timeouts", "Clients that were too slow.", server.timeouts);
    out.counter("aborted_requests", "Requests whose client has gone before the end.", server.aborted);
    out.counter("overloaded_requests", "Requests refused by max_concurrency or max_queue_time.",
                server.overloaded);
    out.counter("abandoned_requests", "Requests whose client has gone while they waited.", server.abandoned);
    out.gauge("requests_in_flight", "Requests in the hands of the handler.", server.inFlight);
    out.gauge("requests_queued", "Requests that wait for max_concurrency.", server.queued);
    out.counter("received_bytes", "Bytes received, without encryption.", server.bytesIn, "bytes");
    out.counter("sent_bytes", "Bytes sent, without encryption.", server.bytesOut, "bytes");
    out.histogram("request_duration_seconds", "From the end of the head to the end of the response.",
                  server.latency);
}

std::string openMetrics(const SharedStats& stats) {
    const StatusTotals totals = StatusTotals::of(stats);
    const MasterStats& master = stats.master();
    MetricsWriter out;
    out.gauge("start_time_seconds", "When the server was started, Unix time.", master.startedAt, "seconds");
    out.gauge("generation", "Generation of the workers.", master.generation);
    out.counter("reloads", "Reloads that were begun.", master.reloads);
    out.counter("failed_reloads", "Reloads that failed.", master.failedReloads);
    out.gauge("tasks_queued", "Tasks that wait for a task worker.", master.tasksQueued);
    writeServer(out, totals.server);
    out.histogram("loop_lag_seconds", "How late timers fire.", totals.work.loopLag);
    out.counter("stalls", "Times that the event loop was blocked for too long.", totals.work.stalls);
    out.counter("log_dropped_records", "Log records that there was no room for.", totals.work.logDropped);
    out.begin("jobs", "counter", {}, "Tasks that task workers have ended.");
    out.sample("_total", "result=\"done\"", totals.work.jobsDone);
    out.sample("_total", "result=\"failed\"", totals.work.jobsFailed);
    writeWorkers(out, workersOf(stats));
    return out.finish();
}

} // namespace aha::process
