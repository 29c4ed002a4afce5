// The response side of HttpConnection: heads, bodies, files, the write of a turn.
#include "core/server/http_connection.h"

#include "core/proto/http/response_head.h"
#include "core/server/error_response.h"
#include "core/server/file_sender.h"

#include <unistd.h>

#include <utility>

namespace aha::server {

namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

bool hasBody(int status) { return http::mayHaveBody(status) && status != 205; }

// An application may answer with anything from 200 to 999.
int finalStatus(int status) { return status >= 200 && status <= 999 ? status : 500; }

} // namespace

// ---- the buffer of this turn

std::string& HttpConnection::out() {
    if (out_.empty() && out_.capacity() < 32) { // only what the string object holds itself
        context_.buffers.acquire(out_);
    }
    if (!Link<net::FlushTag>::isLinked()) {
        context_.loop.enqueueFlush(*this);
    }
    return out_;
}

void HttpConnection::writeOut(net::OwnedBytes body) {
    if (writeDeadlineMs_ != 0 && stream_->queuedBytes() < writeMark_) {
        writeStalls_ = 0;
    }
    context_.stats.bytesOut.add(out_.size() + body.size());
    if (body.empty()) {
        stream_->write(out_);
    } else {
        stream_->write(out_, std::move(body));
    }
    context_.buffers.release(out_);
    watchWrites();
}

void HttpConnection::writeCopy(std::string_view bytes) {
    if (!out_.empty()) {
        writeOut();
    }
    context_.stats.bytesOut.add(bytes.size());
    stream_->write(bytes);
    watchWrites();
}

// The write timeout runs while something is queued.
void HttpConnection::watchWrites() {
    const std::size_t queued = stream_->queuedBytes();
    writeMark_ = queued;
    if (queued == 0) {
        writeDeadlineMs_ = 0;
    } else if (writeDeadlineMs_ == 0 && context_.options.writeTimeoutMs != 0) {
        writeStalls_ = 0;
        writeDeadlineMs_ = context_.loop.nowMs() + context_.options.writeTimeoutMs / kWriteChecks;
        setDeadlineTimer(writeDeadlineMs_);
    }
}

void HttpConnection::flush() {
    if (state_ == State::Closing) {
        return;
    }
    if (!out_.empty()) {
        writeOut();
    }
    afterDrain();
}

void HttpConnection::onDrained() {
    if (state_ == State::Closing) {
        return;
    }
    watchWrites();
    if (file_) {
        continueFile();
    }
    afterDrain();
}

// Less is queued than before: whoever waits for that goes on.
void HttpConnection::afterDrain() {
    if (state_ == State::Serving) {
        notifyDrained();
    }
    if (state_ == State::Serving && pending_ && reading_ == Reading::Idle) {
        context_.beginMoment();
        parsePending();
        settle();
    }
    if (state_ == State::Ending) {
        continueEnding();
    }
}

void HttpConnection::notifyDrained() {
    if (wantsDrained_ && current_ && backlog() <= context_.options.lowWaterMark) {
        wantsDrained_ = false;
        if (!current_->isFinished()) {
            const Ref<HttpExchange> exchange = current_;
            context_.handler.onDrained(*exchange);
        }
    }
}

// ---- interim responses

void HttpConnection::sendContinue(HttpExchange& exchange) {
    exchange.awaitsContinue_ = false;
    if (current_.get() == &exchange && state_ == State::Serving && !exchange.isStarted()) {
        out() += kContinue;
    }
}

void HttpConnection::sendInformational(int status, std::string_view fieldLines) {
    std::string& buffer = out();
    http::appendStatusLine(buffer, 1, status);
    buffer += fieldLines;
    buffer += "\r\n";
}

// ---- final responses

bool HttpConnection::mayKeepAlive(const HttpExchange& exchange, const ResponseFields& fields) const {
    const http::RequestHead& head = exchange.head_;
    if (isLast_ || fields.close || !head.keepAlive() || exchange.awaitsContinue_) {
        return false;
    }
    if ((hasEof_ || context_.isDraining) && !pending_) {
        return false;
    }
    const std::uint64_t maximum = context_.options.keepAliveRequests;
    if (maximum != 0 && served_ + 1 >= maximum) {
        return false;
    }
    // What the handler does not read has to be read for nothing.
    return exchange.isBodyComplete_ || head.bodyKind() != http::BodyKind::Length ||
           head.contentLength() - exchange.bodyReceived_ <= kDiscardBytes;
}

HeadPlan HttpConnection::planHead(HttpExchange& exchange, int status, const ResponseFields& fields) {
    HeadPlan plan;
    plan.status = status;
    if (!mayKeepAlive(exchange, fields)) {
        plan.persistence = HeadPlan::Persistence::Close;
    } else if (exchange.head_.minorVersion() == 0) {
        plan.persistence = HeadPlan::Persistence::KeepAndSay;
    }
    return plan;
}

void HttpConnection::startResponse(HttpExchange& exchange, const HeadPlan& plan,
                                   const ResponseFields& fields) {
    exchange.status_ = plan.status;
    exchange.framing_ = plan.framing;
    exchange.lengthLeft_ = plan.length;
    exchange.response_ = HttpExchange::Response::Started;
    exchange.awaitsContinue_ = false;
    isLast_ = isLast_ || plan.persistence == HeadPlan::Persistence::Close;
    context_.heads.append(out(), context_.loop.wallSeconds(), plan, fields);
}

void HttpConnection::finishResponse(HttpExchange& exchange) {
    exchange.response_ = HttpExchange::Response::Finished;
    --context_.stats.inFlight;
    exchange.leaveGate();
    record(exchange, false);
    if (!isServing_) {
        afterResponse();
    }
}

void HttpConnection::respond(HttpExchange& exchange, int wantedStatus, const ResponseFields& fields,
                             net::OwnedBytes body) {
    const int status = finalStatus(wantedStatus);
    HeadPlan plan = planHead(exchange, status, fields);
    const bool isBodySent = hasBody(status) && !exchange.isHead_;
    plan.length = body.size();
    if (!isBodySent) {
        const bool ownCounts = fields.hasContentLength && (status == 304 || hasBody(status));
        if (ownCounts && contentLengthOf(fields.lines)) {
            plan.framing = Framing::Own;
        } else if (status == 205) {
            plan.length = 0;
        } else if (!hasBody(status) || body.empty()) {
            plan.framing = Framing::None;
        }
    }
    startResponse(exchange, plan, fields);
    if (isBodySent && !body.empty()) {
        exchange.bytesSent_ = body.size();
        if (body.size() <= kCopyBelow) {
            out_ += body.view();
        } else {
            writeOut(std::move(body));
        }
    }
    finishResponse(exchange);
}

void HttpConnection::respondError(HttpExchange& exchange, int status, std::string_view lines,
                                  std::string_view detail) {
    ErrorResponse page = makeErrorResponse(status, detail, &exchange.head_, context_.options.jsonErrors);
    page.lines += lines;
    ResponseFields fields;
    fields.lines = page.lines;
    respond(exchange, status, fields, net::OwnedBytes::fromString(std::move(page.body)));
}

// For a request that no handler has seen: its response ends the connection.
void HttpConnection::writeErrorPage(int status, std::string_view reason, const http::RequestHead* head) {
    const ErrorResponse page = makeErrorResponse(status, reason, head, context_.options.jsonErrors);
    ResponseFields fields;
    fields.lines = page.lines;
    HeadPlan plan;
    plan.status = status;
    plan.length = page.body.size();
    plan.persistence = HeadPlan::Persistence::Close;
    context_.heads.append(out(), context_.loop.wallSeconds(), plan, fields);
    const bool isBodySent = !head || !head->isHead();
    if (isBodySent) {
        out_ += page.body;
    }
    if (current_) {
        current_->status_ = status;
        current_->bytesSent_ = isBodySent ? page.body.size() : 0;
        record(*current_, false);
    }
}

void HttpConnection::begin(HttpExchange& exchange, int wantedStatus, const ResponseFields& fields,
                           std::int64_t declaredLength) {
    const int status = finalStatus(wantedStatus);
    HeadPlan plan = planHead(exchange, status, fields);
    const std::optional<std::uint64_t> length = declaredLength >= 0
                                                    ? std::optional<std::uint64_t>(declaredLength)
                                                : fields.hasContentLength ? contentLengthOf(fields.lines)
                                                                          : std::nullopt;
    const bool isBodySent = hasBody(status) && !exchange.isHead_;
    if (length && (hasBody(status) || status == 304)) {
        plan.framing = Framing::Length;
        plan.length = *length;
    } else if (!hasBody(status)) {
        plan.framing = status == 205 ? Framing::Length : Framing::None;
        plan.length = 0;
    } else if (exchange.head_.minorVersion() >= 1) {
        plan.framing = Framing::Chunked;
    } else {
        plan.framing = isBodySent ? Framing::Close : Framing::None;
    }
    if (plan.framing == Framing::Close) {
        plan.persistence = HeadPlan::Persistence::Close;
    }
    startResponse(exchange, plan, fields);
    if (!isBodySent) {
        exchange.framing_ = Framing::None; // what is written goes nowhere
    }
}

void HttpConnection::writeBody(HttpExchange& exchange, net::OwnedBytes bytes) {
    if (exchange.framing_ == Framing::None) {
        return;
    }
    std::size_t size = bytes.size();
    if (exchange.framing_ == Framing::Length) {
        if (size > exchange.lengthLeft_) {
            size = static_cast<std::size_t>(exchange.lengthLeft_);
            bytes = net::OwnedBytes::fromString(std::string(bytes.view().substr(0, size)));
        }
        exchange.lengthLeft_ -= size;
    }
    if (size == 0) {
        return;
    }
    exchange.bytesSent_ += size;
    const bool isChunked = exchange.framing_ == Framing::Chunked;
    if (isChunked) {
        http::appendChunkHead(out(), size);
    }
    if (size <= kCopyBelow) {
        out() += bytes.view();
    } else {
        out();
        writeOut(std::move(bytes));
    }
    if (isChunked) {
        out() += "\r\n";
    }
    if (out_.size() > kTurnBytes) {
        writeOut();
    }
    wantsDrained_ = wantsDrained_ || backlog() > context_.options.lowWaterMark;
}

void HttpConnection::finishBody(HttpExchange& exchange, std::string_view trailerLines) {
    if (exchange.framing_ == Framing::Length && exchange.lengthLeft_ > 0) {
        cutResponse();
        return;
    }
    if (exchange.framing_ == Framing::Chunked) {
        std::string& buffer = out();
        buffer += "0\r\n";
        buffer += trailerLines;
        buffer += "\r\n";
    }
    finishResponse(exchange);
}

void HttpConnection::cutResponse() {
    if (current_ && current_->framing_ == Framing::Close) {
        closeNow(true); // an orderly end would look like the end of the body
    } else {
        endConnection();
    }
}

// ---- files

void HttpConnection::respondFile(HttpExchange& exchange, int wantedStatus, const ResponseFields& fields,
                                 const FileBody& file) {
    const int status = finalStatus(wantedStatus);
    HeadPlan plan = planHead(exchange, status, fields);
    plan.length = file.length;
    const bool isBodySent = hasBody(status) && !exchange.isHead_ && file.length > 0;
    if (!hasBody(status)) {
        plan.framing = Framing::None;
    }
    startResponse(exchange, plan, fields);
    if (!isBodySent) {
        ::close(file.fd);
        finishResponse(exchange);
        return;
    }
    exchange.bytesSent_ = file.length;
    file_ = std::make_unique<FileSender>(context_.loop, *this, file, context_.options.readFilesInPlace);
    exchange.response_ = HttpExchange::Response::Finished;
    --context_.stats.inFlight;
    exchange.leaveGate();
    if (!pumpFile()) {
        cutResponse();
    }
}

void HttpConnection::continueFile() {
    if (!pumpFile()) {
        const Error why{Errc::Io, "The file is shorter than announced, or cannot be read"};
        dropExchange(&why);
        endConnection();
    }
}

// False when the announced length cannot be had.
bool HttpConnection::pumpFile() {
    switch (file_->pump()) {
    case FileSender::Progress::Blocked:
    case FileSender::Progress::Busy: return true;
    case FileSender::Progress::Broken: return false;
    case FileSender::Progress::Sent: break;
    }
    file_.reset();
    record(*current_, false);
    if (!isServing_) {
        afterResponse();
    }
    return true;
}

} // namespace aha::server
