// What middleware and exception handlers do as steps of a request.
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/container.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/middleware_part.h"

#include <string>

namespace aha::php {

static void addOrNull(Invocation& call, Value& value) {
    zval null;
    ZVAL_NULL(&null);
    call.add(value.isSet() ? value.get() : &null);
}

// A call of one method of a member; a closure has none.
class MiddlewareStep : public RequestStep {
public:
    MiddlewareStep(MiddlewareMember& member, zend_function* method) : member_(member), method_(method) {}

    Prepared prepare(Dispatcher& request, Invocation& call) final {
        if (!applies(request)) {
            return Prepared::Skip;
        }
        if (member_.isClosure()) {
            member_.prepareClosure(call);
        } else {
            zend_object* object = member_.objectFor(request);
            if (!object) {
                return Prepared::Failed;
            }
            call.setMethod(object, method_);
        }
        addArguments(request, call);
        return Prepared::Call;
    }

protected:
    virtual bool applies(Dispatcher&) { return true; }
    virtual void addArguments(Dispatcher& request, Invocation& call) = 0;

private:
    MiddlewareMember& member_;
    zend_function* method_;
};

class RequestFilterStep final : public MiddlewareStep {
public:
    using MiddlewareStep::MiddlewareStep;
    void addArguments(Dispatcher& request, Invocation& call) override {
        addOrNull(call, request.requestObject());
        call.add(request.object());
    }
    Next take(Dispatcher& request, zval* value) override {
        if (Z_TYPE_P(value) == IS_NULL) {
            return Next::Go;
        }
        request.setResponseValue(value);
        return Next::Respond;
    }
};

class PostFilterStep final : public MiddlewareStep {
public:
    using MiddlewareStep::MiddlewareStep;
    void addArguments(Dispatcher& request, Invocation& call) override {
        addOrNull(call, request.requestObject());
        addOrNull(call, request.responseObject());
        call.add(request.object());
        zval null;
        ZVAL_NULL(&null);
        call.add(Z_TYPE_P(request.responseValue()) == IS_UNDEF ? &null : request.responseValue());
    }
    Next take(Dispatcher& request, zval* value) override {
        if (Z_TYPE_P(value) != IS_NULL) {
            request.setResponseValue(value);
        }
        return Next::Go;
    }
};

class TerminatorStep final : public MiddlewareStep {
public:
    using MiddlewareStep::MiddlewareStep;
    void addArguments(Dispatcher& request, Invocation& call) override {
        addOrNull(call, request.requestObject());
        addOrNull(call, request.responseObject());
        call.add(request.object());
    }
    Next take(Dispatcher&, zval*) override { return Next::Go; }
};

class HandlerStep final : public MiddlewareStep {
public:
    HandlerStep(MiddlewareMember& member, zend_function* method, zend_class_entry* type)
        : MiddlewareStep(member, method), type_(type) {}

    bool applies(Dispatcher& request) override {
        zend_object* failure = request.failure();
        if (request.job() && request.job()->isStarted()) {
            return false; // half an answer is out: no other one can be given
        }
        return failure && (!type_ || instanceof_function(failure->ce, type_));
    }
    void addArguments(Dispatcher& request, Invocation& call) override {
        zend_object* failure = request.failure();
        if (HttpJob* job = request.job()) {
            const bool hasStatus = instanceof_function(failure->ce, exceptions.http);
            const bool isLate = instanceof_function(failure->ce, exceptions.deadline);
            job->draft.status = hasStatus ? httpStatusOf(failure) : isLate ? 504 : 500;
        }
        call.add(failure);
        addOrNull(call, request.requestObject());
        call.add(request.object());
    }
    Next take(Dispatcher& request, zval* value) override {
        if (Z_TYPE_P(value) == IS_NULL) {
            return Next::Go;
        }
        HttpJob* job = request.job();
        zend_object* failure = request.failure();
        if (job && job->draft.status >= 500 && failure) {
            reportUnhandled(failure, job->describe());
        } else if (!job && failure) {
            request.reportCommand(failure);
        }
        request.setResponseValue(value);
        return Next::Respond;
    }

private:
    zend_class_entry* type_;
};

std::unique_ptr<RequestStep> makeHandlerStep(MiddlewareMember& member, zend_class_entry* type) {
    return std::make_unique<HandlerStep>(member, member.handleMethod(), type);
}

static zend_function* methodOf(zend_class_entry* ce, const char* lowerName) {
    return static_cast<zend_function*>(
        zend_hash_str_find_ptr(&ce->function_table, lowerName, strlen(lowerName)));
}

static bool refuseMember(const std::string& group, bool isHandler, const char* name, const char* why) {
    throwException(exceptions.config, "%s%s%s%s: %s %s", isHandler ? "Exception handlers" : "Middleware",
                   group.empty() ? "" : ", group \"", group.c_str(), group.empty() ? "" : "\"", name, why);
    return false;
}

bool MiddlewareMember::resolve(zval* given, const std::string& group, bool isHandler) {
    if (Z_TYPE_P(given) == IS_OBJECT && Z_OBJCE_P(given) == zend_ce_closure) {
        closure_.set(given);
        (isHandler ? handler : filter) =
            isHandler ? makeHandlerStep(*this, nullptr)
                      : std::unique_ptr<RequestStep>(std::make_unique<RequestFilterStep>(*this, nullptr));
        return true;
    }
    if (Z_TYPE_P(given) == IS_OBJECT) {
        object_.copyFrom(given);
        ce_ = Z_OBJCE_P(given);
    } else {
        ce_ = zend_lookup_class(Z_STR_P(given));
        if (!ce_) {
            return EG(exception)
                       ? false
                       : refuseMember(group, isHandler, Z_STRVAL_P(given), "is no class that can be found");
        }
    }
    const MiddlewareClasses& c = middlewareClasses;
    isPerRequest_ = !object_.isSet() && instanceof_function(ce_, c.perRequest);
    if (isHandler) {
        if (!instanceof_function(ce_, c.handler)) {
            return refuseMember(group, true, ZSTR_VAL(ce_->name),
                                "does not implement Aha\\Mvc\\ExceptionHandler");
        }
        handler = makeHandlerStep(*this, nullptr);
        return true;
    }
    addSteps();
    return filter || postFilter || terminator ||
           refuseMember(
               group, false, ZSTR_VAL(ce_->name),
               "implements neither RequestFilter nor RequestPostFilter nor RequestTerminator of Aha\\Mvc");
}

zend_function* MiddlewareMember::handleMethod() const { return ce_ ? methodOf(ce_, "handle") : nullptr; }

void MiddlewareMember::addSteps() {
    const MiddlewareClasses& c = middlewareClasses;
    if (instanceof_function(ce_, c.filter)) {
        filter = std::make_unique<RequestFilterStep>(*this, methodOf(ce_, "dofilter"));
    }
    if (instanceof_function(ce_, c.postFilter)) {
        postFilter = std::make_unique<PostFilterStep>(*this, methodOf(ce_, "postfilter"));
    }
    if (instanceof_function(ce_, c.terminator)) {
        terminator = std::make_unique<TerminatorStep>(*this, methodOf(ce_, "terminate"));
    }
}

static bool makeByContainer(Bootstrap& bootstrap, zend_class_entry* ce, zval* out) {
    zend_object* container = bootstrap.part(AppPart::Container);
    return container && Class<Container>::from(container).get(ce->name, out);
}

// A binding or a mock may give an object of another class: then it is that one's methods that count.
bool MiddlewareMember::make(Bootstrap& bootstrap, const std::string& group) {
    if (isClosure() || isPerRequest_ || object_.isSet()) {
        return true;
    }
    zval made;
    if (!makeByContainer(bootstrap, ce_, &made)) {
        return false;
    }
    if (Z_TYPE(made) == IS_OBJECT && Z_OBJCE(made) == ce_) {
        object_.copyFrom(&made);
    } else if (Z_TYPE(made) == IS_OBJECT) {
        const bool isHandler = handler != nullptr;
        filter.reset();
        postFilter.reset();
        terminator.reset();
        resolve(&made, group, isHandler);
    } else {
        refuseMember(group, handler != nullptr, ZSTR_VAL(ce_->name),
                     "is no object where the container makes it");
    }
    zval_ptr_dtor(&made);
    return !EG(exception);
}

// Kept among the values of the request, under a name that no code can ask for.
zend_object* MiddlewareMember::objectFor(Dispatcher& request) {
    if (!isPerRequest_) {
        return Z_OBJ_P(object_.get());
    }
    zval* attributes = request.attributes.get();
    if (Z_TYPE_P(attributes) == IS_UNDEF) {
        array_init(attributes);
    }
    zend_string* key = zend_string_concat2("\0", 1, ZSTR_VAL(ce_->name), ZSTR_LEN(ce_->name));
    zval* known = zend_hash_find(Z_ARR_P(attributes), key);
    zval made;
    if (!known && makeByContainer(request.bootstrap(), ce_, &made)) {
        if (Z_TYPE(made) == IS_OBJECT && Z_OBJCE(made) == ce_) {
            SEPARATE_ARRAY(attributes);
            known = zend_hash_update(Z_ARR_P(attributes), key, &made);
        } else {
            zval_ptr_dtor(&made);
            throwException(exceptions.config,
                           "The container gives something else in place of the middleware %s",
                           ZSTR_VAL(ce_->name));
        }
    }
    zend_string_release(key);
    return known ? Z_OBJ_P(known) : nullptr;
}

void MiddlewareMember::visit(Gc& gc) {
    gc.add(object_);
    closure_.visit(gc);
}

} // namespace aha::php
