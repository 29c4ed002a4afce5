// The response side of a job: one answer, whole or in pieces, compressed where that is wanted.
#include "core/proto/http/deflate.h"
#include "core/proto/http/media_type.h"
#include "core/proto/http/negotiate.h"
#include "core/proto/http/response_head.h"
#include "core/server/file_response.h"
#include "php/error.h"
#include "php/server/http_job.h"
#include "php/server/http_service.h"

#include <syslog.h>

namespace aha::php {

namespace {

// The future of a write that waits for the client.
class Written final : public Future {
public:
    const char* describe() const override { return "the client to take a part of the response"; }
    void abort() override { Future::abort(); } // the bytes are on their way: only the wait ends
};

void releaseString(void* string) noexcept { zend_string_release(static_cast<zend_string*>(string)); }

} // namespace

void registerHttpJob() { Class<Written>::initHandlers(); }

net::OwnedBytes ownedBytes(zend_string* string) {
    return {view(string), zend_string_copy(string), releaseString};
}

static constexpr std::string_view kHtml = "Content-Type: text/html; charset=utf-8\r\n";

server::ResponseFields HttpJob::fields(bool withBody) {
    server::ResponseFields fields;
    if (!draft.hasContentType && withBody && draft.lines.empty()) {
        fields.lines = kHtml; // the usual answer needs no memory of its own
    } else {
        if (!draft.hasContentType && withBody) {
            draft.lines.append(kHtml);
            draft.hasContentType = true;
        }
        fields.lines = draft.lines;
    }
    fields.hasDate = draft.hasDate;
    fields.hasServer = draft.hasServer;
    fields.close = draft.close;
    return fields;
}

// Whether this body shall be compressed; adds the fields that say so.
bool HttpJob::compresses() {
    if (!config().compression || draft.hasContentEncoding || draft.contentLength >= 0 ||
        !http::mayHaveBody(draft.status) || draft.status == 206) {
        return false;
    }
    std::string_view type = draft.hasContentType ? draft.find("content-type") : "text/html";
    if (type.substr(0, 17) == "text/event-stream" || !http::isCompressible(type)) {
        return false;
    }
    draft.setField("Vary", "Accept-Encoding", false);
    if (!exchange_->head().find("accept-encoding") ||
        !http::acceptsEncoding(exchange_->head().join("accept-encoding"), "gzip")) {
        return false;
    }
    draft.setField("Content-Encoding", "gzip", true);
    return true;
}

bool HttpJob::end(zend_string* body) {
    if (ended_ || isAborted()) {
        markEnded();
        return false;
    }
    if (begun_) {
        return endWith(ownedBytes(body));
    }
    if (ZSTR_LEN(body) >= config().compressionMinBytes && compresses()) {
        std::string packed;
        http::Deflater& deflater = service_->deflater();
        deflater.reset();
        deflater.write(view(body), packed, http::Deflater::Flush::Finish);
        return endWith(net::OwnedBytes::fromString(std::move(packed)));
    }
    return endWith(ownedBytes(body));
}

bool HttpJob::endWith(net::OwnedBytes body) {
    if (ended_ || isAborted()) {
        markEnded();
        return false;
    }
    markEnded();
    if (!begun_) {
        server::ResponseFields head = fields(!body.empty());
        std::string withLength;
        if (draft.contentLength >= 0 && body.empty()) { // of HEAD and 304: what a GET would have had
            withLength.assign(draft.lines);
            http::appendContentLength(withLength, static_cast<std::uint64_t>(draft.contentLength));
            head.lines = withLength;
            head.hasContentLength = true;
        }
        exchange_->respond(draft.status, head, std::move(body));
    } else {
        if (deflater_) {
            std::string packed;
            deflater_->write(body.view(), packed, http::Deflater::Flush::Finish);
            exchange_->write(net::OwnedBytes::fromString(std::move(packed)));
        } else if (!body.empty()) {
            exchange_->write(std::move(body));
        }
        if (exchange_->remainingLength() >
            0) { // the connection cannot be kept: the client waits for the rest
            logLine("aha: " + describe() + ": the response ends " +
                        std::to_string(exchange_->remainingLength()) + " bytes before its Content-Length",
                    LOG_WARNING);
        }
        exchange_->finish(draft.trailers);
    }
    if (concluded_) {
        done();
    }
    return true;
}

void HttpJob::finishEmpty() { endWith({}); }

void HttpJob::begin() {
    begun_ = true;
    if (compresses()) {
        deflater_ = std::make_unique<http::Deflater>(http::Compression::Gzip, config().compressionLevel);
    }
    exchange_->begin(draft.status, fields(true), draft.contentLength);
}

zend_object* HttpJob::write(zend_string* data) {
    if (ended_) {
        throwException(exceptions.state, "The response was ended: nothing can be written any more");
        return nullptr;
    }
    if (isAborted()) {
        Future& gone = Class<Future>::make();
        gone.markObserved();
        gone.reject(makeException(exceptions.connect, "The client has gone", nullptr, kClientGone));
        return gone.object();
    }
    if (exchange_->queuedBytes() > config().outputBytes) {
        throwException(
            exceptions.backpressure,
            "The client has not taken %zu bytes yet (buffer_output_size is %zu): await each write()",
            exchange_->queuedBytes(), config().outputBytes);
        return nullptr;
    }
    if (!begun_) {
        begin();
    }
    if (deflater_) {
        std::string packed;
        deflater_->write(view(data), packed, http::Deflater::Flush::Sync);
        exchange_->write(net::OwnedBytes::fromString(std::move(packed)));
    } else if (ZSTR_LEN(data)) {
        if (exchange_->remainingLength() >= 0 &&
            static_cast<std::uint64_t>(exchange_->remainingLength()) < ZSTR_LEN(data)) {
            throwException(exceptions.state, "More was written than the Content-Length of %lld bytes",
                           static_cast<long long>(draft.contentLength));
            return nullptr;
        }
        exchange_->write(ownedBytes(data));
    }
    if (exchange_->queuedBytes() <= config().core.highWaterMark) {
        zend_object* done = Runtime::get().doneFuture();
        GC_ADDREF(done);
        return done;
    }
    zend_object* future = Class<Written>::create(Class<Future>::entry);
    GC_ADDREF(future);
    writes_.push_back(future);
    return future;
}

bool HttpJob::sendFile(const std::string& path, std::uint64_t offset, std::int64_t length) {
    auto opened = server::OpenFile::open(path);
    if (!opened) {
        throwObject(makeException(exceptions.http, "There is no such file", nullptr, 404));
        return false;
    }
    if (ended_ || isAborted()) {
        markEnded();
        return false;
    }
    server::OpenFile file = opened.take();
    markEnded();
    if (offset || length >= 0 || draft.status != 200) { // a part that the handler chose: no ranges of it
        std::uint64_t from = std::min(offset, file.size());
        std::uint64_t bytes = file.size() - from;
        bytes = length >= 0 ? std::min(bytes, static_cast<std::uint64_t>(length)) : bytes;
        if (!draft.hasContentType) {
            draft.setField("Content-Type", http::mimeTypeForPath(path), true);
        }
        exchange_->respondFile(draft.status, fields(true), file.take(from, bytes));
    } else {
        server::FileFields own;
        own.lines = draft.lines;
        own.hasContentType = draft.hasContentType;
        own.etag = draft.find("etag");
        own.hasEtag = !own.etag.empty();
        own.hasLastModified = !draft.find("last-modified").empty();
        own.hasDate = draft.hasDate;
        own.hasServer = draft.hasServer;
        own.close = draft.close;
        std::int64_t now = Runtime::get().loop().wallSeconds();
        server::answerFile(std::move(file), exchange_->head(), own, now).send(*exchange_);
    }
    if (concluded_) {
        done();
    }
    return true;
}

void HttpJob::earlyHints() {
    std::string links;
    for (std::size_t at = 0; at < draft.lines.size();) {
        std::size_t end = draft.lines.find("\r\n", at) + 2;
        std::string line = draft.lines.substr(at, end - at);
        if (strncasecmp(line.c_str(), "link:", 5) == 0) {
            links.append(line);
        }
        at = end;
    }
    if (!isStarted() && !isAborted()) {
        exchange_->sendInformational(103, links);
    }
}

void HttpJob::onDrained() {
    std::vector<zend_object*> writes = std::move(writes_);
    writes_.clear();
    for (zend_object* write : writes) {
        Future::from(write).fulfillNull();
        OBJ_RELEASE(write);
    }
}

void HttpJob::rejectWaits(const Error& why, zend_long code) {
    std::vector<zend_object*> waits = std::move(writes_);
    writes_.clear();
    if (zend_object* reader = std::exchange(reader_, nullptr)) {
        waits.push_back(reader);
    }
    for (zend_object* wait : waits) {
        Future& future = Future::from(wait);
        if (!future.isSettled()) {
            if (!future.hasWaiters()) {
                future.markObserved(); // nobody waits for it: the client's leaving is no error of the handler
            }
            future.reject(makeException(why, code));
        }
        OBJ_RELEASE(wait);
    }
}

} // namespace aha::php
