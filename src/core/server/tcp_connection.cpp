// TcpConnection: opening, and the way of bytes to packages to the handler.
#include "core/server/tcp_connection.h"

#include "core/server/file_sender.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace aha::server {

static std::uint64_t nextId(std::uint16_t prefix) {
    static std::atomic<std::uint64_t> last{0}; // of all servers and threads of the process
    AHA_ASSERT(prefix <= TcpConnection::kMaxIdPrefix);
    return std::uint64_t{prefix} << 40 | (last.fetch_add(1, std::memory_order_relaxed) + 1);
}

TcpConnection::TcpConnection(TcpContext& context, net::StreamPtr stream, std::size_t listener)
    : WheelTimer(&TcpConnection::onTimer), context_(context), stream_(std::move(stream)),
      framing_(context.rules->open()), id_(nextId(context.options.idPrefix)),
      listener_(static_cast<std::uint32_t>(listener)), isDelivering_(false), isStalled_(false),
      isPausedByUser_(false), isReadingPaused_(false), hasEof_(false), isEofTold_(false), isDrainTold_(false),
      isShutDue_(false), isShut_(false), wantsDrained_(false), isCloseTold_(false) {}

TcpConnection::~TcpConnection() {
    tellClosed();
    dropOutput();
    context_.loop.cancel(*this);
    Link<net::FlushTag>::unlink();
    Link<net::ReadyTag>::unlink();
    Link<TcpConnectionTag>::unlink();
}

void TcpConnection::start() {
    const std::uint64_t limitMs = context_.options.handshakeTimeoutMs;
    stateDueMs_ = limitMs == 0 ? 0 : context_.loop.nowMs() + limitMs;
    stream_->start(*this);
    setTimer();
}

void TcpConnection::onOpen() {
    if (state_ != State::Opening) {
        return;
    }
    state_ = State::Open;
    stateDueMs_ = 0;
    // Later the kernel may not know any more.
    peerAddress_ = stream_->peerAddress();
    peerPort_ = static_cast<std::uint16_t>(stream_->peerPort());
    connectedAt_ = context_.loop.wallSeconds();
    lastReceiveMs_ = context_.loop.nowMs();
    context_.told.emplace_hint(context_.told.end(), id_, this);
    context_.handler.onConnect(*this);
    setTimer();
    if (context_.isDraining) {
        requestFlush();
    }
}

// ---- input

void TcpConnection::onData(std::string_view bytes) {
    context_.stats.bytesIn.add(bytes.size());
    bytesReceived_ += bytes.size();
    lastReceiveMs_ = context_.loop.nowMs();
    if (state_ != State::Open) {
        return;
    }
    if (isStalled_ || hasRest() || context_.rules->callsOut()) {
        keepRest(bytes);
        if (!isStalled_) {
            wake();
        }
    } else {
        const std::size_t used = deliver(bytes);
        if (state_ == State::Open && used < bytes.size()) {
            keepRest(bytes.substr(used));
        }
    }
    updateReading();
}

// Hands out packages until the input is used up, the receiver has enough, or the connection ends.
std::size_t TcpConnection::deliver(std::string_view input) {
    std::size_t at = 0;
    isDelivering_ = true;
    isStalled_ = false;
    while (state_ == State::Open) {
        if (!mayDeliver()) {
            isStalled_ = true;
            break;
        }
        const frame::Step step = framing_->next(input.substr(at));
        at += step.consumed;
        if (state_ != State::Open || step.event == frame::Event::NeedMore) {
            break;
        }
        if (step.event == frame::Event::Error) {
            ++context_.stats.badRequests;
            end(framing_->error());
            break;
        }
        ++packages_;
        ++context_.stats.requests;
        ++pendingPackages_;
        pendingBytes_ += step.package.size();
        context_.handler.onPackage(*this, step.package);
    }
    isDelivering_ = false;
    return at;
}

// From the ready queue: what the receiver had no room for, or what needs a function of the user's.
void TcpConnection::run() {
    if (state_ != State::Open) {
        return;
    }
    restAt_ += deliver(std::string_view(rest_).substr(restAt_));
    if (!hasRest()) {
        context_.buffers.release(rest_);
        restAt_ = 0;
    }
    updateReading();
    finishInput();
}

bool TcpConnection::mayDeliver() const {
    return !isPausedByUser_ && pendingPackages_ < context_.options.maxPendingPackages &&
           pendingBytes_ < context_.options.maxPendingBytes;
}

// Not for each package that is taken: a receiver that is always behind would cost a turn for each.
bool TcpConnection::mayResume() const {
    return !isPausedByUser_ && pendingPackages_ <= context_.options.maxPendingPackages / 2 &&
           pendingBytes_ <= context_.options.maxPendingBytes / 2;
}

void TcpConnection::keepRest(std::string_view bytes) {
    if (rest_.empty()) {
        context_.buffers.acquire(rest_);
    } else if (restAt_ > 0) {
        rest_.erase(0, std::exchange(restAt_, 0));
    }
    rest_.append(bytes);
}

void TcpConnection::wake() {
    if (!Link<net::ReadyTag>::isLinked()) {
        context_.loop.enqueue(*this);
    }
}

void TcpConnection::updateReading() {
    if (state_ != State::Open && state_ != State::Ending) {
        return;
    }
    const bool isWanted = state_ == State::Ending ||
                          (!isPausedByUser_ && !isStalled_ && rest_.size() - restAt_ <= kMaxRestBytes);
    if (isWanted == !isReadingPaused_) {
        return;
    }
    isReadingPaused_ = !isWanted;
    if (isReadingPaused_) {
        stream_->pauseReading();
    } else {
        lastReceiveMs_ = context_.loop.nowMs(); // it was not the peer that was silent
        stream_->resumeReading();
        setTimer();
    }
}

void TcpConnection::onEof() {
    hasEof_ = true;
    switch (state_) {
    case State::Opening: closeNow(Error{Errc::Closed, "The peer closed the connection"}, false); break;
    case State::Open: finishInput(); break;
    case State::Ending: continueEnding(); break;
    case State::Closing: break;
    }
}

void TcpConnection::finishInput() {
    if (state_ != State::Open || !hasEof_ || isEofTold_ || isStalled_ || hasRest() ||
        Link<net::ReadyTag>::isLinked()) {
        return;
    }
    isEofTold_ = true;
    stateDueMs_ = context_.loop.nowMs() + kProbeEveryMs;
    setTimer();
    requestFlush();
    context_.handler.onEof(*this);
}

// ---- what the receiver says

void TcpConnection::packageTaken(std::size_t bytes) {
    AHA_ASSERT(pendingPackages_ > 0 && pendingBytes_ >= bytes);
    --pendingPackages_;
    pendingBytes_ -= bytes;
    if (state_ != State::Open) {
        return;
    }
    if (isStalled_ && !isDelivering_ && mayResume()) {
        wake();
    }
    if (isEofTold_ || context_.isDraining) {
        requestFlush();
    }
}

void TcpConnection::pauseReading() {
    isPausedByUser_ = true;
    updateReading();
}

void TcpConnection::resumeReading() {
    isPausedByUser_ = false;
    if (isStalled_ && !isDelivering_ && state_ == State::Open && mayResume()) {
        wake();
    }
    updateReading();
}

void TcpConnection::beginWork() {
    ++works_;
    ++context_.stats.inFlight;
}

void TcpConnection::endWork(std::uint64_t durationNs) {
    AHA_ASSERT(works_ > 0);
    --works_;
    --context_.stats.inFlight;
    context_.stats.latency.record(durationNs);
    if (state_ == State::Open && (isEofTold_ || context_.isDraining)) {
        requestFlush();
    }
}

} // namespace aha::server
