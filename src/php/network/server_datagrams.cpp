// The methods of Aha\Network\Server about UDP and unix datagram sockets.
#include "php/error.h"
#include "php/network/server.h"
#include "php/network/server_calls.h"
#include "php/network/serving_service.h"
#include "php/server/udp_service.h"

namespace aha::php {

// The endpoint with that number, or the first one of the kind; null: an exception was thrown.
static UdpService* endpointOf(zval* self, zend_long number, bool isUnix) {
    ServingService* serving = Class<ServerObject>::from(self).serving;
    if (!serving) {
        throwException(exceptions.state, "The server does not serve in this process");
        return nullptr;
    }
    const auto& endpoints = serving->endpoints();
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        UdpService* found = endpoints[i]->datagrams();
        if (found && (number < 0 ? found->isUnix() == isUnix : static_cast<std::size_t>(number) == i)) {
            return found;
        }
    }
    throwException(exceptions.state,
                   number < 0 ? "The server has no %s socket to send from"
                              : "The listener with that number has no %s socket",
                   isUnix ? "unix datagram" : "UDP");
    return nullptr;
}

// One that is open; null: an exception was thrown.
static net::UdpSocket* socketOf(zval* self, zend_long number) {
    UdpService* endpoint = endpointOf(self, number, false);
    net::UdpSocket* socket = endpoint ? endpoint->socket() : nullptr;
    if (endpoint && !socket) {
        throwException(exceptions.state, "The socket is closed: the server is stopping");
    }
    return socket;
}

} // namespace aha::php

using namespace aha::php;

AHA_SERVER_CALL(sendto) {
    zend_string *address, *data;
    zend_long port, number = -1;
    ZEND_PARSE_PARAMETERS_START(3, 4)
    Z_PARAM_STR(address)
    Z_PARAM_LONG(port)
    Z_PARAM_STR(data)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(number)
    ZEND_PARSE_PARAMETERS_END();
    if (port < 0 || port > 65535) {
        zend_argument_value_error(2, "must be between 0 and 65535");
        RETURN_THROWS();
    }
    auto to = aha::net::SocketAddress::parse(view(address), static_cast<unsigned>(port),
                                             aha::net::SocketAddress::Names::Refuse);
    if (!to) {
        zend_argument_value_error(1, "must be an address such as \"127.0.0.1\", or \"unix:/path\"");
        RETURN_THROWS();
    }
    if (UdpService* endpoint = endpointOf(ZEND_THIS, number, to.value().isUnix())) {
        RETURN_BOOL(endpoint->sendTo(to.value(), view(data)).ok());
    }
}

static void changeGroup(INTERNAL_FUNCTION_PARAMETERS, bool joins) {
    zend_string *group, *via = nullptr;
    zend_long number = -1;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(group)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(via)
    Z_PARAM_LONG(number)
    ZEND_PARSE_PARAMETERS_END();
    aha::net::UdpSocket* socket = socketOf(ZEND_THIS, number);
    if (!socket) {
        RETURN_THROWS();
    }
    const std::string_view interface = via ? view(via) : std::string_view();
    auto changed =
        joins ? socket->joinGroup(view(group), interface) : socket->leaveGroup(view(group), interface);
    // Another worker has done it: the socket is the same.
    if (!changed && !(joins && changed.error().code == aha::Errc::AddressInUse)) {
        throwError(changed.error());
    }
}

AHA_SERVER_CALL(joinMulticast) { changeGroup(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
AHA_SERVER_CALL(leaveMulticast) { changeGroup(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
