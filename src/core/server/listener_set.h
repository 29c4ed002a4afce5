#pragma once

#include "core/base/result.h"
#include "core/net/accept_gate.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/net/tcp_listener.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace aha::net {
class TlsContext;
} // namespace aha::net

namespace aha::server {

// Called from the loop, for each connection that a listening socket has brought.
class StreamTaker {
public:
    virtual void onStream(net::StreamPtr stream, std::size_t listener) = 0; // may close the set
    virtual void onAcceptError(const Error& error) = 0;

protected:
    ~StreamTaker() = default;
};

// The listening sockets of one server, own or inherited, plain or encrypted.
// Owned by the server. Calls StreamTaker.
class ListenerSet {
public:
    ListenerSet(net::Loop& loop, StreamTaker& taker);
    ~ListenerSet();
    ListenerSet(const ListenerSet&) = delete;
    ListenerSet& operator=(const ListenerSet&) = delete;

    Result<void> listen(const std::string& address, unsigned port, const net::ListenOptions& options,
                        net::TlsContext* tls);
    // A listening socket that is open already; the set owns it from here on, on failure as well.
    Result<void> adopt(int fd, const net::ListenOptions& options, net::TlsContext* tls);
    std::size_t size() const { return listeners_.size(); }
    unsigned port(std::size_t listener) const; // 0 if there is none, and for unix sockets

    void setGate(net::AcceptGate* gate); // of those to come as well; null = none; borrowed
    void askGateAgain();
    void pause();
    void resume();
    // Accepts what waits in the backlogs of the sockets opened here, and of the inherited ones if asked to.
    void acceptWaiting(bool inheritedToo);
    void close(); // idempotent

private:
    struct Listener;
    Result<void> add(std::unique_ptr<Listener> listener, Result<net::TcpListenerPtr> socket);

    net::Loop& loop_;
    StreamTaker& taker_;
    net::AcceptGate* gate_ = nullptr;
    std::vector<std::unique_ptr<Listener>> listeners_;
};

} // namespace aha::server
