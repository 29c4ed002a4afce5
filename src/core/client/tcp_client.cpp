#include "core/client/tcp_client.h"

namespace aha::client {

std::string targetName(const char* scheme, const std::string& host, unsigned port) {
    if (host.compare(0, 5, "unix:") == 0) {
        return host;
    }
    const bool needsBrackets = host.find(':') != host.npos && host.front() != '[';
    return std::string(scheme) + "://" + (needsBrackets ? "[" + host + "]" : host) + ":" +
           std::to_string(port);
}

Result<std::unique_ptr<TcpClient>> TcpClient::create(LoopPoolHost& host, net::Resolver& resolver,
                                                     TcpClientOptions options) {
    auto rules = frame::FramingRules::create(options.framing);
    if (!rules) {
        return rules.error();
    }
    std::unique_ptr<net::TlsContext> tls;
    if (options.tls) {
        auto made = net::TlsContext::client(*options.tls);
        if (!made) {
            return made.error();
        }
        tls = made.take();
    }
    options.pool.kind = "tcp";
    if (options.pool.name.empty()) {
        options.pool.name = targetName(tls ? "tls" : "tcp", options.host, options.port);
    }
    return std::unique_ptr<TcpClient>(
        new TcpClient(host, resolver, std::move(options), rules.take(), std::move(tls)));
}

TcpTarget tcpTarget(const TcpClientOptions& options, const frame::FramingRules& rules, net::TlsContext* tls) {
    TcpTarget target;
    target.host = options.host;
    target.port = options.port;
    target.name = options.pool.name.empty() ? targetName(tls ? "tls" : "tcp", options.host, options.port)
                                            : options.pool.name;
    // Each step may use the time of all three: the pool limits the whole.
    target.connect.dnsTimeoutMs = target.connect.connectTimeoutMs = target.connect.tlsTimeoutMs =
        options.pool.connectTimeoutMs;
    target.connect.tls = tls;
    target.connect.serverName = options.serverName;
    target.rules = &rules;
    target.isOneWay = options.pool.isOneWay;
    return target;
}

TcpClient::TcpClient(LoopPoolHost& host, net::Resolver& resolver, TcpClientOptions options,
                     std::unique_ptr<frame::FramingRules> rules, std::unique_ptr<net::TlsContext> tls)
    : rules_(std::move(rules)), tls_(std::move(tls)), target_(tcpTarget(options, *rules_, tls_.get())),
      client_(host, options.pool, [this, &host, &resolver](pool::PoolSlot slot) {
          return std::make_unique<TcpLink>(slot, host.loop(), resolver, target_);
      }) {}

} // namespace aha::client
