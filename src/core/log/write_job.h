#pragma once

#include "core/base/ref.h"
#include "core/log/sink.h"

#include <atomic>
#include <cstdint>
#include <string>

namespace aha::log {

// A batch on its way to the sink: owns what the pool's thread touches, except the sink, which its writer
// keeps until no thread uses it. Each hand-over has a number, so that a request of the pool that comes too
// late does nothing. The reference count belongs to the loop's thread. Calls Sink.
class WriteJob final : public RefCounted<WriteJob> {
public:
    enum class Phase : std::uint8_t {
        Ours,     // no thread of the pool has it
        Queued,   // one will
        Running,  // one does
        Finished, // the outcome is there
    };
    static void destroy(WriteJob* job) noexcept { delete job; }

    // On the owner's thread.
    std::uint64_t hand(Sink& sink, const LocalTime& now); // the number of this hand-over
    bool takeBack();                                      // false: too late, it runs or has run
    void waitUntilFinished();
    SinkOutcome collect(); // of a finished one
    void writeNow(Sink& sink, const LocalTime& now, SinkOutcome& outcome);
    Phase phase() const { return Phase(state_.load() & 3); }

    // On a thread of the pool.
    void run(std::uint64_t number);

    bool isEmpty() const { return size == 0; }
    std::string_view rest() const { return std::string_view(lines).substr(written, size - written); }
    void discard(); // makes it empty

    // `size` is set last when it is filled, and first when it is emptied: what a signal handler goes by.
    std::string lines;
    std::atomic<std::size_t> size{0};
    std::atomic<std::size_t> written{0};
    std::atomic<std::uint64_t> endPosition{0}; // in the stream of the RingBuffer
    void* listener = nullptr;                  // who wants to hear of its end; null: it is forgotten

private:
    friend class RefCounted<WriteJob>;
    ~WriteJob() = default;

    static constexpr std::size_t kKeptBytes = 4096; // a larger string goes with its batch

    std::atomic<std::uint64_t> state_{0}; // number * 4 + phase
    Sink* sink_ = nullptr;
    LocalTime now_;
    SinkOutcome outcome_;
};

} // namespace aha::log
