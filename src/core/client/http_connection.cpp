#include "core/client/http_connection.h"

#include "core/base/assert.h"
#include "core/net/tls.h"
#include "core/net/tls_stream.h"

#include <utility>

namespace aha::client {

HttpConnection::HttpConnection(net::Loop& loop, net::Resolver& resolver, const HttpRoute& route,
                               const HttpTimeouts& timeouts, pool::PoolSlot slot, OnDialed onDialed)
    : loop_(loop), slot_(slot), onDialed_(std::move(onDialed)),
      dial_(std::make_unique<HttpDial>(loop, resolver, route, timeouts,
                                       [this](HttpDialed dialed) { this->onDialed(std::move(dialed)); })) {}

HttpConnection::~HttpConnection() { ReadyItem::unlink(); }

void HttpConnection::onDialed(HttpDialed dialed) {
    const std::unique_ptr<HttpDial> done = std::move(dial_); // it is calling
    Result<net::StreamPtr> stream = std::move(dialed.stream);
    dialed_ = std::move(dialed);
    if (!stream) {
        dialed_.stream = stream.error();
        onDialed_(dialed_);
        slot_.connectFailed(stream.error());
        return;
    }
    stream_ = stream.take();
    onDialed_(dialed_);
    stream_->setBackground(true); // whoever waits for an answer holds the loop
    stream_->start(*this);
    slot_.connected();
}

pool::Liveness HttpConnection::liveness() {
    return stream_ && !isDead_ && stream_->isQuiet() ? pool::Liveness::Alive : pool::Liveness::Dead;
}

void HttpConnection::ping() { slot_.pinged(liveness() == pool::Liveness::Alive); }

bool HttpConnection::begin(HttpConnectionUser& user, const http::ResponseContext& context,
                           const http::ResponseLimits& limits) {
    AHA_ASSERT(!user_);
    if (isDead_ || !stream_) {
        return false;
    }
    user_ = &user;
    parser_.emplace(limits);
    parser_->start(context);
    isPaused_ = hasEnded_ = isReusable_ = false;
    ++uses_;
    return true;
}

pool::Release HttpConnection::end(bool mayReuse) {
    user_ = nullptr;
    rest_.clear();
    ReadyItem::unlink();
    if (mayReuse && isReusable_ && !isDead_ && !isPaused_ && !hasEnded_ && queuedBytes() == 0) {
        parser_.reset();
        return pool::Release::Reusable;
    }
    die();
    return pool::Release::NotReusable;
}

void HttpConnection::write(std::string_view bytes) { stream_->write(bytes); }

void HttpConnection::write(std::string_view head, net::OwnedBytes body) {
    stream_->write(head, std::move(body));
}

void HttpConnection::pause() {
    if (!isPaused_ && !isDead_) {
        isPaused_ = true;
        stream_->pauseReading();
    }
}

// The user is called from the loop, not from here.
void HttpConnection::resume() {
    if (isPaused_ && !isDead_ && !ReadyItem::isLinked()) {
        loop_.enqueue(*this);
    }
}

void HttpConnection::run() {
    if (!user_ || isDead_) {
        return;
    }
    isPaused_ = false;
    if (!hasEnded_) { // before the rest is looked at: with it the user may give the connection back
        stream_->resumeReading();
    }
    const std::string rest = std::exchange(rest_, {});
    consume(rest);
    if (user_ && !isPaused_ && !isDead_ && hasEnded_) {
        endOfInput();
    }
}

std::string HttpConnection::tlsProtocol() const {
    const net::TlsStream* tls = stream_ ? net::TlsStream::of(*stream_) : nullptr;
    return tls ? std::string(tls->protocol()) : std::string();
}

// ---- the stream

void HttpConnection::onData(std::string_view bytes) {
    if (!user_) {
        die(); // nobody asked for it
        slot_.lost();
    } else if (isPaused_) {
        rest_.append(bytes);
    } else {
        consume(bytes);
    }
}

// The user may let go in each of its calls, and pause.
void HttpConnection::consume(std::string_view input) {
    using Event = http::ResponseParser::Event;
    while (user_ && !isPaused_) {
        const auto step = parser_->next(input, head_);
        input.remove_prefix(step.consumed);
        switch (step.event) {
        case Event::NeedMore: return;
        case Event::Informational: user_->onInformational(head_); break;
        case Event::Head: user_->onResponseHead(head_); break;
        case Event::Body: user_->onResponseBody(step.body); break;
        case Event::End:
            isReusable_ = parser_->mayReuse(input.size());
            user_->onResponseEnd(parser_->trailers());
            return;
        case Event::Error: fail(parser_->error()); return;
        }
    }
    if (user_) {
        rest_.append(input);
    }
}

void HttpConnection::onEof() {
    if (!user_) {
        die();
        slot_.lost();
    } else if (isPaused_) {
        hasEnded_ = true;
    } else {
        endOfInput();
    }
}

void HttpConnection::endOfInput() {
    const auto step = parser_->finish();
    isReusable_ = false;
    if (step.event == http::ResponseParser::Event::End) {
        user_->onResponseEnd(parser_->trailers());
    } else {
        fail(parser_->error());
    }
}

void HttpConnection::onDrained() {
    if (user_) {
        user_->onConnectionDrained();
    }
}

void HttpConnection::onError(const Error& error) {
    if (user_) {
        fail(error);
    } else {
        die();
        slot_.lost();
    }
}

void HttpConnection::onClosed() {
    isDead_ = true;
    if (user_) {
        fail(Error{Errc::Cancelled, "the event loop is closing"});
    }
}

void HttpConnection::fail(const Error& error) {
    isReusable_ = false;
    user_->onConnectionFailed(error);
}

void HttpConnection::die() {
    isReusable_ = false;
    if (!std::exchange(isDead_, true) && stream_) {
        stream_->close();
    }
}

} // namespace aha::client
