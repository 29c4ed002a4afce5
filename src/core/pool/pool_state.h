#pragma once

#include "core/base/clock.h"
#include "core/base/intrusive_list.h"
#include "core/pool/pool_types.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace aha::pool {

// Answers whether an idle connection still lives. Asked from within calls on the PoolState, which must not be
// called from there.
class LivenessProbe {
public:
    virtual Liveness liveness(ConnectionId connection) = 0;

protected:
    ~LivenessProbe() = default;
};

// Which connection is leased to whom, when to connect, ping and close. Pure: time is injected, what is to be
// done comes out of takeAction(); connections are numbers.
// Owned by Pool. Calls nobody but the probe.
// - A lease goes to the connection used last (so that the others grow old); waiters are served in order.
// - Connects are made as waiters need them, at most maxConnecting at a time. When one fails, the next has to
//   wait for the back-off, and there is one at a time until one succeeds, however many wait. A failure with
//   no other connection left fails all who wait, with its error; with another one in use they wait for that
//   until their time is over. An acquire while the peer is failing waits for the next attempt, as one beyond
//   max.
// - A connection that is leased when it gets too old or invalid is closed when it is given back.
class PoolState {
public:
    PoolState(const Clock& clock, std::string name, const PoolOptions& options, LivenessProbe& probe,
              std::uint64_t seed);
    ~PoolState();
    PoolState(const PoolState&) = delete;
    PoolState& operator=(const PoolState&) = delete;

    struct Acquired {
        enum class Kind : std::uint8_t {
            Granted, // lease
            Queued,  // waiter: ends by Grant, Fail or cancel()
            Refused, // error
        };
        Kind kind;
        Lease lease;
        WaiterId waiter = 0;
        std::optional<Error> error;
    };

    void warmUp(); // connects `min`; else that happens with the first acquire
    // `holder` is where it is asked from ("app.php:12"). The limit is the caller's own: 0 = only at once.
    Acquired acquire(std::string holder, std::uint64_t limitMs = kNever);
    bool cancel(WaiterId waiter);               // false: it has ended already. A Grant not yet taken
                                                // is undone
    bool release(Lease lease, Release release); // false: ended already, by a release or close()
    void setMax(std::size_t max);               // what is above it stays until it is given back
    void invalidateAll();                       // no connection of now is leased again
    // Gracefully: no new acquire, those who wait and those who hold one get to their end. At once: they do
    // not.
    void close(bool atOnce);

    void onConnected(ConnectionId id);
    void onConnectFailed(ConnectionId id, const Error& error);
    void onPinged(ConnectionId id, bool isAlive);
    void onLost(ConnectionId id);    // the peer has closed it
    void tick();                     // at nextDueMs(); earlier does no harm
    std::uint64_t nextDueMs() const; // kNever: nothing to do

    std::optional<PoolAction> takeAction();

    const std::string& name() const { return name_; }
    const PoolOptions& options() const { return options_; }
    const PoolCounters& counters() const { return counters_; }
    std::size_t size() const { return connections_.size(); }
    std::size_t idle() const { return idleCount_; }
    std::size_t leased() const { return leasedCount_; }
    std::size_t connecting() const { return connectingCount_; }
    std::size_t pinging() const { return pingingCount_; }
    std::size_t waiting() const { return waiters_.size(); }
    bool isClosed() const { return phase_ == Phase::Closed; }
    const std::string& lastError() const { return lastError_.message; } // of a connect; "" = none yet

    using Holder = PoolReport::Place;
    std::vector<Holder> holders(std::size_t limit) const; // longest first
    PoolReport report() const;
    Error exhaustedError(std::string_view detail = {}) const;

private:
    enum class Phase : std::uint8_t {
        Open,
        Draining, // close() was called: the rest ends
        Closed,
    };
    enum class State : std::uint8_t { Connecting, Idle, Pinging, Leased };
    struct Connection : Link<> {
        ConnectionId id = 0;
        State state = State::Connecting;
        bool isInvalid = false; // not to be leased again
        bool isLost = false;    // the peer has closed it while it was leased
        std::uint64_t wave = 0; // of the connect
        std::uint64_t expiresMs = kNever;
        std::uint64_t usedMs = 0;    // given back, or connected
        std::uint64_t checkedMs = 0; // known to live
        std::uint64_t dueMs = 0;     // of connect or ping
        std::uint64_t leasedMs = 0;
        std::uint64_t lease = 0;
        std::uint64_t uses = 0;
        std::string holder;
    };
    struct Waiter {
        std::string holder;
        std::uint64_t sinceMs;
        std::uint64_t dueMs;
    };
    using List = IntrusiveList<Connection>;

    Connection* find(ConnectionId id, State state);
    void enter(Connection& connection, State state);
    void leave(Connection& connection);
    std::size_t& countOf(State state);
    List& listOf(State state);

    std::optional<Error> refusal() const;
    std::size_t roomToConnect() const;
    bool mayConnect() const;
    std::size_t connectsWanted() const;
    Connection* borrow();
    Lease grant(Connection& connection, std::string holder);
    void grantFirst(Connection& connection);
    void failWaiter(std::map<WaiterId, Waiter>::iterator waiter, Error error);
    void failAllWaiters(const Error& error);
    void connect();
    void ping(Connection& connection);
    void makeAvailable(Connection& connection);
    void closeConnection(Connection& connection, CloseReason reason);
    void connectFailed(Connection& connection, const Error& error);
    void expireWaiters();
    void expireSlow();
    void checkIdle();
    void pump();
    void finishClosing();
    void push(PoolAction action) { actions_.push_back(std::move(action)); }
    Error waitError(const Waiter& waiter) const;
    std::string label() const { return "The pool \"" + name_ + "\""; }

    const Clock& clock_;
    std::string name_;
    PoolOptions options_;
    LivenessProbe& probe_;
    BackOff backOff_;
    PoolCounters counters_;
    std::unordered_map<ConnectionId, Connection> connections_;
    List connecting_, idle_, pinging_, leased_; // in order of their time in that state
    std::size_t connectingCount_ = 0, idleCount_ = 0, pingingCount_ = 0, leasedCount_ = 0;
    std::map<WaiterId, Waiter> waiters_; // ids grow: in order of arrival
    std::set<std::pair<std::uint64_t, WaiterId>> deadlines_;
    std::deque<PoolAction> actions_;
    Error lastError_{Errc::Io, {}};
    std::uint64_t nextId_ = 1;
    std::uint64_t nextCheckMs_ = 0;
    Phase phase_ = Phase::Open;
    bool isWarm_ = false; // `min` is kept
};

} // namespace aha::pool
