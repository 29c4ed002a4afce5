#pragma once

#include "core/base/result.h"
#include "core/base/server_stats.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/proto/http/request_parser.h"
#include "core/server/drain_options.h"
#include "core/server/http_exchange.h"
#include "core/server/http_observer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace aha::net {
class AcceptGate;
class TlsContext;
} // namespace aha::net

namespace aha::server {

// Every limit by name; the option key of the PHP API stands beside it.
struct HttpOptions {
    http::RequestLimits limits;                // http_uri_max_length, http_header_max_length, …
    std::uint64_t headerTimeoutMs = 60'000;    // http_header_timeout, from the first byte: 408
    std::uint64_t bodyTimeoutMs = 60'000;      // http_body_timeout, without a byte: 408
    std::uint64_t keepAliveTimeoutMs = 75'000; // keepalive_timeout
    std::uint64_t keepAliveRequests = 0;       // keepalive_requests, 0 = no limit
    std::uint64_t writeTimeoutMs = 60'000;     // write_timeout, without progress
    std::uint64_t lingerMs = 2'000;            // linger_timeout: reading on after an early error answer
    std::uint64_t drainGraceMs = 300;          // reload_idle_time: DrainOptions::graceMs of a plain drain()
    std::uint32_t maxConnections = 20'000;     // max_connection
    std::size_t highWaterMark = 256 * 1024;    // buffer_high_watermark
    std::size_t lowWaterMark = 64 * 1024;      // buffer_low_watermark
    std::size_t pipelineBytes = 64 * 1024;     // pipeline_buffer: bytes of requests not yet begun
    int backlog = 511;                         // backlog
    bool tcpNoDelay = true;                    // open_tcp_nodelay
    std::string serverName = "Aha";            // server_name: the Server field, "" = none
    bool readFilesInPlace = true;              // what the page cache holds is not left to the thread pool
    bool jsonErrors = false;                   // error pages when Accept does not say
    // Overload: what is refused is answered 503.
    std::uint32_t maxConcurrency = 0;     // max_concurrency: requests in the handler's hands, 0 = no limit
    std::uint64_t maxQueueMs = 0;         // max_queue_time: waiting for that, 0 = nobody waits
    std::uint32_t maxQueued = 1000;       // max_queue_length
    std::uint32_t retryAfterSeconds = 1;  // retry_after
    std::vector<std::string> exemptPaths; // never refused or queued, not counted: health checks, metrics
};

// Listens, accepts, and owns the connections. Owned by its user; close() ends everything at once,
// drain() lets what is in flight finish.
class HttpServer {
public:
    // Counts into `stats`, which the caller owns (a slot in shared memory), or else into its own.
    HttpServer(net::Loop& loop, HttpHandler& handler, HttpOptions options, ServerStats* stats = nullptr);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // "127.0.0.1", "::", "unix:/path"; port 0 picks a free one. With a TLS context connections are encrypted.
    Result<void> listen(const std::string& address, unsigned port, net::TlsContext* tls = nullptr);
    // A listening socket that is open already (inherited from the master, or from systemd).
    Result<void> listenFd(int fd, net::TlsContext* tls = nullptr);
    unsigned port() const; // of the first listener

    // For tests and for TLS: serves this stream as if it had been accepted.
    void adopt(net::StreamPtr stream);

    // Called from the loop, at most once a second, while accepting fails (no descriptors left …).
    void setAcceptErrorHook(std::function<void(const Error&)> hook);
    void setObserver(HttpObserver* observer); // null = none; borrowed
    void setClock(std::uint64_t (*nowNs)());  // tests: what durations are measured with
    void
    setAcceptGate(net::AcceptGate* gate); // of all listeners, those to come as well; null = none; borrowed
    void pauseAccepting();
    void resumeAccepting();
    // Stops accepting, answers every request that has reached us with Connection: close, closes idle
    // connections when the grace is over; `done` is called once, from the loop, when the last connection is
    // closed.
    void drain(std::function<void()> done);
    void drain(const DrainOptions& options, std::function<void()> done);
    void close();

    const ServerStats& stats() const;
    const HttpOptions& options() const;

private:
    friend class HttpConnection;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::server
