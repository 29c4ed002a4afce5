#include "php/mvc/routes.h"

#include "php_stubs/Mvc/DeclaredRoute_arginfo.h"

namespace aha::php {

// Native part of Aha\Mvc\DeclaredRoute. Keeps the routes it belongs to.
class DeclaredRouteObject {
public:
    void visit(Gc& gc) { gc.add(routes); }
    Routes& owner() { return Class<Routes>::from(routes.get()); }
    ObjectRef routes;
    Ref<RouteDeclaration> route;
};

void registerDeclaredRoute() { Class<DeclaredRouteObject>::install(register_class_Aha_Mvc_DeclaredRoute()); }

zend_object* makeDeclaredRoute(Routes& routes, RouteDeclaration& route) {
    auto& object = Class<DeclaredRouteObject>::make();
    object.routes.set(Class<Routes>::objectOf(routes));
    object.route = Ref<RouteDeclaration>(route);
    return Class<DeclaredRouteObject>::objectOf(object);
}

static DeclaredRouteObject& declaredOf(zval* zv) { return Class<DeclaredRouteObject>::from(zv); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_DeclaredRoute, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_DeclaredRoute, name) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    DeclaredRouteObject& self = declaredOf(ZEND_THIS);
    if (self.owner().rename(*self.route, view(name))) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_DeclaredRoute, where) {
    zend_string *parameter, *type;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(parameter)
    Z_PARAM_STR(type)
    ZEND_PARSE_PARAMETERS_END();
    DeclaredRouteObject& self = declaredOf(ZEND_THIS);
    if (self.owner().constrain(*self.route, view(parameter), view(type))) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_DeclaredRoute, getName) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& name = declaredOf(ZEND_THIS).route->name;
    if (!name.empty()) {
        RETURN_STRINGL(name.data(), name.size());
    }
}

PHP_METHOD(Aha_Mvc_DeclaredRoute, getPattern) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& text = declaredOf(ZEND_THIS).route->pattern.text();
    RETURN_STRINGL(text.data(), text.size());
}

PHP_METHOD(Aha_Mvc_DeclaredRoute, getMethods) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (const std::string& method : declaredOf(ZEND_THIS).route->methods) {
        add_next_index_stringl(return_value, method.data(), method.size());
    }
}

PHP_METHOD(Aha_Mvc_DeclaredRoute, getHandler) {
    ZEND_PARSE_PARAMETERS_NONE();
    Value& handler = declaredOf(ZEND_THIS).route->handler;
    if (handler.isSet()) { // else the routes have forgotten it: it was read anew
        RETURN_COPY(handler.get());
    }
}

PHP_METHOD(Aha_Mvc_DeclaredRoute, getSite) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& site = declaredOf(ZEND_THIS).route->site;
    RETURN_STRINGL(site.data(), site.size());
}
