#include "php/mvc/action.h"

#include "php/error.h"
#include "php/mvc/controller.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/router.h"

#include "php_stubs/Mvc/Action_arginfo.h"

namespace aha::php {

static zend_class_entry* actionClass;

void registerAction() { actionClass = register_class_Aha_Mvc_Action(); }

static zend_function* methodOf(zend_class_entry* ce, std::string_view lowerName) {
    return static_cast<zend_function*>(
        zend_hash_str_find_ptr(&ce->function_table, lowerName.data(), lowerName.size()));
}

ActionTarget::ActionTarget(std::string name, std::string className, std::string method)
    : RequestTarget(std::move(name)), className_(std::move(className)), method_(std::move(method)),
      before_(*this, Call::Kind::Before), body_(*this, Call::Kind::Body), after_(*this, Call::Kind::After) {}

// The convention has no parameters: what needs some is for the declared routes that lead to it.
bool ActionTarget::addArguments(Dispatcher&, zend_function& method, Invocation&) {
    if (method.common.required_num_args == 0) {
        return true;
    }
    std::string message = "There is no action for \"" + name() + "\" without parameters";
    throwObject(makeRouterException(message));
    return false;
}

const StepList* ActionTarget::calls() { return class_ || load() ? &calls_ : nullptr; }

bool ActionTarget::load() {
    zend_string* name = zend_string_init(className_.data(), className_.size(), false);
    class_ = zend_lookup_class(name);
    zend_string_release(name);
    if (!class_) {
        if (!EG(exception)) {
            throwException(exceptions.state,
                           takesAnyClass() ? "The handler of %s is class %s, which does not exist"
                                           : "The file of the action %s does not define class %s",
                           this->name().c_str(), className_.c_str());
        }
        return false;
    }
    if (findMethods()) {
        return true;
    }
    class_ = nullptr;
    return false;
}

// Null: there is none that may be called.
zend_function* ActionTarget::findBody() const {
    zend_function* body = nullptr;
    if (!method_.empty()) {
        zend_string* lower = zend_string_alloc(method_.size(), false);
        zend_str_tolower_copy(ZSTR_VAL(lower), method_.data(), method_.size());
        body = methodOf(class_, view(lower));
        zend_string_release(lower);
    } else {
        body = methodOf(class_, "execute");
        body = body ? body : methodOf(class_, "excute");
        body = body || !takesAnyClass() ? body : methodOf(class_, "__invoke");
    }
    return body && (body->common.fn_flags & ZEND_ACC_PUBLIC) ? body : nullptr;
}

// That of the base class does nothing.
void ActionTarget::addHook(Call& call, const char* name, zend_class_entry* base) {
    call.function = base ? methodOf(class_, name) : nullptr;
    if (call.function && call.function->common.scope != base) {
        calls_.push_back(&call);
    }
}

bool ActionTarget::findMethods() {
    const char* name = ZSTR_VAL(class_->name);
    isController_ = isControllerClass(class_);
    zend_class_entry* base = instanceof_function(class_, actionClass) ? actionClass : nullptr;
    base = isController_ ? Class<Controller>::entry : base;
    if (!base && !takesAnyClass()) {
        throwException(exceptions.state, "The action %s is no subclass of Aha\\Mvc\\Action", name);
        return false;
    }
    if (class_->ce_flags & (ZEND_ACC_EXPLICIT_ABSTRACT_CLASS | ZEND_ACC_IMPLICIT_ABSTRACT_CLASS |
                            ZEND_ACC_INTERFACE | ZEND_ACC_TRAIT | ZEND_ACC_ENUM)) {
        throwException(exceptions.state, "The action %s cannot be instantiated", name);
        return false;
    }
    body_.function = findBody();
    if (!body_.function) {
        throwException(exceptions.state, "The action %s has no public method %s()", name,
                       method_.empty() ? "execute() or excute" : method_.c_str());
        return false;
    }
    calls_.clear();
    addHook(before_, "before", base);
    calls_.push_back(&body_);
    addHook(after_, "after", base);
    return true;
}

// The dispatcher is the first property, that of the base class, in all of them.
static void setDispatcher(zend_object* action, zend_object* dispatcher) {
    zval* slot = &action->properties_table[0];
    zval old;
    ZVAL_COPY_VALUE(&old, slot);
    ZVAL_OBJ_COPY(slot, dispatcher);
    zval_ptr_dtor(&old);
}

zend_object* ActionTarget::make(Dispatcher& request) {
    if (isController_) {
        return makeController(request, class_);
    }
    zval object;
    if (object_init_ex(&object, class_) != SUCCESS) {
        return nullptr;
    }
    if (class_->constructor && class_->constructor->common.scope == actionClass) {
        setDispatcher(Z_OBJ(object), request.object());
        return Z_OBJ(object);
    }
    if (class_->constructor) {
        zval dispatcher, ignored;
        ZVAL_OBJ(&dispatcher, request.object());
        ZVAL_UNDEF(&ignored);
        zend_call_known_function(class_->constructor, Z_OBJ(object), class_, &ignored, 1, &dispatcher,
                                 nullptr);
        zval_ptr_dtor(&ignored);
        if (EG(exception)) {
            zend_object_store_ctor_failed(Z_OBJ(object));
            zval_ptr_dtor(&object);
            return nullptr;
        }
    }
    return Z_OBJ(object);
}

Prepared ActionTarget::Call::prepare(Dispatcher& request, Invocation& call) {
    Value& action = request.action();
    if (!action.isSet()) {
        zend_object* made = target.make(request);
        if (!made) {
            return Prepared::Failed;
        }
        ZVAL_OBJ(action.get(), made);
    }
    zend_object* object = Z_OBJ_P(action.get());
    zend_function* method = function;
    if (UNEXPECTED(object->ce != target.class_)) { // the container has given an heir
        method = static_cast<zend_function*>(
            zend_hash_find_ptr_lc(&object->ce->function_table, function->common.function_name));
    }
    call.setMethod(object, method);
    if (kind == Kind::Before && !target.isController_) {
        call.add(request.object());
    }
    return kind != Kind::Body || target.addArguments(request, *function, call) ? Prepared::Call
                                                                               : Prepared::Failed;
}

Next ActionTarget::Call::take(Dispatcher& request, zval* value) {
    if (Z_TYPE_P(value) == IS_NULL) {
        return Next::Go;
    }
    if (kind != Kind::After) {
        request.setResponseValue(value);
    }
    return kind == Kind::Before ? Next::Respond : Next::Go;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Action, __construct) {
    zval* dispatcher;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(dispatcher, Class<Dispatcher>::entry)
    ZEND_PARSE_PARAMETERS_END();
    setDispatcher(Z_OBJ_P(ZEND_THIS), Z_OBJ_P(dispatcher));
}

PHP_METHOD(Aha_Mvc_Action, before) {
    zval* dispatcher;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(dispatcher, Class<Dispatcher>::entry)
    ZEND_PARSE_PARAMETERS_END();
}

PHP_METHOD(Aha_Mvc_Action, after) { ZEND_PARSE_PARAMETERS_NONE(); }
