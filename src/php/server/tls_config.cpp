#include "php/server/tls_config.h"

#include "php/value.h"

namespace aha::php {

static void readSni(OptionReader& options, TlsConfig& config, const char* owner) {
    zval* value = options.any("ssl_sni_certs");
    if (!value) {
        return;
    }
    static const char* const shape = "an array host => [\"ssl_cert_file\" => path, \"ssl_key_file\" => path]";
    if (Z_TYPE_P(value) != IS_ARRAY) {
        options.refuse("ssl_sni_certs", shape, value);
        return;
    }
    const std::string name = std::string(owner) + ", ssl_sni_certs";
    zend_string* host;
    zval* entry;
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(value), host, entry) {
        ZVAL_DEREF(entry);
        if (!host || Z_TYPE_P(entry) != IS_ARRAY) {
            options.refuse("ssl_sni_certs", shape, entry);
            return;
        }
        TlsFiles files;
        OptionReader inner(Z_ARR_P(entry), name.c_str());
        inner.string("ssl_cert_file", files.certificate, false);
        inner.string("ssl_key_file", files.key, false);
        if (!inner.finish() || files.certificate.empty() || files.key.empty()) {
            if (!inner.failed()) {
                options.refuse("ssl_sni_certs", shape, entry);
            }
            return;
        }
        config.sni.emplace_back(view(host), files);
    }
    ZEND_HASH_FOREACH_END();
}

void TlsConfig::read(OptionReader& options, const char* owner) {
    options.string("ssl_cert_file", files.certificate, false);
    options.string("ssl_key_file", files.key, false);
    options.string("ssl_passphrase", passphrase);
    options.string("ssl_client_cert_file", clientCa, false);
    readSni(options, *this, owner);
    if (zval* value = options.any("ssl_verify_peer")) {
        if (Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE) {
            verifyPeer = Z_TYPE_P(value) == IS_TRUE ? VerifyPeer::Required : VerifyPeer::Off;
        } else if (Z_TYPE_P(value) == IS_STRING && view(Z_STR_P(value)) == "optional") {
            verifyPeer = VerifyPeer::Optional;
        } else {
            options.refuse("ssl_verify_peer", "true, false or \"optional\"", value);
        }
    }
}

const char* TlsConfig::problem() const {
    if (files.certificate.empty() != files.key.empty()) {
        return "\"ssl_cert_file\" and \"ssl_key_file\" go together";
    }
    if (!isSet() && (!sni.empty() || verifyPeer != VerifyPeer::Off)) {
        return "TLS options need \"ssl_cert_file\" and \"ssl_key_file\"";
    }
    if (verifyPeer != VerifyPeer::Off && clientCa.empty()) {
        return "\"ssl_verify_peer\" needs \"ssl_client_cert_file\"";
    }
    return nullptr;
}

Result<std::unique_ptr<net::TlsContext>> TlsConfig::open() const {
    net::TlsServerOptions options;
    options.certificate = {files.certificate, files.key, passphrase};
    for (const auto& [host, own] : sni) {
        options.hosts.push_back({host, {own.certificate, own.key, passphrase}});
    }
    options.clientCertificates = verifyPeer == VerifyPeer::Required   ? net::ClientCertificates::Required
                                 : verifyPeer == VerifyPeer::Optional ? net::ClientCertificates::Optional
                                                                      : net::ClientCertificates::Off;
    options.clientCaFile = clientCa;
    return net::TlsContext::server(std::move(options));
}

} // namespace aha::php
