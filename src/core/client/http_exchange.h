#pragma once

#include "core/base/recycled.h"
#include "core/client/http_body_sender.h"
#include "core/client/http_connection.h"
#include "core/client/http_types.h"
#include "core/net/loop.h"
#include "core/pool/pool.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::client {

// Whose request an exchange sends. Each call may destroy the exchange.
class HttpExchangeOwner {
public:
    virtual void onExchangeInformational(const http::ResponseHead& head) = 0;
    virtual void onExchangeHead(http::ResponseHead& head) = 0;
    virtual void onExchangeBody(std::string_view bytes) = 0;
    // The last two end it: the connection is given back already.
    virtual void onExchangeEnd(http::Fields trailers) = 0;
    // `isUnanswered`: no byte of an answer came, so that a kept connection may have been stale.
    virtual void onExchangeFailed(HttpErrorKind kind, Error error, bool isUnanswered) = 0;

protected:
    ~HttpExchangeOwner() = default;
};

// One request and its answer on one leased connection, with the limits in time of its steps.
// Owned by the call; destroying it closes the connection.
// Calls its owner, from the loop.
class HttpExchange final : public Recycled<HttpExchange>,
                           private HttpConnectionUser,
                           private HttpBodySender::Sink,
                           private WheelTimer {
public:
    struct Plan {
        std::string head;
        http::BodyPlan body;
        http::ResponseContext context;
        http::ResponseLimits limits;
        HttpTimeouts timeouts;
        std::uint64_t continueMs = 0; // 0: the body is sent at once
        bool keepsAlive = true;
    };

    HttpExchange(net::Loop& loop, HttpExchangeOwner& owner, HttpBodySender& sender, Plan plan);
    ~HttpExchange();
    HttpExchange(const HttpExchange&) = delete;
    HttpExchange& operator=(const HttpExchange&) = delete;

    // Sends what can be sent. False: the connection died before; the lease is given back.
    bool begin(pool::PoolLease lease, HttpConnection& connection);
    void abort(); // closes the connection at once; idempotent, tells nobody
    void pause();
    void resume();
    HttpPhase phase() const { return phase_; } // after the end: in which it ended

private:
    void onInformational(const http::ResponseHead& head) override;
    void onResponseHead(http::ResponseHead& head) override;
    void onResponseBody(std::string_view bytes) override;
    void onResponseEnd(const http::Fields& trailers) override;
    void onConnectionDrained() override;
    void onConnectionFailed(const Error& error) override;
    void onBodyProgress() override;
    void onBodySent() override;
    void onBodyFailed(const Error& error) override;
    static void onTimer(WheelTimer& timer);

    void enter(HttpPhase phase);
    void armFor(std::uint64_t limitMs);
    std::uint64_t limitMs() const;
    void settleSending();
    void timedOut();
    void letGo(bool mayReuse);
    HttpErrorKind kindOf(const Error& error, bool isUnanswered) const;

    net::Loop& loop_;
    HttpExchangeOwner& owner_;
    HttpBodySender& sender_;
    Plan plan_;
    pool::PoolLease lease_;
    HttpConnection* connection_ = nullptr; // while it is ours
    HttpPhase phase_ = HttpPhase::Start;
    std::uint64_t progressMs_ = 0; // when something moved last
    bool isPaused_ = false;
};

} // namespace aha::client
