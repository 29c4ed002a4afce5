#include "core/process/status_sampler.h"

#include "core/process/status_report.h"
#include "core/process/status_totals.h"

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

namespace aha::process {

static constexpr double kNsInMs = 1e6;

// One process, as long as it has its slot.
struct ProcessKey {
    std::uint32_t slot;
    std::uint64_t pid, startedAt;
    bool operator==(const ProcessKey& other) const {
        return slot == other.slot && pid == other.pid && startedAt == other.startedAt;
    }
};

struct ProcessSample {
    ProcessKey key;
    std::uint64_t requests;
    Histogram latency, loopLag;
};

struct Sample {
    const ProcessSample* find(const ProcessKey& key) const {
        for (const ProcessSample& process : processes) {
            if (process.key == key) {
                return &process;
            }
        }
        return nullptr;
    }

    std::uint64_t atMs = 0;
    std::uint64_t requests = 0;
    Histogram latency;
    std::vector<ProcessSample> processes; // of the short window only
};

struct StatusSampler::Impl {
    struct Seen {
        ProcessKey key;
        std::uint64_t sinceMs;
    };
    explicit Impl(const SharedStats& shared) : stats(shared) {}

    bool hasWindow() const { return samples.size() > 1; }
    const Sample& oldestWithin(std::uint64_t windowMs) const;
    const Seen* seen(const ProcessKey& key) const;
    void fillWorker(WorkerReport& worker, const ProcessKey& key, const WorkerSlot& slot,
                    std::int64_t wallSeconds) const;
    void fillTotals(TotalsReport& totals) const;

    const SharedStats& stats;
    std::deque<Sample> samples; // at most kLongMs old
    std::vector<Seen> processes;
    std::uint64_t startMs = 0;
};

StatusSampler::StatusSampler(const SharedStats& stats) : impl_(std::make_unique<Impl>(stats)) {}
StatusSampler::~StatusSampler() = default;

static ProcessKey keyOf(std::uint32_t index, const WorkerSlot& slot) {
    return {index, slot.pid, slot.startedAt};
}

static double perSecond(std::uint64_t from, std::uint64_t to, std::uint64_t ms) {
    return ms > 0 && to > from ? static_cast<double>(to - from) * 1000 / static_cast<double>(ms) : 0;
}

static LatencyReport latencyOf(const Histogram& histogram) {
    auto ms = [&histogram](double q) { return static_cast<double>(histogram.quantileNs(q)) / kNsInMs; };
    return {histogram.count(), ms(0.5), ms(0.9), ms(0.99), ms(1)};
}

static Histogram since(const Histogram& now, const Histogram& before) {
    Histogram part = now;
    part.subtract(before);
    return part;
}

void StatusSampler::sample(std::uint64_t nowMs) {
    Impl& impl = *impl_;
    if (impl.samples.empty()) {
        impl.startMs = nowMs;
    } else if (nowMs <= impl.samples.back().atMs) {
        return;
    }
    Sample sample;
    sample.atMs = nowMs;
    const StatusTotals totals = StatusTotals::of(impl.stats);
    sample.requests = totals.server.requests;
    sample.latency = totals.server.latency;
    std::vector<Impl::Seen> alive;
    for (std::uint32_t i = 0; i < impl.stats.slotCount(); ++i) {
        const WorkerSlot& slot = impl.stats.slot(i);
        if (slot.slotState() != SlotState::Empty) {
            const ProcessKey key = keyOf(i, slot);
            const Impl::Seen* known = impl.seen(key);
            alive.push_back({key, known ? known->sinceMs : nowMs});
            sample.processes.push_back({key, slot.server.requests, slot.server.latency, slot.loopLag});
        }
    }
    impl.processes = std::move(alive);
    impl.samples.push_back(std::move(sample));
    while (nowMs - impl.samples.front().atMs > kLongMs) {
        impl.samples.pop_front();
    }
    for (Sample& old : impl.samples) {
        if (nowMs - old.atMs <= kShortMs) {
            break;
        }
        old.processes = {};
    }
}

// The last one when nothing else is recent enough.
const Sample& StatusSampler::Impl::oldestWithin(std::uint64_t windowMs) const {
    auto found = std::find_if(samples.begin(), samples.end(), [this, windowMs](const Sample& sample) {
        return samples.back().atMs - sample.atMs <= windowMs;
    });
    return *found;
}

const StatusSampler::Impl::Seen* StatusSampler::Impl::seen(const ProcessKey& key) const {
    for (const Seen& process : processes) {
        if (process.key == key) {
            return &process;
        }
    }
    return nullptr;
}

void StatusSampler::Impl::fillWorker(WorkerReport& worker, const ProcessKey& key, const WorkerSlot& slot,
                                     std::int64_t wallSeconds) const {
    const ProcessSample* last = hasWindow() ? samples.back().find(key) : nullptr;
    if (!last) {
        worker.latency = latencyOf(slot.server.latency);
        worker.loopLagP99 = static_cast<double>(slot.loopLag.quantileNs(0.99)) / kNsInMs;
        worker.uptimeSeconds = static_cast<std::uint64_t>(
            std::max<std::int64_t>(wallSeconds - static_cast<std::int64_t>(worker.startedAt), 0));
        return;
    }
    const std::uint64_t nowMs = samples.back().atMs;
    const Seen* process = seen(key);
    worker.uptimeSeconds = process ? (nowMs - process->sinceMs) / 1000 : 0;
    const std::uint64_t beatMs = slot.heartbeatMs;
    worker.heartbeatAge = beatMs != 0 && beatMs < nowMs ? nowMs - beatMs : 0;
    for (const Sample& sample : samples) {
        if (const ProcessSample* first = sample.find(key)) {
            worker.requestsPerSecond = perSecond(first->requests, last->requests, nowMs - sample.atMs);
            // A process that was born within the window counts from its birth.
            const bool isNew = process && process->sinceMs == sample.atMs && process->sinceMs != startMs;
            worker.latency = latencyOf(isNew ? last->latency : since(last->latency, first->latency));
            const Histogram lag = isNew ? last->loopLag : since(last->loopLag, first->loopLag);
            worker.loopLagP99 = static_cast<double>(lag.quantileNs(0.99)) / kNsInMs;
            return;
        }
    }
}

void StatusSampler::Impl::fillTotals(TotalsReport& totals) const {
    const StatusTotals now = StatusTotals::of(stats);
    const ServerStats& server = now.server;
    totals.accepted = server.accepted;
    totals.refused = server.refused;
    totals.acceptErrors = server.acceptErrors;
    totals.connections = server.connections;
    totals.requests = server.requests;
    totals.badRequests = server.badRequests;
    totals.timeouts = server.timeouts;
    totals.aborted = server.aborted;
    totals.inFlight = server.inFlight;
    totals.overloaded = server.overloaded;
    totals.abandoned = server.abandoned;
    totals.queued = server.queued;
    std::copy(std::begin(server.responses), std::end(server.responses), totals.responses);
    totals.bytesIn = server.bytesIn;
    totals.bytesOut = server.bytesOut;
    totals.stalls = now.work.stalls;
    totals.logDropped = now.work.logDropped;
    totals.jobsDone = now.work.jobsDone;
    totals.jobsFailed = now.work.jobsFailed;
    if (!hasWindow()) {
        totals.latency = latencyOf(server.latency);
        return;
    }
    const Sample& last = samples.back();
    const Sample& recent = oldestWithin(kShortMs);
    const Sample& older = samples.front();
    totals.requestsPerSecond = perSecond(recent.requests, last.requests, last.atMs - recent.atMs);
    totals.requestsPerSecond60 = perSecond(older.requests, last.requests, last.atMs - older.atMs);
    totals.latency = latencyOf(since(last.latency, recent.latency));
}

static WorkerReport reportOf(const WorkerSlot& slot) {
    WorkerReport worker;
    worker.id = slot.workerId;
    worker.pid = slot.pid;
    worker.generation = slot.generation;
    worker.startedAt = slot.startedAt;
    worker.kind = slot.processKind();
    worker.name = slot.name;
    worker.state = slot.slotState();
    worker.requests = slot.server.requests;
    worker.inFlight = slot.server.inFlight;
    worker.connections = slot.server.connections;
    worker.queued = slot.server.queued;
    worker.stalls = slot.stalls;
    worker.memoryBytes = slot.memoryBytes;
    worker.privateBytes = slot.privateBytes;
    worker.tasks = slot.tasks;
    worker.restarts = slot.restarts;
    worker.logDropped = slot.logDropped;
    worker.jobsRunning = slot.jobsRunning;
    worker.jobsDone = slot.jobsDone;
    worker.jobsFailed = slot.jobsFailed;
    return worker;
}

// Old and new processes of a worker id know the same number.
static std::uint64_t restartsOf(const std::vector<WorkerReport>& workers) {
    std::map<std::uint64_t, std::uint64_t> byId;
    std::uint64_t total = 0;
    for (const WorkerReport& worker : workers) {
        std::uint64_t& known = byId[worker.id];
        total += std::max(known, worker.restarts) - known;
        known = std::max(known, worker.restarts);
    }
    return total;
}

StatusReport StatusSampler::report(std::int64_t wallSeconds) const {
    const Impl& impl = *impl_;
    const MasterStats& master = impl.stats.master();
    StatusReport report;
    report.masterPid = master.pid;
    report.startedAt = master.startedAt;
    report.generation = master.generation;
    report.reloads = master.reloads;
    report.failedReloads = master.failedReloads;
    report.workerCount = master.workers;
    report.taskWorkerCount = master.taskWorkers;
    report.addedCount = master.added;
    report.tasksQueued = master.tasksQueued;
    if (impl.hasWindow()) {
        const std::uint64_t nowMs = impl.samples.back().atMs;
        report.uptimeSeconds = (nowMs - impl.startMs) / 1000;
        report.windowSeconds = (nowMs - impl.oldestWithin(kShortMs).atMs + 500) / 1000;
    } else {
        report.uptimeSeconds = static_cast<std::uint64_t>(
            std::max<std::int64_t>(wallSeconds - static_cast<std::int64_t>(report.startedAt), 0));
    }
    impl.fillTotals(report.totals);
    for (std::uint32_t i = 0; i < impl.stats.slotCount(); ++i) {
        const WorkerSlot& slot = impl.stats.slot(i);
        if (slot.slotState() != SlotState::Empty) {
            WorkerReport worker = reportOf(slot);
            impl.fillWorker(worker, keyOf(i, slot), slot, wallSeconds);
            report.workers.push_back(worker);
        }
    }
    std::sort(report.workers.begin(), report.workers.end(), [](const WorkerReport& a, const WorkerReport& b) {
        return a.id != b.id ? a.id < b.id : a.generation < b.generation;
    });
    report.totals.restarts = restartsOf(report.workers);
    return report;
}

} // namespace aha::process
