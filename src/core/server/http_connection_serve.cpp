// From request to request: who is let in to the handler, what is counted and told to the observer.
#include "core/server/http_connection.h"

#include "core/server/http_observer.h"

#include <algorithm>

namespace aha::server {

void HttpConnection::makeReady(HttpExchange& exchange) {
    if (context_.gate) {
        exchange.readyNs_ = context_.moment();
    }
    context_.loop.enqueue(exchange);
}

// False: it waits for its turn, or has been refused.
bool HttpConnection::letIn(HttpExchange& exchange) {
    AdmissionGate& gate = *context_.gate;
    if (gate.isExempt(exchange.head_.path())) {
        return true;
    }
    if (!gate.isTooLate(exchange.readyNs_, context_.clockNs())) {
        if (exchange.gate_) {
            return true; // it has waited already
        }
        switch (gate.arrive(exchange)) {
        case Admission::Verdict::Admitted: exchange.enter(gate); return true;
        case Admission::Verdict::Queued: return false;
        case Admission::Verdict::Refused: break;
        }
    }
    refuseOverloaded(exchange);
    return false;
}

void HttpConnection::refuseOverloaded(HttpExchange& exchange) {
    ++context_.stats.requests;
    ++context_.stats.overloaded;
    ++context_.stats.inFlight;
    exchange.isDispatched_ = true;
    hasBodyNews_ = false;
    respondError(exchange, 503, context_.gate->retryAfterLine(), {});
}

// The end of a request, answered or given up: its one place in the statistics.
void HttpConnection::record(HttpExchange& exchange, bool aborted) {
    if (exchange.isRecorded_) {
        return;
    }
    exchange.isRecorded_ = true;
    ServerStats& stats = context_.stats;
    const std::uint64_t nowNs = context_.clockNs();
    context_.beginMoment(nowNs);
    const std::uint64_t startNs = exchange.receivedNs_;
    const std::uint64_t durationNs = startNs != 0 && nowNs > startNs ? nowNs - startNs : 0;
    const int status = exchange.status_;
    ++stats.responses[std::min(status / 100, 5)];
    if (!aborted && startNs != 0) {
        stats.latency.record(durationNs);
    }
    if (context_.observer) {
        context_.observer->onResponse(exchange, {status, exchange.bytesSent_, durationNs, aborted});
    }
}

// Synchronous answers to pipelined requests are given here in a row, so that they leave in one write.
void HttpConnection::serve(HttpExchange& first) {
    AHA_ASSERT(current_.get() == &first);
    for (unsigned budget = kServeBudget; budget > 0; --budget) {
        const Ref<HttpExchange> exchange = current_;
        isServing_ = true;
        if (!context_.gate || letIn(*exchange)) {
            exchange->isDispatched_ = true;
            hasBodyNews_ = false; // it sees for itself what has come
            ++context_.stats.requests;
            ++context_.stats.inFlight;
            context_.handler.onRequest(*exchange);
        }
        isServing_ = false;
        if (state_ != State::Serving) {
            return;
        }
        if (!exchange->isFinished()) {
            endpoints(); // a connection that breaks meanwhile cannot be asked any more
            return;
        }
        afterResponse();
        if (!current_ || !current_->Link<net::ReadyTag>::isLinked() || budget == 1) {
            return;
        }
        current_->Link<net::ReadyTag>::unlink();
    }
}

// The response of current_ is complete: goes on to the next request, or ends.
void HttpConnection::afterResponse() {
    if (file_ || state_ != State::Serving) {
        return;
    }
    if (isLast_) {
        endConnection();
        return;
    }
    if (reading_ == Reading::Body) {
        reading_ = Reading::Discarding;
        discarded_ = 0;
        current_->body_.clear();
        setReadDeadline(context_.options.bodyTimeoutMs);
    } else {
        completeExchange();
        parsePending();
    }
    settle();
    if (hasEof_ && state_ == State::Serving) {
        handleEof();
    }
}

void HttpConnection::completeExchange() {
    readDeadlineMs_ = 0;
    reading_ = Reading::Idle;
    isFreshlyIdle_ = true;
    wantsDrained_ = false;
    ++served_;
    current_.reset();
}

} // namespace aha::server
