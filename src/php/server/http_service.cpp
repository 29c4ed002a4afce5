#include "php/server/http_service.h"

#include "core/base/json_text.h"
#include "core/process/slot_balance.h"
#include "core/process/status_report.h"
#include "php/coroutine/deadlock.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/process/crash_report.h"
#include "php/process/worker_process.h"
#include "php/server/access_log.h"
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

static Result<std::unique_ptr<server::StaticFiles>> openStatic(const HttpConfig& config_) {
    server::StaticOptions options;
    options.index = config_.indexFiles;
    options.symlinks =
        config_.followSymlinks ? server::StaticOptions::Symlinks::All : server::StaticOptions::Symlinks::None;
    options.maxAgeSeconds = config_.staticMaxAge ? static_cast<std::int64_t>(config_.staticMaxAge) : -1;
    auto opened = server::StaticFiles::open(config_.documentRoot, options);
    if (!opened) {
        return Error{Errc::InvalidArgument, "document_root: " + opened.error().message};
    }
    return opened;
}

Result<void> HttpService::openStaticFiles() {
    if (config_.documentRoot.empty()) {
        return {};
    }
    auto opened = openStatic(config_);
    if (!opened) {
        return opened.error();
    }
    static_ = opened.take();
    return {};
}

Result<void> HttpService::check(const HttpConfig& config) {
    server::TrustedProxies proxies;
    for (const std::string& network : config.trustedProxies) {
        if (auto added = proxies.add(network); !added) {
            return Error{Errc::InvalidArgument, "trusted_proxies: " + added.error().message};
        }
    }
    if (!config.documentRoot.empty()) {
        if (auto opened = openStatic(config); !opened) {
            return opened.error();
        }
    }
    if (config.tls.isSet()) {
        if (auto tls = openTlsContext(config); !tls) {
            return tls.error();
        }
    }
    return {};
}

Result<void> HttpService::open(const std::vector<ListenSocket>& sockets) {
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
    zend_fcall_info_cache cache;
    if (zend_is_callable_ex(callable, nullptr, 0, nullptr, &cache, nullptr) &&
        ZEND_USER_CODE(cache.function_handler->type)) {
        handlerSite_ = {cache.function_handler->op_array.filename,
                        cache.function_handler->op_array.line_start};
    }
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
        drain(config_.process.maxWaitMs, ~std::uint64_t{0});
    } else {
        cancel();
    }
}

void HttpService::drain(std::uint64_t limitMs, std::uint64_t idleMs) {
    if (phase_ != Phase::Serving) {
        return;
    }
    phase_ = Phase::Draining;
    runtime_.loop().arm(*drainTimer_, limitMs);
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
        endNow();
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

// Health and metrics, which do not depend on PHP.
bool HttpService::answersItself(server::HttpExchange& exchange) {
    const std::string_view path = exchange.head().path();
    if (path.empty() || (path != config_.healthPath && path != config_.metricsPath)) {
        return false;
    }
    const std::string_view method = exchange.head().method();
    server::ResponseFields fields;
    if (method != "GET" && method != "HEAD") {
        exchange.respondError(405, "Allow: GET, HEAD\r\n");
    } else if (path == config_.healthPath) {
        fields.lines = "Content-Type: text/plain\r\nCache-Control: no-store\r\n";
        const bool serves = phase_ == Phase::Serving;
        exchange.respond(serves ? 200 : 503, fields,
                         net::OwnedBytes::fromString(serves ? "ok\n" : "stopping\n"));
    } else if (!owner_.stats) {
        exchange.respondError(503);
    } else {
        const std::string lines =
            "Content-Type: " + std::string(process::kOpenMetricsType) + "\r\nCache-Control: no-store\r\n";
        fields.lines = lines;
        exchange.respond(200, fields, net::OwnedBytes::fromString(process::openMetrics(*owner_.stats)));
    }
    return true;
}

// max_request: a successor boots while this process serves on.
void HttpService::countRequest() {
    if (owner_.worker && owner_.worker->requestLimit() && ++requests_ == owner_.worker->requestLimit()) {
        owner_.worker->retire("max_request: it has served " + std::to_string(requests_) + " requests");
    }
}

void HttpService::onRequest(server::HttpExchange& exchange) {
    if (answersItself(exchange)) {
        return;
    }
    if (runtime_.isFatal()) {
        exchange.respond(503, {}, {});
        return;
    }
    countRequest();
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

void HttpService::describeTasks(std::string& json) {
    json.push_back('[');
    for (HttpJob* job = jobs_.front(); job; job = jobs_.next(*job)) {
        json.append(json.back() == '[' ? "{\"what\":" : ",{\"what\":");
        appendJsonString(json, job->describe());
        json.append(",\"waits\":");
        appendJsonString(json, job->scope() ? describeWaits(*job->scope()) : std::string());
        json.push_back('}');
    }
    json.push_back(']');
}

void HttpService::writeCrashLines() noexcept {
    static constexpr std::size_t kMaxLines = 1000;
    CrashLine line;
    std::size_t count = 0;
    for (HttpJob* job = jobs_.front(); job && count < kMaxLines; job = jobs_.next(*job), ++count) {
        const http::RequestHead& head = job->exchange().head();
        const std::string_view method = head.method(), target = head.target().substr(0, 200);
        line.add("  request ").add(method.data(), method.size()).add(" ").add(target.data(), target.size());
        const std::string_view id = job->knownId().empty() ? head.find("x-request-id").value_or("")
                                                           : std::string_view(job->knownId());
        if (!id.empty()) {
            line.add(" [id ").add(id.data(), std::min<std::size_t>(id.size(), 128)).add("]");
        }
        line.write();
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
