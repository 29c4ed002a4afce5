#include "core/base/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace aha::test {
namespace {

constexpr std::uint64_t kUs = 1'000, kMs = 1'000'000, kSecond = 1'000'000'000;
constexpr std::size_t kLast = Histogram::kBuckets - 1;

TEST(Histogram, BucketsFollowOneAnotherWithoutGap) {
    EXPECT_EQ(Histogram::bucketOf(0), 0u);
    EXPECT_EQ(Histogram::bucketOf(1023), 0u);
    for (std::size_t i = 0; i < kLast; ++i) {
        const std::uint64_t end = Histogram::upperBoundNs(i);
        EXPECT_EQ(Histogram::bucketOf(end - 1), i);
        EXPECT_EQ(Histogram::bucketOf(end), i + 1);
    }
    EXPECT_EQ(Histogram::upperBoundNs(0), 1280u);
    EXPECT_EQ(Histogram::upperBoundNs(3), 2048u);
    EXPECT_EQ(Histogram::upperBoundNs(kLast), ~std::uint64_t{0});
    EXPECT_EQ(Histogram::bucketOf(std::uint64_t{1} << 37), kLast);
    EXPECT_EQ(Histogram::bucketOf(~std::uint64_t{0}), kLast);
}

TEST(Histogram, AnEmptyOneHasNoQuantile) {
    const Histogram empty;
    EXPECT_EQ(empty.count(), 0u);
    EXPECT_EQ(empty.quantileNs(0.5), 0u);
    EXPECT_EQ(empty.countBelow(kSecond), 0u);
}

TEST(Histogram, QuantilesAreAtMostAnEighthOff) {
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> durations(13.0, 2.0); // around 0.4 ms, widely spread
    Histogram histogram;
    std::vector<std::uint64_t> all;
    for (int i = 0; i < 20'000; ++i) {
        const auto ns =
            std::clamp<std::uint64_t>(static_cast<std::uint64_t>(durations(random)), 1'024, 100 * kSecond);
        all.push_back(ns);
        histogram.record(ns);
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(histogram.count(), all.size());
    for (const double q : {0.0, 0.01, 0.5, 0.9, 0.99, 0.999, 1.0}) {
        const auto rank = std::max<std::size_t>(static_cast<std::size_t>(std::ceil(q * 20'000)), 1);
        const double exact = static_cast<double>(all[rank - 1]);
        EXPECT_NEAR(static_cast<double>(histogram.quantileNs(q)), exact, exact / 8) << q;
    }
}

TEST(Histogram, QuantilesStayInTheirBucketAtBothEnds) {
    Histogram histogram;
    histogram.record(0);
    EXPECT_LT(histogram.quantileNs(0.5), Histogram::upperBoundNs(0));
    histogram.clear();
    histogram.record(~std::uint64_t{0} / 2);
    EXPECT_GE(histogram.quantileNs(0.5), Histogram::upperBoundNs(kLast - 1));
    EXPECT_EQ(histogram.quantileNs(-1), histogram.quantileNs(7)) << "out of range is taken as the end of it";
}

TEST(Histogram, OneSlowOneInAHundredIsTheP99PointOne) {
    Histogram histogram;
    for (int i = 0; i < 99; ++i) {
        histogram.record(kMs);
    }
    histogram.record(kSecond);
    EXPECT_LT(histogram.quantileNs(0.99), 2 * kMs);
    EXPECT_GT(histogram.quantileNs(0.991), kSecond / 2);
}

TEST(Histogram, MergesAndSubtracts) {
    Histogram sum, part;
    sum.record(kUs * 5);
    sum.record(kMs);
    part.record(kMs);
    part.record(kMs);
    sum.merge(part);
    EXPECT_EQ(sum.count(), 4u);
    EXPECT_EQ(sum.sumNs(), 5 * kUs + 3 * kMs);
    EXPECT_EQ(sum.bucket(Histogram::bucketOf(kMs)), 3u);
    sum.subtract(part);
    EXPECT_EQ(sum.count(), 2u);
    EXPECT_EQ(sum.sumNs(), 5 * kUs + kMs);
    part.subtract(sum); // not "earlier": what cannot be is zero
    EXPECT_EQ(part.count(), 1u);
    EXPECT_EQ(part.bucket(Histogram::bucketOf(5 * kUs)), 0u);
    sum.clear();
    EXPECT_EQ(sum.count() + sum.sumNs(), 0u);
}

TEST(Histogram, CountsWhatIsShorterThanAGivenTime) {
    Histogram histogram;
    for (std::uint64_t us = 1; us <= 4'000; ++us) {
        histogram.record(us * kUs);
    }
    std::uint64_t last = 0;
    for (std::uint64_t ns = 0; ns < 6 * kMs; ns += 7'001) {
        const std::uint64_t below = histogram.countBelow(ns);
        ASSERT_GE(below, last) << ns;
        ASSERT_NEAR(static_cast<double>(below), static_cast<double>(std::min(ns / kUs, std::uint64_t{4'000})),
                    40 + static_cast<double>(ns / kUs) / 10)
            << ns;
        last = below;
    }
    EXPECT_EQ(last, 4'000u);
    for (std::size_t i = 0, exact = 0; i < kLast; ++i) {
        exact += histogram.bucket(i);
        EXPECT_EQ(histogram.countBelow(Histogram::upperBoundNs(i)), exact) << i;
    }
    EXPECT_EQ(histogram.countBelow(~std::uint64_t{0}), 4'000u);
}

} // namespace
} // namespace aha::test
