#pragma once

#include "core/base/ref.h"
#include "core/mvc/hook_order.h"
#include "php/mvc/request_steps.h"

#include <cstdint>
#include <memory>

namespace aha::php {

// A hook of a phase: function (Dispatcher $dispatcher, array $data), which goes on by calling
// $data['callback'], now or later, or by returning AHA_DECLINED. One object for the worker.
class HookStep final : public RequestStep, public RefCounted<HookStep> {
public:
    static void destroy(HookStep* step) noexcept { delete step; }
    StepCallable callable;
    std::uint32_t index = 0; // in its phase

    Prepared prepare(Dispatcher& request, Invocation& call) override;
    Next take(Dispatcher& request, zval* value) override;
};

// The hooks of all phases, in the order of their registration. Never changed once a request may have it: the
// Filter makes a new one for each hook that is added. Owned by the Filter and the requests under way.
class HookLists final : public RefCounted<HookLists> {
public:
    static void destroy(HookLists* lists) noexcept { delete lists; }
    const StepList& of(mvc::HookPhase phase) const { return order_.of(phase); }
    bool isEmpty() const { return steps_.empty(); }
    Ref<HookLists> with(mvc::HookPhase phase, zval* callable) const; // null: it cannot be called
    void visit(Gc& gc);

private:
    mvc::HookOrder<RequestStep> order_;
    std::vector<Ref<HookStep>> steps_;
};

// Native part of Aha\Mvc\Filter.
class Filter {
public:
    void visit(Gc& gc);
    HookLists& hooks();
    bool add(mvc::HookPhase phase, zval* callable); // false: an exception was thrown

private:
    Ref<HookLists> hooks_;
};

} // namespace aha::php
