// How a step of a request is called, and what its value means.
#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/pipeline.h"

namespace aha::php {

static zend_string* methodName(Invocation& call) { return call.function->common.function_name; }

void Pipeline::callInFiber(Invocation& call) {
    zval callable;
    if (call.callable) {
        ZVAL_COPY(&callable, call.callable);
    } else {
        array_init_size(&callable, 2);
        zval part;
        if (call.object) {
            ZVAL_OBJ_COPY(&part, call.object);
        } else {
            ZVAL_STR_COPY(&part, call.calledScope->name);
        }
        add_next_index_zval(&callable, &part);
        ZVAL_STR_COPY(&part, methodName(call));
        add_next_index_zval(&callable, &part);
    }
    Task& task = Task::startCallable(openScope(), &callable, call.count, call.arguments, siteOf(&callable),
                                     TaskStart::Kind::Fiber);
    zval_ptr_dtor(&callable);
    follow(task);
}

void Pipeline::callStep(RequestStep& step) {
    Invocation call;
    Runtime::get().current() = {scope_.get(), nullptr, this};
    Prepared prepared = step.prepare(dispatcher(), call);
    if (prepared != Prepared::Call) {
        index_ += prepared == Prepared::Skip ? 1 : 0;
        return;
    }
    zval result;
    ZVAL_UNDEF(&result);
    if (plan_->fiber || (job() && job()->config().fiber)) {
        callInFiber(call);
    } else if (call.function) {
        zend_call_known_function(call.function, call.object, call.calledScope, &result, call.count,
                                 call.arguments, nullptr);
    } else {
        Callable::call(call.callable, &result, call.count, call.arguments);
    }
    for (std::uint32_t i = 0; i < call.count; ++i) {
        zval_ptr_dtor(&call.arguments[i]);
    }
    if (state_ != State::Running) {
        return;
    }
    if (UNEXPECTED(EG(exception))) {
        zval_ptr_dtor(&result);
    } else if (Z_TYPE(result) == IS_OBJECT && isAwaitable(&result)) {
        awaitResult(&result);
    } else {
        taken(&result);
    }
}

void Pipeline::follow(Task& task) {
    task.setMain();
    awaited_.adopt(task.object());
    isTask_ = true;
    state_ = State::OnFuture;
    task.addWaiter(*this);
}

static Site siteOfGenerator(zend_object* object) {
    auto* generator = reinterpret_cast<zend_generator*>(object);
    if (!generator->execute_data) {
        return {};
    }
    const zend_op_array& code = generator->execute_data->func->op_array;
    return {code.filename, code.line_start};
}

// Takes over the result.
void Pipeline::awaitResult(zval* result) {
    if (Z_OBJCE_P(result) == zend_ce_generator) {
        follow(Task::startGenerator(openScope(), Z_OBJ_P(result), siteOfGenerator(Z_OBJ_P(result))));
        return;
    }
    zend_object* future = awaitableFrom(result);
    zval_ptr_dtor(result);
    if (!future) {
        return;
    }
    awaited_.adopt(future);
    isTask_ = false;
    if (Future::from(future).isSettled()) {
        takeAwaited();
        return;
    }
    openScope(); // its cancellation ends the wait
    state_ = State::OnFuture;
    Future::from(future).addWaiter(*this);
}

void Pipeline::takeAwaited() {
    zend_object* object = awaited_.release();
    Future& future = Future::from(object);
    state_ = State::Running;
    zend_refcounted* kept = isTask_ && scope_ ? static_cast<Task&>(future).context() : nullptr;
    if (kept && GC_TYPE(kept) == IS_OBJECT) { // what a step keeps by Aha\context() is there for the next ones
        scope_->setContext(inheritedContext(kept));
    }
    if (future.state() == Future::State::Rejected) {
        zend_object* exception = future.exception();
        GC_ADDREF(exception);
        future.markObserved();
        OBJ_RELEASE(object);
        failed(exception);
        return;
    }
    zval value;
    ZVAL_COPY(&value, future.result());
    OBJ_RELEASE(object);
    taken(&value);
}

// What the value of the step at index_ means. Takes over the value.
void Pipeline::taken(zval* value) {
    zval plain;
    ZVAL_COPY_DEREF(&plain, value);
    zval_ptr_dtor(value);
    RequestStep& step = *(*stepsOf(stage_))[index_];
    switch (step.take(dispatcher(), &plain)) {
    case Next::Go:
        if (hookChain_.isActive()) {
            followHooks(hookChain_.returned(mvc::HookReply::Declined, hookAnswer()));
        } else {
            ++index_;
        }
        break;
    case Next::Respond:
        if (!value_.isSet()) {
            value_.copyFrom(&plain);
        }
        if (stage_ == Stage::RequestFilters) {
            enterStage(Stage::PostFilters);
        } else {
            enterStage(Stage::Answer);
        }
        closeScope();
        break;
    case Next::Wait: followHooks(hookChain_.returned(mvc::HookReply::Later, hookAnswer())); break;
    case Next::Stop: stopChain(); break;
    case Next::Failed: break;
    }
    zval_ptr_dtor(&plain);
}

} // namespace aha::php
