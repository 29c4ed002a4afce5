#include "core/pool/pool.h"

#include "support/fake_clock.h"

#include <gtest/gtest.h>

#include <deque>

namespace aha::pool {
namespace {

// The loop of the tests: time moves when they say so.
class FakeHost final : public PoolHost {
public:
    const Clock& clock() const override { return clock_; }
    void arm(WheelTimer& timer, std::uint64_t delayMs) override {
        wheel_.arm(timer, clock_.nowMs() + delayMs);
    }
    void cancel(WheelTimer& timer) override { wheel_.cancel(timer); }
    void advance(std::uint64_t ms) {
        for (std::uint64_t i = 0; i < ms; ++i) {
            clock_.advance(1);
            wheel_.advance(clock_.nowMs());
        }
    }
    void turn() { wheel_.advance(clock_.nowMs()); }
    std::size_t timers() const { return wheel_.size(); }

private:
    test::FakeClock clock_;
    TimerWheel wheel_{clock_.nowMs()};
};

struct FakeConnection final : PoolConnection {
    explicit FakeConnection(PoolSlot at, std::vector<FakeConnection*>& list) : slot(at), all(list) {
        all.push_back(this);
    }
    ~FakeConnection() override { std::erase(all, this); }
    Liveness liveness() override { return health; }
    void ping() override { ++pings; }

    PoolSlot slot;
    std::vector<FakeConnection*>& all;
    Liveness health = Liveness::Alive;
    int pings = 0;
};

struct Waiter final : PoolWaiter {
    void onLease(PoolLease got) override {
        lease = std::move(got);
        ++calls;
        if (action) {
            action();
        }
    }
    void onAcquireFailed(const Error& failed) override {
        error = failed;
        ++calls;
        if (action) {
            action();
        }
    }
    PoolLease lease;
    std::optional<Error> error;
    int calls = 0;
    std::function<void()> action;
};

class PoolDriver : public testing::Test {
protected:
    static PoolOptions withMax(std::size_t max) {
        PoolOptions options;
        options.max = max;
        return options;
    }
    void use(const PoolOptions& options) {
        pool = std::make_unique<Pool>(host, "db", options, 1, [this](PoolSlot slot) {
            auto connection = std::make_unique<FakeConnection>(slot, connections);
            if (failsAtOnce) {
                slot.connectFailed(Error{Errc::Refused, "refused"});
            }
            return connection;
        });
    }
    PoolDriver() { use(withMax(2)); }

    FakeHost host;
    std::vector<FakeConnection*> connections; // those that exist
    bool failsAtOnce = false;
    std::unique_ptr<Pool> pool;
};

TEST_F(PoolDriver, ConnectsLeasesAndReuses) {
    Waiter first;
    auto queued = pool->acquire(first, "a.php:1");
    ASSERT_TRUE(queued.ok());
    EXPECT_FALSE(queued.value());
    EXPECT_TRUE(first.isWaiting());
    ASSERT_EQ(connections.size(), 1U);
    connections[0]->slot.connected();
    EXPECT_EQ(first.calls, 1);
    EXPECT_FALSE(first.isWaiting());
    EXPECT_EQ(first.lease.connection(), connections[0]);
    first.lease.release(Release::Reusable);
    first.lease.release(Release::Reusable);
    Waiter second;
    auto lease = pool->acquire(second, "b.php:2");
    ASSERT_TRUE(lease.ok() && lease.value());
    EXPECT_EQ(second.calls, 0);
    EXPECT_EQ(lease.value().connection(), connections[0]);
}

TEST_F(PoolDriver, ALeaseThatIsDroppedClosesItsConnection) {
    Waiter waiter;
    (void)pool->acquire(waiter, "x").ok();
    connections[0]->slot.connected();
    { PoolLease dropped = std::move(waiter.lease); }
    EXPECT_EQ(connections.size(), 1U); // not within the call: it may be the caller
    host.turn();
    EXPECT_TRUE(connections.empty());
    EXPECT_EQ(pool->state().counters().closed[std::size_t(CloseReason::Broken)], 1U);
}

TEST_F(PoolDriver, AWaiterThatGoesIsForgotten) {
    auto waiter = std::make_unique<Waiter>();
    (void)pool->acquire(*waiter, "x").ok();
    waiter.reset();
    EXPECT_EQ(pool->state().waiting(), 0U);
    connections[0]->slot.connected();
    EXPECT_EQ(pool->state().idle(), 1U);
}

TEST_F(PoolDriver, AConnectionMayFailWithinItsFactory) {
    failsAtOnce = true;
    Waiter waiter;
    auto queued = pool->acquire(waiter, "x");
    EXPECT_TRUE(queued.ok() && !queued.value());
    ASSERT_TRUE(waiter.error); // told already
    EXPECT_EQ(waiter.error->code, Errc::Refused);
    host.turn();
    EXPECT_TRUE(connections.empty());
}

TEST_F(PoolDriver, TellsWaitersThatTheirTimeIsOver) {
    Waiter waiter;
    (void)pool->acquire(waiter, "x", 200).ok();
    host.advance(199);
    EXPECT_EQ(waiter.calls, 0);
    host.advance(1);
    ASSERT_TRUE(waiter.error);
    EXPECT_EQ(waiter.error->code, Errc::TimedOut);
}

TEST_F(PoolDriver, PingsAndClosesByTheClock) {
    PoolOptions options = withMax(2);
    options.heartbeatMs = 5'000;
    options.idleTimeoutMs = 20'000;
    use(options);
    Waiter waiter;
    (void)pool->acquire(waiter, "x").ok();
    connections[0]->slot.connected();
    waiter.lease.release(Release::Reusable);
    for (int pings = 1; pings <= 3; ++pings) {
        host.advance(6'000);
        ASSERT_EQ(connections[0]->pings, pings);
        connections[0]->slot.pinged(true);
    }
    host.advance(3'000);
    EXPECT_TRUE(connections.empty());
    EXPECT_EQ(host.timers(), 0U); // an empty pool wants nothing
}

TEST_F(PoolDriver, AWaiterMayAcquireAgainReleaseAndDieInItsCallback) {
    use(withMax(1));
    auto first = std::make_unique<Waiter>();
    Waiter second, third;
    (void)pool->acquire(*first, "1").ok();
    (void)pool->acquire(second, "2").ok();
    first->action = [&] {
        first->lease.release(Release::Reusable); // goes to the second, after this
        EXPECT_EQ(second.calls, 0);
        EXPECT_TRUE(pool->acquire(third, "3").ok());
        auto moved = std::move(first->action); // keeps this function alive
        first.reset();
    };
    connections[0]->slot.connected();
    EXPECT_FALSE(first);
    EXPECT_EQ(second.calls, 1);
    EXPECT_EQ(third.calls, 0);
    second.lease.release(Release::Reusable);
    EXPECT_EQ(third.calls, 1);
    third.lease.release(Release::Reusable);
}

TEST_F(PoolDriver, AWaiterThatDiesBeforeItsGrantIsDeliveredGivesItOn) {
    use(withMax(2));
    Waiter first, last;
    auto second = std::make_unique<Waiter>();
    Waiter holderA, holderB;
    (void)pool->acquire(holderA, "a").ok();
    (void)pool->acquire(holderB, "b").ok();
    connections[0]->slot.connected();
    connections[1]->slot.connected();
    (void)pool->acquire(first, "1").ok();
    (void)pool->acquire(*second, "2").ok();
    (void)pool->acquire(last, "3").ok();
    first.action = [&] {
        holderB.lease.release(Release::Reusable); // granted to the second, and not told yet
        second.reset();
    };
    holderA.lease.release(Release::Reusable);
    EXPECT_EQ(first.calls, 1);
    EXPECT_EQ(last.calls, 1);
    first.lease.release(Release::Reusable);
    last.lease.release(Release::Reusable);
    EXPECT_EQ(pool->state().idle(), 2U);
}

TEST_F(PoolDriver, ClosingAtOnceRevokesLeasesAndTellsWaiters) {
    use(withMax(1));
    Waiter holder, waiter;
    (void)pool->acquire(holder, "a").ok();
    connections[0]->slot.connected();
    (void)pool->acquire(waiter, "b").ok();
    int closed = 0;
    pool->close(true, [&] { ++closed; });
    EXPECT_EQ(closed, 1);
    ASSERT_TRUE(waiter.error);
    EXPECT_EQ(holder.lease.connection(), nullptr);
    holder.lease.release(Release::Reusable);
    host.turn();
    EXPECT_TRUE(connections.empty());
}

TEST_F(PoolDriver, ClosingGracefullyWaitsForTheLeases) {
    Waiter holder, late;
    (void)pool->acquire(holder, "a").ok();
    connections[0]->slot.connected();
    int closed = 0;
    pool->close(false, [&] { ++closed; });
    EXPECT_EQ(pool->acquire(late, "b").error().code, Errc::Closed);
    EXPECT_EQ(closed, 0);
    holder.lease.release(Release::Reusable);
    EXPECT_EQ(closed, 1);
}

TEST_F(PoolDriver, DestroyingItEndsEverything) {
    Waiter waiter;
    (void)pool->acquire(waiter, "a").ok();
    pool.reset();
    EXPECT_EQ(waiter.calls, 1);
    EXPECT_TRUE(connections.empty());
    EXPECT_EQ(host.timers(), 0U);
}

} // namespace
} // namespace aha::pool
