#include "core/base/counter.h"
#include "core/base/server_stats.h"

#include <gtest/gtest.h>

#include <cstring>
#include <thread>

namespace aha::test {
namespace {

TEST(Counter, CountsUpAndDown) {
    Counter counter;
    EXPECT_EQ(counter.value(), 0u);
    ++counter;
    counter.add(10);
    counter.subtract(3);
    --counter;
    EXPECT_EQ(counter, 7u);
    counter.set(41);
    const Counter copy = counter;
    ++counter;
    EXPECT_EQ(copy, 41u);
    counter = copy;
    EXPECT_EQ(counter, 41u);
}

TEST(Counter, IsReadWhileAnotherThreadWrites) {
    Counter counter;
    constexpr std::uint64_t kEnd = 100'000;
    std::thread writer([&counter] {
        for (std::uint64_t i = 0; i < kEnd; ++i) {
            ++counter;
        }
    });
    std::uint64_t last = 0;
    while (last < kEnd) {
        const std::uint64_t now = counter;
        ASSERT_GE(now, last);
        last = now;
    }
    writer.join();
    EXPECT_EQ(counter, kEnd);
}

// Every counter gets a value of its own, whatever members there are.
ServerStats numbered(std::uint64_t from) {
    ServerStats stats;
    auto* words = reinterpret_cast<std::uint64_t*>(&stats);
    for (std::size_t i = 0; i < sizeof stats / sizeof *words; ++i) {
        words[i] = from + i;
    }
    return stats;
}

TEST(ServerStats, TotalsAreMergedAndWhatIsNowIsNot) {
    ServerStats sum = numbered(1000);
    const ServerStats other = numbered(5);
    sum.mergeTotals(other);
    const auto* got = reinterpret_cast<const std::uint64_t*>(&sum);
    for (std::size_t i = 0; i < sizeof sum / sizeof *got; ++i) {
        const auto* at = reinterpret_cast<const Counter*>(got + i);
        const bool isNow = at == &sum.connections || at == &sum.inFlight || at == &sum.queued;
        EXPECT_EQ(got[i], isNow ? 1000 + i : 1005 + 2 * i) << "member at " << i;
    }
}

TEST(ServerStats, ClearLeavesNothing) {
    ServerStats stats = numbered(1);
    stats.clear();
    const auto* got = reinterpret_cast<const std::uint64_t*>(&stats);
    for (std::size_t i = 0; i < sizeof stats / sizeof *got; ++i) {
        EXPECT_EQ(got[i], 0u) << "member at " << i;
    }
}

} // namespace
} // namespace aha::test
