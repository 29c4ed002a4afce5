#include "php/process/steps.h"

#include "php/coroutine/script_loop.h"
#include "php/runtime.h"

namespace aha::php {

bool runStep(Callable& callable, zval* arguments, std::uint32_t count, TaskStart::Kind style) {
    Runtime& runtime = Runtime::get();
    Task& task = Task::startCallable(runtime.script(), callable.zv(), count, arguments, callerSite(), style);
    zval ignored;
    ZVAL_UNDEF(&ignored);
    bool ok = runLoopUntilSettled(task.object(), &ignored);
    zval_ptr_dtor(&ignored);
    if (!runtime.isFatal()) {
        OBJ_RELEASE(task.object());
    }
    return ok;
}

void startInBackground(Runtime& runtime, Callable& callable, std::uint32_t count, zval* arguments,
                       const char* what, TaskStart::Kind style) {
    Ref<Scope> scope = Scope::open(&runtime.background(), nullptr);
    scope->setName(what);
    Task& task = Task::startCallable(*scope, callable.zv(), count, arguments, siteOf(callable.zv()), style);
    OBJ_RELEASE(task.object());
    scope->seal();
}

static std::string property(zend_object* exception, const char* name, std::size_t length) {
    zend_class_entry* base =
        instanceof_function(exception->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
    zval storage;
    zval* value = zend_read_property(base, exception, name, length, true, &storage);
    if (Z_TYPE_P(value) == IS_STRING) {
        return std::string(view(Z_STR_P(value)));
    }
    return Z_TYPE_P(value) == IS_LONG ? std::to_string(Z_LVAL_P(value)) : std::string();
}

std::string exceptionLine(zend_object* exception) {
    return std::string(view(exception->ce->name)) + ": " + property(exception, ZEND_STRL("message")) +
           " in " + property(exception, ZEND_STRL("file")) + ":" + property(exception, ZEND_STRL("line"));
}

} // namespace aha::php
