// What Config/Route.php and the attributes of the actions declare, and how it gets into the plan.
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/route_step.h"
#include "php/mvc/router.h"
#include "php/mvc/routes.h"
#include "php/options.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace aha::php {

static constexpr const char* kRouteConfig = "Config/Route.php";

static void throwBadRoute(const char* what, std::string_view where) {
    throwException(exceptions.config, "%s: %s of \"%.*s\"", kRouteConfig, what,
                   static_cast<int>(where.size()), where.data());
}

// "GET|POST /user/{id}" => handler, or => ["handler" => …, "name" => …, "where" => […]]; "/user" is for any
// method. Without a key: [methods, pattern, handler, "name" => …, "where" => […]].
bool Routes::readRoute(zend_string* key, zval* entry, bool commands) {
    ZVAL_DEREF(entry);
    HashTable* fields = Z_TYPE_P(entry) == IS_ARRAY ? Z_ARR_P(entry) : nullptr;
    zval* handler = entry;
    std::vector<std::string> methods;
    std::string pattern;
    if (key) {
        std::string_view text = view(key);
        if (const std::size_t blank = text.find(' '); !commands && blank != std::string_view::npos) {
            zval list;
            ZVAL_STRINGL(&list, text.data(), blank);
            const bool read = readRouteMethods(&list, methods);
            zval_ptr_dtor(&list);
            if (!read) {
                return false;
            }
            text.remove_prefix(std::min(text.find_first_not_of(' ', blank), text.size()));
        }
        pattern = text;
        zval* inside = fields ? zend_hash_str_find_deref(fields, ZEND_STRL("handler")) : nullptr;
        handler = inside ? inside : entry;
        fields = inside ? fields : nullptr;
    } else {
        zval* given = fields ? zend_hash_index_find_deref(fields, 0) : nullptr;
        zval* text = fields ? zend_hash_index_find_deref(fields, 1) : nullptr;
        handler = fields ? zend_hash_index_find_deref(fields, 2) : nullptr;
        if (commands || !handler || Z_TYPE_P(text) != IS_STRING) {
            throwBadRoute("a route without a key must be [methods, pattern, handler]",
                          commands ? "commands" : "routes");
            return false;
        }
        if (!readRouteMethods(given, methods)) {
            return false;
        }
        pattern = view(Z_STR_P(text));
    }
    RouteDeclaration* route = declare(std::move(methods), pattern, handler, commands, kRouteConfig);
    if (!route) {
        return false;
    }
    return !fields || describe(*route, zend_hash_str_find_deref(fields, ZEND_STRL("name")),
                               zend_hash_str_find_deref(fields, ZEND_STRL("where")));
}

bool Routes::readRoutes(zval* list, bool commands) {
    if (!list) {
        return true;
    }
    if (Z_TYPE_P(list) != IS_ARRAY) {
        throwBadRoute("an array is needed instead", commands ? "commands" : "routes");
        return false;
    }
    zend_string* key;
    zval* entry;
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(list), key, entry) {
        if (!readRoute(key, entry, commands)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool Routes::readPaths(zval* list, bool rewrites) {
    if (!list) {
        return true;
    }
    bool good = Z_TYPE_P(list) == IS_ARRAY;
    if (good) {
        zend_string* key;
        zval* entry;
        ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(list), key, entry) {
            ZVAL_DEREF(entry);
            good = good && key && Z_TYPE_P(entry) == IS_STRING;
            if (good && !addPath(rewrites, view(key), view(Z_STR_P(entry)))) {
                return false;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    if (!good) {
        throwBadRoute("an array pattern => target is needed instead", rewrites ? "rewrite" : "rules");
    }
    return good;
}

static bool callDeclaration(zval* declaration, zend_object* routes) {
    if (!zend_is_callable(declaration, 0, nullptr)) {
        throwBadRoute("function (Routes $routes) is needed instead", "declare");
        return false;
    }
    zval argument, result;
    ZVAL_OBJ(&argument, routes);
    Callable::call(declaration, &result, 1, &argument);
    zval_ptr_dtor(&result);
    return !EG(exception);
}

static bool isWord(zval* value, std::string_view word) {
    return Z_TYPE_P(value) == IS_STRING && view(Z_STR_P(value)) == word;
}

bool Routes::readSettings(HashTable* section) {
    OptionReader options(section, kRouteConfig);
    options.strings("format_whitelist", settings_.formats);
    zval* slash = options.any("slash");
    zval* onStart = options.any("check_on_start");
    zval* routes = options.any("routes");
    zval* commands = options.any("commands");
    zval* declaration = options.any("declare");
    zval* rules = options.any("rules");
    zval* rewrites = options.any("rewrite");
    zval* router = options.any("router_class");
    zval* expectations = options.any("check");
    using Slash = mvc::RouteTable::Slash;
    if (slash && !isWord(slash, "ignored") && !isWord(slash, "strict")) {
        options.refuse("slash", "\"ignored\" or \"strict\"", slash);
    }
    if (onStart && !isWord(onStart, "") && !isWord(onStart, "log") && !isWord(onStart, "refuse")) {
        options.refuse("check_on_start", "\"log\", \"refuse\" or \"\"", onStart);
    }
    if (expectations && Z_TYPE_P(expectations) != IS_ARRAY) {
        options.refuse("check", "an array URL => route", expectations);
    }
    if (!options.finish()) {
        return false;
    }
    if (slash) {
        settings_.slash = isWord(slash, "strict") ? Slash::Strict : Slash::Ignored;
    }
    lowerAll(settings_.formats); // as they are compared
    checkOnStart_ = onStart ? view(Z_STR_P(onStart)) : std::string_view();
    if (router && Z_TYPE_P(router) != IS_NULL) {
        routerClass_.copyFrom(router);
    }
    if (expectations) {
        expectations_.copyFrom(expectations);
    }
    return readRoutes(routes, false) && readRoutes(commands, true) && readPaths(rules, false) &&
           readPaths(rewrites, true) && (!declaration || callDeclaration(declaration, self_));
}

// What is read anew by each run().
void Routes::dropLoaded() {
    const auto isLoaded = [](Ref<RouteDeclaration>& route) {
        if (route->origin == RouteDeclaration::Origin::Code) {
            return false;
        }
        route->handler.reset();
        return true;
    };
    routes_.erase(std::remove_if(routes_.begin(), routes_.end(), isLoaded), routes_.end());
    settings_ = {};
    settings_.formats = formats_;
    settings_.slash = slash_;
    settings_.rules = Ref<PathRules>(*new PathRules());
    for (const auto& [from, to] : rewrites_) { // they were taken before
        settings_.rules->addRewrite(from, to);
    }
    for (const auto& [from, to] : rules_) {
        settings_.rules->addRule(from, to);
    }
    routerClass_.reset();
    if (router_.isSet() && Z_TYPE_P(router_.get()) != IS_NULL) {
        routerClass_.copyFrom(router_.get());
    }
    expectations_.reset();
    checkOnStart_.clear();
    index_.reset();
    prefix.clear();
}

// Loading a class costs, and may fail: only files that may have the attribute are loaded for it.
static bool mentionsRoute(const std::string& file) {
    static constexpr std::size_t kMaxBytes = 4 * 1024 * 1024;
    std::ifstream stream(file, std::ios::binary);
    std::string text;
    text.reserve(8192);
    for (std::istreambuf_iterator<char> it(stream), end; it != end && text.size() < kMaxBytes; ++it) {
        text.push_back(*it);
    }
    return text.find("#[") != std::string::npos && text.find("Route") != std::string::npos;
}

bool Routes::loadAttributes(Convention& convention) {
    Bootstrap& bootstrap = Bootstrap::from(application_);
    for (ActionTarget* action : convention.actions()) {
        if (!mentionsRoute(bootstrap.actionsPath() + "/" + action->name() + ".php")) {
            continue;
        }
        zend_string* name = zend_string_init(action->className().data(), action->className().size(), false);
        zend_class_entry* ce = zend_lookup_class(name);
        zend_string_release(name);
        if (EG(exception)) {
            return false;
        }
        if (ce && declareAttributes(ce, action->name()) < 0) {
            return false;
        }
    }
    for (zend_class_entry* controller : convention.controllers()) {
        if (declareAttributes(controller, "") < 0) {
            return false;
        }
    }
    return true;
}

bool Routes::checkOnStart() {
    if (checkOnStart_.empty()) {
        return true;
    }
    std::vector<std::string> problems;
    if (!checkRoutes(*this, nullptr, false, problems)) {
        return false;
    }
    if (checkOnStart_ == "log") {
        for (const std::string& problem : problems) {
            logLine("aha: route check: " + problem, LOG_WARNING);
        }
    } else if (!problems.empty()) {
        throwException(exceptions.config, "The check of the routes has failed (%zu): %s", problems.size(),
                       problems[0].c_str());
        return false;
    }
    return true;
}

Convention* Routes::convention() {
    if (loading_ || !application_) {
        return loading_;
    }
    Bootstrap& bootstrap = Bootstrap::from(application_);
    return bootstrap.hasRun() ? bootstrap.plan()->convention : nullptr;
}

bool Routes::load(Bootstrap& bootstrap) {
    RequestPlan& plan = bootstrap.nextPlan();
    frozen_ = false;
    dropLoaded();
    loading_ = plan.convention;
    origin_ = RouteDeclaration::Origin::Config;
    zval* section = bootstrap.configOf("route");
    bool loaded = !section || Z_TYPE_P(section) != IS_ARRAY || readSettings(Z_ARR_P(section));
    origin_ = RouteDeclaration::Origin::Attribute;
    loaded = loaded && loadAttributes(*plan.convention);
    origin_ = RouteDeclaration::Origin::Code;
    RouteIndex* compiled = loaded ? index() : nullptr;
    loaded = compiled && checkOnStart();
    loading_ = nullptr;
    if (!loaded) {
        return false;
    }
    if (routerClass_.isSet()) {
        std::unique_ptr<RouterStep> router = RouterStep::make(bootstrap, routerClass_.get());
        if (!router) {
            return false;
        }
        plan.routing.push_back(router.get());
        plan.parts.push_back(std::move(router));
    }
    if (!compiled->isEmpty()) {
        auto step = std::make_unique<RouteStep>(Ref<RouteIndex>(*compiled));
        if (!step->makeTargets()) {
            return false;
        }
        plan.routing.push_back(step.get());
        plan.parts.push_back(std::move(step));
    }
    frozen_ = true;
    return true;
}

} // namespace aha::php
