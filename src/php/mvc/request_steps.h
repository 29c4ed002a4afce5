#pragma once

#include "core/base/ref.h"
#include "php/gc.h"
#include "php/value.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace aha::php {

class Convention;
class Dispatcher;

// One call of user code that a step wants: a resolved function, or any callable. What it points to is
// borrowed from the step or the request; the arguments are owned, and released by the pipeline after the
// call.
struct Invocation {
    static constexpr std::uint32_t kMaxArguments = 16;
    zend_function* function = nullptr;
    zend_object* object = nullptr;           // of a method, or what a closure is bound to
    zend_class_entry* calledScope = nullptr; // of a method
    zval* callable = nullptr;                // in place of a function; always set for closures
    std::uint32_t count = 0;
    zval arguments[kMaxArguments];

    void setMethod(zend_object* instance, zend_function* method) {
        function = method;
        object = instance;
        calledScope = instance->ce;
    }
    void add(zval* value) { ZVAL_COPY_DEREF(&arguments[count++], value); }
    void add(zend_object* value) { ZVAL_OBJ_COPY(&arguments[count++], value); }
};

// A callable that a step keeps. Its function is looked up once, where it cannot change: a request costs no
// look-up. Owned by the step; its owner reports it in visit().
class StepCallable {
public:
    // False: it cannot be called, nothing was thrown.
    bool set(zval* callable);
    void prepare(Invocation& call);
    bool isSet() const { return callable_.isSet(); }
    zval* zv() { return callable_.zv(); }
    std::string name(); // for messages: "Class::method", "closure at file:line"
    void visit(Gc& gc) { gc.add(callable_); }

private:
    Callable callable_;
    zend_function* function_ = nullptr; // null: resolved at each call
    zend_object* object_ = nullptr;
    zend_class_entry* calledScope_ = nullptr;
};

// What a step wants before it is called.
enum class Prepared : std::uint8_t {
    Call,   // the invocation is filled in
    Skip,   // nothing to call: done (all of it was native)
    Failed, // EG(exception) is set
};

// What the value of a step means.
enum class Next : std::uint8_t {
    Go,      // on to the next step
    Respond, // the value is the response (in the list of exception handlers, too): what is left before the
             // post filters is skipped
    Wait,    // somebody calls Pipeline::resume() later (a filter's continuation)
    Stop,    // no action and no response of ours: what was to be said has been said
    Failed,  // EG(exception) is set
};

// One step of a request: a hook, a route look-up, a middleware, an action. There is one object for the whole
// worker, so it holds no state of a request. Called by the pipeline, inside PHP: a function that calls into
// the engine keeps no local with a destructor meanwhile (the engine may jump).
class RequestStep {
public:
    virtual ~RequestStep() = default;
    virtual Prepared prepare(Dispatcher& request, Invocation& call) = 0;
    // `value` is borrowed, and no reference: of a generator or an awaitable it is what came of it.
    virtual Next take(Dispatcher& request, zval* value) = 0;
    virtual void visit(Gc&) {} // the PHP values it holds
};

using StepList = std::vector<RequestStep*>; // borrowed from whoever makes them: see RequestPlan

// What applies to a target: found once for each target, see RequestPlan::listsOf().
struct TargetSteps {
    StepList requestFilters; // null = go on, other values are the response
    StepList postFilters;    // see Dispatcher::responseValue()
    StepList errorHandlers;  // Dispatcher::failure() is what was thrown; non-null = the response
    StepList terminators;    // each runs, whatever the others throw
    bool isEmpty() const { return requestFilters.empty() && postFilters.empty() && terminators.empty(); }
};

// Where a route leads to: an action class, a handler. One for the worker, made when the application is run.
class RequestTarget {
public:
    virtual ~RequestTarget() = default;
    // What patterns of middleware match: of an action its path, "Demo/Client/Http", else that of its route.
    const std::string& name() const { return name_; }
    // The calls that make the response, in order; the last non-null value that a step leaves with
    // Dispatcher::setResponseValue() is the response. May load the class. Null: EG(exception) is set.
    virtual const StepList* calls() = 0;
    // Whether what the path has brought is of the types that the function takes: text is no int, and then
    // there is no such path. May load the class. False: EG(exception) is set.
    virtual bool takesParams(Dispatcher&) { return true; }
    virtual void visit(Gc&) {}

    const TargetSteps* steps = nullptr; // of the middleware's owner, which sets it at the first request

protected:
    explicit RequestTarget(std::string name) : name_(std::move(name)) {}

private:
    std::string name_;
};

// Finds what applies to a target. One for the application; made by the middleware.
class TargetStepsSource {
public:
    virtual ~TargetStepsSource() = default;
    // `target` is null when there is none (404, an error before routing). The result lives as long as the
    // plan. Asked once a request at most; keeps what it found in target->steps.
    virtual const TargetSteps& stepsOf(Dispatcher& request, RequestTarget* target) = 0;
};

// All that an application has to do for its requests, as it was when it was run: running it again (a reload
// in one process) makes a new one, and requests under way keep theirs. Owned by Bootstrap and those requests.
class RequestPlan final : public RefCounted<RequestPlan> {
public:
    static void destroy(RequestPlan* plan) noexcept { delete plan; }

    // In order, until one has called Dispatcher::setTarget(); the convention is the last.
    StepList routing;
    Convention* convention = nullptr;              // one of the parts
    std::unique_ptr<TargetStepsSource> middleware; // null: no middleware
    // What the lists borrow: steps, tables, targets.
    struct Part {
        virtual ~Part() = default;
        virtual void visit(Gc&) {}
    };
    std::vector<std::unique_ptr<Part>> parts;
    bool fiber = false; // each user function runs in a fiber of its own

    void visit(Gc& gc) {
        for (auto& part : parts) {
            part->visit(gc);
        }
    }
};

} // namespace aha::php
