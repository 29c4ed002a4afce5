#include "php/coroutine/wait_line.h"

#include "core/base/number_text.h"
#include "php/coroutine/functions.h"
#include "php/error.h"
#include "php/runtime.h"

namespace aha::php {

bool WaitLimit::check(std::uint32_t argument) const {
    if (!none && !(seconds >= 0)) {
        zend_argument_value_error(argument, "must be greater than or equal to 0 (seconds)");
        return false;
    }
    return true;
}

void Queued::limitTo(const WaitLimit& limit) {
    if (!limit.none) {
        seconds_ = limit.seconds;
        Runtime::get().loop().arm(*this, millisecondsFrom(limit.seconds));
    }
}

void Queued::leaveLine() {
    static_cast<Link<LineTag>&>(*this).unlink();
    if (isArmed()) {
        Runtime::get().loop().cancel(*this);
    }
}

void Queued::abort() {
    leaveLine();
    Future::abort();
}

static zend_object* timeoutOf(const char* what, double seconds) {
    const std::string text = "The " + std::string(what) + " took longer than " + numberText(seconds) + " s";
    return makeException(exceptions.timeout, text.c_str());
}

void Queued::onTimer(WheelTimer& timer) {
    auto& operation = static_cast<Queued&>(timer);
    operation.leaveLine();
    operation.reject(timeoutOf(operation.describe(), operation.seconds_));
}

void WaitLine::rejectAll(zend_class_entry* ce, const char* message) {
    while (Queued* first = takeFirst()) {
        first->reject(makeException(ce, message));
    }
}

void WaitLine::abandon(const char* message) {
    bool silent = Runtime::isEnding();
    while (Queued* first = takeFirst()) {
        if (silent) {
            continue;
        }
        if (!first->hasWaiters()) {
            first->markObserved();
        }
        first->reject(makeException(exceptions.state, message));
    }
}

std::size_t WaitLine::size() {
    std::size_t count = 0;
    for (Queued* item = front(); item; item = next(*item)) {
        ++count;
    }
    return count;
}

zend_object* doneFuture() {
    zend_object* shared = Runtime::get().doneFuture();
    GC_ADDREF(shared);
    return shared;
}

zend_object* notWithin(const char* what, const WaitLimit& limit) {
    Future& future = Class<Future>::make();
    future.reject(timeoutOf(what, limit.seconds));
    return future.object();
}

void returnWait(zval* returnValue, zend_object* future, const zend_fcall_info& callback) {
    if (callback.size) {
        zval callable = callback.function_name;
        Task& task = Task::continueWith(Runtime::get().currentScope(), Future::from(future),
                                        TaskStart::Kind::Callback, &callable, nullptr, callerSite());
        OBJ_RELEASE(task.object());
    }
    ZVAL_OBJ(returnValue, future);
}

} // namespace aha::php
