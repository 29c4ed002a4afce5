#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/ref.h"
#include "core/base/timer_wheel.h"
#include "php/class.h"

#include <cstdint>

namespace aha::php {

class HttpJob;
class Scope;
class Task;
struct ScopeTag {};
struct ChildScopeTag {};
struct SuspectTag {};
struct ScopeGuestTag {};

// Who opened the scope: a request, run(), a timer callback.
class ScopeOwner {
public:
    // Every task and child scope has ended; scope.error() is the first unhandled error or null.
    // Called from the loop, never from within a task.
    virtual void onScopeDone(Scope& scope) = 0;
    // The deadline was exceeded: everything in it is being cancelled.
    virtual void onScopeDeadline(Scope&) {}
    // All in it is being cancelled: for an owner that waits for something else than a task in it.
    virtual void onScopeCancelled(Scope&) {}
    // A root that is never sealed has run empty.
    virtual void onScopeIdle(Scope&) {}
    // PHP broke down (longjmp) while this scope ran: answer without PHP.
    virtual void onScopeFatal(Scope&) {}
    // The request that all in the scope works for; null: that of the scope above, if any.
    virtual HttpJob* request() { return nullptr; }
    // The PHP object through which code can cancel the scope; null: there is none.
    virtual zend_object* scopeObject() { return nullptr; }
    // References of its own that give no other code a way in: to that object until the scope is done, and to
    // the main task for the sake of its outcome.
    virtual bool holdsScopeObject() const { return false; }
    virtual bool holdsMainTask() const { return false; }

protected:
    ~ScopeOwner() = default;
};

// Something that must not outlast the scope it was begun in: a transaction. Unlinks itself when it ends
// before.
class ScopeGuest : public Link<ScopeGuestTag> {
public:
    // All tasks of the scope have ended. Unlinked before; lets nothing of PHP go.
    virtual void onScopeOver() = 0;

protected:
    ~ScopeGuest() { unlink(); }
};

// Structured concurrency: tasks started here cannot outlive it. The first unhandled error cancels the
// siblings and surfaces once, at the owner. Its deadline bounds all that is started in it.
// Reference counted: its tasks, child scopes and owner share it.
class Scope final : public RefCounted<Scope>, public Link<ChildScopeTag>, public Link<SuspectTag> {
public:
    static Ref<Scope> open(Scope* parent, ScopeOwner* owner);
    static void destroy(Scope* scope) noexcept { delete scope; }

    void setOwner(ScopeOwner* owner) { owner_ = owner; }
    ScopeOwner* owner() const { return owner_; }
    Scope* parent() const { return parent_.get(); }

    void add(Task& task);
    void taskDone(Task& task);   // from Task: unlinks it
    void taskFailed(Task& task); // failed and nobody waited: kept until observed, freed, or the scope is idle
    // Its body is over: when nothing is left in it, onScopeDone() comes (from the loop).
    void seal();
    bool isSealed() const { return sealed_; }
    bool isIdle() { return tasks_.empty() && children_.empty(); }
    bool isDone() const { return done_; }

    // Takes the reference; the first one wins, later ones are logged, as those of `what` where errors are.
    void fail(zend_object* exception, const char* what = "a background task");
    void setName(const char* what) { name_ = what; } // for the log; lives as long as the program
    zend_object* error() const { return error_.get(); }
    zend_object* takeError() { return error_.release(); }

    // Cancels every task in it and below; `why` is borrowed and becomes the previous exception.
    void cancel(const char* message, zend_object* why = nullptr);
    bool isCancelled() const { return cancelled_; }
    void cancelContents(const char* message); // of a root that goes on: what is in it now
    // After the grace period every further wait in the scope fails at once.
    bool refusesWaits() const { return graceOver_; }
    void setShielded() { shielded_ = true; }
    // The roots: an error in them is logged, and cancels nobody.
    void setReportsErrors() { reportsErrors_ = true; }
    // At the end of the script: lets go of everything in it without running tasks.
    void drop();
    std::size_t countTasks();

    void setDeadline(std::uint64_t atMs); // loop time; 0 = none; inherited from the parent when nearer
    std::uint64_t deadline() const;       // the nearest one of it and its parents, 0 = none
    // What is left of it for an operation begun now, kNoLimit = no deadline. With some slack: the scope's own
    // end comes first for those who wait, this bounds the operations that nobody awaits.
    static constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};
    static constexpr std::uint64_t kDeadlineSlackMs = 50;
    std::uint64_t leftMs(std::uint64_t nowMs) const {
        const std::uint64_t at = deadline();
        return at == 0 ? kNoLimit : (at > nowMs ? at - nowMs : 0) + kDeadlineSlackMs;
    }
    bool deadlineHit() const { return deadlineHit_; }
    bool isTimed() const { return timer_.isArmed(); } // a deadline or grace period will end its waits

    void addGuest(ScopeGuest& guest) { guests_.pushBack(guest); }

    zend_refcounted* context() const { return context_; }
    void setContext(zend_refcounted* context); // takes the reference

    IntrusiveList<Task, ScopeTag>& tasks() { return tasks_; }
    IntrusiveList<Scope, ChildScopeTag>& children() { return children_; }

    struct {
        std::uint64_t checkAtMs = 0, intervalMs = 0;
    } suspicion; // of the DeadlockWatch

private:
    friend class RefCounted<Scope>;
    Scope() : timer_(onTimer) {}
    ~Scope();
    static void onTimer(WheelTimer& timer);
    void checkDone();
    bool isCleaningUp() const;
    void cancelTasks(const char* message, zend_object* why);

    // The timer finds its scope through this member layout.
    struct Timer final : WheelTimer {
        explicit Timer(void (*fire)(WheelTimer&)) : WheelTimer(fire) {}
        Scope* scope = nullptr;
    } timer_;
    Ref<Scope> parent_;
    ScopeOwner* owner_ = nullptr;
    IntrusiveList<Task, ScopeTag> tasks_;
    IntrusiveList<Task, ScopeTag> failed_;
    IntrusiveList<Scope, ChildScopeTag> children_;
    IntrusiveList<ScopeGuest, ScopeGuestTag> guests_;
    ObjectRef error_;
    zend_refcounted* context_ = nullptr;
    const char* name_ = "a background task";
    std::uint64_t deadlineMs_ = 0;
    bool sealed_ = false;
    bool done_ = false;
    bool cancelled_ = false;
    bool graceOver_ = false;
    bool deadlineHit_ = false;
    bool shielded_ = false;
    bool reportsErrors_ = false;
};

} // namespace aha::php
