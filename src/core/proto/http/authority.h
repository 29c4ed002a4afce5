#pragma once

#include <string_view>

namespace aha::http {

// uri-host [ ":" port ] of RFC 9110: a registered name, an IPv4 address or a bracketed IP literal. No
// userinfo, no list, and not empty: http and https have no URI without a host (RFC 9110 4.2.1).
bool isAuthority(std::string_view text);

// The part before the port; with the brackets of an IP literal.
std::string_view authorityHost(std::string_view authority);

} // namespace aha::http
