#include "php/mvc/route_target.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/router.h"

#include <algorithm>
#include <strings.h>

namespace aha::php {

static std::string_view parameterName(zend_function* function, std::uint32_t index) {
    return function->type == ZEND_USER_FUNCTION
               ? view(function->op_array.arg_info[index].name)
               : std::string_view(function->internal_function.arg_info[index].name);
}

using Number = RouteArguments::Number;

static Number numberOf(const zend_type& type) {
    if (ZEND_TYPE_IS_COMPLEX(type)) {
        return Number::Any;
    }
    switch (ZEND_TYPE_PURE_MASK(type) & ~static_cast<std::uint32_t>(MAY_BE_NULL)) {
    case MAY_BE_LONG: return Number::Int;
    case MAY_BE_DOUBLE:
    case MAY_BE_LONG | MAY_BE_DOUBLE: return Number::Float;
    default: return Number::Any;
    }
}

// As PHP converts it, but without blanks, signs of plus, and fractions that would be lost.
static bool isNumber(zval* value, Number number) {
    if (Z_TYPE_P(value) != IS_STRING || number == Number::Any) {
        return true;
    }
    const std::string_view text = view(Z_STR_P(value));
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || (text[0] != '-' && !isDigit(text[0])) || !isDigit(text.back())) {
        return false;
    }
    zend_long integer;
    double real = 0;
    const unsigned char type = is_numeric_string(text.data(), text.size(), &integer, &real, false);
    return type == IS_LONG || (number == Number::Float && type == IS_DOUBLE && zend_finite(real));
}

static void throwNoNumber(Dispatcher& request, const std::string& name, const std::string& route,
                          Number number) {
    std::string message = "There is no action for \"" + std::string(request.routed().substr(0, 200)) + "\"";
    if (request.bootstrap().isDebug()) {
        message += ": the parameter \"" + name + "\" of " + route + " is to be " +
                   (number == Number::Int ? "an int" : "a number") + ", as the function takes it";
    }
    throwObject(makeRouterException(message));
}

static bool hasClassName(const zend_type& type, const char* name) {
    return ZEND_TYPE_HAS_NAME(type) && strcasecmp(ZSTR_VAL(ZEND_TYPE_NAME(type)), name) == 0;
}

// Takes the parameters of a function one after the other.
struct RouteArguments::Chooser {
    using Kind = Argument::Kind;
    zend_function* function;
    RouteDeclaration& route;
    std::vector<bool> used;

    bool isNamed(std::uint32_t index) const { // one of the route's parameters is called so
        return route.pattern.indexOf(parameterName(function, index)).has_value();
    }
    bool chooseObject(std::uint32_t index, Argument& out) const {
        const zend_type& type = function->common.arg_info[index].type;
        const std::string_view name = parameterName(function, index);
        const bool byName = !ZEND_TYPE_IS_SET(type) && !isNamed(index);
        if (hasClassName(type, "Aha\\Mvc\\Dispatcher") || (byName && name == "dispatcher")) {
            out.kind = Kind::Dispatcher;
        } else if (hasClassName(type, "Aha\\Server\\Request") || (byName && name == "request")) {
            out.kind = Kind::Request;
        } else if (hasClassName(type, "Aha\\Server\\Response") || (byName && name == "response")) {
            out.kind = Kind::Response;
        } else {
            return false;
        }
        return true;
    }
    bool chooseParameter(std::uint32_t index, Argument& out) {
        std::size_t parameter = route.pattern.parameterCount();
        if (const auto named = route.pattern.indexOf(parameterName(function, index))) {
            parameter = *named;
        } else { // the first one that no parameter of the function is called like
            for (std::size_t i = 0; i < used.size() && parameter == used.size(); ++i) {
                parameter = used[i] ? parameter : i;
            }
        }
        if (parameter == used.size()) {
            return false;
        }
        used[parameter] = true;
        out.kind = Kind::Parameter;
        out.key = route.key(parameter);
        out.number = numberOf(function->common.arg_info[index].type);
        return true;
    }
};

bool RouteArguments::plan(zend_function* function, RouteDeclaration& route, std::string& problem) {
    arguments_.clear();
    const std::uint32_t count = function->common.num_args;
    Chooser chooser{function, route, std::vector<bool>(route.pattern.parameterCount())};
    for (std::uint32_t i = 0; i < count; ++i) { // those found by name are not given by position
        if (const auto named = route.pattern.indexOf(parameterName(function, i))) {
            chooser.used[*named] = true;
        }
    }
    for (std::uint32_t i = 0; i < count && i < Invocation::kMaxArguments; ++i) {
        Argument argument{};
        if (!chooser.chooseObject(i, argument) && !chooser.chooseParameter(i, argument)) {
            if (i < function->common.required_num_args) {
                problem = "nothing fits the parameter $" + std::string(parameterName(function, i));
                return false;
            }
            break; // it has a default, and so have those behind it
        }
        arguments_.push_back(argument);
    }
    const bool variadic = (function->common.fn_flags & ZEND_ACC_VARIADIC) != 0;
    for (std::size_t i = 0; variadic && i < chooser.used.size(); ++i) {
        if (!chooser.used[i] && arguments_.size() < Invocation::kMaxArguments) {
            arguments_.push_back(
                {Argument::Kind::Parameter, route.key(i), numberOf(function->common.arg_info[count].type)});
        }
    }
    checks_ = std::any_of(arguments_.begin(), arguments_.end(),
                          [](const Argument& argument) { return argument.number != Number::Any; });
    return true;
}

bool RouteArguments::check(Dispatcher& request, const RouteDeclaration& route) const {
    if (!checks_ || Z_TYPE_P(request.params().get()) != IS_ARRAY) {
        return true;
    }
    for (const Argument& argument : arguments_) {
        zval* value = argument.key ? zend_hash_find(Z_ARR_P(request.params().get()), argument.key) : nullptr;
        if (value && !isNumber(value, argument.number)) {
            throwNoNumber(request, std::string(view(argument.key)), "the route " + route.label(),
                          argument.number);
            return false;
        }
    }
    return true;
}

void RouteArguments::add(Dispatcher& request, Invocation& call) const {
    std::uint32_t absent = 0; // nulls at the end: the function has defaults
    for (const Argument& argument : arguments_) {
        zval nothing;
        ZVAL_NULL(&nothing);
        zval* value = &nothing;
        switch (argument.kind) {
        case Argument::Kind::Dispatcher:
            absent = 0;
            call.add(request.object());
            continue;
        case Argument::Kind::Request: value = request.requestObject().get(); break;
        case Argument::Kind::Response: value = request.responseObject().get(); break;
        case Argument::Kind::Parameter:
            if (Z_TYPE_P(request.params().get()) == IS_ARRAY) {
                zval* found = zend_hash_find(Z_ARR_P(request.params().get()), argument.key);
                value = found ? found : &nothing;
            }
            break;
        }
        absent = value == &nothing ? absent + 1 : 0;
        if (Z_TYPE_P(value) == IS_UNDEF) {
            value = &nothing;
        }
        call.add(value);
    }
    call.count -= absent;
}

CallableTarget::CallableTarget(std::string name, Ref<RouteDeclaration> route)
    : RequestTarget(std::move(name)), route_(std::move(route)), call_(*this), calls_{&call_} {}

bool CallableTarget::prepare() {
    zval* handler = route_->handler.get();
    if (!call_.callable.set(handler)) {
        throwException(exceptions.config, "The handler of route %s cannot be called",
                       route_->label().c_str());
        return false;
    }
    zend_fcall_info_cache cache;
    std::string problem;
    bool fits = true;
    if (zend_is_callable_ex(handler, nullptr, 0, nullptr, &cache, nullptr)) {
        // What __call() takes is not known.
        if (!(cache.function_handler->common.fn_flags & ZEND_ACC_CALL_VIA_TRAMPOLINE)) {
            fits = arguments_.plan(cache.function_handler, *route_, problem);
        }
        zend_release_fcall_info_cache(&cache);
    }
    if (!fits) {
        throwException(exceptions.config, "The handler of route %s cannot be called: %s",
                       route_->label().c_str(), problem.c_str());
    }
    return fits;
}

Prepared CallableTarget::Call::prepare(Dispatcher& request, Invocation& call) {
    callable.prepare(call);
    target.arguments_.add(request, call);
    return Prepared::Call;
}

Next CallableTarget::Call::take(Dispatcher& request, zval* value) {
    if (Z_TYPE_P(value) != IS_NULL) {
        request.setResponseValue(value);
    }
    return Next::Go;
}

RouteActionTarget::RouteActionTarget(std::string name, std::string className, std::string method,
                                     Ref<RouteDeclaration> route)
    : ActionTarget(std::move(name), std::move(className), std::move(method)), route_(std::move(route)) {}

static bool addByName(Dispatcher& request, zend_function& method, Invocation& call) {
    zval* params = request.params().get();
    for (std::uint32_t i = 0; i < method.common.num_args && i < Invocation::kMaxArguments; ++i) {
        const std::string_view name = parameterName(&method, i);
        zval* value = Z_TYPE_P(params) == IS_ARRAY
                          ? zend_hash_str_find_deref(Z_ARR_P(params), name.data(), name.size())
                          : nullptr;
        if (hasClassName(method.common.arg_info[i].type, "Aha\\Mvc\\Dispatcher")) {
            call.add(request.object());
        } else if (value) {
            const Number number = numberOf(method.common.arg_info[i].type);
            if (!isNumber(value, number)) {
                throwNoNumber(request, std::string(name), "the router", number);
                return false;
            }
            call.add(value);
        } else if (i < method.common.required_num_args) {
            throwException(exceptions.config, "The router gave no parameter $%.*s",
                           static_cast<int>(name.size()), name.data());
            return false;
        } else {
            break;
        }
    }
    return true;
}

bool RouteActionTarget::plan(zend_function& method) {
    if (planned_) {
        return true;
    }
    std::string problem;
    if (!arguments_.plan(&method, *route_, problem)) {
        problem.insert(0, className() + " cannot serve route " + route_->label() + ": ");
        throwObject(makeException(exceptions.config, problem));
        return false;
    }
    planned_ = true;
    return true;
}

bool RouteActionTarget::takesParams(Dispatcher& request) {
    zend_function* method = body();
    return method && plan(*method) && arguments_.check(request, *route_);
}

bool RouteActionTarget::addArguments(Dispatcher& request, zend_function& method, Invocation& call) {
    if (!route_) {
        return addByName(request, method, call);
    }
    if (!plan(method)) {
        return false;
    }
    arguments_.add(request, call);
    return true;
}

std::unique_ptr<RequestTarget> makeRouteTarget(Ref<RouteDeclaration> route) {
    std::string name = route->action.empty() ? route->pattern.text() : route->action;
    zval* handler = route->handler.get();
    if (Z_TYPE_P(handler) == IS_STRING) {
        std::string className(view(Z_STR_P(handler)));
        return std::make_unique<RouteActionTarget>(std::move(name), std::move(className), "",
                                                   std::move(route));
    }
    if (Z_TYPE_P(handler) == IS_ARRAY) {
        zval* className = zend_hash_index_find(Z_ARR_P(handler), 0);
        zval* method = zend_hash_index_find(Z_ARR_P(handler), 1);
        if (Z_TYPE_P(className) == IS_STRING) {
            std::string text(view(Z_STR_P(className)));
            std::string methodText(view(Z_STR_P(method)));
            return std::make_unique<RouteActionTarget>(std::move(name), std::move(text),
                                                       std::move(methodText), std::move(route));
        }
    }
    auto target = std::make_unique<CallableTarget>(std::move(name), std::move(route));
    if (!target->prepare()) {
        return nullptr;
    }
    return target;
}

} // namespace aha::php
