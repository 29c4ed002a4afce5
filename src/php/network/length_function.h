#pragma once

#include "php/value.h"

#include <cstdint>
#include <string_view>

namespace aha::php {

class OptionReader;

// Reads the option "package_length_func". False: it is not given, or ConfigException was thrown.
bool readLengthFunction(OptionReader& reader, Callable& function);

// Asks it how long the package is that begins with these bytes; only from the ready queue. -1 when it threw,
// called exit() or gave no int: all of that was reported.
std::int64_t askPackageLength(Callable& function, std::string_view begin);

} // namespace aha::php
