#pragma once

#include "core/base/error.h"
#include "core/base/ref.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/proto/http/request_head.h"
#include "core/server/admission.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::server {

class AdmissionGate;
class ExchangePool;
class HttpConnection;
class HttpExchange;

struct AttachedTag {};

// Both ends of a connection; outlives it with the exchanges that remain.
struct Endpoints final : RefCounted<Endpoints> {
    explicit Endpoints(const net::Stream& stream);
    static void destroy(Endpoints* endpoints) noexcept { delete endpoints; }

    const std::string remoteAddress, localAddress;
    const unsigned remotePort, localPort;
    const bool isEncrypted;
};

// How the end of a message body is told.
enum class Framing : std::uint8_t {
    None,    // there is no body, and no length is announced
    Own,     // there is no body; the handler's Content-Length stands (HEAD, 304)
    Length,  // Content-Length
    Chunked, // Transfer-Encoding: chunked
    Close,   // the end of the connection (HTTP/1.0)
};

// Answers requests. Implemented by php/server/http.cpp, and by tests and benches in C++.
class HttpHandler {
public:
    // Asked once, at the end of the head. True: onRequest() comes at once and the body arrives through
    // takeBody(); false: onRequest() comes when the whole body is there (at most limits.bodyBytes).
    virtual bool wantsStreamedBody(const http::RequestHead& head) = 0;
    // From the drain of the ready queue, never nested: PHP may be entered here.
    virtual void onRequest(HttpExchange& exchange) = 0;
    // The rest come from loop callbacks: change state and enqueue, nothing more.
    virtual void onBody(HttpExchange& exchange) = 0;    // streamed: more bytes, the end, or bodyError()
    virtual void onDrained(HttpExchange& exchange) = 0; // queuedBytes() fell to the low-water mark
    // The client is gone, too slow, or the server is closing. No answer can be sent any more. At most once,
    // and not after the response was finished and sent.
    virtual void onAborted(HttpExchange& exchange, const Error& why) = 0;

protected:
    ~HttpHandler() = default;
};

// What the headers that the handler has set say already, so that the server adds only what is missing.
struct ResponseFields {
    // Complete field lines, "Name: value\r\n…", validated, without Connection, Transfer-Encoding and Upgrade.
    std::string_view lines;
    bool hasDate = false;
    bool hasServer = false;
    bool hasContentLength = false; // only honoured for HEAD and 304, or when it is the true length
    bool close = false;            // the handler asked for Connection: close
};

struct FileBody {
    std::string path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    int fd = -1; // open for reading; the exchange owns it from here on
};

// One request and its response. Shared by its connection and the handler's object, hence reference counted:
// when the connection is gone first, every call here is a harmless no-op and isAborted() is true.
class HttpExchange final : public RefCounted<HttpExchange>,
                           public net::ReadyItem,
                           public Link<AttachedTag>,
                           public Admission::Waiter {
public:
    // ---- request
    const http::RequestHead& head() const { return head_; }
    std::string_view body() const { return body_; } // what has arrived and was not taken
    std::string takeBody();                         // moves it out; reading resumes below the low-water mark
    void consumeBody(); // the same for a caller that has copied body(): keeps the memory
    bool isBodyStreamed() const;
    bool isBodyComplete() const;    // all of it has arrived (it may still have to be taken)
    const Error* bodyError() const; // malformed, too large, timed out, client gone
    int bodyErrorStatus() const;    // what to answer then: 400, 408, 413, 431; 0 without an error
    void wantBody();                // streamed: the body will be read (sends 100 Continue if it is awaited)
    const http::Fields* trailers() const; // null before the end
    void
    setBodyLimit(std::uint64_t bytes); // streamed bodies; 0 = none; bodyError() tells if it is passed already
    std::string remoteAddress() const; // all four stay valid after the connection is gone
    unsigned remotePort() const;
    std::string localAddress() const;
    unsigned localPort() const;
    bool isEncrypted() const;
    std::uint64_t receivedAtMs() const; // loop time at the end of the head

    // ---- response: exactly one of respond / respondFile / (begin, write*, finish) / abort
    void sendInformational(int status, std::string_view fieldLines); // 103 …; ignored for HTTP/1.0
    void respond(int status, const ResponseFields& fields, net::OwnedBytes body);
    // A page that says what the status means, as HTML or JSON by Accept; with these field lines.
    void respondError(int status, std::string_view lines = {}, std::string_view detail = {});
    void respondFile(int status, const ResponseFields& fields,
                     FileBody file); // Content-Length from file.length
    // Body of unknown length: chunked, or delimited by close for HTTP/1.0. With a declared Content-Length
    // (>= 0) that many bytes have to be written.
    void begin(int status, const ResponseFields& fields, std::int64_t declaredLength = -1);
    void write(net::OwnedBytes
                   bytes); // backpressure: wait for onDrained() while queuedBytes() is above the high mark
    void finish(std::string_view trailerLines = {});
    void abort(); // closes the connection if headers are out, else answers 500

    bool isStarted() const;  // the status line is decided
    bool isFinished() const; // the whole response has been handed over
    bool isAborted() const;
    std::size_t queuedBytes() const;
    std::uint64_t bytesSent() const; // of the body, for the access log
    int status() const;
    // begin() with a declared length: what write() still accepts; more than that is cut off. -1 = any.
    std::int64_t remainingLength() const;

    // The handler's object behind this exchange (PHP Request/Response); the handler sets and clears it.
    void* peer = nullptr;

    void run() override; // ReadyItem: hands the request to the handler
    static void destroy(HttpExchange* exchange) noexcept;

private:
    friend class HttpConnection;
    friend class ExchangePool;
    friend class AdmissionGate;
    enum class Response : std::uint8_t {
        Waiting,  // nothing of the final response is decided
        Started,  // the status line is decided, the body goes on
        Finished, // all of it has been handed over
    };

    HttpExchange() = default;
    ~HttpExchange() = default;
    void reset();          // for the pool
    void detach();         // the connection goes
    bool mayStart() const; // connected, and no response yet
    void enter(AdmissionGate& gate);
    void leaveGate();
    void refuseOverloaded();
    const Endpoints* endpoints() const;

    http::RequestHead head_;
    std::string body_;
    HttpConnection* connection_ = nullptr; // null once the connection is gone
    Ref<ExchangePool> pool_;
    Ref<AdmissionGate> gate_;                // while it counts for max_concurrency
    Ref<Endpoints> endpoints_;               // once the connection is gone
    std::unique_ptr<http::Fields> trailers_; // null when there were none
    std::unique_ptr<Error> bodyError_;
    std::uint64_t bodyLimit_ = 0;
    std::uint64_t bodyReceived_ = 0;
    std::uint64_t receivedAtMs_ = 0;
    std::uint64_t receivedNs_ = 0; // the end of the head; 0 before that
    std::uint64_t readyNs_ = 0;    // when it was put into the ready queue, if there is a gate
    std::uint64_t bytesSent_ = 0;
    std::uint64_t lengthLeft_ = 0; // Framing::Length
    int status_ = 0;
    int bodyErrorStatus_ = 0;
    Framing framing_ = Framing::None;
    Response response_ = Response::Waiting;
    bool isStreamed_ = false;
    bool isBodyComplete_ = false;
    bool isDispatched_ = false; // the handler knows it
    bool awaitsContinue_ = false;
    bool isHead_ = false;
    bool isAborted_ = false;
    bool isRecorded_ = false; // its end is counted
};

} // namespace aha::server
