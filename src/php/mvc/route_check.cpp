// Routes::check(): whether URLs lead where they are said to, and whether handlers exist.
#include "php/enter.h"
#include "php/error.h"
#include "php/mvc/router.h"
#include "php/mvc/routes.h"
#include "php/process/steps.h"

#include <algorithm>

namespace aha::php {

// What one check has seen.
struct RouteCheck {
    Routes& routes;
    RouteIndex& index;
    std::vector<std::string>& problems;
    std::vector<const RouteDeclaration*> reached;
    std::vector<const PathRule*> reachedRules;
};

static void dropException() {
    zend_object* exception = EG(exception);
    if (exception && !endsProcess(exception)) {
        zend_clear_exception();
    }
}

static std::string pendingMessage() {
    zend_object* exception = takeException();
    std::string text = exception ? exceptionLine(exception) : "";
    if (exception) {
        OBJ_RELEASE(exception);
    }
    return text;
}

// The class and method of a handler exist; classes are loaded for it.
static std::string handlerProblem(RouteDeclaration& route) {
    zval* handler = route.handler.get();
    zval* className = Z_TYPE_P(handler) == IS_ARRAY ? zend_hash_index_find(Z_ARR_P(handler), 0) : handler;
    if (Z_TYPE_P(className) != IS_STRING) {
        return zend_is_callable(handler, 0, nullptr) ? "" : "its handler cannot be called";
    }
    zend_class_entry* ce = zend_lookup_class(Z_STR_P(className));
    if (EG(exception)) {
        return pendingMessage();
    }
    const std::string name(view(Z_STR_P(className)));
    if (!ce) {
        return "there is no class " + name;
    }
    if (Z_TYPE_P(handler) == IS_ARRAY) {
        zend_string* lower = zend_string_tolower(Z_STR_P(zend_hash_index_find(Z_ARR_P(handler), 1)));
        const bool known = zend_hash_exists(&ce->function_table, lower) || ce->__call;
        zend_string_release(lower);
        return known
                   ? ""
                   : name + " has no method " + Z_STRVAL_P(zend_hash_index_find(Z_ARR_P(handler), 1)) + "()";
    }
    for (const char* method : {"execute", "excute", "__invoke"}) {
        if (zend_hash_str_exists(&ce->function_table, method, strlen(method))) {
            return "";
        }
    }
    return name + " has neither execute() nor __invoke()";
}

// What a request leads to, as it is written in a check: several names may stand for it.
static std::vector<std::string> outcomesOf(RouteCheck& check, RouteLookup& lookup) {
    using Outcome = mvc::RouteMatch::Outcome;
    if (lookup.rule) {
        check.reachedRules.push_back(lookup.rule);
    }
    switch (lookup.match.outcome) {
    case Outcome::Found: {
        RouteDeclaration& route = check.index.route(lookup.match.route);
        check.reached.push_back(&route);
        if (route.name.empty()) {
            return {route.pattern.text(), route.action};
        }
        return {route.name, route.pattern.text(), route.action};
    }
    case Outcome::Options: return {"204"};
    case Outcome::BadPath: return {"400"};
    case Outcome::MethodNotAllowed: return {"405"};
    case Outcome::TooLong: return {"414"};
    case Outcome::NotFound: break;
    }
    if (Convention* convention = check.routes.convention()) {
        if (ActionTarget* action = convention->find(lookup.path, '/')) {
            return {action->name()};
        }
        dropException(); // RouterException
    }
    return {"404"};
}

static bool checkLine(RouteCheck& check, std::string_view line, zval* expected) {
    std::string_view method = "GET", path = line;
    if (const std::size_t blank = line.find(' '); blank != std::string_view::npos) {
        method = line.substr(0, blank);
        path = line.substr(blank + 1);
    }
    path = path.substr(0, path.find('?'));
    RouteLookup& lookup = check.routes.lookup();
    if (!check.index.find(method, path, lookup)) {
        return false;
    }
    const std::vector<std::string> outcomes = outcomesOf(check, lookup);
    std::string wanted = "404";
    if (Z_TYPE_P(expected) == IS_LONG) {
        wanted = std::to_string(Z_LVAL_P(expected));
    } else if (Z_TYPE_P(expected) == IS_STRING) {
        wanted = view(Z_STR_P(expected));
    }
    if (wanted.empty() || std::find(outcomes.begin(), outcomes.end(), wanted) == outcomes.end()) {
        check.problems.push_back("\"" + std::string(line) + "\" leads to " + outcomes[0] + ", not to " +
                                 wanted);
    }
    return !EG(exception);
}

static bool checkLines(RouteCheck& check, HashTable* lines) {
    zend_string* key;
    zval* expected;
    ZEND_HASH_FOREACH_STR_KEY_VAL(lines, key, expected) {
        ZVAL_DEREF(expected);
        if (!key || Z_TYPE_P(expected) == IS_ARRAY || Z_TYPE_P(expected) == IS_OBJECT) {
            check.problems.push_back(
                "A line of the check must be \"GET /path\" => a route, an action or a status");
        } else if (!checkLine(check, view(key), expected)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void checkReached(RouteCheck& check) {
    for (const Ref<RouteDeclaration>& route : check.index.routes()) {
        const bool known =
            std::find(check.reached.begin(), check.reached.end(), route.get()) != check.reached.end();
        if (!known && !route->isCommand()) {
            check.problems.push_back("No line of the check leads to route " + route->label());
        }
    }
    for (const PathRule& rule : check.index.settings().rules->rules()) {
        if (std::find(check.reachedRules.begin(), check.reachedRules.end(), &rule) ==
            check.reachedRules.end()) {
            check.problems.push_back("No line of the check leads to rule \"" + rule.pattern + "\"");
        }
    }
}

bool checkRoutes(Routes& routes, HashTable* expected, bool all, std::vector<std::string>& problems) {
    RouteIndex* index = routes.index();
    if (!index) {
        return false;
    }
    RouteCheck check{routes, *index, problems, {}, {}};
    for (const Ref<RouteDeclaration>& route : index->routes()) {
        if (const std::string problem = handlerProblem(*route); !problem.empty()) {
            problems.push_back("Route " + route->label() + ": " + problem);
        }
        if (EG(exception)) {
            return false;
        }
    }
    zval* known = routes.expectations();
    HashTable* lines = expected || !known ? expected : Z_ARR_P(known);
    if (lines && !checkLines(check, lines)) {
        return false;
    }
    if (all) {
        checkReached(check);
    }
    return true;
}

} // namespace aha::php
