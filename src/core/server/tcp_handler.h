#pragma once

#include "core/base/error.h"

#include <string_view>

namespace aha::server {

class TcpConnection;

// What a TcpServer tells. All calls come from callbacks of the loop: change state, enqueue, return. None
// comes from within a call on a connection, so each of them may be called here. The order is onConnect, then
// any of the others, then onClose.
class TcpHandler {
public:
    virtual void onConnect(TcpConnection& connection) = 0; // TLS: after the handshake
    // Valid during the call. It counts as pending until TcpConnection::packageTaken().
    virtual void onPackage(TcpConnection& connection, std::string_view package) = 0;
    // The peer will send no more, and all its packages were handed out. The connection ends by itself when
    // nothing is pending or in work.
    virtual void onEof(TcpConnection&) {}
    virtual void onDrained(TcpConnection&) {} // after send() said Wait: less than the low mark is queued
    // The server drains: the connection ends by itself as soon as nothing is pending or in work.
    virtual void onDraining(TcpConnection&) {}
    // Exactly once for each onConnect(); the connection is gone afterwards. Closed: an orderly end, see
    // TcpConnection::isEndedByPeer().
    virtual void onClose(TcpConnection& connection, const Error& why) = 0;

protected:
    ~TcpHandler() = default;
};

} // namespace aha::server
