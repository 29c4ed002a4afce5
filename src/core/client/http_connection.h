#pragma once

#include "core/client/http_dial.h"
#include "core/net/stream.h"
#include "core/pool/pool.h"
#include "core/proto/http/response_parser.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aha::client {

// Who sends a request over a connection. Each call may end the use and destroy the user.
class HttpConnectionUser {
public:
    virtual void onInformational(const http::ResponseHead& head) = 0;
    virtual void onResponseHead(http::ResponseHead& head) = 0;
    virtual void onResponseBody(std::string_view bytes) = 0;      // valid during the call
    virtual void onResponseEnd(const http::Fields& trailers) = 0; // the answer is complete
    virtual void onConnectionDrained() = 0;
    // The stream broke, ended early or brought what is no answer. hasBegunAnswer() says whether some came.
    virtual void onConnectionFailed(const Error& error) = 0;

protected:
    ~HttpConnectionUser() = default;
};

// One HTTP/1.1 connection of the client: writes what it is given, reads one answer for each begin().
// Owned by its pool, from the begin of its connect. An idle one that brings a byte or its end is lost: no
// answer ever reaches a request that did not ask for it.
// Calls its PoolSlot, and its user from the loop.
class HttpConnection final : public pool::PoolConnection,
                             private net::StreamListener,
                             private net::ReadyItem {
public:
    using OnDialed = std::function<void(const HttpDialed&)>; // before the pool hears of it
    HttpConnection(net::Loop& loop, net::Resolver& resolver, const HttpRoute& route,
                   const HttpTimeouts& timeouts, pool::PoolSlot slot, OnDialed onDialed);
    ~HttpConnection() override;

    // ---- the pool
    pool::Liveness liveness() override;
    void ping() override; // never asked for: liveness() always knows

    // ---- the borrower. False: it died meanwhile.
    bool begin(HttpConnectionUser& user, const http::ResponseContext& context,
               const http::ResponseLimits& limits);
    // The user lets go. Unless the exchange was complete the stream is closed at once, so that nothing that
    // was written is looked at any more. The answer is how to release the lease.
    pool::Release end(bool mayReuse);
    void write(std::string_view bytes);
    void write(std::string_view head, net::OwnedBytes body);
    std::size_t queuedBytes() const { return stream_ ? stream_->queuedBytes() : 0; }
    void pause();
    void resume();

    bool hasBegunAnswer() const { return parser_ && parser_->hasBegun(); }
    bool isReused() const { return uses_ > 1; }
    const HttpDialed& dialed() const { return dialed_; } // its stream is gone
    std::string tlsProtocol() const;

private:
    void onDialed(HttpDialed dialed);
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void run() override; // goes on after a pause
    void consume(std::string_view input);
    void endOfInput();
    void fail(const Error& error);
    void die();

    net::Loop& loop_;
    pool::PoolSlot slot_;
    OnDialed onDialed_;
    std::unique_ptr<HttpDial> dial_;
    net::StreamPtr stream_;
    HttpDialed dialed_{Error{Errc::Cancelled, {}}};
    HttpConnectionUser* user_ = nullptr;
    std::optional<http::ResponseParser> parser_;
    http::ResponseHead head_;
    std::string rest_; // came before a pause was noticed: at most one read
    std::uint64_t uses_ = 0;
    bool isPaused_ = false;
    bool hasEnded_ = false;   // the peer's side, seen during a pause
    bool isReusable_ = false; // the last answer leaves the connection fit for another request
    bool isDead_ = false;
};

} // namespace aha::client
