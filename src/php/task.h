#pragma once

#include "core/net/loop.h"
#include "php/future.h"
#include "php/scope.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace aha::php {

// Something to do when a task has ended: a lock goes back. In a list of that task; leaves it when destroyed.
class EndHook {
public:
    EndHook() = default;
    EndHook(const EndHook&) = delete;
    EndHook& operator=(const EndHook&) = delete;
    virtual void onTaskEnd(Task& task) = 0; // unhooked before
    virtual void onTaskGone() {} // the script ends and the task with it, unfinished; unhooked before
    virtual void visitHook(Gc&) {}
    Task* task() const { return task_; }
    void unhook();

protected:
    virtual ~EndHook() { unhook(); }

private:
    friend class Task;
    EndHook* next_ = nullptr;
    Task* task_ = nullptr;
};

// What a task runs first: a callable with arguments, or the continuation of another future.
struct TaskStart {
    enum class Kind : std::uint8_t {
        Call,
        Fiber,
        Then,
        FiberThen, // Then whose callable runs in a fiber
        Finally,
        Callback,
        Spread, // a callback with the values of the outcome, an array; an error passes through
    };
    Kind kind = Kind::Call;
    Callable callable;
    Callable onError; // Then: the second closure
    ObjectRef source; // of all but Call and Fiber: the future that is continued
    std::vector<Value> arguments;
};

// A generator (with its stack of children), or a fiber, being driven; waits on at most one thing; belongs to
// a scope. Lives in its PHP object, which the loop keeps alive until the task is done. Runs only from the
// ready queue, never nested in another task.
class Task final : public Future, public net::ReadyItem, public Waiter, public Link<ScopeTag> {
public:
    enum class Phase : std::uint8_t {
        New,     // nothing to run yet
        Ready,   // in the ready queue
        Running, // its code is on the stack
        Waiting, // suspended on awaiting_
        Done,    // settled
    };

    Task();
    ~Task() override;

    // Each enqueues the task in the scope, and returns it with one reference for the caller.
    static Task& startGenerator(Scope& scope, zend_object* generator, Site site);
    static Task& startCallable(Scope& scope, zval* callable, std::uint32_t argc, zval* argv, Site site,
                               TaskStart::Kind kind = TaskStart::Kind::Call);
    static Task& continueWith(Scope& scope, Future& source, TaskStart::Kind kind, zval* callable,
                              zval* onError, Site site);

    // The same in two steps, for a source that wants to know the task.
    static Task& prepareContinuation(Scope& scope, TaskStart::Kind kind, zval* callable, zval* onError,
                                     Site site);
    void continueFrom(Future& source);

    Phase phase() const { return phase_; }
    std::uint64_t id() const { return id_; }
    Scope& scope() { return *scope_; }
    bool isMain() const { return main_; }
    void setMain() { main_ = true; }
    Site spawnedAt() const { return {spawnFile_, spawnLine_}; }
    Site suspendedAt() const;
    Future* awaiting() const { return awaiting_ ? &Future::from(awaiting_) : nullptr; }

    void cancel(zend_object* exception); // takes the reference; delivered at the current or next wait
    void addDefer(zval* callable);
    void addHook(EndHook& hook);
    // It exists to hold a lock from its start to its end.
    bool isLockScope() const { return lockScope_; }
    void setLockScope() { lockScope_ = true; }
    void letGo(); // at the end of the script: leaves all lists and drops the loop's reference
    void enroll(Scope& scope, Site site); // id, scope, spawn site, inherited context

    zend_refcounted* context() const { return context_; }
    void setContext(zend_refcounted* context); // takes the reference

    // For Aha\await() in a fiber: suspends this task's fiber until the future settles. False: EG(exception)
    // is set.
    bool runsInOwnFiber() const { return fiber_ && EG(active_fiber) && &EG(active_fiber)->std == top_; }
    void awaitInFiber(zend_object* future, zval* result);
    void runFiberJob(); // called by the fiber's main function

    void run() override;              // ReadyItem
    void onSettled(Future&) override; // Waiter
    void abort() override;            // Future
    void visit(Gc& gc) override;
    const char* describe() const override { return "task"; }
    void describeTo(std::string& out) const override;
    bool needs(Wanting& wanting) const override;
    bool mayBeSettledFromOutside() const override { return false; }
    void describeWait(std::string& out) const; // "task 2 (started at …) waits for channel pop at …"

private:
    struct Frame { // a generator that waits for the one above it
        zend_object* generator;
        zval lastPlain;
    };
    enum class Step : std::uint8_t { Again, Suspended, Finished };

    static void driveBody(void* self);
    void drive();
    Step begin();
    Step beginPlain();
    void beginCall();
    void beginContinuation();
    bool beginFiberThen();
    void beginSpread(zval* values);
    Step adoptResult();
    Step resumeTop();
    Step afterResume();
    Step handleYielded(zval* yielded);
    Step endByRetVal(zval* yielded);
    Step await(zend_object* future); // takes the reference
    void takeAwaited();
    zend_object* refuseCycle(Future& future);
    Step unwindOne(zend_object* exception);
    Step returnOne();
    Step resumeFiber();
    void pushGenerator(zend_object* generator); // takes the reference
    void closeTop();
    void setFeed(zval* value);
    Step complete();
    Step runNextDefer();
    Step adoptThrown();
    void endByExit();
    void failWith(zend_object* exception); // takes the reference
    void settleNow();
    void releaseSelf();
    void makeReady();
    void detachFromAwaited();

    zval feed_;                  // what the next resume sends; the outcome once nothing is left to resume
    zval lastPlain_;             // of the top generator: its value when it returns nothing
    zend_object* top_ = nullptr; // the generator that runs, or the fiber
    zend_object* awaiting_ = nullptr;
    zend_object* pendingThrow_ = nullptr;
    zend_refcounted* context_ = nullptr;
    std::unique_ptr<std::vector<Frame>> parents_;
    std::unique_ptr<TaskStart> start_;
    struct Defers {
        std::vector<Value> callables;
        zval outcome; // of the task, while the deferred calls run
        bool failed = false;
        bool running = false;
    };
    std::unique_ptr<Defers> defers_;
    Ref<Scope> scope_;
    zend_string* spawnFile_ = nullptr;
    std::uint64_t id_ = 0;
    std::uint32_t spawnLine_ = 0;
    Phase phase_ = Phase::New;
    bool main_ = false;
    bool fiber_ = false;
    bool throwing_ = false;   // feed_ is an exception
    bool plainStart_ = false; // feed_ is the callable to begin with
    bool fiberBegun_ = false;
    bool fiberEnded_ = false;
    bool lockScope_ = false;

    friend class EndHook;
    EndHook* hooks_ = nullptr;
    void runHooks(bool ended);
};

// The pending exception is the engine's own: exit() unwinds.
inline bool endsProcess(zend_object* exception) {
    return zend_is_unwind_exit(exception) || zend_is_graceful_exit(exception);
}

// What a child inherits of a context object: a copy of its values (Coroutine\Context).
zend_refcounted* contextSnapshotOf(zend_object* context);
zend_refcounted* inheritedContext(zend_refcounted* context); // of either form; null for null

} // namespace aha::php
