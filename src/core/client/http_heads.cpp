#include "core/client/http_heads.h"

#include <functional>
#include <string_view>

namespace aha::client {

bool HttpHeads::Place::is(const HttpRequest& request, const HttpNext& next) const {
    const http::Url& url = next.url;
    return !head.empty() && path == url.path && host == url.host && port == url.port &&
           secure == url.isSecure() && query == url.query && method == next.method &&
           userAgent == request.userAgent && decodes == request.decode && keepsAlive == request.keepAlive;
}

void HttpHeads::Place::take(const HttpRequest& request, const HttpNext& next, const std::string& written) {
    method = next.method;
    host = next.url.host;
    path = next.url.path;
    query = next.url.query;
    port = next.url.port;
    secure = next.url.isSecure();
    userAgent = request.userAgent;
    decodes = request.decode;
    keepsAlive = request.keepAlive;
    head = written;
}

// Nothing of the user is in it, nor anything that changes from request to request.
static bool isPlain(const HttpRequest& request, const HttpNext& next, const http::BodyPlan& body,
                    const std::string& authorization) {
    return next.headers.empty() && authorization.empty() && !request.cookies && !request.expectContinue &&
           body.kind == http::BodyPlan::Kind::None && request.proxy.kind == HttpProxy::Kind::None;
}

Result<std::string> HttpHeads::write(const HttpRequest& request, const HttpNext& next,
                                     const http::BodyPlan& body, const std::string& authorization) {
    if (!isPlain(request, next, body, authorization)) {
        return writeRequestHead(request, next, body, authorization);
    }
    if (!places_) {
        places_ = std::make_unique<std::array<Place, kPlaces>>();
    }
    Place& place = (*places_)[std::hash<std::string_view>()(next.url.path) % kPlaces];
    if (place.is(request, next)) {
        return place.head;
    }
    auto written = writeRequestHead(request, next, body, authorization);
    if (written && written.value().size() <= kMaxBytes) {
        place.take(request, next, written.value());
    }
    return written;
}

} // namespace aha::client
