#include "core/log/log_writer.h"

#include "core/log/log_writer_impl.h"
#include "core/log/record.h"
#include "core/log/registry.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <utility>

namespace aha::log {

static constexpr std::size_t kMinBufferBytes = 4096;
static constexpr int kCrashWaitMs = 1000; // for a thread of the pool that writes

static constexpr std::size_t kMaxNoteBytes = 1000;

static std::size_t countLines(std::string_view text) {
    return std::size_t(std::count(text.begin(), text.end(), '\n'));
}

static std::tm systemLocalTime(std::int64_t wallSeconds) {
    auto seconds = std::time_t(wallSeconds);
    std::tm fields{};
    ::localtime_r(&seconds, &fields);
    return fields;
}

static void writeToStderr(std::string_view line) {
    std::string text(line);
    text += '\n';
    [[maybe_unused]] ssize_t sent = ::write(STDERR_FILENO, text.data(), text.size()); // nobody left to tell
}

LogWriter::Impl::Impl(net::Loop* runs, LogOptions chosen, std::unique_ptr<Sink> target)
    : options(std::move(chosen)), sink(std::move(target)), loop(runs),
      ring(options.bufferBytes, options.policy),
      policy(options.flushMs, std::min(options.flushBytes, options.bufferBytes / 2)), timer(*this),
      batch(*new WriteJob) {
    if (!options.localTime) {
        options.localTime = systemLocalTime;
    }
    if (!options.reportError) {
        options.reportError = writeToStderr;
    }
}

LogWriter::Impl::~Impl() { static_cast<Link<net::FlushTag>&>(*this).unlink(); }

std::uint64_t LogWriter::Impl::nowMs() const { return loop ? loop->nowMs() : net::Loop::nowNs() / 1'000'000; }

LocalTime LogWriter::Impl::localTime() const {
    LocalTime now;
    now.wallSeconds = loop ? loop->wallSeconds() : std::int64_t(std::time(nullptr));
    now.fields = options.localTime(now.wallSeconds);
    return now;
}

void LogWriter::Impl::append(std::string_view line, Severity severity) {
    if (ring.untold() > 0) {
        tellDropped();
    }
    ++counts.records;
    push(line, severity);
    FlushPolicy::State before = policy.state();
    policy.onAppended(ring.size(), severity >= Severity::Error, nowMs());
    if (!isAsync()) {
        if (policy.mayTry(nowMs())) {
            flushNow();
        }
    } else if (policy.state() != before || (before == FlushPolicy::State::Resting && !timer.isArmed())) {
        schedule();
    }
}

void LogWriter::Impl::push(std::string_view line, Severity severity) {
    char priority[] = {'<', char('0' + syslogPriority(severity)), '>'};
    std::string_view prefix(priority, sink->takesPriority() ? sizeof priority : 0);
    std::size_t limit = std::min(kMaxRecordBytes, ring.maxBytes() - 1 - prefix.size());
    if (line.size() > limit) {
        line = cutRecord(line, limit, scratch);
    }
    ring.push(prefix, line);
}

// Half of the buffer must be free: else the notes alone would fill what there is.
void LogWriter::Impl::tellDropped() {
    std::uint64_t untold = ring.untold();
    if (untold == 0 || ring.size() > ring.maxBytes() / 2) {
        return;
    }
    std::string note =
        std::to_string(untold) + (untold == 1 ? " record was dropped" : " records were dropped");
    if (options.describeDropped) {
        note.clear();
        appendEscaped(note, options.describeDropped(untold).substr(0, kMaxNoteBytes));
    }
    ring.told();
    push(note, Severity::Warning);
    policy.onAppended(ring.size(), false, nowMs());
}

void LogWriter::Impl::schedule() {
    FlushPolicy::Step step = policy.step(nowMs());
    switch (step.action) {
    case FlushPolicy::Action::None: break;
    case FlushPolicy::Action::Wait:
        if (!timer.isArmed() || timer.dueMs() != step.atMs) {
            std::uint64_t now = nowMs();
            loop->arm(timer, step.atMs > now ? step.atMs - now : 0);
        }
        break;
    case FlushPolicy::Action::Write:
        if (!static_cast<Link<net::FlushTag>&>(*this).isLinked()) {
            loop->enqueueFlush(*this);
        }
        break;
    }
}

void LogWriter::Impl::flush() {
    if (policy.step(nowMs()).action == FlushPolicy::Action::Write) {
        startAsync();
    }
}

// Afterwards there is something in the batch, unless nothing waits.
bool LogWriter::Impl::takeBatch() {
    if (batch->isEmpty() && !ring.empty()) {
        std::size_t bytes = ring.copyOldest(batch->lines, kBatchBytes);
        batch->endPosition = ring.begin() + bytes;
        batch->size = bytes;
        ring.consume(bytes);
    }
    return !batch->isEmpty();
}

void LogWriter::Impl::startAsync() {
    if (!takeBatch()) {
        policy.reset();
        return;
    }
    policy.onStarted(ring.empty());
    std::uint64_t number = batch->hand(*sink, localTime());
    batch->listener = this;
    poolJob = net::PoolJob::start(
        *loop, [job = batch, number] { job->run(number); },
        [job = batch] {
            if (job->listener) {
                static_cast<Impl*>(job->listener)->onPoolDone();
            }
        });
}

void LogWriter::Impl::onPoolDone() {
    poolJob.reset();
    finish(batch->collect());
    schedule();
}

void LogWriter::Impl::finish(const SinkOutcome& outcome) {
    if (outcome.err != 0) {
        ++counts.errors;
        policy.onFailed(nowMs());
    } else {
        counts.bytes += batch->size;
        counts.written += countLines(batch->lines);
        batch->discard();
        policy.onWritten(ring.size(), nowMs());
        tellDropped();
    }
    if (!outcome.problem.empty()) {
        report(outcome.problem);
    }
}

// Afterwards no other thread has the batch, or the sink.
void LogWriter::Impl::settle() {
    if (batch->phase() == WriteJob::Phase::Ours) {
        return;
    }
    if (batch->takeBack()) {
        poolJob.reset();
        policy.onWritten(batch->size + ring.size(), nowMs()); // it was never begun
        return;
    }
    batch->waitUntilFinished();
    poolJob.reset();
    finish(batch->collect());
}

bool LogWriter::Impl::flushNow() {
    settle();
    while (takeBatch()) {
        policy.onStarted(ring.empty());
        SinkOutcome outcome;
        batch->writeNow(*sink, localTime(), outcome);
        finish(outcome);
        if (outcome.err != 0) {
            if (isAsync()) {
                schedule();
            }
            return false;
        }
    }
    if (loop) {
        loop->cancel(timer);
    }
    return true;
}

void LogWriter::Impl::attach(net::Loop* runs) {
    if (runs == loop) {
        return;
    }
    flushNow();
    static_cast<Link<net::FlushTag>&>(*this).unlink();
    if (loop) {
        loop->cancel(timer);
    }
    loop = runs;
    if (isAsync()) {
        schedule();
    }
}

void LogWriter::Impl::report(const std::string& problem) {
    std::uint64_t now = nowMs();
    if (reportedAtMs != 0 && now < reportedAtMs + kReportMs) {
        return;
    }
    reportedAtMs = now;
    std::size_t waiting = ring.size() + batch->size - batch->written;
    options.reportError("aha: log " + std::string(sink->name()) + ": " + problem + "; " +
                        std::to_string(waiting) + " bytes wait, " + std::to_string(ring.dropped()) +
                        " records dropped");
}

// The end, and the sink does not take it.
void LogWriter::Impl::giveUp() {
    lost = countLines(batch->rest());
    for (std::string_view piece : ring.viewFrom(ring.begin())) {
        lost += countLines(piece);
    }
    if (lost > 0) {
        reportedAtMs = 0;
        report("closed, and " + std::to_string(lost) + " records are lost");
    }
    batch->discard();
    ring.clear();
}

void LogWriter::Impl::forgetAfterFork() {
    static_cast<Link<net::FlushTag>&>(*this).unlink();
    if (timer.isArmed()) {
        loop->cancel(timer);
    }
    static_cast<void>(poolJob.release()); // its thread is the parent's
    loop = nullptr;
    if (batch->phase() != WriteJob::Phase::Ours) {
        batch->listener = nullptr;
        batch = Ref<WriteJob>(*new WriteJob);
    }
    batch->discard();
    ring.clear();
    ring.told();
    policy.reset();
    counts = {};
    forgottenDrops = ring.dropped();
    sink->forgetAfterFork();
}

void LogWriter::Impl::crashFlush() noexcept {
    if (!batch->takeBack()) {
        for (int i = 0; i < kCrashWaitMs && batch->phase() == WriteJob::Phase::Running; ++i) {
            ::poll(nullptr, 0, 1);
        }
    }
    std::uint64_t from = ring.begin();
    std::string_view rest;
    if (!batch->isEmpty()) {
        rest = batch->rest();
        from = batch->endPosition;
    }
    auto [first, second] = ring.viewFrom(from);
    sink->crashWrite({rest, first, second});
}

// ---- LogWriter

LogWriter::LogWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
    WriterRegistry::instance().add(*this);
}

LogWriter::~LogWriter() {
    if (impl_->loop) {
        impl_->attach(nullptr);
    } else {
        impl_->flushNow();
    }
    impl_->giveUp();
    WriterRegistry::instance().remove(*this);
}

Result<std::unique_ptr<LogWriter>> LogWriter::open(net::Loop* loop, LogOptions options) {
    if (options.bufferBytes < kMinBufferBytes) {
        return Error{Errc::InvalidArgument,
                     "the buffer of a log has at least " + std::to_string(kMinBufferBytes) + " bytes"};
    }
    auto sink = Sink::make(options);
    if (!sink) {
        return sink.error();
    }
    std::unique_ptr<LogWriter> writer = make(loop, std::move(options), sink.take());
    auto opened = writer->impl_->sink->open(writer->impl_->localTime());
    if (!opened) {
        return opened.error();
    }
    return writer;
}

std::unique_ptr<LogWriter> LogWriter::make(net::Loop* loop, LogOptions options, std::unique_ptr<Sink> sink) {
    return std::unique_ptr<LogWriter>(
        new LogWriter(std::make_unique<Impl>(loop, std::move(options), std::move(sink))));
}

void LogWriter::append(std::string_view line, Severity severity) {
    if (needsEscaping(line)) {
        impl_->scratch.clear();
        appendEscaped(impl_->scratch, line.substr(0, kMaxRecordBytes + 1)); // one more: then it is cut
        line = impl_->scratch;
    }
    impl_->append(line, severity);
}

void LogWriter::appendClean(std::string_view line, Severity severity) { impl_->append(line, severity); }

bool LogWriter::flush() { return impl_->flushNow(); }

void LogWriter::reopen() { impl_->sink->requestReopen(); }

void LogWriter::attach(net::Loop* loop) { impl_->attach(loop); }

net::Loop* LogWriter::loop() const { return impl_->loop; }

std::uint64_t LogWriter::dropped() const { return stats().dropped; }

WriterStats LogWriter::stats() const {
    WriterStats stats = impl_->counts;
    stats.dropped = impl_->ring.dropped() - impl_->forgottenDrops + impl_->lost;
    return stats;
}

std::size_t LogWriter::pendingBytes() const {
    return impl_->ring.size() + impl_->batch->size - impl_->batch->written;
}

void LogWriter::forgetAfterFork() { impl_->forgetAfterFork(); }

void LogWriter::crashFlush() noexcept { impl_->crashFlush(); }

} // namespace aha::log
