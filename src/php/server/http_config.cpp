#include "php/server/http_config.h"

#include "php/error.h"
#include "php/options.h"
#include "php/server/option_bounds.h"
#include "php/value.h"

namespace aha::php {

static void readLimits(OptionReader& options, server::HttpOptions& core) {
    http::RequestLimits& limits = core.limits;
    options.size("http_uri_max_length", limits.uriBytes, 64, 1 << 20);
    options.size("http_header_max_length", limits.headerBytes, 256, 1 << 24);
    options.size("http_header_max_count", limits.headerCount, 1, 100000);
    options.size("package_max_length", limits.bodyBytes, 1, kMaxOptionBytes);
    options.size("http_chunk_extension_max_length", limits.chunkExtensionBytes, 0, 1 << 24);
    options.size("http_trailer_max_length", limits.trailerBytes, 0, 1 << 24);
    options.seconds("http_header_timeout", core.headerTimeoutMs, 0.001, kMaxOptionSeconds);
    options.seconds("http_body_timeout", core.bodyTimeoutMs, 0.001, kMaxOptionSeconds);
    options.seconds("keepalive_timeout", core.keepAliveTimeoutMs, 0, kMaxOptionSeconds);
    options.size("keepalive_requests", core.keepAliveRequests, 0, kMaxOptionBytes);
    options.seconds("write_timeout", core.writeTimeoutMs, 0.001, kMaxOptionSeconds);
    options.seconds("linger_timeout", core.lingerMs, 0, 3600);
    options.size("max_connection", core.maxConnections, 1, 10'000'000);
    options.size("buffer_high_watermark", core.highWaterMark, 1, kMaxOptionBytes);
    options.size("buffer_low_watermark", core.lowWaterMark, 0, kMaxOptionBytes);
    options.size("pipeline_buffer", core.pipelineBytes, 1024, 1 << 30);
    options.size("backlog", core.backlog, 1, 65535);
    options.boolean("open_tcp_nodelay", core.tcpNoDelay);
    options.string("server_name", core.serverName);
}

static void readOverload(OptionReader& options, server::HttpOptions& core) {
    options.size("max_concurrency", core.maxConcurrency, 0, 10'000'000);
    options.seconds("max_queue_time", core.maxQueueMs, 0, kMaxOptionSeconds);
    options.size("max_queue_length", core.maxQueued, 0, 10'000'000);
    options.size("retry_after", core.retryAfterSeconds, 0, 1'000'000);
}

static void readMonitoring(OptionReader& options, HttpConfig& config) {
    options.string("health_path", config.healthPath);
    options.string("metrics_path", config.metricsPath);
    options.string("access_log", config.accessLog);
    if (zval* value = options.any("access_log_format")) {
        auto style = Z_TYPE_P(value) == IS_STRING
                         ? log::accessStyleOf(view(Z_STR_P(value)))
                         : Result<log::AccessStyle>(Error{Errc::InvalidArgument, ""});
        if (style) {
            config.accessStyle = style.value();
        } else {
            options.refuse("access_log_format", "\"common\", \"combined\" or \"json\"", value);
        }
    }
    for (const std::string* path : {&config.healthPath, &config.metricsPath}) {
        if (!path->empty() && (*path)[0] != '/') {
            options.refuse(path == &config.healthPath ? "health_path" : "metrics_path",
                           "a path that begins with \"/\"",
                           options.any(path == &config.healthPath ? "health_path" : "metrics_path"));
        }
        if (!path->empty()) {
            config.core.exemptPaths.push_back(*path);
        }
    }
}

static void readStreaming(OptionReader& options, HttpConfig& config) {
    zval* value = options.any("stream_body");
    if (!value) {
        return;
    }
    if (Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE) {
        config.streamAll = Z_TYPE_P(value) == IS_TRUE;
    } else if (Z_TYPE_P(value) == IS_ARRAY) {
        options.strings("stream_body", config.streamPrefixes);
    } else {
        options.refuse("stream_body", "true, false or a list of path prefixes", value);
    }
}

static void readDisconnect(OptionReader& options, HttpConfig& config) {
    zval* value = options.any("cancel_on_disconnect");
    if (!value) {
        return;
    }
    using Cancel = HttpConfig::CancelOnDisconnect;
    if (Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE) {
        config.cancelOnDisconnect = Z_TYPE_P(value) == IS_TRUE ? Cancel::Always : Cancel::Never;
    } else if (Z_TYPE_P(value) != IS_STRING || view(Z_STR_P(value)) != "safe") {
        options.refuse("cancel_on_disconnect", "true, false or \"safe\" (GET, HEAD, OPTIONS)", value);
    }
}

static bool consistent(const HttpConfig& config) {
    const char* problem = nullptr;
    if (config.core.lowWaterMark >= config.core.highWaterMark) {
        problem = "\"buffer_low_watermark\" must be below \"buffer_high_watermark\"";
    } else if (config.tls.problem()) {
        problem = config.tls.problem();
    } else if (!config.staticLocations.empty() && config.documentRoot.empty()) {
        problem = "\"static_handler_locations\" needs \"document_root\"";
    } else if (!config.metricsPath.empty() && config.metricsPath == config.healthPath) {
        problem = "\"health_path\" and \"metrics_path\" must differ";
    }
    if (problem) {
        throwException(exceptions.config, "Aha\\Server\\Http: %s", problem);
    }
    return problem == nullptr;
}

bool HttpConfig::read(HashTable* array, ProcessConfig* process) {
    OptionReader options(array, "Aha\\Server\\Http");
    readLimits(options, core);
    readStreaming(options, *this);
    readDisconnect(options, *this);
    tls.read(options, "Aha\\Server\\Http");
    if (process) {
        process->read(options);
    }
    readOverload(options, core);
    readMonitoring(options, *this);
    options.seconds("request_timeout", requestTimeoutMs, 0, kMaxOptionSeconds);
    options.size("upload_max_length", uploadBytes, 1, kMaxOptionBytes);
    options.size("upload_memory_limit", uploadMemoryBytes, 0, kMaxOptionBytes);
    options.string("upload_tmp_dir", uploadFolder, false);
    options.size("http_multipart_max_parts", multipartParts, 1, 1'000'000);
    options.size("buffer_output_size", outputBytes, 1024, kMaxOptionBytes);
    options.boolean("http_compression", compression);
    options.size("http_compression_level", compressionLevel, 1, 9);
    options.size("compression_min_length", compressionMinBytes, 0, kMaxOptionBytes);
    options.size("http_inflate_ratio", inflateRatio, 1, 100000);
    options.boolean("fiber", fiber);
    options.boolean("debug", debug);
    options.boolean("json_errors", core.jsonErrors);
    options.string("document_root", documentRoot, false);
    options.strings("static_handler_locations", staticLocations);
    options.strings("http_index_files", indexFiles);
    options.boolean("static_follow_symlinks", followSymlinks);
    options.size("static_max_age", staticMaxAge, 0, 1'000'000'000);
    options.strings("trusted_proxies", trustedProxies);
    return options.finish() && consistent(*this) && (!process || process->consistent("Aha\\Server\\Http"));
}

} // namespace aha::php
