#include "core/proto/http/authority.h"

#include "core/proto/http/chars.h"

#include <algorithm>

namespace aha::http {

static bool isPort(std::string_view text) {
    unsigned port = 0;
    for (char c : text) {
        if (!isDigit(c)) {
            return false;
        }
        port = port * 10 + static_cast<unsigned>(c - '0');
        if (port > 65535) {
            return false;
        }
    }
    return true; // "host:" with nothing behind is valid (RFC 3986 3.2.3)
}

static bool isIpLiteral(std::string_view inner) {
    if (inner.empty() || inner.size() > 64) {
        return false;
    }
    if (inner.front() == 'v' || inner.front() == 'V') { // IPvFuture: "v1.addr"
        const std::size_t dot = 1 + spanOf(inner.substr(1), kHexDigit);
        if (dot == 1 || dot + 1 >= inner.size() || inner[dot] != '.') {
            return false;
        }
        const std::string_view address = inner.substr(dot + 1);
        return std::all_of(address.begin(), address.end(),
                           [](char c) { return isIn(c, kRegName) || c == ':'; });
    }
    bool colon = false;
    for (char c : inner) {
        colon |= c == ':';
        if (!isIn(c, kHexDigit) && c != ':' && c != '.') {
            return false;
        }
    }
    return colon;
}

static std::size_t hostLength(std::string_view text) {
    if (!text.empty() && text.front() == '[') {
        const std::size_t close = text.find(']');
        return close == std::string_view::npos ? 0 : close + 1;
    }
    const std::size_t colon = text.find(':');
    return colon == std::string_view::npos ? text.size() : colon;
}

static bool isRegName(std::string_view host) {
    for (std::size_t i = 0; i < host.size(); ++i) {
        if (isIn(host[i], kRegName)) {
            continue;
        }
        if (host[i] != '%' || host.size() - i < 3 || !isIn(host[i + 1], kHexDigit) ||
            !isIn(host[i + 2], kHexDigit)) {
            return false;
        }
        i += 2;
    }
    return true;
}

bool isAuthority(std::string_view text) {
    const std::size_t plain = spanOf(text, kRegName);
    if (plain > 0 && (plain == text.size() || text[plain] == ':')) {
        return plain == text.size() || isPort(text.substr(plain + 1));
    }
    const std::size_t length = hostLength(text);
    const std::string_view host = text.substr(0, length);
    if (length < text.size()) {
        if (text[length] != ':' || !isPort(text.substr(length + 1))) {
            return false;
        }
    }
    if (!host.empty() && host.front() == '[') {
        return isIpLiteral(host.substr(1, host.size() - 2));
    }
    return !host.empty() && isRegName(host);
}

std::string_view authorityHost(std::string_view authority) {
    return authority.substr(0, hostLength(authority));
}

} // namespace aha::http
