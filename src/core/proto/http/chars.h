#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

// Character classes of RFC 9110 and RFC 3986, one bit each.
enum CharClass : std::uint8_t {
    kToken = 1,      // tchar
    kTargetChar = 2, // tolerated in path and query; '?' and '#' are handled by the caller
    kRegName = 4,  // unreserved / sub-delims: a host name without its percent escapes; no ',' (a merged list)
    kHexDigit = 8, // either case
    kCookieValue = 16, // cookie-octet of RFC 6265
    kPlainPath = 32,   // kTargetChar without '?' and '%'
};

namespace detail {
constexpr std::array<std::uint8_t, 256> makeCharClasses() {
    std::array<std::uint8_t, 256> table{};
    auto add = [&table](std::string_view members, std::uint8_t bit) {
        for (char c : members) {
            table[static_cast<unsigned char>(c)] =
                static_cast<std::uint8_t>(table[static_cast<unsigned char>(c)] | bit);
        }
    };
    constexpr std::string_view alnum = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    add(alnum, kToken | kTargetChar | kRegName | kCookieValue | kPlainPath);
    add("!#$%&'*+-.^_`|~", kToken);
    // RFC 3986 plus what browsers send unescaped ([ ] { } | ^ `). Missing: controls, blank, " < > \ # and
    // non-ASCII.
    add("-._~!$&'()*+,;=:@/[]{}|^`", kTargetChar | kPlainPath);
    add("%?", kTargetChar);
    add("-._~!$&'()*+;=", kRegName);
    add("0123456789abcdefABCDEF", kHexDigit);
    add("!#$%&'()*+-./:<=>?@[]^_`{|}~", kCookieValue);
    return table;
}
inline constexpr std::array<std::uint8_t, 256> kCharClasses = makeCharClasses();
} // namespace detail

inline bool isIn(char c, std::uint8_t classes) {
    return (detail::kCharClasses[static_cast<unsigned char>(c)] & classes) != 0;
}
inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isBlank(char c) { return c == ' ' || c == '\t'; }
inline char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

inline std::string lowerAscii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = lowerAscii(c);
    }
    return out;
}
inline int hexValue(char c) {
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = lowerAscii(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Position of the first character outside of `classes`, or the size.
inline std::size_t spanOf(std::string_view text, std::uint8_t classes) {
    std::size_t i = 0;
    while (i < text.size() && isIn(text[i], classes)) {
        ++i;
    }
    return i;
}

inline bool equalsIgnoreCase(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lowerAscii(a[i]) != lowerAscii(b[i])) {
            return false;
        }
    }
    return true;
}

// `prefix` in any case at the start of `text`.
inline bool hasPrefixIgnoreCase(std::string_view text, std::string_view prefix) {
    return equalsIgnoreCase(text.substr(0, prefix.size()), prefix);
}

inline std::string_view trimBlanks(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

inline bool isControl(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }

// Position of the first control character other than HTAB at `from` or later, or the size: the hot loop over
// a request head.
std::size_t textEnd(std::string_view text, std::size_t from);

inline bool hasControl(std::string_view text) { return textEnd(text, 0) != text.size(); }

// Walks a comma-separated list (RFC 9110 5.6.1): empty members are skipped, quoted strings are not split.
class ListReader {
public:
    explicit ListReader(std::string_view list) : rest_(list) {}
    bool next(std::string_view& member) {
        while (!rest_.empty()) {
            std::size_t i = 0;
            for (bool quoted = false; i < rest_.size() && (quoted || rest_[i] != ','); ++i) {
                if (rest_[i] == '"') {
                    quoted = !quoted;
                } else if (quoted && rest_[i] == '\\') {
                    ++i;
                }
            }
            i = i < rest_.size() ? i : rest_.size();
            member = trimBlanks(rest_.substr(0, i));
            rest_.remove_prefix(i < rest_.size() ? i + 1 : i);
            if (!member.empty()) {
                return true;
            }
        }
        return false;
    }

private:
    std::string_view rest_;
};

} // namespace aha::http
