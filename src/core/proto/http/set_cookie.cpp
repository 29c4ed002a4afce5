#include "core/proto/http/set_cookie.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/response_head.h"

#include <algorithm>
#include <limits>
#include <string>

namespace aha::http {

// ---- dates

namespace {

struct DateParts {
    int hour = -1, minute = -1, second = -1, day = -1, month = -1, year = -1;
};

bool isDateDelimiter(char c) {
    const unsigned char u = static_cast<unsigned char>(c);
    return u == '\t' || (u >= 0x20 && u <= 0x2f) || (u >= 0x3b && u <= 0x40) || (u >= 0x5b && u <= 0x60) ||
           (u >= 0x7b && u <= 0x7e);
}

// Digits at the start of `text`, `least` to `most` of them; -1 when there are others. Takes them away.
int takeNumber(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t digits = 0;
    int number = 0;
    while (digits < text.size() && digits <= most && isDigit(text[digits])) {
        number = digits < most ? number * 10 + (text[digits] - '0') : number;
        ++digits;
    }
    if (digits < least || digits > most) {
        return -1;
    }
    text.remove_prefix(digits);
    return number;
}

bool readTime(std::string_view token, DateParts& parts) {
    int numbers[3];
    for (int i = 0; i < 3; ++i) {
        numbers[i] = takeNumber(token, 1, 2);
        if (numbers[i] < 0 || (i < 2 && (token.empty() || token.front() != ':'))) {
            return false;
        }
        token.remove_prefix(i < 2 ? 1 : 0);
    }
    parts.hour = numbers[0];
    parts.minute = numbers[1];
    parts.second = numbers[2];
    return true;
}

int monthOf(std::string_view token) {
    static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12; ++i) {
        if (equalsIgnoreCase(token.substr(0, 3), kMonths[i])) {
            return i + 1;
        }
    }
    return -1;
}

void readDateToken(std::string_view token, DateParts& parts) {
    if (parts.hour < 0 && readTime(token, parts)) {
        return;
    }
    if (parts.day < 0) {
        std::string_view rest = token;
        parts.day = takeNumber(rest, 1, 2);
        if (parts.day >= 0) {
            return;
        }
    }
    if (parts.month < 0) {
        parts.month = monthOf(token);
        if (parts.month >= 0) {
            return;
        }
    }
    if (parts.year < 0) {
        parts.year = takeNumber(token, 2, 4);
    }
}

} // namespace

std::optional<std::int64_t> parseCookieDate(std::string_view text) {
    DateParts parts;
    while (!text.empty()) {
        const auto end = std::find_if(text.begin(), text.end(), isDateDelimiter);
        const std::size_t length = static_cast<std::size_t>(end - text.begin());
        if (length > 0) {
            readDateToken(text.substr(0, length), parts);
        }
        text.remove_prefix(std::min(text.size(), length + 1));
    }
    if (parts.year >= 0 && parts.year <= 99) {
        parts.year += parts.year < 70 ? 2000 : 1900;
    }
    if (parts.year < 1601) {
        return std::nullopt;
    }
    return unixTime(parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second);
}

// ---- fields

static std::optional<std::int64_t> parseMaxAge(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), isDigit)) {
        return std::nullopt;
    }
    std::int64_t seconds = 0;
    for (char c : digits) { // far ages are one as good as the other
        seconds = std::min<std::int64_t>(seconds * 10 + (c - '0'), std::numeric_limits<std::int32_t>::max());
    }
    return negative ? -seconds : seconds;
}

static void takeAttribute(std::string_view name, std::string_view value, SetCookie& cookie) {
    if (value.size() > kMaxCookieAttributeBytes) {
        return;
    }
    if (equalsIgnoreCase(name, "expires")) {
        if (const auto date = parseCookieDate(value)) {
            cookie.expires = date;
        }
    } else if (equalsIgnoreCase(name, "max-age")) {
        if (const auto age = parseMaxAge(value)) {
            cookie.maxAge = age;
        }
    } else if (equalsIgnoreCase(name, "domain")) {
        value.remove_prefix(!value.empty() && value.front() == '.' ? 1 : 0);
        cookie.domain = lowerAscii(value);
    } else if (equalsIgnoreCase(name, "path")) {
        cookie.path.assign(!value.empty() && value.front() == '/' ? value : std::string_view());
    } else if (equalsIgnoreCase(name, "secure")) {
        cookie.secure = true;
    } else if (equalsIgnoreCase(name, "httponly")) {
        cookie.httpOnly = true;
    } else if (equalsIgnoreCase(name, "partitioned")) {
        cookie.partitioned = true;
    } else if (equalsIgnoreCase(name, "samesite")) {
        cookie.sameSite = equalsIgnoreCase(value, "strict") ? SameSite::Strict
                          : equalsIgnoreCase(value, "lax")  ? SameSite::Lax
                          : equalsIgnoreCase(value, "none") ? SameSite::None
                                                            : SameSite::Unset;
    }
}

std::optional<SetCookie> parseSetCookie(std::string_view field) {
    if (hasControl(field)) {
        return std::nullopt;
    }
    SetCookie cookie;
    bool first = true;
    for (bool more = true; more; first = false) {
        const std::size_t end = field.find(';');
        const std::string_view part = field.substr(0, end);
        more = end != std::string_view::npos;
        field.remove_prefix(more ? end + 1 : 0);
        const std::size_t equals = part.find('=');
        const std::string_view name = trimBlanks(part.substr(0, equals));
        const std::string_view value =
            equals == std::string_view::npos ? std::string_view() : trimBlanks(part.substr(equals + 1));
        if (!first) {
            takeAttribute(name, value, cookie);
            continue;
        }
        if (equals == std::string_view::npos || name.empty() ||
            name.size() + value.size() > kMaxCookieBytes) {
            return std::nullopt;
        }
        cookie.name = name;
        cookie.value = value;
    }
    return cookie;
}

} // namespace aha::http
