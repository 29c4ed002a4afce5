#include "core/client/tunnel_stream.h"

#include <memory>
#include <utility>

namespace aha::client {

void TunnelStream::start(net::StreamListener& listener) {
    listener_ = &listener;
    isPaused_ = false;
    if (state_ == State::New) {
        state_ = State::Open;
        lower_->start(*this);
    } else if (rest_.empty() && !hasEnded_ && !failure_) {
        lower_->resumeReading();
    } else if (!ReadyItem::isLinked()) {
        loop_.enqueue(*this);
    }
    listener.onOpen();
}

void TunnelStream::handOver(std::string_view rest) {
    listener_ = nullptr;
    rest_.assign(rest);
    lower_->pauseReading();
}

void TunnelStream::pauseReading() {
    isPaused_ = true;
    lower_->pauseReading();
}

void TunnelStream::resumeReading() {
    isPaused_ = false;
    if (rest_.empty() && !hasEnded_ && !failure_) {
        lower_->resumeReading();
    } else if (!ReadyItem::isLinked()) {
        loop_.enqueue(*this);
    }
}

// What came while nobody listened is told from the loop, in order. The listener may pause, close or let go.
void TunnelStream::run() {
    if (listener_ && !isPaused_ && !rest_.empty()) {
        const std::string bytes = std::exchange(rest_, {});
        if (hasEnded_ || failure_) {
            loop_.enqueue(*this);
        } else {
            lower_->resumeReading();
        }
        listener_->onData(bytes); // may destroy this
        return;
    }
    if (listener_ && !isPaused_ && std::exchange(hasEnded_, false)) {
        listener_->onEof();
        return;
    }
    if (listener_ && failure_) {
        const std::unique_ptr<Error> failure = std::move(failure_);
        listener_->onError(*failure);
    }
}

void TunnelStream::onData(std::string_view bytes) {
    if (listener_ && !isPaused_ && rest_.empty()) {
        listener_->onData(bytes);
    } else {
        rest_.append(bytes);
    }
}

void TunnelStream::onEof() {
    if (listener_ && !isPaused_ && rest_.empty()) {
        listener_->onEof();
    } else {
        hasEnded_ = true;
    }
}

void TunnelStream::onDrained() {
    if (listener_) {
        listener_->onDrained();
    }
}

void TunnelStream::onError(const Error& error) {
    if (listener_) {
        listener_->onError(error);
    } else {
        failure_ = std::make_unique<Error>(error);
    }
}

void TunnelStream::onClosed() {
    const bool isAbandoned = state_ == State::Abandoned;
    state_ = State::Closed;
    ReadyItem::unlink();
    if (isAbandoned) {
        delete this;
    } else if (listener_) {
        listener_->onClosed();
    }
}

void TunnelStream::disown() {
    listener_ = nullptr;
    ReadyItem::unlink();
    if (state_ == State::Closed || state_ == State::New) {
        delete this; // the lower stream has no listener (any more), and cares for itself
        return;
    }
    lower_->close();
    state_ = State::Abandoned;
}

} // namespace aha::client
