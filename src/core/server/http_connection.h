#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/timer_wheel.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/proto/http/request_parser.h"
#include "core/server/file_sink.h"
#include "core/server/head_writer.h"
#include "core/server/http_exchange.h"
#include "core/server/serving_context.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::server {

class FileSender;

// One accepted HTTP/1.1 connection: parses requests one at a time, orders responses, keeps the deadlines.
// Owned by the list of its server's context; deletes itself only in onClosed(). Holds no buffer while idle.
// Calls HttpHandler: onRequest() from the drain of the ready queue, the rest from loop callbacks.
class HttpConnection final : public net::StreamListener,
                             public net::FlushItem,
                             public FileSink,
                             public Link<ConnectionTag>,
                             private WheelTimer {
public:
    HttpConnection(ServingContext& context, net::StreamPtr stream);
    ~HttpConnection();

    void start();
    void refuse();                // too many connections: 503, then the end
    void onDraining();            // the server drains: ends soon when idle
    void abort(const Error& why); // tells the handler, closes at once

    // For HttpExchange, and for FileSender.
    const net::Stream& stream() const override { return *stream_; }
    const Ref<Endpoints>& endpoints(); // asks the kernel once per connection
    std::size_t backlog() const { return out_.size() + stream_->queuedBytes(); }
    void serve(HttpExchange& exchange);
    void onBodyTaken(HttpExchange& exchange);
    void onBodyLimit(HttpExchange& exchange);
    void sendContinue(HttpExchange& exchange);
    void sendInformational(int status, std::string_view fieldLines);
    void refuseOverloaded(HttpExchange& exchange);
    void respond(HttpExchange& exchange, int status, const ResponseFields& fields, net::OwnedBytes body);
    void respondFile(HttpExchange& exchange, int status, const ResponseFields& fields, const FileBody& file);
    void respondError(HttpExchange& exchange, int status, std::string_view lines, std::string_view detail);
    void begin(HttpExchange& exchange, int status, const ResponseFields& fields, std::int64_t declaredLength);
    void writeBody(HttpExchange& exchange, net::OwnedBytes bytes);
    void finishBody(HttpExchange& exchange, std::string_view trailerLines);
    void cutResponse();          // the rest of a started response cannot come: makes the client notice
    std::string& out() override; // what is appended here leaves at the end of this turn
    void writeOut(net::OwnedBytes body = {}) override;
    void writeCopy(std::string_view bytes) override; // at once, behind what is in out()
    void continueFile() override;

    // StreamListener, FlushItem
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void flush() override;

private:
    enum class State : std::uint8_t {
        Serving, // requests are read and answered
        Ending,  // the last answer is on its way; input is discarded until EOF or the deadline
        Closing, // the stream is closed; onClosed() comes
    };
    enum class Reading : std::uint8_t {
        Idle,       // between messages: no parser, no exchange
        Head,       // a part of a head is here
        Body,       // the head is complete, the body is not
        Discarding, // the response is finished, the rest of the body is read for nothing
        Done,       // the message is complete; what follows waits in pending_
        Failed,     // a streamed body broke; nothing more is read
    };
    // Bytes of requests not yet begun; exists only when there are any.
    struct Pending {
        std::string bytes;
        std::size_t at = 0;
        std::size_t size() const { return bytes.size() - at; }
    };
    static constexpr std::size_t kCopyBelow = 8 * 1024;  // smaller bodies are copied behind their head
    static constexpr std::size_t kTurnBytes = 64 * 1024; // more output does not wait for the end of the turn
    static constexpr std::size_t kDiscardBytes = 64 * 1024; // of a body nobody reads, to keep the connection
    static constexpr std::size_t kReadAhead = 48 * 1024; // of a streamed body: larger pieces cost page faults
    static constexpr std::size_t kReserveBytes =
        256 * 1024;                                      // at most this much on the word of Content-Length
    static constexpr unsigned kServeBudget = 64;         // pipelined requests in a row
    static constexpr std::uint64_t kProbeDelayMs = 20;   // half-closed clients: first looks
    static constexpr std::uint64_t kProbeEveryMs = 1000; // and the later ones
    static constexpr unsigned kWriteChecks = 4;          // looks for progress per write timeout
    static constexpr unsigned kInputChecks = 100;        // looks, 1 ms apart, for input of an idle connection
    static constexpr std::uint64_t kIdleLingerMs = 200;  // after our FIN: more than a round trip

    // reading (http_connection.cpp)
    bool mayParse() const;
    std::size_t parse(std::string_view input);
    void parsePending();
    void keepPending(std::string_view bytes);
    void dropPending();
    void onHead(bool hasMore);
    void onBodyPart(std::string_view part);
    void onMessageEnd();
    void onNeedMore();
    void onParseError();
    void failBody(int status, Error error);
    void notifyBody();
    void updateReading();
    void settle();
    void becomeIdle();

    // writing (http_connection_write.cpp)
    void watchWrites();
    void afterDrain();
    void finishResponse(HttpExchange& exchange);
    bool mayKeepAlive(const HttpExchange& exchange, const ResponseFields& fields) const;
    HeadPlan planHead(HttpExchange& exchange, int status, const ResponseFields& fields);
    void startResponse(HttpExchange& exchange, const HeadPlan& plan, const ResponseFields& fields);
    void writeErrorPage(int status, std::string_view reason, const http::RequestHead* head);
    void notifyDrained();
    bool pumpFile();

    // from request to request (http_connection_serve.cpp)
    void makeReady(HttpExchange& exchange);
    bool letIn(HttpExchange& exchange);
    void record(HttpExchange& exchange, bool aborted);
    void afterResponse();
    void completeExchange();

    // ending (http_connection_end.cpp)
    static void onTimer(WheelTimer& timer);
    void onDeadline();
    void onReadDeadline();
    void onWriteDeadline(std::uint64_t nowMs);
    void setReadDeadline(std::uint64_t delayMs);
    void setDeadlineTimer(std::uint64_t dueMs);
    void failRequest(int status, std::string_view reason); // error page, then the end
    void handleEof();
    void checkGone();
    void dropExchange(const Error* why);
    void endConnection();
    void closeIdle();
    void awaitLastRequest();
    void continueEnding();
    void closeNow(bool withReset = false);

    ServingContext& context_;
    net::StreamPtr stream_;
    std::unique_ptr<http::RequestParser> parser_; // during a message
    Ref<HttpExchange> current_;                   // from the first byte of a request until it is done with
    std::unique_ptr<Pending> pending_;
    std::unique_ptr<FileSender> file_;
    Ref<Endpoints> endpoints_;
    IntrusiveList<HttpExchange, AttachedTag>
        attached_;                      // current_, and finished ones that a handler still holds
    std::string out_;                   // what leaves at the end of this turn
    std::uint64_t readDeadlineMs_ = 0;  // 0 = none; its meaning follows from the states
    std::uint64_t writeDeadlineMs_ = 0; // 0 = nothing is queued
    std::uint64_t writeMark_ = 0;       // queued bytes at the last look
    std::uint32_t served_ = 0;
    std::uint32_t discarded_ = 0;
    State state_ = State::Serving;
    Reading reading_ = Reading::Idle;
    std::uint8_t writeStalls_ = 0;
    std::uint8_t inputChecks_ = 0;
    bool isServing_ : 1;     // inside serve(): what follows a response is its business
    bool isParsing_ : 1;     // inside parse()
    bool isPaused_ : 1;      // reading is
    bool hasEof_ : 1;        // the peer sends no more
    bool isProbed_ : 1;      // 100 Continue was sent to see whether the peer is there
    bool isShutDown_ : 1;    // our half is closed
    bool isLast_ : 1;        // the connection ends with this response
    bool wantsDrained_ : 1;  // the handler may be waiting for onDrained()
    bool hasBodyNews_ : 1;   // onBody() is due
    bool isFreshlyIdle_ : 1; // a response is complete, and nothing has come since
    bool endsIdle_ : 1;      // it is ended while nothing was asked
};

} // namespace aha::server
