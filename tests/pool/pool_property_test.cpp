#include "core/pool/pool_state.h"

#include "support/pool_world.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>

namespace aha::pool {
namespace {

using test::PoolWorld;

// Random events against a pool; PoolWorld checks after each that nothing is leased twice, that waiters are
// served in order and end once, that there are never more connections than allowed and that all counts add
// up.
class RandomRun {
public:
    explicit RandomRun(std::uint64_t seed) : random_(seed), world_(makeOptions(), seed) {}

    void play(int steps) {
        for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
            step();
        }
        finish();
    }

private:
    std::size_t upTo(std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most)(random_);
    }
    bool chance(unsigned percent) { return upTo(99) < percent; }
    template <typename Set> auto pick(const Set& set) {
        return *std::next(set.begin(), long(upTo(set.size() - 1)));
    }

    PoolOptions makeOptions() {
        PoolOptions options;
        options.max = chance(30) ? 1 : 1 + upTo(8);
        options.min = chance(50) ? 0 : upTo(options.max);
        options.maxWaiters = chance(20) ? 0 : upTo(30);
        options.waitTimeoutMs = 50 + upTo(2'000);
        options.maxConnecting = 1 + upTo(4);
        options.connectTimeoutMs = 100 + upTo(1'000);
        options.pingTimeoutMs = 50 + upTo(500);
        options.idleTimeoutMs = chance(30) ? 0 : 100 + upTo(3'000);
        options.maxLifetimeMs = chance(50) ? 0 : 100 + upTo(5'000);
        options.heartbeatMs = chance(50) ? 0 : 50 + upTo(1'000);
        options.checkIntervalMs = 1 + upTo(500);
        options.backOff.initialMs = upTo(200);
        options.backOff.maxMs = 300;
        failing_ = unsigned(upTo(60));
        return options;
    }

    void step() {
        switch (upTo(9)) {
        case 0:
        case 1:
        case 2: world_.acquire("f.php:" + std::to_string(upTo(99)), chance(20) ? upTo(500) : kNever); break;
        case 3:
        case 4:
            if (!world_.held.empty()) {
                auto lease = pick(world_.held).second;
                EXPECT_TRUE(world_.release(lease, chance(70) ? Release::Reusable : Release(upTo(4))));
                EXPECT_FALSE(world_.state.release(lease, Release::Reusable));
            }
            break;
        case 5:
            if (!world_.connecting.empty()) {
                ConnectionId id = pick(world_.connecting);
                chance(failing_) ? world_.fail(id) : world_.connected(id);
            }
            break;
        case 6:
            if (!world_.pinging.empty()) {
                world_.pinged(pick(world_.pinging), chance(70));
            }
            break;
        case 7: world_.advance(chance(80) ? upTo(50) : upTo(2'000)); break;
        case 8: change(); break;
        case 9:
            if (!world_.waiting.empty()) {
                EXPECT_TRUE(world_.cancel(pick(world_.waiting)));
            }
            break;
        }
    }

    void change() {
        if (chance(5)) {
            world_.state.invalidateAll();
            world_.settle();
        } else if (chance(5)) {
            world_.setMax(chance(10) ? 0 : 1 + upTo(8)); // 0: switched off for a while
        } else if (chance(5)) {
            world_.warmUp();
        } else if (!world_.open.empty()) {
            ConnectionId id = pick(world_.open);
            if (chance(30)) {
                world_.lost(id);
            } else {
                world_.health[id] = Liveness(upTo(2));
            }
        }
    }

    // Whatever state it is in, closing leaves nothing.
    void finish() {
        if (chance(50)) {
            world_.close(true);
        } else {
            world_.close(false);
            for (int i = 0; i < 10'000 && !world_.state.isClosed(); ++i) {
                world_.advance(50); // nobody connects any more: the waiters' limits end it
                while (!world_.held.empty()) {
                    world_.release(world_.held.begin()->second);
                }
            }
        }
        EXPECT_TRUE(world_.state.isClosed());
        EXPECT_EQ(world_.closedEvents, 1);
        EXPECT_TRUE(world_.waiting.empty());
        EXPECT_TRUE(world_.open.empty());
        EXPECT_TRUE(world_.connecting.empty());
    }

    std::mt19937_64 random_;
    unsigned failing_ = 0; // percentage of connects
    PoolWorld world_;
};

TEST(PoolProperty, HoldsForRandomEvents) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE(seed);
        RandomRun(seed).play(400);
        ASSERT_FALSE(HasFailure());
    }
}

} // namespace
} // namespace aha::pool
