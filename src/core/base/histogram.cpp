#include "core/base/histogram.h"

#include <algorithm>
#include <bit>

namespace aha {

static constexpr unsigned kStepBits = 2; // four steps to each doubling

// The lowest duration of a bucket; that of the bucket behind the last one is the end of the scale.
static std::uint64_t lowerBoundNs(std::size_t bucket) {
    const std::uint64_t base = std::uint64_t{1} << (Histogram::kFirstBit + (bucket >> kStepBits));
    return base + (bucket & 3) * (base >> kStepBits);
}

std::size_t Histogram::bucketOf(std::uint64_t ns) {
    if (ns < (std::uint64_t{1} << kFirstBit)) {
        return 0;
    }
    const unsigned bit = static_cast<unsigned>(std::bit_width(ns)) - 1;
    const std::size_t step = (ns >> (bit - kStepBits)) & 3;
    return std::min<std::size_t>(((bit - kFirstBit) << kStepBits) + step, kBuckets - 1);
}

std::uint64_t Histogram::upperBoundNs(std::size_t bucket) {
    return bucket + 1 >= kBuckets ? ~std::uint64_t{0} : lowerBoundNs(bucket + 1);
}

std::uint64_t Histogram::count() const {
    std::uint64_t total = 0;
    for (const Counter& bucket : buckets_) {
        total += bucket;
    }
    return total;
}

std::uint64_t Histogram::countBelow(std::uint64_t ns) const {
    const std::size_t last = bucketOf(ns);
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < last; ++i) {
        total += buckets_[i];
    }
    const std::uint64_t lower =
        last == 0 ? 0 : lowerBoundNs(last); // the first one holds what is shorter, too
    const std::uint64_t upper = lowerBoundNs(last + 1);
    const double share =
        ns < upper ? static_cast<double>(ns - lower) / static_cast<double>(upper - lower) : 1.0;
    return total + static_cast<std::uint64_t>(share * static_cast<double>(buckets_[last].value()));
}

// The middle of the bucket: at most an eighth of the true value away from it.
std::uint64_t Histogram::quantileNs(double q) const {
    std::array<std::uint64_t, kBuckets> counts; // buckets may grow meanwhile
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < kBuckets; ++i) {
        total += counts[i] = buckets_[i];
    }
    if (total == 0) {
        return 0;
    }
    const double wanted = std::clamp(q, 0.0, 1.0) * static_cast<double>(total);
    std::uint64_t rank = static_cast<std::uint64_t>(wanted);
    rank += static_cast<double>(rank) < wanted ? 1 : 0;
    rank = std::clamp<std::uint64_t>(rank, 1, total);
    std::size_t bucket = 0;
    for (std::uint64_t seen = counts[0]; seen < rank && bucket + 1 < kBuckets; seen += counts[bucket]) {
        ++bucket;
    }
    return (lowerBoundNs(bucket) + lowerBoundNs(bucket + 1)) / 2;
}

void Histogram::merge(const Histogram& other) {
    for (std::size_t i = 0; i < kBuckets; ++i) {
        buckets_[i].add(other.buckets_[i]);
    }
    sumNs_.add(other.sumNs_);
}

static void subtractDownToZero(Counter& from, std::uint64_t amount) {
    from.subtract(std::min(amount, from.value()));
}

void Histogram::subtract(const Histogram& earlier) {
    for (std::size_t i = 0; i < kBuckets; ++i) {
        subtractDownToZero(buckets_[i], earlier.buckets_[i]);
    }
    subtractDownToZero(sumNs_, earlier.sumNs_);
}

void Histogram::clear() {
    for (Counter& bucket : buckets_) {
        bucket.set(0);
    }
    sumNs_.set(0);
}

} // namespace aha
