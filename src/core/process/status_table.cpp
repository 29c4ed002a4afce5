#include "core/process/status_report.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace aha::process {

static constexpr std::size_t kColumns = 120; // of the terminal

// "1234", "12.3" or "0.45": at most `places` characters as long as the number has fewer digits than that.
static std::string shortDecimal(double value) {
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    auto scaled = static_cast<std::uint64_t>(value * (decimals == 2 ? 100 : decimals == 1 ? 10 : 1) + 0.5);
    std::string digits = std::to_string(scaled);
    if (decimals > 0) { // by hand: printf() would obey the locale of the application
        const auto width = static_cast<std::size_t>(decimals);
        digits.insert(0, digits.size() <= width ? width + 1 - digits.size() : 0, '0');
        digits.insert(digits.size() - width, 1, '.');
    }
    return digits;
}

// At most five characters: "12345", "123k", "1.2M".
static std::string scaled(std::uint64_t value, std::uint64_t step, std::uint64_t asIs) {
    if (value <= asIs) {
        return std::to_string(value);
    }
    static constexpr std::string_view kUnits = "kMGTPE";
    double rest = static_cast<double>(value);
    std::size_t unit = 0;
    for (rest /= static_cast<double>(step); rest >= 999.5 && unit + 1 < kUnits.size(); ++unit) {
        rest /= static_cast<double>(step);
    }
    return shortDecimal(rest) + kUnits[unit];
}

static std::string count(std::uint64_t value) { return scaled(value, 1000, 99'999); }
static std::string bytes(std::uint64_t value) { return scaled(value, 1024, 1023); }

// The header has room for whole numbers.
static std::string whole(std::uint64_t value) {
    return value < 1'000'000'000'000 ? std::to_string(value) : count(value);
}

static std::string rate(double value) {
    return value < 9999.5 ? shortDecimal(value) : count(static_cast<std::uint64_t>(value));
}

static std::string milliseconds(double value) {
    return value < 99'999 ? shortDecimal(value) : count(static_cast<std::uint64_t>(value / 1000)) + "s";
}

static std::string duration(std::uint64_t seconds) {
    const std::uint64_t days = seconds / 86'400, hours = seconds / 3600 % 24, minutes = seconds / 60 % 60;
    char text[32];
    if (days > 99) {
        return count(days) + "d";
    }
    if (days > 0) {
        std::snprintf(text, sizeof text, "%ud%02uh", static_cast<unsigned>(days),
                      static_cast<unsigned>(hours));
    } else if (hours > 0) {
        std::snprintf(text, sizeof text, "%uh%02um", static_cast<unsigned>(hours),
                      static_cast<unsigned>(minutes));
    } else if (minutes > 0) {
        std::snprintf(text, sizeof text, "%um%02us", static_cast<unsigned>(minutes),
                      static_cast<unsigned>(seconds % 60));
    } else {
        std::snprintf(text, sizeof text, "%us", static_cast<unsigned>(seconds));
    }
    return text;
}

// A label, then facts, on as many lines as they need.
class FactLine {
public:
    FactLine(std::string& out, std::string_view label) : out_(out) {
        out_.append(label);
        out_.append(kIndent - std::min(label.size(), kIndent), ' ');
        used_ = kIndent;
    }
    ~FactLine() { out_.push_back('\n'); }
    FactLine(const FactLine&) = delete;
    FactLine& operator=(const FactLine&) = delete;

    FactLine& fact(std::string_view name, const std::string& value, std::string_view behind = {}) {
        std::string text(name);
        text.append(name.empty() ? "" : " ").append(value).append(behind);
        if (used_ > kIndent && used_ + 3 + text.size() > kColumns) {
            out_.push_back('\n');
            out_.append(kIndent, ' ');
            used_ = kIndent;
        }
        const std::size_t gap = used_ > kIndent ? 3 : 0;
        out_.append(gap, ' ').append(text);
        used_ += gap + text.size();
        return *this;
    }

private:
    static constexpr std::size_t kIndent = 12;
    std::string& out_;
    std::size_t used_;
};

static void appendMaster(std::string& out, const StatusReport& report) {
    FactLine(out, "server")
        .fact("master", std::to_string(report.masterPid))
        .fact("up", duration(report.uptimeSeconds))
        .fact("generation", whole(report.generation))
        .fact("reloads", whole(report.reloads))
        .fact("failed", whole(report.failedReloads))
        .fact("workers", whole(report.workerCount))
        .fact("task workers", whole(report.taskWorkerCount));
}

static void appendTraffic(std::string& out, const StatusReport& report) {
    const TotalsReport& totals = report.totals;
    const std::string window =
        report.windowSeconds ? " (" + std::to_string(report.windowSeconds) + " s)" : " (since the start)";
    FactLine(out, "requests")
        .fact("", whole(totals.requests))
        .fact("", rate(totals.requestsPerSecond), "/s" + window)
        .fact("", rate(totals.requestsPerSecond60), "/s (60 s)")
        .fact("in flight", whole(totals.inFlight))
        .fact("queued", whole(totals.queued))
        .fact("connections", whole(totals.connections));
    FactLine(out, "latency")
        .fact("p50", milliseconds(totals.latency.p50), " ms")
        .fact("p90", milliseconds(totals.latency.p90), " ms")
        .fact("p99", milliseconds(totals.latency.p99), " ms")
        .fact("max", milliseconds(totals.latency.max), " ms" + window);
    {
        FactLine line(out, "responses");
        for (unsigned digit = 1; digit < 6; ++digit) {
            line.fact(std::to_string(digit) + "xx", whole(totals.responses[digit]));
        }
        line.fact("none", whole(totals.responses[0]))
            .fact("received", bytes(totals.bytesIn))
            .fact("sent", bytes(totals.bytesOut));
    }
}

static void appendTrouble(std::string& out, const StatusReport& report) {
    const TotalsReport& totals = report.totals;
    if (report.taskWorkerCount > 0 || totals.jobsDone + totals.jobsFailed > 0) {
        FactLine(out, "tasks")
            .fact("queued", whole(report.tasksQueued))
            .fact("done", whole(totals.jobsDone))
            .fact("failed", whole(totals.jobsFailed));
    }
    FactLine(out, "trouble")
        .fact("bad requests", whole(totals.badRequests))
        .fact("timeouts", whole(totals.timeouts))
        .fact("aborted", whole(totals.aborted))
        .fact("overloaded", whole(totals.overloaded))
        .fact("abandoned", whole(totals.abandoned))
        .fact("refused", whole(totals.refused))
        .fact("accept errors", whole(totals.acceptErrors))
        .fact("stalls", whole(totals.stalls))
        .fact("restarts", whole(totals.restarts))
        .fact("log dropped", whole(totals.logDropped));
}

static constexpr std::size_t kCells = 18;
using Row = std::array<std::string, kCells>;

static Row rowOf(const WorkerReport& worker) {
    const bool isTask = worker.kind == ProcessKind::TaskWorker;
    static constexpr std::string_view kStates[] = {"-", "boots", "serves", "drains"};
    return {count(worker.id),
            worker.kind == ProcessKind::Added ? worker.name : kindName(worker.kind),
            std::to_string(worker.pid),
            count(worker.generation),
            std::string(kStates[static_cast<std::size_t>(worker.state) % 4]),
            duration(worker.uptimeSeconds),
            count(isTask ? worker.jobsDone : worker.requests),
            rate(worker.requestsPerSecond),
            count(isTask ? worker.jobsRunning : worker.inFlight),
            count(worker.connections),
            milliseconds(worker.latency.p50),
            milliseconds(worker.latency.p99),
            milliseconds(worker.loopLagP99),
            count(worker.stalls),
            bytes(worker.memoryBytes),
            bytes(worker.privateBytes),
            count(worker.tasks),
            count(worker.restarts)};
}

static void appendRows(std::string& out, const std::vector<Row>& rows) {
    std::array<std::size_t, kCells> widths{};
    std::size_t total = 0;
    for (std::size_t i = 0; i < kCells; ++i) {
        for (const Row& row : rows) {
            widths[i] = std::max(widths[i], row[i].size());
        }
        total += widths[i];
    }
    const std::size_t gap = total + 2 * (kCells - 1) <= kColumns ? 2 : 1;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < kCells; ++i) {
            const bool isText = i == 1 || i == 4;
            line.append(i > 0 ? gap : 0, ' ');
            line.append(isText ? 0 : widths[i] - row[i].size(), ' ').append(row[i]);
            line.append(isText ? widths[i] - row[i].size() : 0, ' ');
        }
        out.append(line).push_back('\n');
    }
}

std::string statusTable(const StatusReport& report) {
    std::string out;
    appendMaster(out, report);
    appendTraffic(out, report);
    appendTrouble(out, report);
    if (report.workers.empty()) {
        return out;
    }
    std::vector<Row> rows;
    rows.push_back({"ID", "KIND", "PID", "GEN", "STATE", "UP", "REQ", "REQ/S", "ACTIVE", "CONNS", "P50ms",
                    "P99ms", "LAGms", "STALLS", "PHP", "PRIV", "TASKS", "DIED"});
    for (const WorkerReport& worker : report.workers) {
        rows.push_back(rowOf(worker));
    }
    out.push_back('\n');
    appendRows(out, rows);
    return out;
}

std::string statusTable(const StatusSampler& sampler) { return statusTable(sampler.report()); }

} // namespace aha::process
