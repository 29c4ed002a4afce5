#include "php/mvc/request_steps.h"

namespace aha::php {

bool StepCallable::set(zval* callable) {
    zend_fcall_info_cache cache;
    if (!zend_is_callable_ex(callable, nullptr, 0, nullptr, &cache, nullptr)) {
        return false;
    }
    callable_.set(callable);
    function_ = nullptr;
    // __call() makes its function anew for each call.
    if (!(cache.function_handler->common.fn_flags & ZEND_ACC_CALL_VIA_TRAMPOLINE)) {
        function_ = cache.function_handler;
        object_ = cache.object;
        calledScope_ = cache.called_scope;
    }
    zend_release_fcall_info_cache(&cache);
    return true;
}

void StepCallable::prepare(Invocation& call) {
    call.function = function_;
    call.object = object_;
    call.calledScope = calledScope_;
    call.callable = callable_.zv();
}

std::string StepCallable::name() {
    zend_string* text = zend_get_callable_name(callable_.zv());
    std::string name(view(text));
    zend_string_release(text);
    if (Z_TYPE_P(callable_.zv()) == IS_OBJECT && Z_OBJCE_P(callable_.zv()) == zend_ce_closure) {
        name = "closure at ";
        appendSite(name, siteOf(callable_.zv()));
    }
    return name;
}

} // namespace aha::php
