#include "php/future.h"

#include "php/coroutine/reachability.h"
#include "php/error.h"
#include "php/runtime.h"

#include "php_stubs/Future_arginfo.h"

namespace aha::php {

static zend_class_entry* awaitableInterface;
static zend_function* awaitableMethod;

Future::~Future() {
    if (!Runtime::isOver()) { // afterwards the exception may be gone already
        reportIfUnseen();
    }
    while (waiters_.popFront()) { // only after a fatal error
    }
    zval_ptr_dtor(&result_);
}

void Future::reportIfUnseen() {
    if (state_ == State::Rejected && !observed_ && !isCancellation(exception())) {
        observed_ = true;
        reportUnhandled(exception(), "a future that nobody awaited");
    }
}

bool Future::is(const zval* zv) {
    return Z_TYPE_P(zv) == IS_OBJECT && instanceof_function(Z_OBJCE_P(zv), Class<Future>::entry);
}

void Future::settle(State state) {
    state_ = state;
    retain(); // a waiter may drop the last reference of others
    while (Waiter* waiter = waiters_.popFront()) {
        waiter->onSettled(*this);
    }
    onSettledSelf();
    dropRetained();
}

void Future::dropRetained() {
    if (retained_) {
        retained_ = false;
        GC_DEL_FLAGS(self_, GC_NOT_COLLECTABLE);
        OBJ_RELEASE(self_);
    }
}

void Future::fulfill(zval* value) {
    if (isSettled()) {
        zval_ptr_dtor(value);
        return;
    }
    ZVAL_COPY_VALUE(&result_, value);
    settle(State::Fulfilled);
}

void Future::fulfillNull() {
    zval null;
    ZVAL_NULL(&null);
    fulfill(&null);
}

void Future::reject(zend_object* exception) {
    if (isSettled()) {
        OBJ_RELEASE(exception);
        return;
    }
    ZVAL_OBJ(&result_, exception);
    settle(State::Rejected);
}

void Future::addWaiter(Waiter& waiter) {
    if (isSettled()) {
        waiter.onSettled(*this);
    } else {
        waiters_.pushBack(waiter);
    }
}

void Future::abort() { reject(makeException(exceptions.cancelled, "The operation was cancelled")); }

bool isAwaitable(const zval* zv) {
    if (Z_TYPE_P(zv) != IS_OBJECT) {
        return false;
    }
    zend_class_entry* ce = Z_OBJCE_P(zv);
    return ce == zend_ce_generator || instanceof_function(ce, awaitableInterface);
}

static zend_object* futureOfUserAwaitable(zend_object* awaitable) {
    zval result;
    ZVAL_UNDEF(&result);
    zend_function* method = static_cast<zend_function*>(
        zend_hash_find_ptr(&awaitable->ce->function_table, awaitableMethod->common.function_name));
    zend_call_known_function(method, awaitable, awaitable->ce, &result, 0, nullptr, nullptr);
    if (EG(exception)) {
        return nullptr;
    }
    if (!Future::is(&result)) { // the declared return type makes this unreachable for user classes
        zval_ptr_dtor(&result);
        throwException(exceptions.state, "%s::future() must return an Aha\\Future",
                       ZSTR_VAL(awaitable->ce->name));
        return nullptr;
    }
    return Z_OBJ(result);
}

zend_object* awaitableFrom(zval* zv, Site site) {
    ZVAL_DEREF(zv);
    if (Z_TYPE_P(zv) == IS_OBJECT) {
        zend_object* object = Z_OBJ_P(zv);
        if (Future::is(zv)) {
            GC_ADDREF(object);
            return object;
        }
        Runtime& runtime = Runtime::get();
        if (object->ce == zend_ce_generator) {
            GC_ADDREF(object);
            return Task::startGenerator(runtime.currentScope(), object, site).object();
        }
        if (object->ce == zend_ce_closure) {
            return Task::startCallable(runtime.currentScope(), zv, 0, nullptr, site).object();
        }
        if (instanceof_function(object->ce, awaitableInterface)) {
            return futureOfUserAwaitable(object);
        }
    }
    zend_type_error("Only an Aha\\Awaitable, a Generator or a Closure can be awaited, %s given",
                    zend_zval_type_name(zv));
    return nullptr;
}

void registerFuture() {
    awaitableInterface = register_class_Aha_Awaitable();
    awaitableMethod = static_cast<zend_function*>(
        zend_hash_str_find_ptr(&awaitableInterface->function_table, ZEND_STRL("future")));
    Class<Future>::install(register_class_Aha_Future(awaitableInterface));
    registerWaker(Class<Future>::entry);
}

zend_class_entry* awaitableClass() { return awaitableInterface; }

static Future& futureOf(zval* zv) { return Future::from(Z_OBJ_P(zv)); }

static void continuation(zval* thisZv, zval* returnValue, TaskStart::Kind kind, zval* onValue,
                         zval* onError) {
    Runtime& runtime = Runtime::get();
    Task& task =
        Task::continueWith(runtime.currentScope(), futureOf(thisZv), kind, onValue, onError, callerSite());
    ZVAL_OBJ(returnValue, task.object());
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Future, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Future, future) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Future, then) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    zend_fcall_info errorInfo;
    zend_fcall_info_cache errorCache;
    errorInfo.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_FUNC_OR_NULL(info, cache)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(errorInfo, errorCache)
    ZEND_PARSE_PARAMETERS_END();
    continuation(ZEND_THIS, return_value, TaskStart::Kind::Then, info.size ? &info.function_name : nullptr,
                 errorInfo.size ? &errorInfo.function_name : nullptr);
}

PHP_METHOD(Aha_Future, catch) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    continuation(ZEND_THIS, return_value, TaskStart::Kind::Then, nullptr, &info.function_name);
}

PHP_METHOD(Aha_Future, finally) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    continuation(ZEND_THIS, return_value, TaskStart::Kind::Finally, &info.function_name, nullptr);
}

PHP_METHOD(Aha_Future, on) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    zval task;
    continuation(ZEND_THIS, &task, TaskStart::Kind::Callback, &info.function_name, nullptr);
    zval_ptr_dtor(&task);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Future, isDone) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(futureOf(ZEND_THIS).isSettled());
}

PHP_METHOD(Aha_Future, isFailed) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(futureOf(ZEND_THIS).state() == Future::State::Rejected);
}

PHP_METHOD(Aha_Future, cancel) {
    ZEND_PARSE_PARAMETERS_NONE();
    Future& future = futureOf(ZEND_THIS);
    if (future.isSettled()) {
        RETURN_FALSE;
    }
    future.abort();
    RETURN_TRUE;
}

PHP_METHOD(Aha_Future, resolved) {
    zval* value = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    Future& future = Class<Future>::make();
    zval copy;
    ZVAL_NULL(&copy);
    if (value) {
        ZVAL_COPY(&copy, value);
    }
    future.fulfill(&copy);
    RETURN_OBJ(future.object());
}

PHP_METHOD(Aha_Future, failed) {
    zval* exception;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(exception, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();
    Future& future = Class<Future>::make();
    GC_ADDREF(Z_OBJ_P(exception));
    future.reject(Z_OBJ_P(exception));
    RETURN_OBJ(future.object());
}
