#include "core/server/admission.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <random>
#include <vector>

namespace aha::test {
namespace {

using server::Admission;
using Verdict = Admission::Verdict;
constexpr std::uint64_t kNobody = ~std::uint64_t{0};

TEST(Admission, AdmitsExactlyAsManyAsTheLimit) {
    for (const std::uint32_t limit : {1u, 2u, 7u}) {
        std::deque<Admission::Waiter> waiters(limit + 1);
        Admission gate({limit, 0, 1000});
        for (std::uint32_t i = 0; i < limit; ++i) {
            EXPECT_EQ(gate.arrive(waiters[i], 0), Verdict::Admitted) << i;
        }
        EXPECT_EQ(gate.arrive(waiters[limit], 0), Verdict::Refused) << "N + 1";
        EXPECT_EQ(gate.running(), limit);
        gate.leave();
        EXPECT_EQ(gate.arrive(waiters[limit], 0), Verdict::Admitted);
    }
}

TEST(Admission, QueuesExactlyAsManyAsTheLimit) {
    std::array<Admission::Waiter, 4> waiters;
    Admission gate({1, 100, 2});
    EXPECT_EQ(gate.arrive(waiters[0], 0), Verdict::Admitted);
    EXPECT_EQ(gate.arrive(waiters[1], 0), Verdict::Queued);
    EXPECT_EQ(gate.arrive(waiters[2], 0), Verdict::Queued);
    EXPECT_EQ(gate.arrive(waiters[3], 0), Verdict::Refused);
    EXPECT_EQ(gate.queued(), 2u);
    EXPECT_FALSE(waiters[3].isWaiting());
}

TEST(Admission, LetsThemInInOrderAndNobodyOvertakes) {
    std::array<Admission::Waiter, 4> waiters;
    Admission gate({1, 100, 10});
    gate.arrive(waiters[0], 0);
    gate.arrive(waiters[1], 1);
    gate.arrive(waiters[2], 2);
    EXPECT_EQ(gate.takeNext(), nullptr) << "there is no room";
    gate.leave();
    EXPECT_TRUE(gate.hasNext());
    EXPECT_EQ(gate.arrive(waiters[3], 3), Verdict::Queued) << "there is room, but others were first";
    EXPECT_EQ(gate.takeNext(), &waiters[1]);
    EXPECT_FALSE(waiters[1].isWaiting());
    EXPECT_EQ(gate.takeNext(), nullptr);
    gate.leave();
    EXPECT_EQ(gate.takeNext(), &waiters[2]);
    gate.leave();
    EXPECT_EQ(gate.takeNext(), &waiters[3]);
    gate.leave();
    EXPECT_EQ(gate.running(), 0u);
    EXPECT_FALSE(gate.hasNext());
}

TEST(Admission, PatienceEndsToTheMillisecond) {
    std::array<Admission::Waiter, 3> waiters;
    Admission gate({1, 100, 10});
    gate.arrive(waiters[0], 0);
    EXPECT_EQ(gate.nextDueMs(), kNobody);
    gate.arrive(waiters[1], 1'000);
    gate.arrive(waiters[2], 1'050);
    EXPECT_EQ(gate.nextDueMs(), 1'100u);
    EXPECT_EQ(gate.takeExpired(1'099), nullptr);
    EXPECT_EQ(gate.takeExpired(1'100), &waiters[1]);
    EXPECT_EQ(gate.takeExpired(1'149), nullptr);
    EXPECT_EQ(gate.nextDueMs(), 1'150u);
    EXPECT_EQ(gate.takeExpired(9'999), &waiters[2]);
    EXPECT_EQ(gate.takeExpired(kNobody), nullptr);
    EXPECT_EQ(gate.running(), 1u) << "who gave up was never in";
    EXPECT_EQ(gate.queued(), 0u);
}

TEST(Admission, ForgetsWhoHasGone) {
    std::array<Admission::Waiter, 4> waiters;
    Admission gate({1, 100, 2});
    gate.arrive(waiters[0], 0);
    gate.arrive(waiters[1], 0);
    gate.arrive(waiters[2], 5);
    gate.forget(waiters[1]);
    EXPECT_EQ(gate.nextDueMs(), 105u);
    EXPECT_EQ(gate.arrive(waiters[3], 6), Verdict::Queued) << "its place is free again";
    gate.leave();
    EXPECT_EQ(gate.takeNext(), &waiters[2]);
    gate.forget(waiters[3]);
    EXPECT_EQ(gate.queued(), 0u);
}

TEST(Admission, WithoutALimitEverybodyIsIn) {
    std::array<Admission::Waiter, 100> waiters;
    Admission gate({0, 100, 0});
    for (Admission::Waiter& waiter : waiters) {
        EXPECT_EQ(gate.arrive(waiter, 0), Verdict::Admitted);
    }
    EXPECT_EQ(gate.running(), 100u);
}

TEST(Admission, EndsWhileSomeWait) {
    Admission::Waiter first, second;
    {
        Admission gate({1, 100, 10});
        gate.arrive(first, 0);
        gate.arrive(second, 0);
    }
    EXPECT_FALSE(second.isWaiting());
}

// Against a model that is too simple to be wrong.
TEST(Admission, AgreesWithAModelOverManyRandomSteps) {
    std::mt19937 random(11);
    for (int round = 0; round < 50; ++round) {
        const std::uint32_t limit = random() % 5, room = random() % 5;
        const std::uint64_t patience = random() % 3 * 10;
        std::deque<Admission::Waiter> all;
        Admission gate({limit, patience, room});
        std::deque<std::pair<Admission::Waiter*, std::uint64_t>> waiting; // and until when
        std::uint32_t running = 0;
        std::uint64_t now = 0;
        for (int step = 0; step < 400; ++step) {
            now += random() % 4;
            switch (random() % 4) {
            case 0: {
                Admission::Waiter& waiter = all.emplace_back();
                const bool free = waiting.empty() && (limit == 0 || running < limit);
                const Verdict expected = free                                      ? Verdict::Admitted
                                         : patience == 0 || waiting.size() >= room ? Verdict::Refused
                                                                                   : Verdict::Queued;
                ASSERT_EQ(gate.arrive(waiter, now), expected);
                running += expected == Verdict::Admitted;
                if (expected == Verdict::Queued) {
                    waiting.emplace_back(&waiter, now + patience);
                }
                break;
            }
            case 1:
                if (running > 0) {
                    gate.leave();
                    --running;
                }
                break;
            case 2: {
                const bool can = !waiting.empty() && running < limit;
                ASSERT_EQ(gate.takeNext(), can ? waiting.front().first : nullptr);
                if (can) {
                    waiting.pop_front();
                    ++running;
                }
                break;
            }
            default:
                if (!waiting.empty() && random() % 2) {
                    const std::size_t at = random() % waiting.size();
                    gate.forget(*waiting[at].first);
                    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(at));
                } else {
                    const bool late = !waiting.empty() && waiting.front().second <= now;
                    ASSERT_EQ(gate.takeExpired(now), late ? waiting.front().first : nullptr);
                    if (late) {
                        waiting.pop_front();
                    }
                }
            }
            ASSERT_EQ(gate.queued(), waiting.size());
            ASSERT_EQ(gate.running(), running);
            ASSERT_EQ(gate.nextDueMs(), waiting.empty() ? kNobody : waiting.front().second);
        }
    }
}

} // namespace
} // namespace aha::test
