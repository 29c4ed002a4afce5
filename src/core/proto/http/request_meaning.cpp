#include "core/proto/http/request_meaning.h"

#include "core/proto/http/authority.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/framing_fields.h"

namespace aha::http {

namespace {

// Collected over all fields, judged at the end: the fields may come in any order.
struct Seen {
    TransferCodings codings;
    ConnectionOptions connection;
    bool contentLength = false, upgradeField = false;
    bool expects = false, expectsOther = false;
};

void readExpectations(std::string_view value, Seen& seen) {
    ListReader list(value);
    for (std::string_view member; list.next(member);) {
        (equalsIgnoreCase(member, "100-continue") ? seen.expects : seen.expectsOther) = true;
    }
}

Refusal readContentLength(std::string_view value, Seen& seen, RequestMeaning& out) {
    if (seen.contentLength) {
        return {400, "ambiguous message length"};
    }
    seen.contentLength = true;
    return parseContentLength(value, out.contentLength) ? Refusal{} : Refusal{400, "invalid Content-Length"};
}

Refusal readHost(std::size_t index, std::string_view value, RequestMeaning& out) {
    if (out.host) {
        return {400, "more than one Host header"};
    }
    out.host = index;
    return isAuthority(value) ? Refusal{} : Refusal{400, "invalid Host header"};
}

// The names that matter differ in length, so that one comparison decides.
Refusal readField(const Fields& fields, std::size_t i, Seen& seen, RequestMeaning& out) {
    const std::string_view name = fields.name(i);
    switch (name.size()) {
    case 4: return equalsIgnoreCase(name, "host") ? readHost(i, fields.value(i), out) : Refusal{};
    case 6:
        if (equalsIgnoreCase(name, "expect")) {
            readExpectations(fields.value(i), seen);
        }
        return {};
    case 7: seen.upgradeField |= equalsIgnoreCase(name, "upgrade") && !fields.value(i).empty(); return {};
    case 10:
        if (equalsIgnoreCase(name, "connection")) {
            seen.connection.read(fields.value(i));
        }
        return {};
    case 12:
        if (!out.contentType && equalsIgnoreCase(name, "content-type")) {
            out.contentType = i;
        }
        return {};
    case 14:
        return equalsIgnoreCase(name, "content-length") ? readContentLength(fields.value(i), seen, out)
                                                        : Refusal{};
    case 17:
        if (equalsIgnoreCase(name, "transfer-encoding")) {
            seen.codings.read(fields.value(i));
        }
        return {};
    default: return {};
    }
}

// RFC 9112 6.1 and 6.3. Whatever a recipient further up could have read otherwise is refused.
Refusal judgeFraming(const Seen& seen, std::uint8_t minorVersion, RequestMeaning& out) {
    if (!seen.codings.present) {
        out.bodyKind = seen.contentLength ? BodyKind::Length : BodyKind::None;
        return {};
    }
    if (seen.contentLength) {
        return {400, "ambiguous message length"};
    }
    if (minorVersion == 0) {
        return {400, "Transfer-Encoding in HTTP/1.0"};
    }
    if (!seen.codings.isWellFormedChunked()) {
        return {400, "invalid Transfer-Encoding"};
    }
    out.bodyKind = BodyKind::Chunked;
    return seen.codings.other ? Refusal{501, "transfer coding not implemented"} : Refusal{};
}

} // namespace

Refusal interpretFields(const Fields& fields, std::uint8_t minorVersion, RequestMeaning& out) {
    Seen seen;
    for (std::size_t i = 0; i < fields.count(); ++i) {
        if (Refusal refusal = readField(fields, i, seen, out)) {
            return refusal;
        }
    }
    if (Refusal refusal = judgeFraming(seen, minorVersion, out)) {
        return refusal;
    }
    if (!out.host && minorVersion > 0) {
        return {400, "missing Host header"};
    }
    out.keepAlive = seen.connection.staysOpen(minorVersion);
    if (minorVersion > 0) { // an HTTP/1.0 client knows neither (RFC 9110 7.8 and 10.1.1)
        if (seen.expectsOther) {
            return {417, "expectation not supported"};
        }
        const bool hasBody = out.bodyKind == BodyKind::Chunked || out.contentLength > 0;
        out.expectsContinue = seen.expects && hasBody;
        out.upgrade = seen.connection.upgrade && seen.upgradeField;
    }
    return {};
}

} // namespace aha::http
