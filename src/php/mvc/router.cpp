#include "php/mvc/router.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"

#include "php_stubs/Mvc/Router_arginfo.h"

#include <algorithm>

namespace aha::php {

void registerRouter() {
    exceptions.router = register_class_Aha_Mvc_RouterException(exceptions.http);
    Class<RouterObject>::install(register_class_Aha_Mvc_Router());
}

constexpr zend_long kRouterException = 100001; // AHA_ROUTER_EXCEPTION

zend_object* makeRouterException(std::string_view message) {
    return makeException(exceptions.router, message, nullptr, kRouterException);
}

static std::string refusal(mvc::ActionTable::Outcome outcome, std::string_view uri) {
    using Outcome = mvc::ActionTable::Outcome;
    switch (outcome) {
    case Outcome::BadCharacter: return "The path or command has characters that none has";
    case Outcome::TooManyParts: return "The path or command has more than 3 parts";
    case Outcome::TooLong: return "The path or command is too long";
    case Outcome::Found:
    case Outcome::NotFound: break;
    }
    return "There is no action for \"" + std::string(uri.substr(0, 200)) + "\"";
}

ActionTarget* Convention::find(std::string_view uri, char delimiter) {
    mvc::ActionTable::Match match = table_.match(uri, delimiter);
    if (match.outcome != mvc::ActionTable::Outcome::Found) {
        throwObject(makeRouterException(refusal(match.outcome, uri)));
        return nullptr;
    }
    return actions_[match.action];
}

Prepared Convention::prepare(Dispatcher& request, Invocation&) {
    ActionTarget* target = find(request.routed(), request.delimiter());
    if (!target) {
        return Prepared::Failed;
    }
    request.setTarget(*target);
    return Prepared::Skip;
}

static Convention* conventionOf(zend_object* app) {
    Bootstrap& bootstrap = Bootstrap::from(app);
    if (!bootstrap.hasRun()) {
        throwException(exceptions.state, "Aha\\Bootstrap::run() was not called for the application \"%s\"",
                       bootstrap.name().c_str());
        return nullptr;
    }
    return bootstrap.plan()->convention;
}

static bool routeByConvention(RouterObject& router) {
    Convention* convention = conventionOf(router.app.get());
    ActionTarget* target =
        convention ? convention->find(view(Z_STR_P(router.uri.get())), router.delimiter) : nullptr;
    if (!target) {
        return false;
    }
    zval name;
    router.method = target->method().empty() ? "execute" : target->method();
    ZVAL_STR(&name, zend_strpprintf(0, "\\%s", target->className().c_str()));
    router.action.copyFrom(&name);
    zval_ptr_dtor(&name);
    return true;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_RouterException, __construct) {
    zend_string* message = ZSTR_EMPTY_ALLOC();
    zval* previous = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(message)
    Z_PARAM_OBJECT_OF_CLASS_OR_NULL(previous, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();
    zval value;
    ZVAL_STR(&value, message);
    zend_update_property_ex(zend_ce_exception, Z_OBJ_P(ZEND_THIS), ZSTR_KNOWN(ZEND_STR_MESSAGE), &value);
    ZVAL_LONG(&value, kRouterException);
    zend_update_property_ex(zend_ce_exception, Z_OBJ_P(ZEND_THIS), ZSTR_KNOWN(ZEND_STR_CODE), &value);
    if (previous) {
        zend_update_property_ex(zend_ce_exception, Z_OBJ_P(ZEND_THIS), ZSTR_KNOWN(ZEND_STR_PREVIOUS),
                                previous);
    }
}

PHP_METHOD(Aha_Mvc_RouterException, getStatus) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(404);
}

PHP_METHOD(Aha_Mvc_Router, __construct) {
    zval* app;
    zend_string *uri, *delimiter = nullptr;
    ZEND_PARSE_PARAMETERS_START(2, 3)
    Z_PARAM_ZVAL(app)
    Z_PARAM_STR(uri)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(delimiter)
    ZEND_PARSE_PARAMETERS_END();
    if (delimiter &&
        (ZSTR_LEN(delimiter) != 1 || !aha::mvc::ActionTable::isDelimiter(ZSTR_VAL(delimiter)[0]))) {
        zend_argument_value_error(3, "must be \"/\", \"-\" or \"_\"");
        RETURN_THROWS();
    }
    Bootstrap* bootstrap = Bootstrap::find(app);
    if (!bootstrap) {
        RETURN_THROWS();
    }
    RouterObject& router = Class<RouterObject>::from(ZEND_THIS);
    router.app.set(bootstrap->object());
    router.delimiter = delimiter ? ZSTR_VAL(delimiter)[0] : '/';
    // The target of an HTTP request has its query with it.
    const char* query = router.delimiter == '/'
                            ? static_cast<const char*>(memchr(ZSTR_VAL(uri), '?', ZSTR_LEN(uri)))
                            : nullptr;
    zval value;
    if (query) {
        ZVAL_STRINGL(&value, ZSTR_VAL(uri), static_cast<std::size_t>(query - ZSTR_VAL(uri)));
    } else {
        ZVAL_STR_COPY(&value, uri);
    }
    router.uri.copyFrom(&value);
    zval_ptr_dtor(&value);
}

static RouterObject* routerOf(zval* self) {
    RouterObject& router = Class<RouterObject>::from(self);
    if (!router.app) {
        throwException(exceptions.state, "The constructor of Aha\\Mvc\\Router was not called");
        return nullptr;
    }
    return &router;
}

PHP_METHOD(Aha_Mvc_Router, route) {
    ZEND_PARSE_PARAMETERS_NONE();
    RouterObject* router = routerOf(ZEND_THIS);
    if (!router || !routeByConvention(*router)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Router, getAction) {
    ZEND_PARSE_PARAMETERS_NONE();
    RouterObject* router = routerOf(ZEND_THIS);
    if (!router || (!router->action.isSet() && !routeByConvention(*router))) {
        RETURN_THROWS();
    }
    RETURN_COPY(router->action.get());
}

PHP_METHOD(Aha_Mvc_Router, getMethod) {
    ZEND_PARSE_PARAMETERS_NONE();
    RouterObject* router = routerOf(ZEND_THIS);
    if (!router) {
        RETURN_THROWS();
    }
    RETURN_STRINGL(router->method.data(), router->method.size());
}

PHP_METHOD(Aha_Mvc_Router, loadActionPaths) {
    zval* app;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(app)
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap* bootstrap = Bootstrap::find(app);
    Convention* convention = bootstrap ? conventionOf(bootstrap->object()) : nullptr;
    if (!convention) {
        RETURN_THROWS();
    }
    convention->scan(*bootstrap);
}

PHP_METHOD(Aha_Mvc_Router, validate) {
    zend_string* path;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(path)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(std::all_of(ZSTR_VAL(path), ZSTR_VAL(path) + ZSTR_LEN(path), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '/' || c == '-';
    }));
}
