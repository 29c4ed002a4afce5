#include "php/error.h"
#include "php/mvc/routes.h"

#include "php_stubs/Mvc/Route_arginfo.h"

namespace aha::php {

static constexpr const char* kAttributeName = "aha\\mvc\\route";

void registerRouteAttribute() {
    zend_class_entry* ce = register_class_Aha_Mvc_Route();
    zend_internal_attribute_register(ce, ZEND_ATTRIBUTE_TARGET_CLASS | ZEND_ATTRIBUTE_TARGET_METHOD |
                                             ZEND_ATTRIBUTE_IS_REPEATABLE);
}

// The arguments of one #[Route(…)], by their names or places.
struct RouteAttributeArguments {
    static constexpr std::uint32_t kCount = 4;
    static constexpr const char* kNames[kCount] = {"method", "pattern", "name", "where"};
    zval values[kCount];

    RouteAttributeArguments() {
        for (zval& value : values) {
            ZVAL_UNDEF(&value);
        }
    }
    void release() {
        for (zval& value : values) {
            zval_ptr_dtor(&value);
            ZVAL_UNDEF(&value);
        }
    }
    static std::uint32_t placeOf(const zend_attribute_arg& argument, std::uint32_t index) {
        if (!argument.name) {
            return index;
        }
        std::uint32_t place = 0;
        while (place < kCount &&
               !zend_string_equals_cstr(argument.name, kNames[place], strlen(kNames[place]))) {
            ++place;
        }
        return place;
    }
    // Evaluates constants, which may load classes. False: EG(exception) is set, or it has other arguments.
    bool read(zend_attribute* attribute, zend_class_entry* scope) {
        for (std::uint32_t i = 0; i < attribute->argc; ++i) {
            const std::uint32_t place = placeOf(attribute->args[i], i);
            if (place >= kCount || !Z_ISUNDEF(values[place])) {
                return false;
            }
            if (zend_get_attribute_value(&values[place], attribute, i, scope) != SUCCESS) {
                ZVAL_UNDEF(&values[place]); // destroyed already
                return false;
            }
        }
        return Z_TYPE(values[1]) == IS_STRING;
    }
};

struct AttributeUser {
    zend_class_entry* ce;
    zend_function* method; // null: the attribute is the class's own
    const std::string& action;
};

static bool declareAttribute(Routes& routes, RouteAttributeArguments& arguments, const AttributeUser& user) {
    std::vector<std::string> methods;
    if (!readRouteMethods(&arguments.values[0], methods)) {
        return false;
    }
    zval handler;
    if (user.method) {
        array_init_size(&handler, 2);
        add_next_index_str(&handler, zend_string_copy(user.ce->name));
        add_next_index_str(&handler, zend_string_copy(user.method->common.function_name));
    } else {
        ZVAL_STR_COPY(&handler, user.ce->name);
    }
    std::string site(view(user.ce->name));
    if (user.method) {
        site.append("::").append(view(user.method->common.function_name));
    }
    RouteDeclaration* route = routes.declare(std::move(methods), view(Z_STR(arguments.values[1])), &handler,
                                             false, std::move(site));
    zval_ptr_dtor(&handler);
    if (!route) {
        return false;
    }
    route->action = user.method ? "" : user.action;
    return routes.describe(*route, &arguments.values[2], &arguments.values[3]);
}

// How many of the attributes are routes; -1: EG(exception) is set.
static int declareFrom(Routes& routes, HashTable* attributes, const AttributeUser& user) {
    int count = 0;
    void* found;
    if (!attributes) {
        return 0;
    }
    ZEND_HASH_FOREACH_PTR(attributes, found) {
        auto* attribute = static_cast<zend_attribute*>(found);
        if (!zend_string_equals_cstr(attribute->lcname, kAttributeName, strlen(kAttributeName)) ||
            attribute->offset != 0) {
            continue;
        }
        RouteAttributeArguments arguments;
        if (!arguments.read(attribute, user.ce)) {
            if (!EG(exception)) {
                throwException(exceptions.config,
                               "#[Route] of %s needs (method, pattern, name: …, where: […])",
                               ZSTR_VAL(user.ce->name));
            }
            arguments.release();
            return -1;
        }
        const bool declared = declareAttribute(routes, arguments, user);
        arguments.release();
        if (!declared) {
            return -1;
        }
        ++count;
    }
    ZEND_HASH_FOREACH_END();
    return count;
}

int Routes::declareAttributes(zend_class_entry* ce, const std::string& action) {
    int count = declareFrom(*this, ce->attributes, {ce, nullptr, action});
    void* found;
    ZEND_HASH_FOREACH_PTR(&ce->function_table, found) {
        auto* method = static_cast<zend_function*>(found);
        if (count < 0) {
            break;
        }
        if (method->common.scope != ce || !(method->common.fn_flags & ZEND_ACC_PUBLIC)) {
            continue; // a parent's: declared there
        }
        const int more = declareFrom(*this, method->common.attributes, {ce, method, action});
        count = more < 0 ? -1 : count + more;
    }
    ZEND_HASH_FOREACH_END();
    return count;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Route, __construct) {
    zval* given;
    zend_string *pattern, *name = nullptr;
    HashTable* where = nullptr;
    ZEND_PARSE_PARAMETERS_START(2, 4)
    Z_PARAM_ZVAL(given)
    Z_PARAM_STR(pattern)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(name)
    Z_PARAM_ARRAY_HT(where)
    ZEND_PARSE_PARAMETERS_END();
    std::vector<std::string> methods;
    if (!readRouteMethods(given, methods)) {
        return;
    }
    zend_object* self = Z_OBJ_P(ZEND_THIS);
    zval list, text;
    array_init(&list);
    for (const std::string& method : methods) {
        add_next_index_stringl(&list, method.data(), method.size());
    }
    zend_update_property(self->ce, self, ZEND_STRL("methods"), &list);
    zval_ptr_dtor(&list);
    zend_update_property_str(self->ce, self, ZEND_STRL("pattern"), pattern);
    if (name) {
        ZVAL_STR(&text, name);
    } else {
        ZVAL_NULL(&text);
    }
    zend_update_property(self->ce, self, ZEND_STRL("name"), &text);
    if (where) {
        ZVAL_ARR(&list, zend_array_dup(where));
    } else {
        ZVAL_EMPTY_ARRAY(&list);
    }
    zend_update_property(self->ce, self, ZEND_STRL("where"), &list);
    zval_ptr_dtor(&list);
}
