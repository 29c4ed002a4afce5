#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace aha::log {

namespace detail {
inline constexpr std::uint64_t kOnes = 0x0101010101010101; // one in each of eight bytes
inline constexpr std::uint64_t kHigh = kOnes * 0x80;

template <typename IsBad, typename AreBad> bool scan(std::string_view text, IsBad isBad, AreBad areBad) {
    if (text.size() < sizeof(std::uint64_t)) {
        for (char c : text) {
            if (isBad(static_cast<unsigned char>(c))) {
                return true;
            }
        }
        return false;
    }
    std::uint64_t eight;
    for (std::size_t at = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (areBad(eight)) {
            return true;
        }
    }
    std::memcpy(&eight, text.data() + text.size() - sizeof eight, sizeof eight); // the last ones once more
    return areBad(eight);
}
} // namespace detail

// Eight bytes at a time: compilers do not make vector loops of such a search. Carries and borrows come from
// bytes that are bad themselves, or from 0xff, which makes the answer "yes" too often, never "no".

// Control characters and DEL.
constexpr bool isControl(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }
inline bool hasControl(std::string_view text) {
    using namespace detail;
    return scan(text, isControl,
                [](std::uint64_t x) { return (((x - kOnes * 0x20) | (x + kOnes)) & ~x & kHigh) != 0; });
}

// What cannot stand between quotes as it is: control characters, quotes, backslashes, all beyond ASCII.
constexpr bool isSpecial(unsigned char byte) {
    return byte < 0x20 || byte >= 0x7f || byte == '"' || byte == '\\';
}
inline bool hasSpecial(std::string_view text) {
    using namespace detail;
    return scan(text, isSpecial, [](std::uint64_t x) {
        std::uint64_t quotes = ((x ^ (kOnes * '"')) - kOnes) | ((x ^ (kOnes * '\\')) - kOnes);
        return ((x | (x - kOnes * 0x20) | (x + kOnes) | quotes) & kHigh) != 0;
    });
}

} // namespace aha::log
