#include "core/net/tls_engine.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace aha::net {

namespace {

constexpr std::size_t kTicketKeyBytes = 80; // what OpenSSL 3 asks for: name, HMAC and AES key

std::string lowerCase(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : char(c); });
    return result;
}

Error fileError(const char* what, const std::string& file) {
    std::string reason = takeTlsReason();
    return Error{Errc::Tls, std::string(what) + " " + file + ": " + (reason.empty() ? "not valid" : reason)};
}

// OpenSSL reports a missing file less clearly than the system does.
Result<void> checkReadable(const char* what, const std::string& file) {
    if (file.empty()) {
        return Error{Errc::InvalidArgument, std::string(what) + ": no file is given"};
    }
    errno = 0;
    std::ifstream stream(file);
    if (!stream || stream.peek() == std::ifstream::traits_type::eof()) {
        int err = errno;
        if (err == 0) {
            return Error{Errc::Tls, std::string(what) + " " + file + ": the file is empty"};
        }
        return errorFromErrno(err, std::string(what) + " " + file);
    }
    return {};
}

// Never asks on the terminal: without a passphrase an encrypted key is an error.
int givePassphrase(char* buffer, int size, int, void* data) {
    const auto& passphrase = *static_cast<const std::string*>(data);
    if (passphrase.size() > std::size_t(size)) {
        return -1;
    }
    std::memcpy(buffer, passphrase.data(), passphrase.size());
    return int(passphrase.size());
}

int chooseHost(SSL* ssl, int*, void* data) {
    const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (!name) {
        return SSL_TLSEXT_ERR_NOACK;
    }
    SSL_CTX* context = static_cast<TlsEngine*>(data)->contextFor(name);
    if (context) {
        SSL_set_SSL_CTX(ssl, context);
    }
    return SSL_TLSEXT_ERR_OK;
}

// RFC 7301: without a protocol in common the handshake fails.
int chooseProtocol(SSL*, const unsigned char** out, unsigned char* outSize, const unsigned char* in,
                   unsigned inSize, void* data) {
    const std::string& ours = static_cast<TlsEngine*>(data)->alpn;
    unsigned char* chosen = nullptr;
    int found = SSL_select_next_proto(&chosen, outSize, reinterpret_cast<const unsigned char*>(ours.data()),
                                      unsigned(ours.size()), in, inSize);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void setCommon(SSL_CTX* context, TlsVersion minimum) {
    SSL_CTX_set_min_proto_version(context, minimum == TlsVersion::Tls13 ? TLS1_3_VERSION : TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    // Tickets carry the sessions; a cache in memory would only grow.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

int acceptAnyway(int, X509_STORE_CTX*) { return 1; }

} // namespace

void SslContextDeleter::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

std::string takeTlsReason() {
    unsigned long code = ERR_peek_error(); // the first is the cause, later ones are its consequences
    ERR_clear_error();
    if (code == 0) {
        return {};
    }
    if (const char* reason = ERR_reason_error_string(code)) {
        return reason;
    }
    return ERR_SYSTEM_ERROR(code) ? std::strerror(ERR_GET_REASON(code)) : "error " + std::to_string(code);
}

Result<Ref<TlsEngine>> TlsEngine::server(const TlsServerOptions& options) {
    Ref<TlsEngine> engine(*new TlsEngine);
    if (auto set = engine->setAlpn(options.alpn); !set) {
        return set.error();
    }
    auto context = engine->makeServerContext(options, options.certificate);
    if (!context) {
        return context.error();
    }
    engine->context = context.take();
    for (const TlsHost& host : options.hosts) {
        bool isWildcard = host.name.rfind("*.", 0) == 0;
        std::string key = lowerCase(isWildcard ? std::string_view(host.name).substr(1) : host.name);
        if (key.empty() || key.find('*') != key.npos || key == ".") {
            return Error{Errc::InvalidArgument,
                         "\"" + host.name +
                             "\" is not a host name; a \"*\" may only stand for the whole first label"};
        }
        auto extra = engine->makeServerContext(options, host.certificate);
        if (!extra) {
            return extra.error();
        }
        engine->hosts[key] = extra.take();
    }
    return engine;
}

Result<SslContextPtr> TlsEngine::makeServerContext(const TlsServerOptions& options,
                                                   const TlsCertificate& certificate) {
    SslContextPtr owner(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* made = owner.get();
    setCommon(made, options.minimum);
    SSL_CTX_set_options(made,
                        SSL_OP_CIPHER_SERVER_PREFERENCE | (options.sessionTickets ? 0 : SSL_OP_NO_TICKET));
    if (!options.sessionTickets) {
        SSL_CTX_set_num_tickets(made, 0);
    }
    if (!options.ciphers.empty() && SSL_CTX_set_cipher_list(made, options.ciphers.c_str()) != 1) {
        ERR_clear_error();
        return Error{Errc::InvalidArgument,
                     "the cipher list \"" + options.ciphers + "\" names no known cipher"};
    }
    if (!options.ticketKey.empty()) {
        std::string key = options.ticketKey;
        if (key.size() != kTicketKeyBytes ||
            SSL_CTX_set_tlsext_ticket_keys(made, key.data(), long(key.size())) != 1) {
            return Error{Errc::InvalidArgument,
                         "a ticket key has " + std::to_string(kTicketKeyBytes) + " bytes"};
        }
    }
    if (auto loaded = loadCertificate(made, certificate); !loaded) {
        return loaded.error();
    }
    // Sessions of another application, or with other rules for client certificates, are not resumed.
    static constexpr unsigned char kSessionContext[] = "aha";
    SSL_CTX_set_session_id_context(made, kSessionContext, sizeof kSessionContext);
    // What the macro SSL_CTX_set_tlsext_servername_callback does, with a cast that C++ can check.
    SSL_CTX_callback_ctrl(made, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, reinterpret_cast<void (*)()>(chooseHost));
    SSL_CTX_set_tlsext_servername_arg(made, this);
    if (!alpn.empty()) {
        SSL_CTX_set_alpn_select_cb(made, chooseProtocol, this);
    }
    if (options.clientCertificates != ClientCertificates::Off) {
        const std::string& file = options.clientCaFile;
        if (auto readable = checkReadable("CA file for client certificates", file); !readable) {
            return readable.error();
        }
        STACK_OF(X509_NAME)* names = SSL_load_client_CA_file(file.c_str());
        if (!names || SSL_CTX_load_verify_locations(made, file.c_str(), nullptr) != 1) {
            sk_X509_NAME_pop_free(names, X509_NAME_free);
            return fileError("CA file for client certificates", file);
        }
        SSL_CTX_set_client_CA_list(made, names);
        bool isRequired = options.clientCertificates == ClientCertificates::Required;
        SSL_CTX_set_verify(made, SSL_VERIFY_PEER | (isRequired ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0),
                           nullptr);
    }
    return owner;
}

Result<void> TlsEngine::loadCertificate(ssl_ctx_st* made, const TlsCertificate& certificate) {
    if (auto readable = checkReadable("certificate", certificate.certificateFile); !readable) {
        return readable;
    }
    if (auto readable = checkReadable("private key", certificate.keyFile); !readable) {
        return readable;
    }
    ERR_clear_error();
    passphrase = certificate.passphrase;
    SSL_CTX_set_default_passwd_cb(made, givePassphrase);
    SSL_CTX_set_default_passwd_cb_userdata(made, &passphrase);
    bool hasChain = SSL_CTX_use_certificate_chain_file(made, certificate.certificateFile.c_str()) == 1;
    bool hasKey =
        hasChain && SSL_CTX_use_PrivateKey_file(made, certificate.keyFile.c_str(), SSL_FILETYPE_PEM) == 1;
    SSL_CTX_set_default_passwd_cb_userdata(made, nullptr);
    SSL_CTX_set_default_passwd_cb(made, nullptr);
    std::fill(passphrase.begin(), passphrase.end(), '\0');
    passphrase.clear();
    if (!hasChain) {
        return fileError("certificate", certificate.certificateFile);
    }
    // Loading the key compares it with the certificate that is there.
    if (!hasKey) {
        unsigned long code = ERR_peek_error();
        if (ERR_GET_LIB(code) == ERR_LIB_X509 && ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH) {
            ERR_clear_error();
            return Error{Errc::Tls, "private key " + certificate.keyFile +
                                        " does not belong to certificate " + certificate.certificateFile};
        }
        Error error = fileError("private key", certificate.keyFile);
        if (certificate.passphrase.empty()) {
            error.message += " (if it is encrypted, it needs a passphrase)";
        }
        return error;
    }
    return {};
}

Result<void> TlsEngine::setAlpn(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (name.empty() || name.size() > 255) {
            return Error{Errc::InvalidArgument, "an ALPN name has 1 to 255 bytes, \"" + name + "\" has " +
                                                    std::to_string(name.size())};
        }
        alpn += char(name.size());
        alpn += name;
    }
    return {};
}

Result<Ref<TlsEngine>> TlsEngine::client(const TlsClientOptions& options) {
    Ref<TlsEngine> engine(*new TlsEngine);
    engine->isServer = false;
    engine->context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* made = engine->context.get();
    setCommon(made, options.minimum);
    ERR_clear_error();
    if (options.verifyPeer) {
        SSL_CTX_set_verify(made, SSL_VERIFY_PEER, nullptr);
        if (options.caFile.empty()) {
            SSL_CTX_set_default_verify_paths(made);
        } else if (auto readable = checkReadable("CA file", options.caFile); !readable) {
            return readable.error();
        } else if (SSL_CTX_load_verify_locations(made, options.caFile.c_str(), nullptr) != 1) {
            return fileError("CA file", options.caFile);
        }
    } else {
        SSL_CTX_set_verify(made, SSL_VERIFY_NONE, acceptAnyway);
    }
    if (!options.certificate.certificateFile.empty()) {
        if (auto loaded = engine->loadCertificate(made, options.certificate); !loaded) {
            return loaded.error();
        }
    }
    if (auto set = engine->setAlpn(options.alpn); !set) {
        return set.error();
    }
    const auto* wire = reinterpret_cast<const unsigned char*>(engine->alpn.data());
    if (!engine->alpn.empty() && SSL_CTX_set_alpn_protos(made, wire, unsigned(engine->alpn.size())) != 0) {
        return Error{Errc::InvalidArgument, "the ALPN list is too long"};
    }
    return engine;
}

SSL_CTX* TlsEngine::contextFor(std::string_view serverName) const {
    if (hosts.empty()) {
        return nullptr;
    }
    std::string name = lowerCase(serverName);
    auto found = hosts.find(name);
    if (found == hosts.end()) {
        std::size_t dot = name.find('.');
        if (dot != name.npos && dot > 0) {
            found = hosts.find(std::string_view(name).substr(dot));
        }
    }
    return found == hosts.end() ? nullptr : found->second.get();
}

std::string TlsEngine::ticketKey() const {
    std::string key(kTicketKeyBytes, '\0');
    return SSL_CTX_get_tlsext_ticket_keys(context.get(), key.data(), long(key.size())) == 1 ? key
                                                                                            : std::string();
}

} // namespace aha::net
