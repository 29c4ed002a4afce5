#pragma once

#include "core/client/call_observer.h"
#include "core/client/http_client.h"
#include "core/client/http_dial.h"
#include "core/client/http_heads.h"
#include "core/net/resolver.h"
#include "core/net/tls_context.h"
#include "core/pool/pool.h"
#include "core/proto/http/digest_auth.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aha::client {

class HttpCallImpl;

// A TLS context that pools share; kept until its place is wanted and no pool has it.
struct HttpTlsEntry {
    std::unique_ptr<net::TlsContext> context;
    std::size_t pools = 0;
};

// The connections to one origin by one way. Owned by HttpOrigins.
struct HttpOrigin {
    HttpRoute route;
    HttpTimeouts timeouts; // of the request that asked last: a connection is made for whoever takes it
    HttpTlsEntry* tls = nullptr;
    std::unique_ptr<pool::Pool> pool;
    std::size_t poolSize = 0; // what was asked for
    std::size_t users = 0;    // calls that wait for or hold a connection
    std::uint64_t usedMs = 0;
    std::optional<HttpDialed> failure; // of the last connect, if it failed
    HttpTimeouts failureTimeouts;      // what that one had
};

// What the calls of a client share: pools, TLS contexts, nonces, names, statistics.
// Owned by HttpClient.
class HttpOrigins final : private net::ReadyItem {
public:
    static constexpr std::size_t kMaxTlsContexts = 64; // TooMany: of different settings in use
    static constexpr std::size_t kMaxNonces = 256;     // of Digest; beyond it all are forgotten

    HttpOrigins(net::Loop& loop, HttpClientOptions options);
    ~HttpOrigins();
    HttpOrigins(const HttpOrigins&) = delete;
    HttpOrigins& operator=(const HttpOrigins&) = delete;

    // Where a request to this URL gets its connection. Errors of files and settings of TLS; TooMany.
    Result<HttpOrigin*> find(const http::Url& url, const HttpRequest& request);
    // The nonce for an origin and user that a server has given; null = none yet.
    http::DigestAuth* nonce(const http::Url& url, const HttpAuth& auth);
    Result<http::DigestAuth*> learnNonce(const http::Url& url, const HttpAuth& auth,
                                         const http::Challenge& challenge);
    void forgetNonce(const http::Url& url, const HttpAuth& auth);
    void closeIdle();
    std::vector<pool::PoolReport> report() const;

    net::Loop& loop;
    HttpClientOptions options;
    net::Resolver resolver;
    LoopPoolHost host;
    HttpClientStats stats;
    HttpHeads heads;
    CallObserver* observer = nullptr;
    IntrusiveList<HttpCallImpl> calls; // that have not finished

private:
    Result<HttpTlsEntry*> tlsFor(const HttpTls& tls, const std::string& key);
    static bool isPlain(const http::Url& url, const HttpRequest& request);
    Result<void> makeRoom();
    void bury(std::map<std::string, std::unique_ptr<HttpOrigin>>::iterator origin);
    std::unique_ptr<pool::Pool> makePool(HttpOrigin& origin, std::string name, std::size_t size);
    void onDialed(HttpOrigin& origin, const HttpTimeouts& timeouts, const HttpDialed& dialed);
    void run() override; // pools that were given up go, when none of their connections can be the caller

    std::map<std::string, HttpTlsEntry> tls_; // before the pools: they go first
    std::map<std::string, std::unique_ptr<HttpOrigin>> origins_;
    std::vector<std::unique_ptr<HttpOrigin>> dead_;
    std::map<std::string, http::DigestAuth> nonces_;
    HttpOrigin* plain_ = nullptr; // the last one without TLS, proxy and unix socket
    std::uint64_t seed_;
};

} // namespace aha::client
