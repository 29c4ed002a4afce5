#include "php/value.h"

#include <charconv>

namespace aha::php {

void Callable::call(zval* callable, zval* result, std::uint32_t argc, zval* argv) {
    ZVAL_UNDEF(result);
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

Site siteOf(zval* callable) {
    zend_fcall_info_cache cache;
    if (!zend_is_callable_ex(callable, nullptr, IS_CALLABLE_SUPPRESS_DEPRECATIONS, nullptr, &cache,
                             nullptr)) {
        return {};
    }
    Site site;
    if (ZEND_USER_CODE(cache.function_handler->type)) {
        site = {cache.function_handler->op_array.filename, cache.function_handler->op_array.line_start};
    }
    zend_release_fcall_info_cache(&cache);
    return site;
}

void appendSite(std::string& out, Site site) {
    if (site.file) {
        char line[12];
        const auto end = std::to_chars(line, line + sizeof line, site.line).ptr;
        const std::string_view file = view(site.file);
        out.reserve(out.size() + file.size() + sizeof line + 1);
        out.append(file).append(1, ':').append(line, static_cast<std::size_t>(end - line));
    } else {
        out.append("?");
    }
}

zend_string* encodeJson(zval* value, int flags) {
    smart_str text = {};
    int plain = flags & ~static_cast<int>(PHP_JSON_THROW_ON_ERROR);
    zend_result encoded = php_json_encode_ex(&text, value, plain, PHP_JSON_PARSER_DEFAULT_DEPTH);
    // Numbers that JSON does not have are no failure to the encoder.
    const bool isWhole =
        JSON_G(error_code) == PHP_JSON_ERROR_NONE || (flags & PHP_JSON_PARTIAL_OUTPUT_ON_ERROR);
    if (EXPECTED(encoded == SUCCESS && isWhole && !EG(exception))) {
        smart_str_0(&text);
        return smart_str_extract(&text);
    }
    smart_str_free(&text);
    if (EG(exception)) {
        return nullptr;
    }
    // PHP's own function knows the message of the exception, and what a partial output is.
    zval arguments[2], result;
    ZVAL_COPY_VALUE(&arguments[0], value);
    ZVAL_LONG(&arguments[1], flags | PHP_JSON_THROW_ON_ERROR);
    ZVAL_UNDEF(&result);
    auto* function = static_cast<zend_function*>(
        zend_hash_str_find_ptr(CG(function_table), "json_encode", sizeof("json_encode") - 1));
    zend_call_known_function(function, nullptr, nullptr, &result, 2, arguments, nullptr);
    if (Z_TYPE(result) == IS_STRING) {
        return Z_STR(result);
    }
    zval_ptr_dtor(&result);
    return nullptr;
}

} // namespace aha::php
