#include "php/client/http_trace.h"

#include "php/server/http_job.h"

#include <algorithm>
#include <unistd.h>

namespace aha::php {

static bool isLowerHex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

static bool isZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// version "-" trace-id "-" parent-id "-" flags; a later version may have more behind a further "-".
static bool isTraceparent(std::string_view text) {
    if (text.size() < 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') {
        return false;
    }
    std::string_view version = text.substr(0, 2), trace = text.substr(3, 32), parent = text.substr(36, 16);
    if (!isLowerHex(version) || !isLowerHex(trace) || !isLowerHex(parent) ||
        !isLowerHex(text.substr(53, 2)) || version == "ff" || isZero(trace) || isZero(parent)) {
        return false;
    }
    return text.size() == 55 || (version != "00" && text[55] == '-');
}

std::string childTraceparent(std::string_view parent) {
    if (!isTraceparent(parent)) {
        return {};
    }
    unsigned char random[8];
    if (::getentropy(random, sizeof random) != 0) {
        return std::string(parent.substr(0, 55)); // passed on as it is
    }
    random[0] |= 1; // never all zero
    std::string text = "00" + std::string(parent.substr(2, 34));
    for (unsigned char byte : random) {
        static constexpr char kDigits[] = "0123456789abcdef";
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    // Of the flags only the first bit is known to version 00 (sampled).
    const char last = parent[54];
    const int flags = last <= '9' ? last - '0' : last - 'a' + 10;
    return text + ((flags & 1) != 0 ? "-01" : "-00");
}

static bool has(const std::vector<http::HeaderLine>& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(), [name](const http::HeaderLine& line) {
        return line.name.size() == name.size() &&
               zend_binary_strcasecmp(line.name.data(), line.name.size(), name.data(), name.size()) == 0;
    });
}

void propagateRequest(std::vector<http::HeaderLine>& headers) {
    HttpJob* job = currentRequest();
    if (!job) {
        return;
    }
    if (!has(headers, "x-request-id")) {
        headers.push_back({"X-Request-Id", job->requestId()});
    }
    if (has(headers, "traceparent")) {
        return;
    }
    const http::RequestHead& head = job->exchange().head();
    std::string child = childTraceparent(head.find("traceparent").value_or(""));
    if (child.empty()) {
        return;
    }
    headers.push_back({"traceparent", std::move(child)});
    if (std::string state = head.join("tracestate"); !state.empty() && !has(headers, "tracestate")) {
        headers.push_back({"tracestate", std::move(state)});
    }
}

ClientTrace::Fields traceFields(const client::HttpRequest& request) {
    std::string traceparent;
    for (const http::HeaderLine& line : request.headers) {
        if (zend_binary_strcasecmp(line.name.data(), line.name.size(), "traceparent", 11) == 0) {
            traceparent = line.value;
        }
    }
    return {{"method", request.method}, {"url", request.url.text()}, {"traceparent", std::move(traceparent)}};
}

} // namespace aha::php
