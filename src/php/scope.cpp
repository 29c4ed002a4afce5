#include "php/scope.h"

#include "php/error.h"
#include "php/runtime.h"
#include "php/task.h"

namespace aha::php {

Ref<Scope> Scope::open(Scope* parent, ScopeOwner* owner) {
    Ref<Scope> scope(*new Scope());
    scope->owner_ = owner;
    scope->timer_.scope = scope.get();
    if (parent) {
        scope->parent_ = Ref<Scope>(*parent);
        parent->children_.pushBack(*scope);
        scope->cancelled_ = scope->graceOver_ = parent->graceOver_;
    }
    return scope;
}

Scope::~Scope() {
    if (timer_.isArmed()) {
        Runtime::get().loop().cancel(timer_);
    }
    static_cast<Link<ChildScopeTag>&>(*this).unlink();
    static_cast<Link<SuspectTag>&>(*this).unlink();
    setContext(nullptr);
    // Only after a fatal error is something left.
    while (tasks_.popFront() || failed_.popFront()) {
    }
    while (children_.popFront()) {
    }
    while (guests_.popFront()) {
    }
}

void Scope::setContext(zend_refcounted* context) {
    zend_refcounted* old = std::exchange(context_, context);
    if (old) {
        zval zv;
        if (GC_TYPE(old) == IS_ARRAY) {
            ZVAL_ARR(&zv, reinterpret_cast<zend_array*>(old));
        } else {
            ZVAL_OBJ(&zv, reinterpret_cast<zend_object*>(old));
        }
        zval_ptr_dtor(&zv);
    }
}

// The running task belongs to it, was told of the cancellation, and still has time: what it starts may run.
bool Scope::isCleaningUp() const {
    Task* task = Runtime::get().current().task;
    return !graceOver_ && task && &task->scope() == this;
}

void Scope::add(Task& task) {
    AHA_ASSERT(!done_);
    tasks_.pushBack(task);
    if (cancelled_ && !shielded_ && !isCleaningUp()) {
        task.cancel(makeException(exceptions.cancelled, "The scope of this task is already cancelled"));
    }
}

void Scope::taskDone(Task& task) {
    static_cast<Link<ScopeTag>&>(task).unlink();
    checkDone();
}

void Scope::taskFailed(Task& task) {
    static_cast<Link<ScopeTag>&>(task).unlink();
    failed_.pushBack(task);
    checkDone();
}

void Scope::seal() {
    sealed_ = true;
    checkDone();
}

void Scope::checkDone() {
    if (!sealed_ && owner_ && isIdle()) {
        owner_->onScopeIdle(*this);
    }
    if (!sealed_ || done_ || !isIdle()) {
        return;
    }
    while (Task* task = failed_.popFront()) {
        if (!task->isObserved()) {
            task->markObserved();
            GC_ADDREF(task->exception());
            fail(task->exception());
        }
    }
    done_ = true;
    if (timer_.isArmed()) {
        Runtime::get().loop().cancel(timer_);
    }
    Ref<Scope> keep(*this);
    Ref<Scope> parent = std::move(parent_);
    static_cast<Link<ChildScopeTag>&>(*this).unlink();
    static_cast<Link<SuspectTag>&>(*this).unlink();
    while (ScopeGuest* guest = guests_.popFront()) {
        guest->onScopeOver();
    }
    if (owner_) {
        owner_->onScopeDone(*this);
    }
    if (zend_object* error = takeError()) {
        if (parent && !parent->done_) {
            parent->fail(error, name_);
        } else {
            reportUnhandled(error, "a scope");
            OBJ_RELEASE(error);
        }
    }
    if (parent) {
        parent->checkDone();
    }
}

void Scope::fail(zend_object* exception, const char* what) {
    if (reportsErrors_) {
        if (exception->ce == exceptions.exit && Runtime::get().handleExit(exception)) {
            return;
        }
        if (!isCancellation(exception)) {
            reportUnhandled(exception, what);
        }
        OBJ_RELEASE(exception);
        return;
    }
    if (error_) {
        if (!isCancellation(exception) && exception != error_.get()) {
            reportUnhandled(exception, "a task, after the first error of its scope");
        }
        OBJ_RELEASE(exception);
        return;
    }
    error_.adopt(exception);
    cancel("Another task of the same scope failed", exception);
}

// The scopes below come first: a task that waits for one of them would cancel it for a lesser reason.
void Scope::cancelTasks(const char* message, zend_object* why) {
    for (Scope* child = children_.front(); child; child = children_.next(*child)) {
        if (!child->shielded_) {
            child->deadlineHit_ = child->deadlineHit_ || deadlineHit_;
            child->cancel(message, why);
        }
    }
    zend_class_entry* ce = deadlineHit_ ? exceptions.deadline : exceptions.cancelled;
    for (Task* task = tasks_.front(); task; task = tasks_.next(*task)) {
        task->cancel(makeException(ce, message, why));
    }
}

void Scope::cancelContents(const char* message) { cancelTasks(message, nullptr); }

void Scope::cancel(const char* message, zend_object* why) {
    if (done_ || cancelled_) {
        return;
    }
    cancelled_ = true;
    cancelTasks(message, why);
    if (owner_) {
        owner_->onScopeCancelled(*this);
    }
    Runtime& runtime = Runtime::get();
    runtime.loop().arm(timer_, runtime.cancelGraceMs);
}

void Scope::drop() {
    Runtime::get().loop().cancel(timer_);
    done_ = true;
    while (Scope* child = children_.popFront()) {
        Ref<Scope> keep(*child);
        child->parent_.reset();
        child->owner_ = nullptr;
        child->drop();
    }
    for (auto* list : {&tasks_, &failed_}) {
        while (Task* task = list->popFront()) {
            task->letGo();
        }
    }
    setContext(nullptr);
}

std::size_t Scope::countTasks() {
    std::size_t count = 0;
    for (Task* task = tasks_.front(); task; task = tasks_.next(*task)) {
        ++count;
    }
    return count;
}

void Scope::setDeadline(std::uint64_t atMs) {
    deadlineMs_ = atMs;
    Runtime& runtime = Runtime::get();
    if (cancelled_) {
        return;
    }
    if (atMs == 0) {
        runtime.loop().cancel(timer_);
        return;
    }
    std::uint64_t now = runtime.loop().nowMs();
    runtime.loop().arm(timer_, atMs > now ? atMs - now : 0);
}

std::uint64_t Scope::deadline() const {
    std::uint64_t nearest = deadlineMs_;
    if (parent_ && !shielded_) {
        std::uint64_t outer = parent_->deadline();
        if (outer && (!nearest || outer < nearest)) {
            nearest = outer;
        }
    }
    return nearest;
}

void Scope::onTimer(WheelTimer& timer) {
    Scope& scope = *static_cast<Timer&>(timer).scope;
    Ref<Scope> keep(scope);
    if (!scope.cancelled_) {
        scope.deadlineHit_ = true;
        scope.cancel("The deadline was exceeded");
        if (scope.owner_) {
            scope.owner_->onScopeDeadline(scope);
        }
        return;
    }
    // Cancelled long ago, and something still runs: no more patience for its waits.
    scope.graceOver_ = true;
    for (Scope* child = scope.children_.front(); child; child = scope.children_.next(*child)) {
        if (!child->shielded_) {
            child->graceOver_ = true;
        }
    }
    scope.cancelTasks("Cancelled, and the grace period for cleaning up is over", nullptr);
}

} // namespace aha::php
