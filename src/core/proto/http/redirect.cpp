#include "core/proto/http/redirect.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/framing_fields.h"
#include "core/proto/http/response_head.h"

#include <algorithm>

namespace aha::http {

bool isRedirectStatus(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// 307 and 308 keep the method. 301 and 302 turn POST into GET, as everybody does (RFC 9110 15.4.2). 303 asks
// for GET, or HEAD where that was the question.
static bool turnsIntoGet(int status, std::string_view method) {
    if (status == 303) {
        return method != "GET" && method != "HEAD";
    }
    return (status == 301 || status == 302) && method == "POST";
}

// Repeated fields with the same value count as one.
static Result<std::optional<std::string_view>> locationOf(const ResponseHead& head) {
    std::optional<std::string_view> location;
    for (std::size_t i = 0; i < head.count(); ++i) {
        if (!equalsIgnoreCase(head.name(i), "location")) {
            continue;
        }
        if (location && *location != head.value(i)) {
            return Error{Errc::Malformed, "redirect with several locations"};
        }
        location = head.value(i);
    }
    return location;
}

Result<std::optional<Redirect>> readRedirect(const Url& from, std::string_view method,
                                             const ResponseHead& head) {
    if (!isRedirectStatus(head.status())) {
        return std::optional<Redirect>();
    }
    const Result<std::optional<std::string_view>> location = locationOf(head);
    if (!location) {
        return location.error();
    }
    if (!location.value()) {
        return std::optional<Redirect>();
    }
    Result<Url> resolved = from.resolve(*location.value());
    if (!resolved) {
        const bool scheme = resolved.error().code == Errc::Unsupported;
        return Error{scheme ? Errc::Unsupported : Errc::Malformed, "redirect: " + resolved.error().message};
    }
    Redirect redirect{resolved.take(), std::string(method)};
    if (redirect.url.scheme != "http" && redirect.url.scheme != "https") {
        return Error{Errc::Unsupported, "redirect: scheme \"" + redirect.url.scheme + "\" is not followed"};
    }
    redirect.url.user.clear(); // credentials from a server are not the user's
    redirect.url.password.clear();
    redirect.url.hasUserinfo = false;
    if (!redirect.url.fragment) { // RFC 9110 10.2.2
        redirect.url.fragment = from.fragment;
    }
    if (turnsIntoGet(head.status(), method)) {
        redirect.method = "GET";
        redirect.keepsBody = false;
    }
    redirect.crossesOrigin = redirect.url.origin() != from.origin();
    redirect.downgrades = from.isSecure() && !redirect.url.isSecure();
    return std::optional<Redirect>(std::move(redirect));
}

static bool isOneOf(std::string_view name, const std::string_view* first, const std::string_view* last) {
    return std::any_of(first, last, [name](std::string_view other) { return equalsIgnoreCase(name, other); });
}

bool followsRedirect(std::string_view headerName, const Redirect& redirect) {
    static constexpr std::string_view kSecret[] = {"authorization", "cookie", "proxy-authorization"};
    static constexpr std::string_view kBody[] = {"content-type",     "content-length",   "content-encoding",
                                                 "content-language", "content-location", "transfer-encoding",
                                                 "trailer",          "content-md5",      "digest",
                                                 "content-digest",   "repr-digest",      "expect"};
    if (equalsIgnoreCase(headerName, "host")) {
        return !redirect.crossesOrigin;
    }
    if (redirect.crossesOrigin && isOneOf(headerName, std::begin(kSecret), std::end(kSecret))) {
        return false;
    }
    return redirect.keepsBody || !isOneOf(headerName, std::begin(kBody), std::end(kBody));
}

std::optional<std::int64_t> parseRetryAfter(std::string_view value, std::int64_t nowUnixSeconds) {
    value = trimBlanks(value);
    if (!value.empty() && isDigit(value.front())) {
        while (value.size() > 1 && value.front() == '0') {
            value.remove_prefix(1);
        }
        std::uint64_t seconds = 0;
        return parseContentLength(value, seconds) ? std::optional(static_cast<std::int64_t>(seconds))
                                                  : std::nullopt;
    }
    const std::int64_t date = parseDate(value);
    return date < 0 ? std::nullopt : std::optional(std::max<std::int64_t>(0, date - nowUnixSeconds));
}

} // namespace aha::http
