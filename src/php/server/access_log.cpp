#include "php/server/access_log.h"

#include "php/server/http_job.h"
#include "php/server/request_id.h"

namespace aha::php {

Result<std::unique_ptr<AccessLog>> AccessLog::open(net::Loop& loop, const std::string& sink,
                                                   log::AccessStyle style,
                                                   const server::TrustedProxies& proxies,
                                                   std::uint32_t workerId) {
    log::LogOptions options;
    options.sink = sink;
    auto writer = log::LogWriter::open(&loop, options);
    if (!writer) {
        return Error{writer.error().code, "access_log: " + writer.error().message};
    }
    return std::unique_ptr<AccessLog>(new AccessLog(loop, writer.take(), style, proxies, workerId));
}

void AccessLog::onResponse(const server::HttpExchange& exchange, const server::ResponseRecord& record) {
    const http::RequestHead& head = exchange.head();
    std::string address = exchange.remoteAddress();
    if (proxies_.contains(address)) {
        address = proxies_.clientAddress(address, head.join("x-forwarded-for"));
    }
    log::AccessEntry entry;
    entry.remoteAddress = address;
    entry.wallSeconds = loop_.wallSeconds();
    entry.method = head.method();
    entry.target = head.target();
    entry.protocol = head.method().empty() ? "" : head.minorVersion() == 0 ? "HTTP/1.0" : "HTTP/1.1";
    entry.status = record.status;
    entry.bytes = record.bytesSent;
    entry.referer = head.find("referer").value_or("");
    entry.userAgent = head.find("user-agent").value_or("");
    entry.durationNs = record.durationNs;
    std::string id; // of a request that no handler has met: refused, the health path, a file
    if (auto* job = static_cast<HttpJob*>(exchange.peer)) { // an id costs nothing where no line shows it
        entry.requestId = style_ == log::AccessStyle::Json ? job->requestId() : job->knownId();
    } else if (style_ == log::AccessStyle::Json && !head.method().empty()) {
        id = requestIdOf(head);
        entry.requestId = id;
    }
    entry.workerId = workerId_;
    writer_->appendClean(format_.line(entry));
}

} // namespace aha::php
