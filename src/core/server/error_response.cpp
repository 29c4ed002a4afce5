#include "core/server/error_response.h"

#include "core/proto/http/error_page.h"
#include "core/proto/http/negotiate.h"
#include "core/proto/http/response_head.h"

namespace aha::server {

ErrorResponse makeErrorResponse(int status, std::string_view detail, const http::RequestHead* head,
                                bool jsonByDefault) {
    const bool isJson = head ? http::prefersJson(head->join("accept"), jsonByDefault) : jsonByDefault;
    ErrorResponse response;
    http::appendField(response.lines, "Content-Type",
                      isJson ? "application/json" : "text/html; charset=utf-8");
    response.body = http::errorPage(status, detail, isJson);
    return response;
}

} // namespace aha::server
