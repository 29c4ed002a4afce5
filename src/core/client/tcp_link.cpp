#include "core/client/tcp_link.h"

namespace aha::client {

using Kind = PackageError::Kind;

TcpLink::TcpLink(pool::PoolSlot slot, net::Loop& loop, net::Resolver& resolver, const TcpTarget& target)
    : PackageLink(slot), loop_(loop), target_(target),
      connector_(
          net::Connector::start(loop, resolver, target.host, target.port, target.connect,
                                [this](net::ConnectResult result) { onConnected(std::move(result)); })) {}

TcpLink::~TcpLink() {
    ReadyItem::unlink();
    if (PackageCall* call = takeCall()) { // the pool was closed at once
        call->onLinkFailed(Kind::Cancelled, Error{Errc::Cancelled, target_.name + ": the client was closed"});
    }
}

void TcpLink::onConnected(net::ConnectResult result) {
    if (!result.stream) {
        slot_.connectFailed(result.stream.error());
        return;
    }
    stream_ = result.stream.take();
    stream_->setBackground(true); // who waits for an answer holds the loop
    stream_->start(*this);
    slot_.connected();
}

pool::Liveness TcpLink::liveness() {
    // Who wants no answers does not mind that something came.
    const bool isUsable =
        target_.isOneWay ? !stream_->hasEnded() && !stream_->peerIsGone() : stream_->isQuiet();
    return isUsable && !isLost_ ? pool::Liveness::Alive : pool::Liveness::Dead;
}

void TcpLink::send() {
    if (isLost_) {
        takeCall()->onLinkFailed(Kind::SendFailed,
                                 Error{Errc::Closed, target_.name + ": the peer has closed the connection"});
        return;
    }
    if (!target_.isOneWay) {
        framing_ = target_.rules->open();
    }
    stream_->write(call_->package());
    if (target_.isOneWay && stream_->queuedBytes() == 0) {
        takeCall()->onSent();
    }
}

void TcpLink::onDrained() {
    if (target_.isOneWay && call_) {
        takeCall()->onSent();
    }
}

void TcpLink::onData(std::string_view bytes) {
    if (target_.isOneWay) {
        return;
    }
    if (!call_) {
        lose(); // nobody has asked
    } else if (!target_.rules->callsOut()) {
        cut(bytes);
    } else {
        rest_.append(bytes);
        stream_->pauseReading();
        if (!ReadyItem::isLinked()) {
            loop_.enqueue(*this);
        }
    }
}

void TcpLink::run() {
    const std::string bytes = std::exchange(rest_, {});
    if (!call_ || isLost_) {
        return; // it is over; the pool closes this
    }
    if (!hasEof_) { // before the call ends: with that the connection may be lent again
        stream_->resumeReading();
    }
    isLost_ = hasEof_;
    cut(bytes);
    if (hasEof_ && call_) {
        onEof();
    }
}

// The length function is user code: it may end the call.
void TcpLink::cut(std::string_view bytes) {
    const frame::Step step = framing_->next(bytes);
    if (!call_) {
        return;
    }
    switch (step.event) {
    case frame::Event::NeedMore: break;
    case frame::Event::Error: fail(framing_->error()); break;
    case frame::Event::Package: {
        // More than the answer, or an answer whose end nobody knows: what follows belongs to no request.
        const bool isExact = step.consumed == bytes.size() && framing_->keptBytes() == 0 &&
                             target_.rules->options().kind != frame::Kind::None &&
                             stream_->queuedBytes() == 0;
        const bool mayReuse = isExact && !isLost_ && !stream_->hasInput();
        const auto framing =
            std::move(framing_); // holds the package; the next call may begin within this one
        takeCall()->onReply(step.package, mayReuse);
        break;
    }
    }
}

void TcpLink::onEof() {
    hasEof_ = true;
    if (!rest_.empty()) {
        return; // when that has been cut
    }
    fail(Error{Errc::Closed, target_.name + (framing_ && framing_->keptBytes() > 0
                                                 ? ": the peer closed the connection within its answer"
                                                 : ": the peer closed the connection without an answer")});
}

void TcpLink::onError(const Error& error) { fail(Error{error.code, target_.name + ": " + error.message}); }

void TcpLink::onClosed() { // the loop closes
    fail(Error{Errc::Closed, target_.name + ": the connection was closed"});
}

void TcpLink::fail(Error error) {
    isLost_ = true;
    if (PackageCall* call = takeCall()) {
        const bool isUnsent = stream_->queuedBytes() > 0;
        call->onLinkFailed(isUnsent ? Kind::SendFailed : Kind::Unexpected, std::move(error));
    } else {
        lose();
    }
}

void TcpLink::lose() {
    isLost_ = true;
    slot_.lost();
}

} // namespace aha::client
