#include "core/client/udp_client.h"

#include "core/client/tcp_client.h"

namespace aha::client {

static PackageClientOptions named(const UdpClientOptions& options) {
    PackageClientOptions pool = options.pool;
    pool.kind = "udp";
    if (pool.name.empty()) {
        pool.name = targetName("udp", options.host, options.port);
    }
    return pool;
}

UdpTarget udpTarget(const UdpClientOptions& options) {
    return {options.host, options.port, named(options).name, options.pool.connectTimeoutMs,
            options.pool.isOneWay};
}

UdpClient::UdpClient(LoopPoolHost& host, net::Resolver& resolver, UdpClientOptions options)
    : target_(udpTarget(options)),
      client_(host, named(options), [this, &host, &resolver](pool::PoolSlot slot) {
          return std::make_unique<UdpLink>(slot, host.loop(), resolver, target_);
      }) {}

} // namespace aha::client
