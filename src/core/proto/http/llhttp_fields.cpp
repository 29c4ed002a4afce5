#include "core/proto/http/llhttp_fields.h"

#include "core/proto/http/chars.h"

#include <llhttp.h>

namespace aha::http {

namespace {

struct Collector {
    const char* begin;
    std::vector<FieldSpan>& out;
    const char* name = nullptr;
    const char* nameEnd = nullptr;
    const char* value = nullptr;
    const char* valueEnd = nullptr;
    bool complete = false;
};

Collector& collectorOf(llhttp_t* parser) { return *static_cast<Collector*>(parser->data); }

int onField(llhttp_t* parser, const char* at, std::size_t length) {
    Collector& c = collectorOf(parser);
    if (!c.name) {
        c.name = at;
    }
    c.nameEnd = at + length;
    return 0;
}

int onValue(llhttp_t* parser, const char* at, std::size_t length) {
    Collector& c = collectorOf(parser);
    if (!c.value) {
        c.value = at;
    }
    c.valueEnd = at + length;
    return 0;
}

int onValueComplete(llhttp_t* parser) {
    Collector& c = collectorOf(parser);
    if (!c.name) {
        return HPE_USER;
    }
    if (!c.value) { // no callback for an empty value
        c.value = c.valueEnd = c.nameEnd;
    }
    while (c.value < c.valueEnd && isBlank(*c.value)) {
        ++c.value;
    }
    while (c.valueEnd > c.value && isBlank(c.valueEnd[-1])) {
        --c.valueEnd;
    }
    c.out.push_back(
        {static_cast<std::uint32_t>(c.name - c.begin), static_cast<std::uint32_t>(c.nameEnd - c.name),
         static_cast<std::uint32_t>(c.value - c.begin), static_cast<std::uint32_t>(c.valueEnd - c.value)});
    c.name = c.value = nullptr;
    return 0;
}

int onHeadersComplete(llhttp_t* parser) {
    collectorOf(parser).complete = true;
    return HPE_PAUSED; // bodies are ours
}

const llhttp_settings_t& settings() {
    static const llhttp_settings_t kSettings = [] {
        llhttp_settings_t s;
        llhttp_settings_init(&s);
        s.on_header_field = onField;
        s.on_header_value = onValue;
        s.on_header_value_complete = onValueComplete;
        s.on_headers_complete = onHeadersComplete;
        return s;
    }();
    return kSettings;
}

constexpr const char* kMalformed[] = {"malformed request head", "malformed response head"};

// Only what the guard lets through can get here, so that the text does not depend on llhttp's version.
Refusal refusalOf(HeadKind kind, llhttp_errno_t error) {
    switch (error) {
    case HPE_INVALID_CONTENT_LENGTH: return {400, "invalid Content-Length"};
    case HPE_UNEXPECTED_CONTENT_LENGTH: return {400, "ambiguous message length"};
    case HPE_INVALID_TRANSFER_ENCODING: return {400, "invalid Transfer-Encoding"};
    case HPE_INVALID_METHOD: return {501, "method not implemented"};
    default: return {400, kMalformed[kind == HeadKind::Response]};
    }
}

} // namespace

Refusal parseFieldsWithLlhttp(HeadKind kind, std::string_view head, std::vector<FieldSpan>& out) {
    Collector collector{head.data(), out};
    llhttp_t parser;
    llhttp_init(&parser, kind == HeadKind::Request ? HTTP_REQUEST : HTTP_RESPONSE, &settings());
    parser.data = &collector;
    const llhttp_errno_t error = llhttp_execute(&parser, head.data(), head.size());
    if (error == HPE_PAUSED && collector.complete) {
        return {};
    }
    return error == HPE_OK ? Refusal{400, kMalformed[kind == HeadKind::Response]} : refusalOf(kind, error);
}

} // namespace aha::http
