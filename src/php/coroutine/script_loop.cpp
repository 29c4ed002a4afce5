#include "php/coroutine/script_loop.h"

#include "php/coroutine/deadlock.h"
#include "php/error.h"
#include "php/runtime.h"

namespace aha::php {

namespace {

// One call of Aha\run(): owns the root scope of the script's tasks.
class ScriptRun final : public ScopeOwner, public Waiter {
public:
    explicit ScriptRun(Runtime& runtime) : runtime_(runtime) {}

    void start(zval* callable, bool inFiber) {
        scope_ = Scope::open(nullptr, this);
        scope_->setContext(inheritedContext(runtime_.script().context()));
        runtime_.background().setOwner(this);
        runtime_.setExitHook(
            [](void* self, zend_object* exception) { static_cast<ScriptRun*>(self)->endByExit(exception); },
            this);
        main_ = &Task::startCallable(*scope_, callable, 0, nullptr, callerSite(),
                                     inFiber ? TaskStart::Kind::Fiber : TaskStart::Kind::Call);
        main_->setMain();
        main_->addWaiter(*this);
        scope_->seal();
    }

    void loop() {
        while (!isOver() && !runtime_.isFatal()) {
            if (runtime_.loop().run() == net::Loop::End::Quiescent && !isOver() && !runtime_.isFatal()) {
                breakDeadlock();
            }
        }
        runtime_.background().setOwner(nullptr);
        runtime_.setExitHook(nullptr, nullptr);
    }

    // The value, or the exception to throw; the caller owns it. When main has failed only because a child
    // did, the child's error is the one to throw.
    bool takeOutcome(zval* outcome) {
        zend_object* error = error_.release();
        if (main_->state() == Future::State::Rejected && !(error && isCancellation(main_->exception()))) {
            if (error) {
                if (!isCausedBy(main_->exception(), error)) {
                    reportUnhandled(error, "a task, besides the error of the main task");
                }
                OBJ_RELEASE(error);
            }
            error = main_->exception();
            GC_ADDREF(error);
        }
        if (error) {
            ZVAL_OBJ(outcome, error);
        } else {
            ZVAL_COPY(outcome, main_->result());
        }
        OBJ_RELEASE(main_->object());
        return error == nullptr;
    }

    void onSettled(Future& main) override {
        main.markObserved();
        if (main.state() == Future::State::Rejected) {
            scope_->cancel("The main task failed", main.exception());
            if (main.exception()->ce == exceptions.exit) {
                cancelBackground();
            }
        }
    }
    void onScopeDone(Scope& scope) override {
        if (zend_object* error = scope.takeError()) {
            if (error->ce == exceptions.exit) {
                cancelBackground();
            }
            if (error_) { // exit() in background work came first
                OBJ_RELEASE(error);
            } else {
                error_.adopt(error);
            }
        }
        stopWhenOver();
    }
    void onScopeIdle(Scope&) override { stopWhenOver(); }
    bool holdsMainTask() const override { return true; }

private:
    // exit() in a timer or in background work means the script: everything is cancelled.
    void endByExit(zend_object* exception) {
        if (error_) {
            OBJ_RELEASE(exception);
            return;
        }
        error_.adopt(exception);
        scope_->cancel("exit() was called", exception);
        cancelBackground();
    }
    void cancelBackground() {
        Scope& background = runtime_.background();
        for (Scope* child = background.children().front(); child;
             child = background.children().next(*child)) {
            child->cancel("exit() was called");
        }
    }
    bool isOver() { return scope_->isDone() && runtime_.background().isIdle(); }
    void stopWhenOver() {
        if (isOver()) {
            runtime_.loop().stop();
        }
    }
    void breakDeadlock() {
        if (scope_->isDone()) {
            breakDeadlockOf(runtime_.background(), nullptr);
        } else {
            breakDeadlockOf(*scope_, main_);
        }
    }

    Runtime& runtime_;
    Ref<Scope> scope_;
    ObjectRef error_; // the first of a child that nobody received
    Task* main_ = nullptr;
};

// Stops the loop when one future has settled.
class SettledWatch final : public Waiter {
public:
    explicit SettledWatch(net::Loop& loop) : loop_(loop) {}
    void onSettled(Future& future) override {
        future.markObserved();
        loop_.stop();
    }

private:
    net::Loop& loop_;
};

void throwOutcome(zval* exception) {
    zend_object* object = Z_OBJ_P(exception);
    if (object->ce == exceptions.exit) { // exit() in a script means the script
        zval storage;
        zval* code = zend_read_property(zend_ce_exception, object, ZEND_STRL("code"), true, &storage);
        EG(exit_status) = static_cast<int>(Z_LVAL_P(code));
        OBJ_RELEASE(object);
        zend_throw_unwind_exit();
        return;
    }
    throwObject(object);
}

} // namespace

void runScript(zval* callable, bool inFiber, zval* result) {
    Runtime& runtime = Runtime::get();
    if (!runtime.enterLoop("Aha\\run()")) {
        return;
    }
    zval outcome;
    ZVAL_NULL(&outcome);
    bool ok = false;
    {
        ScriptRun run(runtime);
        run.start(callable, inFiber);
        run.loop();
        if (!runtime.isFatal()) {
            ok = run.takeOutcome(&outcome);
        }
    }
    runtime.leaveLoop();
    if (runtime.isFatal()) {
        zend_bailout();
    }
    if (!ok && Z_TYPE(outcome) == IS_OBJECT) {
        throwOutcome(&outcome);
        return;
    }
    ZVAL_COPY_VALUE(result, &outcome);
}

static void rejectByDeadlock(Future& future) {
    if (!future.isSettled()) {
        future.reject(makeException(exceptions.deadlock, "The awaited operation can never end"));
    }
}

// Calls `breakDeadlock` when the loop has nothing to wait for.
template <typename Action> static void runUntilSettledOrFatal(Future& future, Action breakDeadlock) {
    Runtime& runtime = Runtime::get();
    SettledWatch watch(runtime.loop());
    if (!future.isSettled()) {
        future.addWaiter(watch);
    }
    while (!future.isSettled() && !runtime.isFatal()) {
        if (runtime.loop().run() == net::Loop::End::Quiescent && !future.isSettled()) {
            breakDeadlock();
        }
    }
}

bool runLoopUntilSettled(zend_object* object, zval* result) {
    Runtime& runtime = Runtime::get();
    Future& future = Future::from(object);
    runUntilSettledOrFatal(future, [&runtime, &future] {
        breakDeadlockOf(runtime.script(), nullptr);
        rejectByDeadlock(future);
    });
    if (runtime.isFatal()) {
        return false;
    }
    future.markObserved();
    zval outcome;
    ZVAL_COPY(&outcome, future.result());
    if (future.state() == Future::State::Rejected) {
        throwOutcome(&outcome);
        return false;
    }
    ZVAL_COPY_VALUE(result, &outcome);
    return true;
}

void runUntilSettled(zend_object* object, zval* result) {
    Runtime& runtime = Runtime::get();
    if (!runtime.enterLoop("Aha\\await()")) {
        return;
    }
    runLoopUntilSettled(object, result);
    runtime.leaveLoop();
    if (runtime.isFatal()) {
        zend_bailout();
    }
}

void runUntilBackgroundSettled(zend_object* object, const char* method,
                               bool (*breakDeadlock)(zend_object* future)) {
    Runtime& runtime = Runtime::get();
    Future& future = Future::from(object);
    if (!runtime.enterLoop(method)) {
        return;
    }
    runtime.setExitHook(
        [](void* waited, zend_object* exception) { static_cast<Future*>(waited)->reject(exception); },
        &future);
    runUntilSettledOrFatal(future, [object, &future, breakDeadlock] {
        if (!breakDeadlock(object)) {
            rejectByDeadlock(future);
        }
    });
    runtime.setExitHook(nullptr, nullptr);
    runtime.leaveLoop();
    if (runtime.isFatal()) {
        zend_bailout();
    }
    future.markObserved();
    if (future.state() == Future::State::Rejected) {
        zval outcome;
        ZVAL_COPY(&outcome, future.result());
        throwOutcome(&outcome);
    }
}

} // namespace aha::php
