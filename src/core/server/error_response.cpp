#include "core/server/error_response.h"

#include "core/proto/http/error_page.h"
#include "core/proto/http/response_head.h"

namespace aha::server {

static bool wantsJson(const http::RequestHead& head, bool byDefault) {
    const std::string accept = head.join("accept");
    const std::size_t json = accept.find("json"); // application/json, application/problem+json
    const std::size_t html = accept.find("html");
    return json == html ? byDefault : json < html;
}

ErrorResponse makeErrorResponse(int status, std::string_view detail, const http::RequestHead* head,
                                bool jsonByDefault) {
    const bool isJson = head ? wantsJson(*head, jsonByDefault) : jsonByDefault;
    ErrorResponse response;
    http::appendField(response.lines, "Content-Type",
                      isJson ? "application/json" : "text/html; charset=utf-8");
    response.body = http::errorPage(status, detail, isJson);
    return response;
}

} // namespace aha::server
