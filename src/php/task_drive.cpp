// How a task advances: the generator recipe (send, throw, finished, suspended), the stack of child
// generators, fibers, waits, and deferred calls. Everything here runs behind php::enter.
#include "php/combinator.h"
#include "php/coroutine/deadlock_watch.h"
#include "php/coroutine/ret_val.h"
#include "php/error.h"
#include "php/fiber_pool.h"
#include "php/runtime.h"
#include "php/task.h"

namespace aha::php {

// So many steps without a suspension, and the task goes to the end of the queue: others have a turn.
static constexpr unsigned kStepsPerRun = 256;

static zend_function* generatorThrow;

void registerTaskDrive() {
    generatorThrow = static_cast<zend_function*>(
        zend_hash_str_find_ptr(&zend_ce_generator->function_table, ZEND_STRL("throw")));
}

static zend_generator* generatorOf(zend_object* object) { return reinterpret_cast<zend_generator*>(object); }

static bool isUnstarted(zend_generator* generator) {
    return Z_TYPE(generator->value) == IS_UNDEF && generator->execute_data && !generator->node.parent;
}

void Task::driveBody(void* self) { static_cast<Task*>(self)->drive(); }

void Task::drive() {
    if (awaiting_) { // what came before a cancellation is delivered first, so that no value is lost
        takeAwaited();
    } else if (pendingThrow_) {
        zval_ptr_dtor(&feed_);
        ZVAL_OBJ(&feed_, std::exchange(pendingThrow_, nullptr));
        throwing_ = true;
        plainStart_ = false;
        if (start_ && !fiber_) {
            start_.reset();
        }
    }
    Step step = Step::Again;
    if (plainStart_) {
        plainStart_ = false;
        step = beginPlain();
    } else if (start_ && !fiber_) {
        step = begin();
    }
    for (unsigned budget = kStepsPerRun; step == Step::Again; --budget) {
        if (budget == 0) {
            makeReady();
            return;
        }
        if (UNEXPECTED(EG(exception))) { // of a destructor
            step = adoptThrown();
        } else if (!top_) {
            step = complete();
        } else {
            step = fiber_ ? resumeFiber() : resumeTop();
        }
    }
}

void Task::setFeed(zval* value) {
    zval old = feed_;
    ZVAL_COPY_VALUE(&feed_, value);
    throwing_ = false;
    zval_ptr_dtor(&old);
}

Task::Step Task::begin() {
    switch (start_->kind) {
    case TaskStart::Kind::Fiber:
        top_ = Runtime::get().fibers().acquire();
        fiber_ = top_ != nullptr;
        return fiber_ ? Step::Again : unwindOne(takeException());
    case TaskStart::Kind::FiberThen:
        if (beginFiberThen()) {
            return begin();
        }
        break;
    case TaskStart::Kind::Call: beginCall(); break;
    default: beginContinuation(); break;
    }
    return adoptResult();
}

Task::Step Task::beginPlain() {
    zval callable = feed_;
    ZVAL_NULL(&feed_);
    zval result;
    Callable::call(&callable, &result, 0, nullptr);
    zval_ptr_dtor(&callable);
    setFeed(&result);
    return adoptResult();
}

void Task::beginCall() {
    static_assert(sizeof(Value) == sizeof(zval));
    auto argc = static_cast<std::uint32_t>(start_->arguments.size());
    zval result;
    start_->callable.call(&result, argc, reinterpret_cast<zval*>(start_->arguments.data()));
    start_.reset();
    setFeed(&result);
}

// What a plain call has brought: an exception, a generator or another awaitable to go on with, or the value.
Task::Step Task::adoptResult() {
    if (EG(exception)) {
        return endsProcess(EG(exception)) ? Step::Finished : unwindOne(takeException());
    }
    if (throwing_ || !isAwaitable(&feed_)) {
        return Step::Again;
    }
    zval awaited = feed_;
    ZVAL_NULL(&feed_);
    if (Z_OBJCE(awaited) == zend_ce_generator) {
        pushGenerator(Z_OBJ(awaited));
        return Step::Again;
    }
    zend_object* future = awaitableFrom(&awaited, spawnedAt());
    zval_ptr_dtor(&awaited);
    return future ? await(future) : unwindOne(takeException());
}

void Task::pushGenerator(zend_object* generator) {
    if (top_) {
        if (!parents_) {
            parents_ = std::make_unique<std::vector<Frame>>();
        }
        parents_->push_back({top_, lastPlain_});
    }
    top_ = generator;
    ZVAL_NULL(&lastPlain_);
    zval null;
    ZVAL_NULL(&null);
    setFeed(&null);
}

// Takes the generator that has ended off the stack; what waited for it is on top now.
void Task::closeTop() {
    zend_object* ended = std::exchange(top_, nullptr);
    zval_ptr_dtor(&lastPlain_);
    ZVAL_NULL(&lastPlain_);
    if (parents_ && !parents_->empty()) {
        top_ = parents_->back().generator;
        ZVAL_COPY_VALUE(&lastPlain_, &parents_->back().lastPlain);
        parents_->pop_back();
    } else {
        parents_.reset();
    }
    if (ended) {
        OBJ_RELEASE(ended);
    }
}

Task::Step Task::unwindOne(zend_object* exception) {
    zval zv;
    ZVAL_OBJ(&zv, exception);
    closeTop();
    setFeed(&zv);
    throwing_ = true;
    return Step::Again;
}

Task::Step Task::resumeTop() {
    zend_generator* generator = generatorOf(top_);
    if (generator->flags & ZEND_GENERATOR_CURRENTLY_RUNNING) {
        return unwindOne(makeException(exceptions.state, "The yielded generator is already running"));
    }
    bool unstarted = isUnstarted(generator);
    if (throwing_) {
        zval exception = feed_;
        ZVAL_UNDEF(&feed_);
        throwing_ = false;
        if (unstarted) { // its code never ran, so nothing in it can catch
            return unwindOne(Z_OBJ(exception));
        }
        zval ignored;
        ZVAL_UNDEF(&ignored);
        zend_call_known_instance_method_with_1_params(generatorThrow, top_, &ignored, &exception);
        zval_ptr_dtor(&ignored);
        zval_ptr_dtor(&exception);
        return afterResume();
    }
    if (unstarted) {
        zend_generator_resume(generator);
        generator->flags |= ZEND_GENERATOR_AT_FIRST_YIELD;
        return afterResume();
    }
    zend_generator* root = zend_generator_get_current(generator);
    if (root->send_target && !(root->flags & ZEND_GENERATOR_CURRENTLY_RUNNING)) {
        ZVAL_COPY_VALUE(root->send_target, &feed_);
        ZVAL_UNDEF(&feed_);
    } else { // nobody looks at it: it must not live longer than needed
        zval unused = feed_;
        ZVAL_UNDEF(&feed_);
        zval_ptr_dtor(&unused);
    }
    zend_generator_resume(generator);
    return afterResume();
}

Task::Step Task::afterResume() {
    if (UNEXPECTED(EG(exception))) {
        return endsProcess(EG(exception)) ? Step::Finished : unwindOne(takeException());
    }
    zend_generator* generator = generatorOf(top_);
    if (!generator->execute_data) {
        return returnOne();
    }
    // Taken out of the generator, which would keep it until its next `yield`.
    zval* slot = &zend_generator_get_current(generator)->value;
    zval yielded;
    if (EXPECTED(!Z_ISREF_P(slot))) {
        ZVAL_COPY_VALUE(&yielded, slot);
        ZVAL_NULL(slot);
    } else {
        ZVAL_COPY_DEREF(&yielded, slot);
    }
    return handleYielded(&yielded);
}

// The value rule: the return value; if that is null, the last plain value that was yielded.
Task::Step Task::returnOne() {
    zend_generator* generator = generatorOf(top_);
    zval value;
    bool returned = Z_TYPE(generator->retval) != IS_UNDEF && Z_TYPE(generator->retval) != IS_NULL;
    ZVAL_COPY(&value, returned ? &generator->retval : &lastPlain_);
    closeTop();
    setFeed(&value);
    return Step::Again;
}

static bool holdsAwaitable(zend_array* array) {
    zval* element;
    ZEND_HASH_FOREACH_VAL(array, element) {
        ZVAL_DEREF(element);
        if (isAwaitable(element)) {
            return true;
        }
    }
    ZEND_HASH_FOREACH_END();
    return false;
}

// Takes over the value.
Task::Step Task::handleYielded(zval* yielded) {
    if (Future::is(yielded)) {
        return await(Z_OBJ_P(yielded));
    }
    if (Z_TYPE_P(yielded) == IS_OBJECT && isAwaitable(yielded)) {
        if (Z_OBJCE_P(yielded) == zend_ce_generator) {
            pushGenerator(Z_OBJ_P(yielded));
            return Step::Again;
        }
        zend_object* future = awaitableFrom(yielded, suspendedAt());
        zval_ptr_dtor(yielded);
        return future ? await(future) : adoptThrown();
    }
    if (Z_TYPE_P(yielded) == IS_ARRAY && holdsAwaitable(Z_ARR_P(yielded))) {
        zend_object* future = joinAll(yielded, suspendedAt());
        zval_ptr_dtor(yielded);
        return future ? await(future) : adoptThrown();
    }
    if (Z_TYPE_P(yielded) == IS_OBJECT && Z_OBJCE_P(yielded) == Class<RetVal>::entry) {
        return endByRetVal(yielded);
    }
    zval_ptr_dtor(&lastPlain_);
    ZVAL_COPY(&lastPlain_, yielded);
    setFeed(yielded);
    if (Z_TYPE_P(yielded) == IS_NULL) { // a bare `yield`: the others have a turn
        makeReady();
        return Step::Suspended;
    }
    return Step::Again;
}

// The generator goes as it stands: its `finally` runs, and may throw. Takes over the value.
Task::Step Task::endByRetVal(zval* yielded) {
    zval value;
    ZVAL_COPY(&value, Class<RetVal>::from(yielded).value.get());
    zval_ptr_dtor(yielded);
    closeTop();
    setFeed(&value);
    return EG(exception) ? adoptThrown() : Step::Again;
}

// An exception of the awaiting itself arrives at the `yield`.
Task::Step Task::adoptThrown() {
    if (endsProcess(EG(exception))) {
        return Step::Finished;
    }
    zval zv;
    ZVAL_OBJ(&zv, takeException());
    setFeed(&zv);
    throwing_ = true;
    return Step::Again;
}

// This wait would close a circle of tasks that wait for each other: nothing could ever break it.
zend_object* Task::refuseCycle(Future& future) {
    Wanting wanting{*this, 1000, {}};
    if (EXPECTED(!future.needs(wanting))) {
        return nullptr;
    }
    std::string message = "The task would wait for itself:\n  ";
    describeTo(message);
    message.append(" (started at ");
    appendSite(message, spawnedAt());
    message.append(") waits for ");
    future.describeTo(message);
    message.append(" at ");
    appendSite(message, suspendedAt());
    message.append(wanting.chain);
    return makeException(exceptions.deadlock, message);
}

Task::Step Task::await(zend_object* object) {
    Future& future = Future::from(object);
    zend_object* refusal = nullptr;
    if (pendingThrow_) {
        refusal = std::exchange(pendingThrow_, nullptr);
    } else if (future.isSettled()) {
        awaiting_ = object;
        takeAwaited();
        return Step::Again;
    } else if (scope_->refusesWaits()) {
        refusal = makeException(exceptions.cancelled, "The task is cancelled and may not wait any more");
    } else {
        refusal = refuseCycle(future);
    }
    if (refusal) {
        future.abortIfUnwanted();
        OBJ_RELEASE(object);
        zval zv;
        ZVAL_OBJ(&zv, refusal);
        setFeed(&zv);
        throwing_ = true;
        return Step::Again;
    }
    awaiting_ = object;
    phase_ = Phase::Waiting;
    future.addWaiter(*this);
    if (!future.mayBeSettledFromOutside()) {
        Runtime::get().deadlockWatch().suspect(*scope_);
    }
    return Step::Suspended;
}

void Task::takeAwaited() {
    zend_object* object = std::exchange(awaiting_, nullptr);
    Future& future = Future::from(object);
    if (start_ && !fiber_) { // a continuation reads its source itself
        OBJ_RELEASE(object);
        return;
    }
    zval outcome;
    if (future.state() == Future::State::Rejected) {
        ZVAL_COPY(&outcome, future.result());
        setFeed(&outcome);
        future.markObserved();
        throwing_ = true;
        noteChain(Z_OBJ(outcome), "awaited at", suspendedAt());
    } else if (GC_REFCOUNT(object) == 1) { // nobody else will ask
        outcome = future.takeValue();
        setFeed(&outcome);
    } else if (GC_REFCOUNT(object) == 2 && Runtime::get().isSpareFuture(object)) {
        outcome = future.takeValue();
        GC_DELREF(object);
        setFeed(&outcome);
        return;
    } else {
        ZVAL_COPY(&outcome, future.result());
        setFeed(&outcome);
    }
    OBJ_RELEASE(object);
}

Task::Step Task::complete() {
    if (defers_) {
        if (!defers_->running) {
            defers_->running = true;
            defers_->outcome = feed_;
            defers_->failed = throwing_;
        } else if (throwing_ && !defers_->failed) {
            zval_ptr_dtor(&defers_->outcome);
            defers_->outcome = feed_;
            defers_->failed = true;
        } else {
            if (throwing_) {
                reportUnhandled(Z_OBJ(feed_), "a deferred call, after the task had failed");
            }
            zval_ptr_dtor(&feed_);
        }
        ZVAL_NULL(&feed_);
        throwing_ = false;
        if (!defers_->callables.empty()) {
            return runNextDefer();
        }
        feed_ = defers_->outcome;
        throwing_ = defers_->failed;
        ZVAL_UNDEF(&defers_->outcome);
        defers_.reset();
    }
    phase_ = Phase::Done;
    return Step::Finished;
}

Task::Step Task::runNextDefer() {
    Value* last = &defers_->callables.back();
    start_ = std::make_unique<TaskStart>();
    start_->callable.set(last->get());
    defers_->callables.pop_back();
    beginCall();
    return adoptResult();
}

} // namespace aha::php
