// How HttpConnection waits and ends: deadlines, EOF, errors, lingering.
#include "core/server/http_connection.h"

#include "core/server/file_sender.h"

#include <algorithm>
#include <utility>

namespace aha::server {

// ---- deadlines: one wheel timer, moved only when it would fire too late

void HttpConnection::setDeadlineTimer(std::uint64_t dueMs) {
    if (!isArmed() || WheelTimer::dueMs() > dueMs) {
        const std::uint64_t nowMs = context_.loop.nowMs();
        context_.loop.arm(*this, dueMs > nowMs ? dueMs - nowMs : 0);
    }
}

void HttpConnection::setReadDeadline(std::uint64_t delayMs) {
    if (delayMs == 0) { // no limit
        readDeadlineMs_ = 0;
        return;
    }
    readDeadlineMs_ = context_.loop.nowMs() + delayMs;
    setDeadlineTimer(readDeadlineMs_);
}

void HttpConnection::onTimer(WheelTimer& timer) { static_cast<HttpConnection&>(timer).onDeadline(); }

void HttpConnection::onDeadline() {
    const std::uint64_t nowMs = context_.loop.nowMs();
    if (readDeadlineMs_ != 0 && nowMs >= readDeadlineMs_) {
        readDeadlineMs_ = 0;
        onReadDeadline();
    }
    if (state_ != State::Closing && writeDeadlineMs_ != 0 && nowMs >= writeDeadlineMs_) {
        onWriteDeadline(nowMs);
    }
    if (state_ == State::Closing) {
        return;
    }
    std::uint64_t due = readDeadlineMs_;
    if (writeDeadlineMs_ != 0 && (due == 0 || writeDeadlineMs_ < due)) {
        due = writeDeadlineMs_;
    }
    if (due != 0) {
        setDeadlineTimer(due);
    }
}

void HttpConnection::onReadDeadline() {
    if (state_ == State::Ending) {
        if (stream_->queuedBytes() == 0 || context_.options.writeTimeoutMs == 0) {
            closeNow();
        } else {
            setReadDeadline(context_.options.lingerMs); // the write timeout decides
        }
        return;
    }
    switch (reading_) {
    case Reading::Idle: closeIdle(); return;
    case Reading::Done:
    case Reading::Failed:
        if (hasEof_) {
            checkGone();
        }
        return;
    case Reading::Head: failRequest(408, {}); break;
    case Reading::Discarding: endConnection(); break;
    case Reading::Body:
        if (current_->isDispatched_) {
            failBody(408, Error{Errc::TimedOut, "The body of the request did not arrive in time"});
            notifyBody();
        } else {
            failRequest(408, {});
        }
        break;
    }
    ++context_.stats.timeouts;
}

// A quarter of the timeout at a time, so that a stall is noticed soon after it has lasted that long.
void HttpConnection::onWriteDeadline(std::uint64_t nowMs) {
    const std::size_t queued = stream_->queuedBytes();
    if (queued == 0) {
        writeDeadlineMs_ = 0;
        return;
    }
    writeStalls_ = queued < writeMark_ ? 0 : writeStalls_ + 1;
    if (writeStalls_ >= kWriteChecks) {
        ++context_.stats.timeouts;
        const Error why{Errc::TimedOut, "The client did not read the response in time"};
        dropExchange(&why);
        closeNow(true);
        return;
    }
    writeMark_ = queued;
    writeDeadlineMs_ = nowMs + std::max<std::uint64_t>(context_.options.writeTimeoutMs / kWriteChecks, 1);
}

// ---- the peer's half

void HttpConnection::onEof() {
    hasEof_ = true;
    handleEof();
}

void HttpConnection::handleEof() {
    if (state_ == State::Closing) {
        return;
    }
    if (state_ == State::Ending) {
        continueEnding();
        return;
    }
    switch (reading_) {
    case Reading::Idle:
        if (!pending_) { // else it goes on when output has drained
            endConnection();
        }
        return;
    case Reading::Head:
    case Reading::Discarding: endConnection(); return;
    case Reading::Body: {
        const Error why{Errc::Closed, "The client closed the connection before the end of the body"};
        if (current_->isDispatched_) {
            current_->bodyError_ = std::make_unique<Error>(why);
            current_->bodyErrorStatus_ = 400;
        }
        dropExchange(&why);
        endConnection();
        return;
    }
    case Reading::Done:
    case Reading::Failed: setReadDeadline(kProbeDelayMs); return;
    }
}

// After EOF nobody knows whether the client has gone or has only closed its half. A write to a socket that is
// gone is answered by RST; an interim response is a write that every HTTP/1.1 client has to skip.
void HttpConnection::checkGone() {
    if (stream_->peerIsGone()) {
        abort(Error{Errc::Closed, "The client closed the connection"});
        return;
    }
    const bool mayProbe = current_ && !isProbed_ && !current_->isStarted() &&
                          (current_->isDispatched_ || current_->isWaiting()) &&
                          current_->head_.minorVersion() >= 1;
    if (mayProbe) {
        isProbed_ = true;
        sendInformational(100, {});
    }
    setReadDeadline(mayProbe ? kProbeDelayMs : kProbeEveryMs);
}

void HttpConnection::onError(const Error& error) { abort(error); }

// ---- ends

void HttpConnection::abort(const Error& why) {
    if (state_ != State::Closing) {
        dropExchange(&why);
        closeNow();
    }
}

// Lets go of the request in hand; the handler is told `why` if it waits for something.
void HttpConnection::dropExchange(const Error* why) {
    const bool hadFile = file_ != nullptr;
    file_.reset();
    const Ref<HttpExchange> exchange = std::exchange(current_, {});
    if (!exchange) {
        return;
    }
    const bool isOpen = exchange->isDispatched_ && !exchange->isFinished();
    if (exchange->isWaiting()) {
        context_.gate->abandon(*exchange);
    }
    if (exchange->receivedNs_ != 0) {
        record(*exchange, true);
    }
    exchange->detach();
    if (isOpen) {
        --context_.stats.inFlight;
    }
    if (isOpen || hadFile) {
        exchange->isAborted_ = true;
        ++context_.stats.aborted;
        if (why) {
            context_.handler.onAborted(*exchange, *why);
        }
    }
}

void HttpConnection::failRequest(int status, std::string_view reason) {
    const bool hasHead = reading_ == Reading::Body;
    writeErrorPage(status, reason, hasHead ? &current_->head_ : nullptr);
    endConnection();
}

// Sends what there is, closes our half, and reads on for a while: closing with unread input would send RST,
// which can destroy the answer on its way.
void HttpConnection::endConnection() {
    state_ = State::Ending;
    if (current_ && current_->isFinished() && !file_) {
        current_.reset();
    } else {
        dropExchange(nullptr);
    }
    dropPending();
    parser_.reset();
    readDeadlineMs_ = 0;
    if (isPaused_) {
        isPaused_ = false;
        stream_->resumeReading();
    }
    if (!Link<net::FlushTag>::isLinked()) {
        context_.loop.enqueueFlush(*this);
    }
}

void HttpConnection::continueEnding() {
    if (!out_.empty()) {
        return; // flush() comes
    }
    if (hasEof_) {
        if (stream_->queuedBytes() == 0) {
            closeNow();
        }
    } else if (!isShutDown_) {
        isShutDown_ = true;
        stream_->shutdown();
        const std::uint64_t lingerMs = context_.options.lingerMs;
        setReadDeadline(std::max<std::uint64_t>(endsIdle_ ? std::min(lingerMs, kIdleLingerMs) : lingerMs, 1));
    }
}

void HttpConnection::refuse() {
    writeErrorPage(503, {}, nullptr);
    endConnection();
}

void HttpConnection::onDraining() {
    if (state_ == State::Serving && reading_ == Reading::Idle && !current_ && !pending_) {
        awaitLastRequest();
    }
}

// The server drains: who has not sent a request by the end of the grace is closed.
void HttpConnection::awaitLastRequest() {
    const std::uint64_t graceMs = context_.drainGraceMs;
    if (graceMs == 0) {
        closeIdle();
    } else if (readDeadlineMs_ == 0 || readDeadlineMs_ > context_.loop.nowMs() + graceMs) {
        setReadDeadline(graceMs);
    }
}

// A request that is here already is answered, although it has not been read yet. One that crosses our FIN
// cannot be; its sender gets an orderly end, not a reset that could be taken for anything.
void HttpConnection::closeIdle() {
    if (stream_->hasInput() && inputChecks_ < kInputChecks) {
        ++inputChecks_;
        setReadDeadline(1); // the loop reads it meanwhile
        return;
    }
    endsIdle_ = true;
    endConnection();
}

void HttpConnection::closeNow(bool withReset) {
    if (state_ == State::Closing) {
        return;
    }
    state_ = State::Closing;
    dropExchange(nullptr);
    while (HttpExchange* exchange = attached_.front()) {
        exchange->detach();
    }
    dropPending();
    parser_.reset();
    context_.loop.cancel(*this);
    Link<net::FlushTag>::unlink();
    if (withReset) {
        stream_->reset();
    } else {
        stream_->close();
    }
}

void HttpConnection::onClosed() {
    if (state_ != State::Closing) { // the loop closes everything
        const Error why{Errc::Cancelled, "The event loop has ended"};
        dropExchange(&why);
    }
    ServingContext& context = context_;
    delete this;
    context.onConnectionClosed();
}

} // namespace aha::server
