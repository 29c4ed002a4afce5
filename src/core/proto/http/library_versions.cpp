#include "core/proto/http/library_versions.h"

#include <llhttp.h>
#include <zlib.h>

namespace aha::http {

// llhttp cannot be asked for its version at run time; on Debian 12 it is linked into the extension.
std::vector<LibraryVersion> libraryVersions() {
    std::string llhttp = std::to_string(LLHTTP_VERSION_MAJOR) + "." + std::to_string(LLHTTP_VERSION_MINOR) +
                         "." + std::to_string(LLHTTP_VERSION_PATCH);
    return {{"llhttp", llhttp, llhttp}, {"zlib", ZLIB_VERSION, zlibVersion()}};
}

} // namespace aha::http
