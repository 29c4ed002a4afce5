#pragma once

#include "core/base/ref.h"
#include "core/base/result.h"
#include "core/net/tls_context.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct ssl_ctx_st;
struct ssl_st;

namespace aha::net {

struct SslContextDeleter {
    void operator()(ssl_ctx_st* context) const;
};
using SslContextPtr = std::unique_ptr<ssl_ctx_st, SslContextDeleter>;

// What one load of the files gave, and the buffers that all its streams share: none is in use between two
// calls into OpenSSL, so an idle connection owns no buffer.
// Shared by the context and its streams; internal to the TLS classes.
struct TlsEngine final : RefCounted<TlsEngine> {
    static Result<Ref<TlsEngine>> server(const TlsServerOptions& options);
    static Result<Ref<TlsEngine>> client(const TlsClientOptions& options);
    static void destroy(TlsEngine* engine) noexcept { delete engine; }

    ssl_ctx_st* contextFor(std::string_view serverName) const; // null = the default one
    std::string ticketKey() const;

    static constexpr std::size_t kPlainBytes = 64 * 1024;
    bool isServer = true;
    SslContextPtr context;
    std::map<std::string, SslContextPtr, std::less<>> hosts; // lower case; "*.example.org" as ".example.org"
    std::string alpn;                                        // as on the wire: length, name, …
    std::string passphrase;                                  // while a key is being read
    std::string cipherText; // made by OpenSSL, on its way to the lower stream
    std::string gathered;   // small head and body on their way to one record
    std::unique_ptr<char[]> plainText{new char[kPlainBytes]}; // valid during one onData()

private:
    TlsEngine() = default;
    ~TlsEngine() = default;
    friend class RefCounted<TlsEngine>;
    Result<SslContextPtr> makeServerContext(const TlsServerOptions& options,
                                            const TlsCertificate& certificate);
    Result<void> loadCertificate(ssl_ctx_st* context, const TlsCertificate& certificate);
    Result<void> setAlpn(const std::vector<std::string>& names);
};

// The reason of the last failure in words, from OpenSSL's queue, which it empties; "" if there is none.
std::string takeTlsReason();

} // namespace aha::net
