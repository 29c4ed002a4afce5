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
    // False: a parameter is no number, where the function takes one: RouterException was thrown.
    bool check(Dispatcher& request, const RouteDeclaration& route) const;
    void add(Dispatcher& request, Invocation& call) const;
    enum class Number : std::uint8_t { Any, Int, Float }; // what the type of a parameter asks of a text

private:
    struct Argument {
        enum class Kind : std::uint8_t { Dispatcher, Request, Response, Parameter };
        Kind kind;
        zend_string* key = nullptr; // of a parameter; the declaration has it
        Number number = Number::Any;
    };
    struct Chooser;
    std::vector<Argument> arguments_;
    bool checks_ = false;
};

// A route to a callable. One for the worker; owned by the plan.
class CallableTarget final : public RequestTarget {
public:
    CallableTarget(std::string name, Ref<RouteDeclaration> route);
    bool prepare(); // false: EG(exception) is set
    const StepList* calls() override { return &calls_; }
    bool takesParams(Dispatcher& request) override { return arguments_.check(request, *route_); }
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

    bool takesParams(Dispatcher& request) override;

protected:
    bool addArguments(Dispatcher& request, zend_function& method, Invocation& call) override;
    bool takesAnyClass() const override { return true; }

private:
    bool plan(zend_function& method);

    Ref<RouteDeclaration> route_; // null: of a router of the user's own
    RouteArguments arguments_;
    bool planned_ = false;
};

// The target of a declaration; null: EG(exception) is set.
std::unique_ptr<RequestTarget> makeRouteTarget(Ref<RouteDeclaration> route);

} // namespace aha::php
