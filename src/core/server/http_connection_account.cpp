// Who is let in to the handler, and what HttpConnection counts and tells the observer.
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
    context_.momentNs = nowNs;
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

} // namespace aha::server
