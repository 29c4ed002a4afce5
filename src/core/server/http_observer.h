#pragma once

#include "core/server/http_exchange.h"

#include <cstdint>

namespace aha::server {

// How one request ended.
struct ResponseRecord {
    int status = 0;               // 0 = no response was begun
    std::uint64_t bytesSent = 0;  // of the body, handed to the stream
    std::uint64_t durationNs = 0; // since the end of the head; 0 when the head was not complete
    bool aborted = false;         // the response is not complete: client gone, too slow, server closing
};

// Sees every request that was answered or given up, once, as the access log needs it. The head is empty when
// it was malformed or came too slowly; then only the addresses are known.
class HttpObserver {
public:
    // From the loop, maybe from within the handler's call of respond() or finish(): look and note, nothing
    // more.
    virtual void onResponse(const HttpExchange& exchange, const ResponseRecord& record) = 0;

protected:
    ~HttpObserver() = default;
};

} // namespace aha::server
