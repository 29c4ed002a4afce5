#include "core/pool/pool.h"

#include "core/base/assert.h"

namespace aha::pool {

void PoolSlot::connected() const {
    pool_->state_.onConnected(id_);
    pool_->settle();
}

void PoolSlot::connectFailed(const Error& error) const {
    pool_->state_.onConnectFailed(id_, error);
    pool_->settle();
}

void PoolSlot::pinged(bool isAlive) const {
    pool_->state_.onPinged(id_, isAlive);
    pool_->settle();
}

void PoolSlot::lost() const {
    pool_->state_.onLost(id_);
    pool_->settle();
}

void PoolLease::release(Release how) {
    if (Pool* pool = std::exchange(pool_, nullptr)) {
        pool->state_.release(lease_, how);
        pool->settle();
    }
}

PoolConnection* PoolLease::connection() const {
    return pool_ && pool_->connections_.count(lease_.connection) > 0 ? connection_ : nullptr;
}

void PoolWaiter::cancelAcquire() {
    if (Pool* pool = std::exchange(pool_, nullptr)) {
        pool->waiters_.erase(id_);
        pool->state_.cancel(id_);
        pool->settle();
    }
}

Pool::Undertaker::Undertaker()
    : WheelTimer([](WheelTimer& timer) {
          auto batch = std::exchange(static_cast<Undertaker&>(timer).dead, {}); // dies here
      }) {}

Pool::Pool(PoolHost& host, std::string name, const PoolOptions& options, std::uint64_t seed, Factory factory)
    : WheelTimer(&onTimer), host_(host), factory_(std::move(factory)),
      state_(host.clock(), std::move(name), options, *this, seed) {}

Pool::~Pool() {
    AHA_ASSERT(!isSettling_);
    close(true);
    for (WheelTimer* timer : {static_cast<WheelTimer*>(this), static_cast<WheelTimer*>(&undertaker_)}) {
        if (timer->isArmed()) { // the loop may be gone already
            host_.cancel(*timer);
        }
    }
}

void Pool::warmUp() {
    state_.warmUp();
    settle();
}

Result<PoolLease> Pool::acquire(PoolWaiter& waiter, std::string holder, std::uint64_t limitMs) {
    using Kind = PoolState::Acquired::Kind;
    AHA_ASSERT(!waiter.isWaiting());
    PoolState::Acquired acquired = state_.acquire(std::move(holder), limitMs);
    if (acquired.kind == Kind::Queued) {
        waiter.pool_ = this;
        waiter.id_ = acquired.waiter;
        waiters_.emplace(acquired.waiter, &waiter);
    }
    settle();
    switch (acquired.kind) {
    case Kind::Granted: return PoolLease(*this, acquired.lease, *connections_.at(acquired.lease.connection));
    case Kind::Refused: return std::move(*acquired.error);
    case Kind::Queued: break;
    }
    return PoolLease();
}

void Pool::setMax(std::size_t max) {
    state_.setMax(max);
    settle();
}

void Pool::invalidateAll() {
    state_.invalidateAll();
    settle();
}

void Pool::close(bool atOnce, std::function<void()> onClosed) {
    if (onClosed) {
        onClosed_ = std::move(onClosed);
    }
    state_.close(atOnce);
    settle();
}

Liveness Pool::liveness(ConnectionId connection) { return connections_.at(connection)->liveness(); }

void Pool::onTimer(WheelTimer& timer) {
    auto& self = static_cast<Pool&>(timer);
    self.armedMs_ = kNever;
    self.state_.tick();
    self.settle();
}

// What the state wants done. Calls from within it (a waiter that acquires again, a connect that fails at
// once) only add to the list.
void Pool::settle() {
    if (isSettling_) {
        return;
    }
    isSettling_ = true;
    while (auto action = state_.takeAction()) {
        carryOut(*action);
    }
    isSettling_ = false;
    syncTimer();
}

void Pool::carryOut(PoolAction& action) {
    using Kind = PoolAction::Kind;
    switch (action.kind) {
    case Kind::Connect: connect(action.connection); break;
    case Kind::Disconnect: {
        auto found = connections_.find(action.connection);
        if (found != connections_.end()) {
            undertaker_.dead.push_back(std::move(found->second));
            connections_.erase(found);
            if (!undertaker_.isArmed()) {
                host_.arm(undertaker_, 0);
            }
        }
        break;
    }
    case Kind::Ping: connections_.at(action.connection)->ping(); break;
    case Kind::Grant: {
        PoolLease lease(*this, action.lease, *connections_.at(action.connection));
        takeWaiter(action.waiter)->onLease(std::move(lease));
        break;
    }
    case Kind::Fail: takeWaiter(action.waiter)->onAcquireFailed(action.error); break;
    case Kind::Closed:
        if (auto onClosed = std::exchange(onClosed_, nullptr)) {
            onClosed();
        }
        break;
    }
}

// A failure that the factory tells at once is found in the state when the connection is not yet here.
void Pool::connect(ConnectionId id) { connections_[id] = factory_(PoolSlot(*this, id)); }

PoolWaiter* Pool::takeWaiter(WaiterId id) {
    auto found = waiters_.find(id);
    AHA_ASSERT(found != waiters_.end()); // one that has gone has cancelled, which takes back the action
    PoolWaiter* waiter = found->second;
    waiters_.erase(found);
    waiter->pool_ = nullptr;
    return waiter;
}

void Pool::syncTimer() {
    const std::uint64_t dueMs = state_.nextDueMs();
    if (dueMs == armedMs_) {
        return;
    }
    armedMs_ = dueMs;
    if (dueMs == kNever) {
        host_.cancel(*this);
    } else {
        const std::uint64_t now = host_.clock().nowMs();
        host_.arm(*this, dueMs > now ? dueMs - now : 0);
    }
}

} // namespace aha::pool
