#include "php/mvc/routes.h"

#include "php/error.h"

#include <algorithm>

namespace aha::php {

Routes::Routes() { settings_.rules = Ref<PathRules>(*new PathRules()); }

// What else refers to a declaration reports nothing that it holds.
Routes::~Routes() {
    std::for_each(routes_.begin(), routes_.end(), [](auto& route) { route->handler.reset(); });
}

void Routes::visit(Gc& gc) {
    for (Ref<RouteDeclaration>& route : routes_) {
        gc.add(route->handler);
    }
    gc.add(router_);
    gc.add(routerClass_);
    gc.add(expectations_);
}

bool Routes::mayChange() {
    if (frozen_) {
        throwException(exceptions.state,
                       "Routes are declared before Aha\\Bootstrap::run(), or in Config/Route.php");
        return false;
    }
    index_.reset();
    return true;
}

static void appendUpper(std::string& out, std::string_view text) {
    for (const char c : text) {
        out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
}

static bool isMethodName(std::string_view name) {
    return !name.empty() && name.size() <= mvc::kMaxMethodBytes &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}

static bool addMethods(std::string_view text, std::vector<std::string>& out, bool& any) {
    while (true) {
        const std::size_t bar = text.find('|');
        std::string name;
        appendUpper(name, text.substr(0, bar));
        if (name == "ANY") {
            any = true;
        } else if (!isMethodName(name)) {
            throwException(exceptions.config, "\"%s\" is no HTTP method: \"GET\", \"GET|POST\", \"ANY\" …",
                           name.c_str());
            return false;
        } else if (std::find(out.begin(), out.end(), name) == out.end()) {
            out.push_back(std::move(name));
        }
        if (bar == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(bar + 1);
    }
}

bool readRouteMethods(zval* value, std::vector<std::string>& out) {
    bool any = false;
    bool good = true;
    if (Z_TYPE_P(value) == IS_STRING) {
        good = addMethods(view(Z_STR_P(value)), out, any);
    } else if (Z_TYPE_P(value) == IS_ARRAY && zend_hash_num_elements(Z_ARR_P(value)) > 0) {
        zval* each;
        ZEND_HASH_FOREACH_VAL(Z_ARR_P(value), each) {
            ZVAL_DEREF(each);
            good = good && Z_TYPE_P(each) == IS_STRING && addMethods(view(Z_STR_P(each)), out, any);
        }
        ZEND_HASH_FOREACH_END();
    } else {
        good = false;
    }
    if (!good && !EG(exception)) {
        throwException(exceptions.config, "The methods of a route are a string or a list of strings");
    }
    if (any) {
        out.clear();
    }
    return good;
}

static bool isClassName(std::string_view name) {
    return !name.empty() && name.size() <= 1024 && (name[0] < '0' || name[0] > '9') &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '\\' || static_cast<unsigned char>(c) >= 0x80;
           });
}

static void setMethodHandler(Value& out, std::string_view className, std::string_view method) {
    zval pair;
    array_init_size(&pair, 2);
    add_next_index_stringl(&pair, className.data(), className.size());
    add_next_index_stringl(&pair, method.data(), method.size());
    out.copyFrom(&pair);
    zval_ptr_dtor(&pair);
}

bool takeRouteHandler(zval* handler, Value& out) {
    ZVAL_DEREF(handler);
    if (Z_TYPE_P(handler) == IS_STRING) {
        std::string_view name = view(Z_STR_P(handler));
        name.remove_prefix(name.starts_with('\\') ? 1 : 0);
        const std::size_t colons = name.find("::");
        const std::string_view method =
            colons == std::string_view::npos ? std::string_view() : name.substr(colons + 2);
        if (!isClassName(name.substr(0, colons)) ||
            (colons != std::string_view::npos && !isClassName(method))) {
            return false;
        }
        if (colons == std::string_view::npos) {
            zval text;
            ZVAL_STRINGL(&text, name.data(), name.size());
            out.copyFrom(&text);
            zval_ptr_dtor(&text);
        } else {
            setMethodHandler(out, name.substr(0, colons), method);
        }
        return true;
    }
    if (Z_TYPE_P(handler) == IS_ARRAY && zend_hash_num_elements(Z_ARR_P(handler)) == 2) {
        zval* className = zend_hash_index_find_deref(Z_ARR_P(handler), 0);
        zval* method = zend_hash_index_find_deref(Z_ARR_P(handler), 1);
        if (className && method && Z_TYPE_P(className) == IS_STRING && Z_TYPE_P(method) == IS_STRING) {
            std::string_view name = view(Z_STR_P(className));
            name.remove_prefix(name.starts_with('\\') ? 1 : 0);
            if (!isClassName(name) || !isClassName(view(Z_STR_P(method)))) {
                return false;
            }
            setMethodHandler(out, name, view(Z_STR_P(method)));
            return true;
        }
    }
    if (!zend_is_callable(handler, 0, nullptr)) {
        return false;
    }
    out.copyFrom(handler);
    return true;
}

static std::string routeSite() {
    std::string text;
    appendSite(text, callerSite());
    return text;
}

// After run() the same lines of a script may declare the same routes again, for the next run().
RouteDeclaration* Routes::redeclared(const std::vector<std::string>& methods, const std::string& pattern,
                                     const std::string& site) {
    for (Ref<RouteDeclaration>& route : routes_) {
        if (route->site == site && route->pattern.text() == pattern && route->methods == methods) {
            return &*route;
        }
    }
    return nullptr;
}

RouteDeclaration* Routes::declare(std::vector<std::string> methods, std::string_view pattern, zval* handler,
                                  bool command, std::string site) {
    const std::string text = command ? std::string(pattern) : prefix + std::string(pattern);
    Value taken;
    if (!takeRouteHandler(handler, taken)) {
        zend_type_error("The handler of route \"%s\" must be a callable, \"Class\", \"Class::method\" or "
                        "[Class, method], "
                        "%s given",
                        text.c_str(), zend_zval_type_name(handler));
        return nullptr;
    }
    site = site.empty() ? routeSite() : std::move(site);
    if (RouteDeclaration* same = frozen_ ? redeclared(methods, text, site) : nullptr) {
        same->handler.copyFrom(taken.get());
        return same;
    }
    Result<mvc::PathPattern> parsed = mvc::PathPattern::parse(text, command ? '-' : '/');
    if (!parsed) {
        throwError(parsed.error());
        return nullptr;
    }
    if (!mayChange()) {
        return nullptr;
    }
    Ref<RouteDeclaration> route(*new RouteDeclaration(parsed.take()));
    route->methods = std::move(methods);
    route->site = std::move(site);
    route->origin = origin_;
    route->handler.copyFrom(taken.get());
    routes_.push_back(route);
    return &*route;
}

bool Routes::rename(RouteDeclaration& route, std::string_view name) {
    if (name.empty()) {
        throwException(exceptions.config, "The name of route %s is empty", route.label().c_str());
        return false;
    }
    if (route.name == name) {
        return true;
    }
    if (!mayChange()) {
        return false;
    }
    route.name = name; // the index finds names that stand there twice
    return true;
}

bool Routes::constrain(RouteDeclaration& route, std::string_view parameter, std::string_view type) {
    mvc::PathPattern pattern = route.pattern;
    if (Result<void> constrained = pattern.constrain(parameter, type); !constrained) {
        throwError(constrained.error());
        return false;
    }
    const std::size_t index = *pattern.indexOf(parameter);
    if (pattern.parameter(index).typeText() == route.pattern.parameter(index).typeText()) {
        return true;
    }
    if (!mayChange()) {
        return false;
    }
    route.pattern = std::move(pattern);
    return true;
}

bool Routes::describe(RouteDeclaration& route, zval* name, zval* where) {
    if (name && Z_TYPE_P(name) > IS_NULL) {
        if (Z_TYPE_P(name) != IS_STRING) {
            throwException(exceptions.config, "The name of route %s must be a string", route.label().c_str());
            return false;
        }
        if (!rename(route, view(Z_STR_P(name)))) {
            return false;
        }
    }
    if (!where || Z_TYPE_P(where) <= IS_NULL) {
        return true;
    }
    bool good = Z_TYPE_P(where) == IS_ARRAY;
    if (good) {
        zend_string* key;
        zval* type;
        ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(where), key, type) {
            ZVAL_DEREF(type);
            good = good && key && Z_TYPE_P(type) == IS_STRING;
            if (good && !constrain(route, view(key), view(Z_STR_P(type)))) {
                return false;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    if (!good) {
        throwException(exceptions.config, "\"where\" of route %s must be an array parameter => type",
                       route.label().c_str());
    }
    return good;
}

bool Routes::addPath(bool rewrites, std::string_view from, std::string_view to) {
    std::vector<TextPair>& list = rewrites ? rewrites_ : rules_;
    TextPair pair(from, to);
    if (frozen_ && std::find(list.begin(), list.end(), pair) != list.end()) {
        return true;
    }
    if (!mayChange() ||
        !(rewrites ? settings_.rules->addRewrite(from, to) : settings_.rules->addRule(from, to))) {
        return false;
    }
    if (origin_ == RouteDeclaration::Origin::Code) {
        list.push_back(std::move(pair));
    }
    return true;
}

bool Routes::addRule(std::string_view pattern, std::string_view target) {
    return addPath(false, pattern, target);
}

bool Routes::addRewrite(std::string_view regex, std::string_view replacement) {
    return addPath(true, regex, replacement);
}

void lowerAll(std::vector<std::string>& texts) {
    for (std::string& text : texts) {
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    }
}

bool Routes::setFormats(std::vector<std::string> formats) {
    if (frozen_ && formats_ == formats) {
        return true;
    }
    if (!mayChange()) {
        return false;
    }
    settings_.formats = formats;
    formats_ = std::move(formats);
    return true;
}

bool Routes::setSlash(mvc::RouteTable::Slash slash) {
    if (frozen_ && slash_ == slash) {
        return true;
    }
    if (!mayChange()) {
        return false;
    }
    settings_.slash = slash_ = slash;
    return true;
}

bool Routes::setRouter(zval* router) {
    const bool same = Z_TYPE_P(router) == IS_OBJECT && router_.isSet() &&
                      Z_TYPE_P(router_.get()) == IS_OBJECT && Z_OBJCE_P(router) == Z_OBJCE_P(router_.get());
    if (!(frozen_ && (same || (router_.isSet() && zend_is_identical(router, router_.get())))) &&
        !mayChange()) {
        return false;
    }
    router_.copyFrom(router); // for the next run()
    return true;
}

RouteIndex* Routes::index() {
    if (!index_) {
        std::string problem;
        index_ = RouteIndex::make(routes_, settings_, problem);
        if (!index_) {
            throwException(exceptions.config, "%s", problem.c_str());
            return nullptr;
        }
    }
    return &*index_;
}

RouteLookup& Routes::lookup() {
    if (!lookup_) {
        lookup_ = std::make_unique<RouteLookup>();
    }
    return *lookup_;
}

} // namespace aha::php
