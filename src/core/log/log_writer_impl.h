#pragma once

#include "core/log/flush_policy.h"
#include "core/log/log_writer.h"
#include "core/log/ring_buffer.h"
#include "core/log/sink.h"
#include "core/log/write_job.h"
#include "core/net/pool_job.h"

#include <memory>
#include <string>

namespace aha::log {

// The parts of a LogWriter and how they are driven. Owned by it. Called by the loop: timer, end of turn, and
// when the pool has written a batch.
struct LogWriter::Impl final : public net::FlushItem {
    Impl(net::Loop* runs, LogOptions chosen, std::unique_ptr<Sink> target);
    ~Impl();

    void append(std::string_view line, Severity severity);
    bool flushNow();
    void attach(net::Loop* runs);
    void forgetAfterFork();
    void crashFlush() noexcept;
    void flush() override; // FlushItem: the end of the turn

    std::uint64_t nowMs() const;
    LocalTime localTime() const;
    bool isAsync() const { return loop && loop->isRunning(); }
    void push(std::string_view line, Severity severity);
    void tellDropped();
    void schedule();
    bool takeBatch();
    void startAsync();
    void onPoolDone();
    void finish(const SinkOutcome& outcome);
    void settle();
    void report(const std::string& problem);
    void giveUp();

    struct Timer final : WheelTimer {
        explicit Timer(Impl& owner)
            : WheelTimer([](WheelTimer& fired) { static_cast<Timer&>(fired).writer.schedule(); }),
              writer(owner) {}
        Impl& writer;
    };

    static constexpr std::size_t kBatchBytes = 256 * 1024;
    static constexpr std::uint64_t kReportMs = 10'000; // between two complaints

    LogOptions options;
    std::unique_ptr<Sink> sink;
    net::Loop* loop;
    RingBuffer ring;
    FlushPolicy policy;
    Timer timer;
    Ref<WriteJob> batch;
    std::unique_ptr<net::PoolJob> poolJob;
    std::string scratch;
    WriterStats counts;
    std::uint64_t lost = 0;           // records given up at the end
    std::uint64_t forgottenDrops = 0; // of the parent, before the fork
    std::uint64_t reportedAtMs = 0;
};

} // namespace aha::log
