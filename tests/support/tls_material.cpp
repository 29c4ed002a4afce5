#include "support/tls_material.h"

#include "core/base/assert.h"
#include "support/raw_socket.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>

namespace aha::test {

namespace {

void writePem(const std::string& path, X509* certificate) {
    FILE* file = std::fopen(path.c_str(), "w");
    AHA_ASSERT(file && PEM_write_X509(file, certificate) == 1);
    std::fclose(file);
}

void writePem(const std::string& path, EVP_PKEY* key, const std::string& passphrase) {
    FILE* file = std::fopen(path.c_str(), "w");
    std::string secret = passphrase;
    const EVP_CIPHER* cipher = passphrase.empty() ? nullptr : EVP_aes_128_cbc();
    AHA_ASSERT(file &&
               PEM_write_PrivateKey(file, key, cipher, reinterpret_cast<unsigned char*>(secret.data()),
                                    int(secret.size()), nullptr, nullptr) == 1);
    std::fclose(file);
}

X509* makeCertificate(const std::string& name, EVP_PKEY* key, X509* issuer, int daysValid) {
    static long serial = 1000;
    X509* made = X509_new();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made), -86400L * 60);
    X509_gmtime_adj(X509_getm_notAfter(made), 86400L * daysValid);
    X509_set_pubkey(made, key);
    X509_NAME* subject = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(made, issuer ? X509_get_subject_name(issuer) : subject);
    return made;
}

void addExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    AHA_ASSERT(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

} // namespace

TlsAuthority::TlsAuthority(const std::string& name) : caFile_(temporaryPath(name + ".ca.pem")) {
    key_ = EVP_EC_gen("P-256");
    certificate_ = makeCertificate(name, key_, nullptr, 3650);
    addExtension(certificate_, certificate_, NID_basic_constraints, "critical,CA:TRUE");
    AHA_ASSERT(X509_sign(certificate_, key_, EVP_sha256()) > 0);
    writePem(caFile_, certificate_);
}

TlsAuthority::~TlsAuthority() {
    X509_free(certificate_);
    EVP_PKEY_free(key_);
}

TlsFiles TlsAuthority::issue(const Wish& wish) const {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* made = makeCertificate(wish.commonName, key, certificate_, wish.daysValid);
    std::string names;
    for (const std::string& name : wish.names) {
        names += (names.empty() ? "" : ",") + name;
    }
    if (!names.empty()) {
        addExtension(made, certificate_, NID_subject_alt_name, names);
    }
    AHA_ASSERT(X509_sign(made, key_, EVP_sha256()) > 0);
    std::string base = temporaryPath(wish.file.empty() ? wish.commonName : wish.file);
    TlsFiles files{base + ".pem", base + ".key"};
    writePem(files.certificate, made);
    writePem(files.key, key, wish.passphrase);
    X509_free(made);
    EVP_PKEY_free(key);
    return files;
}

} // namespace aha::test
