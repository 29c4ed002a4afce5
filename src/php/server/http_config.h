#pragma once

#include "core/base/ref.h"
#include "core/log/access_format.h"
#include "core/server/http_server.h"
#include "core/server/trusted_proxies.h"
#include "php/process/process_config.h"
#include "php/server/tls_config.h"
#include "php/zend.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aha::php {

// The options of Aha\Server\Http, checked. docs/limits.md lists keys, units and defaults.
struct HttpConfig {
    server::HttpOptions core;
    std::uint64_t requestTimeoutMs = 60'000;   // request_timeout, 0 = none: 504
    std::uint64_t uploadBytes = 64u << 20;     // upload_max_length: a multipart body, 413
    std::size_t uploadMemoryBytes = 64 * 1024; // upload_memory_limit: a larger file goes to disk
    std::string uploadFolder;                  // upload_tmp_dir
    std::size_t multipartParts = 1000;         // http_multipart_max_parts: 413
    std::size_t outputBytes = 1024 * 1024;     // buffer_output_size: BackpressureException
    bool compression = true;                   // http_compression
    int compressionLevel = 3;                  // http_compression_level
    std::size_t compressionMinBytes = 1024;    // compression_min_length
    std::uint32_t inflateRatio = 200;          // http_inflate_ratio: bomb guard, 413
    enum class CancelOnDisconnect : std::uint8_t { Never, SafeMethods, Always };
    CancelOnDisconnect cancelOnDisconnect = CancelOnDisconnect::SafeMethods; // cancel_on_disconnect
    bool streamAll = false;                                                  // stream_body => true
    std::vector<std::string> streamPrefixes;                                 // stream_body => [path prefixes]
    bool fiber = false;                                // fiber: handlers run in pooled fibers
    bool debug = false;                                // debug: error pages show the message
    std::string documentRoot;                          // document_root
    std::vector<std::string> staticLocations;          // static_handler_locations
    std::vector<std::string> indexFiles{"index.html"}; // http_index_files
    bool followSymlinks = false;                       // static_follow_symlinks
    std::uint64_t staticMaxAge = 0;                    // static_max_age, seconds
    std::vector<std::string> trustedProxies;           // trusted_proxies
    std::string healthPath;                            // health_path: answered without PHP
    std::string metricsPath;                           // metrics_path: OpenMetrics of all workers
    std::string accessLog;                             // access_log: a path or sink, see docs/logging.md
    log::AccessStyle accessStyle = log::AccessStyle::Combined; // access_log_format
    TlsConfig tls;                                             // ssl_cert_file …

    // Fills it from the PHP array, and `process` with the options that concern the whole server: null for a
    // further listener, which has none. False: ConfigException was thrown.
    bool read(HashTable* options, ProcessConfig* process);
};

// What the objects of a request may be asked when the server is gone; shared by it and its requests.
struct HttpSettings final : RefCounted<HttpSettings> {
    explicit HttpSettings(const HttpConfig& options) : config(options) {}
    static void destroy(HttpSettings* settings) noexcept { delete settings; }

    const HttpConfig config;
    server::TrustedProxies proxies;
};

} // namespace aha::php
