#include "php/server/http_service.h"

#include "core/process/slot_balance.h"
#include "php/coroutine/deadlock.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/process/steps.h"
#include "php/process/worker_process.h"
#include "php/server/access_log.h"
#include "php/server/service_signals.h"
#include "php/stall_guard.h"

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

struct HttpService::DrainTimer final : WheelTimer {
    explicit DrainTimer(HttpService& owner)
        : WheelTimer([](WheelTimer& timer) { static_cast<DrainTimer&>(timer).service.onDrainTimeout(); }),
          service(owner) {}
    HttpService& service;
};

HttpService::HttpService(Runtime& runtime, ServerObject& server, const HttpConfig& config)
    : runtime_(runtime), owner_(server), settings_(*new HttpSettings(config)), config_(settings_->config),
      drainTimer_(std::make_unique<DrainTimer>(*this)),
      dispatcher_(std::make_unique<Dispatcher>(runtime.loop())) {}

HttpService::~HttpService() {
    runtime_.loop().cancel(*drainTimer_);
    runtime_.setFatalHook(nullptr, nullptr);
    while (HttpJob* job = jobs_.popFront()) {
        job->forgetService();
    }
}

Result<void> HttpService::check(const HttpConfig& config) {
    auto resources = HttpResources::open(config);
    return resources ? Result<void>() : Result<void>(resources.error());
}

Result<void> HttpService::open(const std::vector<ListenSocket>& sockets) {
    auto resources = HttpResources::open(config_);
    if (!resources) {
        return resources.error();
    }
    settings_->proxies = std::move(resources.value().proxies);
    static_ = std::move(resources.value().files);
    tls_ = std::move(resources.value().tls);
    if (auto opened = openAccessLog(); !opened) {
        return opened;
    }
    server_ = std::make_unique<server::HttpServer>(runtime_.loop(), *this, config_.core,
                                                   owner_.slot ? &owner_.slot->server : nullptr);
    server_->setObserver(accessLog_.get());
    server_->setAcceptErrorHook(
        [](const Error& error) { logLine("aha: accept: " + error.message, LOG_ERR); });
    for (const ListenSocket& socket : sockets) {
        auto listening = socket.fd < 0 ? server_->listen(socket.host, socket.port, tls_.get())
                                       : server_->listenFd(socket.fd, tls_.get());
        if (!listening) {
            return listening;
        }
    }
    if (owner_.worker && owner_.process.workers > 1) {
        balance_ = std::make_unique<process::SlotBalance>(*owner_.stats, owner_.worker->slot());
        server_->setAcceptGate(balance_.get());
    } else if (!owner_.worker && server_->port()) {
        owner_.port = server_->port();
    }
    server_->pauseAccepting(); // until the boot steps are over
    runtime_.setFatalHook([](void* self) { static_cast<HttpService*>(self)->onFatal(); }, this);
    return {};
}

Result<void> HttpService::openAccessLog() {
    if (config_.accessLog.empty()) {
        return {};
    }
    auto opened = AccessLog::open(runtime_.loop(), config_.accessLog, config_.accessStyle, settings_->proxies,
                                  owner_.worker ? owner_.worker->id() : 0);
    if (!opened) {
        return opened.error();
    }
    accessLog_ = opened.take();
    return {};
}

Result<void> HttpService::reloadCertificates() {
    if (!tls_) {
        return Error{Errc::InvalidArgument, "The server has no certificates: it does not use TLS"};
    }
    return tls_->reload();
}

void HttpService::setRequestHandler(zval* callable) {
    requestHandler_.set(callable);
    handlerSite_ = siteOf(callable);
}

void HttpService::accept() {
    if (phase_ == Phase::Serving) {
        server_->resumeAccepting();
    }
}

bool HttpService::run() {
    std::unique_ptr<ServiceSignals> signals;
    if (!owner_.worker) { // else they are the master's
        signals = std::make_unique<ServiceSignals>(runtime_.loop(), [this] { onSignal(); });
    }
    runtime_.stallGuard().start(config_.stallLimitMs);
    while (runtime_.loop().run() == net::Loop::End::Quiescent && phase_ == Phase::Serving) {
    }
    if (phase_ != Phase::Ending && !runtime_.isFatal()) {
        finishBackground();
    }
    runtime_.stallGuard().stop();
    return !runtime_.isFatal();
}

// Work of Aha\\background() has what is left of max_wait_time.
void HttpService::finishBackground() {
    Scope& background = runtime_.background();
    phase_ = Phase::Finishing;
    background.setOwner(this);
    while (!background.isIdle() && !runtime_.isFatal() && runtime_.loop().run() == net::Loop::End::Stopped &&
           phase_ == Phase::Finishing) {
    }
    if (!background.isIdle() && !runtime_.isFatal()) { // the wait is over, or nothing can wake it
        logLine("aha: the server stops; background work was cancelled:" + describeWaits(background),
                LOG_WARNING);
        background.cancelContents("The server is stopping");
        runtime_.loop().arm(*drainTimer_, kPartingMs);
        while (!background.isIdle() && drainTimer_->isArmed() &&
               runtime_.loop().run() == net::Loop::End::Stopped) {
        }
    }
    background.setOwner(nullptr);
}

void HttpService::onScopeIdle(Scope&) { runtime_.loop().stop(); }

void HttpService::onSignal() {
    if (phase_ == Phase::Serving) {
        drain(config_.process.maxWaitMs, ~std::uint64_t{0});
    } else {
        cancel();
    }
}

void HttpService::drain(std::uint64_t limitMs, std::uint64_t idleMs) {
    if (phase_ == Phase::Serving) {
        phase_ = Phase::Draining;
        runtime_.loop().arm(*drainTimer_, limitMs);
        owner_.beginDrain(runtime_);
    } else if (phase_ != Phase::Draining) {
        return;
    } // else a stop follows a reload: the limit stays, but no idle client is waited for
    server::DrainOptions options;
    if (idleMs != ~std::uint64_t{0}) {
        options.graceMs = idleMs;
    } else { // the whole server stops: nobody else takes what waits in the backlog
        options.acceptWaiting = true;
    }
    server_->drain(options, [this] { runtime_.loop().stop(); });
}

void HttpService::cancel() {
    endNow();
    server_->close();
    runtime_.loop().stop();
}

void HttpService::endNow() {
    phase_ = Phase::Ending;
    for (HttpJob* job = jobs_.front(); job;) {
        HttpJob* next = jobs_.next(*job);
        job->cancel("The server is stopping");
        job = next;
    }
}

void HttpService::onDrainTimeout() {
    if (fatalSweep_) {
        fatalSweep_ = false;
        while (HttpJob* job = jobs_.popFront()) {
            job->abandon(503);
        }
        runtime_.loop().arm(*drainTimer_,
                            kPartingMs); // then also clients that do not read have had their time
        server_->drain([this] { runtime_.loop().stop(); });
        return;
    }
    if (phase_ == Phase::Finishing) {
        phase_ = Phase::Ending;
        runtime_.loop().stop();
        return;
    }
    if (phase_ == Phase::Draining) {
        reportSurvivors();
        endNow();
        runtime_.loop().arm(*drainTimer_, kPartingMs); // `finally` blocks get a moment
        return;
    }
    server_->close();
    runtime_.loop().stop();
}

void HttpService::reportSurvivors() {
    for (HttpJob* job = jobs_.front(); job; job = jobs_.next(*job)) {
        std::string text = "aha: max_wait_time is over; cancelled: " + job->describe();
        if (job->scope()) {
            text += describeWaits(*job->scope());
        }
        logLine(text, LOG_WARNING);
    }
}

// PHP has broken down: what needs it gets 503, what is on its way out goes out, then start() returns.
void HttpService::onFatal() {
    phase_ = Phase::Ending;
    if (owner_.worker) {
        owner_.worker->retire("a fatal error", true);
    }
    server_->pauseAccepting();
    fatalSweep_ = true;
    runtime_.loop().arm(*drainTimer_, 1);
}

void HttpService::tellError(zend_object* exception, zend_object* request) {
    if (!errorHandler_.isSet() || runtime_.isFatal()) {
        return;
    }
    zval arguments[2];
    ZVAL_OBJ(&arguments[0], exception);
    if (request) {
        ZVAL_OBJ(&arguments[1], request);
    } else {
        ZVAL_NULL(&arguments[1]);
    }
    startInBackground(runtime_, errorHandler_, 2, arguments, "the handler of errors");
}

http::Deflater& HttpService::deflater() {
    if (!deflater_) {
        deflater_ = std::make_unique<http::Deflater>(http::Compression::Gzip, config_.compressionLevel);
    }
    return *deflater_;
}

void HttpService::enqueueDispatch(HttpJob& job) { dispatcher_->add(job); }

} // namespace aha::php
