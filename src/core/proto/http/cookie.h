#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::http {

// The pairs of a Cookie header, in order: views into it, not decoded. Quotes around a value are removed.
// A pair without '=' or without a name is skipped.
class CookieReader {
public:
    explicit CookieReader(std::string_view header) : rest_(header) {}
    bool next(std::string_view& name, std::string_view& value);

private:
    std::string_view rest_;
};

enum class SameSite : std::uint8_t { Unset, Lax, Strict, None };

struct SetCookie {
    std::string name;
    std::string value;                   // raw: the caller has encoded what needs it
    std::optional<std::int64_t> expires; // Unix time
    std::optional<std::int64_t> maxAge;  // seconds
    std::string domain;
    std::string path;
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Unset;
    bool partitioned = false;
};

// The value of a Set-Cookie field. InvalidArgument for a name that is no token, for characters that could end
// an attribute or the field, and for what browsers refuse (prefix rules, SameSite=None without Secure).
Result<std::string> formatSetCookie(const SetCookie& cookie);

} // namespace aha::http
