#pragma once

#include "core/server/tcp_options.h"
#include "php/server/tls_config.h"
#include "php/value.h"

#include <cstdint>

namespace aha::php {

struct ProcessConfig;

// The options of Aha\Server\Tcp, checked. docs/tcp-server.md lists keys, units and defaults.
struct TcpConfig {
    server::TcpOptions core;
    TlsConfig tls;
    Callable lengthFunction;            // package_length_func
    bool emptyPackages = false;         // package_eof_empty: two terminators in a row make a package
    std::uint32_t concurrency = 1;      // receive_concurrency: packages of one connection at work at once
    std::uint64_t requestTimeoutMs = 0; // request_timeout: of one package in the handler's hands, 0 = none
    bool fiber = false;                 // fiber: handlers run in pooled fibers

    // Fills it from the PHP array, and `process` with the options that concern the whole server: null for a
    // further listener, which has none. False: ConfigException was thrown.
    bool read(HashTable* options, ProcessConfig* process);
};

} // namespace aha::php
