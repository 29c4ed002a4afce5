#include "core/client/http_call_impl.h"

#include "core/base/assert.h"

#include <utility>

namespace aha::client {

static double milliseconds(std::uint64_t ns) { return static_cast<double>(ns) / 1e6; }

HttpCallImpl::HttpCallImpl(HttpOrigins& shared, HttpRequest&& request, HttpHandler& handler)
    : WheelTimer(&onTotal), shared_(shared), handler_(handler), request_(std::move(request)),
      sender_(std::make_unique<HttpBodySender>(shared.loop, std::move(request_.body), [this] { onRoom(); })) {
    if (http::Url& url = request_.url; url.hasUserinfo) {
        if (request_.auth.kind == HttpAuth::Kind::None) {
            request_.auth = {HttpAuth::Kind::Basic, url.user, url.password, {}};
        }
        url.user.clear();
        url.password.clear();
        url.hasUserinfo = false;
    }
    next_.method = request_.method;
    next_.url = request_.url;
    next_.headers = request_.headers;
    next_.auth = request_.auth;
    outcome_.url = request_.url;
}

HttpCallImpl::~HttpCallImpl() {
    if (state_ != State::New && state_ != State::Finished) {
        letGo();
        if (!outcome_.error) {
            outcome_.error =
                HttpError{HttpErrorKind::Cancelled, phase(), Error{Errc::Cancelled, label() + ": cancelled"}};
        }
        report();
    }
    ReadyItem::unlink();
    Link<>::unlink();
}

void HttpCallImpl::start(HttpCall& self) {
    static std::uint64_t lastTrace = 0;
    self_ = &self;
    hold_ = net::Loop::Hold(shared_.loop);
    shared_.calls.pushBack(*this);
    ++shared_.stats.started;
    ++shared_.stats.active;
    trace_.id = ++lastTrace;
    trace_.kind = "http";
    trace_.startNs = net::Loop::nowNs();
    if (shared_.observer) {
        describeTrace();
        shared_.observer->onCallStart(trace_);
    }
    if (request_.timeouts.totalMs > 0) {
        shared_.loop.arm(*this, request_.timeouts.totalMs);
    }
    if (!sender_->needsMeasuring()) {
        attempt();
        return;
    }
    state_ = State::Measuring;
    sender_->measure([this](Result<void> measured) {
        if (measured) {
            state_ = State::Between;
            wake();
        } else {
            end(HttpErrorKind::InvalidRequest, measured.error());
        }
    });
}

// ---- the end

void HttpCallImpl::end(HttpErrorKind kind, Error error) {
    if (state_ == State::Ending || state_ == State::Finished) {
        return;
    }
    outcome_.error = HttpError{kind, phase(), Error{error.code, label() + ": " + error.message}};
    letGo();
    state_ = State::Ending;
    wake();
}

void HttpCallImpl::endNow() {
    if (state_ != State::Finished) {
        end(HttpErrorKind::Cancelled, Error{Errc::Cancelled, "the client was closed"});
        finish();
    }
}

// Whatever the call waits for or uses; its connection closes.
void HttpCallImpl::letGo() {
    if (pause_.isArmed()) {
        shared_.loop.cancel(pause_);
    }
    cancelAcquire();
    lease_.release(pool::Release::Reusable); // nothing was sent over it
    if (exchange_) {
        exchange_->abort();
        outcome_.sentBytes = sender_->sentBytes();
        done_ = std::move(exchange_); // it may be on the stack
    }
    sender_->drop();
    leaveOrigin();
}

void HttpCallImpl::run() {
    done_.reset();
    if (state_ == State::Ending) {
        finish(); // may destroy this
        return;
    }
    if (state_ == State::Between) {
        attempt();
    } else if (state_ == State::Granted) {
        exchange();
    }
    if (std::exchange(isRoomDue_, false) && sender_->hasRoom()) {
        handler_.onWritable(*self_); // may destroy this
    }
}

void HttpCallImpl::finish() {
    AHA_ASSERT(state_ == State::Ending);
    state_ = State::Finished;
    ReadyItem::unlink();
    sender_->drop();
    report();
    handler_.onFinish(*self_, std::move(outcome_)); // may destroy this
}

// What the client and its observer learn of the end; once.
void HttpCallImpl::report() {
    Link<>::unlink();
    hold_.release();
    if (WheelTimer::isArmed()) {
        shared_.loop.cancel(*this);
    }
    outcome_.timings.totalMs = sinceStartMs();
    HttpClientStats& stats = shared_.stats;
    --stats.active;
    if (outcome_.error) {
        ++stats.failed[std::size_t(outcome_.error->kind)];
    } else {
        ++stats.succeeded;
    }
    if (shared_.observer) {
        describeTrace();
        shared_.observer->onCallEnd(trace_, outcome_.timings.totalMs, outcome_.status,
                                    outcome_.error ? &outcome_.error->error : nullptr);
    }
}

void HttpCallImpl::describeTrace() {
    if (trace_.name.empty()) {
        trace_.name = request_.method + " " + request_.url.place();
        trace_.place = request_.holder;
    }
}

void HttpCallImpl::onTotal(WheelTimer& timer) {
    auto& self = static_cast<HttpCallImpl&>(timer);
    self.end(HttpErrorKind::RequestTimeout,
             Error{Errc::TimedOut, "timed out after " + std::to_string(self.request_.timeouts.totalMs) +
                                       " ms, waiting for " + std::string(httpPhaseText(self.phase()))});
}

void HttpCallImpl::wake() {
    if (!ReadyItem::isLinked()) {
        shared_.loop.enqueue(*this);
    }
}

// ---- for the caller

HttpPhase HttpCallImpl::phase() const {
    switch (state_) {
    case State::New:
    case State::Measuring:
    case State::Between: return HttpPhase::Start;
    case State::Waiting:
    case State::Pausing:
    case State::Granted: return HttpPhase::Connection;
    case State::Exchanging: return exchange_ ? exchange_->phase() : HttpPhase::Start;
    case State::Ending:
    case State::Finished: break;
    }
    return HttpPhase::Done;
}

void HttpCallImpl::pause() {
    isPaused_ = true;
    if (exchange_) {
        exchange_->pause();
    }
}

void HttpCallImpl::resume() {
    isPaused_ = false;
    if (exchange_) {
        exchange_->resume();
    }
}

Result<void> HttpCallImpl::write(net::OwnedBytes bytes) {
    auto written = sender_->write(std::move(bytes));
    if (!written) {
        end(HttpErrorKind::InvalidRequest, written.error());
    }
    return written;
}

Result<void> HttpCallImpl::endBody(const std::vector<http::HeaderLine>& trailers) {
    auto ended = sender_->end(trailers);
    if (!ended) {
        end(HttpErrorKind::InvalidRequest, ended.error());
    }
    return ended;
}

void HttpCallImpl::onRoom() {
    isRoomDue_ = true;
    wake();
}

std::string HttpCallImpl::label() const { return next_.method + " " + next_.url.text(); }

double HttpCallImpl::sinceStartMs() const { return milliseconds(net::Loop::nowNs() - trace_.startNs); }

// ---- the face

HttpCall::HttpCall(std::unique_ptr<HttpCallImpl> impl) : impl_(std::move(impl)) {}
HttpCall::~HttpCall() = default;

void HttpCall::cancel() { impl_->end(HttpErrorKind::Cancelled, Error{Errc::Cancelled, "cancelled"}); }

void HttpCall::timeOut(std::string reason) {
    impl_->end(HttpErrorKind::RequestTimeout, Error{Errc::TimedOut, std::move(reason)});
}

bool HttpCall::isFinished() const { return impl_->isFinished(); }
void HttpCall::pause() { impl_->pause(); }
void HttpCall::resume() { impl_->resume(); }
bool HttpCall::isPaused() const { return impl_->isPaused(); }
Result<void> HttpCall::write(net::OwnedBytes bytes) { return impl_->write(std::move(bytes)); }

Result<void> HttpCall::endBody(const std::vector<http::HeaderLine>& trailers) {
    return impl_->endBody(trailers);
}

bool HttpCall::mayWrite() const { return impl_->sender().hasRoom(); }
std::size_t HttpCall::queuedBytes() const { return impl_->sender().queuedBytes(); }
HttpPhase HttpCall::phase() const { return impl_->phase(); }
const http::ResponseHead& HttpCall::head() const { return impl_->head(); }
http::ResponseHead HttpCall::takeHead() { return impl_->takeHead(); }
const HttpRequest& HttpCall::request() const { return impl_->request(); }
const HttpOutcome& HttpCall::progress() const { return impl_->progress(); }

} // namespace aha::client
