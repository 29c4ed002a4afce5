#include "core/client/http_types.h"

#include <utility>

namespace aha::client {

std::string_view httpErrorName(HttpErrorKind kind) {
    switch (kind) {
    case HttpErrorKind::InvalidRequest: return "invalid_request";
    case HttpErrorKind::ConnectFailed: return "connect_failed";
    case HttpErrorKind::ConnectTimeout: return "connect_timeout";
    case HttpErrorKind::PoolExhausted: return "pool_exhausted";
    case HttpErrorKind::RequestTimeout: return "request_timeout";
    case HttpErrorKind::Tls: return "tls";
    case HttpErrorKind::SendFailed: return "send_failed";
    case HttpErrorKind::Protocol: return "protocol";
    case HttpErrorKind::TooLarge: return "too_large";
    case HttpErrorKind::TooManyRedirects: return "too_many_redirects";
    case HttpErrorKind::Cancelled: return "cancelled";
    }
    return "unknown";
}

std::string_view httpPhaseText(HttpPhase phase) {
    switch (phase) {
    case HttpPhase::Start: return "its start";
    case HttpPhase::Connection: return "a connection";
    case HttpPhase::Continue: return "the leave to send the body (100 Continue)";
    case HttpPhase::Send: return "the peer to take the request";
    case HttpPhase::FirstByte: return "the head of the answer";
    case HttpPhase::Body: return "the body of the answer";
    case HttpPhase::Done: return "nothing";
    }
    return "unknown";
}

// The parser of URLs knows neither the scheme nor its port: two known ones stand in for it, and a port that
// differs between them was not given.
Result<HttpProxy> HttpProxy::parse(std::string_view text) {
    HttpProxy proxy;
    std::string_view rest;
    for (auto [prefix, kind] : {std::pair<std::string_view, Kind>{"http://", Kind::Http},
                                {"socks5://", Kind::Socks5},
                                {"socks5h://", Kind::Socks5}}) {
        if (text.substr(0, prefix.size()) == prefix) {
            proxy.kind = kind;
            rest = text.substr(prefix.size());
        }
    }
    if (proxy.kind == Kind::None) {
        return Error{Errc::InvalidArgument, "a proxy is given as http://host:port or socks5://host:port"};
    }
    auto url = http::Url::parse("http://" + std::string(rest));
    auto other = http::Url::parse("https://" + std::string(rest));
    if (!url || !other) {
        return Error{Errc::InvalidArgument,
                     "the proxy's URL is malformed: " + (url ? other : url).error().message};
    }
    if (url.value().path != "/" || url.value().query || url.value().fragment) {
        return Error{Errc::InvalidArgument, "a proxy's URL has neither path nor query"};
    }
    const bool hasPort = url.value().port == other.value().port;
    proxy.host = url.value().host;
    proxy.port = hasPort ? url.value().port : proxy.kind == Kind::Socks5 ? 1080 : 80;
    proxy.user = url.value().user;
    proxy.password = url.value().password;
    return proxy;
}

HttpBody HttpBody::ofBytes(net::OwnedBytes bytes) {
    HttpBody body;
    body.kind = Kind::Parts;
    body.parts.push_back(HttpBodyPart{std::move(bytes), {}, 0, {}});
    return body;
}

HttpBody HttpBody::ofString(std::string bytes) {
    return ofBytes(net::OwnedBytes::fromString(std::move(bytes)));
}

HttpBody HttpBody::ofFile(std::string path) {
    HttpBody body;
    body.kind = Kind::Parts;
    body.parts.push_back(HttpBodyPart{{}, std::move(path), 0, {}});
    return body;
}

HttpBody HttpBody::streamed(std::optional<std::uint64_t> length) {
    HttpBody body;
    body.kind = Kind::Streamed;
    body.length = length;
    return body;
}

} // namespace aha::client
