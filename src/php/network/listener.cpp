#include "php/network/listener.h"

#include "php/class.h"
#include "php/error.h"
#include "php/network/server.h"
#include "php/network/server_calls.h"
#include "php/network/serving_service.h"
#include "php/network/set_handler.h"
#include "php/register.h"

#include "php_stubs/Server/Listener_arginfo.h"

namespace aha::php {

static constexpr EventName kEventNames[kEvents] = {
    {"start", "onstart"},
    {"shutdown", "onshutdown"},
    {"managerStart", "onmanagerstart"},
    {"managerStop", "onmanagerstop"},
    {"workerStart", "onworkerstart"},
    {"workerStop", "onworkerstop"},
    {"workerError", "onworkererror"},
    {"task", "ontask"},
    {"finish", "onfinish"},
    {"pipeMessage", "onpipemessage"},
    {"workerExit", "onworkerexit"},
    {"request", "onrequest"},
    {"connect", "onconnect"},
    {"receive", "onreceive"},
    {"close", "onclose"},
    {"connection", "onconnection"},
    {"packet", "onpacket"},
    {"error", "onerror"},
};

const EventName& eventName(Event event) { return kEventNames[static_cast<std::size_t>(event)]; }

void Listener::visit(Gc& gc) {
    for (Callable& each : handlers) {
        gc.add(each);
    }
    if (kind) {
        kind->visit(gc);
    }
}

bool checkAddress(zend_string* host, zend_long port) {
    if (ZSTR_LEN(host) == 0) {
        zend_argument_value_error(1, "must be an address such as \"127.0.0.1\", or \"unix:/path\"");
        return false;
    }
    if (port < 0 || port > 65535) {
        zend_argument_value_error(2, "must be between 0 and 65535");
        return false;
    }
    return true;
}

zend_object* ServerObject::addListener(zend_string* host, unsigned port, std::unique_ptr<ServerKind> kind) {
    zend_object* object = Class<ListenerObject>::create(Class<ListenerObject>::entry);
    ListenerObject& made = Class<ListenerObject>::from(object);
    made.listener.host = view(host);
    made.listener.port = port;
    made.listener.kind = std::move(kind);
    made.server = this;
    zval held;
    ZVAL_OBJ(&held, object);
    more.emplace_back().copyFrom(&held);
    return object;
}

void registerListener() { Class<ListenerObject>::install(register_class_Aha_Server_Listener()); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Listener, __construct) {
    // Private: addListener() makes them.
}

PHP_METHOD(Aha_Server_Listener, on) {
    zend_string* event;
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(event)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    ListenerObject& self = Class<ListenerObject>::from(ZEND_THIS);
    const auto has = [&self](Event each) {
        return isProtocolEvent(each) && self.listener.kind->hasEvent(each);
    };
    if (setHandler(self.listener, has, event, self.server && self.server->isRunning(), &info.function_name)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Server_Listener, host) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& host = Class<ListenerObject>::from(ZEND_THIS).listener.host;
    RETURN_STRINGL(host.data(), host.size());
}

PHP_METHOD(Aha_Server_Listener, port) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(Class<ListenerObject>::from(ZEND_THIS).listener.port);
}

AHA_SERVER_CALL(addListener) {
    zend_string *host, *type = nullptr;
    zend_long port;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(2, 4)
    Z_PARAM_STR(host)
    Z_PARAM_LONG(port)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(type)
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self || !checkAddress(host, port)) {
        RETURN_THROWS();
    }
    if (self->isRunning()) {
        throwException(exceptions.state, "Listeners are added before start()");
        RETURN_THROWS();
    }
    const std::string_view name = type ? view(type) : std::string_view("tcp");
    auto make = name == "tcp"    ? makeTcpKind
                : name == "udp"  ? makeUdpKind
                : name == "http" ? makeHttpKind
                                 : nullptr;
    if (!make) {
        zend_argument_value_error(3, "must be \"tcp\", \"udp\" or \"http\"");
        RETURN_THROWS();
    }
    auto kind = make(options ? options : const_cast<HashTable*>(&zend_empty_array), nullptr);
    if (!kind) {
        RETURN_THROWS();
    }
    RETURN_OBJ(self->addListener(host, static_cast<unsigned>(port), std::move(kind)));
}

AHA_SERVER_CALL(reloadCertificates) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    if (!self->serving) {
        throwException(exceptions.state, "The server does not run in this process");
        RETURN_THROWS();
    }
    if (auto reloaded = self->serving->reloadCertificates(); !reloaded) {
        throwError(reloaded.error());
    }
}
