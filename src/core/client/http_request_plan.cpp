#include "core/client/http_request_plan.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/content_decoder.h"
#include "core/proto/http/cookie_jar.h"
#include "core/proto/http/credentials.h"

#include <algorithm>

namespace aha::client {

static constexpr std::size_t kMaxAdded = 7;    // fields besides those of the user
static constexpr std::size_t kUsualHead = 512; // bytes

bool isIdempotentMethod(std::string_view method) {
    static constexpr std::string_view kMethods[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
    return std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods);
}

static bool has(const std::vector<http::HeaderLine>& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(), [name](const http::HeaderLine& line) {
        return http::equalsIgnoreCase(line.name, name);
    });
}

static void addDefaults(const HttpRequest& request, const HttpNext& next,
                        std::vector<http::HeaderLine>& headers) {
    if (!request.userAgent.empty() && !has(headers, "user-agent")) {
        headers.push_back({"User-Agent", request.userAgent});
    }
    if (!has(headers, "accept")) {
        headers.push_back({"Accept", "*/*"});
    }
    // A range of compressed bytes could not be decoded.
    if (request.decode && !has(headers, "accept-encoding") && !has(headers, "range")) {
        headers.push_back({"Accept-Encoding", std::string(http::ContentDecoder::acceptEncoding())});
    }
    if (request.cookies && !has(headers, "cookie")) {
        std::string cookies = request.cookies->header(next.url);
        if (!cookies.empty()) {
            headers.push_back({"Cookie", std::move(cookies)});
        }
    }
    if (!request.keepAlive && !has(headers, "connection")) {
        headers.push_back({"Connection", "close"});
    }
}

Result<std::string> writeRequestHead(const HttpRequest& request, const HttpNext& next,
                                     const http::BodyPlan& body, const std::string& authorization) {
    if (next.method == "CONNECT") {
        return Error{Errc::InvalidArgument, "the method CONNECT is the proxy option's"};
    }
    const bool asksProxy = request.proxy.isHttp() && request.unixSocket.empty() && !next.url.isSecure();
    std::vector<http::HeaderLine> headers;
    headers.reserve(next.headers.size() + kMaxAdded);
    headers.insert(headers.end(), next.headers.begin(), next.headers.end());
    if (!asksProxy) { // what the proxy is told is none of the server's business
        headers.erase(std::remove_if(headers.begin(), headers.end(),
                                     [](const http::HeaderLine& line) {
                                         return http::equalsIgnoreCase(line.name, "proxy-authorization");
                                     }),
                      headers.end());
    }
    addDefaults(request, next, headers);
    if (!authorization.empty() && !has(headers, "authorization")) {
        headers.push_back({"Authorization", authorization});
    }
    if (asksProxy && !request.proxy.user.empty() && !has(headers, "proxy-authorization")) {
        auto credentials = http::basicCredentials(request.proxy.user, request.proxy.password);
        if (!credentials) {
            return credentials.error();
        }
        headers.push_back({"Proxy-Authorization", credentials.take()});
    }
    const bool hasBody = body.kind == http::BodyPlan::Kind::Chunked || body.bytes > 0;
    http::RequestPlan plan{next.method, next.url, headers};
    plan.form = asksProxy ? http::TargetForm::Absolute : http::TargetForm::Origin;
    plan.body = body;
    plan.expectContinue = request.expectContinue && hasBody;
    std::string head;
    head.reserve(kUsualHead);
    if (auto written = http::appendRequestHead(head, plan); !written) {
        return written.error();
    }
    return head;
}

} // namespace aha::client
