#pragma once

#include "core/client/call_observer.h"
#include "core/client/loop_pool_host.h"
#include "core/client/redis/redis_call.h"
#include "core/client/redis/redis_options.h"
#include "core/net/resolver.h"
#include "core/pool/pool.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace aha::client {

class RedisPubSub;
struct RedisSessionTag {};

struct RedisStats {
    std::uint64_t calls = 0, succeeded = 0;
    std::uint64_t failed[kRedisFailureKinds] = {}; // by RedisFailure::Kind
    std::uint64_t cancelled = 0;                   // by the caller
    std::uint64_t resent = 0;                      // over another connection
};

// Commands to one server over pooled connections. What is started in one turn of the loop leaves in one
// write, over shared connections; what waits in the server or changes the state of its connection takes a
// connection of its own.
// Owned by whoever makes calls; has to go before the loop and the resolver. Calls RedisHandler.
class RedisClient final : private net::FlushItem,
                          private pool::PoolWaiter,
                          private RedisLinkUser,
                          private WheelTimer {
public:
    static Result<std::unique_ptr<RedisClient>> create(LoopPoolHost& host, net::Resolver& resolver,
                                                       RedisOptions options);
    ~RedisClient() override;
    RedisClient(const RedisClient&) = delete;
    RedisClient& operator=(const RedisClient&) = delete;

    // Never fails here: all is told by the handler, from the loop.
    // A request that blocks gets a connection of its own for as long as it lasts.
    std::unique_ptr<RedisCall> start(RedisRequest request, RedisHandler& handler);
    // Ends all calls and sessions with Cancelled, told from within, and closes all connections.
    void close();
    bool isClosed() const { return isClosed_; }

    // Told of all calls, those of sessions too, by the names of their commands: no keys, no values. A call
    // has failed, for it, also when a reply is an error. Borrowed; null = none.
    void setObserver(CallObserver* observer) { observer_ = observer; }

    RedisPubSub& pubSub(); // made on first use
    const RedisOptions& options() const { return target_.options; }
    const std::string& address() const { return target_.address; }
    const pool::PoolState& pool() const { return pool_.state(); }
    const RedisTraffic& traffic() const { return target_.traffic; }
    const RedisStats& stats() const { return stats_; }
    std::size_t queued() const { return queuedCount_; } // calls that wait for a place on a shared connection
    std::size_t inFlight() const;                       // commands on shared connections
    std::size_t idleLanes() const;                      // leased until the end of this turn, and done
    std::size_t subscriptions() const;                  // there are now
    std::uint64_t messages() const;                     // they have brought
    net::Loop& loop() const { return host_.loop(); }

private:
    friend class RedisCall;
    friend class RedisSession;
    friend class RedisPubSub;

    // A connection that calls share.
    struct Lane {
        pool::PoolLease lease;
        RedisLink* link;
        bool isRetiring; // somebody waits for a connection of his own: it takes no more calls
    };

    RedisClient(LoopPoolHost& host, net::Resolver& resolver, RedisOptions options,
                std::unique_ptr<net::TlsContext> tls);
    void flush() override;
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    void onLinkProgress(RedisLink& link) override;
    void onLinkLost(RedisLink& link, const RedisFailure& failure) override;
    static void onTimer(WheelTimer& timer);

    void enqueue(RedisCall& call, bool isFirst);
    void pump();
    void dropDeadLanes();
    bool mayTake(const Lane& lane, std::size_t commands) const;
    bool isGood(const Lane& lane) const;
    Lane* laneFor(std::size_t commands);
    bool canGrow() const;
    void acquireLane();
    void releaseIdleLanes();
    void retireLanes(); // as others wait for a connection
    void failQueue(const RedisFailure& failure);
    void expireQueue();
    void armQueueTimer();
    Result<pool::PoolLease> acquireOwn(pool::PoolWaiter& waiter, std::string holder);
    RedisFailure failureOf(const Error& error) const; // of an acquire
    void wake();

    LoopPoolHost& host_;
    std::unique_ptr<net::TlsContext> tls_;
    RedisTarget target_;
    RedisStats stats_;
    CallObserver* observer_ = nullptr;
    std::uint64_t lastTraceId_ = 0;
    IntrusiveList<RedisCall, RedisCallTag> calls_;
    IntrusiveList<RedisCall, RedisQueueTag> queue_;
    IntrusiveList<RedisSession, RedisSessionTag> sessions_;
    std::size_t queuedCount_ = 0;
    std::vector<Lane> lanes_;
    std::unique_ptr<RedisPubSub> pubSub_;
    std::uint64_t timerDueMs_ = kRedisNoLimit;
    bool isClosed_ = false;
    pool::Pool pool_; // last: it goes first
};

} // namespace aha::client
