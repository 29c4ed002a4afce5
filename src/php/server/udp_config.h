#pragma once

#include "core/server/udp_server.h"
#include "php/zend.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aha::php {

struct ProcessConfig;

// The options of Aha\Server\Udp, checked. docs/udp-server.md lists keys, units and defaults.
struct UdpConfig {
    server::UdpServerOptions core;
    std::uint32_t concurrency = 1000;   // max_concurrency: packets at work at once in one worker
    std::uint64_t requestTimeoutMs = 0; // request_timeout: of one packet in the handler's hands, 0 = none
    bool fiber = false;                 // fiber: handlers run in pooled fibers

    // Fills it from the PHP array, and `process` with the options that concern the whole server: null for a
    // further listener, which has none. False: ConfigException was thrown.
    bool read(HashTable* options, ProcessConfig* process);
};

} // namespace aha::php
