#pragma once

#include <atomic>
#include <cstdint>

namespace aha {

// A number with one writer that other threads or processes read (shared memory): plain stores, no locks.
// A reader may see two counters a moment apart.
class Counter {
public:
    Counter(std::uint64_t value = 0) : value_(value) {}
    Counter(const Counter& other) : value_(other.value()) {}
    Counter& operator=(const Counter& other) {
        set(other.value());
        return *this;
    }

    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }
    operator std::uint64_t() const { return value(); }
    void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
    void add(std::uint64_t amount) { set(value() + amount); }
    void subtract(std::uint64_t amount) { set(value() - amount); }
    void operator++() { add(1); }
    void operator--() { subtract(1); }

private:
    std::atomic<std::uint64_t> value_;
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

} // namespace aha
