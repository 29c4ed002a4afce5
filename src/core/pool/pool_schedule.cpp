#include "core/pool/pool_state.h"

#include <algorithm>

// The part of the pool that time and need drive: connects, limits, expiry, the end.
namespace aha::pool {

// How many connects could begin now, but for maxConnecting.
std::size_t PoolState::roomToConnect() const {
    const std::size_t room = options_.max - std::min(options_.max, connections_.size());
    if (!backOff_.isActive()) {
        return room;
    }
    return connectingCount_ == 0 && clock_.nowMs() >= backOff_.retryAtMs() ? std::min<std::size_t>(room, 1)
                                                                           : 0;
}

bool PoolState::mayConnect() const {
    return connectingCount_ < options_.maxConnecting && roomToConnect() > 0;
}

std::size_t PoolState::connectsWanted() const {
    const std::size_t coming = connectingCount_ + pingingCount_;
    const std::size_t forWaiters = waiters_.size() > coming ? waiters_.size() - coming : 0;
    const bool keepsMin = isWarm_ && phase_ == Phase::Open && options_.min > connections_.size();
    return std::max(forWaiters, keepsMin ? options_.min - connections_.size() : 0);
}

// Why one more may not wait.
std::optional<Error> PoolState::refusal() const {
    if (phase_ != Phase::Open) {
        return Error{Errc::Closed, label() + " is closed"};
    }
    if (options_.max == 0) {
        return Error{Errc::Unsupported, label() + " is disabled: its maximum is 0"};
    }
    const std::size_t covered = connectingCount_ + pingingCount_ + idleCount_ + roomToConnect();
    if (waiters_.size() < covered || waiters_.size() - covered < options_.maxWaiters) {
        return {};
    }
    if (backOff_.isActive() && leasedCount_ == 0) {
        return Error{lastError_.code, label() + " has no connection: " + lastError_.message};
    }
    return exhaustedError();
}

// Brings together who waits and what there is; makes what is missing. Ends every change.
void PoolState::pump() {
    while (!waiters_.empty() && !idle_.empty()) {
        if (Connection* connection = borrow()) {
            grantFirst(*connection);
        } else if (!idle_.empty() && waiters_.size() > connectingCount_ + pingingCount_) {
            ping(*idle_.back());
        } else {
            break;
        }
    }
    for (std::size_t wanted = connectsWanted(); wanted > 0 && mayConnect(); --wanted) {
        connect();
    }
    finishClosing();
}

// ---- time

std::uint64_t PoolState::nextDueMs() const {
    std::uint64_t due = kNever;
    auto consider = [&due](std::uint64_t ms) { due = std::min(due, ms); };
    if (!deadlines_.empty()) {
        consider(deadlines_.begin()->first);
    }
    auto& self = const_cast<PoolState&>(*this); // the accessors of lists are not const
    if (const Connection* first = self.connecting_.front()) {
        consider(first->dueMs);
    }
    if (const Connection* first = self.pinging_.front()) {
        consider(first->dueMs);
    }
    const bool hasChecks =
        options_.idleTimeoutMs > 0 || options_.maxLifetimeMs > 0 || options_.heartbeatMs > 0;
    if (!self.idle_.empty() && hasChecks) {
        consider(nextCheckMs_);
    }
    if (backOff_.isActive() && connectingCount_ == 0 && connections_.size() < options_.max &&
        connectsWanted() > 0) {
        consider(backOff_.retryAtMs());
    }
    return due;
}

void PoolState::tick() {
    expireWaiters();
    expireSlow();
    if (!idle_.empty() && clock_.nowMs() >= nextCheckMs_) {
        nextCheckMs_ = clock_.nowMs() + options_.checkIntervalMs;
        checkIdle();
    }
    pump();
}

void PoolState::expireWaiters() {
    while (!deadlines_.empty() && deadlines_.begin()->first <= clock_.nowMs()) {
        auto waiter = waiters_.find(deadlines_.begin()->second);
        ++counters_.timeouts;
        Error error = waitError(waiter->second);
        failWaiter(waiter, std::move(error));
    }
}

// Connects and pings that do not come to an end by themselves.
void PoolState::expireSlow() {
    for (Connection* first = connecting_.front(); first && first->dueMs <= clock_.nowMs();
         first = connecting_.front()) {
        connectFailed(*first, Error{Errc::TimedOut, "no connection was set up within " +
                                                        std::to_string(options_.connectTimeoutMs) + " ms"});
    }
    for (Connection* first = pinging_.front(); first && first->dueMs <= clock_.nowMs();
         first = pinging_.front()) {
        closeConnection(*first, CloseReason::PingFailed);
    }
}

void PoolState::checkIdle() {
    const std::uint64_t now = clock_.nowMs();
    Connection* next = nullptr;
    for (Connection* connection = idle_.front(); connection; connection = next) {
        next = idle_.next(*connection);
        const bool isTooIdle =
            options_.idleTimeoutMs > 0 && now - connection->usedMs >= options_.idleTimeoutMs;
        if (now >= connection->expiresMs) {
            closeConnection(*connection, CloseReason::Lifetime);
        } else if (isTooIdle && connections_.size() > options_.min) {
            closeConnection(*connection, CloseReason::IdleTimeout);
        } else if (options_.heartbeatMs > 0 && now - connection->checkedMs >= options_.heartbeatMs) {
            ping(*connection);
        }
    }
}

// ---- the end

void PoolState::setMax(std::size_t max) {
    options_.max = max;
    while (connections_.size() > max && !idle_.empty()) {
        closeConnection(*idle_.front(), CloseReason::IdleTimeout);
    }
    pump();
}

void PoolState::invalidateAll() {
    while (Connection* connection = idle_.front()) {
        closeConnection(*connection, CloseReason::Invalidated);
    }
    while (Connection* connection = pinging_.front()) {
        closeConnection(*connection, CloseReason::Invalidated);
    }
    while (Connection* connection = connecting_.front()) {
        closeConnection(*connection, CloseReason::Invalidated);
    }
    for (Connection* connection = leased_.front(); connection; connection = leased_.next(*connection)) {
        connection->isInvalid = true;
    }
    pump();
}

void PoolState::close(bool atOnce) {
    if (phase_ == Phase::Closed) {
        return;
    }
    phase_ = Phase::Draining;
    if (atOnce) {
        failAllWaiters(Error{Errc::Closed, label() + " was closed"});
        while (Connection* connection = leased_.front()) {
            closeConnection(*connection, CloseReason::PoolClosed);
        }
    }
    finishClosing();
}

void PoolState::finishClosing() {
    if (phase_ != Phase::Draining || !waiters_.empty()) {
        return;
    }
    for (List* list : {&idle_, &pinging_, &connecting_}) {
        while (Connection* connection = list->front()) {
            closeConnection(*connection, CloseReason::PoolClosed);
        }
    }
    if (connections_.empty()) {
        phase_ = Phase::Closed;
        push(PoolAction{PoolAction::Kind::Closed});
    }
}

} // namespace aha::pool
