#pragma once

#include "core/base/library_version.h"

#include <vector>

namespace aha::net {

std::vector<LibraryVersion> libraryVersions(); // libuv, OpenSSL

} // namespace aha::net
