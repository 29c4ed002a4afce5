#pragma once

#include "core/client/package_channel.h"
#include "core/client/tcp_link.h"

#include <memory>
#include <string>
#include <string_view>

namespace aha::client {

// A TCP connection of one's own, cut into packages.
class TcpChannel final : public PackageChannel, private net::StreamListener, private net::ReadyItem {
public:
    // `target` is copied, its rules and TLS context are borrowed.
    TcpChannel(net::Loop& loop, net::Resolver& resolver, const TcpTarget& target, ChannelHandler& handler);
    ~TcpChannel() override { unlink(); }
    void send(std::string_view bytes) override { stream_->write(bytes); }
    std::size_t queuedBytes() const override { return stream_ ? stream_->queuedBytes() : 0; }

private:
    void onConnected(net::ConnectResult result);
    void setReceiving(bool isOn) override;
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override { handler_.onChannel(); }
    void onError(const Error& error) override;
    void onClosed() override;
    void run() override;
    void cut(std::string_view bytes);

    net::Loop& loop_;
    const TcpTarget target_;
    std::unique_ptr<net::Connector> connector_;
    net::StreamPtr stream_;
    std::unique_ptr<frame::Framing> framing_;
    std::string rest_; // of a read that brought more packages than are kept
    bool isPaused_ = false;
    bool hasEof_ = false;
};

} // namespace aha::client
