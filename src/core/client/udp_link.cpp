#include "core/client/udp_link.h"

#include <sys/socket.h>

namespace aha::client {

using Kind = PackageError::Kind;

UdpLink::UdpLink(pool::PoolSlot slot, net::Loop& loop, net::Resolver& resolver, const UdpTarget& target)
    : PackageLink(slot), loop_(loop), target_(target) {
    if (target_.host.compare(0, 5, "unix:") == 0) {
        open(target_.host);
        return;
    }
    if (auto known = resolver.known(target_.host); known && known->ok()) {
        open(known->value().front());
        return;
    }
    query_ = resolver.resolve(target_.host, target_.dnsTimeoutMs,
                              [this](net::Resolver::Answer answer) { onAddresses(std::move(answer)); });
}

UdpLink::~UdpLink() {
    if (PackageCall* call = takeCall()) { // the pool was closed at once
        call->onLinkFailed(Kind::Cancelled, Error{Errc::Cancelled, target_.name + ": the client was closed"});
    }
}

void UdpLink::onAddresses(net::Resolver::Answer answer) {
    query_.reset();
    if (answer) {
        open(answer.value().front());
    } else {
        slot_.connectFailed(Error{answer.error().code, target_.name + ": " + answer.error().message});
    }
}

void UdpLink::open(const std::string& address) {
    auto socket = net::UdpSocket::connect(loop_, address, target_.port, {}, *this);
    if (!socket) {
        slot_.connectFailed(Error{socket.error().code, target_.name + ": " + socket.error().message});
        return;
    }
    socket_ = socket.take();
    socket_->setBackground(true); // who waits for an answer holds the loop
    slot_.connected();
}

pool::Liveness UdpLink::liveness() {
    // Takes the word of the peer's host about an earlier datagram, which is none about the next one.
    int refused = 0;
    socklen_t size = sizeof refused;
    (void)::getsockopt(socket_->fd(), SOL_SOCKET, SO_ERROR, &refused, &size);
    return isLost_ || !socket_->isOpen() ? pool::Liveness::Dead : pool::Liveness::Alive;
}

void UdpLink::send() {
    const Result<void> sent = socket_->send(call_->package());
    if (!sent) {
        takeCall()->onLinkFailed(Kind::SendFailed,
                                 Error{sent.error().code, target_.name + ": " + sent.error().message});
    } else if (target_.isOneWay && socket_->queued() == 0) {
        takeCall()->onSent();
    }
}

void UdpLink::onUdpDrained() {
    if (target_.isOneWay && call_) {
        takeCall()->onSent();
    }
}

void UdpLink::onDatagram(std::string_view bytes, const net::SocketAddress&, bool isTruncated) {
    if (target_.isOneWay) {
        return;
    }
    if (!call_) {
        isLost_ = true;
        slot_.lost(); // nobody has asked
    } else if (isTruncated) {
        takeCall()->onLinkFailed(
            Kind::Unexpected,
            Error{Errc::TooLarge, target_.name + ": the answer is longer than 65535 bytes"});
    } else {
        takeCall()->onReply(bytes, false); // a second answer gets to a port that nobody has
    }
}

void UdpLink::onUdpError(const Error& error) {
    isLost_ = true;
    if (call_) {
        // Nobody listens there: what the peer's host has said of the datagram.
        const Kind kind = error.code == Errc::Refused ? Kind::ConnectFailed : Kind::Unexpected;
        takeCall()->onLinkFailed(kind, Error{error.code, target_.name + ": " + error.message});
    } else {
        slot_.lost();
    }
}

} // namespace aha::client
