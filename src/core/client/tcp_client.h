#pragma once

#include "core/client/package_client.h"
#include "core/client/tcp_link.h"
#include "core/net/tls_context.h"

#include <memory>
#include <optional>
#include <string>

namespace aha::client {

struct TcpClientOptions {
    std::string host; // a name, a literal, "unix:/path"
    unsigned port = 0;
    frame::FramingOptions framing; // of the answers. None: a read is an answer, no reuse. A function is
                                   // called from the ready queue, and must not destroy the client
    std::optional<net::TlsClientOptions> tls;
    std::string serverName; // for TLS; "" = the host
    PackageClientOptions pool;
};

// Requests over TCP, TLS or a unix socket to one peer, over pooled connections.
// Owned by whoever makes requests; has to go before the loop and its resolver.
class TcpClient {
public:
    static Result<std::unique_ptr<TcpClient>> create(LoopPoolHost& host, net::Resolver& resolver,
                                                     TcpClientOptions options);
    TcpClient(const TcpClient&) = delete;
    TcpClient& operator=(const TcpClient&) = delete;

    PackageClient& requests() { return client_; }

private:
    TcpClient(LoopPoolHost& host, net::Resolver& resolver, TcpClientOptions options,
              std::unique_ptr<frame::FramingRules> rules, std::unique_ptr<net::TlsContext> tls);

    std::unique_ptr<frame::FramingRules> rules_;
    std::unique_ptr<net::TlsContext> tls_;
    TcpTarget target_;
    PackageClient client_;
};

// How its connections are made; borrows the rules and the context.
TcpTarget tcpTarget(const TcpClientOptions& options, const frame::FramingRules& rules, net::TlsContext* tls);

// "tcp://host:port", "tls://host:port", "unix:/path"
std::string targetName(const char* scheme, const std::string& host, unsigned port);

} // namespace aha::client
