#include "php/coroutine/scheduler.h"

#include "php/coroutine/deadlock.h"
#include "php/coroutine/functions.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/register.h"

#include "php_stubs/Coroutine/Scheduler_arginfo.h"

namespace aha::php {

// All of this thread, and the one of getInstance().
struct SchedulerTable {
    IntrusiveList<Scheduler, SchedulerTag> all;
    ObjectRef own;
};

static SchedulerTable& schedulers() {
#ifdef ZTS
    static thread_local SchedulerTable table;
#else
    static SchedulerTable table;
#endif
    return table;
}

void shutdownSchedulers() {
    schedulers().own.reset();
    while (schedulers().all.popFront()) { // their objects may live a little longer
    }
}

// One task. Of those that were started here the scope is waited for: with what they have started themselves.
class Scheduler::Entry final : public ScopeOwner, public EndHook {
public:
    Entry(Scheduler& scheduler, std::uint64_t id) : scheduler_(scheduler), id_(id) {}
    ~Entry() override {
        if (scope_) {
            scope_->setOwner(nullptr);
        }
    }
    void watch(Scope& scope) {
        scope_ = Ref<Scope>(scope);
        scope.setOwner(this);
    }
    void kill() {
        if (scope_) {
            scope_->cancel("The task was killed");
        } else if (Task* known = task()) {
            known->cancel(makeException(exceptions.cancelled, "The task was killed"));
        }
    }
    bool needs(Wanting& wanting) {
        if (!scope_) {
            return task() && task()->needs(wanting);
        }
        for (Task* one = scope_->tasks().front(); one; one = scope_->tasks().next(*one)) {
            if (one->needs(wanting)) {
                return true;
            }
        }
        return false;
    }

    bool breakDeadlock() {
        if (Ref<Scope> scope = scope_) {
            return breakDeadlockOf(*scope, nullptr);
        }
        Task* known = task();
        if (!known || known->phase() != Task::Phase::Waiting) {
            return false;
        }
        std::string message = "Nothing can wake the task:\n  ";
        known->describeWait(message);
        known->cancel(makeException(exceptions.deadlock, message));
        return true;
    }

    void onScopeDone(Scope&) override { scheduler_.ended(id_); } // ScopeOwner
    void onTaskEnd(Task&) override { scheduler_.ended(id_); }    // EndHook
    void onTaskGone() override { scheduler_.ended(id_); }        // likewise

private:
    Scheduler& scheduler_;
    std::uint64_t id_;
    Ref<Scope> scope_; // null: a task that was started elsewhere
};

// What run() returns: settles when the scheduler has no task any more.
class SchedulerIdle final : public Future {
public:
    const char* describe() const override { return "the end of a scheduler's tasks"; }
    void describeTo(std::string& out) const override {
        out.append(describe());
        if (scheduler) {
            out.append(", ").append(std::to_string(Class<Scheduler>::from(scheduler.get()).count()));
            out.append(" of them");
        }
    }
    bool needs(Wanting& wanting) const override {
        return scheduler && Class<Scheduler>::from(scheduler.get()).needs(wanting);
    }
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(scheduler);
    }
    void onSettledSelf() override { scheduler.reset(); }

    ObjectRef scheduler;
};

Scheduler::Scheduler() { schedulers().all.pushBack(*this); }

Scheduler::~Scheduler() { static_cast<Link<SchedulerTag>&>(*this).unlink(); }

Scheduler& Scheduler::ofProcess() {
    ObjectRef& own = schedulers().own;
    if (!own) {
        own.adopt(Class<Scheduler>::create(Class<Scheduler>::entry));
    }
    return Class<Scheduler>::from(own.get());
}

Scheduler* Scheduler::knowing(std::uint64_t taskId) {
    auto& all = schedulers().all;
    for (Scheduler* one = all.front(); one; one = all.next(*one)) {
        if (one->entries_.count(taskId)) {
            return one;
        }
    }
    return nullptr;
}

Scheduler::Entry& Scheduler::makeEntry(std::uint64_t taskId) {
    if (!static_cast<Link<GuestTag>&>(*this).isLinked()) {
        Runtime::get().addGuest(*this);
    }
    auto made = std::make_unique<Entry>(*this, taskId);
    return *entries_.emplace(taskId, std::move(made)).first->second;
}

std::uint64_t Scheduler::start(INTERNAL_FUNCTION_PARAMETERS) {
    Ref<Scope> scope = Scope::open(&Runtime::get().background(), nullptr);
    scope->setName("a task of a scheduler");
    startFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, *scope, TaskStart::Kind::Call);
    std::uint64_t id = 0;
    if (!EG(exception)) {
        id = Class<Task>::from(return_value).id();
        makeEntry(id).watch(*scope);
        zval_ptr_dtor(return_value); // nobody can await it: its error is logged
    }
    scope->seal();
    return id;
}

void Scheduler::add(Task& task) {
    if (task.phase() != Task::Phase::Done && !entries_.count(task.id())) {
        task.addHook(makeEntry(task.id()));
    }
}

bool Scheduler::kill(std::uint64_t taskId) {
    auto found = entries_.find(taskId);
    if (found == entries_.end()) {
        return false;
    }
    found->second->kill();
    return true;
}

bool Scheduler::needs(Wanting& wanting) const {
    for (const auto& [id, entry] : entries_) {
        if (entry->needs(wanting)) {
            return true;
        }
    }
    return false;
}

bool Scheduler::breakDeadlock() {
    std::vector<std::uint64_t> ids; // an entry may go while another one is looked at
    for (const auto& [id, entry] : entries_) {
        ids.push_back(id);
    }
    bool isBroken = false;
    for (std::uint64_t id : ids) {
        auto found = entries_.find(id);
        isBroken = (found != entries_.end() && found->second->breakDeadlock()) || isBroken;
    }
    return isBroken;
}

zend_object* Scheduler::whenIdle() {
    if (entries_.empty()) {
        zend_object* done = Runtime::get().doneFuture();
        GC_ADDREF(done);
        return done;
    }
    if (!idle_ || Future::from(idle_.get()).isSettled()) { // one that nobody waited for has been cancelled
        idle_.adopt(Class<SchedulerIdle>::create(Class<Future>::entry));
        Class<SchedulerIdle>::from(idle_.get()).scheduler.set(object());
    }
    GC_ADDREF(idle_.get());
    return idle_.get();
}

void Scheduler::ended(std::uint64_t taskId) {
    entries_.erase(taskId);
    if (entries_.empty() && idle_) {
        zend_object* idle = idle_.release();
        Future::from(idle).fulfillNull(); // it may hold the last reference to this scheduler
        OBJ_RELEASE(idle);
    }
}

void Scheduler::onRuntimeEnd() { entries_.clear(); }

void registerScheduler() {
    Class<SchedulerIdle>::initHandlers();
    Class<Scheduler>::install(register_class_Aha_Coroutine_Scheduler());
}

// Of what run() returns.
static bool breakDeadlockBehind(zend_object* idle) {
    zend_object* scheduler = Class<SchedulerIdle>::from(idle).scheduler.get();
    return scheduler && Class<Scheduler>::from(scheduler).breakDeadlock();
}

static Scheduler& schedulerOf(zval* self) { return Class<Scheduler>::from(self); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Scheduler, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Coroutine_Scheduler, getInstance) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(Scheduler::ofProcess().object());
}

PHP_METHOD(Aha_Coroutine_Scheduler, newTask) {
    if (std::uint64_t id = schedulerOf(ZEND_THIS).start(INTERNAL_FUNCTION_PARAM_PASSTHRU)) {
        RETURN_LONG(static_cast<zend_long>(id));
    }
}

PHP_METHOD(Aha_Coroutine_Scheduler, schedule) {
    zval* task;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(task, Class<Task>::entry)
    ZEND_PARSE_PARAMETERS_END();
    schedulerOf(ZEND_THIS).add(Class<Task>::from(task));
}

PHP_METHOD(Aha_Coroutine_Scheduler, killTask) {
    zend_long id;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(id)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(schedulerOf(ZEND_THIS).kill(static_cast<std::uint64_t>(id)));
}

PHP_METHOD(Aha_Coroutine_Scheduler, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(schedulerOf(ZEND_THIS).count()));
}

PHP_METHOD(Aha_Coroutine_Scheduler, run) {
    ZEND_PARSE_PARAMETERS_NONE();
    Runtime& runtime = Runtime::get();
    zend_object* idle = schedulerOf(ZEND_THIS).whenIdle();
    if (!runtime.inLoop() && !Future::from(idle).isSettled()) {
        runUntilBackgroundSettled(idle, "Aha\\Coroutine\\Scheduler::run()", breakDeadlockBehind);
    }
    RETURN_OBJ(idle);
}
