#include "core/proto/http/response_parser.h"

#include "core/base/assert.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/framing_fields.h"
#include "core/proto/http/llhttp_fields.h"

#include <algorithm>
#include <utility>

namespace aha::http {

// Offsets into a head are 32 bits wide, whatever the limits say.
static constexpr std::size_t kMaxResponseLimit = std::size_t{1} << 30;
static constexpr std::string_view kVersionPrefix = "HTTP/";
static constexpr std::size_t kUsualHeadBytes = 512; // of one read that begins with a head, its body included

void ResponseParser::start(const ResponseContext& context) {
    context_ = context;
    chunked_.clearTrailers();
    informational_ = 0;
    begun_ = reusable_ = keepAlive_ = false;
    beginHead();
}

ResponseParser::Step ResponseParser::next(std::string_view input, ResponseHead& head) {
    begun_ |= !input.empty();
    switch (state_) {
    case State::Idle:
        return input.empty() ? Step{Event::NeedMore, 0, {}}
                             : fail(Errc::Malformed, "bytes from the server that no request asked for");
    case State::Head: {
        const Step step = readHead(input, head);
        if (step.event == Event::Error) { // nothing of an earlier head may be taken for this one's
            head.clear();
        }
        return step;
    }
    case State::Decide: return beginBody(input);
    case State::Length: return readBody(input);
    case State::Chunked: return readChunked(input);
    case State::UntilClose: return readUntilClose(input);
    case State::Failed: break;
    }
    return {Event::Error, 0, {}};
}

ResponseParser::Step ResponseParser::finish() {
    switch (state_) {
    case State::Idle: return fail(Errc::Closed, "connection closed");
    case State::Head:
        return fail(Errc::Closed, begun_ ? "connection closed within the head of the response"
                                         : "connection closed before the response");
    case State::Decide:
        if (framing_ == ResponseFraming::Chunked || (framing_ == ResponseFraming::Length && remaining_ > 0)) {
            break;
        }
        return end(0);
    case State::UntilClose: return end(0);
    case State::Length:
    case State::Chunked: break;
    case State::Failed: return {Event::Error, 0, {}};
    }
    return fail(Errc::Closed, framing_ == ResponseFraming::Length
                                  ? "connection closed with " + std::to_string(remaining_) +
                                        " bytes of the response body missing"
                                  : "connection closed within the chunked body of the response");
}

ResponseParser::Step ResponseParser::fail(Errc code, std::string message) {
    error_ = Error{code, std::move(message)};
    state_ = State::Failed;
    buffer_ = std::string();
    return {Event::Error, 0, {}};
}

// Refusals carry the status that a server would answer; a client has nobody to answer it to.
static Error errorOf(const Refusal& refusal) {
    switch (refusal.status) {
    case 413: return {Errc::TooLarge, "response body too large"};
    case 431: return {Errc::TooLarge, refusal.reason};
    case 501: return {Errc::Unsupported, refusal.reason};
    case 505: return {Errc::Unsupported, refusal.reason};
    default: return {Errc::Malformed, refusal.reason};
    }
}

ResponseParser::Step ResponseParser::fail(const Refusal& refusal) {
    Error error = errorOf(refusal);
    return fail(error.code, std::move(error.message));
}

ResponseParser::Scan ResponseParser::refuse(Errc code, const char* message) {
    (void)fail(code, message);
    return Scan::Failed;
}

ResponseParser::Scan ResponseParser::refuse(const Refusal& refusal) {
    (void)fail(refusal);
    return Scan::Failed;
}

// ---- head

void ResponseParser::beginHead() {
    buffer_.clear();
    lengthText_.clear();
    fieldsAt_ = lineAt_ = scanned_ = fieldBytes_ = fieldLines_ = fieldCount_ = 0;
    tabs_ = folded_ = framingLine_ = false;
    state_ = State::Head;
}

// Line by line, so that nothing behind the head is copied; the buffer becomes the head's own bytes.
ResponseParser::Step ResponseParser::readHead(std::string_view input, ResponseHead& head) {
    if (buffer_.empty()) {
        buffer_.reserve(std::min(input.size(), kUsualHeadBytes));
    }
    std::size_t taken = 0;
    while (taken < input.size()) {
        const std::string_view rest = input.substr(taken);
        const std::size_t lf = rest.find('\n');
        const std::size_t length = lf == std::string_view::npos ? rest.size() : lf + 1;
        buffer_.append(rest.substr(0, length));
        taken += length;
        switch (scanLine()) {
        case Scan::Complete: return finishHead(taken, head);
        case Scan::Failed: return {Event::Error, 0, {}};
        case Scan::NeedMore: break;
        }
    }
    return {Event::NeedMore, taken, {}};
}

// Looks at the last line of the buffer, which may be incomplete.
ResponseParser::Scan ResponseParser::scanLine() {
    if (fieldsAt_ == 0) { // what is no HTTP is refused at once: other protocols may have no line end
        const std::size_t known = std::min(buffer_.size(), kVersionPrefix.size());
        if (buffer_.compare(0, known, kVersionPrefix, 0, known) != 0) {
            return refuse(Errc::Malformed, "the answer is not HTTP/1");
        }
    }
    const LineSearch found = findLine(buffer_, lineAt_, scanned_, lineCap());
    switch (found.state) {
    case LineSearch::State::NeedMore: scanned_ = buffer_.size(); return Scan::NeedMore;
    case LineSearch::State::TooLong:
        return refuse(Errc::TooLarge,
                      fieldsAt_ > 0 ? "header section of the response too large" : "status line too long");
    case LineSearch::State::BareCr:
    case LineSearch::State::BareLf:
    case LineSearch::State::Control: return refuse(lineRefusal(found.state));
    case LineSearch::State::Complete: break;
    }
    const std::string_view line = std::string_view(buffer_).substr(lineAt_, found.length - 2);
    const bool isStatusLine = fieldsAt_ == 0;
    fieldBytes_ += isStatusLine ? 0 : found.length;
    const Scan result = isStatusLine ? takeStatusLine(line) : takeFieldLine(line);
    lineAt_ = scanned_ = buffer_.size(); // takeLength() may have shortened it
    fieldsAt_ = isStatusLine ? lineAt_ : fieldsAt_;
    return result;
}

std::size_t ResponseParser::lineCap() const {
    if (fieldsAt_ == 0) {
        return std::min(limits_.statusLineBytes, kMaxResponseLimit) + 2;
    }
    // The empty line that ends the section does not count.
    const std::size_t limit = std::min(limits_.headerBytes, kMaxResponseLimit);
    return buffer_[lineAt_] == '\r' ? 2 : limit - std::min(limit, fieldBytes_);
}

// "HTTP/1.1 200 OK"; the blank before an empty reason may be missing (RFC 9112 4).
ResponseParser::Scan ResponseParser::takeStatusLine(std::string_view line) {
    const bool version =
        line.size() >= 8 && isDigit(line[5]) && line[6] == '.' && isDigit(line[7]); // the prefix was checked
    if (version && line[5] != '1') {
        return refuse({505, "HTTP version of the response not supported"});
    }
    if (!version || line.size() < 12 || line[8] != ' ' || line[9] == '0' || !isDigit(line[9]) ||
        !isDigit(line[10]) || !isDigit(line[11]) || (line.size() > 12 && line[12] != ' ')) {
        return refuse(Errc::Malformed, "malformed status line");
    }
    minorVersion_ = line[7] == '0' ? 0 : 1; // a higher minor version is compatible (RFC 9110 2.5)
    status_ = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
    reasonAt_ = line.size() > 13 ? 13 : 0;
    reasonLength_ = line.size() > 13 ? static_cast<std::uint32_t>(line.size() - 13) : 0;
    buffer_[7] = minorVersion_ == 0 ? '0' : '1'; // llhttp would refuse "HTTP/1.2"
    return Scan::NeedMore;
}

ResponseParser::Scan ResponseParser::takeFieldLine(std::string_view line) {
    if (line.empty()) {
        return Scan::Complete;
    }
    if (++fieldLines_ > limits_.headerCount) {
        return refuse(Errc::TooMany, "too many header fields in the response");
    }
    if (isBlank(line.front()) && fieldCount_ > 0) {
        return takeFold();
    }
    FieldLine field;
    if (const Refusal refusal = splitFieldLine(line, field)) {
        return refuse(refusal);
    }
    const bool isLength = equalsIgnoreCase(field.name, "content-length");
    framingLine_ = isLength || equalsIgnoreCase(field.name, "transfer-encoding") ||
                   equalsIgnoreCase(field.name, "connection");
    tabs_ |= isPaddedWithTab(field.value);
    ++fieldCount_;
    return isLength ? takeLength(field) : Scan::NeedMore;
}

// A line that continues the one before (RFC 9112 5.2). A folded length is read in two ways in the wild.
ResponseParser::Scan ResponseParser::takeFold() {
    folded_ = tabs_ = true;
    return framingLine_ ? refuse(Errc::Malformed, "folded header line in a field that frames the message")
                        : Scan::NeedMore;
}

// "5", "5, 5" and further such lines become one line with one number (RFC 9110 8.6); others are ambiguous.
ResponseParser::Scan ResponseParser::takeLength(const FieldLine& field) {
    const bool isFirst = lengthText_.empty();
    std::string_view rest = field.value;
    bool isList = false;
    for (bool more = true; more;) {
        const std::size_t comma = rest.find(',');
        const std::string_view member = trimBlanks(rest.substr(0, comma));
        more = comma != std::string_view::npos;
        isList |= more;
        rest.remove_prefix(more ? comma + 1 : 0);
        std::uint64_t length = 0;
        if (!parseContentLength(member, length)) {
            return refuse(Errc::Malformed, "invalid Content-Length");
        }
        if (lengthText_.empty()) {
            lengthText_.assign(member);
        } else if (lengthText_ != member) {
            return refuse(Errc::Malformed, "ambiguous message length");
        }
    }
    if (!isFirst) {
        buffer_.resize(lineAt_);
        --fieldCount_;
    } else if (isList) {
        buffer_.resize(lineAt_ + field.name.size());
        buffer_.append(": ").append(lengthText_).append("\r\n");
    }
    return Scan::NeedMore;
}

static void unfold(std::string& head) {
    for (std::size_t at = head.find("\r\n"); at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
        if (isBlank(head[at + 2])) {
            head[at] = head[at + 1] = ' ';
        }
    }
}

ResponseParser::Step ResponseParser::finishHead(std::size_t consumed, ResponseHead& head) {
    head.clear();
    head.bytes_ = std::move(buffer_);
    if (folded_) {
        unfold(head.bytes_);
    }
    if (tabs_) {
        blankPadding(head.bytes_);
    }
    head.spans_.reserve(fieldCount_);
    if (const Refusal refusal = parseFieldsWithLlhttp(HeadKind::Response, head.bytes_, head.spans_)) {
        return fail(refusal);
    }
    if (head.count() != fieldCount_) { // two readings of the same bytes: the very thing smuggling is made of
        return fail({400, "malformed response head"});
    }
    if (const Refusal refusal = checkStatus()) {
        return fail(refusal);
    }
    if (const Refusal refusal = interpret(head)) {
        return fail(refusal);
    }
    if (head.isInformational()) {
        if (++informational_ > limits_.informational) {
            return fail(Errc::TooMany, "too many informational responses");
        }
        beginHead();
        return {Event::Informational, consumed, {}};
    }
    state_ = State::Decide;
    return {Event::Head, consumed, {}};
}

Refusal ResponseParser::checkStatus() {
    return status_ == 101 && !context_.upgrade ? Refusal{400, "101 without a request to switch protocols"}
                                               : Refusal{};
}

// RFC 9112 6.3. Whatever somebody on the way could have read otherwise is refused.
Refusal ResponseParser::interpret(ResponseHead& head) {
    head.status_ = status_;
    head.minorVersion_ = minorVersion_;
    head.reasonAt_ = reasonAt_;
    head.reasonLength_ = reasonLength_;
    TransferCodings codings;
    ConnectionOptions connection;
    for (std::size_t i = 0; i < head.count(); ++i) {
        const std::string_view name = head.name(i);
        if (name.size() == 10 && equalsIgnoreCase(name, "connection")) {
            connection.read(head.value(i));
        } else if (name.size() == 14 && equalsIgnoreCase(name, "content-length")) {
            std::uint64_t length = 0;
            if (!parseContentLength(head.value(i), length)) {
                return {400, "invalid Content-Length"};
            }
            head.contentLength_ = length;
        } else if (name.size() == 17 && equalsIgnoreCase(name, "transfer-encoding")) {
            codings.read(head.value(i));
        }
    }
    head.keepAlive_ = keepAlive_ = connection.staysOpen(minorVersion_);
    if (codings.present) {
        if (head.contentLength_) {
            return {400, "ambiguous message length"};
        }
        if (minorVersion_ == 0) {
            return {400, "Transfer-Encoding in HTTP/1.0"};
        }
        if (codings.bad || codings.chunkedEarlier) {
            return {400, "invalid Transfer-Encoding"};
        }
        if (codings.other) {
            return {501, "transfer coding of the response not implemented"};
        }
    }
    chooseFraming(head, codings.present);
    return {};
}

void ResponseParser::chooseFraming(ResponseHead& head, bool chunked) {
    head.tunnel_ = status_ == 101 || (context_.connect && status_ >= 200 && status_ < 300);
    framing_ = head.tunnel_ || context_.head || !mayHaveBody(status_) ? ResponseFraming::None
               : chunked                                              ? ResponseFraming::Chunked
               : head.contentLength_                                  ? ResponseFraming::Length
                                                                      : ResponseFraming::UntilClose;
    head.framing_ = framing_;
    remaining_ = framing_ == ResponseFraming::Length ? *head.contentLength_ : 0;
    keepAlive_ = keepAlive_ && !head.tunnel_ && framing_ != ResponseFraming::UntilClose;
}

} // namespace aha::http
