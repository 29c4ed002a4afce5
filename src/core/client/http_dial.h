#pragma once

#include "core/base/result.h"
#include "core/client/http_types.h"
#include "core/net/connector.h"
#include "core/net/loop.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace aha::net {
class TlsContext;
}

namespace aha::client {

class ProxyConnect;

// How connections of one pool are made. A value.
struct HttpRoute {
    std::string host; // of the URL
    unsigned port = 0;
    std::string unixSocket; // instead of both
    HttpProxy proxy;
    bool tunnels = false;           // the proxy is asked for a connection, rather than for the resource
    net::TlsContext* tls = nullptr; // null: plain; outlives the route's pool
    std::string serverName;
};

enum class HttpDialStep : std::uint8_t { Dns, Connect, Proxy, Tls };

struct HttpDialed {
    Result<net::StreamPtr> stream; // to be start()ed
    HttpDialStep step = HttpDialStep::Dns;
    double dnsMs = 0, connectMs = 0, proxyMs = 0, tlsMs = 0;
    std::string address{};
};

// One connection being made: name, sockets, proxy, TLS.
// Owned by HttpConnection; destroying it cancels silently.
// Calls back once, from the loop; the callback may destroy it.
class HttpDial {
public:
    using Callback = std::function<void(HttpDialed)>;
    HttpDial(net::Loop& loop, net::Resolver& resolver, const HttpRoute& route, const HttpTimeouts& timeouts,
             Callback callback);
    ~HttpDial();
    HttpDial(const HttpDial&) = delete;
    HttpDial& operator=(const HttpDial&) = delete;

private:
    void onConnected(net::ConnectResult result);
    void onTunnel(Result<net::StreamPtr> stream);
    void finish(Result<net::StreamPtr> stream);

    net::Loop& loop_;
    HttpRoute route_;
    HttpTimeouts timeouts_;
    Callback callback_;
    HttpDialed dialed_{Error{Errc::Cancelled, {}}};
    std::uint64_t stepStartNs_ = 0;
    std::unique_ptr<net::Connector> connector_;
    std::unique_ptr<ProxyConnect> proxy_;
    std::unique_ptr<net::TlsConnect> tls_;
};

} // namespace aha::client
