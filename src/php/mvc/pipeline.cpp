// The stages of a request: what comes after what, and what becomes of an error. How a step is called is in
// pipeline_call.cpp, how it is waited for in pipeline_run.cpp.
#include "php/mvc/pipeline.h"

#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/filter.h"
#include "php/mvc/request_future.h"

namespace aha::php {

static const StepList kNoSteps;

bool Pipeline::start(Ref<RequestPlan> plan, Ref<HookLists> hooks, bool throws) {
    Runtime& runtime = Runtime::get();
    started_ = true;
    throws_ = throws;
    plan_ = std::move(plan);
    hooks_ = std::move(hooks);
    outer_ = runtime.current();
    if (hooks_->of(mvc::HookPhase::PreRouter).empty()) {
        stage_ = Stage::Route;
    } else {
        enterStage(Stage::PreRouter);
    }
    inStart_ = true;
    drive();
    inStart_ = false;
    bool fails = EG(exception) != nullptr;
    if (state_ != State::Over) {
        goAsync();
    }
    outer_ = {};
    return !fails;
}

const StepList* Pipeline::stepsOf(Stage stage) {
    switch (stage) {
    case Stage::PreRouter: return &hooks_->of(mvc::HookPhase::PreRouter);
    case Stage::Route: return &plan_->routing;
    case Stage::PostRouter: return &hooks_->of(mvc::HookPhase::PostRouter);
    case Stage::RequestFilters: return steps_ ? &steps_->requestFilters : &kNoSteps;
    case Stage::PreDispatch: return &hooks_->of(mvc::HookPhase::PreDispatch);
    case Stage::Action: return calls_;
    case Stage::PostFilters: return steps_ ? &steps_->postFilters : &kNoSteps;
    case Stage::Errors: return steps_ ? &steps_->errorHandlers : &kNoSteps;
    case Stage::PostDispatch: return actionCalled_ ? &hooks_->of(mvc::HookPhase::PostDispatch) : &kNoSteps;
    case Stage::Terminators: return steps_ ? &steps_->terminators : &kNoSteps;
    case Stage::Answer:
    case Stage::AwaitEnd:
    case Stage::Over: break;
    }
    return &kNoSteps;
}

void Pipeline::stepOn() {
    if (UNEXPECTED(hookChain_.isWaiting())) {
        followHooks(hookChain_.woken(hookAnswer()));
        return;
    }
    const StepList& steps = *stepsOf(stage_);
    if (index_ < steps.size() && !(stage_ == Stage::Route && target_)) {
        callStep(*steps[index_]);
    } else {
        endStage();
    }
}

void Pipeline::enterStage(Stage stage) {
    stage_ = stage;
    index_ = 0;
    if (hookData_.isSet()) {
        hookData_.reset();
    }
    switch (stage) {
    case Stage::PreRouter: enterHooks(mvc::HookPhase::PreRouter); break;
    case Stage::PostRouter: enterHooks(mvc::HookPhase::PostRouter); break;
    case Stage::PreDispatch: enterHooks(mvc::HookPhase::PreDispatch); break;
    case Stage::PostDispatch: enterHooks(mvc::HookPhase::PostDispatch); break;
    default: hookChain_.leave();
    }
}

void Pipeline::enterHooks(mvc::HookPhase phase) {
    const auto count = static_cast<std::uint32_t>(stepsOf(stage_)->size());
    index_ = hookChain_.enter(phase, count) == mvc::HookChain::Turn::Call ? 0 : count;
}

mvc::HookAnswer Pipeline::hookAnswer() {
    if (!job()) {
        return mvc::HookAnswer::Unknown;
    }
    return isAnswered() ? mvc::HookAnswer::Given : mvc::HookAnswer::None;
}

// Does what the filters of this stage have come to.
void Pipeline::followHooks(mvc::HookChain::Turn turn) {
    switch (turn) {
    case mvc::HookChain::Turn::Call:
    case mvc::HookChain::Turn::Done: index_ = hookChain_.next(); break;
    case mvc::HookChain::Turn::Await: waitPassively(); break;
    case mvc::HookChain::Turn::Stop: stopChain(); break;
    case mvc::HookChain::Turn::Refuse:
        failed(makeException(exceptions.state, "A filter has neither called its continuation nor answered"));
        break;
    }
}

void Pipeline::endStage() {
    switch (stage_) {
    case Stage::Route:
        if (!target_) {
            throwException(exceptions.state, "No step of the routing has found a target or refused");
            return;
        }
        findTargetSteps();
        quick_ = hooks_->isEmpty() && (!steps_ || steps_->isEmpty());
        if (quick_) { // nothing but the action: the stages that have nothing to do are not gone through
            beginAction();
        } else {
            enterStage(Stage::PostRouter);
        }
        return;
    case Stage::PreDispatch: beginAction(); return;
    case Stage::Action:
        action_.reset();
        if (quick_ && !scope_) {
            answer();
            return;
        }
        enterStage(Stage::PostFilters);
        closeScope();
        return;
    case Stage::PostFilters:
        enterStage(Stage::Answer);
        closeScope();
        return;
    case Stage::Answer: answer(); return;
    case Stage::Errors: // the last of the handlers answers without a call
        value_.isSet() ? enterStage(Stage::Answer) : unhandled();
        return;
    case Stage::AwaitEnd: awaitEnd(); return;
    case Stage::Terminators: finish(); return;
    case Stage::PreRouter: enterStage(Stage::Route); return;
    case Stage::PostRouter: enterStage(Stage::RequestFilters); return;
    case Stage::RequestFilters: enterStage(Stage::PreDispatch); return;
    case Stage::PostDispatch: enterStage(Stage::Terminators); return;
    case Stage::Over: return;
    }
}

void Pipeline::beginAction() {
    calls_ = target_->calls();
    if (calls_) {
        actionCalled_ = true;
        enterStage(Stage::Action);
    }
}

void Pipeline::findTargetSteps() {
    if (stepsFound_ || !plan_->middleware) {
        return;
    }
    stepsFound_ = true;
    steps_ = target_ && target_->steps ? target_->steps : &plan_->middleware->stepsOf(dispatcher(), target_);
}

bool Pipeline::isAnswered() { return !job() || job()->isEnded() || job()->isAborted(); }

Answerer Pipeline::answerer() const {
    return actionCalled_ ? Answerer{"The action", target_->name()} : Answerer{"A filter or middleware"};
}

void Pipeline::answer() {
    enterStage(Stage::AwaitEnd);
    if (!value_.isSet() || Z_TYPE_P(value_.get()) == IS_NULL) {
        return;
    }
    bool sent = job() ? job()->respondWith(value_.get(), answerer()) : reply(value_.get());
    if (sent) {
        value_.reset();
        awaitEnd();
    } else {
        stage_ = Stage::Answer; // for failed()
    }
}

void Pipeline::awaitEnd() {
    if (isAnswered()) {
        enterStage(Stage::PostDispatch);
        afterResponse();
    } else {
        waitPassively();
    }
}

// At the end of the server what still runs is cancelled, which is no error.
static void report(zend_object* exception, const char* where) {
    if (!isCancellation(exception)) {
        reportUnhandled(exception, where);
    }
    OBJ_RELEASE(exception);
}

// What a handler throws takes the place of what it was asked about, as in a catch block: those behind it are
// asked about that, and it is logged once, with what came before. That it was cancelled says nothing new.
void Pipeline::failedInHandler(zend_object* exception) {
    if (!failure_ || isCancellation(exception) || exception == failure_.get()) {
        OBJ_RELEASE(exception);
        return;
    }
    zend_object* before = failure_.release();
    if (isCausedBy(exception, before)) {
        OBJ_RELEASE(before);
    } else {
        zend_exception_set_previous(exception, before);
    }
    failure_.adopt(exception);
}

// What failed, wherever: its handlers are asked once, then the default answer is given. What comes after that
// is only reported.
void Pipeline::failed(zend_object* exception) {
    switch (stage_) {
    case Stage::Errors:
        failedInHandler(exception);
        ++index_;
        return;
    case Stage::PostDispatch: // as in the other phases, the chain ends
        report(exception, "a postDispatch filter");
        enterStage(Stage::Terminators);
        return;
    case Stage::Terminators:
        report(exception, "a request terminator");
        ++index_;
        return;
    default: break;
    }
    action_.reset();
    value_.reset();
    failure_.adopt(exception);
    bool quiet = job() && (job()->isEnded() || (job()->isAborted() && isCancellation(exception)));
    enterStage(Stage::Errors);
    findTargetSteps();
    if (hasFailed_ || quiet) { // asked once
        index_ = static_cast<std::uint32_t>(stepsOf(Stage::Errors)->size());
    }
    hasFailed_ = true;
    if (scope_) {
        Ref<Scope> scope = scope_;
        scope->cancel("The request has failed", exception);
        closeScope();
    }
}

void Pipeline::unhandled() {
    enterStage(Stage::AwaitEnd);
    zend_object* exception = failure_.release();
    if (throws_ && inStart_) {
        thrown_ = true;
        waitPassively(); // whoever has called dispatch() answers
        throwObject(exception);
    } else if (HttpJob* http = job()) {
        failure_.set(exception);
        http->fail(exception);
    } else {
        failure_.adopt(exception);
        replyError(exception);
    }
}

// The rest is nobody's who waits: it runs in the background, after what was answered has left.
void Pipeline::afterResponse() {
    findTargetSteps(); // a filter may have answered before there was a target
    if (future_) {
        RequestFuture* future = std::exchange(future_, nullptr);
        zend_object* object = future->object();
        future->end();
        OBJ_RELEASE(object);
    }
    const bool isOver = stepsOf(Stage::PostDispatch)->empty() && stepsOf(Stage::Terminators)->empty();
    if (!isOver) {
        keepContext();
    }
    parent_.reset();
    if (Ref<Scope> scope = std::move(scope_)) {
        scope_.reset();
        scope->setOwner(nullptr);
        scope->seal();
    }
    if (isOver) {
        finish();
        return;
    }
    parent_ = Ref<Scope>(Runtime::get().background());
    keeps_ = true;
    enqueueSelf(); // a turn of its own
}

void Pipeline::finish() {
    stage_ = Stage::Over;
    state_ = State::Over;
    if (Ref<Scope> scope = std::move(scope_)) {
        scope_.reset();
        scope->setOwner(nullptr);
        scope->seal();
    }
    parent_.reset();
    value_.reset();
    hookData_.reset();
    action_.reset();
    failure_.reset();
    context_.reset();
}

} // namespace aha::php
