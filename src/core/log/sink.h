#pragma once

#include "core/base/result.h"
#include "core/log/log_options.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>

namespace aha::log {

// The moment at which a batch is written.
struct LocalTime {
    std::int64_t wallSeconds = 0;
    std::tm fields{};

    std::string day() const;                            // "2026-07-27"
    std::string dayOf(std::int64_t otherSeconds) const; // of another moment, with the present distance to UTC
};

struct SinkOutcome {
    int err = 0;         // errno; 0: all was written
    std::string problem; // what failed, for people; also without err, when the records are safe all the same
};

// Where batches of whole lines go. Owned by its LogWriter, used by one thread at a time, which may be one of
// the pool, and may block for a moment. Calls nobody.
class Sink {
public:
    virtual ~Sink() = default;

    virtual Result<void> open(const LocalTime&) { return {}; }
    // Counts in `written` what need not be written again, at each step; after a failure the rest of the same
    // lines comes again.
    virtual SinkOutcome write(std::string_view lines, const LocalTime& now,
                              std::atomic<std::size_t>& written) = 0;
    virtual void requestReopen() {} // from any thread: before the next write
    // In a forked child: descriptors whose state is shared with the parent are let go of.
    virtual void forgetAfterFork() {}
    // write(2) and the like only. Best effort.
    virtual void crashWrite(const std::array<std::string_view, 3>& pieces) noexcept = 0;
    // Records begin with "<3>", their priority.
    virtual bool takesPriority() const { return false; }
    virtual std::string_view name() const = 0;

    static Result<std::unique_ptr<Sink>> make(const LogOptions& options);
};

// Writes to a pipe, terminal or socket without ever waiting long: lines of up to 4 KiB stay whole there.
int writeToStream(int fd, std::string_view lines, std::atomic<std::size_t>& written);
void crashWriteTo(int fd, const std::array<std::string_view, 3>& pieces) noexcept;

} // namespace aha::log
