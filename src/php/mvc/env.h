#pragma once

#include <string>
#include <string_view>

namespace aha::php {

// Which environment this process runs in, and whether errors are shown: the command line before the
// environment variable before the ini setting before what code says. False: it is malformed,
// ConfigException was thrown.
bool findEnviron(std::string_view code, std::string& out);
bool findDebug(bool code, bool& out);

void shutdownEnv(); // at the end of the script

} // namespace aha::php
