#include "core/mvc/percent.h"

namespace aha::mvc {

static int hexValue(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::size_t decodePercent(std::string_view text, char* out) {
    char* to = out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            *to++ = text[i];
            continue;
        }
        if (text.size() - i < 3) {
            return kBadPercent;
        }
        const int high = hexValue(text[i + 1]);
        const int low = hexValue(text[i + 2]);
        if (high < 0 || low < 0 || high + low == 0) {
            return kBadPercent;
        }
        *to++ = static_cast<char>(high * 16 + low);
        i += 2;
    }
    return static_cast<std::size_t>(to - out);
}

static void appendEncoded(std::string& out, std::string_view text, std::string_view allowed) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || allowed.find(c) != std::string_view::npos) {
            out.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out.push_back('%');
            out.push_back(kDigits[byte >> 4]);
            out.push_back(kDigits[byte & 15]);
        }
    }
}

void appendSegment(std::string& out, std::string_view text, bool encodes, bool keepsSlash) {
    if (encodes) {
        appendEncoded(out, text, keepsSlash ? "-._~!$&'()*+,;=:@/" : "-._~!$&'()*+,;=:@"); // RFC 3986 pchar
    } else {
        out.append(text);
    }
}

void appendQueryText(std::string& out, std::string_view text) { appendEncoded(out, text, "-._~"); }

} // namespace aha::mvc
