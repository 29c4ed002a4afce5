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

namespace aha::php {

class AccessLog;

// The HTTP endpoint of a process: hands requests to the PHP handlers of its listener.
// Owned by ServingService, which outlives the loop's run.
class HttpService final : public Endpoint, public server::HttpHandler {
public:
    HttpService(Runtime& runtime, ServerObject& server, Listener& listener, const HttpConfig& config);
    ~HttpService() override;

    // What open() would refuse, for the master: before anything is forked.
    static Result<void> check(const HttpConfig& config);
    Result<void> open(const ListenSocket& socket, const EndpointPlace& place) override;
    unsigned port() const override { return server_->port(); }
    void accept() override { server_->resumeAccepting(); }
    void pause() override { server_->pauseAccepting(); }
    void drain(const server::DrainOptions& options, std::function<void()> done) override;
    void cancelWork(const char* why) override;
    void close() override { server_->close(); }
    void abandonWork() override;
    void reportWork(const char* why) override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override;
    Result<bool> reloadCertificates() override;

    Callable& requestHandler() { return requestHandler_; }
    Callable& errorHandler() { return owner_.handlerFor(listener_, Event::Error); }
    Site handlerSite() const { return handlerSite_; }
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

private:
    Result<void> openAccessLog(std::uint32_t workerId);
    bool answersItself(server::HttpExchange& exchange);
    bool answersStatic(server::HttpExchange& exchange);

    class Dispatcher;
    Runtime& runtime_;
    ServerObject& owner_;
    Listener& listener_;
    Ref<HttpSettings> settings_;
    const HttpConfig& config_; // of settings_
    Callable requestHandler_;
    Site handlerSite_;
    std::unique_ptr<server::StaticFiles> static_;
    std::unique_ptr<net::TlsContext> tls_;
    std::unique_ptr<server::HttpServer> server_;
    std::unique_ptr<http::Deflater> deflater_;
    std::unique_ptr<AccessLog> accessLog_;
    std::unique_ptr<Dispatcher> dispatcher_;
    IntrusiveList<HttpJob, JobTag> jobs_;
};

} // namespace aha::php
