#pragma once

#include "core/proto/http/challenge.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

// Hashes as lower case hexadecimal text, "" when not available: OpenSSL is not known here.
struct DigestHashes {
    std::string (*md5)(std::string_view);
    std::string (*sha256)(std::string_view);
};

struct DigestUser {
    std::string_view name, password;
};

// Answers one Digest challenge (RFC 7616), request after request: counts the uses of its nonce and takes the
// next one. MD5, SHA-256 and their -sess forms; qop auth, or none as of RFC 2069. Kept per origin by the
// client.
class DigestAuth {
public:
    // Unsupported for other algorithms and for qop without auth; Malformed without realm or nonce.
    static Result<DigestAuth> make(const Challenge& challenge, const DigestHashes& hashes);

    // The value of Authorization for one request. `cnonce` is fresh random text, `target` what
    // stands in the request line. InvalidArgument for a user with control characters.
    Result<std::string> authorize(const DigestUser& user, std::string_view method, std::string_view target,
                                  std::string_view cnonce);
    // The value of Authentication-Info of a response; Malformed values are reported and change nothing.
    Result<void> takeInfo(std::string_view authenticationInfo);

    // The password was right, the nonce too old: a new challenge may be answered without asking the user.
    static bool saysStale(const Challenge& challenge);
    const std::string& realm() const { return realm_; }

private:
    DigestAuth() = default;
    std::string hashOfUser(const DigestUser& user, std::string_view cnonce);

    std::string (*hash_)(std::string_view) = nullptr;
    std::string realm_, nonce_, algorithm_;
    std::string session_; // H(A1) of a -sess algorithm, made with the first request
    std::optional<std::string> opaque_;
    std::uint32_t count_ = 0; // requests with this nonce
    bool isSession_ = false;
    bool hasQop_ = false;
};

} // namespace aha::http
