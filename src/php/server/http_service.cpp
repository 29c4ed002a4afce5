#include "php/server/http_service.h"

#include "php/coroutine/deadlock.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/server/service_signals.h"
#include "php/server/service_tls.h"
#include "php/stall_guard.h"

#include <strings.h>
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

HttpService::HttpService(Runtime& runtime, const HttpConfig& config)
    : runtime_(runtime), settings_(*new HttpSettings(config)), config_(settings_->config),
      drainTimer_(std::make_unique<DrainTimer>(*this)),
      dispatcher_(std::make_unique<Dispatcher>(runtime.loop())) {}

HttpService::~HttpService() {
    runtime_.loop().cancel(*drainTimer_);
    runtime_.setFatalHook(nullptr, nullptr);
    while (HttpJob* job = jobs_.popFront()) {
        job->forgetService();
    }
}

Result<void> HttpService::openStaticFiles() {
    if (config_.documentRoot.empty()) {
        return {};
    }
    server::StaticOptions options;
    options.index = config_.indexFiles;
    options.symlinks =
        config_.followSymlinks ? server::StaticOptions::Symlinks::All : server::StaticOptions::Symlinks::None;
    options.maxAgeSeconds = config_.staticMaxAge ? static_cast<std::int64_t>(config_.staticMaxAge) : -1;
    auto opened = server::StaticFiles::open(config_.documentRoot, options);
    if (!opened) {
        return Error{Errc::InvalidArgument, "document_root: " + opened.error().message};
    }
    static_ = opened.take();
    return {};
}

Result<void> HttpService::open(const std::string& host, unsigned port) {
    for (const std::string& network : config_.trustedProxies) {
        if (auto added = settings_->proxies.add(network); !added) {
            return Error{Errc::InvalidArgument, "trusted_proxies: " + added.error().message};
        }
    }
    if (auto opened = openStaticFiles(); !opened) {
        return opened;
    }
    if (config_.tls.isSet()) {
        auto tls = openTlsContext(config_);
        if (!tls) {
            return tls.error();
        }
        tls_ = tls.take();
    }
    server_ = std::make_unique<server::HttpServer>(runtime_.loop(), *this, config_.core);
    server_->setAcceptErrorHook(
        [](const Error& error) { logLine("aha: accept: " + error.message, LOG_ERR); });
    if (auto listening = server_->listen(host, port, tls_.get()); !listening) {
        return listening;
    }
    server_->pauseAccepting(); // until the boot steps are over
    runtime_.setFatalHook([](void* self) { static_cast<HttpService*>(self)->onFatal(); }, this);
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
    zend_fcall_info_cache cache;
    if (zend_is_callable_ex(callable, nullptr, 0, nullptr, &cache, nullptr) &&
        ZEND_USER_CODE(cache.function_handler->type)) {
        handlerSite_ = {cache.function_handler->op_array.filename,
                        cache.function_handler->op_array.line_start};
    }
}

bool HttpService::runBootStep(Callable& callable, zval* arguments, std::uint32_t count) {
    Task& task = Task::startCallable(runtime_.script(), callable.zv(), count, arguments, callerSite());
    zval ignored;
    ZVAL_UNDEF(&ignored);
    bool ok = runLoopUntilSettled(task.object(), &ignored);
    zval_ptr_dtor(&ignored);
    if (!runtime_.isFatal()) {
        OBJ_RELEASE(task.object());
    }
    return ok;
}

bool HttpService::run() {
    ServiceSignals signals(runtime_.loop(), [this] { onSignal(); });
    runtime_.stallGuard().start(config_.stallLimitMs);
    server_->resumeAccepting();
    if (phase_ == Phase::Draining) { // stop() during the boot
        phase_ = Phase::Serving;
        stop();
    }
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
        runtime_.loop().arm(*drainTimer_, 1000);
        while (!background.isIdle() && drainTimer_->isArmed() &&
               runtime_.loop().run() == net::Loop::End::Stopped) {
        }
    }
    background.setOwner(nullptr);
}

void HttpService::onScopeIdle(Scope&) { runtime_.loop().stop(); }

void HttpService::onSignal() {
    if (phase_ == Phase::Serving) {
        stop();
    } else {
        stopNow();
        server_->close();
        runtime_.loop().stop();
    }
}

void HttpService::stop() {
    if (phase_ != Phase::Serving) {
        return;
    }
    phase_ = Phase::Draining;
    runtime_.loop().arm(*drainTimer_, config_.maxWaitMs);
    server_->drain([this] { runtime_.loop().stop(); });
}

void HttpService::stopNow() {
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
        runtime_.loop().arm(*drainTimer_, 1000); // then also clients that do not read have had their time
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
        stopNow();
        runtime_.loop().arm(*drainTimer_, 1000); // `finally` blocks get a moment
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
    Ref<Scope> scope = Scope::open(&runtime_.background(), nullptr);
    Task& task = Task::startCallable(*scope, errorHandler_.zv(), 2, arguments, handlerSite_);
    OBJ_RELEASE(task.object());
    scope->seal();
}

http::Deflater& HttpService::deflater() {
    if (!deflater_) {
        deflater_ = std::make_unique<http::Deflater>(http::Compression::Gzip, config_.compressionLevel);
    }
    return *deflater_;
}

void HttpService::enqueueDispatch(HttpJob& job) { dispatcher_->add(job); }

static bool isMultipart(std::string_view contentType) {
    static constexpr std::string_view kType = "multipart/form-data";
    return contentType.size() >= kType.size() &&
           strncasecmp(contentType.data(), kType.data(), kType.size()) == 0;
}

static bool hasPrefix(const std::vector<std::string>& prefixes, std::string_view path) {
    for (const std::string& prefix : prefixes) {
        if (path.substr(0, prefix.size()) == prefix) {
            return true;
        }
    }
    return false;
}

bool HttpService::wantsStreamedBody(const http::RequestHead& head) {
    return config_.streamAll || isMultipart(head.contentType()) ||
           hasPrefix(config_.streamPrefixes, head.path());
}

// The document root answers what it has; the handler, if there is one, gets the rest.
bool HttpService::answersStatic(server::HttpExchange& exchange) {
    if (!static_) {
        return false;
    }
    const http::RequestHead& head = exchange.head();
    bool isAsked = config_.staticLocations.empty() || hasPrefix(config_.staticLocations, head.path());
    bool hasHandler = requestHandler_.isSet();
    if (hasHandler && (!isAsked || (head.method() != "GET" && head.method() != "HEAD"))) {
        return false;
    }
    if (!isAsked) {
        exchange.respondError(404);
        return true;
    }
    server::FileAnswer answer = static_->lookup(head, runtime_.loop().wallSeconds());
    if (answer.status() == 404 && hasHandler) {
        return false;
    }
    std::move(answer).send(exchange);
    return true;
}

void HttpService::onRequest(server::HttpExchange& exchange) {
    if (runtime_.isFatal()) {
        exchange.respond(503, {}, {});
        return;
    }
    if (answersStatic(exchange)) {
        return;
    }
    Ref<HttpJob> job = HttpJob::make(*this, exchange);
    const http::RequestHead& head = exchange.head();
    bool streamedForUser = config_.streamAll || hasPrefix(config_.streamPrefixes, head.path());
    if (!streamedForUser && isMultipart(head.contentType())) {
        job->receiveUpload();
    } else {
        job->dispatch();
    }
}

static HttpJob* jobOf(server::HttpExchange& exchange) { return static_cast<HttpJob*>(exchange.peer); }

void HttpService::onBody(server::HttpExchange& exchange) {
    if (HttpJob* job = jobOf(exchange); job && !runtime_.isFatal()) {
        job->onBody();
    }
}

void HttpService::onDrained(server::HttpExchange& exchange) {
    if (HttpJob* job = jobOf(exchange); job && !runtime_.isFatal()) {
        job->onDrained();
    }
}

void HttpService::onAborted(server::HttpExchange& exchange, const Error& why) {
    if (HttpJob* job = jobOf(exchange); job && !runtime_.isFatal()) {
        job->onAborted(why);
    }
}

} // namespace aha::php
