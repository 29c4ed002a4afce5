#include "php/task.h"

#include "php/error.h"
#include "php/runtime.h"

namespace aha::php {

static void releaseCounted(zend_refcounted* counted) {
    if (counted) {
        zval zv;
        if (GC_TYPE(counted) == IS_ARRAY) {
            ZVAL_ARR(&zv, reinterpret_cast<zend_array*>(counted));
        } else {
            ZVAL_OBJ(&zv, reinterpret_cast<zend_object*>(counted));
        }
        zval_ptr_dtor(&zv);
    }
}

Task::Task() {
    ZVAL_UNDEF(&feed_);
    ZVAL_NULL(&lastPlain_);
}

Task::~Task() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<WaiterTag>&>(*this).unlink();
    if (static_cast<Link<ScopeTag>&>(*this).isLinked()) {
        static_cast<Link<ScopeTag>&>(*this).unlink();
    }
    runHooks(false);
    if (state() == State::Rejected && !isObserved() && scope_ && !scope_->isDone() &&
        !isCancellation(exception())) {
        markObserved();
        GC_ADDREF(exception());
        scope_->fail(exception());
    }
    zval_ptr_dtor(&feed_);
    zval_ptr_dtor(&lastPlain_);
    if (parents_) {
        for (Frame& frame : *parents_) {
            OBJ_RELEASE(frame.generator);
            zval_ptr_dtor(&frame.lastPlain);
        }
    }
    for (zend_object* object : {top_, awaiting_, pendingThrow_}) {
        if (object) {
            OBJ_RELEASE(object);
        }
    }
    releaseCounted(context_);
    if (defers_) {
        zval_ptr_dtor(&defers_->outcome);
    }
    if (spawnFile_) {
        zend_string_release(spawnFile_);
    }
}

void Task::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(&feed_);
    gc.add(&lastPlain_);
    if (parents_) {
        for (Frame& frame : *parents_) {
            gc.add(frame.generator);
            gc.add(&frame.lastPlain);
        }
    }
    if (phase_ != Phase::Running) { // a running generator reports nothing; neither do we on its behalf
        gc.add(top_);
    }
    gc.add(awaiting_);
    gc.add(pendingThrow_);
    if (start_) {
        gc.add(start_->callable);
        gc.add(start_->onError);
        gc.add(start_->source);
        for (Value& argument : start_->arguments) {
            gc.add(argument);
        }
    }
    if (defers_) {
        for (Value& callable : defers_->callables) {
            gc.add(callable);
        }
        gc.add(&defers_->outcome);
    }
    if (context_) {
        zval zv;
        if (GC_TYPE(context_) == IS_ARRAY) {
            ZVAL_ARR(&zv, reinterpret_cast<zend_array*>(context_));
        } else {
            ZVAL_OBJ(&zv, reinterpret_cast<zend_object*>(context_));
        }
        gc.add(&zv);
    }
    for (EndHook* hook = hooks_; hook; hook = hook->next_) {
        hook->visitHook(gc);
    }
}

void EndHook::unhook() {
    if (!task_) {
        return;
    }
    EndHook** link = &task_->hooks_;
    while (*link != this) {
        link = &(*link)->next_;
    }
    *link = next_;
    next_ = nullptr;
    task_ = nullptr;
}

void Task::addHook(EndHook& hook) {
    AHA_ASSERT(!hook.task_ && phase_ != Phase::Done);
    hook.task_ = this;
    hook.next_ = std::exchange(hooks_, &hook);
}

void Task::runHooks(bool ended) {
    while (EndHook* hook = hooks_) {
        hook->unhook();
        if (ended) {
            hook->onTaskEnd(*this);
        } else {
            hook->onTaskGone();
        }
    }
}

void Task::setContext(zend_refcounted* context) { releaseCounted(std::exchange(context_, context)); }

void Task::makeReady() {
    phase_ = Phase::Ready;
    if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        Runtime::get().loop().enqueue(*this);
    }
}

void Task::onSettled(Future&) { makeReady(); }

void Task::abort() { cancel(makeException(exceptions.cancelled, "The task was cancelled")); }

void Task::detachFromAwaited() {
    if (!awaiting_) {
        return;
    }
    static_cast<Link<WaiterTag>&>(*this).unlink();
    zend_object* future = std::exchange(awaiting_, nullptr);
    Future::from(future).abortIfUnwanted();
    OBJ_RELEASE(future);
}

void Task::cancel(zend_object* exception) {
    if (phase_ == Phase::Done || pendingThrow_) {
        OBJ_RELEASE(exception);
        return;
    }
    pendingThrow_ = exception;
    if (phase_ == Phase::Waiting) {
        detachFromAwaited();
        makeReady();
    }
}

void Task::addDefer(zval* callable) {
    if (!defers_) {
        defers_ = std::make_unique<Defers>();
        ZVAL_UNDEF(&defers_->outcome);
    }
    defers_->callables.emplace_back().copyFrom(callable);
}

void Task::letGo() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<WaiterTag>&>(*this).unlink();
    phase_ = Phase::Done;
    runHooks(false);
    scope_.reset();
    dropRetained();
}

Site Task::suspendedAt() const {
    if (!top_ || phase_ == Phase::Done) {
        return spawnedAt();
    }
    zend_execute_data* frame = nullptr;
    if (fiber_) {
        auto* fiber = reinterpret_cast<zend_fiber*>(top_);
        if (fiber->context.status ==
            ZEND_FIBER_STATUS_RUNNING) { // its frame is the one of its last suspension
            return callerSite();
        }
        frame = fiber->execute_data;
        while (frame && (!frame->func || !ZEND_USER_CODE(frame->func->type))) {
            frame = frame->prev_execute_data;
        }
    } else {
        auto* generator = reinterpret_cast<zend_generator*>(top_);
        frame = generator->execute_data ? zend_generator_get_current(generator)->execute_data : nullptr;
    }
    if (!frame || !frame->opline) {
        return spawnedAt();
    }
    const zend_op* opline = frame->opline;
    if (!fiber_ && opline > frame->func->op_array.opcodes) {
        --opline; // a suspended generator stands behind its `yield`
    }
    return {frame->func->op_array.filename, opline->lineno};
}

void Task::describeTo(std::string& out) const { out.append("task ").append(std::to_string(id_)); }

void Task::describeWait(std::string& out) const {
    describeTo(out);
    out.append(" (started at ");
    appendSite(out, spawnedAt());
    out.append(") waits for ");
    if (Future* awaited = awaiting()) {
        awaited->describeTo(out);
    } else {
        out.append("nothing");
    }
    out.append(" at ");
    appendSite(out, suspendedAt());
}

bool Task::needs(Wanting& wanting) const {
    if (this == &wanting.task) {
        return true;
    }
    if (phase_ != Phase::Waiting || !awaiting_ || wanting.budget == 0) {
        return false;
    }
    --wanting.budget;
    if (!awaiting()->needs(wanting)) {
        return false;
    }
    wanting.chain.append("\n  ");
    describeWait(wanting.chain);
    return true;
}

void Task::run() {
    Runtime& runtime = Runtime::get();
    if (runtime.isFatal()) { // it waits for the end of the process; nothing of it may run
        return;
    }
    GC_ADDREF(object());
    Current outer = runtime.current();
    runtime.current() = {scope_.get(), this};
    phase_ = Phase::Running;
    Entered entered = enter(driveBody, this, scope_->deadline());
    while (entered == Entered::Exit) {
        entered = enter(
            [](void* self) {
                static_cast<Task*>(self)->endByExit();
                static_cast<Task*>(self)->drive();
            },
            this);
    }
    if (entered == Entered::Threw) { // only what leaves endByExit or an engine call of drive() itself
        failWith(takeException());
    }
    runtime.current() = outer;
    if (entered == Entered::Fatal) {
        phase_ = Phase::Done; // its memory stays as it is: PHP's state is not to be trusted any more
        if (scope_->owner()) {
            scope_->owner()->onScopeFatal(*scope_);
        }
        return;
    }
    if (phase_ == Phase::Done) {
        settleNow();
    }
    releaseSelf();
}

// The last reference may run destructors of user classes, which belongs behind the door.
void Task::releaseSelf() {
    zend_object* self = object();
    if (GC_REFCOUNT(self) > 1) {
        GC_DELREF(self); // taken by run() for its own sake: no reason for the cycle collector to look
        return;
    }
    if (!Z_REFCOUNTED(*result())) {
        OBJ_RELEASE(self);
        return;
    }
    Entered entered = enter([](void* object) { OBJ_RELEASE(static_cast<zend_object*>(object)); }, self);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "a destructor");
        OBJ_RELEASE(exception);
    } else if (entered == Entered::Exit) {
        Runtime::get().failByExit("exit() was called in a destructor");
    }
}

// exit() has unwound what ran; what waited for it is dropped. Deferred calls still come.
void Task::endByExit() {
    fiber_ = false;
    start_.reset();
    while (top_ || parents_) {
        closeTop();
    }
    zval zv;
    ZVAL_OBJ(&zv, makeException(exceptions.exit, "exit() was called in a task", nullptr,
                                Runtime::get().exitStatus));
    setFeed(&zv);
    throwing_ = true;
}

void Task::failWith(zend_object* exception) {
    zval_ptr_dtor(&feed_);
    ZVAL_OBJ(&feed_, exception);
    throwing_ = true;
    phase_ = Phase::Done;
}

void Task::settleNow() {
    --Runtime::get().liveTasks;
    if (hooks_) {
        runHooks(true);
    }
    Ref<Scope> scope = scope_;
    zval outcome = feed_;
    ZVAL_UNDEF(&feed_);
    if (!throwing_) {
        scope_.reset();
        fulfill(&outcome);
        scope->taskDone(*this);
        return;
    }
    zend_object* exception = Z_OBJ(outcome);
    bool cancelled = isCancellation(exception);
    if (exception->ce == exceptions.exit) {
        GC_ADDREF(exception);
        if (!Runtime::get().handleExit(exception)) {
            OBJ_RELEASE(exception);
        }
    }
    noteChain(exception, "in a task spawned at", spawnedAt());
    bool awaited = hasWaiters() || main_;
    reject(exception);
    if (awaited || cancelled) {
        if (cancelled || main_) {
            markObserved();
        }
        scope_.reset();
        scope->taskDone(*this);
    } else if (GC_REFCOUNT(object()) <= 1) { // only run()'s own reference: nobody can await it any more
        markObserved();
        scope_.reset();
        GC_ADDREF(exception);
        scope->fail(exception);
        scope->taskDone(*this);
    } else {
        scope->taskFailed(*this);
    }
}

} // namespace aha::php
