#pragma once

#include "core/net/loop.h"
#include "core/net/tls.h"
#include "core/proto/http/deflate.h"
#include "core/server/http_server.h"
#include "php/network/server.h"
#include "php/server/http_config.h"
#include "php/server/http_job.h"
#include "php/server/http_resources.h"

#include <memory>

namespace aha::process {
class SlotBalance;
}

namespace aha::php {

class AccessLog;

// A running server: from listen() to the end of start(). Hands requests to the PHP handlers of its Http
// object. Owned by Http::start()'s frame, which outlives the loop's run.
class HttpService final : public Service, public server::HttpHandler, public ScopeOwner {
public:
    HttpService(Runtime& runtime, ServerObject& server, const HttpConfig& config);
    ~HttpService() override;

    // What open() would refuse, for the master: before anything is forked.
    static Result<void> check(const HttpConfig& config);
    Result<void> open(const std::vector<ListenSocket>& sockets) override;
    void accept() override;
    bool run() override;
    void drain(std::uint64_t limitMs, std::uint64_t idleMs) override;
    void cancel() override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override;
    Result<void> reloadCertificates();

    Callable& requestHandler() { return requestHandler_; }
    Callable& errorHandler() { return errorHandler_; }
    Site handlerSite() const { return handlerSite_; }
    void setRequestHandler(zval* callable);
    void tellError(zend_object* exception, zend_object* request);

    const Ref<HttpSettings>& settings() const { return settings_; }
    const ServerStats& stats() const { return server_->stats(); }
    IntrusiveList<HttpJob, JobTag>& jobs() { return jobs_; }
    http::Deflater& deflater();
    void enqueueDispatch(HttpJob& job);

    bool wantsStreamedBody(const http::RequestHead& head) override;
    void onRequest(server::HttpExchange& exchange) override;
    void onBody(server::HttpExchange& exchange) override;
    void onDrained(server::HttpExchange& exchange) override;
    void onAborted(server::HttpExchange& exchange, const Error& why) override;
    void onScopeDone(Scope&) override {}
    void onScopeIdle(Scope& background) override;

private:
    enum class Phase : std::uint8_t {
        Serving,
        Draining,  // no new connections; what is in flight finishes
        Finishing, // the requests are done; background work finishes
        Ending,    // what is left was cancelled
    };
    Result<void> openAccessLog();
    bool answersItself(server::HttpExchange& exchange);
    void countRequest();
    bool answersStatic(server::HttpExchange& exchange);
    void onSignal();
    void endNow();
    void onDrainTimeout();
    void onFatal();
    void reportSurvivors();
    void finishBackground();

    struct DrainTimer;
    class Dispatcher;
    Runtime& runtime_;
    ServerObject& owner_;
    Ref<HttpSettings> settings_;
    const HttpConfig& config_; // of settings_
    Callable requestHandler_;
    Callable errorHandler_;
    Site handlerSite_;
    std::unique_ptr<server::StaticFiles> static_;
    std::unique_ptr<net::TlsContext> tls_;
    std::unique_ptr<server::HttpServer> server_;
    std::unique_ptr<http::Deflater> deflater_;
    std::unique_ptr<AccessLog> accessLog_;
    std::unique_ptr<process::SlotBalance> balance_;
    std::unique_ptr<DrainTimer> drainTimer_;
    std::unique_ptr<Dispatcher> dispatcher_;
    IntrusiveList<HttpJob, JobTag> jobs_;
    std::uint64_t requests_ = 0;
    Phase phase_ = Phase::Serving;
    bool fatalSweep_ = false; // requests that wait for PHP have still to be told that it is gone
};

} // namespace aha::php
