#include "core/client/http_exchange.h"

#include <algorithm>
#include <utility>

namespace aha::client {

HttpExchange::HttpExchange(net::Loop& loop, HttpExchangeOwner& owner, HttpBodySender& sender, Plan plan)
    : WheelTimer(&onTimer), loop_(loop), owner_(owner), sender_(sender), plan_(std::move(plan)) {}

HttpExchange::~HttpExchange() { letGo(false); }

bool HttpExchange::begin(pool::PoolLease lease, HttpConnection& connection) {
    lease_ = std::move(lease);
    if (!connection.begin(*this, plan_.context, plan_.limits)) {
        lease_.release(pool::Release::Broken);
        return false;
    }
    connection_ = &connection;
    const bool waits = plan_.continueMs > 0 && plan_.body.kind != http::BodyPlan::Kind::None;
    enter(waits ? HttpPhase::Continue : HttpPhase::Send);
    sender_.begin(*this, connection, std::move(plan_.head), plan_.body, waits);
    return true;
}

void HttpExchange::letGo(bool mayReuse) {
    if (isArmed()) {
        loop_.cancel(*this);
    }
    if (HttpConnection* connection = std::exchange(connection_, nullptr)) {
        sender_.stop();
        lease_.release(connection->end(mayReuse));
    }
}

void HttpExchange::abort() { letGo(false); }

void HttpExchange::pause() {
    isPaused_ = true;
    if (connection_) {
        connection_->pause();
    }
}

void HttpExchange::resume() {
    if (std::exchange(isPaused_, false) && connection_) {
        progressMs_ = loop_.nowMs();
        connection_->resume();
    }
}

// ---- time

void HttpExchange::enter(HttpPhase phase) {
    phase_ = phase;
    progressMs_ = loop_.nowMs();
    armFor(limitMs());
}

void HttpExchange::armFor(std::uint64_t limit) {
    if (limit > 0) {
        loop_.arm(*this, limit);
    } else if (isArmed()) {
        loop_.cancel(*this);
    }
}

std::uint64_t HttpExchange::limitMs() const {
    const HttpTimeouts& timeouts = plan_.timeouts;
    if (phase_ == HttpPhase::Continue) {
        return plan_.continueMs;
    }
    if (phase_ == HttpPhase::FirstByte && timeouts.firstByteMs > 0) {
        return timeouts.idleMs > 0 ? std::min(timeouts.firstByteMs, timeouts.idleMs) : timeouts.firstByteMs;
    }
    return timeouts.idleMs;
}

// The timer is not set anew for every byte: it looks at what has happened since.
void HttpExchange::onTimer(WheelTimer& timer) {
    auto& self = static_cast<HttpExchange&>(timer);
    if (self.phase_ == HttpPhase::Continue) { // an old server that does not know what was asked
        self.enter(HttpPhase::Send);
        self.sender_.release();
        return;
    }
    const std::uint64_t limit = self.limitMs();
    const std::uint64_t passed = self.loop_.nowMs() - self.progressMs_;
    const bool isOurs = self.phase_ == HttpPhase::Send && self.sender_.waitsForCaller();
    if (self.isPaused_ || isOurs) {
        self.armFor(limit);
    } else if (passed < limit) {
        self.armFor(limit - passed);
    } else {
        self.timedOut();
    }
}

void HttpExchange::timedOut() {
    const HttpTimeouts& timeouts = plan_.timeouts;
    const bool isFirstByte = phase_ == HttpPhase::FirstByte && timeouts.firstByteMs > 0 &&
                             (timeouts.idleMs == 0 || timeouts.firstByteMs <= timeouts.idleMs);
    Error error{Errc::TimedOut, "timed out waiting for " + std::string(httpPhaseText(phase_)) + ": " +
                                    (isFirstByte ? "not here within " : "nothing moved for ") +
                                    std::to_string(limitMs()) + " ms"};
    letGo(false);
    owner_.onExchangeFailed(HttpErrorKind::RequestTimeout, std::move(error), false);
}

// ---- the request

void HttpExchange::onBodyProgress() { progressMs_ = loop_.nowMs(); }

void HttpExchange::onBodySent() { settleSending(); }

void HttpExchange::onBodyFailed(const Error& error) {
    const Error copy = error;
    letGo(false);
    owner_.onExchangeFailed(HttpErrorKind::InvalidRequest, copy, false);
}

void HttpExchange::onConnectionDrained() {
    progressMs_ = loop_.nowMs();
    sender_.pump();
    settleSending();
}

// What the kernel has taken counts as sent.
void HttpExchange::settleSending() {
    if (phase_ == HttpPhase::Send && sender_.isSent() && connection_ && connection_->queuedBytes() == 0) {
        enter(HttpPhase::FirstByte);
    }
}

// ---- the answer

void HttpExchange::onInformational(const http::ResponseHead& head) {
    progressMs_ = loop_.nowMs();
    if (head.status() != 100) {
        owner_.onExchangeInformational(head);
    } else if (phase_ == HttpPhase::Continue) {
        enter(HttpPhase::Send);
        sender_.release();
    }
}

// Who is refused need not send the rest. Anybody else may go on sending while the answer comes.
void HttpExchange::onResponseHead(http::ResponseHead& head) {
    if (!sender_.isSent() && (phase_ == HttpPhase::Continue || head.status() >= 300)) {
        sender_.stop();
    }
    enter(HttpPhase::Body);
    owner_.onExchangeHead(head);
}

void HttpExchange::onResponseBody(std::string_view bytes) {
    progressMs_ = loop_.nowMs();
    owner_.onExchangeBody(bytes);
}

void HttpExchange::onResponseEnd(const http::Fields& trailers) {
    http::Fields copy = trailers;
    letGo(plan_.keepsAlive && sender_.isSent());
    owner_.onExchangeEnd(std::move(copy));
}

void HttpExchange::onConnectionFailed(const Error& error) {
    const bool isUnanswered = !connection_->hasBegunAnswer();
    const HttpErrorKind kind = kindOf(error, isUnanswered);
    Error copy{error.code, isUnanswered && error.code == Errc::Closed && kind == HttpErrorKind::Protocol
                               ? std::string("the peer closed the connection without an answer")
                               : error.message};
    letGo(false);
    owner_.onExchangeFailed(kind, std::move(copy), isUnanswered);
}

HttpErrorKind HttpExchange::kindOf(const Error& error, bool isUnanswered) const {
    switch (error.code) {
    case Errc::TooLarge:
    case Errc::TooMany: return HttpErrorKind::TooLarge;
    case Errc::Tls: return HttpErrorKind::Tls;
    case Errc::Cancelled: return HttpErrorKind::Cancelled;
    case Errc::Malformed:
    case Errc::Unsupported: return HttpErrorKind::Protocol;
    default: break;
    }
    const bool wasSending = phase_ == HttpPhase::Send || phase_ == HttpPhase::Continue;
    return wasSending && isUnanswered ? HttpErrorKind::SendFailed : HttpErrorKind::Protocol;
}

} // namespace aha::client
