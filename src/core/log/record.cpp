#include "core/log/record.h"

#include "core/log/byte_scan.h"

#include <algorithm>

namespace aha::log {

bool needsEscaping(std::string_view text) { return hasControl(text); }

void appendEscaped(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isControl(static_cast<unsigned char>(text[i]))) {
            continue;
        }
        out.append(text, from, i - from);
        from = i + 1;
        switch (text[i]) {
        case '\n': out.append("\\n"); break;
        case '\r': out.append("\\r"); break;
        case '\t': out.append("\\t"); break;
        default: {
            auto byte = static_cast<unsigned char>(text[i]);
            out.append("\\x").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
        }
        }
    }
    out.append(text, from, text.size() - from);
}

std::string_view cutRecord(std::string_view record, std::size_t maxBytes, std::string& storage) {
    static constexpr std::string_view kNote = " [cut]";
    std::size_t keep = maxBytes - std::min(kNote.size(), maxBytes);
    while (keep > 0 && (static_cast<unsigned char>(record[keep]) & 0xc0) == 0x80) {
        --keep;
    }
    if (record.data() != storage.data()) {
        storage = record.substr(0, keep);
    }
    storage.resize(keep);
    storage.append(kNote.substr(0, maxBytes - keep));
    return storage;
}

std::size_t wholeLines(std::string_view lines, std::size_t maxBytes) {
    if (lines.size() <= maxBytes) {
        return lines.size();
    }
    std::size_t end = maxBytes > 0 ? lines.rfind('\n', maxBytes - 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
        end = lines.find('\n', maxBytes);
    }
    return end == std::string_view::npos ? lines.size() : end + 1;
}

} // namespace aha::log
