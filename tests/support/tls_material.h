#pragma once

#include <memory>
#include <string>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace aha::test {

// Certificates and keys made on the spot, as PEM files in a temporary folder.
struct TlsFiles {
    std::string certificate, key;
};

class TlsAuthority {
public:
    explicit TlsAuthority(const std::string& name);
    ~TlsAuthority();

    struct Wish {
        std::string commonName;
        std::vector<std::string> names; // "DNS:example.org", "IP:127.0.0.1"
        int daysValid = 30;             // negative: has expired
        std::string passphrase;         // of the key file
        std::string file;               // base of the file names; "" = the common name
    };
    TlsFiles issue(const Wish& wish) const;
    const std::string& caFile() const { return caFile_; }

private:
    std::string caFile_;
    evp_pkey_st* key_ = nullptr;
    x509_st* certificate_ = nullptr;
};

} // namespace aha::test
