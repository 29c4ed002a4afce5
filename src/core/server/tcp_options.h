#pragma once

#include "core/proto/frame/framing.h"
#include "core/server/drain_options.h"

#include <cstddef>
#include <cstdint>

namespace aha::server {

// Every limit by name; the option key of the PHP API stands beside it.
struct TcpOptions {
    frame::FramingOptions framing;
    std::uint64_t handshakeTimeoutMs = 10'000;    // ssl_handshake_timeout
    std::uint64_t idleTimeoutMs = 0;              // heartbeat_idle_time: no byte from the peer, 0 = never
    std::uint64_t writeTimeoutMs = 60'000;        // write_timeout, without progress, 0 = never
    std::uint64_t lingerMs = 2'000;               // linger_timeout: for the peer's end after our own
    std::uint32_t maxConnections = 20'000;        // max_connection
    std::size_t highWaterMark = 256 * 1024;       // buffer_high_watermark: send() says Wait
    std::size_t lowWaterMark = 64 * 1024;         // buffer_low_watermark: onDrained() is called
    std::size_t maxQueuedBytes = 8 * 1024 * 1024; // socket_buffer_size: beyond it a consumer is too slow
    std::uint32_t maxPendingPackages = 128;       // receive_queue_length: not taken yet; then no reading
    std::size_t maxPendingBytes = 1024 * 1024;    // receive_queue_bytes: of those
    int backlog = 511;                            // backlog
    bool tcpNoDelay = true;                       // open_tcp_nodelay
    bool readFilesInPlace = true;                 // what the page cache holds is not left to the thread pool
    std::uint16_t idPrefix = 0; // the worker's number: ids of different workers differ; up to kMaxIdPrefix
};

struct TcpDrainOptions : DrainOptions {
    TcpDrainOptions() { graceMs = 0; } // of connections that are idle
    std::uint64_t deadlineMs = 0;      // then what is left is cancelled; 0 = the caller does it by close()
};

} // namespace aha::server
