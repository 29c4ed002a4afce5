// The PHP side of Aha\Mvc\Container: its methods, and its definitions from a configuration.
#include "php/error.h"
#include "php/mvc/container.h"
#include "php/mvc/container_errors.h"
#include "php/options.h"
#include "php/register.h"

#include "php_stubs/Mvc/Container_arginfo.h"

namespace aha::php {

void registerContainer() {
    Class<Container>::install(register_class_Aha_Mvc_Container());
    zend_class_entry* error =
        register_class_Aha_Mvc_ContainerException(spl_ce_RuntimeException, exceptions.marker);
    setContainerErrors(error, register_class_Aha_Mvc_NotFoundException(error));
}

static bool isConcrete(zval* value) {
    return Z_TYPE_P(value) == IS_STRING ||
           (Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == zend_ce_closure);
}

static bool refuseDefinition(const char* section, zend_string* name, const char* wanted) {
    throwException(exceptions.config, "Container: \"%s\" of \"%s\" must be %s", section,
                   name ? ZSTR_VAL(name) : "?", wanted);
    return false;
}

// Calls add(name, value) for each definition of a section; a list of classes has none but values.
template <typename Add> static bool readDefinitions(OptionReader& options, const char* section, Add add) {
    zval* given = options.any(section);
    if (!given) {
        return true;
    }
    if (Z_TYPE_P(given) != IS_ARRAY) {
        options.refuse(section, "an array", given);
        return false;
    }
    zend_string* name;
    zval* value;
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(given), name, value) {
        ZVAL_DEREF(value);
        if (!add(name, value)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool Container::configure(HashTable* definitions) {
    OptionReader options(definitions, "Container");
    for (const char* section : {"bind", "singleton"}) {
        const bool shared = section[0] == 's';
        const bool ok =
            readDefinitions(options, section, [this, section, shared](zend_string* name, zval* value) {
                if (!isConcrete(value) || (!name && Z_TYPE_P(value) != IS_STRING)) {
                    return refuseDefinition(section, name, "a class or a closure");
                }
                bind(name ? name : Z_STR_P(value), value, shared);
                return true;
            });
        if (!ok) {
            return false;
        }
    }
    return readDefinitions(options, "alias",
                           [this](zend_string* name, zval* value) {
                               if (!name || Z_TYPE_P(value) != IS_STRING) {
                                   return refuseDefinition("alias", name, "a name");
                               }
                               alias(name, Z_STR_P(value));
                               return true;
                           }) &&
           readDefinitions(options, "set",
                           [this](zend_string* name, zval* value) {
                               if (!name) {
                                   return refuseDefinition("set", name, "a value with a name");
                               }
                               set(name, value);
                               return true;
                           }) &&
           options.finish();
}

static Container& containerOf(zval* self) { return Class<Container>::from(self); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Container, __construct) {
    ZEND_PARSE_PARAMETERS_NONE();
    implementContainerInterface(Class<Container>::entry);
}

PHP_METHOD(Aha_Mvc_Container, make) {
    zend_string* id;
    HashTable* params = nullptr;
    bool shared = false;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(id)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(params)
    Z_PARAM_BOOL(shared)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).make(id, params, shared, return_value);
}

PHP_METHOD(Aha_Mvc_Container, singleton) {
    zend_string* id;
    HashTable* params = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(id)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(params)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).make(id, params, true, return_value);
}

PHP_METHOD(Aha_Mvc_Container, bind) {
    zend_string* id;
    zval* concrete = nullptr;
    bool shared = false;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(id)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(concrete)
    Z_PARAM_BOOL(shared)
    ZEND_PARSE_PARAMETERS_END();
    if (concrete && Z_TYPE_P(concrete) == IS_NULL) {
        concrete = nullptr;
    }
    if (concrete && !isConcrete(concrete)) {
        zend_argument_type_error(2, "must be of type Closure|string|null, %s given",
                                 zend_zval_type_name(concrete));
        RETURN_THROWS();
    }
    containerOf(ZEND_THIS).bind(id, concrete, shared);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Container, alias) {
    zend_string *alias, *id;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(alias)
    Z_PARAM_STR(id)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).alias(alias, id);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Container, get) {
    zend_string* id;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(id)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).get(id, return_value);
}

PHP_METHOD(Aha_Mvc_Container, set) {
    zend_string* id;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(id)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).set(id, value);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Container, has) {
    zend_string* id;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(id)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(containerOf(ZEND_THIS).has(id));
}

PHP_METHOD(Aha_Mvc_Container, setMockInstance) {
    zend_string* id;
    zval* mock;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(id)
    Z_PARAM_OBJECT(mock)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).setMock(id, mock);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Container, addStub) {
    zend_string* id;
    zval* stub;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(id)
    Z_PARAM_ZVAL(stub)
    ZEND_PARSE_PARAMETERS_END();
    if (!isConcrete(stub)) {
        zend_argument_type_error(2, "must be of type Closure|string, %s given", zend_zval_type_name(stub));
        RETURN_THROWS();
    }
    containerOf(ZEND_THIS).addStub(id, stub);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Container, cleanStub) {
    ZEND_PARSE_PARAMETERS_NONE();
    containerOf(ZEND_THIS).cleanStubs();
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Container, swap) {
    zend_string* id;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(id)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    containerOf(ZEND_THIS).swap(id, value, return_value);
}

PHP_METHOD(Aha_Mvc_Container, configure) {
    HashTable* definitions;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(definitions)
    ZEND_PARSE_PARAMETERS_END();
    if (containerOf(ZEND_THIS).configure(definitions)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}
