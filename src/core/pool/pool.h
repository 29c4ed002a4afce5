#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/timer_wheel.h"
#include "core/pool/pool_state.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace aha::pool {

class Pool;

// The loop, as a pool needs it.
class PoolHost {
public:
    virtual const Clock& clock() const = 0;
    virtual void arm(WheelTimer& timer, std::uint64_t delayMs) = 0; // re-arms an armed timer
    virtual void cancel(WheelTimer& timer) = 0;

protected:
    ~PoolHost() = default;
};

// How a connection tells its pool what has become of it. Does nothing once the pool has given it up. May be
// called from anywhere, by the factory as well: the connection is never destroyed within such a call.
class PoolSlot {
public:
    PoolSlot() = default;
    PoolSlot(Pool& pool, ConnectionId id) : pool_(&pool), id_(id) {}
    void connected() const;
    void connectFailed(const Error& error) const;
    void pinged(bool isAlive) const;
    void lost() const; // the peer has closed it

private:
    Pool* pool_ = nullptr;
    ConnectionId id_ = 0;
};

// One connection of a pool, from the beginning of its connect.
// Owned by the pool; destroying it closes it and ends what is under way silently. Calls its PoolSlot.
class PoolConnection {
public:
    virtual ~PoolConnection() = default;
    virtual Liveness liveness() = 0; // of an idle one; must not call the pool
    virtual void ping() = 0;         // answers by PoolSlot::pinged()
};

// The right to use a connection. Destroying it gives the connection back as broken.
class PoolLease {
public:
    PoolLease() = default;
    PoolLease(Pool& pool, Lease lease, PoolConnection& connection)
        : pool_(&pool), lease_(lease), connection_(&connection) {}
    PoolLease(PoolLease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), lease_(other.lease_), connection_(other.connection_) {}
    PoolLease& operator=(PoolLease&& other) noexcept {
        std::swap(pool_, other.pool_);
        std::swap(lease_, other.lease_);
        std::swap(connection_, other.connection_);
        return *this;
    }
    ~PoolLease() { release(Release::Broken); }

    explicit operator bool() const { return pool_ != nullptr; }
    void release(Release how); // idempotent
    // Null when the pool was closed at once meanwhile.
    PoolConnection* connection() const;

private:
    Pool* pool_ = nullptr;
    Lease lease_;
    PoolConnection* connection_ = nullptr;
};

// Somebody who waits for a connection. Destroying it cancels.
// Called once, from within whatever call on the pool or event of the loop brings the connection: it only
// takes note. It may call the pool and destroy itself.
class PoolWaiter {
public:
    PoolWaiter() = default;
    PoolWaiter(const PoolWaiter&) = delete;
    PoolWaiter& operator=(const PoolWaiter&) = delete;
    virtual void onLease(PoolLease lease) = 0;
    virtual void onAcquireFailed(const Error& error) = 0;
    void cancelAcquire(); // idempotent
    bool isWaiting() const { return pool_ != nullptr; }

protected:
    virtual ~PoolWaiter() { cancelAcquire(); }

private:
    friend class Pool;
    Pool* pool_ = nullptr;
    WaiterId id_ = 0;
};

// Leases connections: PoolState with the loop's time and real connections.
// Owned by a client; leases and waiters must not outlive it. Not to be destroyed from within its own
// callbacks. Calls the factory, connections and waiters.
class Pool final : private LivenessProbe, private WheelTimer {
public:
    // Begins a connect. What it calls on the slot at once counts as well.
    using Factory = std::function<std::unique_ptr<PoolConnection>(PoolSlot slot)>;

    Pool(PoolHost& host, std::string name, const PoolOptions& options, std::uint64_t seed, Factory factory);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    void warmUp();
    // A lease: at once. An empty one: the waiter will be told. An error: refused. The waiter must not be
    // waiting already. For `holder` and the limit see PoolState::acquire().
    Result<PoolLease> acquire(PoolWaiter& waiter, std::string holder, std::uint64_t limitMs = kNever);
    void setMax(std::size_t max);
    void invalidateAll();
    // `onClosed` is called once nothing is left, perhaps at once.
    void close(bool atOnce, std::function<void()> onClosed = nullptr);

    const PoolState& state() const { return state_; }

private:
    friend class PoolSlot;
    friend class PoolLease;
    friend class PoolWaiter;
    // Destroys connections when none of them can be the caller.
    struct Undertaker : WheelTimer {
        Undertaker();
        std::vector<std::unique_ptr<PoolConnection>> dead;
    };

    Liveness liveness(ConnectionId connection) override;
    static void onTimer(WheelTimer& timer);
    void settle();
    void carryOut(PoolAction& action);
    void connect(ConnectionId id);
    PoolWaiter* takeWaiter(WaiterId id);
    void syncTimer();

    PoolHost& host_;
    Factory factory_;
    PoolState state_;
    std::unordered_map<ConnectionId, std::unique_ptr<PoolConnection>> connections_;
    std::unordered_map<WaiterId, PoolWaiter*> waiters_;
    Undertaker undertaker_;
    std::function<void()> onClosed_;
    std::uint64_t armedMs_ = kNever; // what the timer is set to
    bool isSettling_ = false;
};

} // namespace aha::pool
