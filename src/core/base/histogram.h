#pragma once

#include "core/base/counter.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace aha {

// Durations by size: four steps to each doubling, from 1 µs to 137 s, so that a quantile is at most an eighth
// off. One writer, read from other processes; fixed size, fit for shared memory.
class Histogram {
public:
    static constexpr unsigned kFirstBit = 10; // what is below 1,024 ns counts as that
    static constexpr unsigned kOctaves = 27;
    static constexpr std::size_t kBuckets = kOctaves * 4;

    void record(std::uint64_t ns) {
        ++buckets_[bucketOf(ns)];
        sumNs_.add(ns);
    }
    static std::size_t bucketOf(std::uint64_t ns);
    static std::uint64_t upperBoundNs(std::size_t bucket); // exclusive; the last one has none: ~0

    std::uint64_t count() const;
    std::uint64_t sumNs() const { return sumNs_; }
    std::uint64_t bucket(std::size_t index) const { return buckets_[index]; }
    std::uint64_t countBelow(std::uint64_t ns) const; // exact at the bounds of buckets, else in proportion
    std::uint64_t quantileNs(double q) const;         // 0 when empty, else the middle of its bucket
    void merge(const Histogram& other);
    void subtract(const Histogram& earlier); // what has come since; never below zero
    void clear();

private:
    std::array<Counter, kBuckets> buckets_{};
    Counter sumNs_;
};

} // namespace aha
