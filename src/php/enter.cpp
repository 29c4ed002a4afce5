#include "php/enter.h"

#include "php/runtime.h"
#include "php/stall_guard.h"

namespace aha::php {

// The guarded part: between zend_try and zend_end_try no local has a destructor, and what is read
// after a longjmp is volatile.
static bool runGuarded(void (*body)(void*), void* argument) noexcept {
    zend_execute_data* volatile frame = EG(current_execute_data);
    volatile bool survived = false;
    zend_try {
        body(argument);
        survived = true;
    }
    zend_end_try();
    if (!survived) {
        EG(current_execute_data) = frame; // our own frame is below us, whatever was unwound
        gc_protect(false);
    }
    return survived;
}

Entered enter(void (*body)(void*), void* argument, std::uint64_t deadlineMs) noexcept {
    Runtime& runtime = Runtime::get();
    AHA_ASSERT(!runtime.isFatal());
    if (deadlineMs && deadlineMs <= runtime.loop().nowMs()) { // code that cleans up: it gets the grace period
        deadlineMs = runtime.loop().nowMs() + runtime.cancelGraceMs;
    }
    runtime.stallGuard().enterPhp(deadlineMs);
    bool survived = runGuarded(body, argument);
    runtime.stallGuard().leavePhp();
    if (!survived) {
        runtime.setFatal();
        return Entered::Fatal;
    }
    if (EXPECTED(!EG(exception))) {
        return Entered::Ok;
    }
#ifdef ZEND_HAS_OOM // a PHP that unwinds at the memory limit: it refuses every later call, like after a
                    // longjmp
    if (ZEND_HAS_OOM()) {
        zend_clear_exception();
        runtime.setFatal();
        return Entered::Fatal;
    }
#endif
    if (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception))) {
        zend_clear_exception();
        runtime.exitStatus = EG(exit_status);
        EG(exit_status) = 0;
        return Entered::Exit;
    }
    return Entered::Threw;
}

zend_object* takeException() {
    zend_object* exception = EG(exception);
    if (exception) {
        GC_ADDREF(exception);
        zend_clear_exception();
    }
    return exception;
}

} // namespace aha::php
