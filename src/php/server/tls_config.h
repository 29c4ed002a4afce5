#pragma once

#include "core/net/tls.h"
#include "php/options.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace aha::php {

struct TlsFiles {
    std::string certificate, key;
    bool isSet() const { return !certificate.empty(); }
};

// The TLS options of a listener, the same for every protocol; docs/limits.md.
struct TlsConfig {
    TlsFiles files;                                    // ssl_cert_file, ssl_key_file
    std::string passphrase;                            // ssl_passphrase
    std::vector<std::pair<std::string, TlsFiles>> sni; // ssl_sni_certs
    std::string clientCa;                              // ssl_client_cert_file
    enum class VerifyPeer : std::uint8_t { Off, Optional, Required };
    VerifyPeer verifyPeer = VerifyPeer::Off; // ssl_verify_peer

    bool isSet() const { return files.isSet(); }
    void read(OptionReader& options, const char* owner);
    const char* problem() const; // what does not fit together; null: nothing
    Result<std::unique_ptr<net::TlsContext>> open() const;
};

} // namespace aha::php
