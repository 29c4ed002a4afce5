#include "php/client/client_trace.h"

#include "core/net/loop.h"
#include "php/options.h"
#include "php/process/steps.h"
#include "php/runtime.h"

#include <sys/time.h>

namespace aha::php {

ClientTrace::ClientTrace(std::string name, Fields fields)
    : name_(std::move(name)), fields_(std::move(fields)), startNs_(net::Loop::nowNs()) {
    static thread_local std::uint64_t lastId; // of all clients: a program may have one hook for them
    id_ = ++lastId;
    timeval now{};
    gettimeofday(&now, nullptr);
    startedAt_ = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_usec) / 1e6;
}

void ClientTrace::fill(zval* details) const {
    array_init_size(details, 8);
    add_assoc_long(details, "id", static_cast<zend_long>(id_));
    add_assoc_stringl(details, "name", name_.data(), name_.size());
    for (const auto& [key, text] : fields_) {
        add_assoc_stringl(details, key, text.data(), text.size());
    }
    add_assoc_double(details, "time", startedAt_);
}

void ClientTrace::call(Callable& hook, const char* event, zval* details) {
    zval arguments[2];
    ZVAL_STRING(&arguments[0], event);
    ZVAL_COPY_VALUE(&arguments[1], details);
    startInBackground(Runtime::get(), hook, 2, arguments, "the trace hook of a client");
    zval_ptr_dtor(&arguments[0]);
    zval_ptr_dtor(&arguments[1]);
}

void ClientTrace::start(Callable& hook) {
    zval details;
    fill(&details);
    call(hook, "start", &details);
}

void ClientTrace::end(Callable& hook, int status, zend_object* error) {
    zval details;
    fill(&details);
    add_assoc_double(&details, "seconds", static_cast<double>(net::Loop::nowNs() - startNs_) / 1e9);
    if (status != kNoStatus) {
        add_assoc_long(&details, "status", status);
    }
    if (error) {
        zval zv;
        ZVAL_OBJ_COPY(&zv, error);
        add_assoc_zval(&details, "error", &zv);
    }
    call(hook, error ? "error" : "end", &details);
}

bool readTraceHook(OptionReader& reader, Callable& hook) {
    zval* given = reader.any("on_trace");
    if (!given || Z_TYPE_P(given) == IS_NULL) {
        return true;
    }
    if (!zend_is_callable(given, 0, nullptr)) {
        reader.refuse("on_trace", "function (string $event, array $call): void", given);
        return false;
    }
    hook.set(given);
    return true;
}

bool setTraceHook(Callable& hook, zend_execute_data* execute_data) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC_OR_NULL(info, cache)
    ZEND_PARSE_PARAMETERS_END_EX(return false);
    if (info.size) {
        hook.set(&info.function_name);
    } else {
        hook.reset();
    }
    return true;
}

} // namespace aha::php
