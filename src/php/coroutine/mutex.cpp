#include "php/coroutine/reachability.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/runtime.h"

#include "php_stubs/Coroutine/Mutex_arginfo.h"

#include <syslog.h>

namespace aha::php {

namespace {

class Mutex;

// Waits for a mutex on behalf of one task, which owns the mutex when this has settled.
class MutexLock final : public Queued {
public:
    const char* describe() const override { return "mutex lock"; }
    void describeTo(std::string& out) const override;
    bool needs(Wanting& wanting) const override;
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(forTask);
    }
    ObjectRef forTask;      // empty: code outside of tasks
    Mutex* mutex = nullptr; // while it waits

protected:
    void onSettledSelf() override { forTask.reset(); }
};

// Native part of Coroutine\Mutex. While a task holds it, it is a hook of that task.
class Mutex final : public EndHook {
public:
    ~Mutex() override {
        waiting_.abandon("The mutex is gone: nobody holds the object any more");
        forgetSite();
    }
    bool isLocked() const { return locked_; }
    Task* owner() const { return task(); }
    Site lockedAt() const { return {file_, line_}; }

    zend_object* lock(Task* task, const WaitLimit& limit);
    void lockFor(Task* task);
    void unlock();
    void setReleasedAtEnd() { atEnd_ = true; }
    void onTaskEnd(Task& task) override;
    void visit(Gc&) {}

private:
    void forgetSite() {
        if (zend_string* file = std::exchange(file_, nullptr)) {
            zend_string_release(file);
        }
    }

    WaitLine waiting_;
    zend_string* file_ = nullptr;
    std::uint32_t line_ = 0;
    bool locked_ = false;
    bool atEnd_ = false; // its owner's end gives it back by design
};

void MutexLock::describeTo(std::string& out) const {
    out.append("mutex lock");
    if (!mutex || !mutex->isLocked()) {
        return;
    }
    out.append(" (held by ");
    if (mutex->owner()) {
        out.append("task ").append(std::to_string(mutex->owner()->id()));
    } else {
        out.append("code outside of tasks");
    }
    out.append(", locked at ");
    appendSite(out, mutex->lockedAt());
    out.append(")");
}

bool MutexLock::needs(Wanting& wanting) const {
    return !isSettled() && !isArmed() && mutex && mutex->owner() && mutex->owner()->needs(wanting);
}

zend_object* Mutex::lock(Task* task, const WaitLimit& limit) {
    if (locked_ && !limit.mayWait()) {
        return notWithin("mutex lock", limit);
    }
    auto& operation = Class<MutexLock>::from(Class<MutexLock>::create(Class<Future>::entry));
    if (!locked_) {
        lockFor(task);
        zval value;
        ZVAL_OBJ_COPY(&value, Class<Mutex>::objectOf(*this));
        operation.fulfill(&value);
        return operation.object();
    }
    operation.forTask.set(task ? task->object() : nullptr);
    operation.mutex = this;
    waiting_.enter(operation, limit);
    return operation.object();
}

void Mutex::lockFor(Task* task) {
    locked_ = true;
    atEnd_ = false;
    forgetSite();
    Site site = task && task->phase() != Task::Phase::Running ? task->suspendedAt() : callerSite();
    file_ = site.file ? zend_string_copy(site.file) : nullptr;
    line_ = site.line;
    if (task) {
        task->addHook(*this);
    }
}

void Mutex::unlock() {
    unhook();
    locked_ = false;
    forgetSite();
    while (Queued* first = waiting_.takeFirst()) {
        auto& operation = static_cast<MutexLock&>(*first);
        operation.mutex = nullptr;
        Task* task = operation.forTask ? &Class<Task>::from(operation.forTask.get()) : nullptr;
        if (task && task->phase() == Task::Phase::Done) {
            operation.reject(makeException(exceptions.state, "The task that asked for the lock has ended"));
            continue;
        }
        lockFor(task);
        atEnd_ = task && task->isLockScope();
        zval value;
        ZVAL_OBJ_COPY(&value, Class<Mutex>::objectOf(*this));
        operation.fulfill(&value);
        return;
    }
}

// The task has ended and owned the lock: others must not wait for ever.
void Mutex::onTaskEnd(Task& task) {
    if (!atEnd_) {
        std::string line = "aha: task " + std::to_string(task.id()) + " (started at ";
        appendSite(line, task.spawnedAt());
        line.append(") ended without unlocking the mutex it locked at ");
        appendSite(line, lockedAt());
        line.append("; it is unlocked now");
        logLine(line, LOG_WARNING);
    }
    zend_object* self = Class<Mutex>::objectOf(*this); // settling may drop what held it
    GC_ADDREF(self);
    unlock();
    OBJ_RELEASE(self);
}

Mutex& mutexOf(zval* zv) { return Class<Mutex>::from(zv); }

Task* currentTask() { return Runtime::get().current().task; }

// A task that has the lock from its start to its end.
Task& startWithLock(Mutex& mutex, const WaitLimit& limit, zval* callable, TaskStart::Kind kind) {
    Task& task =
        Task::prepareContinuation(Runtime::get().currentScope(), kind, callable, nullptr, callerSite());
    task.setLockScope();
    zend_object* lock = mutex.lock(&task, limit);
    if (mutex.owner() == &task) {
        mutex.setReleasedAtEnd();
    }
    task.continueFrom(Future::from(lock));
    OBJ_RELEASE(lock);
    return task;
}

} // namespace

void registerMutex() {
    Class<MutexLock>::initHandlers();
    Class<Mutex>::install(register_class_Aha_Coroutine_Mutex());
    registerWaker(Class<Mutex>::entry);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Mutex, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Coroutine_Mutex, lock) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    Mutex& mutex = mutexOf(ZEND_THIS);
    if (callback.size) {
        zval callable = callback.function_name;
        RETURN_OBJ(startWithLock(mutex, limit, &callable, TaskStart::Kind::Callback).object());
    }
    Task* task = currentTask();
    if (task && mutex.owner() == task) {
        std::string at;
        appendSite(at, mutex.lockedAt());
        throwException(exceptions.deadlock,
                       "This task has locked the mutex already, at %s: it would wait for itself", at.c_str());
        RETURN_THROWS();
    }
    RETURN_OBJ(mutex.lock(task, limit));
}

PHP_METHOD(Aha_Coroutine_Mutex, tryLock) {
    ZEND_PARSE_PARAMETERS_NONE();
    Mutex& mutex = mutexOf(ZEND_THIS);
    if (mutex.isLocked()) {
        RETURN_FALSE;
    }
    mutex.lockFor(currentTask());
    RETURN_TRUE;
}

PHP_METHOD(Aha_Coroutine_Mutex, unlock) {
    ZEND_PARSE_PARAMETERS_NONE();
    Mutex& mutex = mutexOf(ZEND_THIS);
    if (!mutex.isLocked()) {
        throwException(exceptions.state, "The mutex is not locked");
        RETURN_THROWS();
    }
    if (mutex.owner() != currentTask()) {
        std::string who = "code outside of tasks";
        if (mutex.owner()) {
            who = "task " + std::to_string(mutex.owner()->id());
        }
        who.append(", which locked it at ");
        appendSite(who, mutex.lockedAt());
        throwException(exceptions.state, "Only the owner of a mutex may unlock it: %s", who.c_str());
        RETURN_THROWS();
    }
    mutex.unlock();
}

PHP_METHOD(Aha_Coroutine_Mutex, withLock) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    zval callable = info.function_name;
    RETURN_OBJ(startWithLock(mutexOf(ZEND_THIS), WaitLimit{}, &callable, TaskStart::Kind::Then).object());
}

PHP_METHOD(Aha_Coroutine_Mutex, isLocked) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(mutexOf(ZEND_THIS).isLocked());
}
