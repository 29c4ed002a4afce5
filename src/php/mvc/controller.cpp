#include "php/mvc/controller.h"

#include "core/proto/http/response_head.h"
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/container.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/redirect.h"
#include "php/mvc/view.h"

#include "php_stubs/Mvc/Controller_arginfo.h"

namespace aha::php {

void registerController() { Class<Controller>::install(register_class_Aha_Mvc_Controller()); }

bool isControllerClass(zend_class_entry* ce) { return instanceof_function(ce, Class<Controller>::entry); }

bool isControllerAction(zend_function* method) {
    constexpr std::uint32_t kNotCalled = ZEND_ACC_STATIC | ZEND_ACC_ABSTRACT | ZEND_ACC_CTOR;
    zend_function* base = static_cast<zend_function*>(
        zend_hash_find_ptr_lc(&Class<Controller>::entry->function_table, method->common.function_name));
    return !base && (method->common.fn_flags & ZEND_ACC_PUBLIC) && !(method->common.fn_flags & kNotCalled) &&
           method->common.required_num_args == 0 && ZSTR_VAL(method->common.function_name)[0] != '_';
}

// The properties of the base class are the first ones, in the order of the stub.
static void setControllerProperty(zend_object* self, std::uint32_t place, zval* value) {
    zval* slot = &self->properties_table[place];
    zval old;
    ZVAL_COPY_VALUE(&old, slot);
    ZVAL_COPY(slot, value);
    zval_ptr_dtor(&old);
}

bool Controller::bind(Dispatcher& request) {
    if (dispatcher_) {
        if (dispatcher_.get() == request.object()) {
            return true;
        }
        throwException(exceptions.config,
                       "The container shares the controller %s: each request needs its own",
                       ZSTR_VAL(self_->ce->name));
        return false;
    }
    dispatcher_.set(request.object());
    zval dispatcher;
    ZVAL_OBJ(&dispatcher, request.object());
    setControllerProperty(self_, 0, &dispatcher);
    if (request.requestObject().isSet()) {
        setControllerProperty(self_, 1, request.requestObject().get());
    }
    if (request.responseObject().isSet()) {
        setControllerProperty(self_, 2, request.responseObject().get());
    }
    return true;
}

Dispatcher* Controller::request() const {
    if (!dispatcher_) {
        throwException(exceptions.state, "The controller %s was not made for a request",
                       ZSTR_VAL(self_->ce->name));
        return nullptr;
    }
    return &Dispatcher::from(dispatcher_.get());
}

// What the constructor of a controller may ask for besides what the container knows.
class MakingController final : public Container::MakingFor {
public:
    explicit MakingController(Dispatcher& request) : request_(request) {}

    zend_object* objectOf(zend_string* type) override {
        if (zend_string_equals_ci(type, Class<Dispatcher>::entry->name)) {
            return request_.object();
        }
        if (zend_string_equals_ci(type, requestClass()->name)) {
            return objectIn(request_.requestObject());
        }
        return zend_string_equals_ci(type, responseClass()->name) ? objectIn(request_.responseObject())
                                                                  : nullptr;
    }
    void created(zend_object* object) override {
        if (isControllerClass(object->ce)) {
            Class<Controller>::from(object).bind(request_);
        }
    }

private:
    static zend_object* objectIn(Value& value) { return value.isSet() ? Z_OBJ_P(value.get()) : nullptr; }

    Dispatcher& request_;
};

zend_object* makeController(Dispatcher& request, zend_class_entry* ce) {
    zend_object* container = request.bootstrap().part(AppPart::Container);
    MakingController making(request);
    zval made;
    if (!container || !Class<Container>::from(container).makeFor(ce->name, making, &made)) {
        return nullptr;
    }
    if (Z_TYPE(made) != IS_OBJECT || !instanceof_function(Z_OBJCE(made), ce)) {
        throwException(exceptions.config, "The container gives something else in place of the controller %s",
                       ZSTR_VAL(ce->name));
    } else if (Class<Controller>::from(Z_OBJ(made)).bind(request)) {
        return Z_OBJ(made);
    }
    zval_ptr_dtor(&made);
    return nullptr;
}

static Controller& controllerOf(zval* self) { return Class<Controller>::from(self); }

// The job of a request by HTTP whose head may still be changed; null for commands. False: EG(exception) is
// set.
static bool openHead(zval* self, HttpJob*& job) {
    Dispatcher* request = controllerOf(self).request();
    job = request ? request->job() : nullptr;
    if (job && job->isStarted()) {
        throwException(exceptions.state, "The head of the response was sent already");
    }
    return !EG(exception);
}

static bool takeStatus(HttpJob* job, zend_long status, std::uint32_t argument) {
    if (status < 200 || status > 599) {
        zend_argument_value_error(argument, "must be between 200 and 599");
        return false;
    }
    if (job) {
        job->draft.status = static_cast<int>(status);
    }
    return true;
}

// Takes over the text.
static void returnJson(zval* self, zend_string* text, zval* returned) {
    if (!text) {
        return;
    }
    ZVAL_STR(returned, text);
    Dispatcher* request = controllerOf(self).request();
    HttpJob* job = request ? request->job() : nullptr;
    if (job && !job->isStarted() && !job->draft.hasContentType) {
        job->draft.setField("Content-Type", "application/json", true);
    }
}

// Adds to `into` what is given by name; false: EG(exception) is set.
static bool mergeVariables(HashTable* into, HashTable* given, std::uint32_t argument) {
    zend_string* name;
    zval* value;
    ZEND_HASH_FOREACH_STR_KEY(given, name) {
        if (!name || !isVariableName(name)) {
            zend_argument_value_error(argument, "must have names of variables as its keys, \"%s\" is none",
                                      name ? ZSTR_VAL(name) : "a number");
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    ZEND_HASH_FOREACH_STR_KEY_VAL(given, name, value) {
        zval copy;
        ZVAL_COPY_DEREF(&copy, value);
        zend_hash_update(into, name, &copy);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static HashTable* ownArray(Value& value) {
    if (!value.isSet()) {
        array_init(value.get());
    }
    SEPARATE_ARRAY(value.get());
    return Z_ARR_P(value.get());
}

static void renderView(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string* name;
    HashTable* given = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(given)
    ZEND_PARSE_PARAMETERS_END();
    Controller& controller = controllerOf(ZEND_THIS);
    Dispatcher* request = controller.request();
    if (!request) {
        RETURN_THROWS();
    }
    HashTable* assigned = controller.variables.isSet() ? Z_ARR_P(controller.variables.get()) : nullptr;
    zend_array* variables = assigned ? zend_array_dup(assigned) : zend_new_array(8);
    if (given && !mergeVariables(variables, given, 2)) {
        zend_array_release(variables);
        RETURN_THROWS();
    }
    if (zend_string* text = renderTemplate(request->bootstrap(), Z_OBJ_P(ZEND_THIS), name, variables)) {
        RETURN_STR(text);
    }
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Controller, before) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Controller, after) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Controller, getConfig) {
    zend_string* section;
    zval *key = nullptr, *fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(section)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(key)
    Z_PARAM_ZVAL(fallback)
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher* request = controllerOf(ZEND_THIS).request();
    zend_object* config = request ? request->bootstrap().part(AppPart::Config) : nullptr;
    if (!config) {
        RETURN_THROWS();
    }
    zval arguments[3];
    ZVAL_STR(&arguments[0], section);
    std::uint32_t count = 1;
    for (zval* more : {key, fallback}) {
        if (more) {
            ZVAL_COPY_VALUE(&arguments[count++], more);
        }
    }
    auto* get =
        static_cast<zend_function*>(zend_hash_str_find_ptr(&config->ce->function_table, ZEND_STRL("get")));
    zend_call_known_function(get, config, config->ce, return_value, count, arguments, nullptr);
}

PHP_METHOD(Aha_Mvc_Controller, output) {
    zend_string *content, *type = nullptr;
    zend_long status = 0;
    bool keeps = true;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(content)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG_OR_NULL(status, keeps)
    Z_PARAM_STR_OR_NULL(type)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob* job = nullptr;
    if (type && !aha::http::isFieldValue(view(type))) {
        zend_argument_value_error(3, "must not contain line breaks or other control characters");
        RETURN_THROWS();
    }
    if (((!keeps || type) && !openHead(ZEND_THIS, job)) || (!keeps && !takeStatus(job, status, 2))) {
        RETURN_THROWS();
    }
    if (job && type) {
        job->draft.setField("Content-Type", view(type), true);
    }
    RETURN_STR_COPY(content);
}

PHP_METHOD(Aha_Mvc_Controller, toJson) {
    zval* data;
    zend_long status = 0, flags = PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE;
    bool keeps = true;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_ZVAL(data)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG_OR_NULL(status, keeps)
    Z_PARAM_LONG(flags)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob* job = nullptr;
    if (!keeps && (!openHead(ZEND_THIS, job) || !takeStatus(job, status, 2))) {
        RETURN_THROWS();
    }
    returnJson(ZEND_THIS, encodeJson(data, static_cast<int>(flags)), return_value);
}

PHP_METHOD(Aha_Mvc_Controller, r) {
    zend_long code;
    zend_string* message = ZSTR_EMPTY_ALLOC();
    zval* data = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_LONG(code)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(message)
    Z_PARAM_ZVAL(data)
    ZEND_PARSE_PARAMETERS_END();
    zval answer;
    array_init_size(&answer, 3);
    add_assoc_long(&answer, "code", code);
    add_assoc_str(&answer, "msg", zend_string_copy(message));
    if (data) {
        Z_TRY_ADDREF_P(data);
        add_assoc_zval(&answer, "data", data);
    } else {
        add_assoc_null(&answer, "data");
    }
    zend_string* text = encodeJson(&answer, PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE);
    zval_ptr_dtor(&answer);
    returnJson(ZEND_THIS, text, return_value);
}

PHP_METHOD(Aha_Mvc_Controller, redirect) {
    zend_string* url;
    zend_long status = 302;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(url)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(status)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob* job = nullptr;
    if (!checkRedirect(url, status) || !openHead(ZEND_THIS, job)) {
        RETURN_THROWS();
    }
    if (!job) {
        throwException(exceptions.state, "Only a request by HTTP can be redirected");
        RETURN_THROWS();
    }
    job->draft.status = static_cast<int>(status);
    job->draft.setField("Location", view(url), true);
    RETURN_EMPTY_STRING();
}

PHP_METHOD(Aha_Mvc_Controller, assign) {
    HashTable* many = nullptr;
    zend_string* name = nullptr;
    zval* value = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_ARRAY_HT_OR_STR(many, name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    Controller& controller = controllerOf(ZEND_THIS);
    if (many) {
        if (!mergeVariables(ownArray(controller.variables), many, 1)) {
            RETURN_THROWS();
        }
    } else if (!isVariableName(name)) {
        zend_argument_value_error(1, "must be the name of a variable");
        RETURN_THROWS();
    } else {
        zval copy;
        if (value) {
            ZVAL_COPY_DEREF(&copy, value);
        } else {
            ZVAL_NULL(&copy);
        }
        zend_hash_update(ownArray(controller.variables), name, &copy);
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Controller, render) { renderView(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Mvc_Controller, display) { renderView(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Mvc_Controller, e) {
    zval* value;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    const bool isObject =
        Z_TYPE_P(value) == IS_OBJECT && instanceof_function(Z_OBJCE_P(value), zend_ce_stringable);
    if (Z_TYPE_P(value) > IS_STRING && !isObject) {
        zend_argument_type_error(1, "must be of type Stringable|string|int|float|bool|null, %s given",
                                 zend_zval_type_name(value));
        RETURN_THROWS();
    }
    zend_string* text = zval_try_get_string(value);
    if (!text) {
        RETURN_THROWS();
    }
    RETVAL_STR(php_escape_html_entities_ex(reinterpret_cast<unsigned char*>(ZSTR_VAL(text)), ZSTR_LEN(text),
                                           0, ENT_QUOTES | ENT_HTML_SUBSTITUTE_ERRORS | ENT_HTML_DOC_HTML5,
                                           "UTF-8", true, true));
    zend_string_release(text);
}

PHP_METHOD(Aha_Mvc_Controller, toJs) {
    zval* value;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    constexpr int kForScripts = PHP_JSON_HEX_TAG | PHP_JSON_HEX_AMP | PHP_JSON_HEX_APOS | PHP_JSON_HEX_QUOT |
                                PHP_JSON_UNESCAPED_UNICODE;
    if (zend_string* text = encodeJson(value, kForScripts)) {
        RETURN_STR(text);
    }
}

PHP_METHOD(Aha_Mvc_Controller, setJsVar) {
    zend_string* name;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    zval copy;
    ZVAL_COPY_DEREF(&copy, value);
    zend_symtable_update(ownArray(controllerOf(ZEND_THIS).jsVars), name, &copy);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Controller, getJsVars) {
    ZEND_PARSE_PARAMETERS_NONE();
    Value& vars = controllerOf(ZEND_THIS).jsVars;
    if (vars.isSet()) {
        RETURN_COPY(vars.get());
    }
    RETURN_EMPTY_ARRAY();
}
