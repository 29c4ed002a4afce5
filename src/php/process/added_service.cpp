#include "php/process/added_service.h"

#include "core/base/json_text.h"
#include "php/coroutine/deadlock.h"
#include "php/error.h"
#include "php/process/worker_process.h"
#include "php/runtime.h"
#include "php/stall_guard.h"
#include "php/timers.h"

#include <algorithm>
#include <syslog.h>

namespace aha::php {

struct AddedService::EndTimer final : WheelTimer {
    explicit EndTimer(AddedService& owner)
        : WheelTimer([](WheelTimer& timer) { static_cast<EndTimer&>(timer).service.onEndTimer(); }),
          service(owner) {}
    AddedService& service;
};

AddedService::AddedService(Runtime& runtime, ServerObject& server, WorkerProcess& worker, AddedHandler& added)
    : runtime_(runtime), server_(server), worker_(worker), added_(added),
      endTimer_(std::make_unique<EndTimer>(*this)) {
    runtime_.setFatalHook(
        [](void* self) {
            auto& service = *static_cast<AddedService*>(self);
            service.failed_ = true;
            service.runtime_.loop().stop();
        },
        this);
}

AddedService::~AddedService() {
    runtime_.setFatalHook(nullptr, nullptr);
    runtime_.background().setOwner(nullptr);
    runtime_.loop().cancel(*endTimer_);
    if (scope_) {
        scope_->setOwner(nullptr);
    }
}

void AddedService::accept() {
    if (scope_ || draining_) {
        return;
    }
    scope_ = Scope::open(nullptr, this);
    scope_->setName("an added process");
    zval arguments[2];
    ZVAL_OBJ(&arguments[0], Class<ServerObject>::objectOf(server_));
    ZVAL_LONG(&arguments[1], static_cast<zend_long>(worker_.id()));
    zval* handler = added_.handler.zv();
    Task& task = Task::startCallable(*scope_, handler, 2, arguments, siteOf(handler), server_.own.style());
    task.setMain();
    task.addWaiter(*this);
    OBJ_RELEASE(task.object());
    scope_->seal();
}

void AddedService::onSettled(Future& main) {
    main.markObserved();
    if (main.state() == Future::State::Rejected) {
        failure_.set(main.exception());
        scope_->cancel("The process failed", main.exception());
    }
}

// The handler and all it has started in its scope have ended. What is in the background may go on, unless the
// handler failed.
void AddedService::onScopeDone(Scope& scope) {
    if (scope.error() && (!failure_ || isCancellation(failure_.get()))) {
        failure_.adopt(scope.takeError());
    }
    if (failure_ && instanceof_function(failure_.get()->ce, exceptions.exit)) {
        failure_.reset(); // exit() ends the process, as it does everywhere in PHP
        isOver_ = true;
    } else if (failure_ && !(cancelled_ && isCancellation(failure_.get()))) {
        reportUnhandled(failure_.get(), worker_.name());
        failed_ = isOver_ = true;
    }
    endWhenIdle();
}

void AddedService::onScopeIdle(Scope&) { endWhenIdle(); }

void AddedService::endWhenIdle() {
    const bool isDone = scope_ ? scope_->isDone() : draining_;
    const bool hasTimers = runtime_.timers().count() > 0 && !draining_;
    if (isOver_ || (isDone && runtime_.background().isIdle() && !hasTimers)) {
        isOver_ = true;
        runtime_.loop().stop();
    }
}

bool AddedService::run() {
    runtime_.stallGuard().start(0); // it may block: nobody waits for it but the end of the server
    runtime_.background().setOwner(this);
    while (!isOver_ && !runtime_.isFatal()) {
        runtime_.loop().run();
    }
    runtime_.background().setOwner(nullptr);
    runtime_.stallGuard().stop();
    return !runtime_.isFatal();
}

// A handler has no end of its own, as a rule: it is cancelled at its next wait.
void AddedService::drain(std::uint64_t limitMs, std::uint64_t) {
    if (std::exchange(draining_, true)) {
        return;
    }
    server_.draining = true;
    const std::uint64_t graceMs = std::min(added_.graceMs, limitMs);
    leftMs_ = limitMs - graceMs;
    if (graceMs > 0) {
        runtime_.loop().arm(*endTimer_, graceMs);
        endWhenIdle();
    } else {
        cancelHandler();
    }
}

void AddedService::cancel() {
    draining_ = server_.draining = true;
    leftMs_ = 0;
    cancelHandler();
}

void AddedService::cancelHandler() {
    runtime_.loop().arm(*endTimer_, std::max(leftMs_, kPartingMs)); // for `finally` blocks and shields
    if (!std::exchange(cancelled_, true)) {
        if (scope_) {
            scope_->cancel("The server is stopping");
        }
        runtime_.background().cancelContents("The server is stopping");
    }
    endWhenIdle();
}

void AddedService::onEndTimer() {
    if (!cancelled_) {
        cancelHandler();
        return;
    }
    logLine("aha: " + worker_.name() + " has not ended in time" + (scope_ ? describeWaits(*scope_) : ""),
            LOG_WARNING);
    isOver_ = true;
    runtime_.loop().stop();
}

void AddedService::describeTasks(JsonWriter& json) {
    if (scope_ && !scope_->isDone()) {
        json.beginObject().field("what", worker_.name()).field("waits", describeWaits(*scope_)).endObject();
    }
}

} // namespace aha::php
