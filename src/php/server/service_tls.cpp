#include "php/server/service_tls.h"

namespace aha::php {

Result<std::unique_ptr<net::TlsContext>> openTlsContext(const HttpConfig& config) {
    net::TlsServerOptions options;
    options.certificate = {config.tls.certificate, config.tls.key, config.tlsPassphrase};
    for (const auto& [host, files] : config.sni) {
        options.hosts.push_back({host, {files.certificate, files.key, config.tlsPassphrase}});
    }
    using Verify = HttpConfig::VerifyPeer;
    options.clientCertificates = config.verifyPeer == Verify::Required   ? net::ClientCertificates::Required
                                 : config.verifyPeer == Verify::Optional ? net::ClientCertificates::Optional
                                                                         : net::ClientCertificates::Off;
    options.clientCaFile = config.tlsClientCa;
    return net::TlsContext::server(std::move(options));
}

} // namespace aha::php
