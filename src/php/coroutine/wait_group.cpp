#include "php/coroutine/reachability.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/task.h"

#include "php_stubs/Coroutine/WaitGroup_arginfo.h"

namespace aha::php {

namespace {

class GroupWait final : public Queued {
public:
    const char* describe() const override { return "wait group"; }
};

// Native part of Coroutine\WaitGroup.
class WaitGroup {
public:
    ~WaitGroup() { waiting_.abandon("The wait group is gone: nobody holds the object any more"); }
    zend_long count() const { return count_; }
    void add(zend_long count) { count_ += count; }
    void done() {
        if (--count_ == 0) {
            while (Queued* first = waiting_.takeFirst()) {
                first->fulfillNull();
            }
        }
    }
    zend_object* wait(const WaitLimit& limit) {
        if (count_ == 0) {
            return doneFuture();
        }
        if (!limit.mayWait()) {
            return notWithin("wait group", limit);
        }
        auto& operation = Class<GroupWait>::from(Class<GroupWait>::create(Class<Future>::entry));
        waiting_.enter(operation, limit);
        return operation.object();
    }
    void visit(Gc&) {}

private:
    WaitLine waiting_;
    zend_long count_ = 0;
};

WaitGroup& waitGroupOf(zval* zv) { return Class<WaitGroup>::from(zv); }

} // namespace

void registerWaitGroup() {
    Class<GroupWait>::initHandlers();
    Class<WaitGroup>::install(register_class_Aha_Coroutine_WaitGroup(zend_ce_countable));
    registerWaker(Class<WaitGroup>::entry);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_WaitGroup, __construct) {
    zend_long count = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(count)
    ZEND_PARSE_PARAMETERS_END();
    if (count < 0) {
        zend_argument_value_error(1, "must be greater than or equal to 0");
        RETURN_THROWS();
    }
    waitGroupOf(ZEND_THIS).add(count);
}

PHP_METHOD(Aha_Coroutine_WaitGroup, add) {
    zend_long count = 1;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(count)
    ZEND_PARSE_PARAMETERS_END();
    if (count < 1 || count > ZEND_LONG_MAX - waitGroupOf(ZEND_THIS).count()) {
        zend_argument_value_error(1, "must be at least 1");
        RETURN_THROWS();
    }
    waitGroupOf(ZEND_THIS).add(count);
}

PHP_METHOD(Aha_Coroutine_WaitGroup, done) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (waitGroupOf(ZEND_THIS).count() == 0) {
        throwException(exceptions.state, "No work is left: this is one done() too many");
        RETURN_THROWS();
    }
    waitGroupOf(ZEND_THIS).done();
}

PHP_METHOD(Aha_Coroutine_WaitGroup, wait) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    returnWait(return_value, waitGroupOf(ZEND_THIS).wait(limit), callback);
}

PHP_METHOD(Aha_Coroutine_WaitGroup, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(waitGroupOf(ZEND_THIS).count());
}
