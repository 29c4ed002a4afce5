#include "core/pool/pool_state.h"

#include <algorithm>

namespace aha::pool {

PoolState::PoolState(const Clock& clock, std::string name, const PoolOptions& options, LivenessProbe& probe,
                     std::uint64_t seed)
    : clock_(clock), name_(std::move(name)), options_(options), probe_(probe),
      backOff_(options.backOff, seed) {
    options_.min = std::min(options_.min, options_.max);
    options_.maxConnecting = std::max<std::size_t>(options_.maxConnecting, 1);
    options_.checkIntervalMs = std::max<std::uint64_t>(options_.checkIntervalMs, 1);
}

PoolState::~PoolState() {
    for (auto& entry : connections_) {
        entry.second.unlink();
    }
}

std::optional<PoolAction> PoolState::takeAction() {
    if (actions_.empty()) {
        return {};
    }
    PoolAction action = std::move(actions_.front());
    actions_.pop_front();
    return action;
}

// ---- the lists

std::size_t& PoolState::countOf(State state) {
    switch (state) {
    case State::Connecting: return connectingCount_;
    case State::Idle: return idleCount_;
    case State::Pinging: return pingingCount_;
    case State::Leased: break;
    }
    return leasedCount_;
}

PoolState::List& PoolState::listOf(State state) {
    switch (state) {
    case State::Connecting: return connecting_;
    case State::Idle: return idle_;
    case State::Pinging: return pinging_;
    case State::Leased: break;
    }
    return leased_;
}

PoolState::Connection* PoolState::find(ConnectionId id, State state) {
    auto found = connections_.find(id);
    return found != connections_.end() && found->second.state == state ? &found->second : nullptr;
}

void PoolState::enter(Connection& connection, State state) {
    connection.state = state;
    listOf(state).pushBack(connection);
    ++countOf(state);
}

void PoolState::leave(Connection& connection) {
    connection.unlink();
    --countOf(connection.state);
}

// ---- acquire and release

void PoolState::warmUp() {
    isWarm_ = true;
    pump();
}

PoolState::Acquired PoolState::acquire(std::string holder, std::uint64_t limitMs) {
    using Kind = Acquired::Kind;
    ++counters_.acquires;
    isWarm_ = true;
    if (waiters_.empty() && phase_ == Phase::Open) {
        if (Connection* connection = borrow()) {
            Lease lease = grant(*connection, std::move(holder));
            pump();
            return {Kind::Granted, lease, 0, {}};
        }
    }
    std::optional<Error> error = refusal();
    if (!error && limitMs == 0) {
        error = exhaustedError("no connection is there at once");
    }
    if (error) {
        ++counters_.refused;
        pump(); // what was found dead may have to be replaced
        return {Kind::Refused, {}, 0, std::move(error)};
    }
    const std::uint64_t now = clock_.nowMs();
    const std::uint64_t waitMs = std::min(limitMs, options_.waitTimeoutMs);
    const WaiterId id = nextId_++;
    const std::uint64_t dueMs = waitMs < kNever - now ? now + waitMs : kNever;
    waiters_.emplace(id, Waiter{std::move(holder), now, dueMs});
    deadlines_.emplace(dueMs, id);
    pump();
    return {Kind::Queued, {}, id, {}};
}

// The connection used last of those that live. Null: none, or it has to be asked first.
PoolState::Connection* PoolState::borrow() {
    while (Connection* connection = idle_.back()) {
        if (clock_.nowMs() >= connection->expiresMs) {
            closeConnection(*connection, CloseReason::Lifetime);
            continue;
        }
        switch (probe_.liveness(connection->id)) {
        case Liveness::Alive: return connection;
        case Liveness::NeedsPing: return nullptr;
        case Liveness::Dead: closeConnection(*connection, CloseReason::DeadAtBorrow); break;
        }
    }
    return nullptr;
}

Lease PoolState::grant(Connection& connection, std::string holder) {
    leave(connection);
    enter(connection, State::Leased);
    connection.holder = std::move(holder);
    connection.leasedMs = clock_.nowMs();
    connection.lease = nextId_++;
    ++counters_.granted;
    counters_.reused += connection.uses > 0 ? 1 : 0;
    ++connection.uses;
    return {connection.id, connection.lease};
}

void PoolState::grantFirst(Connection& connection) {
    auto first = waiters_.begin();
    const WaiterId id = first->first;
    counters_.waits.record((clock_.nowMs() - first->second.sinceMs) * 1'000'000);
    deadlines_.erase({first->second.dueMs, id});
    Lease lease = grant(connection, std::move(first->second.holder));
    waiters_.erase(first);
    PoolAction action{PoolAction::Kind::Grant};
    action.connection = connection.id;
    action.waiter = id;
    action.lease = lease;
    push(std::move(action));
}

bool PoolState::cancel(WaiterId waiter) {
    if (auto found = waiters_.find(waiter); found != waiters_.end()) {
        ++counters_.cancelled;
        deadlines_.erase({found->second.dueMs, waiter});
        waiters_.erase(found);
        pump();
        return true;
    }
    auto pending = std::find_if(actions_.begin(), actions_.end(),
                                [waiter](const PoolAction& action) { return action.waiter == waiter; });
    if (waiter == 0 || pending == actions_.end()) {
        return false;
    }
    PoolAction action = std::move(*pending);
    actions_.erase(pending);
    if (action.kind == PoolAction::Kind::Grant) {
        release(action.lease, Release::Reusable);
    }
    return true;
}

static CloseReason closeReasonOf(Release release) {
    switch (release) {
    case Release::TimedOut: return CloseReason::TimedOut;
    case Release::Cancelled: return CloseReason::Cancelled;
    case Release::NotReusable: return CloseReason::NotReusable;
    case Release::Reusable:
    case Release::Broken: break;
    }
    return CloseReason::Broken;
}

bool PoolState::release(Lease lease, Release release) {
    Connection* connection = find(lease.connection, State::Leased);
    if (!connection || connection->lease != lease.id) {
        return false;
    }
    if (release != Release::Reusable) {
        closeConnection(*connection, closeReasonOf(release));
    } else if (connection->isLost) {
        closeConnection(*connection, CloseReason::PeerClosed);
    } else if (connection->isInvalid) {
        closeConnection(*connection, CloseReason::Invalidated);
    } else if (clock_.nowMs() >= connection->expiresMs) {
        closeConnection(*connection, CloseReason::Lifetime);
    } else {
        connection->holder.clear();
        connection->usedMs = clock_.nowMs();
        makeAvailable(*connection);
    }
    pump();
    return true;
}

// A connection that has just shown that it lives.
void PoolState::makeAvailable(Connection& connection) {
    connection.checkedMs = clock_.nowMs();
    if (!waiters_.empty()) {
        grantFirst(connection);
        return;
    }
    if (idle_.empty() && nextCheckMs_ <= clock_.nowMs()) {
        nextCheckMs_ = clock_.nowMs() + options_.checkIntervalMs;
    }
    leave(connection);
    enter(connection, State::Idle);
}

void PoolState::failWaiter(std::map<WaiterId, Waiter>::iterator waiter, Error error) {
    PoolAction action{PoolAction::Kind::Fail};
    action.waiter = waiter->first;
    action.error = std::move(error);
    deadlines_.erase({waiter->second.dueMs, waiter->first});
    waiters_.erase(waiter);
    push(std::move(action));
}

void PoolState::failAllWaiters(const Error& error) {
    counters_.failed += waiters_.size();
    while (!waiters_.empty()) {
        failWaiter(waiters_.begin(), error);
    }
}

// ---- connections

void PoolState::connect() {
    const ConnectionId id = nextId_++;
    Connection& connection = connections_[id];
    connection.id = id;
    connection.wave = backOff_.wave();
    connection.dueMs = clock_.nowMs() + options_.connectTimeoutMs;
    enter(connection, State::Connecting);
    PoolAction action{PoolAction::Kind::Connect};
    action.connection = id;
    push(std::move(action));
}

void PoolState::onConnected(ConnectionId id) {
    Connection* connection = find(id, State::Connecting);
    if (!connection) {
        return; // given up meanwhile
    }
    ++counters_.created;
    backOff_.onSuccess();
    const std::uint64_t now = clock_.nowMs();
    if (options_.maxLifetimeMs > 0) {
        const double share = 1.0 - std::clamp(options_.lifetimeJitter, 0.0, 1.0) * backOff_.random();
        connection->expiresMs =
            now + std::max<std::uint64_t>(
                      static_cast<std::uint64_t>(static_cast<double>(options_.maxLifetimeMs) * share), 1);
    }
    connection->usedMs = now;
    makeAvailable(*connection);
    pump();
}

void PoolState::onConnectFailed(ConnectionId id, const Error& error) {
    if (Connection* connection = find(id, State::Connecting)) {
        connectFailed(*connection, error);
        pump();
    }
}

void PoolState::connectFailed(Connection& connection, const Error& error) {
    ++counters_.connectErrors;
    lastError_ = error;
    backOff_.onFailure(connection.wave, clock_.nowMs());
    closeConnection(connection, CloseReason::NeverConnected);
    if (connections_.empty()) {
        failAllWaiters(error);
    } else if (options_.failsFast && !waiters_.empty()) {
        ++counters_.failed;
        failWaiter(waiters_.begin(), error);
    }
}

void PoolState::ping(Connection& connection) {
    leave(connection);
    connection.dueMs = clock_.nowMs() + options_.pingTimeoutMs;
    enter(connection, State::Pinging);
    ++counters_.pings;
    PoolAction action{PoolAction::Kind::Ping};
    action.connection = connection.id;
    push(std::move(action));
}

void PoolState::onPinged(ConnectionId id, bool isAlive) {
    Connection* connection = find(id, State::Pinging);
    if (!connection) {
        return;
    }
    if (isAlive) {
        makeAvailable(*connection);
    } else {
        closeConnection(*connection, CloseReason::PingFailed);
    }
    pump();
}

void PoolState::onLost(ConnectionId id) {
    auto found = connections_.find(id);
    if (found == connections_.end()) {
        return;
    }
    Connection& connection = found->second;
    if (connection.state == State::Leased) {
        connection.isLost = true; // its borrower finds out by itself
    } else if (connection.state == State::Connecting) {
        connectFailed(connection,
                      Error{Errc::Closed, "the peer closed the connection while it was being set up"});
    } else {
        closeConnection(connection, CloseReason::PeerClosed);
    }
    pump();
}

void PoolState::closeConnection(Connection& connection, CloseReason reason) {
    // One that was being set up is none of those created, whatever ends it.
    const bool wasCreated = connection.state != State::Connecting;
    PoolAction action{PoolAction::Kind::Disconnect};
    action.connection = connection.id;
    action.reason = wasCreated ? reason : CloseReason::NeverConnected;
    if (wasCreated) {
        ++counters_.closed[std::size_t(reason)];
    }
    leave(connection);
    connections_.erase(connection.id);
    push(std::move(action));
}

} // namespace aha::pool
