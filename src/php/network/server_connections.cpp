// The methods of Aha\Network\Server about TCP connections, by their numbers.
#include "php/error.h"
#include "php/network/server.h"
#include "php/network/server_calls.h"
#include "php/network/serving_service.h"
#include "php/server/option_bounds.h"
#include "php/server/tcp_peer.h"
#include "php/server/tcp_service.h"

namespace aha::php {

void connectionInfo(TcpPeer& peer, zval* result) {
    const TcpPeer::Facts& facts = peer.facts();
    array_init(result);
    auto add = [result](const char* key, std::uint64_t value) {
        add_assoc_long(result, key, static_cast<zend_long>(value));
    };
    add_assoc_stringl(result, "remote_ip", facts.address.data(), facts.address.size());
    add("remote_port", facts.port);
    add("server_port", facts.localPort);
    add("server_fd", peer.service() ? peer.service()->index() : 0);
    add("connect_time", static_cast<std::uint64_t>(facts.connectedAt));
    add("last_time", static_cast<std::uint64_t>(facts.receivedAt));
    add("bytes_in", facts.bytesIn);
    add("bytes_out", facts.bytesOut);
    add("packages", facts.packages);
    add("send_queued_bytes", facts.queued);
    add_assoc_long(result, "uid", peer.uid);
    add_assoc_bool(result, "encrypted", facts.isEncrypted);
}

// Null: it is gone, or was never in this process.
static TcpPeer* find(zval* self, zend_long fd) {
    ServingService* serving = Class<ServerObject>::from(self).serving;
    if (!serving || fd <= 0) {
        return nullptr;
    }
    for (const auto& endpoint : serving->endpoints()) {
        if (TcpPeer* peer = endpoint->findPeer(static_cast<std::uint64_t>(fd))) {
            return peer;
        }
    }
    return nullptr;
}

zend_string* packageEofOf(zval* server, zend_long fd) {
    TcpPeer* peer =
        instanceof_function(Z_OBJCE_P(server), Class<ServerObject>::entry) ? find(server, fd) : nullptr;
    if (!peer || !peer->service()) {
        return nullptr;
    }
    const frame::FramingOptions& framing = peer->service()->config().core.framing;
    return framing.kind == frame::Kind::Eof
               ? zend_string_init(framing.terminator.data(), framing.terminator.size(), false)
               : nullptr;
}

static TcpPeer* findOpen(zval* self, zend_long fd) {
    TcpPeer* peer = find(self, fd);
    return peer && peer->isOpen() ? peer : nullptr;
}

// The next connection of all listeners in the order of their numbers.
static TcpPeer* next(ServingService& serving, std::uint64_t after) {
    TcpPeer* nearest = nullptr;
    for (const auto& endpoint : serving.endpoints()) {
        TcpPeer* peer = endpoint->nextPeer(after);
        if (peer && (!nearest || peer->id() < nearest->id())) {
            nearest = peer;
        }
    }
    return nearest;
}

} // namespace aha::php

using namespace aha::php;

AHA_SERVER_CALL(send) {
    zend_long fd;
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_LONG(fd)
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    TcpPeer* peer = findOpen(ZEND_THIS, fd);
    if (!peer) {
        RETURN_FALSE;
    }
    if (zend_object* future = peer->send(data)) {
        RETURN_OBJ(future);
    }
}

AHA_SERVER_CALL(sendFile) {
    zend_long fd, offset = 0, length = 0;
    char* path;
    std::size_t pathLength;
    ZEND_PARSE_PARAMETERS_START(2, 4)
    Z_PARAM_LONG(fd)
    Z_PARAM_PATH(path, pathLength)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(offset)
    Z_PARAM_LONG(length)
    ZEND_PARSE_PARAMETERS_END();
    if (offset < 0 || length < 0) {
        zend_argument_value_error(offset < 0 ? 3 : 4, "must be greater than or equal to 0");
        RETURN_THROWS();
    }
    TcpPeer* peer = findOpen(ZEND_THIS, fd);
    if (!peer) {
        RETURN_FALSE;
    }
    if (zend_object* future =
            peer->sendFile(std::string(path, pathLength), static_cast<std::uint64_t>(offset),
                           static_cast<std::uint64_t>(length))) {
        RETURN_OBJ(future);
    }
}

AHA_SERVER_CALL(close) {
    zend_long fd;
    bool reset = false;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_LONG(fd)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(reset)
    ZEND_PARSE_PARAMETERS_END();
    TcpPeer* peer = find(ZEND_THIS, fd);
    RETURN_BOOL(peer && (reset ? peer->reset() : peer->end()));
}

AHA_SERVER_CALL(exist) {
    zend_long fd;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(fd)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(findOpen(ZEND_THIS, fd) != nullptr);
}

AHA_SERVER_CALL(connection) {
    zend_long fd;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(fd)
    ZEND_PARSE_PARAMETERS_END();
    if (TcpPeer* peer = find(ZEND_THIS, fd)) {
        RETURN_OBJ(peer->object());
    }
}

AHA_SERVER_CALL(connections) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    ServingService* serving = Class<ServerObject>::from(ZEND_THIS).serving;
    for (TcpPeer* peer = serving ? next(*serving, 0) : nullptr; peer; peer = next(*serving, peer->id())) {
        add_index_object(return_value, static_cast<zend_ulong>(peer->id()), peer->object());
    }
}

AHA_SERVER_CALL(heartbeat) {
    bool closes = true;
    double seconds = 0;
    bool isOwnLimit = true;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(closes)
    Z_PARAM_DOUBLE_OR_NULL(seconds, isOwnLimit)
    ZEND_PARSE_PARAMETERS_END();
    if (!isOwnLimit && !(seconds >= 0 && seconds <= kMaxOptionSeconds)) {
        zend_argument_value_error(2, "must be a number of seconds from 0 to 1e+07, or null");
        RETURN_THROWS();
    }
    array_init(return_value);
    ServingService* serving = Class<ServerObject>::from(ZEND_THIS).serving;
    for (TcpPeer* peer = serving ? next(*serving, 0) : nullptr; peer; peer = next(*serving, peer->id())) {
        const std::uint64_t limitMs =
            isOwnLimit ? peer->idleLimitMs() : static_cast<std::uint64_t>(seconds * 1000);
        const bool isIdle = peer->isOpen() && !(isOwnLimit && limitMs == 0) && peer->silentMs() >= limitMs;
        if (isIdle && (!closes || peer->end())) {
            add_next_index_long(return_value, static_cast<zend_long>(peer->id()));
        }
    }
}

AHA_SERVER_CALL(getClientList) {
    zend_long start = 0, size = 10;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(start)
    Z_PARAM_LONG(size)
    ZEND_PARSE_PARAMETERS_END();
    if (size < 1) {
        zend_argument_value_error(2, "must be greater than 0");
        RETURN_THROWS();
    }
    ServingService* serving = Class<ServerObject>::from(ZEND_THIS).serving;
    const std::uint64_t after = start > 0 ? static_cast<std::uint64_t>(start) : 0;
    TcpPeer* peer = serving ? next(*serving, after) : nullptr;
    if (!peer) {
        RETURN_FALSE;
    }
    array_init(return_value);
    for (; peer && size > 0; peer = next(*serving, peer->id()), --size) {
        add_next_index_long(return_value, static_cast<zend_long>(peer->id()));
    }
}

AHA_SERVER_CALL(getClientInfo) {
    zend_long fd;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(fd)
    ZEND_PARSE_PARAMETERS_END();
    TcpPeer* peer = find(ZEND_THIS, fd);
    if (!peer) {
        RETURN_FALSE;
    }
    connectionInfo(*peer, return_value);
}

AHA_SERVER_CALL(bind) {
    zend_long fd, uid;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_LONG(fd)
    Z_PARAM_LONG(uid)
    ZEND_PARSE_PARAMETERS_END();
    TcpPeer* peer = findOpen(ZEND_THIS, fd);
    if (!peer || peer->uid != 0) {
        RETURN_FALSE;
    }
    peer->uid = uid;
    RETURN_TRUE;
}
