#pragma once

#include "php/mvc/request_steps.h"
#include "php/mvc/route_index.h"
#include "php/mvc/route_target.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace aha::php {

class Bootstrap;

// The declared routes and URL rules in the plan of an application: finds the target of a request, rewrites
// its path for the convention, or refuses it. A part of the plan.
class RouteStep final : public RequestStep, public RequestPlan::Part {
public:
    explicit RouteStep(Ref<RouteIndex> index);
    bool makeTargets(); // false: EG(exception) is set

    Prepared prepare(Dispatcher& request, Invocation& call) override;
    Next take(Dispatcher&, zval*) override { return Next::Go; }
    void visit(Gc& gc) override;

private:
    // Answers OPTIONS where no route does: what there is to say is in the head already.
    struct OptionsTarget final : RequestTarget, RequestStep {
        OptionsTarget() : RequestTarget("OPTIONS"), calls_{this} {}
        const StepList* calls() override { return &calls_; }
        void visit(Gc&) override {}
        Prepared prepare(Dispatcher& request, Invocation& call) override;
        Next take(Dispatcher&, zval*) override { return Next::Go; }

    private:
        StepList calls_;
    };
    Prepared accept(Dispatcher& request);
    bool rewrite(Dispatcher& request);

    Ref<RouteIndex> index_;
    RouteLookup lookup_;                                  // of the request that is being routed
    std::vector<std::unique_ptr<RequestTarget>> targets_; // of the routes, by their numbers
    OptionsTarget options_;
};

// A router of the user's own: see Aha\Mvc\RouterInterface. A part of the plan.
class RouterStep final : public RequestStep, public RequestPlan::Part {
public:
    // The object comes from the container. Null: EG(exception) is set.
    static std::unique_ptr<RouterStep> make(Bootstrap& bootstrap, zval* router);

    Prepared prepare(Dispatcher& request, Invocation& call) override;
    Next take(Dispatcher& request, zval* value) override;
    void visit(Gc& gc) override;

private:
    static constexpr std::size_t kMaxHandlers = 10'000; // different ones, each is kept
    using Targets = std::unordered_map<std::string, std::unique_ptr<RequestTarget>>;
    using Known = Targets::value_type;
    Known* remember(zval* handler);
    Next lead(Dispatcher& request, zval* handler);

    Value router_;
    zend_function* route_ = nullptr;
    Targets targets_;
};

} // namespace aha::php
