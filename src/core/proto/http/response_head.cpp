#include "core/proto/http/response_head.h"

#include "core/proto/http/chars.h"

#include <charconv>

namespace aha::http {

std::string_view statusReason(int status) {
    switch (status) {
    case 100: return "Continue";
    case 101: return "Switching Protocols";
    case 102: return "Processing";
    case 103: return "Early Hints";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 203: return "Non-Authoritative Information";
    case 204: return "No Content";
    case 205: return "Reset Content";
    case 206: return "Partial Content";
    case 207: return "Multi-Status";
    case 208: return "Already Reported";
    case 226: return "IM Used";
    case 300: return "Multiple Choices";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 305: return "Use Proxy";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 407: return "Proxy Authentication Required";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 418: return "I'm a teapot";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 424: return "Failed Dependency";
    case 425: return "Too Early";
    case 426: return "Upgrade Required";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 451: return "Unavailable For Legal Reasons";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 506: return "Variant Also Negotiates";
    case 507: return "Insufficient Storage";
    case 508: return "Loop Detected";
    case 510: return "Not Extended";
    case 511: return "Network Authentication Required";
    default: return "";
    }
}

bool isToken(std::string_view name) { return !name.empty() && spanOf(name, kToken) == name.size(); }

bool isFieldValue(std::string_view value) { return !hasControl(value); }

static void appendNumber(std::string& out, std::uint64_t number, int base) {
    char digits[24];
    const std::to_chars_result result = std::to_chars(digits, digits + sizeof digits, number, base);
    out.append(digits, result.ptr);
}

void appendStatusLine(std::string& out, int minorVersion, int status, std::string_view reason) {
    out.append(minorVersion == 0 ? "HTTP/1.0 " : "HTTP/1.1 ");
    appendNumber(out, static_cast<std::uint64_t>(status), 10);
    out.push_back(' '); // stays when there is no reason (RFC 9112 4)
    out.append(reason.empty() ? statusReason(status) : reason).append("\r\n");
}

void appendField(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void appendContentLength(std::string& out, std::uint64_t bytes) {
    out.append("Content-Length: ");
    appendNumber(out, bytes, 10);
    out.append("\r\n");
}

void appendChunkHead(std::string& out, std::uint64_t bytes) {
    appendNumber(out, bytes, 16);
    out.append("\r\n");
}

void appendChunk(std::string& out, std::string_view bytes) {
    if (!bytes.empty()) { // an empty chunk would end the body
        appendChunkHead(out, bytes.size());
        out.append(bytes).append("\r\n");
    }
}

void ResponseHead::clear() {
    Fields::clear();
    reasonAt_ = reasonLength_ = 0;
    contentLength_.reset();
    status_ = 0;
    minorVersion_ = 1;
    framing_ = ResponseFraming::None;
    keepAlive_ = tunnel_ = false;
}

bool mayHaveBody(int status) { return status >= 200 && status != 204 && status != 304; }

} // namespace aha::http
