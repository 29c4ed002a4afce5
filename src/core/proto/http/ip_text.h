#pragma once

#include <string_view>

namespace aha::http {

// IP addresses as URLs and cookies write them; strict, without a resolver.
bool isIpv4Text(std::string_view text); // four decimal numbers up to 255, no leading zeros
bool isIpv6Text(std::string_view text); // RFC 4291 2.2, without brackets and zone
// The last label of the host is a number, so that some resolvers take it for an IPv4 address ("127.1",
// "0x7f.1").
bool endsInNumber(std::string_view host);

} // namespace aha::http
