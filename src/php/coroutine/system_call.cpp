// Aha\Coroutine\SystemCall, RetVal and Manager: the names that Aha 1.x has for them.
#include "php/coroutine/ret_val.h"
#include "php/coroutine/scheduler.h"
#include "php/error.h"
#include "php/register.h"

#include "php_stubs/Coroutine/SystemCall_arginfo.h"

namespace aha::php {

zend_class_entry* awaitableClass();

// Native part of Coroutine\SystemCall.
struct SystemCall {
    void visit(Gc& gc) { gc.add(callback); }
    Callable callback;
};

void registerSystemCall() {
    Class<SystemCall>::install(register_class_Aha_Coroutine_SystemCall(awaitableClass()));
    Class<RetVal>::install(register_class_Aha_Coroutine_RetVal());
    register_class_Aha_Coroutine_Manager();
}

// The task that runs; null: StateException was thrown.
static Task* runningTask(const char* method) {
    Task* task = Runtime::get().current().task;
    if (!task) {
        throwException(exceptions.state, "%s needs a task: there is none that could be meant", method);
    }
    return task;
}

static Scheduler& schedulerOfRunning() {
    Task* task = Runtime::get().current().task;
    Scheduler* known = task ? Scheduler::knowing(task->id()) : nullptr;
    return known ? *known : Scheduler::ofProcess();
}

static void returnReady(zval* value, zval* returned) {
    ZVAL_OBJ(returned, Runtime::get().readyFuture(value));
}

static void makeRetVal(zval* value, zval* returned) {
    zend_object* object = Class<RetVal>::create(Class<RetVal>::entry);
    Class<RetVal>::from(object).value.copyFrom(value);
    ZVAL_OBJ(returned, object);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_SystemCall, __construct) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    Class<SystemCall>::from(ZEND_THIS).callback.set(&info.function_name);
}

PHP_METHOD(Aha_Coroutine_SystemCall, future) {
    ZEND_PARSE_PARAMETERS_NONE();
    Task* task = runningTask("A system call");
    if (!task) {
        RETURN_THROWS();
    }
    zval arguments[2];
    ZVAL_OBJ(&arguments[0], task->object());
    ZVAL_OBJ(&arguments[1], schedulerOfRunning().object());
    Callable& callback = Class<SystemCall>::from(ZEND_THIS).callback;
    Task& call =
        Task::startCallable(Runtime::get().currentScope(), callback.zv(), 2, arguments, callerSite());
    RETURN_OBJ(call.object());
}

PHP_METHOD(Aha_Coroutine_RetVal, __construct) {
    zval* value;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    Class<RetVal>::from(ZEND_THIS).value.copyFrom(value);
}

PHP_METHOD(Aha_Coroutine_RetVal, getValue) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_COPY(Class<RetVal>::from(ZEND_THIS).value.get());
}

PHP_METHOD(Aha_Coroutine_Manager, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Coroutine_Manager, getTaskId) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (Task* task = runningTask("Aha\\Coroutine\\Manager::getTaskId()")) {
        zval id;
        ZVAL_LONG(&id, static_cast<zend_long>(task->id()));
        returnReady(&id, return_value);
    }
}

PHP_METHOD(Aha_Coroutine_Manager, newTask) {
    if (std::uint64_t started = schedulerOfRunning().start(INTERNAL_FUNCTION_PARAM_PASSTHRU)) {
        zval id;
        ZVAL_LONG(&id, static_cast<zend_long>(started));
        returnReady(&id, return_value);
    }
}

PHP_METHOD(Aha_Coroutine_Manager, killTask) {
    zend_long id;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(id)
    ZEND_PARSE_PARAMETERS_END();
    Scheduler* known = Scheduler::knowing(static_cast<std::uint64_t>(id));
    zval killed;
    ZVAL_BOOL(&killed, known && known->kill(static_cast<std::uint64_t>(id)));
    returnReady(&killed, return_value);
}

PHP_METHOD(Aha_Coroutine_Manager, retval) {
    zval* value;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    makeRetVal(value, return_value);
}
