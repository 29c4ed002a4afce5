#include "core/server/http_connection.h"

#include "core/server/file_sender.h"

#include <algorithm>
#include <utility>

namespace aha::server {

HttpConnection::HttpConnection(ServingContext& context, net::StreamPtr stream)
    : WheelTimer(&HttpConnection::onTimer), context_(context), stream_(std::move(stream)), isServing_(false),
      isParsing_(false), isPaused_(false), hasEof_(false), isProbed_(false), isShutDown_(false),
      isLast_(false), wantsDrained_(false), hasBodyNews_(false), isFreshlyIdle_(false), endsIdle_(false) {}

HttpConnection::~HttpConnection() {
    dropExchange(nullptr);
    while (HttpExchange* exchange = attached_.front()) {
        exchange->detach();
    }
    context_.loop.cancel(*this);
    Link<net::FlushTag>::unlink();
    Link<ConnectionTag>::unlink();
}

void HttpConnection::start() {
    if (context_.observer) {
        endpoints(); // a connection that breaks in the middle of a request cannot be asked any more
    }
    setReadDeadline(context_.options.headerTimeoutMs);
    stream_->start(*this);
}

const Ref<Endpoints>& HttpConnection::endpoints() {
    if (!endpoints_) {
        endpoints_ = Ref<Endpoints>(*new Endpoints(*stream_));
    }
    return endpoints_;
}

// ---- input

bool HttpConnection::mayParse() const {
    switch (reading_) {
    case Reading::Idle: return !isLast_ && backlog() <= context_.options.highWaterMark;
    case Reading::Head:
    case Reading::Body:
    case Reading::Discarding: return true;
    case Reading::Done:
    case Reading::Failed: break;
    }
    return false;
}

void HttpConnection::onData(std::string_view bytes) {
    context_.stats.bytesIn.add(bytes.size());
    if (state_ != State::Serving || reading_ == Reading::Failed) {
        return;
    }
    context_.beginInput();
    if (pending_ || !mayParse()) {
        keepPending(bytes);
        parsePending();
    } else {
        const std::size_t used = parse(bytes);
        if (used < bytes.size() && state_ == State::Serving && reading_ != Reading::Failed) {
            keepPending(bytes.substr(used));
        }
    }
    context_.endInput();
    settle();
    notifyBody();
}

std::size_t HttpConnection::parse(std::string_view input) {
    isParsing_ = true;
    std::size_t at = 0;
    bool needsMore = false;
    while (!needsMore && state_ == State::Serving && (at < input.size() || reading_ != Reading::Idle) &&
           mayParse()) {
        if (!current_) {
            current_ = context_.exchanges->acquire(*this);
            attached_.pushBack(*current_);
        }
        if (!parser_) {
            parser_ = context_.acquireParser();
        }
        const http::RequestParser::Step step = parser_->next(input.substr(at), current_->head_);
        at += step.consumed;
        switch (step.event) {
        case http::RequestParser::Event::Head: onHead(at < input.size()); break;
        case http::RequestParser::Event::Body: onBodyPart(step.body); break;
        case http::RequestParser::Event::End: onMessageEnd(); break;
        case http::RequestParser::Event::Error: onParseError(); break;
        case http::RequestParser::Event::NeedMore:
            onNeedMore();
            needsMore = true;
            break;
        }
    }
    isParsing_ = false;
    return at;
}

void HttpConnection::onHead(bool hasMore) {
    HttpExchange& exchange = *current_;
    const http::RequestHead& head = exchange.head_;
    exchange.receivedAtMs_ = context_.loop.nowMs();
    exchange.receivedNs_ = context_.moment();
    exchange.isHead_ = head.isHead();
    reading_ = Reading::Body;
    if (head.bodyKind() == http::BodyKind::None) {
        return;
    }
    const bool isEmpty = head.bodyKind() == http::BodyKind::Length && head.contentLength() == 0;
    exchange.awaitsContinue_ = head.expectsContinue() && head.minorVersion() >= 1 && !hasMore && !isEmpty;
    if (context_.handler.wantsStreamedBody(head)) {
        exchange.isStreamed_ = true;
        parser_->setBodyLimit(0);
        makeReady(exchange);
        return;
    }
    const std::uint64_t limit = context_.options.limits.bodyBytes;
    if (limit != 0 && head.contentLength() > limit) {
        ++context_.stats.badRequests;
        failRequest(413, {});
        return;
    }
    if (head.bodyKind() == http::BodyKind::Length) {
        exchange.body_.reserve(std::min<std::uint64_t>(head.contentLength(), kReserveBytes));
    }
    if (exchange.awaitsContinue_) {
        sendContinue(exchange);
    }
}

void HttpConnection::onBodyPart(std::string_view part) {
    if (reading_ == Reading::Discarding) {
        discarded_ += static_cast<std::uint32_t>(part.size());
        if (discarded_ > kDiscardBytes) {
            endConnection();
        }
        return;
    }
    HttpExchange& exchange = *current_;
    exchange.awaitsContinue_ = false; // the client did not wait
    exchange.bodyReceived_ += part.size();
    if (exchange.bodyLimit_ != 0 && exchange.bodyReceived_ > exchange.bodyLimit_) {
        failBody(413, Error{Errc::TooLarge, "The body of the request is too large"});
        return;
    }
    exchange.body_.append(part);
    hasBodyNews_ = exchange.isStreamed_;
}

void HttpConnection::onMessageEnd() {
    HttpExchange& exchange = *current_;
    readDeadlineMs_ = 0;
    exchange.isBodyComplete_ = true;
    exchange.awaitsContinue_ = false;
    if (reading_ == Reading::Discarding) {
        completeExchange();
        return;
    }
    if (parser_->trailers().count() > 0) {
        exchange.trailers_ = std::make_unique<http::Fields>(parser_->trailers());
    }
    reading_ = Reading::Done;
    if (exchange.isStreamed_) {
        hasBodyNews_ = true;
    } else {
        makeReady(exchange);
    }
}

void HttpConnection::onNeedMore() {
    if (reading_ == Reading::Body || reading_ == Reading::Discarding) {
        setReadDeadline(context_.options.bodyTimeoutMs);
    } else if (parser_->isIdle()) { // nothing but blank lines: the deadline stays as it was
        reading_ = Reading::Idle;
        current_.reset();
        parser_.reset(); // it counts them, so it is not fit for another connection
    } else if (reading_ == Reading::Idle) {
        reading_ = Reading::Head;
        setReadDeadline(context_.options.headerTimeoutMs); // for the whole head, from its first byte
    }
}

void HttpConnection::onParseError() {
    ++context_.stats.badRequests;
    if (reading_ == Reading::Discarding) {
        endConnection();
    } else if (current_->isDispatched_) {
        const int status = parser_->status();
        failBody(status, Error{status == 413 || status == 431 ? Errc::TooLarge : Errc::Malformed,
                               std::string(parser_->reason())});
    } else {
        failRequest(parser_->status(), parser_->reason());
    }
}

void HttpConnection::failBody(int status, Error error) {
    current_->bodyError_ = std::make_unique<Error>(std::move(error));
    current_->bodyErrorStatus_ = status;
    current_->awaitsContinue_ = false;
    reading_ = Reading::Failed;
    isLast_ = true;
    readDeadlineMs_ = 0;
    hasBodyNews_ = true;
}

void HttpConnection::notifyBody() {
    if (!hasBodyNews_) {
        return;
    }
    hasBodyNews_ = false;
    if (current_ && current_->isDispatched_ && !current_->isFinished()) {
        const Ref<HttpExchange> exchange = current_;
        context_.handler.onBody(*exchange);
    }
}

// ---- bytes of requests that are not begun

void HttpConnection::keepPending(std::string_view bytes) {
    if (isLast_) {
        return;
    }
    if (!pending_) {
        pending_ = std::make_unique<Pending>();
        context_.buffers.acquire(pending_->bytes);
    } else if (pending_->at > 0) {
        pending_->bytes.erase(0, pending_->at);
        pending_->at = 0;
    }
    pending_->bytes.append(bytes);
}

void HttpConnection::dropPending() {
    if (pending_) {
        context_.buffers.release(pending_->bytes);
        pending_.reset();
    }
}

void HttpConnection::parsePending() {
    if (!pending_ || isParsing_ || !mayParse()) {
        return;
    }
    const std::size_t used = parse(std::string_view(pending_->bytes).substr(pending_->at));
    if (!pending_) {
        return; // the connection ends
    }
    pending_->at += used;
    if (pending_->size() == 0) {
        dropPending();
    }
}

// After whatever may have changed what is waited for.
void HttpConnection::settle() {
    if (state_ != State::Serving) {
        return;
    }
    if (reading_ == Reading::Idle && !pending_) {
        becomeIdle();
    }
    if (pending_ || isPaused_ || (current_ && current_->isStreamed_)) {
        updateReading();
    }
}

void HttpConnection::becomeIdle() {
    AHA_ASSERT(!current_);
    if (isFreshlyIdle_) { // not after mere blank lines: they must not keep a connection
        isFreshlyIdle_ = false;
        if (parser_) {
            context_.releaseParser(std::move(parser_));
        }
        inputChecks_ = 0;
        setReadDeadline(context_.options.keepAliveTimeoutMs);
        if (context_.isDraining) {
            awaitLastRequest();
        }
    }
    if (hasEof_ && state_ == State::Serving) {
        endConnection();
    }
}

// Pauses reading above the marks, resumes it below.
void HttpConnection::updateReading() {
    const HttpOptions& options = context_.options;
    const bool isStreaming = reading_ == Reading::Body && current_ && current_->isStreamed_;
    const std::size_t bodyBytes = isStreaming ? current_->body_.size() : 0;
    const std::size_t pendingBytes = pending_ ? pending_->size() : 0;
    const std::size_t bodyMark = std::min(options.highWaterMark, kReadAhead);
    if (!isPaused_) {
        if (bodyBytes > bodyMark || pendingBytes > options.pipelineBytes) {
            isPaused_ = true;
            stream_->pauseReading();
            if (isStreaming) {
                readDeadlineMs_ = 0; // it is the handler that is slow
            }
        }
    } else if (bodyBytes <= std::min(options.lowWaterMark, bodyMark / 2) &&
               pendingBytes <= options.pipelineBytes / 2) {
        isPaused_ = false;
        stream_->resumeReading();
        if (isStreaming) {
            setReadDeadline(options.bodyTimeoutMs);
        }
    }
}

void HttpConnection::onBodyTaken(HttpExchange& exchange) {
    if (isPaused_ && current_.get() == &exchange && state_ == State::Serving) {
        updateReading();
    }
}

// The handler asks for bodyError() itself: it is not called from within its own call.
void HttpConnection::onBodyLimit(HttpExchange& exchange) {
    const std::uint64_t limit = exchange.bodyLimit_;
    const std::uint64_t known = std::max(exchange.head_.contentLength(), exchange.bodyReceived_);
    if (limit == 0 || known <= limit || exchange.bodyError_) {
        return;
    }
    Error error{Errc::TooLarge, "The body of the request is too large"};
    if (exchange.isBodyComplete_) { // all of it has been read: the connection may go on
        exchange.bodyError_ = std::make_unique<Error>(std::move(error));
        exchange.bodyErrorStatus_ = 413;
    } else if (current_.get() == &exchange && reading_ == Reading::Body) {
        failBody(413, std::move(error));
        hasBodyNews_ = false;
    }
}

} // namespace aha::server
