#pragma once

#include "php/mvc/group_definitions.h"
#include "php/mvc/request_steps.h"

#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace aha::php {

class Bootstrap;

// The interfaces of middleware; written in MINIT only.
struct MiddlewareClasses {
    zend_class_entry *filter, *postFilter, *terminator, *perRequest, *handler;
};
extern MiddlewareClasses middlewareClasses;

// A class, an object or a closure that a group has, and what it does in a request. One for the worker; of a
// PerRequest class each request has an object of its own, in its Dispatcher.
class MiddlewareMember {
public:
    // False: EG(exception): there is no such class, or it implements nothing of what it is for.
    bool resolve(zval* given, const std::string& group, bool isHandler);
    bool make(Bootstrap& bootstrap, const std::string& group); // the worker's object; false: EG(exception)
    // Of a request; borrowed. Null: EG(exception).
    zend_object* objectFor(Dispatcher& request);
    bool isClosure() const { return closure_.isSet(); }
    void prepareClosure(Invocation& call) { closure_.prepare(call); }
    zend_function* handleMethod() const; // of a handler; null of a closure
    void visit(Gc& gc);

    // Null where it has no part in it.
    std::unique_ptr<RequestStep> filter, postFilter, terminator, handler;

private:
    void addSteps();

    zend_class_entry* ce_ = nullptr;
    Value object_; // undefined: made for each request
    StepCallable closure_;
    bool isPerRequest_ = false;
};

// Everything of middleware and exception handlers that a plan has; one of its parts.
class MiddlewarePart final : public RequestPlan::Part {
public:
    ~MiddlewarePart() override;
    void visit(Gc& gc) override;

    bool addTypes(GroupDefinitions& definitions);
    bool makeMembers(Bootstrap& bootstrap); // false: EG(exception)
    // What applies to a route; kept.
    const TargetSteps& stepsOf(std::string_view route);

    GroupDefinitions configured, configuredHandlers;
    GroupSet middleware, handlers;

private:
    struct TypeHandler {
        zend_string* type; // owned
        std::uint32_t member;
        std::unique_ptr<RequestStep> step;
    };
    bool makeTypeSteps();
    std::unique_ptr<TargetSteps> combine(std::uint32_t rule, std::uint32_t handlerRule);

    std::vector<std::unique_ptr<MiddlewareMember>> members_;        // as numbered in `middleware`
    std::vector<std::unique_ptr<MiddlewareMember>> handlerMembers_; // as numbered in `handlers`
    std::vector<TypeHandler> types_;
    std::unique_ptr<RequestStep> last_; // the handlers that are built in
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::unique_ptr<TargetSteps>> known_; // by rules
};

// Gives requests what is in the part; both belong to the same plan.
class MiddlewareSource final : public TargetStepsSource {
public:
    explicit MiddlewareSource(MiddlewarePart& part) : part_(part) {}
    const TargetSteps& stepsOf(Dispatcher& request, RequestTarget* target) override;

private:
    MiddlewarePart& part_;
};

// A step of an exception handler for a type only; null for all.
std::unique_ptr<RequestStep> makeHandlerStep(MiddlewareMember& member, zend_class_entry* type);
// RedirectException, BusinessException, debug mode; leaves the rest to the server.
std::unique_ptr<RequestStep> makeLastHandlerStep();

} // namespace aha::php
