// How the pipeline of a request goes on: turns of the loop, waits, scopes. How a step is called is in
// pipeline_call.cpp.
#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/filter.h"
#include "php/mvc/pipeline.h"
#include "php/mvc/request_future.h"

namespace aha::php {

void RequestFuture::abort() {
    if (pipeline) {
        pipeline->cancel("The request was cancelled");
    }
}

Pipeline::~Pipeline() {
    if (future_) {
        future_->pipeline = nullptr;
        OBJ_RELEASE(future_->object());
    }
    if (scope_) {
        scope_->setOwner(nullptr);
        if (!Runtime::isOver()) {
            scope_->seal();
        }
    }
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
}

void Pipeline::visitRun(Gc& gc) {
    gc.add(value_);
    gc.add(action_);
    gc.add(hookData_);
    gc.add(failure_);
    gc.add(awaited_);
    gc.add(scopeError_);
    gc.add(context_);
    if (future_) {
        gc.add(future_->object());
    }
}

void Pipeline::onRuntimeEnd() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<WaiterTag>&>(*this).unlink();
    if (HttpJob* http = started_ ? job() : nullptr) {
        http->forgetWatcher(this);
    }
    if (scope_) {
        scope_->setOwner(nullptr);
        scope_.reset();
    }
    parent_.reset();
    state_ = State::Over;
    guest_ = false;
    unhold();
}

zend_object* Pipeline::future() {
    if (!future_) {
        if (stage_ > Stage::AwaitEnd || state_ == State::Over) {
            zend_object* done = Runtime::get().doneFuture();
            GC_ADDREF(done);
            return done;
        }
        future_ = &Class<RequestFuture>::from(Class<RequestFuture>::create(Class<Future>::entry));
        future_->pipeline = this;
    }
    GC_ADDREF(future_->object());
    return future_->object();
}

void Pipeline::cancel(const char* why) {
    if (scope_ && state_ != State::Over) {
        Ref<Scope> scope = scope_;
        scope->cancel(why);
    }
}

// The scopes of what comes later are opened when that before is done, so the one above never runs empty.
Scope& Pipeline::openScope() { return openScopeWith(nullptr); }

// What was kept for the request (Aha\context()) goes on with it.
Scope& Pipeline::openScopeWith(zend_refcounted* context) {
    if (!scope_) {
        if (!parent_) {
            Runtime& runtime = Runtime::get();
            Current now = runtime.current();
            if (inStart_) {
                runtime.current() = outer_;
                context = outer_.task ? outer_.task->context() : nullptr;
            }
            parent_ = Ref<Scope>(runtime.currentScope());
            if (inStart_) {
                outer_ = runtime.current();
                runtime.current() = now;
            }
        }
        scope_ = Scope::open(parent_.get(), this);
        scope_->setName("a request of the Mvc");
        if (!context) {
            context = context_.isSet() ? Z_COUNTED_P(context_.get()) : parent_->context();
        }
        if (context) {
            scope_->setContext(inheritedContext(context));
        }
    }
    return *scope_;
}

// Before the scope of the request goes.
void Pipeline::keepContext() {
    zend_refcounted* context = nullptr;
    if (context_.isSet()) {
        return;
    }
    if (scope_ || parent_) {
        context = scope_ ? scope_->context() : parent_->context();
    } else if (inStart_ && (outer_.task || outer_.scope)) {
        context = outer_.task ? outer_.task->context() : outer_.scope->context();
    }
    if (zend_refcounted* values = inheritedContext(context)) {
        ZVAL_ARR(context_.get(), reinterpret_cast<zend_array*>(values));
    }
}

// Of an HTTP request the job answers; of a command nobody would but us.
bool Pipeline::isExitOfCommand() {
    return inStart_ && !job() && zend_is_unwind_exit(EG(exception)) && !isOutOfMemory();
}

void Pipeline::containExit() {
    Runtime& runtime = Runtime::get();
    zend_clear_exception();
    runtime.exitStatus = EG(exit_status);
    EG(exit_status) = 0;
    failed(makeException(exceptions.exit, "exit() was called in a request", nullptr, runtime.exitStatus));
}

// From within a method or behind the door, in a frame that an exit() or a longjmp may leave.
void Pipeline::drive() {
    Runtime& runtime = Runtime::get();
    Current outer = runtime.current();
    driving_ = true;
    while (state_ == State::Running) {
        if (UNEXPECTED(EG(exception))) {
            if (isExitOfCommand()) {
                containExit();
            } else if (endsProcess(EG(exception))) { // whoever has called us makes an error of it
                break;
            } else {
                failed(takeException());
            }
        } else if (UNEXPECTED(scopeError_)) {
            failed(scopeError_.release());
        } else {
            stepOn();
        }
    }
    driving_ = false;
    runtime.current() = outer;
}

// Once it is not in start() any more: it holds itself while something is to come that the loop brings.
void Pipeline::goAsync() {
    if (!guest_) {
        guest_ = true;
        Runtime::get().addGuest(*this);
    }
    if (EG(exception) && endsProcess(EG(exception))) { // whoever has called us makes an error of it
        thrown_ = true;
        enterStage(Stage::AwaitEnd);
        waitPassively();
    }
    if (thrown_) { // the response is up to the caller: it is not kept from ending
        keepContext();
        if (Ref<Scope> scope = std::move(scope_)) {
            scope->setOwner(nullptr);
            scope->seal();
        }
        if (isAnswered()) {
            enqueueSelf();
        }
        return;
    }
    openScope();
    if (state_ != State::Passive || keeps_) {
        hold();
    }
}

void Pipeline::driveBody(void* self) {
    auto* pipeline = static_cast<Pipeline*>(self);
    pipeline->goOn();
    if (pipeline->state_ == State::Over || (pipeline->state_ == State::Passive && !pipeline->keeps_)) {
        pipeline->unhold();
    }
}

void Pipeline::goOn() {
    driving_ = true;
    if (std::exchange(cancelled_, false)) {
        state_ = State::Running;
        awaited_.reset();
        failed(makeException(deadlineHit_ ? exceptions.deadline : exceptions.cancelled,
                             deadlineHit_ ? "The deadline was exceeded" : "The request was cancelled"));
    } else if (awaited_) {
        takeAwaited();
    } else if (state_ == State::Queued) {
        goOnPassive();
    }
    drive();
}

// Behind a wait for a continuation or for the end of the response, or in a turn of its own.
void Pipeline::goOnPassive() {
    state_ = State::Running;
    if (stage_ == Stage::AwaitEnd) {
        if (abandoned_ && !isAnswered()) {
            if (thrown_) { // the job ends it when the handler has ended
                state_ = State::Passive;
                releaseResponse();
                job()->setWatcher(this);
            } else if (isResponseOurs()) {
                job()->endEmpty();
            } else {
                job()->setWatcher(this); // first, so that it hears of the last one who lets go of it
                state_ = State::Passive;
                releaseResponse();
                state_ = isAnswered() ? State::Running : state_;
            }
        }
    }
}

void Pipeline::run() {
    Runtime& runtime = Runtime::get();
    if (runtime.isFatal()) {
        return;
    }
    Current outer = runtime.current();
    runtime.current() = {scope_.get(), nullptr, this};
    zend_object* object = self();
    GC_ADDREF(object);
    Entered entered = enter(driveBody, this, scope_ ? scope_->deadline() : 0);
    while (entered == Entered::Exit) {
        awaited_.reset();
        scopeError_.adopt(
            makeException(exceptions.exit, "exit() was called in a request", nullptr, runtime.exitStatus));
        entered = enter(driveBody, this);
    }
    runtime.current() = outer;
    if (entered == Entered::Fatal) {
        breakDown();
        return;
    }
    if (entered == Entered::Threw) { // of a destructor, at its very end
        zend_object* exception = takeException();
        reportUnhandled(exception, "a request");
        OBJ_RELEASE(exception);
    }
    zval last;
    ZVAL_OBJ(&last, object);
    Runtime::releaseLater(&last);
}

void Pipeline::breakDown() {
    state_ = State::Over;
    if (parent_ && parent_->owner()) {
        parent_->owner()->onScopeFatal(*parent_);
    } else if (HttpJob* http = job()) {
        http->abandon(500);
    }
}

void Pipeline::onScopeFatal(Scope&) { breakDown(); }

void Pipeline::stopChain() {
    enterStage(stage_ == Stage::PostDispatch ? Stage::Terminators : Stage::AwaitEnd);
}

// Whoever can bring what is waited for refers to the dispatcher: nobody else holds it meanwhile.
void Pipeline::waitPassively() {
    state_ = State::Passive;
    if (HttpJob* http = job(); http && stage_ <= Stage::AwaitEnd && !isAnswered()) {
        http->setWatcher(this);
    }
}

void Pipeline::onJobEnded() {
    if (state_ == State::Passive) {
        wake();
    }
}

bool Pipeline::resume(std::uint32_t ticket) {
    if (state_ == State::Over || !hookChain_.resume(ticket)) {
        return false;
    }
    if (state_ == State::Passive) {
        wake();
    }
    return true;
}

void Pipeline::continuationGone(std::uint32_t ticket) {
    if (hookChain_.drop(ticket) && state_ == State::Passive && isAnswered()) {
        wake();
    }
}

void Pipeline::abandoned() {
    if (state_ != State::Passive || Runtime::isEnding() || Runtime::get().isFatal()) {
        return;
    }
    abandoned_ = true;
    keeps_ = true;
    wake();
}

void Pipeline::onSettled(Future& future) {
    future.markObserved();
    if (state_ == State::OnFuture) {
        wake();
    }
}

void Pipeline::onScopeDone(Scope& scope) {
    if (zend_object* error = scope.takeError()) {
        if (!failure_ && stage_ != Stage::Errors) {
            scopeError_.adopt(error);
        } else if (failure_ && isCancellation(failure_.get()) && !isCancellation(error)) {
            failure_.adopt(error); // the cancellation came of it
        } else {
            if (error != failure_.get() && !isCancellation(error)) {
                reportUnhandled(error, "a task of a request, after its first error");
            }
            OBJ_RELEASE(error);
        }
    }
    Ref<Scope> done = std::move(scope_); // `scope`, which lives on for its context
    scope_.reset();
    if (state_ == State::Over) {
        return;
    }
    openScopeWith(scope.context());
    if (state_ == State::OnScope) {
        wake();
    }
}

void Pipeline::onScopeCancelled(Scope& scope) {
    bool waits = state_ == State::Passive || (state_ == State::OnFuture && !isTask_);
    if (!waits || Runtime::get().isFatal()) {
        return;
    }
    if (state_ == State::OnFuture) {
        static_cast<Link<WaiterTag>&>(*this).unlink();
        Future::from(awaited_.get()).abortIfUnwanted();
    }
    cancelled_ = true;
    deadlineHit_ = scope.deadlineHit();
    wake();
}

void Pipeline::closeScope() {
    if (scope_) {
        state_ = State::OnScope;
        Ref<Scope> scope = scope_;
        scope->seal();
    }
}

void Pipeline::wake() {
    if (driving_) {
        state_ = State::Running;
        return;
    }
    enqueueSelf();
}

void Pipeline::enqueueSelf() {
    state_ = State::Queued;
    hold();
    if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        Runtime::get().loop().enqueue(*this);
    }
}

void Pipeline::hold() {
    if (!held_) {
        held_ = true;
        GC_ADDREF(self());
    }
}

void Pipeline::unhold() {
    if (std::exchange(held_, false)) {
        OBJ_RELEASE(self());
    }
}

} // namespace aha::php
