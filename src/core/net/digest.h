#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace aha::net {

// Hashes as lower case hexadecimal text; "" when OpenSSL refuses (MD5 in FIPS mode). Plain functions, so that
// codecs, which do not know OpenSSL, take them as pointers.
std::string md5Hex(std::string_view bytes);
std::string sha256Hex(std::string_view bytes);
std::string sha1Bytes(std::string_view bytes); // 20 raw bytes, for Sec-WebSocket-Accept

// Cryptographically strong. Resource when the generator fails.
Result<std::string> randomHex(std::size_t bytes); // 2 digits each

} // namespace aha::net
