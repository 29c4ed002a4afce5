#pragma once

#include <cstdint>

namespace aha::php {

// The widest bounds of the servers' options: beyond them a number is a mistake of its unit.
inline constexpr std::int64_t kMaxOptionBytes = std::int64_t(1) << 40;
inline constexpr double kMaxOptionSeconds = 1e7;

} // namespace aha::php
