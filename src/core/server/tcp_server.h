#pragma once

#include "core/base/result.h"
#include "core/base/server_stats.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/server/tcp_handler.h"
#include "core/server/tcp_options.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace aha::net {
class AcceptGate;
class TlsContext;
} // namespace aha::net

namespace aha::server {

// Listens on TCP and unix sockets of one protocol, accepts, and owns the connections.
// Owned by its user; close() ends everything at once, drain() lets what is in work finish.
// Calls TcpHandler, which outlives it: onClose() of what is left comes from the destructor.
class TcpServer {
public:
    // InvalidArgument: options that cannot be. Counts into `stats`, which the caller owns (a slot in shared
    // memory), or else into its own; several servers of one process may share them.
    static Result<std::unique_ptr<TcpServer>> create(net::Loop& loop, TcpHandler& handler, TcpOptions options,
                                                     ServerStats* stats = nullptr);
    ~TcpServer();
    TcpServer(const TcpServer&) = delete;
    TcpServer& operator=(const TcpServer&) = delete;

    // "127.0.0.1", "::", "unix:/path"; port 0 picks a free one. With a TLS context connections are encrypted.
    Result<void> listen(const std::string& address, unsigned port, net::TlsContext* tls = nullptr);
    // A listening socket that is open already (inherited from the master, or from systemd).
    Result<void> listenFd(int fd, net::TlsContext* tls = nullptr);
    unsigned port(std::size_t listener = 0) const; // the real one when 0 was asked for

    // For tests: serves this stream as if it had been accepted.
    void adopt(net::StreamPtr stream);

    // Connections that onConnect() has told of and onClose() has not, oldest first: those that end are among
    // them, see TcpConnection::isOpen(). Iterating by id goes on although the present one has gone.
    TcpConnection* find(std::uint64_t id) const; // null: it is gone, or was never here
    TcpConnection* first() const { return nextAfter(0); }
    TcpConnection* nextAfter(std::uint64_t id) const;
    std::size_t size() const;

    // Called from the loop, at most once a second, while accepting fails (no descriptors left …).
    void setAcceptErrorHook(std::function<void(const Error&)> hook);
    void
    setAcceptGate(net::AcceptGate* gate); // of all listeners, those to come as well; null = none; borrowed
    void pauseAccepting();
    void resumeAccepting();
    // Stops accepting and says onDraining() to every connection; each ends when nothing of it is pending or
    // in work and the grace is over. `done` is called once, from the loop, when the last one is gone.
    void drain(std::function<void()> done);
    void drain(const TcpDrainOptions& options, std::function<void()> done);
    void close(); // cancels what is left; onClose() comes from the loop

    const ServerStats& stats() const;
    const TcpOptions& options() const;

private:
    struct Impl;
    explicit TcpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::server
