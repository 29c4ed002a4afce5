#pragma once

#include "core/base/intrusive_list.h"
#include "php/class.h"

#include <cstdint>
#include <string>

namespace aha::php {

class Future;
class Task;
struct WaiterTag {};

// The question whether a future can settle before `task` goes on; see Future::needs().
struct Wanting {
    const Task& task;
    unsigned budget = 1000; // steps; beyond, the answer is no
    std::string chain;      // who waits for what, once the answer is yes
};

// One-shot interest in a future; destroying it (or unlinking it) cancels the interest.
class Waiter : public Link<WaiterTag> {
public:
    virtual void onSettled(Future& future) = 0; // unlinked before; changes state and enqueues, nothing more

protected:
    ~Waiter() { unlink(); }
};

// Native part of Aha\Future and of everything that stands behind it: one value or one error, once.
// Lives in its PHP object. While an operation is under way, retain() keeps the object alive.
class Future {
public:
    enum class State : std::uint8_t { Pending, Fulfilled, Rejected };

    Future() { ZVAL_UNDEF(&result_); }
    Future(const Future&) = delete;
    Future& operator=(const Future&) = delete;
    virtual ~Future();

    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    static Future& from(zend_object* object) { // any object whose class is Aha\Future or below
        return *reinterpret_cast<Future*>(reinterpret_cast<char*>(object) - object->handlers->offset);
    }
    static bool is(const zval* zv);

    State state() const { return state_; }
    bool isSettled() const { return state_ != State::Pending; }
    zval* result() { return &result_; } // the value, or the exception
    zend_object* exception() const { return Z_OBJ(result_); }

    // All take over the reference; settling twice is ignored and the value dropped.
    void fulfill(zval* value);
    void fulfillNull();
    void reject(zend_object* exception);
    // Of a future that nobody knows (any more): takes the value out, or puts another one in.
    zval takeValue() {
        zval value = result_;
        ZVAL_NULL(&result_);
        return value;
    }
    void refill(zval* value) {
        zval old = result_;
        ZVAL_COPY_VALUE(&result_, value);
        zval_ptr_dtor(&old);
    }

    void addWaiter(Waiter& waiter); // settled already: onSettled() at once
    bool hasWaiters() { return !waiters_.empty(); }
    // The error has reached somebody: it needs no report.
    void markObserved() { observed_ = true; }
    bool isObserved() const { return observed_; }
    void reportIfUnseen(); // its error, if any, has no chance to reach anybody any more

    // Asks the operation to stop; it settles with CancelledException, at once or soon.
    virtual void abort();
    // Called when a waiter has gone: an operation that nobody waits for any more stops.
    void abortIfUnwanted() {
        if (!isSettled() && waiters_.empty()) {
            abort();
        }
    }
    virtual void visit(Gc& gc) { gc.add(&result_); }
    // What it is, for deadlock and status reports: "sleep", "channel pop", …
    virtual const char* describe() const { return "future"; }
    virtual void describeTo(std::string& out) const {
        out.append(describe());
    } // with what is known of it now

    // It is pending and certainly stays so until wanting.task goes on: the edge of a wait-for cycle.
    virtual bool needs(Wanting&) const { return false; }
    // Something else than PHP code may settle it: a timer, the network. Only "no" must be true.
    virtual bool mayBeSettledFromOutside() const { return true; }
    // Its own reference keeps it alive, on nobody's behalf: no sign that code outside can reach it.
    virtual bool holdsItself() const { return false; }
    bool isRetained() const { return retained_; }

    // Keeps the object alive until it settles.
    void retain() {
        if (!retained_) {
            retained_ = true;
            GC_ADDREF(self_);
        }
    }
    // The same on behalf of the loop: not garbage as long as it is pending, so the collector need not look.
    void retainByLoop() {
        retain();
        GC_ADD_FLAGS(self_, GC_NOT_COLLECTABLE);
    }

    void dropRetained();

protected:
    virtual void onSettledSelf() {}

private:
    void settle(State state);

    zval result_;
    IntrusiveList<Waiter, WaiterTag> waiters_;
    zend_object* self_ = nullptr;
    State state_ = State::Pending;
    bool observed_ = false;
    bool retained_ = false;
};

// Makes the future out of anything that may be awaited: Future, Task, Awaitable, Generator or closure
// (started as a task). Null with EG(exception) set when it is none of them. The caller owns the reference.
zend_object* awaitableFrom(zval* zv,
                           Site site = callerSite()); // `site`: where a task that it starts was spawned
bool isAwaitable(const zval* zv);

} // namespace aha::php
