#pragma once

#include "core/base/recycled.h"
#include "core/client/http_client.h"
#include "core/client/http_exchange.h"
#include "core/client/http_origins.h"
#include "core/client/http_request_plan.h"
#include "core/pool/back_off.h"
#include "core/proto/http/content_decoder.h"
#include "core/proto/http/redirect.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aha::client {

// What is behind HttpCall: one exchange after the other, until one is the answer or an error.
// Owned by HttpCall; listed by the client until it has finished. All ends go through run(), from the ready
// queue, so that there is one end, and nothing of the call is on the stack then.
// Calls the HttpHandler.
class HttpCallImpl final : public Recycled<HttpCallImpl>,
                           public Link<>,
                           private HttpExchangeOwner,
                           private pool::PoolWaiter,
                           private net::ReadyItem,
                           private WheelTimer {
public:
    static constexpr unsigned kMaxRetries = 2; // of stale connections
    static constexpr unsigned kMaxRedials = 2; // of connects that another call gave less time
    static constexpr std::uint64_t kMaxDiscardedBytes = 64 * 1024; // of a redirect's body; then it closes

    HttpCallImpl(HttpOrigins& shared, HttpRequest&& request, HttpHandler& handler);
    ~HttpCallImpl();

    void start(HttpCall& self);
    void end(HttpErrorKind kind, Error error); // told later, from the loop
    void endNow();                             // the client goes: told at once
    void pause();
    void resume();
    Result<void> write(net::OwnedBytes bytes);
    Result<void> endBody(const std::vector<http::HeaderLine>& trailers);

    bool isFinished() const { return state_ == State::Finished; }
    bool isPaused() const { return isPaused_; }
    const HttpBodySender& sender() const { return *sender_; }
    HttpPhase phase() const;
    const http::ResponseHead& head() const { return head_; }
    http::ResponseHead takeHead() { return std::move(head_); }
    const HttpRequest& request() const { return request_; }
    const HttpOutcome& progress() const { return outcome_; }

private:
    enum class State : std::uint8_t {
        New,
        Measuring, // the files of the body
        Waiting,   // for a connection
        Pausing,   // before the next connect
        Granted,   // has one; the request is about to be sent
        Exchanging,
        Between, // an exchange has ended, the next one is about to begin
        Ending,  // onFinish() is about to be called
        Finished,
    };
    enum class Use : std::uint8_t { // of the answer that is coming
        Answer,
        Redirect,  // its body is thrown away
        Challenge, // the same
    };

    // ---- http_call_flow.cpp: connections
    void attempt();
    Result<HttpExchange::Plan> planExchange();
    Result<std::string> authorization();
    std::optional<Error> exhausted() const;
    std::uint64_t acquireLimitMs(bool isExhausted) const;
    void exchange();
    void leaveOrigin();
    void again();
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    void noteConnection(const HttpConnection& connection);
    HttpErrorKind kindOfConnectError(const Error& error) const;
    bool hasMoreTime() const;
    bool connectLater(HttpErrorKind kind);
    static void onPauseOver(WheelTimer& timer);
    bool mayRetry(HttpErrorKind kind, bool isUnanswered) const;
    void onExchangeFailed(HttpErrorKind kind, Error error, bool isUnanswered) override;

    // ---- http_call_answer.cpp: what comes back
    void onExchangeInformational(const http::ResponseHead& head) override;
    void onExchangeHead(http::ResponseHead& head) override;
    void onExchangeBody(std::string_view bytes) override;
    void onExchangeEnd(http::Fields trailers) override;
    void keepCookies(const http::ResponseHead& head);
    bool takeRedirect(const http::ResponseHead& head);
    bool takeChallenge(const http::ResponseHead& head);
    void takeAnswer(http::ResponseHead& head);
    void follow();
    void discard(std::size_t bytes);

    // ---- http_call.cpp: the call as a whole
    void run() override;
    static void onTotal(WheelTimer& timer);
    void wake();
    void finish();
    void letGo();
    void report();
    void describeTrace();
    void onRoom();
    std::string label() const;
    double sinceStartMs() const;

    struct Pause : WheelTimer {
        explicit Pause(HttpCallImpl& owner) : WheelTimer(&onPauseOver), call(owner) {}
        HttpCallImpl& call;
    };

    HttpOrigins& shared_;
    HttpHandler& handler_;
    HttpCall* self_ = nullptr;
    HttpRequest request_;
    HttpNext next_;
    net::Loop::Hold hold_;
    std::unique_ptr<HttpBodySender> sender_;
    std::unique_ptr<HttpExchange> exchange_;
    std::unique_ptr<HttpExchange> done_; // an exchange that may be on the stack
    HttpOrigin* origin_ = nullptr;       // while the call waits for, or has, one of its connections
    pool::PoolLease lease_;              // Granted
    std::optional<HttpExchange::Plan> plan_;
    std::unique_ptr<http::ContentDecoder> decoder_;
    std::string decoded_;
    std::optional<http::Redirect> redirect_;
    http::ResponseHead head_;
    HttpOutcome outcome_;
    CallTrace trace_; // its texts are made when an observer is there
    std::uint64_t waitStartNs_ = 0;
    std::uint64_t discarded_ = 0;
    Pause pause_{*this};
    std::optional<pool::BackOff> backOff_; // once a connect has failed
    unsigned reconnects_ = 0;
    unsigned retries_ = 0;
    unsigned redials_ = 0;
    HttpPhase failedIn_ = HttpPhase::Start;
    State state_ = State::New;
    Use use_ = Use::Answer;
    bool isQueued_ = false; // behind other calls, rather than for a connection in the making
    bool isPaused_ = false;
    bool isRoomDue_ = false;   // onWritable() is about to be called
    bool hasAnswered_ = false; // a challenge, with credentials
    bool hasHead_ = false;     // onHead() was called
};

} // namespace aha::client
