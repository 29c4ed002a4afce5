#pragma once

#include "core/base/ref.h"
#include "core/base/result.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::net {

struct TlsEngine;

struct TlsCertificate {
    std::string certificateFile; // PEM: the certificate, then the chain up to the root
    std::string keyFile;         // PEM
    std::string passphrase;      // of the key, "" = none
};

struct TlsHost {
    std::string name; // "example.org", or "*.example.org" for exactly one more label
    TlsCertificate certificate;
};

enum class ClientCertificates : std::uint8_t { Off, Optional, Required };
enum class TlsVersion : std::uint8_t { Tls12, Tls13 };

struct TlsServerOptions {
    TlsCertificate certificate; // for every name that is not listed below
    std::vector<TlsHost> hosts;
    std::vector<std::string> alpn{"http/1.1"}; // in order of preference; none = the extension is ignored
    TlsVersion minimum = TlsVersion::Tls12;
    std::string ciphers; // OpenSSL's notation, for TLS 1.2; "" = its default
    ClientCertificates clientCertificates = ClientCertificates::Off;
    std::string clientCaFile; // PEM, needed unless Off
    bool sessionTickets = true;
    std::string ticketKey; // 80 secret bytes that several workers share; "" = one of its own
};

struct TlsClientOptions {
    bool verifyPeer = true;
    std::string caFile;         // PEM; "" = the system's
    TlsCertificate certificate; // shown when the server asks; optional
    std::vector<std::string> alpn;
    TlsVersion minimum = TlsVersion::Tls12;
};

// Certificates, keys and rules for TLS connections, of the server's or the client's side.
// Owned by whoever listens or connects; streams keep what they need of it and may outlive it.
class TlsContext {
public:
    static Result<std::unique_ptr<TlsContext>> server(TlsServerOptions options);
    static Result<std::unique_ptr<TlsContext>> client(TlsClientOptions options);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    // Reads all files again, for connections from now on; tickets stay valid. On failure all stays as it was.
    Result<void> reload();

    // The encrypted stream over `lower`, which must not have been started. The handshake begins with
    // start() and ends with onOpen(); the time it may take is the listener's to limit.
    StreamPtr accept(Loop& loop, StreamPtr lower);
    // `serverName` is what the certificate has to be for: a name or an address literal.
    StreamPtr connect(Loop& loop, StreamPtr lower, const std::string& serverName);

private:
    explicit TlsContext(TlsServerOptions options);
    explicit TlsContext(TlsClientOptions options);
    Result<Ref<TlsEngine>> build() const;

    TlsServerOptions serverOptions_;
    TlsClientOptions clientOptions_;
    bool isServer_;
    Ref<TlsEngine> engine_;
};

} // namespace aha::net
