#include "core/client/udp_channel.h"

namespace aha::client {

using Kind = PackageError::Kind;

UdpChannel::UdpChannel(net::Loop& loop, net::Resolver& resolver, const UdpTarget& target,
                       ChannelHandler& handler)
    : PackageChannel(handler), loop_(loop), target_(target) {
    const bool isUnix = target_.host.compare(0, 5, "unix:") == 0;
    query_ =
        resolver.resolve(isUnix ? "localhost" : target_.host, target_.dnsTimeoutMs,
                         [this, isUnix](net::Resolver::Answer answer) {
                             openSocket(isUnix ? net::Resolver::Addresses{target_.host} : std::move(answer));
                         });
}

void UdpChannel::openSocket(net::Resolver::Answer answer) {
    query_.reset();
    if (!answer) {
        const Error& error = answer.error();
        end(PackageError{error.code == Errc::TimedOut ? Kind::ConnectTimeout : Kind::ConnectFailed,
                         Error{error.code, target_.name + ": " + error.message}});
        return;
    }
    auto socket = net::UdpSocket::connect(loop_, answer.value().front(), target_.port, {}, *this);
    if (!socket) {
        end(PackageError{Kind::ConnectFailed,
                         Error{socket.error().code, target_.name + ": " + socket.error().message}});
        return;
    }
    socket_ = socket.take();
    open();
}

void UdpChannel::send(std::string_view bytes) {
    const Result<void> sent = socket_->send(bytes);
    if (!sent) {
        end(PackageError{Kind::SendFailed,
                         Error{sent.error().code, target_.name + ": " + sent.error().message}});
    }
}

void UdpChannel::setReceiving(bool isOn) {
    if (isOn) {
        socket_->resumeReceiving();
    } else {
        socket_->pauseReceiving();
    }
}

void UdpChannel::onDatagram(std::string_view bytes, const net::SocketAddress&, bool) { keep(bytes); }

void UdpChannel::onUdpError(const Error& error) {
    const Kind kind = error.code == Errc::Refused ? Kind::ConnectFailed : Kind::Unexpected;
    end(PackageError{kind, Error{error.code, target_.name + ": " + error.message}});
}

} // namespace aha::client
