#include "core/client/http_client.h"

#include "core/client/http_call_impl.h"
#include "core/client/http_origins.h"

#include <utility>

namespace aha::client {

pool::PoolOptions HttpClient::defaultPool() {
    pool::PoolOptions options;
    options.max = 200;
    options.maxConnecting = 32;
    options.idleTimeoutMs = 55'000; // shorter than the 60 s that many servers have
    options.backOff = {20, 250, 0.2};
    return options;
}

HttpClientOptions::HttpClientOptions() : pool(HttpClient::defaultPool()) {}

HttpClient::HttpClient(net::Loop& loop, HttpClientOptions options)
    : origins_(std::make_unique<HttpOrigins>(loop, std::move(options))) {}

HttpClient::~HttpClient() { close(); }

std::unique_ptr<HttpCall> HttpClient::start(HttpRequest&& request, HttpHandler& handler) {
    auto impl = std::make_unique<HttpCallImpl>(*origins_, std::move(request), handler);
    HttpCallImpl& started = *impl;
    std::unique_ptr<HttpCall> call(new HttpCall(std::move(impl)));
    started.start(*call);
    return call;
}

void HttpClient::close() {
    while (HttpCallImpl* call = origins_->calls.front()) {
        call->endNow(); // takes it off the list
    }
    origins_->closeIdle();
}

void HttpClient::closeIdle() { origins_->closeIdle(); }
void HttpClient::setObserver(CallObserver* observer) { origins_->observer = observer; }
net::Resolver& HttpClient::resolver() { return origins_->resolver; }
net::Loop& HttpClient::loop() { return origins_->loop; }
const HttpClientStats& HttpClient::stats() const { return origins_->stats; }
std::vector<pool::PoolReport> HttpClient::pools() const { return origins_->report(); }

} // namespace aha::client
