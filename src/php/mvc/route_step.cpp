#include "php/mvc/route_step.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/routes.h"

#include "php_stubs/Mvc/RouterInterface_arginfo.h"

namespace aha::php {

static zend_class_entry* routerInterface; // written in MINIT only

void registerRouterInterface() { routerInterface = register_class_Aha_Mvc_RouterInterface(); }

bool isRouter(zval* value) {
    return Z_TYPE_P(value) == IS_OBJECT && instanceof_function(Z_OBJCE_P(value), routerInterface);
}

RouteStep::RouteStep(Ref<RouteIndex> index) : index_(std::move(index)) {}

bool RouteStep::makeTargets() {
    for (const Ref<RouteDeclaration>& route : index_->routes()) {
        std::unique_ptr<RequestTarget> target = makeRouteTarget(route);
        if (!target) {
            return false;
        }
        targets_.push_back(std::move(target));
    }
    return true;
}

void RouteStep::visit(Gc& gc) {
    for (auto& target : targets_) {
        target->visit(gc);
    }
}

static void throwRefusal(int status, const char* message) {
    throwObject(makeException(exceptions.http, message, nullptr, status));
}

// The target, and what the path has brought for it.
Prepared RouteStep::accept(Dispatcher& request) {
    RouteDeclaration& route = index_->route(lookup_.match.route);
    if (lookup_.match.count > 0) {
        zval params;
        route.fillParams(lookup_.match, &params);
        request.setParams(&params);
    }
    RequestTarget& target = *targets_[lookup_.match.route];
    request.setTarget(target);
    return lookup_.match.count == 0 || target.takesParams(request) ? Prepared::Skip : Prepared::Failed;
}

// The path of the convention is what suffix and rules leave of it; captures go into the query.
bool RouteStep::rewrite(Dispatcher& request) {
    if (!lookup_.format.empty()) {
        request.setFormat(lookup_.format);
    }
    if (!lookup_.query.empty() && Z_TYPE_P(request.requestObject().get()) == IS_OBJECT) {
        addToQuery(Z_OBJ_P(request.requestObject().get()), lookup_.query);
    }
    if (lookup_.path.data() != request.routed().data() || lookup_.path.size() != request.routed().size()) {
        zend_string* path = zend_string_init(lookup_.path.data(), lookup_.path.size(), false);
        request.route(path, request.delimiter());
        zend_string_release(path);
    }
    return !EG(exception);
}

Prepared RouteStep::prepare(Dispatcher& request, Invocation&) {
    using Outcome = mvc::RouteMatch::Outcome;
    if (!request.isHttp()) {
        if (request.delimiter() == '-') {
            index_->findCommand(request.routed(), lookup_);
            if (lookup_.match.outcome == Outcome::Found) {
                return accept(request);
            }
        }
        return Prepared::Skip;
    }
    if (!index_->find(request.method(), request.routed(), lookup_)) {
        return Prepared::Failed;
    }
    switch (lookup_.match.outcome) {
    case Outcome::Found:
        if (accept(request) == Prepared::Failed) {
            return Prepared::Failed;
        }
        break;
    case Outcome::NotFound: break;
    case Outcome::Options:
        if (HttpJob* job = request.job()) {
            job->draft.status = 204;
            job->draft.setField("Allow", index_->allowed(lookup_), true);
        }
        request.setTarget(options_);
        return Prepared::Skip;
    case Outcome::MethodNotAllowed:
        if (HttpJob* job = request.job()) {
            job->draft.setField("Allow", index_->allowed(lookup_), true);
        }
        throwRefusal(405, "The method is not allowed here");
        return Prepared::Failed;
    case Outcome::BadPath: throwRefusal(400, "The path is malformed"); return Prepared::Failed;
    case Outcome::TooLong: throwRefusal(414, "The path is too long"); return Prepared::Failed;
    }
    return rewrite(request) ? Prepared::Skip : Prepared::Failed;
}

Prepared RouteStep::OptionsTarget::prepare(Dispatcher& request, Invocation&) {
    zval nothing;
    ZVAL_EMPTY_STRING(&nothing);
    request.setResponseValue(&nothing);
    return Prepared::Skip;
}

// An object, or a class that the container makes.
static bool makeRouter(Bootstrap& bootstrap, zval* router, Value& out) {
    if (Z_TYPE_P(router) == IS_OBJECT) {
        out.copyFrom(router);
    } else if (Z_TYPE_P(router) == IS_STRING) {
        zend_object* container = bootstrap.part(AppPart::Container);
        if (!container) {
            return false;
        }
        zend_call_method_with_1_params(container, container->ce, nullptr, "get", out.get(), router);
        if (EG(exception)) {
            return false;
        }
    }
    if (!out.isSet() || !isRouter(out.get())) {
        throwException(exceptions.config,
                       "\"router_class\" must name a class that implements Aha\\Mvc\\RouterInterface");
        return false;
    }
    return true;
}

std::unique_ptr<RouterStep> RouterStep::make(Bootstrap& bootstrap, zval* router) {
    auto step = std::make_unique<RouterStep>();
    if (!makeRouter(bootstrap, router, step->router_)) {
        return nullptr;
    }
    step->route_ = static_cast<zend_function*>(
        zend_hash_str_find_ptr(&Z_OBJCE_P(step->router_.get())->function_table, ZEND_STRL("route")));
    return step;
}

void RouterStep::visit(Gc& gc) {
    gc.add(router_);
    for (auto& [name, target] : targets_) {
        target->visit(gc);
    }
}

Prepared RouterStep::prepare(Dispatcher& request, Invocation& call) {
    call.setMethod(Z_OBJ_P(router_.get()), route_);
    call.add(request.object());
    return Prepared::Call;
}

// To a class, which is kept: a handler is known by its name. Null: EG(exception) is set.
RouterStep::Known* RouterStep::remember(zval* handler) {
    Value taken;
    const bool good = takeRouteHandler(handler, taken);
    const bool pair = good && Z_TYPE_P(taken.get()) == IS_ARRAY;
    zval* className = pair ? zend_hash_index_find(Z_ARR_P(taken.get()), 0) : taken.get();
    if (!good || Z_TYPE_P(className) != IS_STRING) {
        zend_type_error(
            "%s::route() must return null, a path, \"Class\", \"Class::method\", [Class, method] or "
            "[\"handler\" => …, \"params\" => […]], %s returned",
            ZSTR_VAL(Z_OBJCE_P(router_.get())->name), zend_zval_type_name(handler));
        return nullptr;
    }
    std::string name(view(Z_STR_P(className)));
    std::string method(pair ? view(Z_STR_P(zend_hash_index_find(Z_ARR_P(taken.get()), 1))) : "");
    std::string key = pair ? name + "::" + method : name;
    const auto found = targets_.find(key);
    if (found != targets_.end()) {
        return &*found;
    }
    if (targets_.size() == kMaxHandlers) {
        throwException(exceptions.state, "The router has led to more than %zu handlers", kMaxHandlers);
        return nullptr;
    }
    auto target =
        std::make_unique<RouteActionTarget>(key, std::move(name), std::move(method), Ref<RouteDeclaration>());
    return &*targets_.emplace(std::move(key), std::move(target)).first;
}

Next RouterStep::lead(Dispatcher& request, zval* handler) {
    Known* known = remember(handler);
    if (!known) {
        return Next::Failed;
    }
    if (!known->second->calls()) {
        targets_.erase(targets_.find(known->first)); // it does not exist
        return Next::Failed;
    }
    request.setTarget(*known->second);
    return Next::Go;
}

Next RouterStep::take(Dispatcher& request, zval* value) {
    if (Z_TYPE_P(value) == IS_NULL) {
        return Next::Go;
    }
    if (Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) > 0 && Z_STRVAL_P(value)[0] == '/') {
        request.route(Z_STR_P(value), '/');
        return Next::Go;
    }
    zval* handler = Z_TYPE_P(value) == IS_ARRAY
                        ? zend_hash_str_find_deref(Z_ARR_P(value), ZEND_STRL("handler"))
                        : nullptr;
    if (!handler) {
        return lead(request, value);
    }
    zval* params = zend_hash_str_find_deref(Z_ARR_P(value), ZEND_STRL("params"));
    if (params && Z_TYPE_P(params) == IS_ARRAY) {
        zval copy;
        ZVAL_COPY(&copy, params);
        request.setParams(&copy);
    }
    return lead(request, handler);
}

} // namespace aha::php
