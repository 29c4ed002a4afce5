#include "core/log/json_text.h"

#include "core/log/byte_scan.h"

#include <cstddef>
#include <cstdint>

namespace aha::log {

static bool isFollower(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

// The bytes of the UTF-8 sequence that begins there; 0: it is none (RFC 3629: no surrogates, no long forms).
static std::size_t sequenceAt(std::string_view text, std::size_t at) {
    auto first = static_cast<unsigned char>(text[at]);
    std::size_t size = first >= 0xc2 && first < 0xe0   ? 2
                       : first >= 0xe0 && first < 0xf0 ? 3
                       : first >= 0xf0 && first < 0xf5 ? 4
                                                       : 0;
    for (std::size_t i = 1; i < size; ++i) {
        if (!isFollower(text, at + i)) {
            return 0;
        }
    }
    if (size > 2) {
        auto second = static_cast<unsigned char>(text[at + 1]);
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
            (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) {
            return 0;
        }
    }
    return size;
}

static void appendEscape(std::string& out, char c) {
    static constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    default: break;
    }
    auto byte = static_cast<unsigned char>(c);
    out.append("\\u00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
}

void appendJsonText(std::string& out, std::string_view text) {
    if (!hasSpecial(text)) {
        out.append(text);
        return;
    }
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto byte = static_cast<unsigned char>(text[i]);
        std::size_t size = byte < 0x80 ? 1 : sequenceAt(text, i);
        if (size == 1 ? byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f : size > 1) {
            i += size;
            continue;
        }
        out.append(text, from, i - from);
        if (size == 1) {
            appendEscape(out, text[i]);
        } else {
            out.append("\\ufffd");
        }
        from = ++i;
    }
    out.append(text, from, text.size() - from);
}

} // namespace aha::log
