// How tasks begin: of a generator, of a callable, or behind a future.
#include "php/runtime.h"
#include "php/task.h"

namespace aha::php {

zend_refcounted* inheritedContext(zend_refcounted* context) {
    if (!context) {
        return nullptr;
    }
    if (GC_TYPE(context) == IS_ARRAY) {
        GC_TRY_ADDREF(reinterpret_cast<zend_array*>(context));
        return context;
    }
    return contextSnapshotOf(reinterpret_cast<zend_object*>(context));
}

static Task& newTask(Scope& scope, Site site) {
    Task& task = Class<Task>::make();
    task.retainByLoop();
    task.enroll(scope, site);
    return task;
}

void Task::enroll(Scope& scope, Site site) {
    Runtime& runtime = Runtime::get();
    id_ = runtime.nextTaskId();
    ++runtime.liveTasks;
    scope_ = Ref<Scope>(scope);
    if (site.file) {
        spawnFile_ = zend_string_copy(site.file);
        spawnLine_ = site.line;
    }
    Task* parent = runtime.current().task;
    context_ = inheritedContext(parent ? parent->context_ : scope.context());
}

Task& Task::startGenerator(Scope& scope, zend_object* generator, Site site) {
    Task& task = newTask(scope, site);
    task.top_ = generator;
    task.makeReady();
    scope.add(task);
    return task;
}

Task& Task::startCallable(Scope& scope, zval* callable, std::uint32_t argc, zval* argv, Site site,
                          TaskStart::Kind kind) {
    Task& task = newTask(scope, site);
    if (argc == 0 && kind == TaskStart::Kind::Call) { // the common case needs no memory of its own
        ZVAL_COPY_DEREF(&task.feed_, callable);
        task.plainStart_ = true;
        task.makeReady();
        scope.add(task);
        return task;
    }
    task.start_ = std::make_unique<TaskStart>();
    task.start_->kind = kind;
    task.start_->callable.set(callable);
    task.start_->arguments.resize(argc);
    for (std::uint32_t i = 0; i < argc; ++i) {
        task.start_->arguments[i].copyFrom(&argv[i]);
    }
    task.makeReady();
    scope.add(task);
    return task;
}

Task& Task::continueWith(Scope& scope, Future& source, TaskStart::Kind kind, zval* callable, zval* onError,
                         Site site) {
    Task& task = prepareContinuation(scope, kind, callable, onError, site);
    task.continueFrom(source);
    return task;
}

Task& Task::prepareContinuation(Scope& scope, TaskStart::Kind kind, zval* callable, zval* onError,
                                Site site) {
    Task& task = newTask(scope, site);
    task.start_ = std::make_unique<TaskStart>();
    task.start_->kind = kind;
    if (callable) {
        task.start_->callable.set(callable);
    }
    if (onError) {
        task.start_->onError.set(onError);
    }
    return task;
}

void Task::continueFrom(Future& source) {
    start_->source.set(source.object());
    scope_->add(*this);
    if (source.isSettled()) {
        source.markObserved();
        makeReady();
    } else if (!pendingThrow_) {
        phase_ = Phase::Waiting;
        awaiting_ = source.object();
        GC_ADDREF(awaiting_);
        source.addWaiter(*this);
    } else {
        makeReady();
    }
}

} // namespace aha::php
