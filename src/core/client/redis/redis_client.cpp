#include "core/client/redis/redis_client.h"

#include "core/client/redis/redis_pubsub.h"
#include "core/client/redis/redis_session.h"

#include <algorithm>
#include <utility>

namespace aha::client {

using Kind = RedisFailure::Kind;

static pool::PoolOptions redisPoolOptions(const RedisOptions& options) {
    pool::PoolOptions result = options.pool;
    result.waitTimeoutMs = options.waitTimeoutMs;
    result.maxWaiters = options.maxQueued;
    result.connectTimeoutMs = options.connectTimeoutMs + 50; // the connection's own limit says more
    return result;
}

Result<std::unique_ptr<RedisClient>> RedisClient::create(LoopPoolHost& host, net::Resolver& resolver,
                                                         RedisOptions options) {
    if (options.protocol == 3 && !resp::hasResp3()) {
        return Error{Errc::Unsupported,
                     std::string("protocol 3 needs hiredis 1.0 or newer; this is ") + resp::hiredisVersion()};
    }
    std::unique_ptr<net::TlsContext> tls;
    if (options.tls) {
        auto made = net::TlsContext::client(*options.tls);
        if (!made) {
            return made.error();
        }
        tls = made.take();
    }
    return std::unique_ptr<RedisClient>(new RedisClient(host, resolver, std::move(options), std::move(tls)));
}

RedisClient::RedisClient(LoopPoolHost& host, net::Resolver& resolver, RedisOptions options,
                         std::unique_ptr<net::TlsContext> tls)
    : WheelTimer(&onTimer), host_(host),
      tls_(std::move(tls)), target_{std::move(options), {}, tls_.get(), {}},
      pool_(host, target_.options.name.empty() ? redisAddress(target_.options) : target_.options.name,
            redisPoolOptions(target_.options), target_.options.seed, [this, &resolver](pool::PoolSlot slot) {
                return std::make_unique<RedisLink>(slot, host_.loop(), resolver, target_);
            }) {
    target_.address = redisAddress(target_.options);
}

RedisClient::~RedisClient() { close(); }

void RedisClient::close() {
    if (isClosed_) {
        return;
    }
    isClosed_ = true;
    const RedisFailure closed{Kind::Cancelled,
                              Error{Errc::Cancelled, target_.address + ": the client was closed"}};
    if (pubSub_) {
        pubSub_->close();
    }
    while (RedisSession* session = sessions_.popFront()) {
        session->end(closed);
    }
    while (RedisCall* call = calls_.front()) {
        if (call->state_ != RedisCall::State::Finished) {
            call->outcome_.failure = closed;
        }
        call->tell();
    }
    cancelAcquire();
    for (Lane& lane : std::exchange(lanes_, {})) {
        lane.link->use(nullptr);
        lane.lease.release(pool::Release::Cancelled);
    }
    if (WheelTimer::isArmed()) {
        loop().cancelBackground(*this);
    }
    static_cast<Link<net::FlushTag>&>(*this).unlink();
    pool_.close(true);
}

RedisPubSub& RedisClient::pubSub() {
    if (!pubSub_) {
        pubSub_ = std::make_unique<RedisPubSub>(*this);
    }
    return *pubSub_;
}

std::size_t RedisClient::inFlight() const {
    std::size_t count = 0;
    for (const Lane& lane : lanes_) {
        count += lane.link->inFlight();
    }
    return count;
}

std::size_t RedisClient::idleLanes() const {
    return std::size_t(
        std::count_if(lanes_.begin(), lanes_.end(), [](const Lane& lane) { return lane.link->isIdle(); }));
}

std::size_t RedisClient::subscriptions() const { return pubSub_ ? pubSub_->subscriptions() : 0; }

std::uint64_t RedisClient::messages() const { return pubSub_ ? pubSub_->messages() : 0; }

// ---- calls

std::unique_ptr<RedisCall> RedisClient::start(RedisRequest request, RedisHandler& handler) {
    std::unique_ptr<RedisCall> call(new RedisCall(*this, std::move(request), handler));
    if (isClosed_) {
        call->onFailed({Kind::Cancelled, Error{Errc::Closed, target_.address + ": the client is closed"}});
    } else if (call->request().blocksMs > 0) {
        call->acquire();
    } else if (queuedCount_ >= target_.options.maxQueued) {
        call->onFailed({Kind::Exhausted,
                        pool().exhaustedError(std::to_string(queuedCount_) + " commands wait already")});
    } else {
        call->waitsUntilMs_ = loop().nowMs() + target_.options.waitTimeoutMs;
        enqueue(*call, false);
    }
    return call;
}

void RedisClient::enqueue(RedisCall& call, bool isFirst) {
    call.state_ = RedisCall::State::Waiting;
    call.link_ = nullptr;
    isFirst ? queue_.pushFront(call) : queue_.pushBack(call);
    ++queuedCount_;
    wake();
}

void RedisClient::wake() {
    if (!isClosed_ && !static_cast<Link<net::FlushTag>&>(*this).isLinked()) {
        loop().enqueueFlush(*this);
    }
}

RedisFailure RedisClient::failureOf(const Error& error) const {
    const bool isFull = pool().leased() + pool().pinging() >= pool().options().max;
    if (error.code == Errc::TooMany || pool().options().max == 0 ||
        (error.code == Errc::TimedOut && isFull)) {
        return {Kind::Exhausted, error};
    }
    if (error.code == Errc::Cancelled) {
        return {Kind::Cancelled, error};
    }
    return {Kind::ConnectFailed, error};
}

Result<pool::PoolLease> RedisClient::acquireOwn(pool::PoolWaiter& waiter, std::string holder) {
    Result<pool::PoolLease> lease = pool_.acquire(waiter, std::move(holder));
    if (lease && !lease.value()) {
        wake(); // shared connections may have to make room
    }
    return lease;
}

// ---- shared connections

void RedisClient::flush() { pump(); }

void RedisClient::pump() {
    retireLanes();
    dropDeadLanes();
    while (RedisCall* call = queue_.front()) {
        Lane* lane = laneFor(call->request().replies);
        if (!lane) {
            break;
        }
        queue_.popFront();
        --queuedCount_;
        call->ride(*lane->link);
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        lanes_[i].link->flushNow();
    }
    releaseIdleLanes();
    if (queue_.empty()) {
        cancelAcquire();
    } else if (lanes_.empty() || canGrow()) {
        acquireLane();
    }
    armQueueTimer();
}

// What an idle one has sent already is no reply to the next command.
void RedisClient::dropDeadLanes() {
    for (std::size_t i = 0; i < lanes_.size() && !queue_.empty();) {
        RedisLink& link = *lanes_[i].link;
        if (link.isIdle() && link.liveness() == pool::Liveness::Dead) {
            link.fail({Kind::Lost, Error{Errc::Closed, target_.address + ": the connection has ended"}});
        } else {
            ++i;
        }
    }
}

bool RedisClient::mayTake(const Lane& lane, std::size_t commands) const {
    const std::size_t inFlight = lane.link->inFlight();
    return !lane.isRetiring && lane.link->hasRoom() &&
           (inFlight == 0 || inFlight + commands <= target_.options.maxInFlight);
}

bool RedisClient::isGood(const Lane& lane) const {
    return lane.link->inFlight() < target_.options.spread &&
           lane.link->oldestMs() < target_.options.sluggishMs;
}

RedisClient::Lane* RedisClient::laneFor(std::size_t commands) {
    Lane* best = nullptr;
    for (Lane& lane : lanes_) {
        if (!mayTake(lane, commands)) {
            continue;
        }
        if (isGood(lane)) {
            return &lane;
        }
        if (!best || lane.link->inFlight() < best->link->inFlight()) {
            best = &lane;
        }
    }
    if (lanes_.empty() || canGrow()) {
        const std::size_t before = lanes_.size();
        acquireLane();
        if (lanes_.size() > before) {
            return &lanes_.back();
        }
    }
    return best;
}

bool RedisClient::canGrow() const {
    const pool::PoolState& state = pool();
    return !isWaiting() && lanes_.size() < state.options().max &&
           (state.idle() > 0 || state.size() < state.options().max);
}

void RedisClient::acquireLane() {
    if (isWaiting() || isClosed_) {
        return;
    }
    const RedisCall* first = queue_.front();
    const std::uint64_t now = loop().nowMs();
    const std::uint64_t limitMs =
        first && first->waitsUntilMs_ > now ? first->waitsUntilMs_ - now : target_.options.waitTimeoutMs;
    std::string holder = first ? first->handler_.redisPlace() : std::string();
    Result<pool::PoolLease> lease = pool_.acquire(*this, std::move(holder), limitMs);
    if (!lease) {
        onAcquireFailed(lease.error());
    } else if (lease.value()) {
        onLease(lease.take());
    }
}

void RedisClient::onLease(pool::PoolLease lease) {
    auto& link = static_cast<RedisLink&>(*lease.connection());
    link.use(this);
    lanes_.push_back({std::move(lease), &link, false});
    wake();
}

void RedisClient::onAcquireFailed(const Error& error) {
    if (!lanes_.empty()) {
        return; // the others go on
    }
    const RedisFailure failure = failureOf(error);
    if (error.code != Errc::TimedOut) {
        failQueue(failure);
        return;
    }
    const std::uint64_t now = loop().nowMs();
    while (RedisCall* call = queue_.front()) {
        if (call->waitsUntilMs_ > now) {
            break;
        }
        queue_.popFront();
        --queuedCount_;
        call->onFailed(failure);
    }
    if (!queue_.empty()) {
        wake();
    }
}

void RedisClient::failQueue(const RedisFailure& failure) {
    while (RedisCall* call = queue_.popFront()) {
        --queuedCount_;
        call->onFailed(failure);
    }
}

void RedisClient::releaseIdleLanes() {
    std::vector<pool::PoolLease> leases; // what they are released to may come back as a lane
    for (std::size_t i = 0; i < lanes_.size();) {
        if (!lanes_[i].link->isIdle() || (!queue_.empty() && !lanes_[i].isRetiring)) {
            ++i;
            continue;
        }
        lanes_[i].link->use(nullptr);
        leases.push_back(std::move(lanes_[i].lease));
        lanes_.erase(lanes_.begin() + std::ptrdiff_t(i));
    }
    for (pool::PoolLease& lease : leases) {
        lease.release(pool::Release::Reusable);
    }
}

// Of several connections one stays shared, so that the commands of others always get on.
void RedisClient::retireLanes() {
    const pool::PoolState& state = pool();
    const std::size_t mine = isWaiting() ? 1 : 0;
    std::size_t wanted = state.waiting() > mine ? state.waiting() - mine : 0;
    if (wanted == 0 || state.size() < state.options().max || state.idle() > 0) {
        return;
    }
    const std::size_t kept = state.options().max == 1 ? 0 : 1;
    for (std::size_t i = kept; i < lanes_.size() && wanted > 0; ++i, --wanted) {
        lanes_[i].isRetiring = true;
    }
}

void RedisClient::onLinkProgress(RedisLink&) { wake(); }

void RedisClient::onLinkLost(RedisLink& link, const RedisFailure& failure) {
    auto calls = link.takeCalls();
    for (auto next = calls.rbegin(); next != calls.rend(); ++next) { // the first one to the front, last
        RedisCall& call = *next->call;
        const bool isRepeatable = target_.options.retriesReads && call.request().onlyReads &&
                                  call.outcome_.replies.empty() && call.attempts_++ == 0;
        if (next->isUnsent && loop().nowMs() < call.waitsUntilMs_) {
            ++stats_.resent;
            enqueue(call, true);
        } else if (isRepeatable) {
            ++stats_.resent;
            call.waitsUntilMs_ = loop().nowMs() + target_.options.waitTimeoutMs;
            enqueue(call, true);
        } else {
            call.onFailed(failure);
        }
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        if (lanes_[i].link == &link) {
            pool::PoolLease lease = std::move(lanes_[i].lease);
            lanes_.erase(lanes_.begin() + std::ptrdiff_t(i));
            lease.release(pool::Release::Broken);
            break;
        }
    }
    wake();
}

// ---- waiting

void RedisClient::armQueueTimer() {
    const RedisCall* first = queue_.front();
    const std::uint64_t dueMs = first ? first->waitsUntilMs_ : kRedisNoLimit;
    if (dueMs == timerDueMs_) {
        return;
    }
    timerDueMs_ = dueMs;
    if (dueMs == kRedisNoLimit) {
        loop().cancelBackground(*this);
        return;
    }
    const std::uint64_t now = loop().nowMs();
    loop().armBackground(*this, (dueMs > now ? dueMs - now : 0) + 1); // the pool's own limit says more
}

void RedisClient::onTimer(WheelTimer& timer) {
    auto& self = static_cast<RedisClient&>(timer);
    self.timerDueMs_ = kRedisNoLimit;
    self.expireQueue();
    self.wake();
}

void RedisClient::expireQueue() {
    const std::uint64_t now = loop().nowMs();
    const std::size_t commands = inFlight();
    while (RedisCall* call = queue_.front()) {
        if (call->waitsUntilMs_ > now) {
            return;
        }
        queue_.popFront();
        --queuedCount_;
        call->onFailed(
            {Kind::Exhausted,
             pool().exhaustedError("no place within " + std::to_string(target_.options.waitTimeoutMs) +
                                   " ms, " + std::to_string(commands) + " commands are in flight")});
    }
}

} // namespace aha::client
