#include "core/base/server_stats.h"

namespace aha {

static constexpr Counter ServerStats::*kTotals[] = {
    &ServerStats::accepted, &ServerStats::refused,    &ServerStats::requests,     &ServerStats::badRequests,
    &ServerStats::timeouts, &ServerStats::aborted,    &ServerStats::acceptErrors, &ServerStats::bytesIn,
    &ServerStats::bytesOut, &ServerStats::overloaded, &ServerStats::abandoned,
};

void ServerStats::mergeTotals(const ServerStats& other) {
    for (Counter ServerStats::*total : kTotals) {
        (this->*total).add(other.*total);
    }
    for (unsigned digit = 0; digit < 6; ++digit) {
        responses[digit].add(other.responses[digit]);
    }
    latency.merge(other.latency);
}

void ServerStats::clear() {
    for (Counter ServerStats::*total : kTotals) {
        (this->*total).set(0);
    }
    for (Counter* now : {&connections, &inFlight, &queued}) {
        now->set(0);
    }
    for (Counter& response : responses) {
        response.set(0);
    }
    latency.clear();
}

} // namespace aha
