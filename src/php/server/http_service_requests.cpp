// What a running HTTP server does with each request, and what it tells about those in flight.
#include "core/base/json_text.h"
#include "core/process/status_report.h"
#include "php/coroutine/deadlock.h"
#include "php/network/serving_service.h"
#include "php/process/crash_report.h"
#include "php/server/http_service.h"

#include <algorithm>
#include <strings.h>

namespace aha::php {

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
        const bool serves = owner_.serving->isServing();
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

void HttpService::onRequest(server::HttpExchange& exchange) {
    if (answersItself(exchange)) {
        return;
    }
    if (runtime_.isFatal()) {
        exchange.respondError(503);
        return;
    }
    owner_.serving->countRequest();
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

void HttpService::describeTasks(JsonWriter& json) {
    for (HttpJob* job = jobs_.front(); job; job = jobs_.next(*job)) {
        json.beginObject().field("what", job->describe());
        json.field("waits", job->scope() ? describeWaits(*job->scope()) : std::string()).endObject();
    }
}

void HttpService::writeCrashLines() noexcept {
    static constexpr std::size_t kMaxLines = 1000;
    CrashLine line;
    std::size_t count = 0;
    for (HttpJob* job = jobs_.front(); job && count < kMaxLines; job = jobs_.next(*job), ++count) {
        const http::RequestHead& head = job->exchange().head();
        const std::string_view method = head.method(), path = head.path().substr(0, 200);
        line.add("  request ").add(method.data(), method.size()).add(" ").add(path.data(), path.size());
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
