#pragma once

#include "core/base/result.h"
#include "core/client/call_observer.h"
#include "core/client/http_types.h"
#include "core/client/loop_pool_host.h"
#include "core/net/resolver.h"
#include "core/pool/pool_types.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::client {

class HttpCall;
class HttpCallImpl;
class HttpOrigins;

// Told what becomes of a call. Every call of it comes from the loop, never from within a method of HttpCall
// or HttpClient (except ~HttpClient and HttpClient::close(), see there). Each may use and destroy the call.
class HttpHandler {
public:
    // A 1xx other than 101 and 100.
    virtual void onInformational(HttpCall&, const http::ResponseHead&) {}
    // The head of the final answer: no redirect that is followed, no challenge that is answered.
    virtual void onHead(HttpCall& call, const http::ResponseHead& head) = 0;
    // A piece of its body, decoded, valid during the call. After pause() none comes until resume().
    virtual void onBody(HttpCall& call, std::string_view bytes) = 0;
    // Streamed bodies: mayWrite() has become true. Comes once before the first write() as well.
    virtual void onWritable(HttpCall&) {}
    // Exactly once, last, whatever happens (unless the call is destroyed before). Not put off by pause()
    // when it is an error; a complete answer ends after its last piece was taken.
    virtual void onFinish(HttpCall& call, HttpOutcome outcome) = 0;

protected:
    ~HttpHandler() = default;
};

// One request, with its redirects and retries, from start() to onFinish().
// Owned by whoever starts it; destroying it cancels silently. It keeps the loop running while it lasts.
class HttpCall {
public:
    ~HttpCall();
    HttpCall(const HttpCall&) = delete;
    HttpCall& operator=(const HttpCall&) = delete;

    // Aborts: the connection is closed at once, onFinish() comes with Cancelled from the loop. Idempotent.
    void cancel();
    // Ends it likewise with a time-out of the caller (the deadline of a scope): RequestTimeout.
    void timeOut(std::string reason);
    bool isFinished() const; // onFinish() has been called

    // Backpressure of the answer: what has arrived is kept, the peer is stopped, the idle time stands still.
    void pause();
    void resume();
    bool isPaused() const;

    // Streamed bodies. Bytes are queued until the connection takes them, whatever mayWrite() says; a caller
    // that waits for onWritable() keeps kWriteQueueBytes. Once an answer has refused the rest of the body, or
    // the call is over, what is written is dropped and mayWrite() is true: that is no error. InvalidArgument
    // when the length that was announced does not match; the call ends then with InvalidRequest.
    static constexpr std::size_t kWriteQueueBytes = 256 * 1024;
    Result<void> write(net::OwnedBytes bytes);
    Result<void> endBody(const std::vector<http::HeaderLine>& trailers = {});
    bool mayWrite() const;
    std::size_t queuedBytes() const; // written and not yet taken by the kernel

    HttpPhase phase() const;
    const http::ResponseHead& head() const; // of the final answer, after onHead()
    http::ResponseHead takeHead();          // likewise, once; head() has nothing then
    // As it was started, without the body and the URL's userinfo. TLS credentials of the first origin are
    // gone behind a redirect to another one.
    const HttpRequest& request() const;
    // What is known so far of url, hops, timings, attempts, reused, remoteAddress and tlsProtocol: for
    // answers that are streamed, from onHead() on. Not after onFinish().
    const HttpOutcome& progress() const;

private:
    friend class HttpClient;
    explicit HttpCall(std::unique_ptr<HttpCallImpl> impl);
    std::unique_ptr<HttpCallImpl> impl_;
};

struct HttpClientOptions {
    pool::PoolOptions pool; // of each origin; see HttpClient::defaultPool()
    net::ResolverOptions resolver;
    net::Resolver::Lookup lookup = &net::Resolver::systemLookup;
    std::size_t maxPools = 1024; // origins with connections; beyond it idle pools are closed, oldest first
    std::uint64_t seed = 0;      // of the pools' jitter
    HttpClientOptions();
};

struct HttpClientStats {
    std::uint64_t started = 0, succeeded = 0;
    std::array<std::uint64_t, kHttpErrorKinds> failed{};
    std::uint64_t redirects = 0, retries = 0, challenges = 0; // requests sent again for that cause
    std::uint64_t connections = 0, reused = 0;                // requests on a new resp. a kept connection
    std::uint64_t sentBytes = 0, receivedBytes = 0;           // heads of requests, bodies both ways
    std::uint64_t active = 0;
    double reuseRatio() const {
        return connections + reused == 0 ? 0 : double(reused) / double(connections + reused);
    }
};

// The HTTP/1.1 client of a process: pools of kept connections by origin, proxy and TLS settings; names;
// TLS contexts; the nonces of Digest.
// Owned by whoever makes calls; has to go before the loop. Idle connections and their timers keep no loop
// running.
class HttpClient {
public:
    explicit HttpClient(net::Loop& loop, HttpClientOptions options = {});
    // As close(): calls that are left end with Cancelled, told from within, and are inert afterwards.
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Never fails here: what is wrong with the request is told by onFinish(), from the loop. The handler has
    // to live as long as the call.
    std::unique_ptr<HttpCall> start(HttpRequest&& request, HttpHandler& handler);
    // Ends all calls with Cancelled and closes all connections.
    void close();
    void closeIdle(); // no connection of now is used again: what is in use is closed after its request

    void setObserver(CallObserver* observer); // borrowed; null = none
    net::Resolver& resolver();
    net::Loop& loop();
    const HttpClientStats& stats() const;
    // Names: "http://host:80", "https://host:443 through http://proxy:8080".
    std::vector<pool::PoolReport> pools() const;

    // 200 connections to an origin, an exhausted pool refuses unless HttpTimeouts::poolMs says to wait,
    // idle ones go after 55 s, no pause after a failed connect.
    static pool::PoolOptions defaultPool();

private:
    friend class HttpCall;
    std::unique_ptr<HttpOrigins> origins_;
};

} // namespace aha::client
