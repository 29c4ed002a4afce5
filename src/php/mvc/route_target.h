#pragma once

#include "php/mvc/action.h"
#include "php/mvc/request_steps.h"
#include "php/mvc/route_index.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::php {

// What a handler's function is called with, found once: the objects of the request by their types, the
// parameters of the route by name, what is left of them in order.
class RouteArguments {
public:
    // False: `problem` says which parameter of the function nothing fits.
    bool plan(zend_function* function, RouteDeclaration& route, std::string& problem);
    void add(Dispatcher& request, Invocation& call) const;

private:
    struct Argument {
        enum class Kind : std::uint8_t { Dispatcher, Request, Response, Parameter };
        Kind kind;
        zend_string* key = nullptr; // of a parameter; the declaration has it
    };
    struct Chooser;
    std::vector<Argument> arguments_;
};

// A route to a callable. One for the worker; owned by the plan.
class CallableTarget final : public RequestTarget {
public:
    CallableTarget(std::string name, Ref<RouteDeclaration> route);
    bool prepare(); // false: EG(exception) is set
    const StepList* calls() override { return &calls_; }
    void visit(Gc& gc) override { call_.callable.visit(gc); }

private:
    struct Call final : RequestStep {
        explicit Call(CallableTarget& owner) : target(owner) {}
        Prepared prepare(Dispatcher& request, Invocation& call) override;
        Next take(Dispatcher& request, zval* value) override;
        CallableTarget& target;
        StepCallable callable;
    };
    Ref<RouteDeclaration> route_;
    RouteArguments arguments_;
    Call call_;
    StepList calls_;
};

// A route to a method of a class, which is loaded at the first request for it.
class RouteActionTarget final : public ActionTarget {
public:
    RouteActionTarget(std::string name, std::string className, std::string method,
                      Ref<RouteDeclaration> route);

protected:
    bool addArguments(Dispatcher& request, zend_function& method, Invocation& call) override;
    bool takesAnyClass() const override { return true; }

private:
    Ref<RouteDeclaration> route_; // null: of a router of the user's own
    RouteArguments arguments_;
    bool planned_ = false;
};

// The target of a declaration; null: EG(exception) is set.
std::unique_ptr<RequestTarget> makeRouteTarget(Ref<RouteDeclaration> route);

} // namespace aha::php
