#include "php/timers.h"

#include "php/runtime.h"

#include "php_stubs/Timer_arginfo.h"

namespace aha::php {

Timers::~Timers() { AHA_ASSERT(entries_.empty()); }

zend_long Timers::add(std::uint64_t ms, bool repeat, zval* callable, std::uint32_t argc, zval* argv,
                      Site site) {
    auto entry = std::make_unique<Entry>();
    entry->timers = this;
    entry->id = ++lastId_;
    entry->periodMs = repeat ? ms : 0;
    entry->callable.set(callable);
    entry->arguments.resize(argc + 1);
    ZVAL_LONG(entry->arguments[0].get(), entry->id);
    for (std::uint32_t i = 0; i < argc; ++i) {
        entry->arguments[i + 1].copyFrom(&argv[i]);
    }
    entry->file = site.file ? zend_string_copy(site.file) : nullptr;
    entry->line = site.line;
    runtime_.loop().arm(*entry, ms);
    zend_long id = entry->id;
    entries_.emplace(id, std::move(entry));
    return id;
}

bool Timers::clear(zend_long id) {
    auto found = entries_.find(id);
    if (found == entries_.end()) {
        return false;
    }
    std::unique_ptr<Entry> entry = std::move(found->second);
    entries_.erase(found); // before the closure goes: its destructor may call back
    runtime_.loop().cancel(*entry);
    if (entry->file) {
        zend_string_release(entry->file);
    }
    return true;
}

void Timers::clearAll() {
    while (!entries_.empty()) {
        clear(entries_.begin()->first);
    }
}

void Timers::onFire(WheelTimer& timer) {
    auto& entry = static_cast<Entry&>(timer);
    entry.timers->fire(entry);
}

void Timers::fire(Entry& entry) {
    if (entry.periodMs) {
        runtime_.loop().arm(entry, entry.periodMs);
    }
    if (!entry.running || entry.running->isDone()) { // else the last call is not over: this one is skipped
        entry.running = Scope::open(&runtime_.background(), nullptr);
        Task& task = Task::startCallable(
            *entry.running, entry.callable.zv(), static_cast<std::uint32_t>(entry.arguments.size()),
            reinterpret_cast<zval*>(entry.arguments.data()), {entry.file, entry.line});
        OBJ_RELEASE(task.object());
        entry.running->seal();
    }
    if (!entry.periodMs) {
        clear(entry.id); // the task holds its own reference to the closure
    }
}

void registerTimer() {
    zend_class_entry* ce = register_class_Aha_Timer();
    ce->create_object = nullptr;
}

void addTimer(INTERNAL_FUNCTION_PARAMETERS, bool repeat) {
    zend_long ms;
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    zval* arguments;
    std::uint32_t count;
    ZEND_PARSE_PARAMETERS_START(2, -1)
    Z_PARAM_LONG(ms)
    Z_PARAM_FUNC(info, cache)
    Z_PARAM_VARIADIC('*', arguments, count)
    ZEND_PARSE_PARAMETERS_END();
    if (ms < 1) {
        zend_argument_value_error(1, "must be at least 1 (milliseconds)");
        RETURN_THROWS();
    }
    RETURN_LONG(Runtime::get().timers().add(static_cast<std::uint64_t>(ms), repeat, &info.function_name,
                                            count, arguments, callerSite()));
}

void clearTimer(INTERNAL_FUNCTION_PARAMETERS) {
    zend_long id;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(id)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(Runtime::get().timers().clear(id));
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Timer, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }
PHP_METHOD(Aha_Timer, after) { addTimer(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
PHP_METHOD(Aha_Timer, tick) { addTimer(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }

PHP_METHOD(Aha_Timer, clear) { clearTimer(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Timer, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(Runtime::get().timers().count()));
}
