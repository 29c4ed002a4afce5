// How TcpConnection waits and ends: deadlines, EOF, drain, errors, lingering.
#include "core/server/tcp_connection.h"

#include "core/server/file_sender.h"

#include <algorithm>
#include <utility>

namespace aha::server {

static constexpr std::uint64_t kNever = ~std::uint64_t{0};

// ---- deadlines: one wheel timer, moved only when it would fire too late

std::uint64_t TcpConnection::dueMs() const {
    std::uint64_t due = stateDueMs_ != 0 ? stateDueMs_ : kNever;
    if (writeDeadlineMs_ != 0) {
        due = std::min(due, writeDeadlineMs_);
    }
    if (state_ == State::Open) {
        const std::uint64_t idleMs = context_.options.idleTimeoutMs;
        if (idleMs != 0 && !isReadingPaused_ && !hasEof_) {
            due = std::min(due, lastReceiveMs_ + idleMs);
        }
        if (context_.isDraining && context_.drainDueMs > context_.loop.nowMs()) {
            due = std::min(due, context_.drainDueMs);
        }
    }
    return due;
}

void TcpConnection::setTimer() {
    const std::uint64_t due = state_ == State::Closing ? kNever : dueMs();
    if (due != kNever && (!isArmed() || WheelTimer::dueMs() > due)) {
        const std::uint64_t nowMs = context_.loop.nowMs();
        context_.loop.arm(*this, due > nowMs ? due - nowMs : 0);
    }
}

void TcpConnection::onTimer(WheelTimer& timer) { static_cast<TcpConnection&>(timer).onDeadline(); }

void TcpConnection::onDeadline() {
    const std::uint64_t nowMs = context_.loop.nowMs();
    const bool isStateDue = stateDueMs_ != 0 && nowMs >= stateDueMs_;
    switch (state_) {
    case State::Opening:
        if (isStateDue) {
            ++context_.stats.timeouts;
            closeNow(Error{Errc::TimedOut, "The TLS handshake did not end in time"}, false);
        }
        break;
    case State::Open: onOpenDeadline(nowMs); break;
    case State::Ending:
        if (isStateDue) {
            closeNow(why_, false);
        }
        break;
    case State::Closing: break;
    }
    if (state_ != State::Closing && writeDeadlineMs_ != 0 && nowMs >= writeDeadlineMs_) {
        onWriteDeadline(nowMs);
    }
    setTimer();
}

void TcpConnection::onOpenDeadline(std::uint64_t nowMs) {
    const std::uint64_t idleMs = context_.options.idleTimeoutMs;
    if (idleMs != 0 && !isReadingPaused_ && !hasEof_ && nowMs >= lastReceiveMs_ + idleMs) {
        ++context_.stats.timeouts;
        end(Error{Errc::TimedOut, "Nothing was received within heartbeat_idle_time"});
        return;
    }
    if (stateDueMs_ != 0 && nowMs >= stateDueMs_) {
        stateDueMs_ = isEofTold_ ? nowMs + kProbeEveryMs : 0;
        if (isEofTold_ && stream_->peerIsGone()) {
            closeNow(Error{Errc::Reset, "The peer has gone while its package was in work"}, false);
            return;
        }
    }
    if (context_.isDraining) {
        requestFlush();
    }
}

// A quarter of the timeout at a time, so that a stall is noticed soon after it has lasted that long.
void TcpConnection::onWriteDeadline(std::uint64_t nowMs) {
    const std::size_t queued = stream_->queuedBytes();
    if (queued == 0) {
        writeDeadlineMs_ = 0;
        return;
    }
    writeStalls_ = queued < writeMark_ ? 0 : writeStalls_ + 1;
    if (writeStalls_ >= kWriteChecks) {
        ++context_.stats.timeouts;
        closeNow(Error{Errc::TimedOut, "The peer did not read within write_timeout"}, true);
        return;
    }
    writeMark_ = queued;
    writeDeadlineMs_ = nowMs + std::max<std::uint64_t>(context_.options.writeTimeoutMs / kWriteChecks, 1);
}

// ---- ends

bool TcpConnection::isIdle() const {
    return pendingPackages_ == 0 && works_ == 0 && !isStalled_ && !hasRest() &&
           !Link<net::ReadyTag>::isLinked();
}

// Nobody will send here any more: the peer has ended, or the server drains and owes nothing.
void TcpConnection::endIfIdle() {
    if (!isIdle()) {
        return;
    }
    if (isEofTold_) {
        const bool isCut = framing_->keptBytes() > 0;
        end(Error{Errc::Closed, isCut ? "The peer closed the connection in the middle of a package"
                                      : "The peer closed the connection"});
        return;
    }
    const std::uint64_t nowMs = context_.loop.nowMs();
    if (!context_.isDraining || nowMs < context_.drainDueMs || framing_->keptBytes() > 0) {
        return;
    }
    // A package that is here already is answered, although it has not been read yet.
    if (!isReadingPaused_ && inputChecks_ < kInputChecks && stream_->hasInput()) {
        ++inputChecks_;
        stateDueMs_ = nowMs + 1;
        setTimer();
        return;
    }
    end(Error{Errc::Closed, "The server is stopping"});
}

void TcpConnection::end(Error why) {
    if (state_ == State::Opening) {
        closeNow(std::move(why), false);
    } else if (state_ == State::Open) {
        state_ = State::Ending;
        why_ = std::move(why);
        stateDueMs_ = 0;
        updateReading();
        requestFlush();
    }
}

// What is queued first, then our FIN, then the peer's: closing earlier could reset what is under way.
void TcpConnection::continueEnding() {
    if (!isOutputThrough()) {
        return; // flush() comes
    }
    if (!isShut_ && !hasEof_) {
        isShut_ = true;
        stream_->shutdown();
    }
    const bool hasLeft = stream_->queuedBytes() == 0;
    if (hasLeft && hasEof_) {
        closeNow(why_, false);
    } else if (stateDueMs_ == 0 && (hasLeft || context_.options.writeTimeoutMs == 0)) {
        stateDueMs_ = context_.loop.nowMs() + std::max<std::uint64_t>(context_.options.lingerMs, 1);
        setTimer();
    }
}

void TcpConnection::shutdown() {
    if (state_ == State::Open && !isShutDue_) {
        isShutDue_ = true;
        requestFlush();
    }
}

void TcpConnection::close() { end(Error{Errc::Closed, "The server closed the connection"}); }
void TcpConnection::closeFor(Error why) { end(std::move(why)); }
void TcpConnection::reset() { closeNow(Error{Errc::Closed, "The server reset the connection"}, true); }
void TcpConnection::abort(Error why) { closeNow(std::move(why), false); }

void TcpConnection::onError(const Error& error) { closeNow(error, false); }

void TcpConnection::closeNow(Error why, bool withReset) {
    if (state_ == State::Closing) {
        return;
    }
    const bool isBroken = why.code != Errc::Closed && why.code != Errc::TimedOut;
    if (state_ == State::Open && isBroken && (!isIdle() || file_ || backlog() > 0)) {
        ++context_.stats.aborted;
    }
    if (state_ != State::Ending) {
        why_ = std::move(why);
    }
    state_ = State::Closing;
    dropOutput();
    context_.loop.cancel(*this);
    Link<net::FlushTag>::unlink();
    Link<net::ReadyTag>::unlink();
    if (withReset) {
        stream_->reset();
    } else {
        stream_->close();
    }
}

void TcpConnection::tellClosed() {
    const auto found = context_.told.find(id_);
    if (found == context_.told.end() || isCloseTold_) {
        return;
    }
    isCloseTold_ = true;
    state_ = State::Closing; // send() and the like do nothing from here on
    context_.handler.onClose(*this, why_);
    context_.stats.inFlight.subtract(std::exchange(works_, 0)); // what nobody will end any more
    context_.told.erase(id_);
}

void TcpConnection::onClosed() {
    TcpContext& context = context_;
    delete this;
    context.onConnectionClosed();
}

} // namespace aha::server
