#pragma once

#include "support/pieces.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace aha::fuzz {

inline std::string_view viewOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// The property failed: shows both sides and stops, which libFuzzer reports with the input.
inline void requireEqual(const std::string& a, const std::string& b, const char* what) {
    if (a != b) {
        std::fprintf(stderr, "%s\n--- one\n%s\n--- other\n%s\n", what, a.c_str(), b.c_str());
        std::abort();
    }
}

inline void require(bool condition, const char* what) {
    if (!condition) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

} // namespace aha::fuzz
