#include "php/server/handler_job.h"

#include "php/error.h"

#include <utility>

namespace aha::php {

Ref<HandlerJob> HandlerJob::make(HandlerJobOwner& owner, std::uint64_t deadlineMs) {
    return Ref<HandlerJob>(*new HandlerJob(owner, deadlineMs));
}

HandlerJob::HandlerJob(HandlerJobOwner& owner, std::uint64_t deadlineMs)
    : owner_(&owner), deadlineMs_(deadlineMs), startedNs_(net::Loop::nowNs()) {}

HandlerJob::~HandlerJob() {
    static_cast<Link<HandlerJobTag>&>(*this).unlink();
    static_cast<Link<WaiterTag>&>(*this).unlink();
    if (scope_) {
        scope_->setOwner(nullptr);
    }
}

Scope& HandlerJob::openScope() {
    if (!scope_) {
        scope_ = Scope::open(nullptr, this);
        if (deadlineMs_) {
            scope_->setDeadline(deadlineMs_);
        }
    }
    return *scope_;
}

struct HandlerJob::Call {
    Callable* handler;
    std::uint32_t count;
    zval* arguments;
    zval result;
};

void HandlerJob::callHandler(void* argument) {
    auto* call = static_cast<Call*>(argument);
    call->handler->call(&call->result, call->count, call->arguments);
}

void HandlerJob::run(Callable& handler, Site site, Style style, std::uint32_t count, zval* arguments) {
    AHA_ASSERT(count <= kMaxArguments);
    Ref<HandlerJob> keep(*this);
    self_ = keep;
    if (style == Style::Fiber) {
        follow(
            Task::startCallable(openScope(), handler.zv(), count, arguments, site, TaskStart::Kind::Fiber));
        for (std::uint32_t i = 0; i < count; ++i) {
            zval_ptr_dtor(&arguments[i]);
        }
        scope_->seal();
        return;
    }
    Call call{&handler, count, arguments, {}};
    ZVAL_UNDEF(&call.result);
    Runtime& runtime = Runtime::get();
    Current outer = std::exchange(runtime.current(), Current{scope_.get(), nullptr, this});
    Entered entered = enter(callHandler, &call, deadlineMs_);
    runtime.current() = outer;
    if (entered == Entered::Fatal) {
        breakDown();
        return;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        zval_ptr_dtor(&arguments[i]);
    }
    afterHandler(entered, &call.result, site);
}

void HandlerJob::afterHandler(Entered entered, zval* result, Site site) {
    if (entered == Entered::Threw) {
        failure_.adopt(takeException());
    } else if (entered == Entered::Exit) {
        failure_.adopt(makeException(exceptions.exit, "exit() was called in a handler"));
    } else if (Z_TYPE_P(result) == IS_OBJECT && Z_OBJCE_P(result) == zend_ce_generator) {
        follow(Task::startGenerator(openScope(), Z_OBJ_P(result), site));
    } else if (Z_TYPE_P(result) == IS_OBJECT && isAwaitable(result)) {
        openScope();
        zend_object* future = awaitableFrom(result);
        Runtime::releaseLater(result);
        if (future) {
            awaited_.adopt(future);
            Future::from(future).addWaiter(*this);
            return; // sealed when it has settled
        }
        failure_.adopt(takeException());
    } else {
        Runtime::releaseLater(result); // its destructor may be the user's
    }
    if (!scope_) {
        conclude();
        return;
    }
    if (failure_) {
        scope_->cancel("The handler failed", failure_.get());
    }
    Ref<Scope> scope = scope_;
    scope->seal();
}

void HandlerJob::follow(Task& task) {
    task.setMain();
    task.addWaiter(*this);
    OBJ_RELEASE(task.object());
}

void HandlerJob::onSettled(Future& main) {
    main.markObserved();
    if (main.state() == Future::State::Rejected) {
        failure_.set(main.exception());
        openScope().cancel("The handler failed", main.exception());
    }
    if (!openScope().isSealed()) {
        Ref<Scope> scope = scope_;
        scope->seal();
    }
}

void HandlerJob::onScopeDone(Scope& scope) {
    // The error that made the scope cancel the handler is the one to tell, not the cancellation.
    if (scope.error() && (!failure_ || isCancellation(failure_.get()))) {
        failure_.adopt(scope.takeError());
    }
    conclude();
}

void HandlerJob::onScopeFatal(Scope&) { breakDown(); }

void HandlerJob::conclude() {
    Ref<HandlerJob> keep(*this);
    static_cast<Link<HandlerJobTag>&>(*this).unlink();
    self_.reset();
    awaited_.reset();
    if (HandlerJobOwner* owner = std::exchange(owner_, nullptr)) {
        owner->onJobDone(*this, failure_.get());
    }
    failure_.reset();
}

// What it holds of PHP's goes with the process.
void HandlerJob::breakDown() {
    static_cast<Link<HandlerJobTag>&>(*this).unlink();
    if (HandlerJobOwner* owner = std::exchange(owner_, nullptr)) {
        owner->onJobFatal(*this);
    }
}

void HandlerJob::cancel(const char* why) {
    if (scope_) {
        scope_->cancel(why);
    }
}

void HandlerJob::cancelAllButMain(const char* why) {
    if (!scope_) {
        return;
    }
    for (Scope* child = scope_->children().front(); child; child = scope_->children().next(*child)) {
        child->cancel(why);
    }
    for (Task* task = scope_->tasks().front(); task; task = scope_->tasks().next(*task)) {
        if (!task->isMain()) {
            task->cancel(makeException(exceptions.cancelled, why));
        }
    }
}

void HandlerJob::forgetOwner() {
    owner_ = nullptr;
    static_cast<Link<HandlerJobTag>&>(*this).unlink();
    if (scope_) {
        scope_->setOwner(nullptr);
    }
    self_.reset();
}

} // namespace aha::php
