#include "php/coroutine/reachability.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/runtime.h"

#include "php_stubs/Coroutine/Semaphore_arginfo.h"

namespace aha::php {

namespace {

class PermitWait final : public Queued {
public:
    const char* describe() const override { return "semaphore permit"; }
};

// Native part of Coroutine\Semaphore. Tasks wait only while no permit is free.
class Semaphore {
public:
    ~Semaphore() { waiting_.abandon("The semaphore is gone: nobody holds the object any more"); }
    void open(zend_long permits) { free_ = total_ = permits; }
    zend_long available() const { return free_; }
    bool isFull() const { return free_ >= total_; }
    bool take() { return free_ > 0 && free_-- > 0; }
    zend_object* acquire(const WaitLimit& limit);
    void release();
    void visit(Gc&) {}

private:
    WaitLine waiting_;
    zend_long free_ = 0;
    zend_long total_ = 0;
};

zend_object* Semaphore::acquire(const WaitLimit& limit) {
    if (take()) {
        return doneFuture();
    }
    if (!limit.mayWait()) {
        return notWithin("semaphore permit", limit);
    }
    auto& operation = Class<PermitWait>::from(Class<PermitWait>::create(Class<Future>::entry));
    waiting_.enter(operation, limit);
    return operation.object();
}

void Semaphore::release() {
    if (Queued* first = waiting_.takeFirst()) {
        first->fulfillNull(); // the permit changes hands
    } else {
        ++free_;
    }
}

// Gives the permit of withPermit() back at the end of its task, if the task has come to have it.
class PermitReturn final : public EndHook {
public:
    PermitReturn(zend_object* semaphore, zend_object* wait) {
        semaphore_.set(semaphore);
        wait_.set(wait);
    }
    void onTaskEnd(Task&) override {
        if (Future::from(wait_.get()).state() == Future::State::Fulfilled) {
            Class<Semaphore>::from(semaphore_.get()).release();
        }
        delete this;
    }
    void onTaskGone() override { delete this; }
    void visitHook(Gc& gc) override {
        gc.add(semaphore_);
        gc.add(wait_);
    }

private:
    ~PermitReturn() override = default;
    ObjectRef semaphore_;
    ObjectRef wait_;
};

Semaphore& semaphoreOf(zval* zv) { return Class<Semaphore>::from(zv); }

} // namespace

void registerSemaphore() {
    Class<PermitWait>::initHandlers();
    Class<Semaphore>::install(register_class_Aha_Coroutine_Semaphore());
    registerWaker(Class<Semaphore>::entry);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Semaphore, __construct) {
    zend_long permits;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(permits)
    ZEND_PARSE_PARAMETERS_END();
    if (permits < 1) {
        zend_argument_value_error(1, "must be at least 1");
        RETURN_THROWS();
    }
    semaphoreOf(ZEND_THIS).open(permits);
}

PHP_METHOD(Aha_Coroutine_Semaphore, acquire) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    returnWait(return_value, semaphoreOf(ZEND_THIS).acquire(limit), callback);
}

PHP_METHOD(Aha_Coroutine_Semaphore, tryAcquire) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(semaphoreOf(ZEND_THIS).take());
}

PHP_METHOD(Aha_Coroutine_Semaphore, release) {
    ZEND_PARSE_PARAMETERS_NONE();
    Semaphore& semaphore = semaphoreOf(ZEND_THIS);
    if (semaphore.isFull()) {
        throwException(exceptions.state, "Every permit is there already: this is one release() too many");
        RETURN_THROWS();
    }
    semaphore.release();
}

PHP_METHOD(Aha_Coroutine_Semaphore, withPermit) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    zval callable = info.function_name;
    Task& task = Task::prepareContinuation(Runtime::get().currentScope(), TaskStart::Kind::Then, &callable,
                                           nullptr, callerSite());
    zend_object* wait = semaphoreOf(ZEND_THIS).acquire(WaitLimit{});
    task.addHook(*new PermitReturn(Z_OBJ_P(ZEND_THIS), wait));
    task.continueFrom(Future::from(wait));
    OBJ_RELEASE(wait);
    RETURN_OBJ(task.object());
}

PHP_METHOD(Aha_Coroutine_Semaphore, available) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(semaphoreOf(ZEND_THIS).available());
}
