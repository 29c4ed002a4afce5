// The PHP methods of Aha\Mvc\Dispatcher.
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/request_future.h"
#include "php/mvc/router.h"

#include "php_stubs/Mvc/Dispatcher_arginfo.h"

namespace aha::php {

// The last reference has gone while the request waits for something: it ends then, and may live a little
// longer.
static void dropDispatcher(zend_object* object) {
    zend_objects_destroy_object(object);
    Dispatcher::from(object).abandoned();
}

void registerDispatcher() {
    Class<Dispatcher>::install(register_class_Aha_Mvc_Dispatcher());
    Class<Dispatcher>::handlers.dtor_obj = dropDispatcher;
    Class<RequestFuture>::initHandlers();
}

// Null: the constructor of a subclass has not called that of its parent, StateException was thrown.
static Dispatcher* opened(zval* self) {
    Dispatcher& request = Dispatcher::from(self);
    if (!request.isOpen()) {
        throwException(exceptions.state, "The constructor of Aha\\Mvc\\Dispatcher was not called");
        return nullptr;
    }
    return &request;
}

static void returnValue(Value& value, zval* returned) {
    if (value.isSet()) {
        ZVAL_COPY(returned, value.get());
    }
}

static void returnProtocol(Dispatcher& request, zval* returned) {
    switch (request.protocol()) {
    case RequestProtocol::Http: ZVAL_STRING(returned, "http"); break;
    case RequestProtocol::Tcp: ZVAL_STRING(returned, "tcp"); break;
    case RequestProtocol::Udp: ZVAL_STRING(returned, "udp"); break;
    }
}

// A package as Aha gives it to actions: what a line ends with is no part of it.
static void returnPackage(Value& package, zval* returned) {
    std::string_view text = package.isSet() ? view(Z_STR_P(package.get())) : std::string_view("");
    std::size_t length = text.size();
    while (length && (text[length - 1] == '\r' || text[length - 1] == '\n')) {
        --length;
    }
    if (length == text.size() && package.isSet()) {
        ZVAL_COPY(returned, package.get());
    } else {
        ZVAL_STRINGL(returned, text.data(), length);
    }
}

static bool isOfType(zval* value, std::string_view type, zend_string* name) {
    if (type == "int") {
        return Z_TYPE_P(value) == IS_LONG;
    }
    if (type == "float") {
        return Z_TYPE_P(value) == IS_DOUBLE || Z_TYPE_P(value) == IS_LONG;
    }
    if (type == "string") {
        return Z_TYPE_P(value) == IS_STRING;
    }
    if (type == "bool") {
        return Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE;
    }
    if (type == "array") {
        return Z_TYPE_P(value) == IS_ARRAY;
    }
    zend_class_entry* ce = Z_TYPE_P(value) == IS_OBJECT
                               ? zend_lookup_class_ex(name, nullptr, ZEND_FETCH_CLASS_NO_AUTOLOAD)
                               : nullptr;
    return ce && instanceof_function(Z_OBJCE_P(value), ce);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Dispatcher, __construct) {
    zval* app;
    zend_string* protocol = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_ZVAL(app)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(protocol)
    ZEND_PARSE_PARAMETERS_END();
    RequestProtocol kind = RequestProtocol::Http;
    if (protocol && zend_string_equals_literal_ci(protocol, "tcp")) {
        kind = RequestProtocol::Tcp;
    } else if (protocol && zend_string_equals_literal_ci(protocol, "udp")) {
        kind = RequestProtocol::Udp;
    } else if (protocol && !zend_string_equals_literal_ci(protocol, "http")) {
        zend_argument_value_error(2, "must be \"http\", \"tcp\" or \"udp\"");
        RETURN_THROWS();
    }
    Bootstrap* bootstrap = Bootstrap::find(app);
    if (!bootstrap) {
        RETURN_THROWS();
    }
    Dispatcher::from(ZEND_THIS).open(*bootstrap, kind);
}

PHP_METHOD(Aha_Mvc_Dispatcher, getBootstrap) {
    ZEND_PARSE_PARAMETERS_NONE();
    Dispatcher* request = opened(ZEND_THIS);
    if (!request) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(request->bootstrapObject());
}

PHP_METHOD(Aha_Mvc_Dispatcher, getServer) {
    ZEND_PARSE_PARAMETERS_NONE();
    Dispatcher* request = opened(ZEND_THIS);
    if (!request) {
        RETURN_THROWS();
    }
    returnValue(request->server.isSet() ? request->server : request->bootstrap().server, return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, getRouter) {
    ZEND_PARSE_PARAMETERS_NONE();
    Dispatcher* request = opened(ZEND_THIS);
    if (!request || !request->provideRouter()) {
        RETURN_THROWS();
    }
    returnValue(request->router, return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, getProtocol) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnProtocol(Dispatcher::from(ZEND_THIS), return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, getProtocal) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnProtocol(Dispatcher::from(ZEND_THIS), return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, setRequest) {
    zval* request;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(request, requestClass())
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher::from(ZEND_THIS).setRequest(request);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Dispatcher, getRequest) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnValue(Dispatcher::from(ZEND_THIS).requestObject(), return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, setResponse) {
    zval* response;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(response, responseClass())
    ZEND_PARSE_PARAMETERS_END();
    if (Dispatcher::from(ZEND_THIS).isStarted()) {
        throwException(exceptions.state, "The request was dispatched already");
        RETURN_THROWS();
    }
    Dispatcher::from(ZEND_THIS).setResponse(response);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Dispatcher, getResponse) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnValue(Dispatcher::from(ZEND_THIS).responseObject(), return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, setTcpClientFd) {
    zend_long fd;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(fd)
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher::from(ZEND_THIS).fd = fd;
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Dispatcher, getTcpClientFd) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_long fd = Dispatcher::from(ZEND_THIS).fd;
    if (fd >= 0) {
        RETURN_LONG(fd);
    }
}

PHP_METHOD(Aha_Mvc_Dispatcher, setTcpFromId) {
    zend_long fromId;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(fromId)
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher::from(ZEND_THIS).fromId = fromId;
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Dispatcher, getTcpFromId) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(Dispatcher::from(ZEND_THIS).fromId);
}

static void setPackage(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string* package;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(package)
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher::from(ZEND_THIS).setPackage(package);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

static void getPackage(INTERNAL_FUNCTION_PARAMETERS) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPackage(Dispatcher::from(ZEND_THIS).package, return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, setTcpPackage) { setPackage(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Mvc_Dispatcher, getTcpPackage) { getPackage(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Mvc_Dispatcher, setUdpPackage) { setPackage(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Mvc_Dispatcher, getUdpPackage) { getPackage(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Mvc_Dispatcher, setUdpClientInfo) {
    zval* clientInfo;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY(clientInfo)
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher::from(ZEND_THIS).clientInfo.copyFrom(clientInfo);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Dispatcher, getUdpClientInfo) {
    ZEND_PARSE_PARAMETERS_NONE();
    ZVAL_EMPTY_ARRAY(return_value);
    returnValue(Dispatcher::from(ZEND_THIS).clientInfo, return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, getParams) {
    ZEND_PARSE_PARAMETERS_NONE();
    ZVAL_EMPTY_ARRAY(return_value);
    returnValue(Dispatcher::from(ZEND_THIS).params(), return_value);
}

PHP_METHOD(Aha_Mvc_Dispatcher, getFormat) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& format = Dispatcher::from(ZEND_THIS).format();
    RETURN_STRINGL(format.data(), format.size());
}

PHP_METHOD(Aha_Mvc_Dispatcher, set) {
    zend_string* name;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    Value& attributes = Dispatcher::from(ZEND_THIS).attributes;
    if (!attributes.isSet()) {
        array_init(attributes.get());
    }
    Z_TRY_ADDREF_P(value);
    zend_symtable_update(Z_ARR_P(attributes.get()), name, value);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

static zval* attributeOf(zval* self, zend_string* name) {
    Value& attributes = Dispatcher::from(self).attributes;
    return attributes.isSet() ? zend_symtable_find(Z_ARR_P(attributes.get()), name) : nullptr;
}

PHP_METHOD(Aha_Mvc_Dispatcher, get) {
    zend_string *name, *type = nullptr;
    zval* fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(fallback)
    Z_PARAM_STR(type)
    ZEND_PARSE_PARAMETERS_END();
    zval* value = attributeOf(ZEND_THIS, name);
    if (value && type && ZSTR_LEN(type) && !isOfType(value, view(type), type)) {
        zend_type_error("\"%s\" of the request is of type %s, not %s", ZSTR_VAL(name),
                        zend_zval_type_name(value), ZSTR_VAL(type));
        RETURN_THROWS();
    }
    value = value ? value : fallback;
    if (value) {
        RETURN_COPY(value);
    }
}

PHP_METHOD(Aha_Mvc_Dispatcher, has) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(attributeOf(ZEND_THIS, name) != nullptr);
}

PHP_METHOD(Aha_Mvc_Dispatcher, dispatch) {
    zval* router;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(router, Class<RouterObject>::entry)
    ZEND_PARSE_PARAMETERS_END();
    Dispatcher* request = opened(ZEND_THIS);
    if (!request || !request->bootstrap().mayServe()) {
        RETURN_THROWS();
    }
    RouterObject& native = Class<RouterObject>::from(router);
    if (!native.uri.isSet()) {
        throwException(exceptions.state, "The constructor of Aha\\Mvc\\Router was not called");
        RETURN_THROWS();
    }
    if (request->isStarted()) {
        throwException(exceptions.state, "The request was dispatched already");
        RETURN_THROWS();
    }
    if (request->isHttp() && !request->job()) {
        throwException(exceptions.state,
                       "An HTTP request is dispatched after setRequest() and setResponse()");
        RETURN_THROWS();
    }
    request->router.copyFrom(router);
    request->route(Z_STR_P(native.uri.get()), native.delimiter);
    Bootstrap& bootstrap = request->bootstrap();
    if (!request->start(bootstrap.plan(), aha::Ref<HookLists>(bootstrap.hooks()), true)) {
        RETURN_THROWS();
    }
    RETURN_OBJ(request->future());
}
