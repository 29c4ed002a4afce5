#pragma once

#include <string>

namespace aha {

// A library that the extension stands on: the version it was compiled against, and the one that is loaded.
struct LibraryVersion {
    std::string name, compiled, loaded;
};

} // namespace aha
