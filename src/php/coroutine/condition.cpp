#include "php/coroutine/reachability.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/task.h"

#include "php_stubs/Coroutine/Condition_arginfo.h"

namespace aha::php {

namespace {

class ConditionWait final : public Queued {
public:
    const char* describe() const override { return "condition"; }
    zend_long missing = 1; // notifications until it goes on
};

// Native part of Coroutine\Condition.
class Condition {
public:
    ~Condition() { waiting_.abandon("The condition is gone: nobody holds the object any more"); }
    zend_object* wait(const WaitLimit& limit, zend_long times) {
        if (!limit.mayWait()) {
            return notWithin("condition", limit);
        }
        auto& operation = Class<ConditionWait>::from(Class<ConditionWait>::create(Class<Future>::entry));
        operation.missing = times;
        waiting_.enter(operation, limit);
        return operation.object();
    }
    // One notification for each of the first `limit` that wait; how many go on by it. Settling one may make
    // others leave (a race), so the line is not walked meanwhile.
    zend_long notify(zend_long limit) {
        WaitLine woken;
        zend_long count = 0;
        Queued* next = nullptr;
        for (Queued* item = waiting_.front(); item && limit > 0; item = next, --limit) {
            next = waiting_.next(*item);
            if (--static_cast<ConditionWait&>(*item).missing == 0) {
                item->leaveLine();
                woken.pushBack(*item);
                ++count;
            }
        }
        while (Queued* first = woken.takeFirst()) {
            first->fulfillNull();
        }
        return count;
    }
    std::size_t count() { return waiting_.size(); }
    void visit(Gc&) {}

private:
    WaitLine waiting_;
};

Condition& conditionOf(zval* zv) { return Class<Condition>::from(zv); }

} // namespace

void registerCondition() {
    Class<ConditionWait>::initHandlers();
    Class<Condition>::install(register_class_Aha_Coroutine_Condition(zend_ce_countable));
    registerWaker(Class<Condition>::entry);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Condition, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Coroutine_Condition, wait) {
    zend_long times = 1;
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 3)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_LONG(times)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    if (times < 1) {
        zend_argument_value_error(2, "must be at least 1");
        RETURN_THROWS();
    }
    returnWait(return_value, conditionOf(ZEND_THIS).wait(limit, times), callback);
}

PHP_METHOD(Aha_Coroutine_Condition, notify) {
    zend_long n = 1;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(n)
    ZEND_PARSE_PARAMETERS_END();
    if (n < 1) {
        zend_argument_value_error(1, "must be at least 1");
        RETURN_THROWS();
    }
    RETURN_LONG(conditionOf(ZEND_THIS).notify(n));
}

PHP_METHOD(Aha_Coroutine_Condition, notifyAll) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(conditionOf(ZEND_THIS).notify(ZEND_LONG_MAX));
}

PHP_METHOD(Aha_Coroutine_Condition, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(conditionOf(ZEND_THIS).count()));
}
