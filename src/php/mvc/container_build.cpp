// How the container makes an object of a class: what its constructor is called with.
#include "php/error.h"
#include "php/mvc/container.h"
#include "php/mvc/container_errors.h"
#include "php/mvc/parameter.h"

namespace aha::php {

bool Container::create(zend_class_entry* ce, zval* out, MakingFor* request) {
    if (object_init_ex(out, ce) != SUCCESS) {
        return false;
    }
    if (request) {
        request->created(Z_OBJ_P(out));
    }
    return true;
}

bool Container::build(zend_class_entry* ce, HashTable* params, zval* out, MakingFor* request) {
    if (!isInstantiable(ce)) {
        throwNotInstantiable(ce);
        return false;
    }
    zend_function* constructor = ce->constructor;
    if (!constructor) {
        if (params && zend_hash_num_elements(params)) {
            throwException(containerError(), "%s has no constructor: it cannot be given parameters",
                           ZSTR_VAL(ce->name));
            return false;
        }
        return create(ce, out, request);
    }
    const std::uint32_t given = params ? zend_hash_num_elements(params) : 0;
    const bool isVariadic = constructor->common.fn_flags & ZEND_ACC_VARIADIC;
    std::uint32_t count = constructor->common.num_args + (isVariadic ? given : 0);
    auto* arguments = static_cast<zval*>(safe_emalloc(count + 1, sizeof(zval), 0));
    for (std::uint32_t i = 0; i < count; ++i) {
        ZVAL_UNDEF(&arguments[i]);
    }
    const std::uint32_t all = count;
    bool ok = collect(constructor, params, arguments, count, request) && create(ce, out, request);
    if (ok) {
        zend_call_known_function(constructor, Z_OBJ_P(out), ce, nullptr, count, arguments, nullptr);
        if (EG(exception)) {
            zend_object_store_ctor_failed(Z_OBJ_P(out));
            ok = false;
        }
    }
    for (std::uint32_t i = 0; i < all; ++i) {
        zval_ptr_dtor(&arguments[i]);
    }
    efree(arguments);
    return ok;
}

// Each parameter that was given goes to its place; the others are found. `count` becomes that of the last one
// that has a value: behind it are defaults only.
bool Container::collect(zend_function* constructor, HashTable* params, zval* arguments, std::uint32_t& count,
                        MakingFor* request) {
    const std::uint32_t named = constructor->common.num_args;
    const bool isVariadic = constructor->common.fn_flags & ZEND_ACC_VARIADIC;
    if (params) {
        zend_ulong index;
        zend_string* name;
        zval* value;
        ZEND_HASH_FOREACH_KEY_VAL(params, index, name, value) {
            const zend_ulong place = name ? placeOfParameter(constructor, name) : index;
            if (place >= (isVariadic && !name ? count : named)) {
                throwUnknownParameter(constructor, name, index);
                return false;
            }
            if (!Z_ISUNDEF(arguments[place])) {
                throwException(containerError(), "The parameter $%s of %s was given twice",
                               nameOfParameter(constructor, static_cast<std::uint32_t>(place)),
                               ZSTR_VAL(constructor->common.scope->name));
                return false;
            }
            ZVAL_COPY_DEREF(&arguments[place], value);
        }
        ZEND_HASH_FOREACH_END();
    }
    for (std::uint32_t i = 0; i < named; ++i) {
        if (Z_ISUNDEF(arguments[i]) && !fillParameter(constructor, i, &arguments[i], request)) {
            return false;
        }
    }
    while (count > 0 && Z_ISUNDEF(arguments[count - 1])) {
        --count;
    }
    return true;
}

bool Container::fillParameter(zend_function* constructor, std::uint32_t index, zval* out,
                              MakingFor* request) {
    ParameterClasses classes;
    classes.read(constructor, index);
    for (std::uint32_t i = 0; request && i < classes.count; ++i) {
        if (zend_object* object = request->objectOf(classes.names[i])) {
            ZVAL_OBJ_COPY(out, object);
            return true;
        }
    }
    for (std::uint32_t i = 0; i < classes.count; ++i) {
        if (knows(classes.names[i])) {
            return make(classes.names[i], nullptr, false, out);
        }
    }
    if (index >= constructor->common.required_num_args) {
        return true; // undefined: the engine takes the default
    }
    zend_string* only = nullptr;
    std::uint32_t possible = 0;
    for (std::uint32_t i = 0; i < classes.count; ++i) {
        zend_class_entry* ce = zend_lookup_class(classes.names[i]);
        if (EG(exception)) {
            return false;
        }
        if (ce && isInstantiable(ce)) {
            only = classes.names[i];
            ++possible;
        }
    }
    if (possible == 1) {
        return make(only, nullptr, false, out);
    }
    if (classes.allowsNull) {
        ZVAL_NULL(out);
        return true;
    }
    throwNoValue(constructor, index, classes, possible);
    return false;
}

} // namespace aha::php
