// The methods of Aha\Mvc\Routes.
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/routes.h"

#include "php_stubs/Mvc/Routes_arginfo.h"

namespace aha::php {

static zend_object* makeRoutes(Bootstrap& bootstrap) {
    Routes& routes = Class<Routes>::make();
    routes.setApplication(bootstrap.object());
    return Class<Routes>::objectOf(routes);
}

static bool loadRoutes(Bootstrap& bootstrap, zend_object* part) {
    return Class<Routes>::from(part).load(bootstrap);
}

void registerRoutes() {
    Class<Routes>::install(register_class_Aha_Mvc_Routes());
    Bootstrap::definePart(MvcPart::Routes, {makeRoutes, loadRoutes});
}

static Routes& routesOf(zval* zv) { return Class<Routes>::from(zv); }

static void returnRoute(zval* result, Routes& routes, RouteDeclaration* route) {
    if (route) {
        ZVAL_OBJ(result, makeDeclaredRoute(routes, *route));
    }
}

static void declareFor(INTERNAL_FUNCTION_PARAMETERS, const char* method) {
    zend_string* pattern;
    zval* handler;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(pattern)
    Z_PARAM_ZVAL(handler)
    ZEND_PARSE_PARAMETERS_END();
    std::vector<std::string> methods;
    if (method) {
        methods.emplace_back(method);
    }
    Routes& routes = routesOf(ZEND_THIS);
    returnRoute(return_value, routes, routes.declare(std::move(methods), view(pattern), handler));
}

static zend_long statusOfOutcome(mvc::RouteMatch::Outcome outcome) {
    using Outcome = mvc::RouteMatch::Outcome;
    switch (outcome) {
    case Outcome::Found: return 200;
    case Outcome::Options: return 204;
    case Outcome::BadPath: return 400;
    case Outcome::NotFound: return 404;
    case Outcome::MethodNotAllowed: return 405;
    case Outcome::TooLong: return 414;
    }
    return 404;
}

static void addText(zval* array, const char* key, std::string_view text) {
    add_assoc_stringl(array, key, text.data(), text.size());
}

static void returnMatch(zval* result, Routes& routes, RouteIndex& index, RouteLookup& lookup) {
    const bool found = lookup.match.outcome == mvc::RouteMatch::Outcome::Found;
    array_init(result);
    add_assoc_long(result, "status", statusOfOutcome(lookup.match.outcome));
    zval value;
    ZVAL_NULL(&value);
    if (found) {
        ZVAL_OBJ(&value, makeDeclaredRoute(routes, index.route(lookup.match.route)));
    }
    add_assoc_zval(result, "route", &value);
    if (found) {
        index.route(lookup.match.route).fillParams(lookup.match, &value);
    } else {
        array_init(&value);
    }
    add_assoc_zval(result, "params", &value);
    array_init(&value);
    const std::string allowed = found || !lookup.match.allowed ? "" : index.allowed(lookup);
    for (std::string_view left = allowed; !left.empty();) {
        const std::string_view name = left.substr(0, left.find(", "));
        add_next_index_stringl(&value, name.data(), name.size());
        left.remove_prefix(std::min(name.size() + 2, left.size()));
    }
    add_assoc_zval(result, "allowed", &value);
    addText(result, "path", lookup.path);
    addText(result, "query", lookup.query);
    addText(result, "format", lookup.format);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Routes, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Routes, get) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, "GET"); }
PHP_METHOD(Aha_Mvc_Routes, post) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, "POST"); }
PHP_METHOD(Aha_Mvc_Routes, put) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, "PUT"); }
PHP_METHOD(Aha_Mvc_Routes, patch) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, "PATCH"); }
PHP_METHOD(Aha_Mvc_Routes, delete) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, "DELETE"); }
PHP_METHOD(Aha_Mvc_Routes, options) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, "OPTIONS"); }
PHP_METHOD(Aha_Mvc_Routes, any) { declareFor(INTERNAL_FUNCTION_PARAM_PASSTHRU, nullptr); }

PHP_METHOD(Aha_Mvc_Routes, map) {
    zval *given, *handler;
    zend_string* pattern;
    ZEND_PARSE_PARAMETERS_START(3, 3)
    Z_PARAM_ZVAL(given)
    Z_PARAM_STR(pattern)
    Z_PARAM_ZVAL(handler)
    ZEND_PARSE_PARAMETERS_END();
    std::vector<std::string> methods;
    if (!readRouteMethods(given, methods)) {
        return;
    }
    Routes& routes = routesOf(ZEND_THIS);
    returnRoute(return_value, routes, routes.declare(std::move(methods), view(pattern), handler));
}

PHP_METHOD(Aha_Mvc_Routes, command) {
    zend_string* pattern;
    zval* handler;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(pattern)
    Z_PARAM_ZVAL(handler)
    ZEND_PARSE_PARAMETERS_END();
    Routes& routes = routesOf(ZEND_THIS);
    returnRoute(return_value, routes, routes.declare({}, view(pattern), handler, true));
}

PHP_METHOD(Aha_Mvc_Routes, group) {
    zend_string* prefix;
    zend_fcall_info call;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(prefix)
    Z_PARAM_FUNC(call, cache)
    ZEND_PARSE_PARAMETERS_END();
    Routes& routes = routesOf(ZEND_THIS);
    if (ZSTR_LEN(prefix) == 0 || ZSTR_VAL(prefix)[0] != '/' ||
        ZSTR_VAL(prefix)[ZSTR_LEN(prefix) - 1] == '/') {
        throwException(exceptions.config,
                       "The prefix of a group begins with \"/\" and does not end with it: \"%s\"",
                       ZSTR_VAL(prefix));
        RETURN_THROWS();
    }
    const std::size_t before = routes.prefix.size();
    if (before + ZSTR_LEN(prefix) > aha::mvc::kMaxPatternBytes) {
        throwException(exceptions.config, "The prefixes of the groups are longer than a pattern may be");
        RETURN_THROWS();
    }
    routes.prefix.append(view(prefix));
    zval argument, result;
    ZVAL_COPY_VALUE(&argument, ZEND_THIS);
    ZVAL_UNDEF(&result);
    call.param_count = 1;
    call.params = &argument;
    call.retval = &result;
    zend_call_function(&call, &cache);
    zval_ptr_dtor(&result);
    routes.prefix.resize(before);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Routes, register) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    zend_class_entry* ce = zend_lookup_class(name);
    if (!ce) {
        if (!EG(exception)) {
            throwException(exceptions.config, "There is no class %s", ZSTR_VAL(name));
        }
        RETURN_THROWS();
    }
    const int count = routesOf(ZEND_THIS).declareAttributes(ce, "");
    if (count >= 0) {
        RETURN_LONG(count);
    }
}

PHP_METHOD(Aha_Mvc_Routes, rule) {
    zend_string *pattern, *target;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(pattern)
    Z_PARAM_STR(target)
    ZEND_PARSE_PARAMETERS_END();
    if (routesOf(ZEND_THIS).addRule(view(pattern), view(target))) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Routes, rewrite) {
    zend_string *regex, *replacement;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(regex)
    Z_PARAM_STR(replacement)
    ZEND_PARSE_PARAMETERS_END();
    if (routesOf(ZEND_THIS).addRewrite(view(regex), view(replacement))) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Routes, setFormats) {
    HashTable* given;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(given)
    ZEND_PARSE_PARAMETERS_END();
    std::vector<std::string> formats;
    zval* each;
    ZEND_HASH_FOREACH_VAL(given, each) {
        ZVAL_DEREF(each);
        if (Z_TYPE_P(each) != IS_STRING || Z_STRLEN_P(each) == 0) {
            zend_argument_type_error(1, "must be a list of strings");
            return;
        }
        formats.emplace_back(view(Z_STR_P(each)));
    }
    ZEND_HASH_FOREACH_END();
    lowerAll(formats);
    if (routesOf(ZEND_THIS).setFormats(std::move(formats))) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Routes, setStrictSlash) {
    bool strict = true;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(strict)
    ZEND_PARSE_PARAMETERS_END();
    using Slash = aha::mvc::RouteTable::Slash;
    if (routesOf(ZEND_THIS).setSlash(strict ? Slash::Strict : Slash::Ignored)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Routes, setRouter) {
    zval* router;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(router)
    ZEND_PARSE_PARAMETERS_END();
    if (Z_TYPE_P(router) != IS_NULL && Z_TYPE_P(router) != IS_STRING && !isRouter(router)) {
        zend_argument_type_error(1, "must be of type Aha\\Mvc\\RouterInterface|string|null, %s given",
                                 zend_zval_type_name(router));
        RETURN_THROWS();
    }
    if (routesOf(ZEND_THIS).setRouter(router)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Routes, url) {
    zend_string* name;
    HashTable* params = nullptr;
    zval* query = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(params)
    Z_PARAM_ARRAY(query)
    ZEND_PARSE_PARAMETERS_END();
    RouteIndex* index = routesOf(ZEND_THIS).index();
    RouteDeclaration* route = index ? index->named(view(name)) : nullptr;
    if (!route) {
        if (index) {
            throwException(exceptions.config, "There is no route with the name \"%s\"", ZSTR_VAL(name));
        }
        RETURN_THROWS();
    }
    std::string url;
    if (!buildRouteUrl(*route, params, query, url)) {
        RETURN_THROWS();
    }
    RETVAL_STRINGL(url.data(), url.size());
}

PHP_METHOD(Aha_Mvc_Routes, match) {
    zend_string *method, *path;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(method)
    Z_PARAM_STR(path)
    ZEND_PARSE_PARAMETERS_END();
    Routes& routes = routesOf(ZEND_THIS);
    RouteIndex* index = routes.index();
    RouteLookup& lookup = routes.lookup();
    const std::string_view clean = view(path).substr(0, view(path).find('?'));
    if (index && index->find(view(method), clean, lookup)) {
        returnMatch(return_value, routes, *index, lookup);
    }
}

PHP_METHOD(Aha_Mvc_Routes, all) {
    ZEND_PARSE_PARAMETERS_NONE();
    Routes& routes = routesOf(ZEND_THIS);
    array_init_size(return_value, static_cast<std::uint32_t>(routes.routes().size()));
    for (const aha::Ref<RouteDeclaration>& route : routes.routes()) {
        add_next_index_object(return_value, makeDeclaredRoute(routes, *route));
    }
}

PHP_METHOD(Aha_Mvc_Routes, check) {
    HashTable* expected = nullptr;
    bool all = false;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT_OR_NULL(expected)
    Z_PARAM_BOOL(all)
    ZEND_PARSE_PARAMETERS_END();
    std::vector<std::string> problems;
    if (!checkRoutes(routesOf(ZEND_THIS), expected, all, problems)) {
        RETURN_THROWS();
    }
    array_init(return_value);
    for (const std::string& problem : problems) {
        add_next_index_stringl(return_value, problem.data(), problem.size());
    }
}
