#pragma once

#include "core/base/timer_wheel.h"
#include "php/scope.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace aha::php {

class Runtime;

// The callback timers of Aha\Timer. Each call runs as a task in a scope of its own below the background
// scope. Owned by the Runtime; clearing a timer does not stop a call that is under way.
class Timers {
public:
    explicit Timers(Runtime& runtime) : runtime_(runtime) {}
    ~Timers();

    zend_long add(std::uint64_t ms, bool repeat, zval* callable, std::uint32_t argc, zval* argv, Site site);
    bool clear(zend_long id);
    void clearAll();
    std::size_t count() const { return entries_.size(); }

private:
    static void onFire(WheelTimer& timer);
    struct Entry final : WheelTimer {
        Entry() : WheelTimer(onFire) {}
        Timers* timers = nullptr;
        zend_long id = 0;
        std::uint64_t periodMs = 0; // 0: once
        Callable callable;
        std::vector<Value> arguments;
        Ref<Scope> running; // of the last call
        zend_string* file = nullptr;
        std::uint32_t line = 0;
    };
    void fire(Entry& entry);

    Runtime& runtime_;
    std::unordered_map<zend_long, std::unique_ptr<Entry>> entries_;
    zend_long lastId_ = 0;
};

// Aha\Timer's methods, which servers have as well.
void addTimer(INTERNAL_FUNCTION_PARAMETERS, bool repeat);
void clearTimer(INTERNAL_FUNCTION_PARAMETERS);

} // namespace aha::php
