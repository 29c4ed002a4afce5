#include "core/client/redis/redis_session.h"

#include <utility>

namespace aha::client {

RedisSession::RedisSession(RedisClient& client, std::string holder, RedisSessionHandler& handler)
    : client_(&client), handler_(handler), loop_(client.loop()), hold_(client.loop()) {
    if (client.isClosed()) {
        onAcquireFailed(Error{Errc::Cancelled, client.address() + ": the client is closed"});
        return;
    }
    client.sessions_.pushBack(*this);
    Result<pool::PoolLease> lease = client.acquireOwn(*this, std::move(holder));
    if (!lease) {
        onAcquireFailed(lease.error());
    } else if (lease.value()) {
        onLease(lease.take());
    }
}

RedisSession::~RedisSession() {
    release();
    static_cast<Link<RedisSessionTag>&>(*this).unlink();
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
}

std::unique_ptr<RedisCall> RedisSession::start(RedisRequest request, RedisHandler& handler) {
    AHA_ASSERT(client_);
    std::unique_ptr<RedisCall> call(new RedisCall(*client_, std::move(request), handler));
    if (link_) {
        call->ride(*link_);
    } else {
        call->onFailed(failure_ ? *failure_
                                : RedisFailure{RedisFailure::Kind::Cancelled,
                                               Error{Errc::Closed, "The session has been released"}});
    }
    return call;
}

void RedisSession::onLease(pool::PoolLease lease) {
    lease_ = std::move(lease);
    link_ = static_cast<RedisLink*>(lease_.connection());
    link_->use(this);
    loop_.enqueue(*this);
}

void RedisSession::onAcquireFailed(const Error& error) {
    failure_ = client_->failureOf(error);
    loop_.enqueue(*this);
}

void RedisSession::onLinkLost(RedisLink& link, const RedisFailure& failure) {
    failure_ = failure;
    link_ = nullptr;
    for (const RedisLink::Unanswered& unanswered : link.takeCalls()) {
        unanswered.call->onFailed(failure);
    }
    lease_.release(pool::Release::Broken);
}

void RedisSession::run() {
    hold_.release();
    if (std::exchange(isTold_, true)) {
        return;
    }
    if (link_) {
        handler_.onSessionOpen(*this); // may destroy this
    } else {
        handler_.onSessionFailed(*this, *failure_);
    }
}

void RedisSession::release() {
    cancelAcquire();
    hold_.release();
    RedisLink* link = std::exchange(link_, nullptr);
    if (!link) {
        lease_.release(pool::Release::Broken);
        return;
    }
    const bool isIdle = link->isIdle();
    link->use(nullptr);
    for (const RedisLink::Unanswered& unanswered : link->takeCalls()) {
        unanswered.call->onFailed({RedisFailure::Kind::Cancelled,
                                   Error{Errc::Cancelled, "The session was released before the reply"}});
    }
    lease_.release(!isIdle    ? pool::Release::Cancelled
                   : isDirty_ ? pool::Release::NotReusable
                              : pool::Release::Reusable);
}

// The client is closing.
void RedisSession::end(const RedisFailure& failure) {
    failure_ = failure;
    release();
    client_ = nullptr;
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    run(); // may destroy this
}

} // namespace aha::client
