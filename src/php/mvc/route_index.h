#pragma once

#include "core/base/ref.h"
#include "core/mvc/route_table.h"
#include "php/mvc/path_rules.h"
#include "php/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aha::php {

// One declared route, as it was said. Shared by Routes, which reports what it holds, the objects of PHP that
// stand for it, and the index.
class RouteDeclaration final : public RefCounted<RouteDeclaration> {
public:
    enum class Origin : std::uint8_t { Code, Config, Attribute };
    explicit RouteDeclaration(mvc::PathPattern parsed) : pattern(std::move(parsed)) {}
    static void destroy(RouteDeclaration* route) noexcept { delete route; }

    bool isCommand() const { return pattern.delimiter() != '/'; }
    std::string label() const { return pattern.text() + " (" + site + ")"; } // for messages
    // The array of the values by name; integers where they are declared so.
    void fillParams(const mvc::RouteMatch& match, zval* params);
    zend_string* key(std::size_t parameter) { return Z_STR_P(keys_[parameter].get()); }

    mvc::PathPattern pattern;
    std::vector<std::string> methods; // none: all
    std::string name;                 // "": it has none
    std::string site;                 // "file:line"
    std::string action;               // of an action found by its attribute: its path, "Demo/Client/Http"
    Value handler;                    // a callable, a string (class), or an array (class, method)
    Origin origin = Origin::Code;
    void makeKeys(); // once the pattern is final

private:
    std::vector<Value> keys_; // the names of the parameters as strings
};

// What a path turned out to be. One object serves request after request.
struct RouteLookup {
    mvc::RouteMatch match;
    std::string_view path;   // what became of it; valid as long as the path and this
    std::string_view query;  // of a rule, "": none
    std::string_view format; // "json", "": none
    const PathRule* rule = nullptr;
    PathScratch scratch;
};

// The routes of an application, ready to be searched. Holds no PHP values of its own; never changes.
// Owned by Routes and the plans of the application.
class RouteIndex final : public RefCounted<RouteIndex> {
public:
    using List = std::vector<Ref<RouteDeclaration>>;
    struct Settings {
        Ref<PathRules> rules;
        std::vector<std::string> formats;
        mvc::RouteTable::Slash slash = mvc::RouteTable::Slash::Ignored;
    };
    // Null: routes conflict, `problem` says which.
    static Ref<RouteIndex> make(const List& routes, Settings settings, std::string& problem);
    static void destroy(RouteIndex* index) noexcept { delete index; }

    // Calls PCRE for rules that are regular expressions. False: EG(exception) is set.
    bool find(std::string_view method, std::string_view path, RouteLookup& lookup) const;
    void findCommand(std::string_view command, RouteLookup& lookup) const;
    std::string allowed(const RouteLookup& lookup) const { return paths_.allowedText(lookup.match.allowed); }

    RouteDeclaration* named(std::string_view name) const; // null: there is none
    RouteDeclaration& route(std::uint32_t index) const { return *routes_[index]; }
    const List& routes() const { return routes_; }
    const Settings& settings() const { return settings_; }
    bool isEmpty() const {
        return routes_.empty() && settings_.rules->isEmpty() && settings_.formats.empty();
    }

private:
    RouteIndex(const List& routes, Settings settings);
    bool fill(std::string& problem);

    List routes_;
    Settings settings_;
    mvc::RouteTable paths_;
    mvc::RouteTable commands_{'-'};
    std::unordered_map<std::string, RouteDeclaration*> names_;
};

} // namespace aha::php
