// Tasks that run in a fiber: the code below waits with Aha\await() instead of `yield`. Behind php::enter.
#include "php/error.h"
#include "php/fiber_pool.h"
#include "php/runtime.h"
#include "php/task.h"

namespace aha::php {

Task::Step Task::resumeFiber() {
    FiberPool& pool = Runtime::get().fibers();
    bool fresh = start_ && !fiberBegun_;
    if (fresh && throwing_) { // cancelled before its code ran
        start_.reset();
        fiberEnded_ = true;
        pool.release(std::exchange(top_, nullptr));
    } else {
        pool.resume(top_, fresh ? this : nullptr);
    }
    while (!EG(exception) && !fiberEnded_ && !awaiting_) {
        pool.refuseSuspend(top_); // the code has called Fiber::suspend() itself
    }
    if (EG(exception)) {
        fiber_ = false;
        return endsProcess(EG(exception)) ? Step::Finished : unwindOne(takeException());
    }
    if (!fiberEnded_) {
        return Step::Suspended;
    }
    fiberEnded_ = fiber_ = false;
    if (top_) {
        pool.release(std::exchange(top_, nullptr));
    }
    return adoptResult();
}

void Task::runFiberJob() {
    fiberBegun_ = true; // its closure and arguments stay with it until it ends, where GC sees them
    zval result;
    start_->callable.call(&result, static_cast<std::uint32_t>(start_->arguments.size()),
                          reinterpret_cast<zval*>(start_->arguments.data()));
    start_.reset();
    if (EG(exception)) {
        if (endsProcess(EG(exception))) {
            return;
        }
        ZVAL_OBJ(&result, takeException());
        setFeed(&result);
        throwing_ = true;
    } else {
        setFeed(&result);
    }
    fiberEnded_ = true;
}

void Task::awaitInFiber(zend_object* future, zval* result) {
    GC_ADDREF(future);
    if (await(future) == Step::Suspended) {
        Runtime::get().fibers().suspendCurrent();
        if (EG(exception)) { // the fiber is being destroyed
            return;
        }
        phase_ = Phase::Running;
    }
    zval outcome = feed_;
    ZVAL_NULL(&feed_);
    if (throwing_) {
        throwing_ = false;
        zend_throw_exception_internal(Z_OBJ(outcome));
        return;
    }
    ZVAL_COPY_VALUE(result, &outcome);
}

} // namespace aha::php
