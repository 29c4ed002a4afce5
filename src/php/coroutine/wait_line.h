#pragma once

#include "core/base/timer_wheel.h"
#include "php/future.h"

namespace aha::php {

class Task;
struct LineTag {};

// How long a waiting method may wait, as its caller said.
struct WaitLimit {
    double seconds = 0;
    bool none = true; // no limit
    bool mayWait() const { return none || seconds > 0; }
    bool check(std::uint32_t argument) const; // false: a ValueError is thrown
};

// An operation that stands in line at a channel, a lock, …: whoever owns the line takes it out and settles
// it. It leaves the line when it is cancelled, when its time is over, and when nobody holds it any more.
class Queued : public Future, public Link<LineTag>, public WheelTimer {
public:
    Queued() : WheelTimer(onTimer) {}
    ~Queued() override { leaveLine(); }

    void limitTo(const WaitLimit& limit);
    void leaveLine();
    void abort() override;
    bool mayBeSettledFromOutside() const override { return isArmed(); }

private:
    static void onTimer(WheelTimer& timer);
    double seconds_ = 0;
};

// First come, first served. Owns nothing.
class WaitLine : public IntrusiveList<Queued, LineTag> {
public:
    void enter(Queued& operation, const WaitLimit& limit) {
        pushBack(operation);
        operation.limitTo(limit);
    }
    Queued* takeFirst() { // out of the line, its timer is off; to be settled by the caller
        Queued* first = front();
        if (first) {
            first->leaveLine();
        }
        return first;
    }
    void rejectAll(zend_class_entry* ce, const char* message);
    void abandon(const char* message); // its owner is going: as above, but silent where nobody waits
    std::size_t size();
};

// The future that has null already: one for all, because it cannot change. The caller owns the reference.
zend_object* doneFuture();
// A new future that has failed: "channel pop: no value within 0 s".
zend_object* notWithin(const char* what, const WaitLimit& limit);

// The end of every waiting method: calls `callback` with the outcome (if any) and returns the future, whose
// reference it takes.
void returnWait(zval* returnValue, zend_object* future, const zend_fcall_info& callback);

} // namespace aha::php

// (?float $timeout = null, [more,] ?callable $callback = null)
#define AHA_WAIT_ARGUMENTS                                                                                   \
    aha::php::WaitLimit limit;                                                                               \
    zend_fcall_info callback;                                                                                \
    zend_fcall_info_cache callbackCache;                                                                     \
    callback.size = 0
