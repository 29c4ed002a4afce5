#include "core/client/package_call.h"

#include "core/client/package_client.h"
#include "core/client/package_link.h"

namespace aha::client {

using Kind = PackageError::Kind;

PackageCall::PackageCall(PackageClient& client, std::string package, std::uint64_t timeoutMs,
                         PackageHandler& handler)
    : WheelTimer(&onTimeout), client_(&client), handler_(handler), package_(std::move(package)),
      timeoutMs_(timeoutMs), hold_(client.host_.loop()) {
    AHA_ASSERT(timeoutMs_ > 0);
}

PackageCall::~PackageCall() {
    if (client_) {
        ++client_->stats_.cancelled;
        if (client_->observer_) {
            const Error error{Errc::Cancelled, "The request was cancelled"};
            client_->observer_->onCallEnd(trace_, double(net::Loop::nowNs() - trace_.startNs) / 1e6, 0,
                                          outcome_.error ? &outcome_.error->error : &error);
        }
        letGo(pool::Release::Cancelled);
    }
}

void PackageCall::begin(std::string holder) {
    PackageClient& client = *client_;
    ++client.active_;
    ++client.stats_.started;
    client.calls_.pushBack(*this);
    trace_.id = ++client.lastId_;
    trace_.kind = client.options_.kind;
    trace_.name = client.options_.name;
    trace_.place = holder;
    trace_.startNs = net::Loop::nowNs();
    if (client.observer_) {
        client.observer_->onCallStart(trace_);
    }
    // A request that waits for its own connection is bounded by the connect; one beyond the limit queues.
    if (client.options_.queueMs == 0 && client.active_ > client.options_.max) {
        fail(Kind::Exhausted, client.pool().exhaustedError());
        return;
    }
    // The connection's own limit is a little shorter and says more.
    const std::uint64_t limitMs = client.active_ > client.options_.max
                                      ? client.options_.queueMs
                                      : client.options_.connectTimeoutMs + 10;
    Result<pool::PoolLease> lease = client.pool_.acquire(*this, std::move(holder), limitMs);
    if (!lease) {
        onAcquireFailed(lease.error());
    } else if (lease.value()) {
        onLease(lease.take());
    }
}

PackageLink* PackageCall::link() const { return static_cast<PackageLink*>(lease_.connection()); }

void PackageCall::onLease(pool::PoolLease lease) {
    lease_ = std::move(lease);
    state_ = State::Running;
    client_->host_.loop().arm(*this, timeoutMs_);
    outcome_.isReused = link()->wasUsed();
    client_->stats_.sentBytes += package_.size();
    link()->serve(*this);
}

void PackageCall::onAcquireFailed(const Error& error) {
    const pool::PoolState& pool = client_->pool();
    const bool isFull = pool.leased() >= client_->options_.max;
    Kind kind = Kind::ConnectFailed;
    if (error.code == Errc::TooMany || (error.code == Errc::TimedOut && isFull)) {
        kind = Kind::Exhausted;
    } else if (error.code == Errc::TimedOut) {
        kind = Kind::ConnectTimeout;
    } else if (error.code == Errc::Cancelled || error.code == Errc::Closed) {
        kind = Kind::Cancelled;
    }
    fail(kind, error);
}

void PackageCall::onTimeout(WheelTimer& timer) {
    auto& call = static_cast<PackageCall&>(timer);
    if (PackageLink* link = call.link()) {
        link->leave();
    }
    call.lease_.release(pool::Release::TimedOut); // the answer may still come: to nobody
    call.fail(Kind::RequestTimeout,
              Error{Errc::TimedOut, call.client_->options_.name + ": no answer within " +
                                        std::to_string(call.timeoutMs_) + " ms"});
}

void PackageCall::onSent() {
    lease_.release(pool::Release::Reusable);
    finish({{}, {}, outcome_.isReused});
}

void PackageCall::onReply(std::string_view reply, bool mayReuse) {
    client_->stats_.receivedBytes += reply.size();
    PackageOutcome outcome{{}, std::string(reply), outcome_.isReused};
    lease_.release(mayReuse ? pool::Release::Reusable : pool::Release::NotReusable);
    finish(std::move(outcome));
}

void PackageCall::onLinkFailed(Kind kind, Error error) {
    lease_.release(pool::Release::Broken);
    fail(kind, std::move(error));
}

void PackageCall::fail(Kind kind, Error error) {
    finish({PackageError{kind, std::move(error)}, {}, outcome_.isReused});
}

void PackageCall::finish(PackageOutcome outcome) {
    AHA_ASSERT(state_ == State::Waiting || state_ == State::Running);
    net::Loop& loop = client_->host_.loop();
    loop.cancel(*this);
    outcome_ = std::move(outcome);
    state_ = State::Finished;
    loop.enqueue(*this);
}

void PackageCall::run() { tell(); }

void PackageCall::tell() {
    PackageClient& client = *client_;
    if (outcome_.error) {
        ++client.stats_.failed[std::size_t(outcome_.error->kind)];
    } else {
        ++client.stats_.succeeded;
    }
    if (client.observer_) {
        client.observer_->onCallEnd(trace_, double(net::Loop::nowNs() - trace_.startNs) / 1e6, 0,
                                    outcome_.error ? &outcome_.error->error : nullptr);
    }
    letGo(pool::Release::Broken);
    handler_.onPackageDone(*this, std::move(outcome_)); // may destroy this
}

// Out of all lists; gives back what it still has.
void PackageCall::letGo(pool::Release release) {
    if (WheelTimer::isArmed()) {
        client_->host_.loop().cancel(*this);
    }
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<PackageCallTag>&>(*this).unlink();
    --client_->active_;
    client_ = nullptr;
    state_ = State::Done;
    hold_.release();
    cancelAcquire();
    if (lease_) {
        if (PackageLink* left = link()) {
            left->leave();
        }
        lease_.release(release);
    }
}

} // namespace aha::client
