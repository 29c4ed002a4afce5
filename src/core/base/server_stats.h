#pragma once

#include "core/base/counter.h"
#include "core/base/histogram.h"

namespace aha {

// What a listening server counts; lives in shared memory when there is a master.
struct ServerStats {
    Counter accepted, refused, requests, badRequests, timeouts, aborted, acceptErrors;
    Counter connections, inFlight; // now
    Counter responses[6];      // by the first digit of the status, 6 and above as 5; [0] = ended without one
    Counter bytesIn, bytesOut; // of the streams, encrypted ones as plain text
    Counter overloaded;        // answered 503 by max_concurrency or max_queue_time
    Counter queued;            // now: waiting for max_concurrency
    Counter abandoned;         // clients that have gone while they waited for max_concurrency
    Histogram latency;         // from the end of the head to the end of the response

    void mergeTotals(const ServerStats& other); // all but what is "now"
    void clear();
};

} // namespace aha
