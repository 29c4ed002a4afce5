#pragma once

#include "core/base/result.h"
#include "core/log/log_options.h"
#include "core/log/severity.h"
#include "core/net/loop.h"

#include <memory>
#include <string_view>

namespace aha::log {

class Sink;

struct WriterStats {
    std::uint64_t records = 0; // taken over
    std::uint64_t written = 0; // lines that the sink has taken, notes of dropped records among them
    std::uint64_t bytes = 0;   // of these
    std::uint64_t dropped = 0; // records that found no room, or were left at the end
    std::uint64_t errors = 0;  // failed attempts to write
};

// One log: takes records, hands them in batches and in order to its sink. While its loop runs, the sink works
// in the thread pool and append() costs a copy; without a running loop every append() is written at once.
// What cannot be written is kept, bounded by the buffer, and tried again. Owned by its user, on one thread;
// destroying it writes what it has. Known to the WriterRegistry. Calls nobody.
class LogWriter {
public:
    // Opens the sink, so that a wrong path is an error here. The loop may be null, and must outlive the
    // writer or be taken away by attach().
    static Result<std::unique_ptr<LogWriter>> open(net::Loop* loop, LogOptions options);
    static std::unique_ptr<LogWriter> make(net::Loop* loop, LogOptions options, std::unique_ptr<Sink> sink);
    ~LogWriter();
    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;

    // One record: control characters in it are escaped, so that it stays one line; the line end is added.
    // Beyond kMaxRecordBytes (record.h) or the size of the buffer it is cut. Error and above leave at the end
    // of the loop's turn.
    void append(std::string_view line, Severity severity = Severity::Info);
    // As above for bytes that hold no control characters for sure, line end excluded (AccessFormat).
    void appendClean(std::string_view line, Severity severity = Severity::Info);

    // Writes all there is, now, on this thread. False: the sink fails; what it did not take is kept.
    bool flush();
    // The next batch goes to a newly opened file.
    void reopen();
    // Another loop, or none (null). What waits is written first.
    void attach(net::Loop* loop);
    net::Loop* loop() const;

    std::uint64_t dropped() const;
    WriterStats stats() const;
    std::size_t pendingBytes() const;

    // In a forked child: what it has inherited is its parent's to write. The loop is let go of untouched.
    void forgetAfterFork();
    // From a signal handler, on the thread that owns the writer: write(2) only.
    void crashFlush() noexcept;

private:
    friend class WriterRegistry;
    struct Impl;
    explicit LogWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
    LogWriter* nextWriter_ = nullptr; // of the registry
};

} // namespace aha::log
