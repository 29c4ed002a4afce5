#include "php/server/tcp_config.h"

#include "php/error.h"
#include "php/network/length_function.h"
#include "php/options.h"
#include "php/process/process_config.h"
#include "php/server/option_bounds.h"

namespace aha::php {

static constexpr const char* kTcpOwner = "Aha\\Server\\Tcp";

// What says where a package ends; more than one of them contradict each other.
static void readFraming(OptionReader& options, TcpConfig& config) {
    frame::FramingOptions& framing = config.core.framing;
    bool isEof = false, isSplit = false, isLength = false;
    options.boolean("open_eof_check", isEof);
    options.boolean("open_eof_split", isSplit);
    options.boolean("open_length_check", isLength);
    const bool function = readLengthFunction(options, config.lengthFunction);
    const bool isEofOff = options.any("open_eof_check") && !isEof && !isSplit;
    if (isLength || function) {
        framing.kind = function ? frame::Kind::Function : frame::Kind::Length;
        if ((isEof || isSplit) && !options.failed()) {
            options.refuse("open_length_check", "true only without open_eof_check and open_eof_split",
                           options.any(isLength ? "open_length_check" : "package_length_func"));
        }
    } else {
        framing.kind = isEofOff ? frame::Kind::None : frame::Kind::Eof;
    }
    if (zval* eof = options.any("package_eof")) { // any bytes
        if (Z_TYPE_P(eof) == IS_STRING && Z_STRLEN_P(eof) > 0 &&
            Z_STRLEN_P(eof) <= frame::FramingRules::kMaxTerminatorBytes) {
            framing.terminator.assign(Z_STRVAL_P(eof), Z_STRLEN_P(eof));
        } else {
            options.refuse("package_eof", "a string of 1 to 256 bytes", eof);
        }
    }
    options.boolean("package_eof_keep", framing.keepsTerminator);
    options.boolean("package_eof_empty", config.emptyPackages);
    if (zval* code = options.any("package_length_type")) {
        if (Z_TYPE_P(code) == IS_STRING && Z_STRLEN_P(code) == 1 &&
            frame::LengthCode::of(Z_STRVAL_P(code)[0])) {
            framing.length.code = Z_STRVAL_P(code)[0];
        } else {
            options.refuse("package_length_type", "one of the letters c C s S n v l L N V q Q J P of pack()",
                           code);
        }
    }
    options.size("package_length_offset", framing.length.offset, 0, 65536);
    options.size("package_body_offset", framing.length.bodyOffset, 0, 1 << 20);
    options.size("package_max_length", framing.maxPackageBytes, 1, 1 << 30);
}

static void readLimits(OptionReader& options, TcpConfig& config) {
    server::TcpOptions& core = config.core;
    std::uint64_t checkIntervalMs = 0; // each connection has a timer of its own: nothing is looked for
    options.seconds("heartbeat_idle_time", core.idleTimeoutMs, 0, kMaxOptionSeconds);
    options.seconds("heartbeat_check_interval", checkIntervalMs, 0, kMaxOptionSeconds);
    options.seconds("ssl_handshake_timeout", core.handshakeTimeoutMs, 0.001, kMaxOptionSeconds);
    options.seconds("write_timeout", core.writeTimeoutMs, 0, kMaxOptionSeconds);
    options.seconds("linger_timeout", core.lingerMs, 0, 3600);
    options.size("max_connection", core.maxConnections, 1, 10'000'000);
    options.size("buffer_high_watermark", core.highWaterMark, 1, kMaxOptionBytes);
    options.size("buffer_low_watermark", core.lowWaterMark, 0, kMaxOptionBytes);
    options.size("socket_buffer_size", core.maxQueuedBytes, 1, kMaxOptionBytes);
    options.size("receive_queue_length", core.maxPendingPackages, 1, 1'000'000);
    options.size("receive_queue_bytes", core.maxPendingBytes, 1, 1 << 30);
    options.size("receive_concurrency", config.concurrency, 1, 1'000'000);
    options.seconds("request_timeout", config.requestTimeoutMs, 0, kMaxOptionSeconds);
    options.size("backlog", core.backlog, 1, 65535);
    options.boolean("open_tcp_nodelay", core.tcpNoDelay);
    options.boolean("fiber", config.fiber);
}

static bool consistent(const TcpConfig& config) {
    const char* problem = config.tls.problem();
    if (!problem && config.core.lowWaterMark >= config.core.highWaterMark) {
        problem = "\"buffer_low_watermark\" must be below \"buffer_high_watermark\"";
    }
    if (problem) {
        throwException(exceptions.config, "%s: %s", kTcpOwner, problem);
        return false;
    }
    // The rest is what the codec asks for.
    frame::FramingOptions framing = config.core.framing;
    if (framing.kind == frame::Kind::Function) {
        framing.lengthFunction = [](std::string_view) { return 0; };
    }
    if (auto rules = frame::FramingRules::create(framing); !rules) {
        throwException(exceptions.config, "%s: %s", kTcpOwner, rules.error().message.c_str());
        return false;
    }
    return true;
}

bool TcpConfig::read(HashTable* array, ProcessConfig* process) {
    OptionReader options(array, kTcpOwner);
    readFraming(options, *this);
    readLimits(options, *this);
    tls.read(options, kTcpOwner);
    if (process) {
        process->read(options);
    }
    return options.finish() && consistent(*this) && (!process || process->consistent(kTcpOwner));
}

} // namespace aha::php
