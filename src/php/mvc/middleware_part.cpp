#include "php/mvc/middleware_part.h"

#include "php/error.h"
#include "php/mvc/dispatcher.h"

namespace aha::php {

MiddlewarePart::~MiddlewarePart() {
    for (TypeHandler& type : types_) {
        zend_string_release(type.type);
    }
}

void MiddlewarePart::visit(Gc& gc) {
    configured.visit(gc);
    configuredHandlers.visit(gc);
    middleware.visit(gc);
    handlers.visit(gc);
    for (auto* members : {&members_, &handlerMembers_}) {
        for (auto& member : *members) {
            member->visit(gc);
        }
    }
}

bool MiddlewarePart::addTypes(GroupDefinitions& definitions) {
    zval* pair;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(definitions.types.get()), pair) {
        zend_string* type = Z_STR_P(zend_hash_index_find(Z_ARR_P(pair), 0));
        zval* member = zend_hash_index_find(Z_ARR_P(pair), 1);
        types_.push_back({zend_string_copy(type), handlers.numberOf(member), nullptr});
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

// Everything is owned by the part before code of the user's runs.
bool MiddlewarePart::makeMembers(Bootstrap& bootstrap) {
    for (bool isHandler : {false, true}) {
        GroupSet& set = isHandler ? handlers : middleware;
        auto& members = isHandler ? handlerMembers_ : members_;
        for (std::uint32_t i = 0; i < set.members().size(); ++i) {
            members.push_back(std::make_unique<MiddlewareMember>());
            if (!members.back()->resolve(set.members()[i]->get(), set.groupOf(i), isHandler) ||
                !members.back()->make(bootstrap, set.groupOf(i))) {
                return false;
            }
        }
    }
    last_ = makeLastHandlerStep();
    return makeTypeSteps();
}

bool MiddlewarePart::makeTypeSteps() {
    for (TypeHandler& type : types_) {
        zend_class_entry* ce = zend_lookup_class(type.type);
        if (!ce) {
            if (!EG(exception)) {
                throwException(exceptions.config, "Exception handlers: there is no class or interface %s",
                               ZSTR_VAL(type.type));
            }
            return false;
        }
        type.step = makeHandlerStep(*handlerMembers_[type.member], ce);
    }
    return true;
}

// Request filters as they are in the groups; what comes after the action in the reverse order, like layers.
std::unique_ptr<TargetSteps> MiddlewarePart::combine(std::uint32_t rule, std::uint32_t handlerRule) {
    auto steps = std::make_unique<TargetSteps>();
    const std::vector<std::uint32_t> members = middleware.membersOf(rule);
    for (std::uint32_t number : members) {
        if (RequestStep* step = members_[number]->filter.get()) {
            steps->requestFilters.push_back(step);
        }
    }
    for (auto number = members.rbegin(); number != members.rend(); ++number) {
        if (RequestStep* step = members_[*number]->postFilter.get()) {
            steps->postFilters.push_back(step);
        }
        if (RequestStep* step = members_[*number]->terminator.get()) {
            steps->terminators.push_back(step);
        }
    }
    for (std::uint32_t number : handlers.membersOf(handlerRule)) {
        steps->errorHandlers.push_back(handlerMembers_[number]->handler.get());
    }
    for (TypeHandler& type : types_) {
        steps->errorHandlers.push_back(type.step.get());
    }
    steps->errorHandlers.push_back(last_.get());
    return steps;
}

const TargetSteps& MiddlewarePart::stepsOf(std::string_view route) {
    const std::uint32_t rule = middleware.ruleFor(route);
    const std::uint32_t handlerRule = handlers.ruleFor(route);
    auto& steps = known_[{rule, handlerRule}];
    if (!steps) {
        steps = combine(rule, handlerRule);
    }
    return *steps;
}

// Without a target it is the path that says who is asked, in the spelling that routes have.
const TargetSteps& MiddlewareSource::stepsOf(Dispatcher& request, RequestTarget* target) {
    std::string name = target ? target->name() : std::string(request.routed());
    if (!target) {
        for (char& c : name) {
            c = c == request.delimiter() ? '/' : c;
        }
        name.erase(0, name.find_first_not_of('/'));
    }
    const TargetSteps& steps = part_.stepsOf(mvc::routeOfTarget(name));
    if (target) {
        target->steps = &steps;
    }
    return steps;
}

} // namespace aha::php
