#pragma once

#include "core/proto/http/request_head.h"

#include <string>
#include <string_view>

namespace aha::server {

// The page that answers a request nobody could answer, and its field lines.
struct ErrorResponse {
    std::string lines;
    std::string body;
};

// As JSON or as HTML: what the Accept field prefers, else `jsonByDefault`. `head` is null when it is not
// known.
ErrorResponse makeErrorResponse(int status, std::string_view detail, const http::RequestHead* head,
                                bool jsonByDefault);

} // namespace aha::server
