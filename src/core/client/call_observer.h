#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::client {

// One call of a client, as a trace sees it.
struct CallTrace {
    std::uint64_t id = 0;      // of this process, never used again
    std::string_view kind;     // "http", "tcp", "udp"
    std::string name;          // "GET http://host/path", without credentials and query
    std::string place;         // where it was asked from, "" = unknown
    std::uint64_t startNs = 0; // Loop::nowNs()
};

// Told of the begin and end of calls: spans of a trace, statistics.
// Owned by whoever sets it on a client; outlives that client or is taken off it.
// Called from within the client: it only takes note.
class CallObserver {
public:
    virtual void onCallStart(const CallTrace& trace) = 0;
    // Exactly once for each start. `error` is null when the call succeeded; `status` that of HTTP, else 0.
    virtual void onCallEnd(const CallTrace& trace, double durationMs, int status, const Error* error) = 0;

protected:
    ~CallObserver() = default;
};

} // namespace aha::client
