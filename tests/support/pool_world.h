#pragma once

#include "core/pool/pool_state.h"
#include "support/fake_clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace aha::test {

// A pool with the world around it: carries out its actions, remembers what became of each acquire, and checks
// what must always hold.
class PoolWorld final : public pool::LivenessProbe {
public:
    explicit PoolWorld(const pool::PoolOptions& wanted, std::uint64_t seed = 1)
        : options(wanted), state(clock, "db", options, *this, seed) {}

    // Each waiter's end, by its id: a lease or an error.
    struct Outcome {
        pool::Lease lease;
        std::optional<Error> error;
    };

    pool::PoolState::Acquired acquire(const std::string& holder = "app.php:1",
                                      std::uint64_t limitMs = pool::kNever) {
        auto acquired = state.acquire(holder, limitMs);
        if (acquired.kind == pool::PoolState::Acquired::Kind::Granted) {
            hold(acquired.lease);
        } else if (acquired.kind == pool::PoolState::Acquired::Kind::Queued) {
            waiting.push_back(acquired.waiter);
        }
        settle();
        return acquired;
    }
    // For tests that need no more than a connection.
    pool::Lease lease(const std::string& holder = "app.php:1") {
        auto acquired = acquire(holder);
        if (acquired.kind == pool::PoolState::Acquired::Kind::Granted) {
            return acquired.lease;
        }
        connectAll();
        EXPECT_TRUE(outcomes.count(acquired.waiter) == 1 && !outcomes[acquired.waiter].error);
        return outcomes[acquired.waiter].lease;
    }
    bool release(pool::Lease lease, pool::Release how = pool::Release::Reusable) {
        held.erase(lease.id);
        bool done = state.release(lease, how);
        settle();
        return done;
    }
    bool cancel(pool::WaiterId waiter) {
        forget(waiter);
        bool done = state.cancel(waiter);
        settle();
        return done;
    }
    void connectAll() {
        while (!connecting.empty()) {
            connected(*connecting.begin());
        }
    }
    void connected(pool::ConnectionId id) {
        connecting.erase(id);
        open.insert(id);
        state.onConnected(id);
        settle();
    }
    void fail(pool::ConnectionId id,
              const Error& error = {Errc::Refused, "connect to 127.0.0.1:1: refused"}) {
        state.onConnectFailed(id, error);
        settle();
    }
    void pinged(pool::ConnectionId id, bool isAlive) {
        pinging.erase(id);
        state.onPinged(id, isAlive);
        settle();
    }
    void lost(pool::ConnectionId id) {
        state.onLost(id);
        settle();
    }
    void close(bool atOnce) {
        if (atOnce) {
            held.clear();
        }
        state.close(atOnce);
        settle();
    }
    void setMax(std::size_t max) {
        options.max = max;
        state.setMax(max);
        settle();
    }
    void warmUp() {
        state.warmUp();
        settle();
    }
    void advance(std::uint64_t ms) { // each tick at its time
        std::uint64_t end = clock.nowMs() + ms;
        while (state.nextDueMs() <= end) {
            std::uint64_t due = state.nextDueMs();
            clock.advance(due > clock.nowMs() ? due - clock.nowMs() : 0);
            state.tick();
            settle();
            ASSERT_GT(state.nextDueMs(), clock.nowMs()) << "a tick that leaves something to do would spin";
        }
        clock.advance(end - clock.nowMs());
    }
    void settle() {
        while (auto action = state.takeAction()) {
            carryOut(*action);
        }
        check();
    }
    void check() {
        // Above a maximum that was lowered there is only what was there before.
        EXPECT_LE(state.size(), std::max(options.max, lastSize_));
        lastSize_ = state.size();
        // Nobody waits for more than what is coming while an idle connection lies beside.
        EXPECT_TRUE(state.idle() == 0 || state.waiting() <= state.connecting() + state.pinging());
        EXPECT_EQ(state.size(), state.idle() + state.leased() + state.connecting() + state.pinging());
        EXPECT_EQ(state.size(), connecting.size() + open.size());
        EXPECT_EQ(state.connecting(), connecting.size());
        EXPECT_EQ(state.pinging(), pinging.size());
        EXPECT_EQ(state.waiting(), waiting.size());
        EXPECT_EQ(state.leased(), held.size());
        const pool::PoolCounters& counters = state.counters();
        EXPECT_EQ(counters.created, counters.closedTotal() + open.size());
        EXPECT_EQ(counters.acquires, counters.granted + counters.refused + counters.failed +
                                         counters.timeouts + counters.cancelled + state.waiting());
        if (state.isClosed()) {
            EXPECT_EQ(state.size() + state.waiting(), 0U);
            EXPECT_EQ(state.nextDueMs(), pool::kNever);
        }
    }

    pool::Liveness liveness(pool::ConnectionId id) override {
        EXPECT_EQ(open.count(id), 1U);
        auto found = health.find(id);
        return found == health.end() ? pool::Liveness::Alive : found->second;
    }

    pool::PoolOptions options;
    FakeClock clock;
    std::set<pool::ConnectionId> connecting, open, pinging;
    std::map<pool::ConnectionId, pool::Liveness> health; // Alive unless it says otherwise
    std::map<std::uint64_t, pool::Lease> held;           // by lease id
    std::vector<pool::WaiterId> waiting;                 // in order of arrival
    std::map<pool::WaiterId, Outcome> outcomes;
    std::vector<pool::CloseReason> closes;
    int closedEvents = 0;
    pool::PoolState state;

private:
    std::size_t lastSize_ = 0;
    void hold(const pool::Lease& lease) {
        EXPECT_EQ(open.count(lease.connection), 1U);
        for (const auto& [id, other] : held) {
            EXPECT_NE(other.connection, lease.connection) << "leased twice";
        }
        EXPECT_TRUE(held.emplace(lease.id, lease).second);
    }
    void forget(pool::WaiterId waiter) {
        for (auto it = waiting.begin(); it != waiting.end(); ++it) {
            if (*it == waiter) {
                waiting.erase(it);
                return;
            }
        }
    }
    void end(pool::WaiterId waiter, Outcome outcome) {
        EXPECT_EQ(outcomes.count(waiter), 0U) << "ended twice";
        outcomes[waiter] = std::move(outcome);
        forget(waiter);
    }
    void carryOut(pool::PoolAction& action) {
        using Kind = pool::PoolAction::Kind;
        EXPECT_EQ(closedEvents, 0) << "something comes after Closed";
        switch (action.kind) {
        case Kind::Connect: connecting.insert(action.connection); break;
        case Kind::Disconnect:
            EXPECT_EQ(connecting.erase(action.connection) + open.erase(action.connection), 1U);
            pinging.erase(action.connection);
            closes.push_back(action.reason);
            break;
        case Kind::Ping: EXPECT_TRUE(pinging.insert(action.connection).second); break;
        case Kind::Grant:
            EXPECT_EQ(action.waiter, waiting.front()) << "not in order";
            hold(action.lease);
            end(action.waiter, {action.lease, {}});
            break;
        case Kind::Fail: end(action.waiter, {{}, std::move(action.error)}); break;
        case Kind::Closed: ++closedEvents; break;
        }
    }
};

} // namespace aha::test
