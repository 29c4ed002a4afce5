#include "core/base/json_text.h"

#include <charconv>
#include <cmath>
#include <cstddef>

namespace aha {

// Length of the well-formed UTF-8 sequence at the start of `text`; 0 when there is none.
static std::size_t sequenceLength(std::string_view text) {
    auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead < 0xc2 || lead >= 0xf5 ? 0
                               : lead < 0xe0                 ? 2
                               : lead < 0xf0                 ? 3
                                                             : 4;
    if (length == 0 || length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) {
            return 0;
        }
    }
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    const bool refused = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xed && byte(1) > 0x9f) ||
                         (lead == 0xf0 && byte(1) < 0x90) || (lead == 0xf4 && byte(1) > 0x8f);
    return refused ? 0 : length;
}

static bool isPlain(char c, JsonPlace place) {
    const auto byte = static_cast<unsigned char>(c);
    const bool isMarkup = place == JsonPlace::Html && (c == '<' || c == '>' || c == '&');
    return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && !isMarkup;
}

static void appendEscaped(std::string& out, char c) {
    static constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append("\\u00");
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
}

void appendJsonString(std::string& out, std::string_view text, JsonPlace place) {
    out.push_back('"');
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && isPlain(text[plain], place)) {
            ++plain;
        }
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) {
            break;
        }
        const std::size_t length = sequenceLength(text);
        if (length == 1) {
            appendEscaped(out, text.front());
        } else {
            out.append(length == 0 ? std::string_view("\\ufffd") : text.substr(0, length));
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out.push_back('"');
}

std::string jsonString(std::string_view text, JsonPlace place) {
    std::string out;
    out.reserve(text.size() + 2);
    appendJsonString(out, text, place);
    return out;
}

void appendJsonNumber(std::string& out, double value, int decimals) {
    char digits[512]; // the longest double has 309 digits before the point
    const std::to_chars_result end =
        std::isfinite(value) && decimals >= 0 && decimals <= 20
            ? std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, decimals)
            : std::to_chars_result{nullptr, std::errc::invalid_argument};
    if (end.ec == std::errc()) {
        out.append(digits, end.ptr);
    } else {
        out.append("null");
    }
}

void JsonWriter::separate() {
    if (needsComma_) {
        out_.push_back(',');
    }
    needsComma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_.push_back(bracket);
    needsComma_ = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_.push_back(bracket);
    needsComma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    appendJsonString(out_, name);
    out_.push_back(':');
    needsComma_ = false;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    separate();
    appendJsonString(out_, text);
    return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
    char digits[24];
    const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, value);
    return raw({digits, static_cast<std::size_t>(end.ptr - digits)});
}

JsonWriter& JsonWriter::decimal(double value, int decimals) {
    separate();
    appendJsonNumber(out_, value, decimals);
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_.append(json);
    return *this;
}

} // namespace aha
