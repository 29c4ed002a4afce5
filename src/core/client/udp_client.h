#pragma once

#include "core/client/package_client.h"
#include "core/client/udp_link.h"

#include <memory>
#include <string>

namespace aha::client {

struct UdpClientOptions {
    std::string host; // a name, a literal, "unix:/path" of a datagram socket
    unsigned port = 0;
    PackageClientOptions pool;
};

// Datagrams to one peer and its answers; the pool limits how many sockets there are at a time.
// Owned by whoever makes requests; has to go before the loop and its resolver.
class UdpClient {
public:
    UdpClient(LoopPoolHost& host, net::Resolver& resolver, UdpClientOptions options);
    UdpClient(const UdpClient&) = delete;
    UdpClient& operator=(const UdpClient&) = delete;

    PackageClient& requests() { return client_; }

private:
    UdpTarget target_;
    PackageClient client_;
};

UdpTarget udpTarget(const UdpClientOptions& options); // how its sockets are made

} // namespace aha::client
