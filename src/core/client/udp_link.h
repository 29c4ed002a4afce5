#pragma once

#include "core/client/package_link.h"
#include "core/net/resolver.h"
#include "core/net/udp_socket.h"

#include <memory>
#include <string>
#include <string_view>

namespace aha::client {

struct UdpTarget {
    std::string host; // a name, a literal, "unix:/path"
    unsigned port = 0;
    std::string name; // for messages: "udp://host:port"
    std::uint64_t dnsTimeoutMs = 1'000;
    bool isOneWay = false;
};

// A connected datagram socket for one request: nothing but the port tells whose an answer is, so late and
// second ones must find nobody there. Only one-way sockets, which hear nothing, are used again.
// Owned by the pool; destroying it closes it. Calls its PoolSlot and the call it serves.
class UdpLink final : public PackageLink, private net::UdpHandler {
public:
    UdpLink(pool::PoolSlot slot, net::Loop& loop, net::Resolver& resolver, const UdpTarget& target);
    ~UdpLink() override;
    pool::Liveness liveness() override;

private:
    void onAddresses(net::Resolver::Answer answer);
    void open(const std::string& address);
    void send() override;
    void onDatagram(std::string_view bytes, const net::SocketAddress& from, bool isTruncated) override;
    void onUdpError(const Error& error) override;
    void onUdpDrained() override;

    net::Loop& loop_;
    const UdpTarget& target_;
    std::unique_ptr<net::Resolver::Query> query_;
    std::unique_ptr<net::UdpSocket> socket_;
    bool isLost_ = false;
};

} // namespace aha::client
