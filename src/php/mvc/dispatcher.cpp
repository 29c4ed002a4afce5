#include "php/mvc/dispatcher.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/request_future.h"
#include "php/mvc/router.h"
#include "php/network/server_calls.h"

namespace aha::php {

Dispatcher::~Dispatcher() {
    if (job_) {
        job_->forgetWatcher(this);
    }
}

void Dispatcher::visit(Gc& gc) {
    gc.add(bootstrap_);
    for (Value* value :
         {&server, &package, &clientInfo, &router, &attributes, &request_, &response_, &params_, &uri_}) {
        gc.add(*value);
    }
    visitRun(gc);
}

void Dispatcher::open(Bootstrap& bootstrap, RequestProtocol protocol) {
    bootstrap_.set(bootstrap.object());
    protocol_ = protocol;
    delimiter_ = protocol == RequestProtocol::Http ? '/' : '-';
}

Bootstrap& Dispatcher::bootstrap() const { return Bootstrap::from(bootstrap_.get()); }

std::string_view Dispatcher::routed() const {
    if (uri_.isSet()) {
        return view(Z_STR_P(const_cast<Value&>(uri_).get()));
    }
    return job_ ? job_->exchange().head().path() : std::string_view();
}

std::string_view Dispatcher::method() const {
    return job_ ? job_->exchange().head().method() : std::string_view();
}

void Dispatcher::route(zend_string* uri, char delimiter) {
    zval value;
    ZVAL_STR(&value, uri);
    uri_.copyFrom(&value);
    delimiter_ = delimiter;
}

bool Dispatcher::provideRouter() {
    if (router.isSet() || (!uri_.isSet() && !job_)) {
        return true;
    }
    zval object, uri;
    object_init_ex(&object, Class<RouterObject>::entry);
    ZVAL_STRINGL(&uri, routed().data(), routed().size());
    RouterObject& native = Class<RouterObject>::from(Z_OBJ(object));
    native.app.set(bootstrap_.get());
    native.delimiter = delimiter_;
    native.uri.copyFrom(&uri);
    zval_ptr_dtor(&uri);
    router.copyFrom(&object);
    zval_ptr_dtor(&object);
    return true;
}

void Dispatcher::setParams(zval* params) {
    params_.copyFrom(params);
    zval_ptr_dtor(params);
}

void Dispatcher::setResponse(zval* response) {
    if (job_) {
        job_->forgetWatcher(this);
    }
    response_.copyFrom(response);
    job_ = Ref<HttpJob>(jobOfResponse(Z_OBJ_P(response)));
}

void Dispatcher::setPackage(zend_string* data) {
    zval value;
    ZVAL_STR(&value, data);
    package.copyFrom(&value);
}

bool Dispatcher::isResponseOurs() { return response_.isSet() && Z_REFCOUNT_P(response_.get()) == 1; }

// As a handler's value: strings as they are, the rest as JSON. With the end of a package where there is one.
bool Dispatcher::reply(zval* value) {
    if (!value || !isOpen()) {
        return true;
    }
    ZVAL_DEREF(value);
    zend_string* text = nullptr;
    bool object = Z_TYPE_P(value) == IS_OBJECT;
    if (Z_TYPE_P(value) == IS_ARRAY ||
        (object && (instanceof_function(Z_OBJCE_P(value), php_json_serializable_ce) ||
                    Z_OBJCE_P(value) == zend_standard_class_def))) {
        text = encodeJson(value, PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE);
    } else if (Z_TYPE_P(value) == IS_RESOURCE ||
               (object && !instanceof_function(Z_OBJCE_P(value), zend_ce_stringable))) {
        throwException(exceptions.state,
                       "The action returned %s%s: return a string, an array, a JsonSerializable, or null",
                       object ? "an object of class " : "a resource",
                       object ? ZSTR_VAL(Z_OBJCE_P(value)->name) : "");
    } else {
        text = zval_try_get_string(value);
    }
    if (!text) {
        return false;
    }
    bool sent = EG(exception) ? false : send(text);
    zend_string_release(text);
    return sent;
}

static zval* entryOf(zval* array, const char* key) {
    zval* entry =
        Z_TYPE_P(array) == IS_ARRAY ? zend_hash_str_find(Z_ARR_P(array), key, strlen(key)) : nullptr;
    if (entry) {
        ZVAL_DEREF(entry);
    }
    return entry;
}

// Through the method, so that a class of the user's that stands in for a server hears of it.
bool Dispatcher::send(zend_string* text) {
    zval* target = server.isSet() ? server.get() : bootstrap().server.get();
    if (Z_TYPE_P(target) != IS_OBJECT) {
        throwException(exceptions.state,
                       "There is no server to answer by: call setServer() of Aha\\Bootstrap");
        return false;
    }
    zval arguments[4];
    zval result;
    ZVAL_UNDEF(&result);
    std::uint32_t count = 0;
    const char* method = "sendto";
    if (protocol_ == RequestProtocol::Tcp) {
        method = "send";
        ZVAL_LONG(&arguments[count++], fd);
        zend_string* eof = packageEofOf(target, fd);
        ZVAL_STR(&arguments[count++],
                 eof ? zend_string_concat2(ZSTR_VAL(text), ZSTR_LEN(text), ZSTR_VAL(eof), ZSTR_LEN(eof))
                     : zend_string_copy(text));
        if (eof) {
            zend_string_release(eof);
        }
    } else {
        zval* address = entryOf(clientInfo.get(), "address");
        zval* port = entryOf(clientInfo.get(), "port");
        if (!address || !port) {
            throwException(exceptions.state, "The client of a datagram has an address and a port");
            return false;
        }
        ZVAL_COPY(&arguments[count++], address);
        ZVAL_COPY(&arguments[count++], port);
        ZVAL_STR_COPY(&arguments[count++], text);
        if (zval* socket = entryOf(clientInfo.get(), "server_socket")) {
            ZVAL_COPY(&arguments[count++], socket);
        }
    }
    zend_function* function = static_cast<zend_function*>(
        zend_hash_str_find_ptr(&Z_OBJCE_P(target)->function_table, method, strlen(method)));
    if (function) {
        zend_call_known_function(function, Z_OBJ_P(target), Z_OBJCE_P(target), &result, count, arguments,
                                 nullptr);
    } else {
        throwException(exceptions.state, "The server of class %s has no method %s()",
                       ZSTR_VAL(Z_OBJCE_P(target)->name), method);
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        zval_ptr_dtor(&arguments[i]);
    }
    zval_ptr_dtor(&result);
    return EG(exception) == nullptr;
}

static int commandStatusOf(zend_object* exception) {
    return instanceof_function(exception->ce, exceptions.http) ? httpStatusOf(exception) : 500;
}

void Dispatcher::reportCommand(zend_object* exception) {
    if (commandStatusOf(exception) >= 500 && !isCancellation(exception)) {
        reportUnhandled(exception, isOpen() && protocol_ == RequestProtocol::Udp
                                       ? "a UDP request of the Mvc"
                                       : "a TCP request of the Mvc");
    }
}

// "[status] 404 message", as applications of Aha 1.x send it.
void Dispatcher::replyError(zend_object* exception) {
    const int status = commandStatusOf(exception);
    reportCommand(exception);
    bool shown = status < 500 || bootstrap().isDebug() || instanceof_function(exception->ce, exceptions.http);
    zend_string* message = shown ? messageOf(exception) : nullptr;
    zend_string* text =
        zend_strpprintf(0, "[status] %d %s", status, message ? ZSTR_VAL(message) : "Internal Server Error");
    if (message) {
        zend_string_release(message);
    }
    send(text);
    zend_string_release(text);
    if (EG(exception)) { // the connection is gone, or the server cannot send: nobody is left to tell
        zend_object* second = takeException();
        reportUnhandled(second, "the answer of a failed request");
        OBJ_RELEASE(second);
    }
}

} // namespace aha::php
