#include "php/fiber_pool.h"

#include "php/error.h"
#include "php/runtime.h"

#include <utility>

namespace aha::php {

namespace {
struct FiberMethods {
    zend_function *start, *resume, *raise, *suspend;
} methods; // written in MINIT only

zend_internal_function mainFunction;

// The body of every pooled fiber: runs the job it was resumed for, then waits for the next one.
ZEND_FUNCTION(aha_fiber_main) {
    ZEND_PARSE_PARAMETERS_NONE();
    for (;;) {
        Runtime* runtime = Runtime::getIfAny();
        Task* job = runtime ? runtime->fibers().takeJob() : nullptr;
        if (!job) {
            return;
        }
        job->runFiberJob();
        if (EG(exception)) {
            return;
        }
        runtime->fibers().suspendCurrent();
        if (EG(exception)) { // destroyed while idle
            return;
        }
    }
}

zend_function* method(const char* name) {
    return static_cast<zend_function*>(
        zend_hash_str_find_ptr(&zend_ce_fiber->function_table, name, strlen(name)));
}
} // namespace

void registerFiberPool() {
    methods = {method("start"), method("resume"), method("throw"), method("suspend")};
    static const zend_internal_arg_info noArguments[] = {
        {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(0)), ZEND_TYPE_INIT_NONE(0), nullptr}};
    mainFunction = {};
    mainFunction.type = ZEND_INTERNAL_FUNCTION;
    mainFunction.handler = ZEND_FN(aha_fiber_main);
    mainFunction.function_name = zend_string_init_interned(ZEND_STRL("aha_fiber_main"), true);
    mainFunction.arg_info = const_cast<zend_internal_arg_info*>(noArguments) + 1;
}

FiberPool::~FiberPool() { clear(); }

void FiberPool::clear() {
    std::vector<zend_object*> idle = std::move(idle_);
    idle_.clear();
    for (zend_object* fiber : idle) {
        OBJ_RELEASE(fiber);
    }
}

Task* FiberPool::takeJob() { return std::exchange(job_, nullptr); }

zend_object* FiberPool::acquire() {
    if (!idle_.empty()) {
        zend_object* fiber = idle_.back();
        idle_.pop_back();
        return fiber;
    }
    zval closure;
    zend_create_closure(&closure, reinterpret_cast<zend_function*>(&mainFunction), nullptr, nullptr, nullptr);
    zval fiber;
    object_init_ex(&fiber, zend_ce_fiber);
    zend_call_known_instance_method_with_1_params(zend_ce_fiber->constructor, Z_OBJ(fiber), nullptr,
                                                  &closure);
    zval_ptr_dtor(&closure);
    if (EG(exception)) {
        zval_ptr_dtor(&fiber);
        return nullptr;
    }
    return Z_OBJ(fiber);
}

void FiberPool::release(zend_object* fiber) {
    auto status = reinterpret_cast<zend_fiber*>(fiber)->context.status;
    if (idle_.size() < kMaxIdle &&
        (status == ZEND_FIBER_STATUS_SUSPENDED || status == ZEND_FIBER_STATUS_INIT)) {
        idle_.push_back(fiber);
    } else {
        OBJ_RELEASE(fiber);
    }
}

void FiberPool::resume(zend_object* fiber, Task* job) {
    job_ = job;
    bool fresh = reinterpret_cast<zend_fiber*>(fiber)->context.status == ZEND_FIBER_STATUS_INIT;
    zend_call_known_instance_method_with_0_params(fresh ? methods.start : methods.resume, fiber, nullptr);
}

void FiberPool::refuseSuspend(zend_object* fiber) {
    zval exception;
    ZVAL_OBJ(&exception,
             makeException(exceptions.state,
                           "Fiber::suspend() inside a task has nobody to resume it: use Aha\\await()"));
    zend_call_known_instance_method_with_1_params(methods.raise, fiber, nullptr, &exception);
    zval_ptr_dtor(&exception);
}

void FiberPool::suspendCurrent() {
    zval ignored;
    ZVAL_UNDEF(&ignored);
    zend_call_known_function(methods.suspend, nullptr, zend_ce_fiber, &ignored, 0, nullptr, nullptr);
    zval_ptr_dtor(&ignored);
}

} // namespace aha::php
