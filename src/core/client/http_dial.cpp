#include "core/client/http_dial.h"

#include "core/client/proxy_connect.h"
#include "core/net/tls_connect.h"

#include <utility>

namespace aha::client {

static double millisecondsSince(std::uint64_t startNs) {
    return static_cast<double>(net::Loop::nowNs() - startNs) / 1e6;
}

HttpDial::HttpDial(net::Loop& loop, net::Resolver& resolver, const HttpRoute& route,
                   const HttpTimeouts& timeouts, Callback callback)
    : loop_(loop), route_(route), timeouts_(timeouts), callback_(std::move(callback)) {
    const bool hasProxy = route.proxy.kind != HttpProxy::Kind::None;
    net::ConnectOptions options;
    options.dnsTimeoutMs = timeouts.dnsMs;
    options.connectTimeoutMs = timeouts.connectMs;
    options.tlsTimeoutMs = timeouts.tlsMs;
    options.tls = hasProxy ? nullptr : route.tls;
    options.serverName = route.serverName;
    std::string host = hasProxy                    ? route.proxy.host
                       : !route.unixSocket.empty() ? "unix:" + route.unixSocket
                                                   : route.host;
    connector_ =
        net::Connector::start(loop, resolver, std::move(host), hasProxy ? route.proxy.port : route.port,
                              options, [this](net::ConnectResult result) { onConnected(std::move(result)); });
}

HttpDial::~HttpDial() = default;

void HttpDial::onConnected(net::ConnectResult result) {
    dialed_.dnsMs = result.dnsMs;
    dialed_.connectMs = result.connectMs;
    dialed_.tlsMs = result.tlsMs;
    dialed_.address = std::move(result.address);
    dialed_.step = result.step == net::ConnectStep::Dns       ? HttpDialStep::Dns
                   : result.step == net::ConnectStep::Connect ? HttpDialStep::Connect
                                                              : HttpDialStep::Tls;
    if (!result.stream || !route_.tunnels) {
        finish(std::move(result.stream));
        return;
    }
    dialed_.step = HttpDialStep::Proxy;
    stepStartNs_ = net::Loop::nowNs();
    proxy_ = ProxyConnect::start(loop_, result.stream.take(), route_.proxy, route_.host, route_.port,
                                 timeouts_.connectMs,
                                 [this](Result<net::StreamPtr> stream) { onTunnel(std::move(stream)); });
}

void HttpDial::onTunnel(Result<net::StreamPtr> stream) {
    dialed_.proxyMs = millisecondsSince(stepStartNs_);
    if (!stream || !route_.tls) {
        finish(std::move(stream));
        return;
    }
    dialed_.step = HttpDialStep::Tls;
    stepStartNs_ = net::Loop::nowNs();
    tls_ = net::TlsConnect::start(loop_, *route_.tls, stream.take(), route_.serverName, timeouts_.tlsMs,
                                  [this](Result<net::StreamPtr> encrypted) {
                                      dialed_.tlsMs = millisecondsSince(stepStartNs_);
                                      finish(std::move(encrypted));
                                  });
}

void HttpDial::finish(Result<net::StreamPtr> stream) {
    HttpDialed dialed = std::move(dialed_);
    dialed.stream = std::move(stream);
    const Callback callback = std::exchange(callback_, nullptr);
    callback(std::move(dialed)); // may destroy this
}

} // namespace aha::client
