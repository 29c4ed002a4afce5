#include "core/client/http_origins.h"

#include "core/client/http_call_impl.h"
#include "core/client/http_connection.h"
#include "core/net/digest.h"

#include <limits>
#include <utility>

namespace aha::client {

static constexpr std::size_t kUsualKey = 128;           // bytes
static constexpr std::uint64_t kLastResortMs = 600'000; // of a connect, when its own limits are off

// Parts of keys may hold any byte: their lengths keep them apart.
static void addToKey(std::string& key, std::string_view part) {
    const std::size_t size = part.size();
    key.append(reinterpret_cast<const char*>(&size), sizeof size);
    key += part;
}

static void addToKey(std::string& key, std::uint64_t number) {
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

static std::string tlsKey(const HttpTls& tls) {
    std::string key = tls.verifyPeer ? "verify" : "trust";
    for (const std::string* part : {&tls.caFile, &tls.certificateFile, &tls.keyFile, &tls.keyPassphrase}) {
        addToKey(key, *part);
    }
    return key;
}

static std::string originKey(const http::Url& url, const HttpRequest& request) {
    std::string key;
    key.reserve(kUsualKey);
    key += url.isSecure() ? 's' : '-';
    addToKey(key, url.host);
    addToKey(key, url.port);
    addToKey(key, request.poolSize);
    addToKey(key, request.unixSocket);
    addToKey(key, std::uint64_t(request.proxy.kind));
    if (request.proxy.kind != HttpProxy::Kind::None) {
        addToKey(key, request.proxy.host);
        addToKey(key, request.proxy.port);
        addToKey(key, request.proxy.user);
        addToKey(key, request.proxy.password);
    }
    if (url.isSecure()) {
        addToKey(key, request.tls.serverName);
        key += tlsKey(request.tls);
    }
    return key;
}

static std::string poolName(const http::Url& url, const HttpRequest& request) {
    std::string name = (url.isSecure() ? "https://" : "http://") + url.authority();
    if (!request.unixSocket.empty()) {
        name += " at unix:" + request.unixSocket;
    } else if (request.proxy.kind != HttpProxy::Kind::None) {
        name += request.proxy.isHttp() ? " through http://" : " through socks5://";
        name += request.proxy.host + ":" + std::to_string(request.proxy.port);
    }
    return name;
}

HttpOrigins::HttpOrigins(net::Loop& owner, HttpClientOptions given)
    : loop(owner), options(std::move(given)), resolver(owner, options.resolver, options.lookup), host(owner),
      seed_(options.seed) {}

HttpOrigins::~HttpOrigins() { ReadyItem::unlink(); }

bool HttpOrigins::isPlain(const http::Url& url, const HttpRequest& request) {
    return !url.isSecure() && request.unixSocket.empty() && request.proxy.kind == HttpProxy::Kind::None;
}

Result<HttpOrigin*> HttpOrigins::find(const http::Url& url, const HttpRequest& request) {
    const bool plain = isPlain(url, request);
    if (plain && plain_ && plain_->route.host == url.host && plain_->route.port == url.port &&
        plain_->poolSize == request.poolSize) {
        plain_->usedMs = loop.nowMs();
        return plain_;
    }
    const std::string key = originKey(url, request);
    if (auto found = origins_.find(key); found != origins_.end()) {
        found->second->usedMs = loop.nowMs();
        plain_ = plain ? found->second.get() : plain_;
        return found->second.get();
    }
    if (auto room = makeRoom(); !room) {
        return room.error();
    }
    auto origin = std::make_unique<HttpOrigin>();
    HttpRoute& route = origin->route;
    route.host = url.host;
    route.port = url.port;
    route.unixSocket = request.unixSocket;
    if (request.unixSocket.empty()) {
        route.proxy = request.proxy;
        route.tunnels =
            route.proxy.kind == HttpProxy::Kind::Socks5 || (route.proxy.isHttp() && url.isSecure());
    }
    if (url.isSecure()) {
        auto tls = tlsFor(request.tls, tlsKey(request.tls));
        if (!tls) {
            return tls.error();
        }
        origin->tls = tls.value();
        ++origin->tls->pools;
        route.tls = origin->tls->context.get();
        route.serverName = request.tls.serverName.empty() ? url.host : request.tls.serverName;
    }
    origin->usedMs = loop.nowMs();
    origin->poolSize = request.poolSize;
    origin->pool = makePool(*origin, poolName(url, request), request.poolSize);
    return origins_.emplace(key, std::move(origin)).first->second.get();
}

std::unique_ptr<pool::Pool> HttpOrigins::makePool(HttpOrigin& origin, std::string name, std::size_t size) {
    pool::PoolOptions settings = options.pool;
    if (size > 0) {
        settings.max = size;
    }
    settings.connectTimeoutMs = kLastResortMs;
    settings.waitTimeoutMs = pool::kNever; // each call has its own limit, and says itself whether it waits
    if (settings.maxWaiters == 0) {
        settings.maxWaiters = std::numeric_limits<std::size_t>::max();
    }
    return std::make_unique<pool::Pool>(
        host, std::move(name), settings, seed_++, [this, &origin](pool::PoolSlot slot) {
            return std::make_unique<HttpConnection>(
                loop, resolver, origin.route, origin.timeouts, slot,
                [this, &origin, timeouts = origin.timeouts](const HttpDialed& dialed) {
                    onDialed(origin, timeouts, dialed);
                });
        });
}

void HttpOrigins::onDialed(HttpOrigin& origin, const HttpTimeouts& timeouts, const HttpDialed& dialed) {
    origin.failure.reset();
    if (dialed.stream) {
        return;
    }
    origin.failure.emplace(HttpDialed{dialed.stream.error(), dialed.step});
    origin.failureTimeouts = timeouts;
    if (dialed.step == HttpDialStep::Connect) { // the name may lead elsewhere by now
        const HttpProxy& proxy = origin.route.proxy;
        resolver.forget(proxy.kind == HttpProxy::Kind::None ? origin.route.host : proxy.host);
    }
}

// An origin without connections or the one unused for longest makes room.
Result<void> HttpOrigins::makeRoom() {
    if (origins_.size() < options.maxPools) {
        return {};
    }
    auto oldest = origins_.end();
    for (auto origin = origins_.begin(); origin != origins_.end(); ++origin) {
        const bool isFree = origin->second->users == 0;
        if (isFree && (oldest == origins_.end() || origin->second->usedMs < oldest->second->usedMs)) {
            oldest = origin;
        }
    }
    if (oldest == origins_.end()) {
        return Error{Errc::TooMany, "connections to " + std::to_string(options.maxPools) +
                                        " different origins are in use, which is the limit"};
    }
    bury(oldest);
    return {};
}

void HttpOrigins::bury(std::map<std::string, std::unique_ptr<HttpOrigin>>::iterator origin) {
    origin->second->pool->close(true);
    plain_ = plain_ == origin->second.get() ? nullptr : plain_;
    if (origin->second->tls) {
        --origin->second->tls->pools;
    }
    dead_.push_back(std::move(origin->second));
    origins_.erase(origin);
    if (!ReadyItem::isLinked()) {
        loop.enqueue(*this);
    }
}

void HttpOrigins::run() { dead_.clear(); }

Result<HttpTlsEntry*> HttpOrigins::tlsFor(const HttpTls& tls, const std::string& key) {
    if (auto found = tls_.find(key); found != tls_.end()) {
        return &found->second;
    }
    if (tls_.size() >= kMaxTlsContexts) {
        for (auto entry = tls_.begin(); entry != tls_.end();) {
            entry = entry->second.pools == 0 ? tls_.erase(entry) : std::next(entry);
        }
        if (tls_.size() >= kMaxTlsContexts) {
            return Error{Errc::TooMany, "64 different TLS settings are in use, which is the limit"};
        }
    }
    net::TlsClientOptions settings;
    settings.verifyPeer = tls.verifyPeer;
    settings.caFile = tls.caFile;
    settings.certificate = {tls.certificateFile, tls.keyFile, tls.keyPassphrase};
    settings.alpn = {"http/1.1"};
    auto context = net::TlsContext::client(std::move(settings));
    if (!context) {
        return context.error();
    }
    HttpTlsEntry& entry = tls_[key];
    entry.context = context.take();
    return &entry;
}

// ---- Digest

static std::string nonceKey(const http::Url& url, const HttpAuth& auth) {
    std::string key;
    for (const std::string& part : {url.origin(), auth.user, auth.password}) {
        addToKey(key, part);
    }
    return key;
}

http::DigestAuth* HttpOrigins::nonce(const http::Url& url, const HttpAuth& auth) {
    auto found = nonces_.find(nonceKey(url, auth));
    return found == nonces_.end() ? nullptr : &found->second;
}

Result<http::DigestAuth*> HttpOrigins::learnNonce(const http::Url& url, const HttpAuth& auth,
                                                  const http::Challenge& challenge) {
    auto made = http::DigestAuth::make(challenge, {&net::md5Hex, &net::sha256Hex});
    if (!made) {
        return made.error();
    }
    if (nonces_.size() >= kMaxNonces) {
        nonces_.clear();
    }
    return &nonces_.insert_or_assign(nonceKey(url, auth), made.take()).first->second;
}

void HttpOrigins::forgetNonce(const http::Url& url, const HttpAuth& auth) {
    nonces_.erase(nonceKey(url, auth));
}

// ---- all pools

void HttpOrigins::closeIdle() {
    for (auto& [key, origin] : origins_) {
        origin->pool->invalidateAll();
    }
}

std::vector<pool::PoolReport> HttpOrigins::report() const {
    std::vector<pool::PoolReport> reports;
    for (const auto& [key, origin] : origins_) {
        reports.push_back(origin->pool->state().report());
    }
    return reports;
}

} // namespace aha::client
