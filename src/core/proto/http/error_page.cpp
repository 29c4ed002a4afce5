#include "core/proto/http/error_page.h"

#include "core/base/json_text.h"
#include "core/proto/http/escape.h"
#include "core/proto/http/response_head.h"

namespace aha::http {

static constexpr std::string_view kStyle =
    "body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;"
    "font:1rem/1.5 system-ui,sans-serif;background:#fff;color:#222}"
    "main{padding:1.5rem;max-width:40rem;overflow-wrap:anywhere}"
    "h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0}"
    "@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}}";

std::string errorPage(int status, std::string_view detail, bool json) {
    const std::string_view known = statusReason(status);
    const std::string_view reason = known.empty() ? std::string_view("Error") : known;
    const std::string number = std::to_string(status);
    std::string out;
    if (json) {
        out.append("{\"error\":{\"status\":").append(number).append(",\"message\":");
        appendJsonString(out, detail.empty() ? reason : detail, JsonPlace::Html);
        out.append("}}\n");
        return out;
    }
    const std::string title = number + " " + htmlEscape(reason);
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
    out.append(title).append("</title><style>").append(kStyle).append("</style></head><body><main><h1>");
    out.append(title).append("</h1>");
    if (!detail.empty()) {
        out.append("<p>").append(htmlEscape(detail)).append("</p>");
    }
    out.append("</main></body></html>\n");
    return out;
}

} // namespace aha::http
