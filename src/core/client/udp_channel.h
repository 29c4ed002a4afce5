#pragma once

#include "core/client/package_channel.h"
#include "core/client/udp_link.h"

#include <memory>
#include <string_view>

namespace aha::client {

// A connected datagram socket of one's own. It ends when the host of the peer says that nobody listens.
class UdpChannel final : public PackageChannel, private net::UdpHandler {
public:
    UdpChannel(net::Loop& loop, net::Resolver& resolver, const UdpTarget& target, ChannelHandler& handler);
    void send(std::string_view bytes) override;
    std::size_t queuedBytes() const override { return socket_ ? socket_->queuedBytes() : 0; }

private:
    void openSocket(net::Resolver::Answer answer);
    void setReceiving(bool isOn) override;
    void onDatagram(std::string_view bytes, const net::SocketAddress& from, bool isTruncated) override;
    void onUdpError(const Error& error) override;
    void onUdpDrained() override { handler_.onChannel(); }

    net::Loop& loop_;
    const UdpTarget target_;
    std::unique_ptr<net::Resolver::Query> query_;
    std::unique_ptr<net::UdpSocket> socket_;
};

} // namespace aha::client
