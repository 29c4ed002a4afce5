#include "core/client/tcp_channel.h"

namespace aha::client {

using Kind = PackageError::Kind;

TcpChannel::TcpChannel(net::Loop& loop, net::Resolver& resolver, const TcpTarget& target,
                       ChannelHandler& handler)
    : PackageChannel(handler), loop_(loop), target_(target), framing_(target.rules->open()) {
    connector_ = net::Connector::start(loop, resolver, target_.host, target_.port, target_.connect,
                                       [this](net::ConnectResult result) { onConnected(std::move(result)); });
}

void TcpChannel::onConnected(net::ConnectResult result) {
    if (!result.stream) {
        const Error& error = result.stream.error();
        end(PackageError{error.code == Errc::TimedOut ? Kind::ConnectTimeout : Kind::ConnectFailed, error});
        return;
    }
    stream_ = result.stream.take();
    stream_->start(*this);
    open();
}

void TcpChannel::setReceiving(bool isOn) {
    isPaused_ = !isOn;
    if (!isOn) {
        stream_->pauseReading();
    } else if (!isLinked()) {
        loop_.enqueue(*this); // not from within take()
    }
}

void TcpChannel::run() {
    const std::string rest = std::move(rest_);
    rest_.clear();
    cut(rest);
    if (isPaused_ || state() == State::Ended) {
        return;
    }
    if (hasEof_) {
        onEof();
    } else {
        stream_->resumeReading();
    }
}

void TcpChannel::onData(std::string_view bytes) {
    if (!target_.rules->callsOut()) {
        cut(bytes);
        return;
    }
    rest_.append(bytes); // the length function is user code: it is called from the ready queue
    stream_->pauseReading();
    if (!isLinked()) {
        loop_.enqueue(*this);
    }
}

void TcpChannel::cut(std::string_view bytes) {
    while (state() == State::Open) { // also without bytes: the framing may keep more than one package
        if (isPaused_) {
            rest_.append(bytes); // at most one read
            return;
        }
        const frame::Step step = framing_->next(bytes);
        bytes.remove_prefix(step.consumed);
        if (state() != State::Open) { // by the length function
            return;
        }
        if (step.event == frame::Event::NeedMore) {
            return;
        }
        if (step.event == frame::Event::Error) {
            stream_->close();
            end(PackageError{Kind::Unexpected, framing_->error()});
            return;
        }
        keep(step.package);
    }
}

void TcpChannel::onEof() {
    hasEof_ = true;
    if (isPaused_ || !rest_.empty()) {
        return; // when what is kept has been cut
    }
    if (framing_->keptBytes() > 0) {
        end(PackageError{
            Kind::Unexpected,
            Error{Errc::Closed, target_.name + ": the peer closed the connection within a package"}});
    } else {
        end({});
    }
}

void TcpChannel::onError(const Error& error) {
    end(PackageError{Kind::Unexpected, Error{error.code, target_.name + ": " + error.message}});
}

void TcpChannel::onClosed() { // the loop closes
    end(PackageError{Kind::Cancelled, Error{Errc::Cancelled, target_.name + ": the event loop is closing"}});
}

} // namespace aha::client
