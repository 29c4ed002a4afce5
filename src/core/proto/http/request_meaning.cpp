#include "core/proto/http/request_meaning.h"

#include "core/proto/http/authority.h"
#include "core/proto/http/chars.h"

#include <limits>

namespace aha::http {

namespace {

// Collected over all fields, judged at the end: the fields may come in any order.
struct Seen {
    bool contentLength = false, transferEncoding = false;
    bool chunkedLast = false, chunkedEarlier = false, otherCoding = false, badCoding = false;
    bool close = false, keepAlive = false, connectionUpgrade = false, upgradeField = false;
    bool expects = false, expectsOther = false;
};

// 1*DIGIT up to what a signed 64-bit integer holds. Leading zeros are refused: some read them as octal.
bool parseLength(std::string_view text, std::uint64_t& out) {
    constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
    if (text.empty() || (text.size() > 1 && text[0] == '0')) {
        return false;
    }
    std::uint64_t length = 0;
    for (char c : text) {
        if (!isDigit(c)) {
            return false;
        }
        const std::uint64_t digit = static_cast<std::uint64_t>(c - '0');
        if (length > (kMax - digit) / 10) {
            return false;
        }
        length = length * 10 + digit;
    }
    out = length;
    return true;
}

// Split by hand: an empty member is harmless by the letter of RFC 9110 5.6.1.2, but parsers disagree about
// it.
void readCodings(std::string_view value, Seen& seen) {
    seen.transferEncoding = true;
    for (bool more = true; more;) {
        const std::size_t comma = value.find(',');
        const std::string_view member = trimBlanks(value.substr(0, comma));
        more = comma != std::string_view::npos;
        value.remove_prefix(more ? comma + 1 : 0);
        seen.chunkedEarlier |= seen.chunkedLast;
        seen.chunkedLast = equalsIgnoreCase(member, "chunked");
        seen.otherCoding |= !seen.chunkedLast;
        // A coding may have parameters; chunked has none, so "chunked;q=1" is another coding, which comes
        // last.
        seen.badCoding |= spanOf(member.substr(0, member.find(';')), kToken) == 0;
    }
}

void readConnection(std::string_view value, Seen& seen) {
    ListReader list(value);
    for (std::string_view member; list.next(member);) {
        seen.close |= equalsIgnoreCase(member, "close");
        seen.keepAlive |= equalsIgnoreCase(member, "keep-alive");
        seen.connectionUpgrade |= equalsIgnoreCase(member, "upgrade");
    }
}

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
    return parseLength(value, out.contentLength) ? Refusal{} : Refusal{400, "invalid Content-Length"};
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
            readConnection(fields.value(i), seen);
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
            readCodings(fields.value(i), seen);
        }
        return {};
    default: return {};
    }
}

// RFC 9112 6.1 and 6.3. Whatever a recipient further up could have read otherwise is refused.
Refusal judgeFraming(const Seen& seen, std::uint8_t minorVersion, RequestMeaning& out) {
    if (!seen.transferEncoding) {
        out.bodyKind = seen.contentLength ? BodyKind::Length : BodyKind::None;
        return {};
    }
    if (seen.contentLength) {
        return {400, "ambiguous message length"};
    }
    if (minorVersion == 0) {
        return {400, "Transfer-Encoding in HTTP/1.0"};
    }
    if (seen.badCoding || seen.chunkedEarlier || !seen.chunkedLast) {
        return {400, "invalid Transfer-Encoding"};
    }
    out.bodyKind = BodyKind::Chunked;
    return seen.otherCoding ? Refusal{501, "transfer coding not implemented"} : Refusal{};
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
    out.keepAlive = !seen.close && (minorVersion > 0 || seen.keepAlive);
    if (minorVersion > 0) { // an HTTP/1.0 client knows neither (RFC 9110 7.8 and 10.1.1)
        if (seen.expectsOther) {
            return {417, "expectation not supported"};
        }
        const bool hasBody = out.bodyKind == BodyKind::Chunked || out.contentLength > 0;
        out.expectsContinue = seen.expects && hasBody;
        out.upgrade = seen.connectionUpgrade && seen.upgradeField;
    }
    return {};
}

} // namespace aha::http
