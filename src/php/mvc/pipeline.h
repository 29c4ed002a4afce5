#pragma once

#include "core/base/ref.h"
#include "core/mvc/hook_chain.h"
#include "php/mvc/request_steps.h"
#include "php/runtime.h"
#include "php/server/http_job.h"

#include <cstdint>

namespace aha::php {

class RequestFuture;
class HookLists;

// Runs the steps of one request, one after the other: plain functions at once, generators and awaitables as
// tasks that it waits for, filters until they go on. It is a part of its Dispatcher, the request's one
// allocation, and holds that object while it has something to do. Runs inside PHP, from a method or from the
// ready queue; answers through the HttpJob, or through the dispatcher where there is none.
class Pipeline : public net::ReadyItem,
                 public Waiter,
                 public ScopeOwner,
                 public ScopeSource,
                 public HttpJobWatcher,
                 public RuntimeGuest {
public:
    enum class Stage : std::uint8_t {
        PreRouter,
        Route,
        PostRouter,
        RequestFilters,
        PreDispatch,
        Action,
        PostFilters,
        Answer,
        Errors,   // something was thrown: its handlers
        AwaitEnd, // until the response is ended
        PostDispatch,
        Terminators,
        Over,
    };

    Pipeline() = default;
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    // From within a method, once. False: EG(exception) is set, which is what the request has failed with
    // and nobody has answered (only with `throws`, and only before anything was waited for).
    bool start(Ref<RequestPlan> plan, Ref<HookLists> hooks, bool throws);
    bool isStarted() const { return started_; }
    Stage stage() const { return stage_; }
    // What settles (with null) when the request is answered. The caller owns the reference.
    zend_object* future();
    void cancel(const char* why);

    // Filters that go on by a call: the ticket of the one that is being called, for its continuation.
    std::uint32_t callHook() { return hookChain_.call(); }
    bool resume(std::uint32_t ticket);           // false: it has gone on already, or its turn is over
    void continuationGone(std::uint32_t ticket); // nobody can resume() by it any more

    // Nobody refers to the dispatcher any more (its dtor_obj handler): ends what still waits.
    void abandoned();

    // HttpJob's, and the bases'.
    void run() override;
    void onSettled(Future& future) override;
    void onScopeDone(Scope& scope) override;
    void onScopeCancelled(Scope& scope) override;
    void onScopeFatal(Scope& scope) override;
    HttpJob* request() override { return job(); }
    Scope& openScope() override;
    void onJobEnded() override;
    void onRuntimeEnd() override;

protected:
    ~Pipeline();
    void visitRun(Gc& gc); // what it holds of PHP's
    virtual Dispatcher& dispatcher() = 0;
    virtual zend_object* self() = 0;
    virtual HttpJob* job() = 0;
    // Where there is no HttpJob. False: EG(exception) is set.
    virtual bool reply(zval* value) = 0;
    virtual bool isResponseOurs() = 0; // no other code refers to the response
    virtual void releaseResponse() = 0;
    virtual void replyError(zend_object* exception) = 0; // logs what is to be logged

    Value value_; // the response, undefined: none yet
    ObjectRef failure_;
    RequestTarget* target_ = nullptr;
    Value action_; // what the calls of the target share
    Value hookData_;
    Ref<RequestPlan> plan_;

private:
    enum class State : std::uint8_t {
        Running,
        Queued, // for a turn of its own
        OnFuture,
        OnScope, // sealed, for its last task
        Passive, // for a continuation, or for the end of the response: held by those who may bring it
        Over,
    };

    static void driveBody(void* self);
    void drive();
    void stepOn();
    const StepList* stepsOf(Stage stage);
    void callStep(RequestStep& step);
    void callInFiber(Invocation& call);
    void awaitResult(zval* result);
    void follow(Task& task);
    void takeAwaited();
    void taken(zval* value);
    void endStage();
    void enterStage(Stage stage);
    void beginAction();
    void findTargetSteps();
    void enterHooks(mvc::HookPhase phase);
    void followHooks(mvc::HookChain::Turn turn);
    mvc::HookAnswer hookAnswer();
    void stopChain();
    void answer();
    Answerer answerer() const;
    void awaitEnd();
    void failed(zend_object* exception);
    void failedInHandler(zend_object* exception);
    void keepContext();
    bool isExitOfCommand();
    void containExit();
    void unhandled();
    void afterResponse();
    void finish();
    void closeScope();
    Scope& openScopeWith(zend_refcounted* context);
    void goAsync();
    void waitPassively();
    void goOn();
    void goOnPassive();
    void wake();
    void enqueueSelf();
    void hold();
    void unhold();
    void breakDown();
    bool isAnswered();
    Scope& outerScope();

    Ref<HookLists> hooks_;
    const TargetSteps* steps_ = nullptr;
    const StepList* calls_ = nullptr;
    Ref<Scope> scope_;
    Ref<Scope> parent_;
    Current outer_; // of start(), until it returns
    ObjectRef awaited_;
    ObjectRef scopeError_;
    Value context_; // what the request has kept by Aha\context(), for what comes after the response
    RequestFuture* future_ = nullptr; // owned as a PHP object
    std::uint32_t index_ = 0;
    mvc::HookChain hookChain_; // in the stages of filters, where it also says what index_ is
    Stage stage_ = Stage::PreRouter;
    State state_ = State::Running;
    bool started_ = false;
    bool throws_ = false;
    bool inStart_ = false;
    bool driving_ = false;
    bool held_ = false;
    bool keeps_ = false;  // holds itself in passive waits, too
    bool thrown_ = false; // by start(): its caller answers
    bool stepsFound_ = false;
    bool hasFailed_ = false;
    bool actionCalled_ = false;
    bool isTask_ = false; // what it waits for: its scope cancels it
    bool cancelled_ = false;
    bool deadlineHit_ = false;
    bool abandoned_ = false;
    bool guest_ = false;
    bool quick_ = false; // no hooks, no middleware
};

} // namespace aha::php
