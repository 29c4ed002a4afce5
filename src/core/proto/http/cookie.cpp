#include "core/proto/http/cookie.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/response_head.h"

namespace aha::http {

bool CookieReader::next(std::string_view& name, std::string_view& value) {
    while (!rest_.empty()) {
        const std::size_t end = rest_.find(';');
        const std::string_view pair = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) {
            continue;
        }
        name = trimBlanks(pair.substr(0, equals));
        if (name.empty()) {
            continue;
        }
        value = trimBlanks(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        return true;
    }
    return false;
}

namespace {

Error invalidCookie(std::string_view what) { return Error{Errc::InvalidArgument, std::string(what)}; }

bool isAttributeValue(std::string_view text) {
    return !hasControl(text) && text.find(';') == std::string_view::npos &&
           text.find('\t') == std::string_view::npos;
}

bool isCookieValue(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    return spanOf(value, kCookieValue) == value.size();
}

// Letters, digits, '-', '.' and '_'; the ';' that RFC 3986 allows in a host would begin an attribute.
bool isDomain(std::string_view domain) {
    for (char c : domain) {
        if (!isIn(c, kRegName) || std::string_view("~!$&'()*+;=").find(c) != std::string_view::npos) {
            return false;
        }
    }
    return true;
}

Result<void> check(const SetCookie& cookie) {
    if (!isToken(cookie.name)) {
        return invalidCookie("Cookie name must be a token: letters, digits and !#$%&'*+-.^_`|~");
    }
    if (!isCookieValue(cookie.value)) {
        return invalidCookie(
            "Cookie value must not contain control characters, blanks, quotes, commas, semicolons, "
            "backslashes or non-ASCII bytes; encode it first");
    }
    if (!isDomain(cookie.domain)) {
        return invalidCookie("Cookie domain must be a host name");
    }
    if (!isAttributeValue(cookie.path) || (!cookie.path.empty() && cookie.path.front() != '/')) {
        return invalidCookie(
            "Cookie path must start with '/' and must not contain ';' or control characters");
    }
    if (cookie.sameSite == SameSite::None && !cookie.secure) {
        return invalidCookie("Cookie with SameSite=None must be secure");
    }
    if (cookie.partitioned && !cookie.secure) {
        return invalidCookie("Partitioned cookie must be secure");
    }
    if (hasPrefixIgnoreCase(cookie.name, "__Secure-") && !cookie.secure) {
        return invalidCookie("Cookie with prefix __Secure- must be secure");
    }
    if (hasPrefixIgnoreCase(cookie.name, "__Host-") &&
        (!cookie.secure || !cookie.domain.empty() || cookie.path != "/")) {
        return invalidCookie("Cookie with prefix __Host- must be secure, have path '/' and no domain");
    }
    return {};
}

} // namespace

Result<std::string> formatSetCookie(const SetCookie& cookie) {
    if (Result<void> checked = check(cookie); !checked) {
        return checked.error();
    }
    std::string out = cookie.name + "=" + cookie.value;
    if (cookie.expires) {
        char date[30];
        formatDate(*cookie.expires, date);
        out.append("; Expires=").append(date);
    }
    if (cookie.maxAge) {
        out.append("; Max-Age=").append(std::to_string(*cookie.maxAge));
    }
    if (!cookie.domain.empty()) {
        out.append("; Domain=").append(cookie.domain);
    }
    if (!cookie.path.empty()) {
        out.append("; Path=").append(cookie.path);
    }
    out.append(cookie.secure ? "; Secure" : "").append(cookie.httpOnly ? "; HttpOnly" : "");
    switch (cookie.sameSite) {
    case SameSite::Unset: break;
    case SameSite::Lax: out.append("; SameSite=Lax"); break;
    case SameSite::Strict: out.append("; SameSite=Strict"); break;
    case SameSite::None: out.append("; SameSite=None"); break;
    }
    out.append(cookie.partitioned ? "; Partitioned" : "");
    return out;
}

} // namespace aha::http
