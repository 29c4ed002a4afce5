#pragma once

#include "core/client/http_types.h"

#include <string>
#include <string_view>
#include <vector>

namespace aha::client {

// What the next request of a call asks for: changes with redirects and challenges. A value.
struct HttpNext {
    std::string method;
    http::Url url;
    std::vector<http::HeaderLine> headers; // the user's that may still go along
    HttpAuth auth;                         // none any more behind a redirect to another origin
    bool hasBody = true;
    bool hasLeftOrigin = false;
};

// The head of the next request. `authorization` is the value of that field, "" = none. InvalidArgument names
// the header, method or credential at fault.
Result<std::string> writeRequestHead(const HttpRequest& request, const HttpNext& next,
                                     const http::BodyPlan& body, const std::string& authorization);

bool isIdempotentMethod(std::string_view method); // RFC 9110 9.2.2

} // namespace aha::client
