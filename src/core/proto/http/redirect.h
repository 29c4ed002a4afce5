#pragma once

#include "core/proto/http/url.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::http {

class ResponseHead;

// Where a response sends the client, and as what. How many are followed is the caller's limit.
struct Redirect {
    Url url;            // with the fragment of the old one where Location has none; never with userinfo
    std::string method; // 303, and POST with 301 or 302, become GET
    bool keepsBody = true;
    bool crossesOrigin = false; // credentials are dropped
    bool downgrades = false;    // from https to http: refused unless the caller says otherwise
};

bool isRedirectStatus(int status); // 301, 302, 303, 307, 308

// Nothing when the response is no redirect: another status, or no Location. Malformed for several Locations
// or an invalid one, Unsupported for schemes other than http and https.
Result<std::optional<Redirect>> readRedirect(const Url& from, std::string_view method,
                                             const ResponseHead& head);

// Whether a header of the old request may go with the new one. Dropped: across origins Host, Authorization,
// Cookie and Proxy-Authorization; what describes a body that is dropped.
bool followsRedirect(std::string_view headerName, const Redirect& redirect);

// Seconds of a Retry-After value, which may be a date (RFC 9110 10.2.3); at least 0. Nothing when malformed.
std::optional<std::int64_t> parseRetryAfter(std::string_view value, std::int64_t nowUnixSeconds);

} // namespace aha::http
