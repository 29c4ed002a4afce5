#include "php/coroutine/context.h"

#include "php/class.h"
#include "php/runtime.h"

#include "php_stubs/Coroutine/Context_arginfo.h"

namespace aha::php {

// Native part of Coroutine\Context: one array, copied on write.
class Context {
public:
    Context() { ZVAL_EMPTY_ARRAY(&values_); }
    ~Context() { zval_ptr_dtor(&values_); }
    void visit(Gc& gc) { gc.add(&values_); }
    zval* values() { return &values_; }

private:
    zval values_;
};

static zend_object* makeContext(zend_refcounted* inherited) {
    zend_object* object = Class<Context>::create(Class<Context>::entry);
    if (inherited) {
        ZVAL_ARR(Class<Context>::from(object).values(), reinterpret_cast<zend_array*>(inherited));
    }
    return object;
}

zend_refcounted* contextSnapshotOf(zend_object* context) {
    zval* values = Class<Context>::from(context).values();
    if (!Z_REFCOUNTED_P(values)) { // the engine's empty array: nothing to inherit
        return nullptr;
    }
    Z_ADDREF_P(values);
    return Z_COUNTED_P(values);
}

// A task or scope holds an inherited array until its own object is asked for.
template <typename Holder> static zend_object* contextOf(Holder& holder) {
    zend_refcounted* held = holder.context();
    if (!held || GC_TYPE(held) == IS_ARRAY) {
        if (held) {
            zval copy;
            ZVAL_ARR(&copy, reinterpret_cast<zend_array*>(held));
            Z_TRY_ADDREF(copy);
        }
        zend_object* object = makeContext(held);
        holder.setContext(reinterpret_cast<zend_refcounted*>(object));
        return object;
    }
    return reinterpret_cast<zend_object*>(held);
}

zend_object* currentContext() {
    Runtime& runtime = Runtime::get();
    Task* task = runtime.current().task;
    return task ? contextOf(*task) : contextOf(runtime.currentScope());
}

void registerContext() { Class<Context>::install(register_class_Aha_Coroutine_Context(zend_ce_countable)); }

static zval* valuesOf(zval* zv) { return Class<Context>::from(zv).values(); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Context, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Coroutine_Context, get) {
    zend_string* key;
    zval* fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(key)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(fallback)
    ZEND_PARSE_PARAMETERS_END();
    zval* found = zend_symtable_find(Z_ARR_P(valuesOf(ZEND_THIS)), key);
    if (found) {
        RETURN_COPY_DEREF(found);
    }
    if (fallback) {
        RETURN_COPY(fallback);
    }
}

PHP_METHOD(Aha_Coroutine_Context, set) {
    zend_string* key;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(key)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    zval* values = valuesOf(ZEND_THIS);
    SEPARATE_ARRAY(values);
    Z_TRY_ADDREF_P(value);
    zend_symtable_update(Z_ARR_P(values), key, value);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Coroutine_Context, has) {
    zend_string* key;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(key)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(zend_symtable_exists(Z_ARR_P(valuesOf(ZEND_THIS)), key));
}

PHP_METHOD(Aha_Coroutine_Context, delete) {
    zend_string* key;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(key)
    ZEND_PARSE_PARAMETERS_END();
    zval* values = valuesOf(ZEND_THIS);
    SEPARATE_ARRAY(values);
    RETURN_BOOL(zend_symtable_del(Z_ARR_P(values), key) == SUCCESS);
}

PHP_METHOD(Aha_Coroutine_Context, all) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_COPY(valuesOf(ZEND_THIS));
}

PHP_METHOD(Aha_Coroutine_Context, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(zend_hash_num_elements(Z_ARR_P(valuesOf(ZEND_THIS))));
}
