#include "php/server/http_job.h"

#include "core/proto/http/deflate.h"
#include "php/error.h"
#include "php/server/http_service.h"
#include "php/server/upload.h"
#include "php/stall_guard.h"

#include <syslog.h>

namespace aha::php {

Ref<HttpJob> HttpJob::make(HttpService& service, server::HttpExchange& exchange) {
    return Ref<HttpJob>(*new HttpJob(service, exchange));
}

HttpJob::HttpJob(HttpService& service, server::HttpExchange& exchange)
    : service_(&service), settings_(service.settings()), exchange_(exchange) {
    exchange.peer = this;
    service.jobs().pushBack(*this);
}

HttpJob::AnswerTimer::AnswerTimer(HttpJob& owner)
    : WheelTimer([](WheelTimer& timer) { static_cast<AnswerTimer&>(timer).job.onAnswerTimer(); }),
      job(owner) {}

// Not armed any more when the loop has gone before the request's objects.
void HttpJob::stopAnswerTimer() {
    if (answerTimer_ && answerTimer_->isArmed()) {
        Runtime::get().loop().cancel(*answerTimer_);
    }
}

HttpJob::~HttpJob() {
    stopAnswerTimer();
    static_cast<Link<JobTag>&>(*this).unlink();
    static_cast<Link<WaiterTag>&>(*this).unlink();
    if (scope_) {
        scope_->setOwner(nullptr);
    }
    if (exchange_->peer == this) {
        exchange_->peer = nullptr;
    }
}

std::string HttpJob::describe() {
    std::string text("request ");
    text.append(exchange_->head().method()).append(" ").append(exchange_->head().path().substr(0, 200));
    text.append(" [id ").append(requestId()).append("]");
    return text;
}

Scope& HttpJob::openScope() {
    if (!scope_) {
        scope_ = Scope::open(nullptr, this);
        if (config().requestTimeoutMs) {
            scope_->setDeadline(exchange_->receivedAtMs() + config().requestTimeoutMs);
        }
    }
    return *scope_;
}

void HttpJob::setTimeout(double seconds) {
    Runtime& runtime = Runtime::get();
    auto ms = static_cast<std::uint64_t>(seconds * 1000);
    if (answerTimer_) {
        runtime.loop().cancel(*answerTimer_);
        if (ms) {
            runtime.loop().arm(*answerTimer_, ms);
        }
    }
    if (concluded_) {
        return;
    }
    runtime.stallGuard().moveDeadline(ms ? runtime.loop().nowMs() + ms : 0);
    openScope().setDeadline(ms ? runtime.loop().nowMs() + ms : 0);
}

// A compressed body is decoded before PHP sees it; the limits are those of a plain one.
bool HttpJob::prepareBody(std::uint64_t limit) {
    http::InflateLimits limits{limit, config().inflateRatio};
    auto made = server::BodyDecoder::make(exchange_->head(), limits);
    Result<void> decoded;
    if (made && made.value()) {
        decoder_ = made.take();
        if (!exchange_->isBodyStreamed() && !exchange_->body().empty()) {
            inflated_ = std::make_unique<std::string>();
            decoded = decoder_->feed(exchange_->body(), *inflated_);
            decoded = decoded ? decoder_->finish() : decoded;
        }
    }
    if (made && decoded) {
        return true;
    }
    const Error& error = made ? decoded.error() : made.error();
    refuse(server::BodyDecoder::statusOf(error), error.message);
    return false;
}

std::uint64_t HttpJob::deadlineMs() const {
    if (scope_) {
        return scope_->deadline();
    }
    std::uint64_t timeout = config().requestTimeoutMs;
    return timeout ? exchange_->receivedAtMs() + timeout : 0;
}

struct HttpJob::HandlerCall {
    HttpJob* job;
    zval arguments[2];
    zval result;
};

void HttpJob::callHandler(void* argument) {
    auto* call = static_cast<HandlerCall*>(argument);
    call->job->service_->requestHandler().call(&call->result, 2, call->arguments);
}

void HttpJob::dispatch() {
    self_ = Ref<HttpJob>(*this);
    std::uint64_t limit = exchange_->isBodyStreamed() ? 0 : config().core.limits.bodyBytes;
    if (exchange_->head().bodyKind() != http::BodyKind::None && !uploads_ && !prepareBody(limit)) {
        done();
        return;
    }
    HandlerCall call{this, {}, {}};
    request_ = makeRequest(*this);
    response_ = makeResponse(*this);
    ZVAL_OBJ(&call.arguments[0], request_);
    ZVAL_OBJ(&call.arguments[1], response_);
    ZVAL_UNDEF(&call.result);
    if (config().fiber) {
        Task& task = Task::startCallable(openScope(), service_->requestHandler().zv(), 2, call.arguments,
                                         service_->handlerSite(), TaskStart::Kind::Fiber);
        task.setMain();
        task.addWaiter(*this);
        OBJ_RELEASE(task.object());
        zval_ptr_dtor(&call.arguments[0]);
        zval_ptr_dtor(&call.arguments[1]);
        scope_->seal();
    } else {
        Runtime& runtime = Runtime::get();
        Current outer = std::exchange(runtime.current(), Current{scope_.get(), nullptr, this});
        Entered entered = enter(callHandler, &call, deadlineMs());
        runtime.current() = outer;
        if (entered == Entered::Fatal) {
            abandon(500);
            return;
        }
        // What the handler has not kept goes now: then a response that still lives has an owner.
        zval_ptr_dtor(&call.arguments[0]);
        zval_ptr_dtor(&call.arguments[1]);
        afterHandler(entered, &call.result);
    }
}

void HttpJob::afterHandler(Entered entered, zval* result) {
    if (entered == Entered::Ok && !scope_ && Future::is(result) &&
        Future::from(Z_OBJ_P(result)).state() == Future::State::Fulfilled) { // nothing to wait for
        result_.copyFrom(Future::from(Z_OBJ_P(result)).result());
        zval_ptr_dtor(result);
        conclude();
        return;
    }
    if (entered == Entered::Ok && Z_TYPE_P(result) == IS_OBJECT && isAwaitable(result)) {
        startTask(result);
        return;
    }
    if (entered == Entered::Threw) {
        failure_.adopt(takeException());
    } else if (entered == Entered::Exit) {
        failure_.adopt(makeException(exceptions.exit, "exit() was called in a request handler"));
    } else {
        ZVAL_COPY_VALUE(result_.get(), result);
    }
    if (scope_) { // it has started tasks or set a deadline: they end first
        if (failure_) {
            scope_->cancel("The request handler failed", failure_.get());
        }
        scope_->seal();
        return;
    }
    conclude();
}

void HttpJob::startTask(zval* result) {
    Scope& scope = openScope();
    if (Z_OBJCE_P(result) == zend_ce_generator) {
        Task& task = Task::startGenerator(scope, Z_OBJ_P(result), service_->handlerSite());
        task.setMain();
        task.addWaiter(*this);
        OBJ_RELEASE(task.object());
    } else { // an awaitable: its value is the answer
        zend_object* future = awaitableFrom(result);
        zval_ptr_dtor(result);
        if (!future) {
            failure_.adopt(takeException());
        } else {
            awaited_.adopt(future);
            Future::from(future).addWaiter(*this);
            return; // sealed when it has settled
        }
    }
    scope.seal();
}

void HttpJob::onSettled(Future& main) {
    main.markObserved();
    if (main.state() == Future::State::Rejected) {
        GC_ADDREF(main.exception());
        failure_.adopt(main.exception());
        openScope().cancel("The request handler failed", main.exception());
    } else {
        result_.copyFrom(main.result());
    }
    if (!openScope().isSealed()) {
        Ref<Scope> scope = scope_;
        scope->seal();
    }
}

void HttpJob::onScopeDone(Scope& scope) {
    // The error that made the scope cancel the handler is the one to tell, not the cancellation.
    if (scope.error() && (!failure_ || isCancellation(failure_.get()))) {
        failure_.adopt(scope.takeError());
    }
    conclude();
}

// Code that cleans up gets a moment; the client does not wait for more.
void HttpJob::onScopeDeadline(Scope&) {
    if (!ended_ && !concluded_ && !isAborted()) {
        armAnswerTimer(kDeadlineGraceMs);
    }
}

void HttpJob::onScopeFatal(Scope&) { abandon(500); }

void HttpJob::conclude() {
    if (concluded_) {
        return;
    }
    concluded_ = true;
    Ref<HttpJob> keep(*this);
    awaited_.reset();
    if (failure_) {
        fail(failure_.release());
    } else if (result_.isSet() && !ended_) {
        finishWith(result_.get());
    }
    result_.reset();
    // No answer yet, and nobody is left who could give one: an empty body it is.
    if (!ended_ && !response_) {
        finishEmpty();
    }
    if (ended_ || isAborted()) {
        done();
        return;
    }
    if (std::uint64_t timeout = config().requestTimeoutMs) { // the response object lives elsewhere
        std::uint64_t due = exchange_->receivedAtMs() + timeout;
        std::uint64_t now = Runtime::get().loop().nowMs();
        armAnswerTimer(due > now ? due - now : 0);
    }
}

void HttpJob::armAnswerTimer(std::uint64_t delayMs) {
    if (!answerTimer_) {
        answerTimer_ = std::make_unique<AnswerTimer>(*this);
    }
    Runtime::get().loop().arm(*answerTimer_, delayMs);
}

void HttpJob::onAnswerTimer() {
    Ref<HttpJob> keep(*this);
    if (!concluded_) { // its tasks were told of the deadline and go on all the same
        logLine("aha: " + describe() + " goes on after its deadline; it is answered 504", LOG_WARNING);
        refuse(504, {});
        return;
    }
    logLine("aha: " + describe() + " was left without an answer by its handler", LOG_WARNING);
    refuse(504, {});
    done();
}

void HttpJob::markEnded() {
    ended_ = true;
    if (HttpJobWatcher* watcher = std::exchange(watcher_, nullptr)) {
        watcher->onJobEnded();
    }
}

void HttpJob::done() {
    if (!writes_.empty() || reader_) {
        rejectWaits(Error{Errc::Closed, "The request has ended"});
    }
    stopAnswerTimer();
    static_cast<Link<JobTag>&>(*this).unlink();
    self_.reset();
}

void HttpJob::responseFreed() {
    response_ = nullptr;
    if (concluded_ && !ended_) {
        finishEmpty();
        done();
    } else if (watcher_ && !ended_) { // it waits for what cannot come any more
        finishEmpty();
    }
}

void HttpJob::cancel(const char* message) {
    isStopping_ = true;
    if (scope_ && !concluded_) {
        scope_->cancel(message);
    } else if (!ended_) { // it waits for its body, or the handler has left the answer to somebody else
        Ref<HttpJob> keep(*this);
        refuse(503, message);
        done();
    }
}

void HttpJob::forgetService() {
    Ref<HttpJob> keep(*this);
    stopAnswerTimer();
    rejectWaits(Error{Errc::Closed, "The server has stopped"});
    ended_ = concluded_ = true;
    if (scope_) {
        scope_->setOwner(nullptr);
    }
    self_.reset();
}

void HttpJob::onAborted(const Error& why) {
    Ref<HttpJob> keep(*this);
    using Cancel = HttpConfig::CancelOnDisconnect;
    std::string_view method = exchange_->head().method();
    bool safe = method == "GET" || method == "HEAD" || method == "OPTIONS";
    Cancel cancel = config().cancelOnDisconnect;
    rejectWaits(why, kClientGone);
    stopAnswerTimer();
    if (uploads_ && !concluded_ && !request_) { // the handler has not been called yet
        done();
        return;
    }
    if (scope_ && (cancel == Cancel::Always || (cancel == Cancel::SafeMethods && safe))) {
        scope_->cancel("The client has gone");
    }
    if (HttpJobWatcher* watcher = std::exchange(watcher_, nullptr)) {
        watcher->onJobEnded();
    }
    if (concluded_) {
        ended_ = true;
        done();
    }
}

} // namespace aha::php
