#include "core/client/redis/redis_call.h"

#include "core/client/redis/redis_client.h"

#include <utility>

namespace aha::client {

using Kind = RedisFailure::Kind;

RedisCall::RedisCall(RedisClient& client, RedisRequest&& request, RedisHandler& handler)
    : client_(&client), handler_(handler), request_(std::move(request)), hold_(client.loop()) {
    AHA_ASSERT(request_.replies > 0);
    client.calls_.pushBack(*this);
    ++client.stats_.calls;
    outcome_.replies.reserve(request_.replies);
    if (client.observer_) {
        beginTrace();
    }
}

RedisCall::~RedisCall() {
    if (client_) {
        ++client_->stats_.cancelled;
        const Error cancelled{Errc::Cancelled, "The command was cancelled"};
        endTrace(&cancelled);
        letGo();
    }
}

std::uint64_t RedisCall::limitMs() const {
    const std::uint64_t answerMs = request_.timeoutMs ? request_.timeoutMs : client_->options().timeoutMs;
    return request_.blocksMs > kRedisNoLimit - answerMs ? kRedisNoLimit : answerMs + request_.blocksMs;
}

void RedisCall::acquire() {
    Result<pool::PoolLease> lease = client_->acquireOwn(*this, handler_.redisPlace());
    if (!lease) {
        onAcquireFailed(lease.error());
    } else if (lease.value()) {
        onLease(lease.take());
    }
}

void RedisCall::onLease(pool::PoolLease lease) {
    lease_ = std::move(lease);
    auto& link = static_cast<RedisLink&>(*lease_.connection());
    link.use(this);
    ride(link);
}

void RedisCall::onAcquireFailed(const Error& error) { onFailed(client_->failureOf(error)); }

void RedisCall::ride(RedisLink& link) {
    link_ = &link;
    state_ = State::Running;
    ticket_ = link.carry(*this);
}

void RedisCall::onReply(resp::Reply&& reply) {
    outcome_.replies.add(std::move(reply));
    if (outcome_.replies.size() == request_.replies) {
        link_ = nullptr;
        finish();
    }
}

void RedisCall::onFailed(RedisFailure failure) {
    outcome_.failure = std::move(failure);
    link_ = nullptr;
    finish();
}

// ---- of a connection of its own

void RedisCall::onLinkProgress(RedisLink& link) {
    if (state_ == State::Finished && link.isIdle()) {
        link.use(nullptr);
        lease_.release(pool::Release::Reusable);
    }
}

void RedisCall::onLinkLost(RedisLink& link, const RedisFailure& failure) {
    link.takeCalls();
    lease_.release(failure.kind == Kind::TimedOut ? pool::Release::TimedOut : pool::Release::Broken);
    if (state_ == State::Running) {
        onFailed(failure);
    }
}

// ---- the end

void RedisCall::finish() {
    AHA_ASSERT(state_ == State::Waiting || state_ == State::Running);
    state_ = State::Finished;
    client_->loop().enqueue(*this);
}

void RedisCall::tell() {
    RedisStats& stats = client_->stats_;
    if (outcome_.failure) {
        ++stats.failed[std::size_t(outcome_.failure->kind)];
    } else {
        ++stats.succeeded;
    }
    if (trace_) {
        endTrace();
    }
    letGo();
    handler_.onRedisDone(*this, std::move(outcome_)); // may destroy this
}

// ---- who observes

void RedisCall::beginTrace() {
    trace_ = std::make_unique<CallTrace>();
    trace_->id = ++client_->lastTraceId_;
    trace_->kind = "redis";
    trace_->name = request_.name;
    if (request_.replies > 1) {
        trace_->name += " and " + std::to_string(request_.replies - 1) + " more";
    }
    trace_->place = handler_.redisPlace();
    trace_->startNs = net::Loop::nowNs();
    client_->observer_->onCallStart(*trace_);
}

void RedisCall::endTrace() {
    if (outcome_.failure) {
        endTrace(&outcome_.failure->error);
        return;
    }
    for (const resp::Reply& reply : outcome_.replies) {
        if (reply.isError()) {
            const Error refused{Errc::InvalidArgument, std::string(reply.text())};
            endTrace(&refused);
            return;
        }
    }
    endTrace(nullptr);
}

void RedisCall::endTrace(const Error* error) {
    const std::unique_ptr<CallTrace> trace = std::move(trace_);
    if (trace && client_->observer_) {
        client_->observer_->onCallEnd(*trace, double(net::Loop::nowNs() - trace->startNs) / 1e6, 0, error);
    }
}

// Out of all lists; gives back what it still has.
void RedisCall::letGo() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<RedisCallTag>&>(*this).unlink();
    if (static_cast<Link<RedisQueueTag>&>(*this).isLinked()) {
        static_cast<Link<RedisQueueTag>&>(*this).unlink();
        --client_->queuedCount_;
    }
    cancelAcquire();
    if (RedisLink* link = std::exchange(link_, nullptr)) {
        link->forget(ticket_);
    }
    if (lease_) {
        if (auto* link = static_cast<RedisLink*>(lease_.connection())) {
            link->use(nullptr);
            lease_.release(link->isIdle() && !link->isLost() ? pool::Release::Reusable
                                                             : pool::Release::Cancelled);
        }
    }
    client_ = nullptr;
    state_ = State::Done;
    hold_.release();
}

} // namespace aha::client
