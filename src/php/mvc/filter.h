#pragma once

#include "core/base/ref.h"
#include "php/mvc/request_steps.h"

#include <array>
#include <cstdint>
#include <memory>

namespace aha::php {

// The phases that hooks are registered for.
enum class FilterPhase : std::uint8_t { PreRouter, PostRouter, PreDispatch, PostDispatch };
inline constexpr std::size_t kFilterPhases = 4;

// A hook of a phase: function (Dispatcher $dispatcher, array $data), which goes on by calling
// $data['callback'], now or later, or by returning AHA_DECLINED. One object for the worker.
class HookStep final : public RequestStep, public RefCounted<HookStep> {
public:
    explicit HookStep(std::uint32_t index) : index_(index) {}
    static void destroy(HookStep* step) noexcept { delete step; }
    StepCallable callable;

    Prepared prepare(Dispatcher& request, Invocation& call) override;
    Next take(Dispatcher& request, zval* value) override;

private:
    std::uint32_t index_;
};

// The hooks of all phases, in the order of their registration. Never changed once a request may have it: the
// Filter makes a new one for each hook that is added. Owned by the Filter and the requests under way.
class HookLists final : public RefCounted<HookLists> {
public:
    static void destroy(HookLists* lists) noexcept { delete lists; }
    const StepList& of(FilterPhase phase) const { return lists_[static_cast<std::size_t>(phase)]; }
    bool isEmpty() const { return steps_.empty(); }
    Ref<HookLists> with(FilterPhase phase, Ref<HookStep> step) const;
    void visit(Gc& gc);

private:
    std::array<StepList, kFilterPhases> lists_;
    std::vector<Ref<HookStep>> steps_;
};

// Native part of Aha\Mvc\Filter.
class Filter {
public:
    void visit(Gc& gc);
    HookLists& hooks();
    bool add(FilterPhase phase, zval* callable); // false: an exception was thrown

private:
    Ref<HookLists> hooks_;
};

} // namespace aha::php
