#include "php/coroutine/reachability.h"
#include "php/error.h"
#include "php/runtime.h"

#include "php_stubs/Deferred_arginfo.h"

namespace aha::php {

zend_class_entry* awaitableClass();

// The future of a Deferred: its cancellation can be heard.
class DeferredFuture final : public Future {
public:
    Callable onCancel;
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(onCancel);
    }
    const char* describe() const override { return "deferred"; }
    bool mayBeSettledFromOutside() const override { return false; }
    void abort() override {
        if (isSettled()) {
            return;
        }
        if (onCancel.isSet()) { // user code: as a task, never from here
            Runtime& runtime = Runtime::get();
            Task& task = Task::startCallable(runtime.background(), onCancel.zv(), 0, nullptr, callerSite());
            OBJ_RELEASE(task.object());
            onCancel.reset();
        }
        Future::abort();
    }

protected:
    void onSettledSelf() override { onCancel.reset(); }
};

// Native part of Aha\Deferred: the side that settles.
class Deferred {
public:
    ~Deferred() {
        if (future_) {
            DeferredFuture& future = get();
            if (!future.isSettled() && !Runtime::isEnding()) {
                future.markObserved();
                future.reject(
                    makeException(exceptions.state, "The Aha\\Deferred was dropped without a result"));
            }
        }
    }
    void open() { future_.adopt(Class<DeferredFuture>::create(Class<Future>::entry)); }
    DeferredFuture& get() { return Class<DeferredFuture>::from(future_.get()); }
    void visit(Gc& gc) { gc.add(future_); }

private:
    ObjectRef future_;
};

void registerDeferred() {
    Class<DeferredFuture>::initHandlers();
    Class<Deferred>::install(register_class_Aha_Deferred(awaitableClass()));
    registerWaker(Class<Deferred>::entry);
}

static DeferredFuture& deferredOf(zval* zv) { return Class<Deferred>::from(zv).get(); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Deferred, __construct) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    info.size = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    Deferred& deferred = Class<Deferred>::from(ZEND_THIS);
    deferred.open();
    if (info.size) {
        deferred.get().onCancel.set(&info.function_name);
    }
}

PHP_METHOD(Aha_Deferred, future) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(deferredOf(ZEND_THIS).object());
}

PHP_METHOD(Aha_Deferred, resolve) {
    zval* value = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    Future& future = deferredOf(ZEND_THIS);
    if (future.isSettled()) {
        RETURN_FALSE;
    }
    zval copy;
    ZVAL_NULL(&copy);
    if (value) {
        ZVAL_COPY(&copy, value);
    }
    future.fulfill(&copy);
    RETURN_TRUE;
}

PHP_METHOD(Aha_Deferred, fail) {
    zval* error;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(error, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();
    Future& future = deferredOf(ZEND_THIS);
    if (future.isSettled()) {
        RETURN_FALSE;
    }
    GC_ADDREF(Z_OBJ_P(error));
    future.reject(Z_OBJ_P(error));
    RETURN_TRUE;
}

PHP_METHOD(Aha_Deferred, isDone) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(deferredOf(ZEND_THIS).isSettled());
}
