#pragma once

#include "core/base/library_version.h"

#include <vector>

namespace aha::http {

std::vector<LibraryVersion> libraryVersions(); // llhttp, zlib

} // namespace aha::http
