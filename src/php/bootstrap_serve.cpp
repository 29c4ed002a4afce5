// The way from a server's handler to the actions: http(), tcp() and udp() of Aha\Bootstrap.
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"

namespace aha::php {

// The dispatcher of a request; the caller owns it. Null: EG(exception) is set.
static zend_object* openRequest(Bootstrap& bootstrap, RequestProtocol protocol) {
    if (!bootstrap.mayServe()) {
        return nullptr;
    }
    zend_object* dispatcher = Class<Dispatcher>::create(Class<Dispatcher>::entry);
    Dispatcher::from(dispatcher).open(bootstrap, protocol);
    return dispatcher;
}

// Starts the request and returns its future; the dispatcher lives on as long as it has to.
static void serve(zend_object* dispatcher, zval* returned) {
    Dispatcher& request = Dispatcher::from(dispatcher);
    Bootstrap& bootstrap = request.bootstrap();
    if (request.start(bootstrap.plan(), Ref<HookLists>(bootstrap.hooks()), false)) {
        ZVAL_OBJ(returned, request.future());
    }
    OBJ_RELEASE(dispatcher);
}

// The command of a package; null: it has none.
static zend_string* commandOf(zend_string* data) {
    zval decoded;
    ZVAL_NULL(&decoded);
    zend_string* command = nullptr;
    constexpr zend_long kDepth = 512;
    if (php_json_decode_ex(&decoded, ZSTR_VAL(data), ZSTR_LEN(data), PHP_JSON_OBJECT_AS_ARRAY, kDepth) ==
            SUCCESS &&
        Z_TYPE(decoded) == IS_ARRAY) {
        zval* entry = zend_hash_str_find(Z_ARR(decoded), ZEND_STRL("cmd"));
        if (entry && Z_TYPE_P(entry) == IS_STRING) {
            command = zend_string_copy(Z_STR_P(entry));
        }
    }
    zval_ptr_dtor(&decoded);
    return command;
}

static void refuseCommand(Dispatcher& request, zval* returned) {
    zend_object* refusal =
        makeException(exceptions.http, "The package is not JSON with a \"cmd\"", nullptr, 400);
    request.refuse(refusal);
    OBJ_RELEASE(refusal);
    if (!EG(exception)) {
        ZVAL_OBJ_COPY(returned, Runtime::get().doneFuture());
    }
}

// Of TCP and UDP, when what is the protocol's own is set.
static void serveCommand(zend_object* dispatcher, zval* server, zend_string* data, zval* returned) {
    Dispatcher& request = Dispatcher::from(dispatcher);
    request.server.copyFrom(server);
    request.setPackage(data);
    zend_string* command = commandOf(data);
    if (!command) {
        refuseCommand(request, returned);
        OBJ_RELEASE(dispatcher);
        return;
    }
    request.route(command, '-');
    zend_string_release(command);
    serve(dispatcher, returned);
}

void Bootstrap::serveHttp(zval* request, zval* response, zval* returned) {
    if (zend_object* dispatcher = openRequest(*this, RequestProtocol::Http)) {
        Dispatcher::from(dispatcher).setRequest(request);
        Dispatcher::from(dispatcher).setResponse(response);
        serve(dispatcher, returned);
    }
}

void Bootstrap::serveTcp(zval* from, zend_long fd, zend_long fromId, zend_string* data, zval* returned) {
    if (zend_object* dispatcher = openRequest(*this, RequestProtocol::Tcp)) {
        Dispatcher::from(dispatcher).fd = fd;
        Dispatcher::from(dispatcher).fromId = fromId;
        serveCommand(dispatcher, from, data, returned);
    }
}

void Bootstrap::serveUdp(zval* from, zend_string* data, zval* clientInfo, zval* returned) {
    if (zend_object* dispatcher = openRequest(*this, RequestProtocol::Udp)) {
        Dispatcher::from(dispatcher).clientInfo.copyFrom(clientInfo);
        serveCommand(dispatcher, from, data, returned);
    }
}

} // namespace aha::php
