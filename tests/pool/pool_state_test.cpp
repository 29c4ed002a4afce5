#include "core/pool/pool_state.h"

#include "support/pool_world.h"

#include <gtest/gtest.h>

namespace aha::pool {
namespace {

using Kind = PoolState::Acquired::Kind;
using test::PoolWorld;

PoolOptions upTo(std::size_t max, std::size_t maxWaiters = 1000) {
    PoolOptions options;
    options.max = max;
    options.maxWaiters = maxWaiters;
    options.backOff.jitter = 0;
    return options;
}

TEST(PoolState, ConnectsForTheFirstAndReusesForTheNext) {
    PoolWorld world(upTo(2));
    auto first = world.acquire();
    EXPECT_EQ(first.kind, Kind::Queued);
    ASSERT_EQ(world.connecting.size(), 1U);
    world.connectAll();
    Lease lease = world.outcomes.at(first.waiter).lease;
    EXPECT_TRUE(world.release(lease));
    auto second = world.acquire();
    ASSERT_EQ(second.kind, Kind::Granted);
    EXPECT_EQ(second.lease.connection, lease.connection);
    EXPECT_NE(second.lease.id, lease.id);
    EXPECT_DOUBLE_EQ(world.state.counters().reuseRatio(), 0.5);
}

TEST(PoolState, ALeaseIsReleasedOnce) {
    PoolWorld world(upTo(1));
    Lease old = world.lease();
    EXPECT_TRUE(world.release(old));
    EXPECT_FALSE(world.release(old));
    Lease now = world.lease();
    EXPECT_FALSE(world.state.release(old, Release::Broken)); // the same connection, another's lease
    EXPECT_EQ(world.state.leased(), 1U);
    EXPECT_FALSE(world.state.release({}, Release::Reusable));
    EXPECT_TRUE(world.release(now));
}

TEST(PoolState, TakesTheConnectionUsedLast) {
    PoolWorld world(upTo(3));
    Lease a = world.lease(), b = world.lease(), c = world.lease();
    world.release(b);
    world.release(c);
    world.release(a);
    EXPECT_EQ(world.lease().connection, a.connection);
    EXPECT_EQ(world.lease().connection, c.connection);
    EXPECT_EQ(world.lease().connection, b.connection);
}

TEST(PoolState, IsDisabledByAMaximumOfZero) {
    PoolWorld world(upTo(0));
    auto refused = world.acquire();
    ASSERT_EQ(refused.kind, Kind::Refused);
    EXPECT_EQ(refused.error->code, Errc::Unsupported);
    EXPECT_EQ(refused.error->message, "The pool \"db\" is disabled: its maximum is 0");
    EXPECT_EQ(world.state.nextDueMs(), kNever);
}

TEST(PoolState, RefusesAtOnceWhenNobodyMayWait) {
    PoolWorld world(upTo(2, 0));
    world.lease("app.php:12"); // waiting for one's own connection is allowed
    world.advance(3'100);
    world.lease("app.php:40");
    world.advance(120);
    auto refused = world.acquire();
    ASSERT_EQ(refused.kind, Kind::Refused);
    EXPECT_EQ(refused.error->code, Errc::TooMany);
    EXPECT_EQ(refused.error->message, "The pool \"db\" is exhausted: 2 of 2 in use, longest by app.php:12 "
                                      "(3.2 s), app.php:40 (0.1 s); 0 wait");
}

TEST(PoolState, WaitersHaveALimit) {
    PoolWorld world(upTo(1, 2));
    Lease lease = world.lease("a.php:1");
    auto first = world.acquire(), second = world.acquire();
    EXPECT_EQ(second.kind, Kind::Queued);
    auto refused = world.acquire();
    ASSERT_EQ(refused.kind, Kind::Refused);
    EXPECT_EQ(refused.error->message,
              "The pool \"db\" is exhausted: 1 of 1 in use, longest by a.php:1 (0.0 s); 2 wait");
    world.release(lease);
    ASSERT_EQ(world.outcomes.count(first.waiter), 1U);
    EXPECT_EQ(world.acquire().kind, Kind::Queued); // there is room again
}

TEST(PoolState, NamesSomeHoldersAndCountsTheRest) {
    PoolWorld world(upTo(7, 0));
    for (int i = 1; i <= 7; ++i) {
        world.lease("f.php:" + std::to_string(i));
    }
    EXPECT_EQ(world.acquire().error->message,
              "The pool \"db\" is exhausted: 7 of 7 in use, longest by f.php:1 (0.0 s), f.php:2 (0.0 s), "
              "f.php:3 (0.0 s), f.php:4 (0.0 s), f.php:5 (0.0 s) and 2 more; 0 wait");
    EXPECT_EQ(world.state.holders(100).size(), 7U);
}

TEST(PoolState, AWaiterHasATimeLimitOfItsOwnOrThePools) {
    PoolOptions options = upTo(1);
    options.waitTimeoutMs = 500;
    PoolWorld world(options);
    world.lease("slow.php:7");
    auto byPool = world.acquire(), byCaller = world.acquire("x", 200);
    world.advance(199);
    EXPECT_TRUE(world.outcomes.count(byCaller.waiter) == 0);
    world.advance(1);
    ASSERT_EQ(world.outcomes.count(byCaller.waiter), 1U);
    world.advance(299);
    EXPECT_TRUE(world.outcomes.count(byPool.waiter) == 0);
    world.advance(1);
    const Error& error = *world.outcomes.at(byPool.waiter).error;
    EXPECT_EQ(error.code, Errc::TimedOut);
    EXPECT_EQ(error.message, "The pool \"db\" is exhausted: no connection within 500 ms; 1 of 1 in use, "
                             "longest by slow.php:7 (0.5 s); 1 waits");
    EXPECT_EQ(world.state.counters().timeouts, 2U);
}

TEST(PoolState, ALimitOfZeroMeansAtOnce) {
    PoolWorld world(upTo(1));
    auto refused = world.acquire("x", 0);
    EXPECT_EQ(refused.kind, Kind::Refused);
    world.release(world.lease());
    EXPECT_EQ(world.acquire("x", 0).kind, Kind::Granted);
}

TEST(PoolState, ServesWaitersInOrder) {
    PoolWorld world(upTo(1));
    Lease lease = world.lease();
    auto first = world.acquire(), second = world.acquire(), third = world.acquire();
    EXPECT_TRUE(world.cancel(first.waiter));
    EXPECT_FALSE(world.cancel(first.waiter));
    world.advance(30);
    world.release(lease);
    ASSERT_EQ(world.outcomes.count(second.waiter), 1U);
    EXPECT_EQ(world.outcomes.count(third.waiter), 0U);
    EXPECT_EQ(world.state.counters().waits.count(), 2U);
    world.release(world.outcomes[second.waiter].lease, Release::Broken);
    EXPECT_EQ(world.connecting.size(), 1U); // the third gets a new one
    world.connectAll();
    EXPECT_EQ(world.outcomes.count(third.waiter), 1U);
}

TEST(PoolState, CancellingTakesBackAGrantThatIsNotDeliveredYet) {
    PoolWorld world(upTo(1));
    Lease lease = world.lease();
    auto first = world.state.acquire("a"), second = world.state.acquire("b");
    ASSERT_TRUE(world.state.release(lease, Release::Reusable));
    EXPECT_TRUE(world.state.cancel(first.waiter));
    auto action = world.state.takeAction();
    ASSERT_TRUE(action);
    EXPECT_EQ(action->kind, PoolAction::Kind::Grant);
    EXPECT_EQ(action->waiter, second.waiter);
    EXPECT_FALSE(world.state.takeAction());
    EXPECT_FALSE(world.state.cancel(first.waiter));
}

TEST(PoolState, ClosesWhatIsDeadAtBorrowAndTriesTheNext) {
    PoolWorld world(upTo(3));
    Lease a = world.lease(), b = world.lease();
    world.release(a);
    world.release(b);
    world.health[b.connection] = Liveness::Dead;
    auto acquired = world.acquire();
    ASSERT_EQ(acquired.kind, Kind::Granted);
    EXPECT_EQ(acquired.lease.connection, a.connection);
    EXPECT_EQ(world.closes, std::vector<CloseReason>{CloseReason::DeadAtBorrow});
}

TEST(PoolState, AsksThePeerWhereOnlyItCanTell) {
    PoolWorld world(upTo(2, 0));
    Lease a = world.lease();
    world.release(a);
    world.health[a.connection] = Liveness::NeedsPing;
    auto waits = world.acquire();
    ASSERT_EQ(waits.kind, Kind::Queued);
    ASSERT_EQ(world.pinging.size(), 1U);
    EXPECT_TRUE(world.connecting.empty()); // one is coming already
    world.pinged(a.connection, true);
    EXPECT_EQ(world.outcomes.at(waits.waiter).lease.connection, a.connection);
    world.release(world.outcomes.at(waits.waiter).lease);

    auto again = world.acquire();
    world.pinged(a.connection, false);
    EXPECT_EQ(world.closes, std::vector<CloseReason>{CloseReason::PingFailed});
    world.connectAll();
    EXPECT_FALSE(world.outcomes.at(again.waiter).error);
}

TEST(PoolState, APingThatNobodyAnswersEnds) {
    PoolWorld world(upTo(1));
    Lease a = world.lease();
    world.release(a);
    world.health[a.connection] = Liveness::NeedsPing;
    auto waits = world.acquire();
    world.advance(1'999);
    EXPECT_EQ(world.pinging.size(), 1U);
    world.advance(1);
    EXPECT_TRUE(world.pinging.empty());
    world.state.onPinged(a.connection, true); // too late
    world.connectAll();
    EXPECT_EQ(world.outcomes.count(waits.waiter), 1U);
}

TEST(PoolState, AFailingPeerGetsOneConnectPerPauseHoweverManyWait) {
    PoolOptions options = upTo(10);
    options.waitTimeoutMs = 60'000;
    PoolWorld world(options);
    std::vector<WaiterId> waiters;
    for (int i = 0; i < 10; ++i) {
        waiters.push_back(world.acquire().waiter);
    }
    EXPECT_EQ(world.connecting.size(), 8U); // maxConnecting
    while (!world.connecting.empty()) {
        world.fail(*world.connecting.begin());
    }
    for (WaiterId waiter : waiters) {
        EXPECT_EQ(world.outcomes.at(waiter).error->code, Errc::Refused);
    }
    EXPECT_EQ(world.state.counters().connectErrors, 8U);
    // From now on one at a time, after 100, 200, 400 … up to 5,000 ms.
    for (std::uint64_t pause : {100, 200, 400, 800, 1600, 3200, 5000, 5000}) {
        for (int i = 0; i < 5; ++i) {
            EXPECT_EQ(world.acquire().kind, Kind::Queued);
        }
        world.advance(pause - 1);
        EXPECT_TRUE(world.connecting.empty()) << pause;
        world.advance(1);
        ASSERT_EQ(world.connecting.size(), 1U) << pause;
        world.fail(*world.connecting.begin());
        EXPECT_EQ(world.state.waiting(), 0U);
    }
    // Success ends it.
    world.acquire();
    world.acquire();
    world.advance(5'000);
    world.connectAll();
    EXPECT_EQ(world.held.size(), 2U);
    EXPECT_EQ(world.state.counters().connectErrors, 16U);
}

TEST(PoolState, SaysWhyThereIsNoConnectionToThoseWhoMayNotWait) {
    PoolWorld world(upTo(2, 0));
    world.acquire();
    world.fail(*world.connecting.begin());
    auto refused = world.acquire();
    ASSERT_EQ(refused.kind, Kind::Refused);
    EXPECT_EQ(refused.error->code, Errc::Refused);
    EXPECT_EQ(refused.error->message, "The pool \"db\" has no connection: connect to 127.0.0.1:1: refused");
    world.advance(100);
    EXPECT_EQ(world.acquire().kind, Kind::Queued);
}

TEST(PoolState, AFailedConnectLeavesWaitersToTheConnectionsInUse) {
    PoolWorld world(upTo(2));
    Lease lease = world.lease("a.php:1");
    auto waits = world.acquire();
    world.fail(*world.connecting.begin());
    EXPECT_EQ(world.state.waiting(), 1U);
    world.release(lease);
    EXPECT_EQ(world.outcomes.at(waits.waiter).lease.connection, lease.connection);
}

TEST(PoolState, AConnectThatNeverEndsEnds) {
    PoolOptions options = upTo(1);
    options.waitTimeoutMs = 60'000;
    PoolWorld world(options);
    auto waits = world.acquire();
    ConnectionId id = *world.connecting.begin();
    world.advance(9'999);
    EXPECT_EQ(world.connecting.size(), 1U);
    world.advance(1);
    EXPECT_EQ(world.outcomes.at(waits.waiter).error->code, Errc::TimedOut);
    world.state.onConnected(id); // too late, and gone already
    EXPECT_EQ(world.state.size(), 0U);
}

TEST(PoolState, ClosesIdleOnesDownToTheMinimum) {
    PoolOptions options = upTo(4);
    options.min = 2;
    options.idleTimeoutMs = 10'000;
    PoolWorld world(options);
    world.state.warmUp();
    world.settle();
    EXPECT_EQ(world.connecting.size(), 2U);
    world.connectAll();
    std::vector<Lease> leases{world.lease(), world.lease(), world.lease(), world.lease()};
    for (const Lease& lease : leases) {
        world.release(lease);
    }
    world.advance(9'000);
    EXPECT_EQ(world.state.size(), 4U);
    world.advance(2'000);
    EXPECT_EQ(world.state.size(), 2U);
    EXPECT_EQ(world.closes, std::vector<CloseReason>(2, CloseReason::IdleTimeout));
    world.lost(leases[3].connection); // the minimum is made up for
    EXPECT_EQ(world.connecting.size(), 1U);
}

TEST(PoolState, ALifetimeEndsIdleAndLeasedOnes) {
    PoolOptions options = upTo(2);
    options.maxLifetimeMs = 10'000;
    options.lifetimeJitter = 0;
    options.idleTimeoutMs = 0;
    PoolWorld world(options);
    Lease kept = world.lease(), idle = world.lease();
    world.release(idle);
    world.advance(11'000);
    EXPECT_EQ(world.state.idle(), 0U);
    EXPECT_EQ(world.state.leased(), 1U);
    world.release(kept);
    EXPECT_EQ(world.closes, std::vector<CloseReason>(2, CloseReason::Lifetime));
}

TEST(PoolState, JitterSpreadsLifetimes) {
    PoolOptions options = upTo(20);
    options.maxConnecting = 20;
    options.min = 20;
    options.idleTimeoutMs = 0;
    options.maxLifetimeMs = 100'000;
    options.lifetimeJitter = 0.5;
    options.checkIntervalMs = 1;
    PoolWorld world(options);
    world.state.warmUp();
    world.settle();
    world.connectAll();
    world.clock.advance(49'999);
    world.state.tick();
    world.settle();
    EXPECT_TRUE(world.closes.empty());
    world.clock.advance(25'000);
    world.state.tick();
    world.settle();
    EXPECT_GT(world.closes.size(), 2U);
    EXPECT_LT(world.closes.size(), 18U);
}

TEST(PoolState, HeartbeatsPingIdleOnes) {
    PoolOptions options = upTo(1);
    options.heartbeatMs = 3'000;
    options.idleTimeoutMs = 0;
    PoolWorld world(options);
    Lease lease = world.lease();
    world.release(lease);
    for (int i = 0; i < 3; ++i) {
        world.advance(3'000);
        ASSERT_EQ(world.pinging.size(), 1U);
        world.pinged(lease.connection, true);
        EXPECT_EQ(world.state.idle(), 1U);
    }
    world.advance(3'000);
    world.pinged(lease.connection, false);
    EXPECT_EQ(world.state.size(), 0U);
}

TEST(PoolState, ALostConnectionIsNotLeasedAgain) {
    PoolWorld world(upTo(2));
    Lease a = world.lease(), b = world.lease();
    world.release(a);
    world.lost(a.connection);
    world.lost(b.connection);
    EXPECT_EQ(world.state.size(), 1U); // b's borrower has it still
    world.release(b);
    EXPECT_EQ(world.closes, std::vector<CloseReason>(2, CloseReason::PeerClosed));
    world.lost(a.connection); // unknown by now
}

TEST(PoolState, InvalidatingReplacesAllConnections) {
    PoolWorld world(upTo(3));
    Lease leased = world.lease(), idle = world.lease();
    world.release(idle);
    world.lease();
    auto waits = world.acquire();
    ASSERT_EQ(world.connecting.size(), 1U);
    ConnectionId old = *world.connecting.begin();
    world.state.invalidateAll();
    world.settle();
    ASSERT_EQ(world.connecting.size(), 1U); // anew, for the one who waits
    EXPECT_NE(*world.connecting.begin(), old);
    world.connectAll();
    EXPECT_EQ(world.outcomes.count(waits.waiter), 1U);
    world.release(leased);
    EXPECT_EQ(world.closes.back(), CloseReason::Invalidated);
}

TEST(PoolState, ClosesGracefully) {
    PoolWorld world(upTo(1));
    Lease lease = world.lease();
    auto waits = world.acquire();
    world.close(false);
    auto refused = world.acquire();
    EXPECT_EQ(refused.error->message, "The pool \"db\" is closed");
    EXPECT_EQ(refused.error->code, Errc::Closed);
    EXPECT_EQ(world.closedEvents, 0);
    world.release(lease);
    Lease last = world.outcomes.at(waits.waiter).lease;
    world.release(last);
    EXPECT_EQ(world.closedEvents, 1);
    EXPECT_TRUE(world.state.isClosed());
    world.close(true);
    EXPECT_EQ(world.closedEvents, 1);
}

TEST(PoolState, ClosesAtOnce) {
    PoolWorld world(upTo(2));
    Lease lease = world.lease();
    world.release(world.lease());
    world.lease();
    auto waits = world.acquire();
    world.close(true);
    EXPECT_EQ(world.outcomes.at(waits.waiter).error->code, Errc::Closed);
    EXPECT_EQ(world.closedEvents, 1);
    EXPECT_TRUE(world.open.empty());
    EXPECT_FALSE(world.release(lease));
}

TEST(PoolState, OneConnectionServesAThousandWaitersInOrder) {
    PoolWorld world(upTo(1, 1000));
    Lease lease = world.lease();
    std::vector<WaiterId> waiters;
    for (int i = 0; i < 1000; ++i) {
        auto acquired = world.acquire();
        ASSERT_EQ(acquired.kind, Kind::Queued);
        waiters.push_back(acquired.waiter);
    }
    EXPECT_EQ(world.acquire().kind, Kind::Refused); // the 1,001st
    for (WaiterId waiter : waiters) {
        world.release(lease);
        ASSERT_EQ(world.outcomes.count(waiter), 1U);
        lease = world.outcomes[waiter].lease;
    }
    world.release(lease);
    EXPECT_EQ(world.state.counters().granted, 1001U);
    EXPECT_EQ(world.state.counters().created, 1U);
    EXPECT_EQ(world.state.counters().reused, 1000U);
}

TEST(PoolState, EachReasonHasAName) {
    for (std::size_t i = 0; i <= kCloseReasons; ++i) {
        EXPECT_NE(closeReasonName(CloseReason(i)), "unknown");
    }
}

} // namespace
} // namespace aha::pool
