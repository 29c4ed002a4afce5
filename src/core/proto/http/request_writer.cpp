#include "core/proto/http/request_writer.h"

#include "core/base/assert.h"
#include "core/proto/http/authority.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/chunked_decoder.h"
#include "core/proto/http/response_head.h"

namespace aha::http {

static Error invalidRequest(std::string message) { return Error{Errc::InvalidArgument, std::move(message)}; }

// A name as it may be shown: what is no token could be anything, and long.
static std::string shown(std::string_view name) {
    constexpr std::size_t kMost = 64;
    std::string out("\"");
    for (char c : name.substr(0, kMost)) {
        out.push_back(static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f ? '?'
                                                                                                    : c);
    }
    return out.append(name.size() > kMost ? "...\"" : "\"");
}

Result<void> checkHeader(std::string_view name, std::string_view value) {
    if (!isToken(name)) {
        return invalidRequest("Header name " + shown(name) +
                              " must be a token: letters, digits and !#$%&'*+-.^_`|~");
    }
    if (!isFieldValue(value)) {
        return invalidRequest("Header " + shown(name) +
                              " must not contain control characters such as CR, LF or NUL");
    }
    return {};
}

// What the given headers say about Host, framing and Expect.
struct Given {
    bool host = false, contentLength = false, transferEncoding = false, expect = false, trailer = false;
};

static Result<void> checkLength(std::string_view value, const BodyPlan& body, bool repeated) {
    const std::uint64_t bytes = body.kind == BodyPlan::Kind::Length ? body.bytes : 0;
    if (repeated || body.kind == BodyPlan::Kind::Chunked || trimBlanks(value) != std::to_string(bytes)) {
        return invalidRequest("Header \"Content-Length\" contradicts the body; leave it out, it is computed");
    }
    return {};
}

static Result<void> readHeader(const HeaderLine& header, const RequestPlan& plan, Given& given) {
    if (Result<void> checked = checkHeader(header.name, header.value); !checked) {
        return checked;
    }
    if (equalsIgnoreCase(header.name, "host")) {
        if (given.host || !isAuthority(trimBlanks(header.value))) {
            return invalidRequest("Header \"Host\" must be given once and be host[:port]");
        }
        given.host = true;
    } else if (equalsIgnoreCase(header.name, "content-length")) {
        if (Result<void> checked = checkLength(header.value, plan.body, given.contentLength); !checked) {
            return checked;
        }
        given.contentLength = true;
    } else if (equalsIgnoreCase(header.name, "transfer-encoding")) {
        if (given.transferEncoding || plan.body.kind != BodyPlan::Kind::Chunked ||
            !equalsIgnoreCase(trimBlanks(header.value), "chunked")) {
            return invalidRequest(
                "Header \"Transfer-Encoding\" contradicts the body; leave it out, it is computed");
        }
        given.transferEncoding = true;
    } else if (equalsIgnoreCase(header.name, "expect")) {
        if (!equalsIgnoreCase(trimBlanks(header.value), "100-continue") || !plan.expectContinue) {
            return invalidRequest("Header \"Expect\" must not be given; use the option for 100-continue");
        }
        given.expect = true;
    } else if (equalsIgnoreCase(header.name, "trailer")) {
        given.trailer = true;
    }
    return {};
}

static Result<void> checkPlan(const RequestPlan& plan) {
    if (!isToken(plan.method)) {
        return invalidRequest("Method " + shown(plan.method) + " must be a token");
    }
    const bool isConnect = plan.method == "CONNECT";
    if (isConnect != (plan.form == TargetForm::Authority)) {
        return invalidRequest("CONNECT and the target host:port belong together");
    }
    if (plan.form == TargetForm::Asterisk && plan.method != "OPTIONS") {
        return invalidRequest("Target * is for OPTIONS only");
    }
    if ((isConnect || plan.method == "TRACE") && plan.body.kind != BodyPlan::Kind::None) {
        return invalidRequest(std::string(plan.method) + " must not have a body"); // RFC 9110 9.3.6 and 9.3.8
    }
    if (plan.expectContinue && (plan.body.kind == BodyPlan::Kind::None ||
                                (plan.body.kind == BodyPlan::Kind::Length && plan.body.bytes == 0))) {
        return invalidRequest("Expect: 100-continue needs a body");
    }
    return {};
}

static std::string targetOf(const RequestPlan& plan) {
    switch (plan.form) {
    case TargetForm::Origin: return plan.url.target();
    case TargetForm::Absolute: return plan.url.text();
    case TargetForm::Authority: return plan.url.authority();
    case TargetForm::Asterisk: break;
    }
    return "*";
}

// A method that usually has a body says so when it has none (RFC 9110 8.6).
static bool announcesNothing(std::string_view method) {
    return method == "POST" || method == "PUT" || method == "PATCH";
}

static void appendFraming(std::string& out, const RequestPlan& plan, const Given& given) {
    switch (plan.body.kind) {
    case BodyPlan::Kind::None:
        if (!given.contentLength && announcesNothing(plan.method)) {
            appendContentLength(out, 0);
        }
        break;
    case BodyPlan::Kind::Length:
        if (!given.contentLength) {
            appendContentLength(out, plan.body.bytes);
        }
        break;
    case BodyPlan::Kind::Chunked:
        if (!given.transferEncoding) {
            appendField(out, "Transfer-Encoding", "chunked");
        }
        break;
    }
    if (plan.expectContinue && !given.expect) {
        appendField(out, "Expect", "100-continue");
    }
}

Result<void> appendRequestHead(std::string& out, const RequestPlan& plan) {
    if (Result<void> checked = checkPlan(plan); !checked) {
        return checked;
    }
    Given given;
    for (const HeaderLine& header : plan.headers) {
        if (Result<void> checked = readHeader(header, plan, given); !checked) {
            return checked;
        }
    }
    if (given.trailer && plan.body.kind != BodyPlan::Kind::Chunked) {
        return invalidRequest("Header \"Trailer\" needs a chunked body");
    }
    const std::string target = targetOf(plan);
    if (hasControl(target) || target.find_first_of(" \t") != std::string::npos) {
        return invalidRequest("Request target must not contain blanks or control characters");
    }
    out.append(plan.method).append(" ").append(target).append(" HTTP/1.1\r\n");
    if (!given.host) {
        appendField(out, "Host",
                    plan.form == TargetForm::Authority ? plan.url.authority() : plan.url.hostHeader());
    }
    for (const HeaderLine& header : plan.headers) {
        appendField(out, header.name, trimBlanks(header.value));
    }
    appendFraming(out, plan, given);
    out.append("\r\n");
    return {};
}

// ---- body

Result<void> BodyWriter::beginPiece(std::string& before, std::uint64_t bytes) {
    AHA_ASSERT(!finished_);
    const std::uint64_t announced = plan_.kind == BodyPlan::Kind::Length ? plan_.bytes : 0;
    if (!isChunked() && bytes > announced - written_) {
        return invalidRequest("Request body is longer than the " + std::to_string(announced) +
                              " bytes announced");
    }
    written_ += bytes;
    if (isChunked() && bytes > 0) { // an empty chunk would end the body
        appendChunkHead(before, bytes);
    }
    return {};
}

Result<void> BodyWriter::write(std::string& out, std::string_view bytes) {
    Result<void> begun = beginPiece(out, bytes.size());
    if (begun && !bytes.empty()) {
        out.append(bytes).append(endPiece());
    }
    return begun;
}

Result<void> BodyWriter::finish(std::string& out, const std::vector<HeaderLine>& trailers) {
    AHA_ASSERT(!finished_);
    if (!isChunked()) {
        const std::uint64_t announced = plan_.kind == BodyPlan::Kind::Length ? plan_.bytes : 0;
        if (written_ != announced) {
            return invalidRequest("Request body has " + std::to_string(written_) + " bytes instead of the " +
                                  std::to_string(announced) + " announced");
        }
        if (!trailers.empty()) {
            return invalidRequest("Trailers need a chunked body");
        }
        finished_ = true;
        return {};
    }
    for (const HeaderLine& trailer : trailers) {
        if (Result<void> checked = checkHeader(trailer.name, trailer.value); !checked) {
            return checked;
        }
        if (ChunkedDecoder::isForbiddenTrailer(trailer.name)) {
            return invalidRequest("Header " + shown(trailer.name) + " must not be sent as a trailer");
        }
    }
    finished_ = true;
    out.append("0\r\n");
    for (const HeaderLine& trailer : trailers) {
        appendField(out, trailer.name, trimBlanks(trailer.value));
    }
    out.append("\r\n");
    return {};
}

} // namespace aha::http
