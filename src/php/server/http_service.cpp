#include "php/server/http_service.h"

#include "php/coroutine/deadlock.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/network/serving_service.h"
#include "php/server/access_log.h"

#include <syslog.h>

namespace aha::php {

// Requests whose body was collected first run from the ready queue like all others.
class HttpService::Dispatcher final : public net::ReadyItem {
public:
    explicit Dispatcher(net::Loop& loop) : loop_(loop) {}
    ~Dispatcher() { static_cast<Link<net::ReadyTag>&>(*this).unlink(); }
    void add(HttpJob& job) {
        waiting_.emplace_back(job);
        if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
            loop_.enqueue(*this);
        }
    }
    void run() override {
        std::vector<Ref<HttpJob>> jobs = std::move(waiting_);
        waiting_.clear();
        for (Ref<HttpJob>& job : jobs) {
            if (Runtime::get().isFatal()) {
                job->abandon(503);
            } else if (!job->isAborted()) {
                job->dispatch();
            }
        }
    }

private:
    net::Loop& loop_;
    std::vector<Ref<HttpJob>> waiting_;
};

HttpService::HttpService(Runtime& runtime, ServerObject& server, Listener& listener, const HttpConfig& config)
    : runtime_(runtime), owner_(server), listener_(listener), settings_(*new HttpSettings(config)),
      config_(settings_->config), dispatcher_(std::make_unique<Dispatcher>(runtime.loop())) {
    if (Callable& handler = server.handlerFor(listener, Event::Request); handler.isSet()) {
        requestHandler_.set(handler.zv());
        handlerSite_ = siteOf(handler.zv());
    }
}

HttpService::~HttpService() {
    while (HttpJob* job = jobs_.popFront()) {
        job->forgetService();
    }
}

Result<void> HttpService::check(const HttpConfig& config) {
    auto resources = HttpResources::open(config);
    return resources ? Result<void>() : Result<void>(resources.error());
}

Result<void> HttpService::open(const ListenSocket& socket, const EndpointPlace& place) {
    auto resources = HttpResources::open(config_);
    if (!resources) {
        return resources.error();
    }
    settings_->proxies = std::move(resources.value().proxies);
    static_ = std::move(resources.value().files);
    tls_ = std::move(resources.value().tls);
    if (auto opened = openAccessLog(place.workerId); !opened) {
        return opened;
    }
    server_ = std::make_unique<server::HttpServer>(runtime_.loop(), *this, config_.core, place.stats);
    server_->setObserver(accessLog_.get());
    server_->setAcceptErrorHook(
        [](const Error& error) { logLine("aha: accept: " + error.message, LOG_ERR); });
    server_->setAcceptGate(place.gate);
    return socket.fd < 0 ? server_->listen(socket.host, socket.port, tls_.get())
                         : server_->listenFd(socket.fd, tls_.get());
}

Result<void> HttpService::openAccessLog(std::uint32_t workerId) {
    if (config_.accessLog.empty()) {
        return {};
    }
    auto opened = AccessLog::open(runtime_.loop(), config_.accessLog, config_.accessStyle, settings_->proxies,
                                  workerId);
    if (!opened) {
        return opened.error();
    }
    accessLog_ = opened.take();
    return {};
}

Result<bool> HttpService::reloadCertificates() {
    if (!tls_) {
        return false;
    }
    auto reloaded = tls_->reload();
    return reloaded ? Result<bool>(true) : Result<bool>(reloaded.error());
}

void HttpService::drain(const server::DrainOptions& options, std::function<void()> done) {
    server_->drain(options, std::move(done));
}

void HttpService::cancelWork(const char* why) {
    for (HttpJob* job = jobs_.front(); job;) {
        HttpJob* next = jobs_.next(*job);
        job->cancel(why);
        job = next;
    }
}

void HttpService::abandonWork() {
    while (HttpJob* job = jobs_.popFront()) {
        job->abandon(503);
    }
}

void HttpService::reportWork(const char* why) {
    for (HttpJob* job = jobs_.front(); job; job = jobs_.next(*job)) {
        std::string text = "aha: " + std::string(why) + ": " + job->describe();
        if (job->scope()) {
            text += describeWaits(*job->scope());
        }
        logLine(text, LOG_WARNING);
    }
}

void HttpService::tellError(zend_object* exception, zend_object* request) {
    owner_.serving->tellError(listener_, exception, request);
}

http::Deflater& HttpService::deflater() {
    if (!deflater_) {
        deflater_ = std::make_unique<http::Deflater>(http::Compression::Gzip, config_.compressionLevel);
    }
    return *deflater_;
}

void HttpService::enqueueDispatch(HttpJob& job) { dispatcher_->add(job); }

} // namespace aha::php
