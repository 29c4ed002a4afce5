#pragma once

#include "core/proto/http/cookie.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace aha::http {

inline constexpr std::size_t kMaxCookieBytes = 4096; // name and value together; larger ones are ignored
inline constexpr std::size_t kMaxCookieAttributeBytes = 1024; // of a value; larger ones are ignored

// A received Set-Cookie field, read as browsers do (RFC 6265bis 5.6): unknown and broken attributes are
// ignored, the last of several counts, the domain is in lower case without its leading dot. Nothing for a
// cookie without name, with control characters, or too large.
std::optional<SetCookie> parseSetCookie(std::string_view field);

// The dates of cookies, whose form is anything with a time, a day, a month and a year (RFC 6265bis 5.1.1).
std::optional<std::int64_t> parseCookieDate(std::string_view text);

} // namespace aha::http
