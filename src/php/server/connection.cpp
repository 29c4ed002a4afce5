#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/network/serving_service.h"
#include "php/register.h"
#include "php/server/tcp_peer.h"
#include "php/server/tcp_service.h"

#include "php_stubs/Server/Connection_arginfo.h"

namespace aha::php {

void registerTcpWaits();
void connectionInfo(TcpPeer& peer, zval* result);

namespace {

// Native part of Aha\Server\Connection: one object for each connection that PHP code has seen.
class ConnectionObject {
public:
    ~ConnectionObject() {
        if (peer) {
            peer->objectFreed();
        }
    }
    void visit(Gc&) {}
    Ref<TcpPeer> peer; // always set: only makeConnection() makes them
};

TcpPeer& connectionOf(zval* zv) { return *Class<ConnectionObject>::from(zv).peer; }

} // namespace

zend_object* makeConnection(TcpPeer& peer) {
    zend_object* object = Class<ConnectionObject>::create(Class<ConnectionObject>::entry);
    Class<ConnectionObject>::from(object).peer = Ref<TcpPeer>(peer);
    return object;
}

void registerConnection() {
    registerTcpWaits();
    Class<ConnectionObject>::install(register_class_Aha_Server_Connection());
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Connection, __construct) {
    // Private: the server makes them.
}

#define AHA_FACT(method, expression)                                                                         \
    PHP_METHOD(Aha_Server_Connection, method) {                                                              \
        ZEND_PARSE_PARAMETERS_NONE();                                                                        \
        const TcpPeer::Facts& facts = connectionOf(ZEND_THIS).facts();                                       \
        expression;                                                                                          \
    }
#define AHA_TEXT(text) RETURN_STRINGL((text).data(), (text).size())

AHA_FACT(id, RETURN_LONG(static_cast<zend_long>(facts.id)))
AHA_FACT(remoteAddress, AHA_TEXT(facts.address))
AHA_FACT(remotePort, RETURN_LONG(facts.port))
AHA_FACT(localAddress, AHA_TEXT(facts.localAddress))
AHA_FACT(localPort, RETURN_LONG(facts.localPort))
AHA_FACT(connectedAt, RETURN_LONG(facts.connectedAt))
AHA_FACT(lastReceivedAt, RETURN_LONG(facts.receivedAt))
AHA_FACT(bytesIn, RETURN_LONG(static_cast<zend_long>(facts.bytesIn)))
AHA_FACT(bytesOut, RETURN_LONG(static_cast<zend_long>(facts.bytesOut)))
AHA_FACT(queuedBytes, RETURN_LONG(static_cast<zend_long>(facts.queued)))
AHA_FACT(isEncrypted, RETURN_BOOL(facts.isEncrypted))
AHA_FACT(isOpen, RETURN_BOOL(facts.isOpen))
AHA_FACT(endedBy, AHA_TEXT(facts.endedBy))

PHP_METHOD(Aha_Server_Connection, receive) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    zend_object* future = connectionOf(ZEND_THIS).receive(limit);
    if (!future) {
        RETURN_THROWS();
    }
    returnWait(return_value, future, callback);
}

PHP_METHOD(Aha_Server_Connection, send) {
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* future = connectionOf(ZEND_THIS).send(data);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Server_Connection, sendFile) {
    char* path;
    std::size_t pathLength;
    zend_long offset = 0, length = 0;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_PATH(path, pathLength)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(offset)
    Z_PARAM_LONG(length)
    ZEND_PARSE_PARAMETERS_END();
    if (offset < 0 || length < 0) {
        zend_argument_value_error(offset < 0 ? 2 : 3, "must be greater than or equal to 0");
        RETURN_THROWS();
    }
    zend_object* future =
        connectionOf(ZEND_THIS).sendFile(std::string(path, pathLength), static_cast<std::uint64_t>(offset),
                                         static_cast<std::uint64_t>(length));
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Server_Connection, end) {
    zend_string* data = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    TcpPeer& peer = connectionOf(ZEND_THIS);
    if (data && ZSTR_LEN(data) && peer.isOpen()) {
        zend_object* future = peer.send(data);
        if (!future) {
            RETURN_THROWS();
        }
        OBJ_RELEASE(future);
    }
    RETURN_BOOL(peer.end());
}

PHP_METHOD(Aha_Server_Connection, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(connectionOf(ZEND_THIS).end());
}

PHP_METHOD(Aha_Server_Connection, reset) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(connectionOf(ZEND_THIS).reset());
}

PHP_METHOD(Aha_Server_Connection, shutdown) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(connectionOf(ZEND_THIS).shutdown());
}

PHP_METHOD(Aha_Server_Connection, info) {
    ZEND_PARSE_PARAMETERS_NONE();
    connectionInfo(connectionOf(ZEND_THIS), return_value);
}
