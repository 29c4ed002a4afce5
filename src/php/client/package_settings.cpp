#include "php/client/client_trace.h"
#include "php/client/package_pools.h"
#include "php/error.h"
#include "php/network/length_function.h"
#include "php/options.h"
#include "php/value.h"

#include <cmath>

namespace aha::php {

static constexpr double kMaxPackageSeconds = 86'400;

void PackageSettings::reset() {
    tcp.framing.kind = frame::Kind::Eof;
    tcp.framing.terminator = "\r\n\r\n";
    tcp.framing.keepsTerminator = true;
    pool().max = 200;
    timeoutMs = 1'000;
    pool().connectTimeoutMs = kind == PackageKind::Tcp ? 50 : 1'000;
}

bool PackageSettings::setTimes(double timeout, double connectTimeout) {
    for (double seconds : {timeout, connectTimeout}) {
        if (!(seconds > 0 && seconds <= kMaxPackageSeconds)) {
            throwException(exceptions.config,
                           "A timeout must be a number of seconds above 0 and up to %g, %g given",
                           kMaxPackageSeconds, seconds);
            return false;
        }
    }
    timeoutMs = static_cast<std::uint64_t>(std::ceil(timeout * 1000));
    pool().connectTimeoutMs = static_cast<std::uint64_t>(std::ceil(connectTimeout * 1000));
    return true;
}

void PackageSettings::readFraming(OptionReader& reader) {
    frame::FramingOptions& framing = tcp.framing;
    bool eof = true, split = false, length = false;
    reader.boolean("open_eof_check", eof);
    reader.boolean("open_eof_split", split);
    reader.boolean("open_length_check", length);
    const bool function = readLengthFunction(reader, lengthFunction);
    if ((length || function) && (split || (reader.any("open_eof_check") && eof)) && !reader.failed()) {
        const char* key = function ? "package_length_func" : "open_length_check";
        const char* allowed = function ? "alone, without open_eof_check and open_eof_split"
                                       : "true only without open_eof_check and open_eof_split";
        reader.refuse(key, allowed, reader.any(key));
    }
    framing.kind = function       ? frame::Kind::Function
                   : length       ? frame::Kind::Length
                   : eof || split ? frame::Kind::Eof
                                  : frame::Kind::None;
    reader.string("package_eof", framing.terminator, false);
    reader.boolean("package_eof_keep", framing.keepsTerminator);
    std::string code(1, framing.length.code);
    reader.string("package_length_type", code, false);
    if (code.size() != 1 || !frame::LengthCode::of(code[0])) {
        reader.refuse("package_length_type", "one of the letters c C s S n v l L N V q Q J P of pack()",
                      reader.any("package_length_type"));
    }
    framing.length.code = code[0];
    reader.size("package_length_offset", framing.length.offset, 0, 65'536);
    reader.size("package_body_offset", framing.length.bodyOffset, 0, 1 << 20);
    reader.size("package_max_length", framing.maxPackageBytes, 1, 1 << 30);
}

void PackageSettings::readTls(OptionReader& reader) {
    bool isOn = false;
    reader.boolean("ssl", isOn);
    net::TlsClientOptions options;
    reader.boolean("ssl_verify_peer", options.verifyPeer);
    reader.string("ssl_cafile", options.caFile);
    reader.string("ssl_cert_file", options.certificate.certificateFile);
    reader.string("ssl_key_file", options.certificate.keyFile);
    reader.string("ssl_passphrase", options.certificate.passphrase);
    reader.string("ssl_host_name", tcp.serverName);
    if (isOn) {
        tcp.tls = options;
    }
}

bool PackageSettings::parse(PackageKind which, zend_string* host, zend_long port, HashTable* options) {
    kind = which;
    reset();
    const bool isUnix = view(host).substr(0, 5) == "unix:";
    if (ZSTR_LEN(host) == 0 || view(host).find('\0') != std::string_view::npos) {
        throwException(exceptions.config, "The host must be a name, an address or \"unix:/path\"");
        return false;
    }
    if (!isUnix && (port < 1 || port > 65'535)) {
        throwException(exceptions.config, "The port must be from 1 to 65535, " ZEND_LONG_FMT " given", port);
        return false;
    }
    tcp.host = udp.host = view(host);
    tcp.port = udp.port = isUnix ? 0 : static_cast<unsigned>(port);
    if (!options) {
        return true;
    }
    OptionReader reader(options, which == PackageKind::Tcp ? "Aha\\Client\\Tcp" : "Aha\\Client\\Udp");
    client::PackageClientOptions& shared = pool();
    timeoutMs = 5'000;
    shared.connectTimeoutMs = 1'000;
    reader.seconds("timeout", timeoutMs, 0.001, kMaxPackageSeconds);
    reader.seconds("connect_timeout", shared.connectTimeoutMs, 0.001, kMaxPackageSeconds);
    reader.seconds("idle_timeout", shared.idleTimeoutMs, 0, kMaxPackageSeconds);
    reader.size("pool_size", shared.max, 1, 1'000'000);
    reader.seconds("pool_wait_timeout", shared.queueMs, 0, kMaxPackageSeconds);
    reader.boolean("one_way", shared.isOneWay);
    if (which == PackageKind::Tcp) {
        readFraming(reader);
        readTls(reader);
    }
    return readTraceHook(reader, hook) && reader.finish();
}

// All that decides whether two clients may use the same connections.
std::string PackageSettings::key() const {
    const bool isTcp = kind == PackageKind::Tcp;
    const client::PackageClientOptions& shared = isTcp ? tcp.pool : udp.pool;
    std::string key = isTcp ? "tcp" : "udp";
    auto add = [&key](const std::string& part) {
        key.append(std::to_string(part.size())).append(":").append(part).append(",");
    };
    auto number = [&add](std::uint64_t part) { add(std::to_string(part)); };
    add(isTcp ? tcp.host : udp.host);
    number(isTcp ? tcp.port : udp.port);
    for (std::uint64_t part :
         {shared.queueMs, shared.connectTimeoutMs, shared.idleTimeoutMs, std::uint64_t(shared.isOneWay),
          std::uint64_t(shared.queueMs ? shared.max : 0), privateId}) {
        number(part);
    }
    if (isTcp) {
        const frame::FramingOptions& framing = tcp.framing;
        for (std::uint64_t part :
             {std::uint64_t(framing.kind), std::uint64_t(framing.keepsTerminator),
              std::uint64_t(framing.length.code), std::uint64_t(framing.length.offset),
              std::uint64_t(framing.length.bodyOffset), std::uint64_t(framing.maxPackageBytes),
              std::uint64_t(tcp.tls.has_value())}) {
            number(part);
        }
        add(framing.terminator);
        add(tcp.serverName);
    }
    if (tcp.tls) {
        number(tcp.tls->verifyPeer);
        for (const std::string& part : {tcp.tls->caFile, tcp.tls->certificate.certificateFile,
                                        tcp.tls->certificate.keyFile, tcp.tls->certificate.passphrase}) {
            add(part);
        }
    }
    return key;
}

} // namespace aha::php
