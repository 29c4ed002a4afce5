#pragma once

#include "php/class.h"
#include "php/mvc/route_index.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aha::php {

class Bootstrap;
class Convention;

// Native part of Aha\Mvc\Routes: what was declared, by whom, and the settings of the routing. The plan of the
// application gets an index of it. What is declared in code stays for the next run(), what the configuration
// and attributes have is read anew.
class Routes {
public:
    Routes();
    ~Routes();
    void attach(zend_object* self) { self_ = self; }
    void visit(Gc& gc);
    void setApplication(zend_object* bootstrap) { application_ = bootstrap; }

    // Each: null or false: EG(exception) is set.
    // `site` is where it was declared, "": in the code that calls.
    RouteDeclaration* declare(std::vector<std::string> methods, std::string_view pattern, zval* handler,
                              bool command = false, std::string site = {});
    bool rename(RouteDeclaration& route, std::string_view name);
    bool constrain(RouteDeclaration& route, std::string_view parameter, std::string_view type);
    bool describe(RouteDeclaration& route, zval* name, zval* where);        // both; null or undefined: none
    int declareAttributes(zend_class_entry* ce, const std::string& action); // how many; -1: EG(exception)
    bool addRule(std::string_view pattern, std::string_view target);
    bool addRewrite(std::string_view regex, std::string_view replacement);
    bool setFormats(std::vector<std::string> formats); // in lower case
    bool setSlash(mvc::RouteTable::Slash slash);
    bool setRouter(zval* router);

    // The part of an application: reads Config/Route.php and the attributes of the actions, adds to the plan.
    bool load(Bootstrap& bootstrap);
    RouteIndex* index(); // of all that is declared now
    RouteLookup& lookup();
    const RouteIndex::List& routes() const { return routes_; }
    zval* expectations() { return expectations_.isSet() ? expectations_.get() : nullptr; }
    Convention* convention(); // of the application, once it has run; null: none

    std::string prefix; // of the groups that are being declared

private:
    using TextPair = std::pair<std::string, std::string>;
    bool mayChange();
    RouteDeclaration* redeclared(const std::vector<std::string>& methods, const std::string& pattern,
                                 const std::string& site);
    bool addPath(bool rewrites, std::string_view from, std::string_view to);
    void dropLoaded();
    bool readSettings(HashTable* section);
    bool readRoutes(zval* list, bool commands);
    bool readRoute(zend_string* key, zval* entry, bool commands);
    bool readPaths(zval* list, bool rewrites);
    bool loadAttributes(Convention& convention);
    bool checkOnStart();

    zend_object* self_ = nullptr;
    zend_object* application_ = nullptr; // Bootstrap, which has us; null: on our own
    RouteIndex::List routes_;
    std::vector<TextPair> rules_; // of code
    std::vector<TextPair> rewrites_;
    std::vector<std::string> formats_;
    mvc::RouteTable::Slash slash_ = mvc::RouteTable::Slash::Ignored;
    Value router_;
    RouteIndex::Settings settings_; // with what the configuration says
    Ref<RouteIndex> index_;         // null: what was declared has changed
    std::unique_ptr<RouteLookup> lookup_;
    Value routerClass_; // likewise
    Value expectations_;
    std::string checkOnStart_;
    Convention* loading_ = nullptr; // of the plan that is being made
    RouteDeclaration::Origin origin_ = RouteDeclaration::Origin::Code;
    bool frozen_ = false; // in use by the application
};

// Class or "Class::method" or [Class, method] or a callable, for RouteDeclaration::handler. False: nothing of
// it.
bool takeRouteHandler(zval* handler, Value& out);
// "GET|POST", ["GET", "POST"]; none of them: "ANY". False: EG(exception) is set.
bool readRouteMethods(zval* value, std::vector<std::string>& out);

bool isRouter(zval* value); // an object that implements RouterInterface
void lowerAll(std::vector<std::string>& texts);

// What is wrong with the routes, see Routes::check(). False: EG(exception) is set.
bool checkRoutes(Routes& routes, HashTable* expected, bool all, std::vector<std::string>& problems);

// The URL of a route; params and query may be null. False: EG(exception) is set.
bool buildRouteUrl(RouteDeclaration& route, HashTable* params, zval* query, std::string& out);

// The object of PHP that stands for a declaration; the caller owns the reference.
zend_object* makeDeclaredRoute(Routes& routes, RouteDeclaration& route);

} // namespace aha::php
