#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::server {

// Networks whose word about the client is believed ("127.0.0.1", "10.0.0.0/8", "fd00::/8"). Pure.
class TrustedProxies {
public:
    Result<void> add(std::string_view network);
    bool contains(std::string_view address) const; // false for what is no address
    // The client behind `peer`: reads the X-Forwarded-For list from its end while the hops are trusted.
    std::string clientAddress(std::string_view peer, std::string_view forwardedFor) const;

private:
    struct Network {
        std::array<std::uint8_t, 16> bytes; // IPv4 as ::ffff:a.b.c.d
        unsigned bits;
    };
    std::vector<Network> networks_;
};

} // namespace aha::server
