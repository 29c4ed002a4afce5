#include "php/value.h"

namespace aha::php {

void Callable::call(zval* result, std::uint32_t argc, zval* argv) {
    ZVAL_UNDEF(result);
    zval* callable = callable_.get();
    if (Z_TYPE_P(callable) == IS_OBJECT && Z_OBJCE_P(callable) == zend_ce_closure) {
        zend_object* closure = Z_OBJ_P(callable);
        zend_class_entry* scope = nullptr;
        zend_function* function = nullptr;
        zend_object* object = nullptr;
        if (closure->handlers->get_closure(closure, &scope, &function, &object, false) == SUCCESS) {
            zend_call_known_function(function, object, scope, result, argc, argv, nullptr);
            return;
        }
    }
    zend_fcall_info info = {};
    info.size = sizeof info;
    ZVAL_COPY_VALUE(&info.function_name, callable);
    info.retval = result;
    info.param_count = argc;
    info.params = argv;
    zend_call_function(&info, nullptr);
}

Site callerSite() {
    zend_execute_data* frame = EG(current_execute_data);
    while (frame && (!frame->func || !ZEND_USER_CODE(frame->func->type))) {
        frame = frame->prev_execute_data;
    }
    if (!frame) {
        return {};
    }
    return {frame->func->op_array.filename, frame->opline ? frame->opline->lineno : 0};
}

void appendSite(std::string& out, Site site) {
    if (site.file) {
        out.append(view(site.file)).append(":").append(std::to_string(site.line));
    } else {
        out.append("?");
    }
}

} // namespace aha::php
