#include "core/proto/http/request_line.h"

#include "core/proto/http/authority.h"
#include "core/proto/http/chars.h"

namespace aha::http {

// The methods that every supported llhttp parses over HTTP; CONNECT is left out on purpose.
bool isKnownMethod(std::string_view method) {
    static constexpr std::string_view kMethods[] = {
        "GET",      "POST",      "HEAD",      "PUT",         "DELETE", "OPTIONS",    "PATCH",    "TRACE",
        "PROPFIND", "PROPPATCH", "MKCOL",     "COPY",        "MOVE",   "LOCK",       "UNLOCK",   "SEARCH",
        "BIND",     "REBIND",    "UNBIND",    "ACL",         "REPORT", "MKACTIVITY", "CHECKOUT", "MERGE",
        "M-SEARCH", "NOTIFY",    "SUBSCRIBE", "UNSUBSCRIBE", "PURGE",  "MKCALENDAR", "LINK",     "UNLINK"};
    for (std::string_view known : kMethods) {
        if (method == known) {
            return true;
        }
    }
    return false;
}

namespace {

struct Parts {
    std::string_view method, target, path, query, authority;
    std::uint8_t minorVersion = 1;
};

Refusal parseVersion(std::string_view version, Parts& out) {
    if (version == "HTTP/1.1") {
        return {};
    }
    if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !isDigit(version[5]) || version[6] != '.' ||
        !isDigit(version[7])) {
        return {400, "malformed HTTP version"};
    }
    if (version[5] != '1') {
        return {505, "HTTP version not supported"};
    }
    // A higher minor version is compatible by definition (RFC 9110 2.5) and is answered as 1.1.
    out.minorVersion = version[7] == '0' ? 0 : 1;
    return {};
}

// A broken escape in the path is refused because the path is decoded by us; a query is the application's.
Refusal splitPath(std::string_view text, Parts& out) {
    std::size_t i = spanOf(text, kPlainPath);
    for (; i < text.size() && text[i] == '%'; i += spanOf(text.substr(i), kPlainPath)) {
        if (text.size() - i < 3 || !isIn(text[i + 1], kHexDigit) || !isIn(text[i + 2], kHexDigit)) {
            return {400, "malformed percent escape in the path"};
        }
        i += 3;
    }
    out.path = text.substr(0, i);
    if (i < text.size()) { // at the '?'
        out.query = text.substr(i + 1);
    }
    return {};
}

Refusal parseAbsolute(std::string_view target, Parts& out) {
    const std::size_t colon = target.find("://");
    const std::string_view scheme = target.substr(0, colon);
    if (colon == std::string_view::npos ||
        !(equalsIgnoreCase(scheme, "http") || equalsIgnoreCase(scheme, "https"))) {
        return {400, "malformed request target"};
    }
    const std::string_view rest = target.substr(colon + 3);
    const std::size_t end = rest.find_first_of("/?");
    out.authority = rest.substr(0, end);
    if (!isAuthority(out.authority)) {
        return {400, "invalid authority in the request target"};
    }
    return end == std::string_view::npos ? Refusal{} : splitPath(rest.substr(end), out);
}

Refusal parseTarget(Parts& out) {
    const std::string_view target = out.target;
    if (out.method == "CONNECT") {
        const std::string_view host = authorityHost(target);
        const bool valid = isAuthority(target) && target.size() > host.size() + 1;
        return valid ? Refusal{501, "CONNECT is not supported"} : Refusal{400, "malformed request target"};
    }
    if (target.front() == '/') {
        return splitPath(target, out);
    }
    if (target == "*") {
        out.path = target;
        return out.method == "OPTIONS" ? Refusal{} : Refusal{400, "asterisk target without OPTIONS"};
    }
    return parseAbsolute(target, out);
}

LinePart partOf(std::string_view line, std::string_view part) {
    return part.empty() ? LinePart{}
                        : LinePart{static_cast<std::uint32_t>(part.data() - line.data()),
                                   static_cast<std::uint32_t>(part.size())};
}

// `rest` does not start with a valid target and a blank.
Refusal targetRefusal(std::string_view rest, std::size_t uriBytes) {
    const std::size_t end = rest.find(' ');
    if (end == std::string_view::npos || end == 0) {
        return {400, "malformed request line"};
    }
    if (end > uriBytes) {
        return {414, "request target too long"};
    }
    return {400, rest.substr(0, end).find('#') != std::string_view::npos
                     ? "fragment in the request target"
                     : "invalid character in the request target"};
}

} // namespace

Refusal parseRequestLine(std::string_view line, std::size_t uriBytes, RequestLine& out) {
    const std::size_t methodEnd = spanOf(line, kToken);
    if (methodEnd == 0 || methodEnd == line.size() || line[methodEnd] != ' ') {
        return {400, "malformed request line"};
    }
    const std::size_t targetAt = methodEnd + 1;
    const std::size_t targetEnd = targetAt + spanOf(line.substr(targetAt), kTargetChar);
    if (targetEnd == line.size() || line[targetEnd] != ' ' || targetEnd == targetAt) {
        return targetRefusal(line.substr(targetAt), uriBytes);
    }
    Parts parts;
    parts.method = line.substr(0, methodEnd);
    parts.target = line.substr(targetAt, targetEnd - targetAt);
    if (parts.target.size() > uriBytes) {
        return {414, "request target too long"};
    }
    if (Refusal refusal = parseVersion(line.substr(targetEnd + 1), parts)) {
        return refusal;
    }
    if (Refusal refusal = parseTarget(parts)) {
        return refusal;
    }
    if (!isKnownMethod(parts.method)) {
        return {501, "method not implemented"};
    }
    out = {partOf(line, parts.method), partOf(line, parts.target),    partOf(line, parts.path),
           partOf(line, parts.query),  partOf(line, parts.authority), parts.minorVersion};
    return {};
}

} // namespace aha::http
