#include "core/net/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace aha::net {

static std::string toHex(const unsigned char* bytes, std::size_t count) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    out.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(kHex[bytes[i] >> 4]);
        out.push_back(kHex[bytes[i] & 15]);
    }
    return out;
}

static std::string hash(const EVP_MD* kind, std::string_view bytes, bool hex) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), out, &length, kind, nullptr) != 1) {
        return {};
    }
    return hex ? toHex(out, length) : std::string(reinterpret_cast<const char*>(out), length);
}

std::string md5Hex(std::string_view bytes) { return hash(EVP_md5(), bytes, true); }

std::string sha256Hex(std::string_view bytes) { return hash(EVP_sha256(), bytes, true); }

std::string sha1Bytes(std::string_view bytes) { return hash(EVP_sha1(), bytes, false); }

Result<std::string> randomHex(std::size_t bytes) {
    constexpr std::size_t kMost = 64;
    unsigned char out[kMost];
    if (bytes > kMost || RAND_bytes(out, static_cast<int>(bytes)) != 1) {
        return Error{Errc::Resource, "no random bytes"};
    }
    return toHex(out, bytes);
}

} // namespace aha::net
