#pragma once

#include "core/log/log_options.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::log {

// Records that wait to be written: whole lines, bounded in bytes; what finds no room is counted.
// Pure; owned by its LogWriter. Memory grows with need and goes when the buffer is empty again.
// A signal handler on the same thread may look at it at any moment: it sees whole records only.
class RingBuffer {
public:
    RingBuffer(std::size_t maxBytes, DropPolicy policy) : maxBytes_(maxBytes), policy_(policy) {}
    ~RingBuffer();
    RingBuffer(const RingBuffer&) = delete;
    RingBuffer& operator=(const RingBuffer&) = delete;

    // Adds the two parts and a line end as one record; they hold no line end. False: it was dropped.
    bool push(std::string_view prefix, std::string_view line);
    bool push(std::string_view line) { return push({}, line); }
    bool hasRoomFor(std::size_t lineBytes) const { return size() + lineBytes + 1 <= maxBytes_; }

    std::size_t size() const { return std::size_t(head_ - tail_); }
    bool empty() const { return head_ == tail_; }
    std::size_t maxBytes() const { return maxBytes_; }

    // Appends the oldest whole records to `out`: at most `maxBytes`, but at least one. They stay in the
    // buffer until consume() says so. Returns their bytes.
    std::size_t copyOldest(std::string& out, std::size_t maxBytes) const;
    void consume(std::size_t bytes);
    void clear(); // not counted as dropped

    std::uint64_t dropped() const { return dropped_; } // records, ever
    std::uint64_t untold() const { return untold_; }   // those that nobody was told of
    void told() { untold_ = 0; }

    // Positions in the stream of all bytes ever pushed.
    std::uint64_t begin() const { return tail_; }
    std::uint64_t end() const { return head_; }
    // What is in it from that position on, in two pieces; safe in a signal handler.
    std::array<std::string_view, 2> viewFrom(std::uint64_t position) const noexcept;

private:
    struct Block {
        std::size_t capacity;
        char* bytes() { return reinterpret_cast<char*>(this + 1); }
    };
    static Block* makeBlock(std::size_t capacity);
    static void copyIn(Block& block, std::uint64_t position, std::string_view bytes);
    void grow(std::size_t wanted);
    void releaseBlock();
    void dropOldest(std::size_t wanted);
    std::string_view pieceAt(std::uint64_t position) const noexcept; // up to the wrap or the end

    static constexpr std::size_t kFirstBytes = 4096;
    static constexpr std::size_t kKeptBytes = 16 * 1024; // a larger block goes when the buffer is empty

    const std::size_t maxBytes_;
    const DropPolicy policy_;
    std::atomic<Block*> block_{nullptr}; // position p is at p % capacity
    std::atomic<std::uint64_t> tail_{0}; // atomic for signal handlers, not for threads
    std::atomic<std::uint64_t> head_{0};
    std::uint64_t dropped_ = 0;
    std::uint64_t untold_ = 0;
};

} // namespace aha::log
