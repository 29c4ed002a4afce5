#include "core/net/library_versions.h"

#include <openssl/crypto.h>
#include <openssl/opensslv.h>
#include <uv.h>

namespace aha::net {

std::vector<LibraryVersion> libraryVersions() {
    std::string uvCompiled = std::to_string(UV_VERSION_MAJOR) + "." + std::to_string(UV_VERSION_MINOR) + "." +
                             std::to_string(UV_VERSION_PATCH);
    return {{"libuv", uvCompiled, uv_version_string()},
            {"OpenSSL", OPENSSL_VERSION_STR, OpenSSL_version(OPENSSL_VERSION_STRING)}};
}

} // namespace aha::net
