#include "php/coroutine/functions.h"

#include "php/combinator.h"
#include "php/coroutine/context.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/fiber_pool.h"
#include "php/runtime.h"

#include "php_stubs/functions_arginfo.h"

#include <cmath>

namespace aha::php {

const zend_function_entry* functionTable() { return ext_functions; }

std::uint64_t millisecondsFrom(double seconds) {
    if (!(seconds > 0)) {
        return 0;
    }
    double ms = std::ceil(seconds * 1000 - 1e-6);
    return ms > 1e15 ? static_cast<std::uint64_t>(1e15) : static_cast<std::uint64_t>(ms);
}

void startFromArguments(INTERNAL_FUNCTION_PARAMETERS, Scope& scope, TaskStart::Kind kind) {
    zval* work;
    zval* arguments;
    std::uint32_t count;
    ZEND_PARSE_PARAMETERS_START(1, -1)
    Z_PARAM_ZVAL(work)
    Z_PARAM_VARIADIC('*', arguments, count)
    ZEND_PARSE_PARAMETERS_END();
    if (Z_TYPE_P(work) == IS_OBJECT && Z_OBJCE_P(work) == zend_ce_generator &&
        kind == TaskStart::Kind::Call) {
        if (count) {
            zend_argument_value_error(2, "cannot be given: a generator has its arguments already");
            RETURN_THROWS();
        }
        Z_ADDREF_P(work);
        RETURN_OBJ(Task::startGenerator(scope, Z_OBJ_P(work), callerSite()).object());
    }
    char* why = nullptr;
    bool closure = Z_TYPE_P(work) == IS_OBJECT && Z_OBJCE_P(work) == zend_ce_closure;
    if (!closure && !zend_is_callable_ex(work, nullptr, 0, nullptr, nullptr, &why)) {
        zend_argument_type_error(1, "must be a valid callback%s, %s",
                                 kind == TaskStart::Kind::Call ? " or a Generator" : "", why ? why : "");
        if (why) {
            efree(why);
        }
        RETURN_THROWS();
    }
    RETURN_OBJ(Task::startCallable(scope, work, count, arguments, callerSite(), kind).object());
}

bool mayAwaitHere(const char* what) {
    Runtime& runtime = Runtime::get();
    Task* task = runtime.current().task;
    if (!runtime.inLoop() || (task && task->runsInOwnFiber())) {
        return true;
    }
    throwException(exceptions.state,
                   EG(active_fiber)
                       ? "%s suspends the fiber of its task, and this code runs in a Fiber that was "
                         "made by hand: start it with Aha\\fiber()"
                       : "%s suspends a fiber, and this code runs in none: use `yield`, or start the "
                         "code with Aha\\fiber()",
                   what);
    return false;
}

bool awaitHere(zend_object* future, zval* result) {
    Runtime& runtime = Runtime::get();
    if (runtime.inLoop()) {
        runtime.current().task->awaitInFiber(future, result);
    } else {
        runUntilSettled(future, result);
    }
    return !EG(exception);
}

namespace {

// One armed timer; settles with null.
class Sleep final : public Future, public WheelTimer {
public:
    Sleep() : WheelTimer(onTimer) {}
    ~Sleep() override { disarm(); }
    void start(std::uint64_t ms) {
        retainByLoop();
        Runtime::get().loop().arm(*this, ms);
    }
    void abort() override {
        disarm();
        Future::abort();
    }
    const char* describe() const override { return "sleep"; }

private:
    void disarm() {
        if (isArmed()) {
            Runtime::get().loop().cancel(*this);
        }
    }
    static void onTimer(WheelTimer& timer) { static_cast<Sleep&>(timer).fulfillNull(); }
};

void combineFromArguments(INTERNAL_FUNCTION_PARAMETERS, Combine how) {
    zval* operations;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY(operations)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* future = combine(how, operations);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

} // namespace

void registerFunctions() { Class<Sleep>::initHandlers(); }

} // namespace aha::php

using namespace aha::php;
using aha::Ref;

ZEND_FUNCTION(Aha_run) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    bool generator = cache.function_handler->common.fn_flags & ZEND_ACC_GENERATOR;
    runScript(&info.function_name, !generator, return_value);
}

ZEND_FUNCTION(Aha_go) {
    startFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, Runtime::get().currentScope(),
                       TaskStart::Kind::Call);
}

ZEND_FUNCTION(Aha_fiber) {
    startFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, Runtime::get().currentScope(),
                       TaskStart::Kind::Fiber);
}

ZEND_FUNCTION(Aha_await) {
    zval* operation;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(operation)
    ZEND_PARSE_PARAMETERS_END();
    if (!mayAwaitHere("Aha\\await()")) {
        RETURN_THROWS();
    }
    zend_object* future = Z_TYPE_P(operation) == IS_ARRAY ? joinAll(operation) : awaitableFrom(operation);
    if (!future) {
        RETURN_THROWS();
    }
    awaitHere(future, return_value);
    OBJ_RELEASE(future);
}

ZEND_FUNCTION(Aha_sleep) {
    double seconds;
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    info.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_DOUBLE(seconds)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    if (!(seconds >= 0)) {
        zend_argument_value_error(1, "must be greater than or equal to 0 (seconds)");
        RETURN_THROWS();
    }
    zend_object* object = Class<Sleep>::create(Class<Future>::entry);
    Sleep& sleep = Class<Sleep>::from(object);
    sleep.start(millisecondsFrom(seconds));
    if (info.size) {
        Task& task = Task::continueWith(Runtime::get().currentScope(), sleep, TaskStart::Kind::Callback,
                                        &info.function_name, nullptr, callerSite());
        OBJ_RELEASE(task.object());
    }
    RETURN_OBJ(object);
}

ZEND_FUNCTION(Aha_all) { combineFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, Combine::All); }
ZEND_FUNCTION(Aha_settle) { combineFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, Combine::Settle); }
ZEND_FUNCTION(Aha_any) { combineFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, Combine::Any); }
ZEND_FUNCTION(Aha_race) { combineFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, Combine::Race); }

ZEND_FUNCTION(Aha_timeout) {
    double seconds;
    zval* operation;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_DOUBLE(seconds)
    Z_PARAM_ZVAL(operation)
    ZEND_PARSE_PARAMETERS_END();
    if (!(seconds > 0)) {
        zend_argument_value_error(1, "must be greater than 0 (seconds)");
        RETURN_THROWS();
    }
    zend_object* future = awaitableFrom(operation);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(withTimeout(seconds, future));
}

ZEND_FUNCTION(Aha_shield) {
    zval* operation;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(operation)
    ZEND_PARSE_PARAMETERS_END();
    Runtime& runtime = Runtime::get();
    Current outer = runtime.current();
    Ref<Scope> scope = Scope::open(&runtime.currentScope(), nullptr);
    scope->setShielded();
    runtime.current().scope = scope.get(); // what awaitableFrom() starts belongs to the shielded scope
    zend_object* future = awaitableFrom(operation);
    runtime.current() = outer;
    scope->seal();
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(shielded(future));
}

ZEND_FUNCTION(Aha_defer) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    Task* task = Runtime::get().current().task;
    if (!task) {
        throwException(exceptions.state, "Aha\\defer() needs a task: there is none whose end could be meant");
        RETURN_THROWS();
    }
    task->addDefer(&info.function_name);
}

ZEND_FUNCTION(Aha_background) {
    Ref<Scope> scope = Scope::open(&Runtime::get().background(), nullptr);
    startFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, *scope, TaskStart::Kind::Call);
    scope->seal();
}

ZEND_FUNCTION(Aha_context) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(currentContext());
}

ZEND_FUNCTION(Aha_trace) {
    zval* error;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(error, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();
    zend_string* chain = chainText(Z_OBJ_P(error));
    if (!chain) {
        RETURN_EMPTY_STRING();
    }
    RETURN_STR_COPY(chain);
}
