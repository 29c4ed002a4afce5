#include "core/net/tls_engine.h"
#include "core/net/tls_stream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>

// What a TLS stream tells about itself and its peer.
namespace aha::net {

std::string_view TlsStream::alpn() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    if (ssl_) {
        SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    }
    return {reinterpret_cast<const char*>(name), size};
}

std::string_view TlsStream::protocol() const { return ssl_ ? SSL_get_version(ssl_.get()) : ""; }

std::string_view TlsStream::cipher() const { return ssl_ ? SSL_get_cipher_name(ssl_.get()) : ""; }

std::string_view TlsStream::serverName() const {
    const char* name = ssl_ ? SSL_get_servername(ssl_.get(), TLSEXT_NAMETYPE_host_name) : nullptr;
    return name ? name : "";
}

std::string TlsStream::peerCertificateSubject() const {
    X509* certificate = ssl_ ? SSL_get0_peer_certificate(ssl_.get()) : nullptr;
    if (!certificate) {
        return {};
    }
    BIO* text = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(text, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
    char* bytes = nullptr;
    long size = BIO_get_mem_data(text, &bytes);
    std::string subject(bytes, std::size_t(std::max(size, 0L)));
    BIO_free(text);
    return subject;
}

bool TlsStream::isResumed() const { return ssl_ && SSL_session_reused(ssl_.get()) == 1; }

Error TlsStream::handshakeError() const {
    unsigned long code = ERR_peek_error();
    std::string reason = takeTlsReason();
    long verified = SSL_get_verify_result(ssl_.get());
    if (ERR_GET_LIB(code) == ERR_LIB_SSL) {
        switch (ERR_GET_REASON(code)) {
        case SSL_R_HTTP_REQUEST: reason = "the peer speaks plain HTTP"; break;
        case SSL_R_WRONG_VERSION_NUMBER: reason = "the peer does not speak TLS"; break;
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_VERSION_TOO_LOW: reason = "the peer offers no version of TLS that is allowed here"; break;
        case SSL_R_NO_SHARED_CIPHER: reason = "no cipher in common"; break;
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: reason = "the peer shows no certificate"; break;
        case SSL_R_NO_APPLICATION_PROTOCOL: reason = "no application protocol in common"; break;
        case SSL_R_CERTIFICATE_VERIFY_FAILED:
            reason = "the certificate of the peer is not accepted: ";
            reason += X509_verify_cert_error_string(verified);
            break;
        default: break;
        }
    }
    return Error{Errc::Tls, "TLS handshake: " + (reason.empty() ? "unexpected end" : reason)};
}

} // namespace aha::net
