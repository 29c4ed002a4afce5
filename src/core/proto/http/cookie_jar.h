#pragma once

#include "core/base/clock.h"
#include "core/proto/http/set_cookie.h"
#include "core/proto/http/url.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::http {

struct CookieJarOptions {
    std::size_t cookiesPerDomain =
        50;                          // beyond it the one unused for longest goes, those without Secure first
    std::size_t cookies = 3000;      // in all
    std::size_t headerBytes = 32768; // of one Cookie field; what does not fit is left out, last ones first
    std::int64_t lifetimeSeconds = 400 * 86400; // longer ones are shortened
    // Whether cookies for all hosts below this domain are refused ("co.uk"). Single labels always are.
    bool (*isPublicSuffix)(std::string_view domain) = nullptr;
};

struct StoredCookie {
    std::string name, value, domain, path;
    std::optional<std::int64_t> expires; // Unix time; nothing: as long as the jar
    bool hostOnly = true, secure = false, httpOnly = false;
    SameSite sameSite = SameSite::Unset; // kept for the user: a client has no sites
    std::uint64_t created = 0, used = 0; // order, not time
};

// What became of a cookie.
enum class CookieVerdict : std::uint8_t {
    Stored,
    Removed,       // it had expired, which is how servers delete
    Malformed,     // no name, control characters, or too large
    ForeignDomain, // not the host's own domain, a public suffix, or below an IP address
    Insecure,      // Secure over http, or would hide a Secure one
    BadPrefix,     // __Host- or __Secure- without what they promise
};

// The cookies of one client (RFC 6265bis 5.5 to 5.8). Pure; borrows the clock. Owned by the client.
class CookieJar {
public:
    explicit CookieJar(const Clock& clock, const CookieJarOptions& options = {})
        : clock_(clock), options_(options) {}
    CookieJar(const CookieJar&) = delete;
    CookieJar& operator=(const CookieJar&) = delete;

    CookieVerdict store(const Url& url, std::string_view setCookieField);
    CookieVerdict store(const Url& url, const SetCookie& cookie);
    // The value of the Cookie field for a request, "" when there is none: longer paths first, then older
    // cookies.
    std::string header(const Url& url);

    std::vector<StoredCookie> list() const; // those that have not expired
    std::size_t count() const { return count_; }
    void clear();
    void clearSession(); // forgets the cookies without expiry

private:
    using Cookies = std::vector<StoredCookie>;

    CookieVerdict place(const Url& url, const SetCookie& cookie, StoredCookie& out) const;
    std::optional<std::int64_t> expiryOf(const SetCookie& cookie) const;
    bool isExpired(const StoredCookie& cookie) const;
    bool hidesSecure(const StoredCookie& cookie) const;
    void insert(StoredCookie&& cookie);
    void evictFrom(Cookies& cookies);
    void evictAnywhere();
    template <typename Predicate> void removeIf(Predicate isGone);
    static bool isUnused(const StoredCookie& a, const StoredCookie& b);

    const Clock& clock_;
    CookieJarOptions options_;
    std::map<std::string, Cookies, std::less<>> domains_; // never an empty list
    std::size_t count_ = 0;
    std::uint64_t tick_ = 0;
};

// RFC 6265bis 5.1.3 and 5.1.4. Both domains in lower case.
bool cookieDomainMatches(std::string_view host, std::string_view domain);
bool cookiePathMatches(std::string_view requestPath, std::string_view cookiePath);
std::string_view defaultCookiePath(std::string_view requestPath);

} // namespace aha::http
