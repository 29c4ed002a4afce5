#pragma once

#include <string>
#include <string_view>

namespace aha::test {

// Escaped, and long texts shortened to their ends and size.
inline std::string printable(std::string_view bytes) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    const bool isLong = bytes.size() > 400;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (isLong && i == 100) {
            out.append("[... ").append(std::to_string(bytes.size())).append(" ...]");
            i = bytes.size() - 100;
        }
        const unsigned char u = static_cast<unsigned char>(bytes[i]);
        if (u < 0x20 || u >= 0x7f || u == '\\') {
            out.append("\\x").push_back(kHex[u >> 4]);
            out.push_back(kHex[u & 15]);
        } else {
            out.push_back(bytes[i]);
        }
    }
    return out;
}

} // namespace aha::test
