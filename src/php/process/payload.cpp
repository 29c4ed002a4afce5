#include "php/process/payload.h"

#include "php/enter.h"
#include "php/error.h"
#include "php/task.h"
#include "php/value.h"

namespace aha::php {

zend_string* packValue(zval* value, std::uint64_t maxBytes, const char* what) {
    smart_str text = {};
    php_serialize_data_t known;
    PHP_VAR_SERIALIZE_INIT(known);
    php_var_serialize(&text, value, &known);
    PHP_VAR_SERIALIZE_DESTROY(known);
    if (EG(exception)) {
        smart_str_free(&text);
        if (endsProcess(EG(exception))) { // exit() in __serialize(): it goes on
            return nullptr;
        }
        zend_object* cause = takeException();
        zval storage;
        zend_class_entry* base =
            instanceof_function(cause->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
        zval* message = zend_read_property(base, cause, ZEND_STRL("message"), true, &storage);
        std::string told = std::string(what) + " cannot be sent to another process: ";
        told += Z_TYPE_P(message) == IS_STRING ? view(Z_STR_P(message)) : view(cause->ce->name);
        zend_object* refusal = makeException(exceptions.task, told, cause);
        OBJ_RELEASE(cause);
        throwObject(refusal);
        return nullptr;
    }
    smart_str_0(&text);
    if (text.s && ZSTR_LEN(text.s) > maxBytes) {
        throwException(exceptions.task, "%s is too large: %zu bytes serialized, task_max_length is %" PRIu64,
                       what, ZSTR_LEN(text.s), maxBytes);
        smart_str_free(&text);
        return nullptr;
    }
    return text.s ? text.s : ZSTR_EMPTY_ALLOC();
}

static void unpack(std::string_view bytes, zval* value) {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const unsigned char* end = at + bytes.size();
    php_unserialize_data_t known;
    PHP_VAR_UNSERIALIZE_INIT(known);
    ZVAL_NULL(value);
    bool ok = php_var_unserialize(value, &at, end, &known);
    PHP_VAR_UNSERIALIZE_DESTROY(known);
    if (!ok && !EG(exception)) {
        zval_ptr_dtor(value);
        ZVAL_NULL(value);
        throwException(exceptions.task,
                       "A value from another process cannot be restored: is its class loaded here?");
    }
    if (EG(exception)) {
        zval_ptr_dtor(value);
        ZVAL_NULL(value);
    }
}

Entered unpackValue(std::string_view bytes, zval* value) {
    struct Call {
        std::string_view bytes;
        zval* value;
    } call{bytes, value};
    return enter(
        [](void* argument) {
            auto* self = static_cast<Call*>(argument);
            unpack(self->bytes, self->value);
        },
        &call);
}

} // namespace aha::php
