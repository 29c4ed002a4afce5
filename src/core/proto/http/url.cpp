#include "core/proto/http/url.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/ip_text.h"
#include "core/proto/http/urlencoded.h"

#include <algorithm>
#include <charconv>

namespace aha::http {

static constexpr std::size_t kMaxHostBytes = 255; // of DNS

static Error invalidUrl(const char* what) {
    return Error{Errc::InvalidArgument, std::string("URL: ") + what};
}

static std::uint16_t defaultPort(std::string_view scheme) {
    return scheme == "https" || scheme == "wss" ? 443 : scheme == "http" || scheme == "ws" ? 80 : 0;
}

static void appendEncoded(std::string& out, char c) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    const unsigned char u = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kHex[u >> 4]);
    out.push_back(kHex[u & 15]);
}

void percentEncode(std::string_view in, bool spaceIsPlus, std::string& out) {
    for (char c : in) {
        const bool unreserved = isIn(c, kRegName) && isIn(c, kToken) &&
                                std::string_view("!$&'*+").find(c) == std::string_view::npos;
        if (unreserved) {
            out.push_back(c);
        } else if (c == ' ' && spaceIsPlus) {
            out.push_back('+');
        } else {
            appendEncoded(out, c);
        }
    }
}

// ---- parts

// What no part of a URL may hold. Readers differ about them: some strip, some encode, some end the URL.
static Result<void> checkCharacters(std::string_view text, bool fromServer) {
    if (text.size() > kMaxUrlBytes) {
        return Error{Errc::TooLarge, "URL: longer than " + std::to_string(kMaxUrlBytes) + " bytes"};
    }
    for (char c : text) {
        if (isControl(c) || c == '\t') {
            return invalidUrl("control character");
        }
        if (c == ' ' && !fromServer) {
            return invalidUrl("blank; encode it as %20");
        }
        if (c == '\\') {
            return invalidUrl("backslash; encode it as %5C");
        }
    }
    return {};
}

// Path, query or fragment: what has to be encoded is, escapes stay. A '%' alone passes where `freePercent`.
static Result<std::string> encodePart(std::string_view text, bool freePercent) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            const bool isEscape =
                text.size() - i >= 3 && isIn(text[i + 1], kHexDigit) && isIn(text[i + 2], kHexDigit);
            if (!isEscape && !freePercent) {
                return invalidUrl("malformed percent escape in the path");
            }
            out.append(isEscape ? "%" : "%25");
        } else if (isIn(c, kTargetChar) && std::string_view("[]{}|^`").find(c) == std::string_view::npos) {
            out.push_back(c);
        } else if ((c == '[' || c == ']') && freePercent) { // arrays in queries; everybody reads them so
            out.push_back(c);
        } else {
            appendEncoded(out, c);
        }
    }
    return out;
}

std::string withoutDotSegments(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        path.remove_prefix(path.front() == '/' ? 1 : 0);
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        const bool last = slash == std::string_view::npos;
        if (segment == "..") {
            const std::size_t parent = out.rfind('/');
            out.resize(parent == std::string::npos ? 0 : parent);
        } else if (segment != ".") {
            out.append("/").append(segment);
        }
        if (last) {
            if (segment == "." || segment == "..") {
                out.push_back('/');
            }
            break;
        }
        path.remove_prefix(slash);
    }
    return out.empty() ? "/" : out;
}

Result<void> Url::readPort(std::string_view text) {
    if (text.empty()) { // "host:" has the port of the scheme (RFC 3986 3.2.3)
        port = defaultPort(scheme);
        return {};
    }
    unsigned number = 0;
    for (char c : text) {
        number = isDigit(c) && number <= 65535 ? number * 10 + static_cast<unsigned>(c - '0') : 65536;
    }
    if (number == 0 || number > 65535) {
        return invalidUrl("the port must be a number from 1 to 65535");
    }
    port = static_cast<std::uint16_t>(number);
    return {};
}

Result<void> Url::readHost(std::string_view text) {
    if (text.empty()) {
        return invalidUrl("no host");
    }
    if (text.front() == '[') {
        host = lowerAscii(text.substr(1, text.size() - 2));
        return text.back() == ']' && isIpv6Text(host) ? Result<void>()
                                                      : invalidUrl("malformed IPv6 address in the host");
    }
    if (text.size() > kMaxHostBytes) {
        return invalidUrl("host too long");
    }
    for (char c : text) {
        const bool isIdn = static_cast<unsigned char>(c) >= 0x80;
        if (!isIdn &&
            (!isIn(c, kRegName) || std::string_view("!$&'()*+;=").find(c) != std::string_view::npos)) {
            return invalidUrl("character in the host that no host name may have");
        }
    }
    host = lowerAscii(text);
    if (host.front() == '.' || host.find("..") != std::string::npos) {
        return invalidUrl("empty label in the host");
    }
    if (endsInNumber(host) && !isIpv4Text(host)) {
        return invalidUrl("the host ends in a number but is no IPv4 address");
    }
    return {};
}

Result<void> Url::readAuthority(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at != std::string_view::npos) {
        const std::string_view info = text.substr(0, at);
        const std::size_t colon = info.find(':');
        hasUserinfo = true;
        if (info.find('@') != std::string_view::npos) {
            return invalidUrl("'@' in user or password; encode it as %40");
        }
        if (!percentDecode(info.substr(0, colon), false, user) ||
            (colon != std::string_view::npos && !percentDecode(info.substr(colon + 1), false, password))) {
            return invalidUrl("malformed percent escape in user or password");
        }
        text.remove_prefix(at + 1);
    }
    const std::size_t close = text.empty() || text.front() != '[' ? 0 : text.find(']');
    if (close == std::string_view::npos) {
        return invalidUrl("malformed IPv6 address in the host");
    }
    const std::size_t hostEnd = close > 0 ? close + 1 : text.find(':');
    if (Result<void> read = readHost(text.substr(0, hostEnd)); !read) {
        return read;
    }
    if (hostEnd == std::string_view::npos || hostEnd == text.size()) {
        port = defaultPort(scheme);
        return {};
    }
    if (text[hostEnd] != ':') {
        return invalidUrl("characters behind the IPv6 address");
    }
    return readPort(text.substr(hostEnd + 1));
}

// ["/" path] ["?" query] ["#" fragment]; replaces all three.
Result<void> Url::readRelative(std::string_view text) {
    query.reset();
    fragment.reset();
    const std::size_t hash = text.find('#');
    if (hash != std::string_view::npos) {
        Result<std::string> encoded = encodePart(text.substr(hash + 1), true);
        fragment = encoded.take();
        text = text.substr(0, hash);
    }
    const std::size_t mark = text.find('?');
    if (mark != std::string_view::npos) {
        Result<std::string> encoded = encodePart(text.substr(mark + 1), true);
        query = encoded.take();
        text = text.substr(0, mark);
    }
    Result<std::string> encoded = encodePart(text, false);
    if (!encoded) {
        return encoded.error();
    }
    path = withoutDotSegments(encoded.value());
    return {};
}

// ---- whole

// Length of "scheme" in "scheme:…", 0 when the text does not begin with one.
static std::size_t schemeLength(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size() && isIn(text[i], kToken) && isIn(text[i], kRegName) && text[i] != '~' &&
           text[i] != '_') {
        ++i;
    }
    const bool letter = !text.empty() && lowerAscii(text[0]) >= 'a' && lowerAscii(text[0]) <= 'z';
    return letter && i < text.size() && text[i] == ':' ? i : 0;
}

Result<Url> Url::read(std::string_view text) {
    Url url;
    const std::size_t length = schemeLength(text);
    if (length == 0) {
        return invalidUrl("not absolute; it must begin with http:// or https://");
    }
    url.scheme = lowerAscii(text.substr(0, length));
    if (defaultPort(url.scheme) == 0) {
        return Error{Errc::Unsupported, "URL: scheme \"" + url.scheme.substr(0, 32) +
                                            "\" is not supported; http, https, ws and wss are"};
    }
    text.remove_prefix(length + 1);
    if (text.substr(0, 2) != "//") {
        return invalidUrl("no \"//\" behind the scheme");
    }
    text.remove_prefix(2);
    const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
    if (Result<void> done = url.readAuthority(text.substr(0, end)); !done) {
        return done.error();
    }
    if (Result<void> done = url.readRelative(text.substr(end)); !done) {
        return done.error();
    }
    return url;
}

Result<Url> Url::parse(std::string_view text) {
    if (Result<void> checked = checkCharacters(text, false); !checked) {
        return checked.error();
    }
    return read(text);
}

Result<Url> Url::resolve(std::string_view reference) const {
    reference = trimBlanks(reference);
    if (Result<void> checked = checkCharacters(reference, true); !checked) {
        return checked.error();
    }
    if (schemeLength(reference) > 0) {
        return read(reference);
    }
    if (reference.substr(0, 2) == "//") {
        return read(scheme + ":" + std::string(reference));
    }
    const std::size_t end = std::min(reference.find_first_of("?#"), reference.size());
    std::string full;
    if (end == 0) {
        full = path;
        if (query && (reference.empty() || reference.front() == '#')) {
            full.append("?").append(*query);
        }
    } else if (reference.front() != '/') {
        full = path.substr(0, path.rfind('/') + 1);
    }
    full.append(reference);
    Url url = *this;
    if (Result<void> done = url.readRelative(full); !done) {
        return done.error();
    }
    return url;
}

Result<void> Url::appendQuery(std::string_view encoded) {
    if (Result<void> checked = checkCharacters(encoded, false); !checked) {
        return checked;
    }
    if (encoded.find('#') != std::string_view::npos) {
        return invalidUrl("'#' in the query; encode it as %23");
    }
    if (encoded.empty()) {
        return {};
    }
    Result<std::string> part = encodePart(encoded, true);
    query = query && !query->empty() ? *query + "&" + part.value() : part.take();
    return {};
}

bool Url::hasDefaultPort() const { return port == defaultPort(scheme); }

void Url::appendHost(std::string& out, bool hasPort) const {
    if (isIpv6()) {
        out.append("[").append(host).append("]");
    } else {
        out.append(host);
    }
    if (hasPort) {
        char text[8];
        const auto end = std::to_chars(text, text + sizeof text, port).ptr;
        out.append(1, ':').append(text, static_cast<std::size_t>(end - text));
    }
}

std::string Url::hostText() const {
    std::string out;
    appendHost(out, false);
    return out;
}

std::string Url::authority() const {
    std::string out;
    appendHost(out, true);
    return out;
}

std::string Url::hostHeader() const {
    std::string out;
    appendHost(out, !hasDefaultPort());
    return out;
}

std::string Url::origin() const { return scheme + "://" + authority(); }

std::string Url::target() const { return query ? path + "?" + *query : path; }

std::string Url::text() const {
    std::string out = place();
    if (query) {
        out.append("?").append(*query);
    }
    return out;
}

std::string Url::place() const {
    std::string out;
    out.reserve(scheme.size() + host.size() + path.size() + (query ? query->size() : 0) + 16);
    out.append(scheme).append("://");
    appendHost(out, !hasDefaultPort());
    out.append(path);
    return out;
}

} // namespace aha::http
