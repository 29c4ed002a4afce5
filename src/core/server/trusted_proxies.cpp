#include "core/server/trusted_proxies.h"

#include <arpa/inet.h>
#include <charconv>
#include <cstring>

namespace aha::server {

using Bytes = std::array<std::uint8_t, 16>;

static constexpr unsigned kMappedBits = 96; // of ::ffff:0:0/96, where IPv4 addresses stand

static bool parse(std::string_view text, Bytes& out, bool& isV4) {
    char terminated[64];
    if (text.empty() || text.size() >= sizeof terminated) {
        return false;
    }
    std::memcpy(terminated, text.data(), text.size());
    terminated[text.size()] = '\0';
    out = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
    isV4 = inet_pton(AF_INET, terminated, out.data() + kMappedBits / 8) == 1;
    return isV4 || inet_pton(AF_INET6, terminated, out.data()) == 1;
}

static bool matches(const Bytes& address, const Bytes& network, unsigned bits) {
    unsigned whole = bits / 8;
    if (std::memcmp(address.data(), network.data(), whole) != 0) {
        return false;
    }
    unsigned rest = bits % 8;
    return rest == 0 || ((address[whole] ^ network[whole]) >> (8 - rest)) == 0;
}

Result<void> TrustedProxies::add(std::string_view text) {
    std::size_t slash = text.find('/');
    Network network{};
    bool isV4 = false;
    if (!parse(text.substr(0, slash), network.bytes, isV4)) {
        return Error{Errc::InvalidArgument, "\"" + std::string(text) + "\" is not an address or network"};
    }
    network.bits = isV4 ? 32 : 128;
    if (slash != std::string_view::npos) {
        std::string_view number = text.substr(slash + 1);
        unsigned bits = 0;
        auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
        if (error != std::errc() || end != number.data() + number.size() || bits > network.bits) {
            return Error{Errc::InvalidArgument, "\"" + std::string(text) + "\" has no valid prefix length"};
        }
        network.bits = bits;
    }
    network.bits += isV4 ? kMappedBits : 0;
    networks_.push_back(network);
    return {};
}

bool TrustedProxies::contains(std::string_view text) const {
    Bytes address;
    bool isV4 = false;
    if (networks_.empty() || !parse(text, address, isV4)) {
        return false;
    }
    for (const Network& network : networks_) {
        if (matches(address, network.bytes, network.bits)) {
            return true;
        }
    }
    return false;
}

static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string TrustedProxies::clientAddress(std::string_view peer, std::string_view forwardedFor) const {
    std::string client(peer);
    while (!forwardedFor.empty() && contains(client)) {
        std::size_t comma = forwardedFor.rfind(',');
        std::string_view hop =
            trimmed(comma == std::string_view::npos ? forwardedFor : forwardedFor.substr(comma + 1));
        forwardedFor = comma == std::string_view::npos ? std::string_view() : forwardedFor.substr(0, comma);
        Bytes address;
        bool isV4 = false;
        if (!parse(hop, address, isV4)) { // a lie or a name: the last address that is known stays
            break;
        }
        client = hop;
    }
    return client;
}

} // namespace aha::server
