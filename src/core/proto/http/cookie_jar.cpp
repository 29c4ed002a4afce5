#include "core/proto/http/cookie_jar.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/ip_text.h"

#include <algorithm>

namespace aha::http {

static bool isAddress(const std::string& host) {
    return isIpv4Text(host) || host.find(':') != std::string::npos;
}

bool cookieDomainMatches(std::string_view host, std::string_view domain) {
    if (host == domain) {
        return true;
    }
    return !domain.empty() && host.size() > domain.size() &&
           host.substr(host.size() - domain.size()) == domain && host[host.size() - domain.size() - 1] == '.';
}

bool cookiePathMatches(std::string_view requestPath, std::string_view cookiePath) {
    if (requestPath.substr(0, cookiePath.size()) != cookiePath) {
        return false;
    }
    return requestPath.size() == cookiePath.size() || (!cookiePath.empty() && cookiePath.back() == '/') ||
           requestPath[cookiePath.size()] == '/';
}

std::string_view defaultCookiePath(std::string_view requestPath) {
    const std::size_t slash = requestPath.rfind('/');
    return slash == std::string_view::npos || slash == 0 || requestPath.front() != '/'
               ? std::string_view("/")
               : requestPath.substr(0, slash);
}

// ---- storing

CookieVerdict CookieJar::store(const Url& url, std::string_view setCookieField) {
    const std::optional<SetCookie> cookie = parseSetCookie(setCookieField);
    return cookie ? store(url, *cookie) : CookieVerdict::Malformed;
}

CookieVerdict CookieJar::store(const Url& url, const SetCookie& cookie) {
    StoredCookie stored;
    const CookieVerdict verdict = place(url, cookie, stored);
    if (verdict != CookieVerdict::Stored) {
        return verdict;
    }
    const bool expired = isExpired(stored);
    if (const auto domain = domains_.find(stored.domain); domain != domains_.end()) {
        Cookies& cookies = domain->second;
        const auto old = std::find_if(cookies.begin(), cookies.end(), [&stored](const StoredCookie& other) {
            return other.name == stored.name && other.path == stored.path &&
                   other.hostOnly == stored.hostOnly;
        });
        if (old != cookies.end() && !expired) {
            stored.created = old->created;
            stored.used = ++tick_;
            *old = std::move(stored);
            return CookieVerdict::Stored;
        }
        if (old != cookies.end()) {
            cookies.erase(old);
            --count_;
            if (cookies.empty()) {
                domains_.erase(domain);
            }
        }
    }
    if (expired) {
        return CookieVerdict::Removed;
    }
    stored.created = stored.used = ++tick_;
    insert(std::move(stored));
    return CookieVerdict::Stored;
}

// Fills `out`, judging domain, security and prefixes in the order of RFC 6265bis 5.7.
CookieVerdict CookieJar::place(const Url& url, const SetCookie& cookie, StoredCookie& out) const {
    if (cookie.name.empty() || hasControl(cookie.name) || hasControl(cookie.value) ||
        cookie.name.find_first_of("=;") != std::string::npos || cookie.value.find(';') != std::string::npos ||
        cookie.name.size() + cookie.value.size() > kMaxCookieBytes) {
        return CookieVerdict::Malformed;
    }
    out.name = cookie.name;
    out.value = cookie.value;
    out.secure = cookie.secure;
    out.httpOnly = cookie.httpOnly;
    out.sameSite = cookie.sameSite;
    out.expires = expiryOf(cookie);
    out.path = cookie.path.empty() ? std::string(defaultCookiePath(url.path)) : cookie.path;
    out.domain = url.host;
    const std::string& domain = cookie.domain;
    const bool isSuffix =
        domain.find('.') == std::string::npos || (options_.isPublicSuffix && options_.isPublicSuffix(domain));
    if (!domain.empty() && !(domain == url.host && (isSuffix || isAddress(url.host)))) {
        if (isSuffix || isAddress(url.host) || !cookieDomainMatches(url.host, domain)) {
            return CookieVerdict::ForeignDomain;
        }
        out.domain = domain;
        out.hostOnly = false;
    }
    if (cookie.secure && !url.isSecure()) {
        return CookieVerdict::Insecure;
    }
    if (!url.isSecure() && hidesSecure(out)) {
        return CookieVerdict::Insecure;
    }
    if (hasPrefixIgnoreCase(out.name, "__Secure-") && !out.secure) {
        return CookieVerdict::BadPrefix;
    }
    if (hasPrefixIgnoreCase(out.name, "__Host-") &&
        (!out.secure || !cookie.domain.empty() || cookie.path != "/")) {
        return CookieVerdict::BadPrefix;
    }
    return CookieVerdict::Stored;
}

// Max-Age counts before Expires.
std::optional<std::int64_t> CookieJar::expiryOf(const SetCookie& cookie) const {
    const std::int64_t now = clock_.wallSeconds();
    const std::int64_t last = now + options_.lifetimeSeconds;
    if (cookie.maxAge) {
        return *cookie.maxAge <= 0                         ? now - 1
               : *cookie.maxAge < options_.lifetimeSeconds ? now + *cookie.maxAge
                                                           : last;
    }
    return cookie.expires ? std::optional(std::min(*cookie.expires, last)) : std::nullopt;
}

bool CookieJar::isExpired(const StoredCookie& cookie) const {
    return cookie.expires && *cookie.expires <= clock_.wallSeconds();
}

// A cookie from http must not stand before, or overwrite, one that came over https.
bool CookieJar::hidesSecure(const StoredCookie& cookie) const {
    for (const auto& [domain, cookies] : domains_) {
        if (!cookieDomainMatches(domain, cookie.domain) && !cookieDomainMatches(cookie.domain, domain)) {
            continue;
        }
        for (const StoredCookie& other : cookies) {
            if (other.secure && other.name == cookie.name && !isExpired(other) &&
                cookiePathMatches(cookie.path, other.path)) {
                return true;
            }
        }
    }
    return false;
}

// ---- limits

template <typename Predicate> void CookieJar::removeIf(Predicate isGone) {
    count_ = 0;
    for (auto domain = domains_.begin(); domain != domains_.end();) {
        Cookies& cookies = domain->second;
        cookies.erase(std::remove_if(cookies.begin(), cookies.end(), isGone), cookies.end());
        count_ += cookies.size();
        domain = cookies.empty() ? domains_.erase(domain) : std::next(domain);
    }
}

void CookieJar::insert(StoredCookie&& cookie) {
    if (options_.cookiesPerDomain == 0 || options_.cookies == 0) {
        return;
    }
    if (count_ >= options_.cookies) {
        removeIf([this](const StoredCookie& other) { return isExpired(other); });
        if (count_ >= options_.cookies) {
            evictAnywhere();
        }
    }
    Cookies& cookies = domains_[cookie.domain];
    if (cookies.size() >= options_.cookiesPerDomain) {
        evictFrom(cookies);
    }
    cookies.push_back(std::move(cookie));
    ++count_;
}

bool CookieJar::isUnused(const StoredCookie& a, const StoredCookie& b) { return a.used < b.used; }

void CookieJar::evictFrom(Cookies& cookies) {
    const auto gone = std::min_element(cookies.begin(), cookies.end(), [this](const auto& a, const auto& b) {
        const int rankA = isExpired(a) ? 0 : a.secure ? 2 : 1;
        const int rankB = isExpired(b) ? 0 : b.secure ? 2 : 1;
        return rankA != rankB ? rankA < rankB : isUnused(a, b);
    });
    cookies.erase(gone);
    --count_;
}

void CookieJar::evictAnywhere() {
    auto from = domains_.end();
    Cookies::iterator gone;
    for (auto domain = domains_.begin(); domain != domains_.end(); ++domain) {
        const auto oldest = std::min_element(domain->second.begin(), domain->second.end(), isUnused);
        if (from == domains_.end() || isUnused(*oldest, *gone)) {
            from = domain;
            gone = oldest;
        }
    }
    from->second.erase(gone);
    --count_;
    if (from->second.empty()) {
        domains_.erase(from);
    }
}

// ---- reading

std::string CookieJar::header(const Url& url) {
    std::vector<StoredCookie*> matching;
    const bool address = isAddress(url.host);
    for (std::string_view domain = url.host; !domain.empty();) {
        if (const auto found = domains_.find(domain); found != domains_.end()) {
            for (StoredCookie& cookie : found->second) {
                if ((!cookie.hostOnly || domain == url.host) && (!cookie.secure || url.isSecure()) &&
                    !isExpired(cookie) && cookiePathMatches(url.path, cookie.path)) {
                    matching.push_back(&cookie);
                }
            }
        }
        const std::size_t dot = address ? std::string_view::npos : domain.find('.');
        domain.remove_prefix(dot == std::string_view::npos ? domain.size() : dot + 1);
    }
    std::sort(matching.begin(), matching.end(), [](const StoredCookie* a, const StoredCookie* b) {
        return a->path.size() != b->path.size() ? a->path.size() > b->path.size() : a->created < b->created;
    });
    std::string out;
    ++tick_;
    for (StoredCookie* cookie : matching) {
        const std::size_t bytes = (out.empty() ? 0 : 2) + cookie->name.size() + 1 + cookie->value.size();
        if (bytes > options_.headerBytes - out.size()) {
            break;
        }
        out.append(out.empty() ? "" : "; ").append(cookie->name).append("=").append(cookie->value);
        cookie->used = tick_;
    }
    return out;
}

std::vector<StoredCookie> CookieJar::list() const {
    std::vector<StoredCookie> out;
    for (const auto& [domain, cookies] : domains_) {
        std::copy_if(cookies.begin(), cookies.end(), std::back_inserter(out),
                     [this](const StoredCookie& cookie) { return !isExpired(cookie); });
    }
    return out;
}

void CookieJar::clear() {
    domains_.clear();
    count_ = 0;
}

void CookieJar::clearSession() {
    removeIf([](const StoredCookie& cookie) { return !cookie.expires; });
}

} // namespace aha::http
