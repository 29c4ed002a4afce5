#include "php/process/task_service.h"

#include "core/base/json_text.h"
#include "php/coroutine/deadlock.h"
#include "php/error.h"
#include "php/process/crash_report.h"
#include "php/process/payload.h"
#include "php/process/steps.h"
#include "php/process/worker_process.h"
#include "php/runtime.h"
#include "php/stall_guard.h"

#include <syslog.h>

namespace aha::php {

// One task while it runs: its scope, its main coroutine, its one answer. Owns itself until it has answered.
class TaskService::Job final : public Link<TaskJobTag>, public ScopeOwner, public Waiter {
public:
    Job(TaskService& service, const process::Message& task)
        : service_(service), id_(task.id), ticket_(task.ticket), from_(task.from) {}

    void start(zval* data) {
        scope_ = Scope::open(nullptr, this);
        zval arguments[4];
        ZVAL_OBJ(&arguments[0], Class<ServerObject>::objectOf(service_.server_));
        ZVAL_LONG(&arguments[1], static_cast<zend_long>(id_));
        ZVAL_LONG(&arguments[2], static_cast<zend_long>(from_));
        ZVAL_COPY_VALUE(&arguments[3], data);
        zval* handler = service_.server_.handler(Event::Task).zv();
        Task& task = Task::startCallable(*scope_, handler, 4, arguments, siteOf(handler),
                                         service_.server_.own.style());
        task.setMain();
        task.addWaiter(*this);
        OBJ_RELEASE(task.object());
        scope_->seal();
    }
    Scope& scope() { return *scope_; }
    std::uint64_t id() const { return id_; }
    std::uint32_t from() const { return from_; }
    // Ids are those of the asker: with its worker id they name a task.
    std::string name() const { return "task " + std::to_string(id_) + " of worker " + std::to_string(from_); }
    bool isFinished() const { return finished_; }

    void onSettled(Future& main) override {
        main.markObserved();
        if (main.state() == Future::State::Rejected) {
            failure_.set(main.exception());
            scope_->cancel("The task failed", main.exception());
        } else if (!finished_) {
            value_.copyFrom(main.result());
        }
    }
    void onScopeDone(Scope& scope) override {
        if (scope.error() && (!failure_ || isCancellation(failure_.get()))) {
            failure_.adopt(scope.takeError());
        }
        conclude();
    }
    void onScopeFatal(Scope&) override { answerError("a fatal error ended its process"); }
    bool holdsMainTask() const override { return true; }

    void answer(zend_string* payload) {
        finished_ = true;
        service_.worker_.send({process::MessageType::TaskResult, 0, 0, id_, ticket_, view(payload)});
    }
    void answerError(std::string_view text) {
        if (!finished_) {
            finished_ = true;
            service_.worker_.send({process::MessageType::TaskError, 0, 0, id_, ticket_, text});
        }
    }

private:
    struct Packing {
        zval* value;
        std::uint64_t maxBytes;
        zend_string* payload;
    };
    void conclude() {
        Packing packing{value_.get(), service_.server_.process.taskBytes, nullptr};
        if (!failure_ && !finished_) {
            Entered entered = enter(
                [](void* argument) {
                    auto* self = static_cast<Packing*>(argument);
                    self->payload = packValue(self->value, self->maxBytes, "The result of the task");
                },
                &packing);
            if (entered == Entered::Threw) {
                failure_.adopt(takeException());
            } else if (entered == Entered::Exit) {
                failure_.adopt(
                    makeException(exceptions.exit, "exit() was called while the result was packed"));
            } else if (entered == Entered::Fatal) {
                answerError("a fatal error ended its process");
                return;
            }
        }
        if (failure_) {
            reportUnhandled(failure_.get(), name());
            answerError("failed in task worker " + std::to_string(service_.worker_.id()) + ": " +
                        exceptionLine(failure_.get()));
            ++service_.worker_.slot().jobsFailed;
        } else if (packing.payload) {
            answer(packing.payload);
            zend_string_release(packing.payload);
        }
        service_.jobDone(*this);
    }

    TaskService& service_;
    const std::uint64_t id_;
    const std::uint64_t ticket_;
    const std::uint32_t from_;
    Ref<Scope> scope_;
    Value value_;
    ObjectRef failure_;
    bool finished_ = false;
};

struct TaskService::DrainTimer final : WheelTimer {
    explicit DrainTimer(TaskService& owner)
        : WheelTimer([](WheelTimer& timer) { static_cast<DrainTimer&>(timer).service.onDrainTimeout(); }),
          service(owner) {}
    TaskService& service;
};

TaskService::TaskService(Runtime& runtime, ServerObject& server, WorkerProcess& worker)
    : runtime_(runtime), server_(server), worker_(worker), drainTimer_(std::make_unique<DrainTimer>(*this)) {
    runtime_.setFatalHook([](void* self) { static_cast<TaskService*>(self)->onFatal(); }, this);
}

TaskService::~TaskService() {
    runtime_.setFatalHook(nullptr, nullptr);
    runtime_.loop().cancel(*drainTimer_);
    while (Job* job = jobs_.popFront()) {
        job->answerError("its process has ended");
        job->scope().setOwner(nullptr);
        if (runtime_.isFatal()) {
            continue; // what it holds of PHP's goes with the process
        }
        delete job;
    }
}

void TaskService::onTask(const process::Message& message) {
    zval data;
    Entered entered = unpackValue(message.payload, &data);
    if (entered == Entered::Ok) {
        auto* job = new Job(*this, message);
        jobs_.pushBack(*job);
        worker_.slot().jobsRunning.add(1);
        job->start(&data);
        zval_ptr_dtor(&data);
        return;
    }
    std::string why = "a fatal error ended its process";
    if (entered != Entered::Fatal) {
        zend_object* exception =
            entered == Entered::Threw
                ? takeException()
                : makeException(exceptions.exit, "exit() was called while the data was restored");
        reportUnhandled(exception,
                        "task " + std::to_string(message.id) + " of worker " + std::to_string(message.from));
        why = exceptionLine(exception);
        OBJ_RELEASE(exception);
    }
    worker_.send({process::MessageType::TaskError, 0, 0, message.id, message.ticket, why});
}

void TaskService::jobDone(Job& job) {
    static_cast<Link<TaskJobTag>&>(job).unlink();
    process::WorkerSlot& slot = worker_.slot();
    slot.jobsRunning.subtract(1);
    ++slot.jobsDone;
    ++done_;
    delete &job;
    if (worker_.requestLimit() && done_ >= worker_.requestLimit()) {
        worker_.retire("task_max_request: it has run " + std::to_string(done_) + " tasks");
    }
    endWhenIdle();
}

void TaskService::finish(zval* result) {
    for (Scope* scope = &runtime_.currentScope(); scope; scope = scope->parent()) {
        for (Job* job = jobs_.front(); job; job = jobs_.next(*job)) {
            if (&job->scope() != scope) {
                continue;
            }
            if (!job->isFinished()) {
                if (zend_string* payload =
                        packValue(result, server_.process.taskBytes, "The result of the task")) {
                    job->answer(payload);
                    zend_string_release(payload);
                }
            }
            return;
        }
    }
    throwException(exceptions.state, "finish() ends the running task, and none is running here");
}

bool TaskService::run() {
    runtime_.stallGuard().start(0); // tasks may block: nobody but the next task waits for them
    while (runtime_.loop().run() == net::Loop::End::Quiescent && !draining_) {
    }
    while (draining_ && !runtime_.isFatal() && !(jobs_.empty() && runtime_.background().isIdle()) &&
           runtime_.loop().run() == net::Loop::End::Stopped && !isOver_) {
    }
    runtime_.background().setOwner(nullptr);
    runtime_.stallGuard().stop();
    return !runtime_.isFatal();
}

void TaskService::endWhenIdle() {
    if (draining_ && jobs_.empty() && runtime_.background().isIdle()) {
        runtime_.loop().stop();
    }
}

void TaskService::onScopeIdle(Scope&) { endWhenIdle(); }

void TaskService::drain(std::uint64_t limitMs, std::uint64_t) {
    if (draining_) {
        return;
    }
    draining_ = true;
    server_.beginDrain(runtime_);
    runtime_.background().setOwner(this);
    runtime_.loop().arm(*drainTimer_, limitMs);
    runtime_.loop().stop();
}

void TaskService::cancel() {
    draining_ = true;
    if (ending_) {
        return;
    }
    ending_ = true;
    for (Job* job = jobs_.front(); job; job = jobs_.next(*job)) {
        job->scope().cancel("The server is stopping");
    }
    runtime_.background().cancelContents("The server is stopping");
    runtime_.loop().arm(*drainTimer_, kPartingMs); // `finally` blocks get a moment
    runtime_.loop().stop();
}

void TaskService::onDrainTimeout() {
    if (ending_) {
        isOver_ = true;
        runtime_.loop().stop();
        return;
    }
    for (Job* job = jobs_.front(); job; job = jobs_.next(*job)) {
        logLine("aha: max_wait_time is over; cancelled: " + job->name() + describeWaits(job->scope()),
                LOG_WARNING);
    }
    cancel();
}

// PHP has broken down: all tasks of this process fail, and it ends.
void TaskService::onFatal() {
    worker_.retire("a fatal error", true);
    for (Job* job = jobs_.front(); job; job = jobs_.next(*job)) {
        job->answerError("a fatal error ended its process");
    }
    draining_ = true;
    runtime_.loop().stop();
}

void TaskService::writeCrashLines() noexcept {
    CrashLine line;
    for (Job* job = jobs_.front(); job; job = jobs_.next(*job)) {
        line.add("  task ").add(job->id()).add(" of worker ").add(job->from()).write();
    }
}

void TaskService::describeTasks(JsonWriter& json) {
    for (Job* job = jobs_.front(); job; job = jobs_.next(*job)) {
        json.beginObject().field("what", job->name()).field("waits", describeWaits(job->scope())).endObject();
    }
}

} // namespace aha::php
