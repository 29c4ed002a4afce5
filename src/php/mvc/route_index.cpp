#include "php/mvc/route_index.h"

#include <charconv>

namespace aha::php {

void RouteDeclaration::makeKeys() {
    keys_.clear();
    for (std::size_t i = 0; i < pattern.parameterCount(); ++i) {
        const std::string& text = pattern.parameter(i).name;
        Value key;
        ZVAL_STRINGL(key.get(), text.data(), text.size());
        zend_string_hash_val(Z_STR_P(key.get()));
        keys_.push_back(std::move(key));
    }
}

void RouteDeclaration::fillParams(const mvc::RouteMatch& match, zval* params) {
    array_init_size(params, static_cast<std::uint32_t>(match.count));
    for (std::size_t i = 0; i < match.count; ++i) {
        const std::string_view text = match.values[i];
        zval value;
        if (pattern.parameter(i).type == mvc::SegmentType::Int) { // the table has checked it
            std::int64_t number = 0;
            std::from_chars(text.data(), text.data() + text.size(), number);
            ZVAL_LONG(&value, number);
        } else {
            ZVAL_STRINGL(&value, text.data(), text.size());
        }
        zend_hash_add_new(Z_ARR_P(params), key(i), &value);
    }
}

RouteIndex::RouteIndex(const List& routes, Settings settings)
    : routes_(routes), settings_(std::move(settings)), paths_('/', settings_.slash) {}

Ref<RouteIndex> RouteIndex::make(const List& routes, Settings settings, std::string& problem) {
    Ref<RouteIndex> index(*new RouteIndex(routes, std::move(settings)));
    return index->fill(problem) ? index : Ref<RouteIndex>();
}

bool RouteIndex::fill(std::string& problem) {
    for (std::uint32_t i = 0; i < routes_.size(); ++i) {
        RouteDeclaration& route = *routes_[i];
        route.makeKeys();
        mvc::RouteTable& table = route.isCommand() ? commands_ : paths_;
        if (Result<void> added = table.add(i, route.methods, route.pattern, route.label()); !added) {
            problem = added.error().message;
            return false;
        }
        if (route.name.empty()) {
            continue;
        }
        if (const auto [known, isNew] = names_.emplace(route.name, &route); !isNew) {
            problem = "Routes " + known->second->label() + " and " + route.label() +
                      " have the same name, \"" + route.name + "\"";
            return false;
        }
    }
    return true;
}

RouteDeclaration* RouteIndex::named(std::string_view name) const {
    const auto found = names_.find(std::string(name));
    return found == names_.end() ? nullptr : found->second;
}

bool RouteIndex::find(std::string_view method, std::string_view path, RouteLookup& lookup) const {
    using Outcome = mvc::RouteMatch::Outcome;
    lookup.query = lookup.format = {};
    lookup.rule = nullptr;
    if (!settings_.rules->rewrite(path, lookup.scratch)) {
        return false;
    }
    lookup.path = path;
    paths_.match(method, path, lookup.match);
    if (lookup.match.outcome != Outcome::NotFound) {
        return true;
    }
    if (!settings_.formats.empty()) {
        const mvc::FormatSplit split = mvc::splitFormat(path, settings_.formats);
        if (!split.format.empty()) {
            lookup.path = split.path;
            lookup.format = split.format;
            paths_.match(method, split.path, lookup.match);
            if (lookup.match.outcome != Outcome::NotFound) {
                return true;
            }
        }
    }
    if (!settings_.rules->hasRules()) {
        return true;
    }
    lookup.rule = settings_.rules->apply(lookup.path, lookup.scratch);
    if (lookup.rule) {
        lookup.path = lookup.scratch.rewritten.path;
        lookup.query = lookup.scratch.rewritten.query;
        paths_.match(method, lookup.path, lookup.match);
    }
    return !EG(exception);
}

void RouteIndex::findCommand(std::string_view command, RouteLookup& lookup) const {
    lookup.path = command;
    lookup.query = lookup.format = {};
    lookup.rule = nullptr;
    commands_.match({}, command, lookup.match);
}

} // namespace aha::php
