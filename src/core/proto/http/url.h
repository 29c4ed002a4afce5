#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::http {

inline constexpr std::size_t kMaxUrlBytes = 65536; // TooLarge

// An absolute http, https, ws or wss URL, taken apart. A value: parse() makes it valid, whoever changes its
// parts keeps it so. Strict where readers of URLs disagree: no controls, blanks, backslashes, ambiguous
// addresses.
class Url {
public:
    std::string scheme;         // lower case
    std::string user, password; // decoded
    bool hasUserinfo = false;
    std::string host;       // ASCII letters in lower case, IDN as given; IPv6 without brackets
    std::uint16_t port = 0; // explicit or that of the scheme
    std::string path;       // begins with '/'; encoded, without dot segments
    std::optional<std::string> query, fragment; // encoded, without '?' and '#'

    // InvalidArgument, TooLarge or Unsupported (scheme), naming what is wrong. Never shows userinfo.
    static Result<Url> parse(std::string_view text);
    // RFC 3986 5.3. `reference` may come from a server: blanks in path and query are encoded as browsers do.
    Result<Url> resolve(std::string_view reference) const;

    // Adds query text that is encoded already behind the one of the URL. InvalidArgument for '#', blanks,
    // controls.
    Result<void> appendQuery(std::string_view encoded);

    bool isSecure() const { return scheme == "https" || scheme == "wss"; }
    bool isIpv6() const { return host.find(':') != std::string::npos; }
    bool hasDefaultPort() const;
    std::string hostText() const;   // IPv6 in brackets
    std::string authority() const;  // "host:port", always with the port
    std::string hostHeader() const; // the port only when it is not the default
    std::string origin() const;     // "https://host:443": what may share connections and credentials
    std::string target() const;     // origin-form: path and query
    std::string text() const;       // without userinfo and fragment: absolute-form
    std::string place() const;      // and without query: for logs

private:
    void appendHost(std::string& out, bool hasPort) const;
    Result<void> readAuthority(std::string_view text);
    Result<void> readPort(std::string_view text);
    Result<void> readHost(std::string_view text);
    Result<void> readRelative(std::string_view text); // ["/" path] ["?" query] ["#" fragment]
    static Result<Url> read(std::string_view text);
};

// Path without "." and ".." segments (RFC 3986 5.2.4); begins with '/'.
std::string withoutDotSegments(std::string_view path);

// Percent-encodes all but unreserved characters: a value of a query or form. `spaceIsPlus` for forms.
void percentEncode(std::string_view in, bool spaceIsPlus, std::string& out);

} // namespace aha::http
