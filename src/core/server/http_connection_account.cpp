// What HttpConnection counts, and tells the observer.
#include "core/server/http_connection.h"

#include "core/server/http_observer.h"

#include <algorithm>

namespace aha::server {

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
