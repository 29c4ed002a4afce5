#include "core/client/http_call_impl.h"

#include "core/net/digest.h"
#include "core/proto/http/credentials.h"

#include <utility>

// From the wish for a connection to the request on it, and back again when it was a stale one.
namespace aha::client {

static constexpr std::uint64_t kNoStepLimitMs = 600'000; // for a step of connecting whose limit is off
static constexpr std::uint64_t kBackOffMs = 1'000;       // a pool may wait that long before it tries again
static constexpr std::size_t kNonceBytes = 16;

void HttpCallImpl::attempt() {
    auto plan = planExchange();
    if (!plan) {
        end(HttpErrorKind::InvalidRequest, plan.error());
        return;
    }
    auto found = shared_.find(next_.url, request_);
    if (!found) {
        const bool isTls = found.error().code == Errc::Tls;
        end(isTls                                 ? HttpErrorKind::Tls
            : found.error().code == Errc::TooMany ? HttpErrorKind::PoolExhausted
                                                  : HttpErrorKind::InvalidRequest,
            found.error());
        return;
    }
    plan_.emplace(plan.take());
    origin_ = found.value();
    ++origin_->users;
    origin_->timeouts = request_.timeouts;
    outcome_.sentBytes = 0;
    state_ = State::Waiting;
    waitStartNs_ = net::Loop::nowNs();
    const std::optional<Error> isFull = exhausted();
    isQueued_ = isFull.has_value();
    if (isFull && request_.timeouts.poolMs == 0) {
        end(HttpErrorKind::PoolExhausted, *isFull);
        return;
    }
    auto lease = origin_->pool->acquire(*this, request_.holder, acquireLimitMs(isQueued_));
    if (!lease) {
        onAcquireFailed(lease.error());
    } else if (lease.value()) {
        lease_ = lease.take();
        state_ = State::Granted;
        exchange();
    }
}

// Whether nobody but another call can make room for this one.
std::optional<Error> HttpCallImpl::exhausted() const {
    const pool::PoolState& state = origin_->pool->state();
    const std::size_t max = state.options().max;
    const std::size_t room = max - std::min(max, state.size());
    if (state.waiting() < state.connecting() + state.pinging() + state.idle() + room) {
        return {};
    }
    return state.exhaustedError();
}

std::uint64_t HttpCallImpl::acquireLimitMs(bool isExhausted) const {
    const HttpTimeouts& timeouts = request_.timeouts;
    auto step = [](std::uint64_t limitMs) { return limitMs > 0 ? limitMs : kNoStepLimitMs; };
    std::uint64_t limit = kBackOffMs + step(timeouts.dnsMs) + step(timeouts.connectMs);
    if (origin_->route.tunnels) {
        limit += step(timeouts.connectMs);
    }
    if (origin_->route.tls) {
        limit += step(timeouts.tlsMs);
    }
    return isExhausted ? timeouts.poolMs : limit + timeouts.poolMs;
}

void HttpCallImpl::onLease(pool::PoolLease lease) {
    lease_ = std::move(lease);
    state_ = State::Granted;
    wake();
}

void HttpCallImpl::onAcquireFailed(const Error& error) {
    if (hasMoreTime() && redials_ < kMaxRedials) {
        ++redials_;
        leaveOrigin();
        state_ = State::Between;
        wake();
        return;
    }
    const HttpErrorKind kind = kindOfConnectError(error);
    if (connectLater(kind)) {
        return;
    }
    const std::string tries =
        reconnects_ > 0 ? " (tried " + std::to_string(reconnects_ + 1) + " times)" : std::string();
    end(kind, Error{error.code, error.message + tries});
}

// False when it is to fail now.
bool HttpCallImpl::connectLater(HttpErrorKind kind) {
    const bool isConnect = kind == HttpErrorKind::ConnectFailed || kind == HttpErrorKind::ConnectTimeout;
    if (!isConnect || reconnects_ >= request_.retry.count) {
        return false;
    }
    const std::uint64_t now = shared_.loop.nowMs();
    if (!backOff_) {
        backOff_.emplace(pool::BackOffOptions{request_.retry.delayMs, HttpRetry::kMaxDelayMs, 0.2},
                         trace_.id);
    }
    backOff_->onFailure(backOff_->wave(), now);
    ++reconnects_;
    ++shared_.stats.retries;
    leaveOrigin();
    state_ = State::Pausing;
    shared_.loop.arm(pause_, backOff_->retryAtMs() - now);
    return true;
}

void HttpCallImpl::onPauseOver(WheelTimer& timer) {
    HttpCallImpl& call = static_cast<Pause&>(timer).call;
    call.state_ = State::Between;
    call.wake();
}

static std::uint64_t limitOf(const HttpTimeouts& timeouts, HttpDialStep step) {
    const std::uint64_t limit = step == HttpDialStep::Dns   ? timeouts.dnsMs
                                : step == HttpDialStep::Tls ? timeouts.tlsMs
                                                            : timeouts.connectMs;
    return limit > 0 ? limit : kNoStepLimitMs;
}

// A connect ends for all who wait for it by the limits of the call that it was begun for.
bool HttpCallImpl::hasMoreTime() const {
    if (!origin_ || !origin_->failure || origin_->failure->stream.error().code != Errc::TimedOut) {
        return false;
    }
    const HttpDialStep step = origin_->failure->step;
    return limitOf(origin_->failureTimeouts, step) < limitOf(request_.timeouts, step);
}

// The pool hands on the error of the connect that failed for all who wait; else it speaks of itself.
HttpErrorKind HttpCallImpl::kindOfConnectError(const Error& error) const {
    if (!origin_ || !origin_->failure) {
        const bool wasConnecting = error.code == Errc::TimedOut && !isQueued_;
        return wasConnecting ? HttpErrorKind::ConnectTimeout : HttpErrorKind::PoolExhausted;
    }
    const bool timedOut =
        origin_->failure->stream.error().code == Errc::TimedOut || error.code == Errc::TimedOut;
    if (timedOut) {
        return HttpErrorKind::ConnectTimeout;
    }
    return origin_->failure->step == HttpDialStep::Tls ? HttpErrorKind::Tls : HttpErrorKind::ConnectFailed;
}

// ---- the request

Result<HttpExchange::Plan> HttpCallImpl::planExchange() {
    HttpExchange::Plan plan;
    plan.body = next_.hasBody ? sender_->plan(next_.method) : http::BodyPlan{};
    auto credentials = authorization();
    if (!credentials) {
        return credentials.error();
    }
    auto head = shared_.heads.write(request_, next_, plan.body, credentials.value());
    if (!head) {
        return head.error();
    }
    plan.head = head.take();
    plan.context.head = next_.method == "HEAD";
    plan.limits = request_.limits;
    plan.limits.bodyBytes = request_.maxBodyBytes;
    plan.timeouts = request_.timeouts;
    const bool hasBody = plan.body.kind == http::BodyPlan::Kind::Chunked || plan.body.bytes > 0;
    plan.continueMs =
        request_.expectContinue && hasBody ? std::max<std::uint64_t>(request_.continueMs, 1) : 0;
    plan.keepsAlive = request_.keepAlive;
    return plan;
}

Result<std::string> HttpCallImpl::authorization() {
    switch (next_.auth.kind) {
    case HttpAuth::Kind::None: break;
    case HttpAuth::Kind::Basic: return http::basicCredentials(next_.auth.user, next_.auth.password);
    case HttpAuth::Kind::Bearer: return http::bearerCredentials(next_.auth.token);
    case HttpAuth::Kind::Digest: {
        http::DigestAuth* nonce = shared_.nonce(next_.url, next_.auth);
        if (!nonce) {
            break; // the server has to ask first
        }
        auto fresh = net::randomHex(kNonceBytes);
        if (!fresh) {
            return fresh;
        }
        const bool asksProxy =
            request_.proxy.isHttp() && request_.unixSocket.empty() && !next_.url.isSecure();
        return nonce->authorize({next_.auth.user, next_.auth.password}, next_.method,
                                asksProxy ? next_.url.text() : next_.url.target(), fresh.value());
    }
    }
    return std::string();
}

void HttpCallImpl::exchange() {
    auto* connection = static_cast<HttpConnection*>(lease_.connection());
    outcome_.timings.waitMs += static_cast<double>(net::Loop::nowNs() - waitStartNs_) / 1e6;
    state_ = State::Exchanging;
    exchange_.reset(new HttpExchange(shared_.loop, *this, *sender_, std::move(*plan_)));
    plan_.reset();
    if (!connection || !exchange_->begin(std::move(lease_), *connection)) {
        lease_.release(pool::Release::Broken);
        exchange_.reset();
        if (retries_ < kMaxRetries) { // nothing was sent
            again();
        } else {
            end(HttpErrorKind::Protocol,
                Error{Errc::Closed, "the peer closes its connections before they can be used"});
        }
        return;
    }
    noteConnection(*connection);
    if (isPaused_) {
        exchange_->pause();
    }
}

void HttpCallImpl::noteConnection(const HttpConnection& connection) {
    ++outcome_.attempts;
    outcome_.reused = connection.isReused();
    const HttpDialed& dialed = connection.dialed();
    outcome_.remoteAddress = dialed.address;
    outcome_.tlsProtocol = origin_->tls ? connection.tlsProtocol() : std::string();
    HttpTimings& timings = outcome_.timings;
    const bool isNew = !outcome_.reused;
    timings.dnsMs = isNew ? dialed.dnsMs : 0;
    timings.connectMs = isNew ? dialed.connectMs : 0;
    timings.proxyMs = isNew ? dialed.proxyMs : 0;
    timings.tlsMs = isNew ? dialed.tlsMs : 0;
    ++(isNew ? shared_.stats.connections : shared_.stats.reused);
}

void HttpCallImpl::leaveOrigin() {
    if (HttpOrigin* origin = std::exchange(origin_, nullptr)) {
        --origin->users;
        shared_.stats.sentBytes += outcome_.sentBytes;
    }
}

// ---- once more

// A kept connection may have been closed by the peer just when the request left: without any answer an
// idempotent request may be sent again (RFC 9110 9.2.2).
bool HttpCallImpl::mayRetry(HttpErrorKind kind, bool isUnanswered) const {
    const bool isBroken =
        kind == HttpErrorKind::SendFailed || kind == HttpErrorKind::Protocol || kind == HttpErrorKind::Tls;
    return isBroken && isUnanswered && outcome_.reused && retries_ < kMaxRetries && sender_->canRepeat() &&
           isIdempotentMethod(next_.method);
}

void HttpCallImpl::again() {
    if (++retries_ == kMaxRetries && origin_) {
        origin_->pool->invalidateAll(); // the others are no better
    }
    ++shared_.stats.retries;
    leaveOrigin();
    state_ = State::Between;
    wake();
}

void HttpCallImpl::onExchangeFailed(HttpErrorKind kind, Error error, bool isUnanswered) {
    outcome_.sentBytes = sender_->sentBytes();
    if (use_ != Use::Answer) { // only the rest of a body that nobody wants
        done_ = std::move(exchange_);
        follow();
    } else if (mayRetry(kind, isUnanswered)) {
        done_ = std::move(exchange_);
        again();
    } else {
        end(kind, std::move(error));
    }
}

} // namespace aha::client
