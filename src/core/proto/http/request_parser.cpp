#include "core/proto/http/request_parser.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/framing_fields.h"
#include "core/proto/http/line_guard.h"
#include "core/proto/http/llhttp_fields.h"
#include "core/proto/http/request_line.h"
#include "core/proto/http/request_meaning.h"

#include <algorithm>
#include <utility>

namespace aha::http {

// Empty lines that are tolerated before a request line (RFC 9112 2.2): 400
static constexpr unsigned kMaxEmptyLines = 2;
// Offsets into a head are 32 bits wide, whatever the limits say.
static constexpr std::size_t kMaxRequestLimit = std::size_t{1} << 30;

RequestParser::RequestParser(const RequestLimits& limits) : limits_(limits) {}

RequestParser::Step RequestParser::next(std::string_view input, RequestHead& head) {
    switch (state_) {
    case State::Head: {
        const Step step = readHead(input, head);
        if (step.event == Event::Error) { // nothing of the last request may be taken for this one's
            head.clear();
        }
        return step;
    }
    case State::Decide: return beginBody(input);
    case State::Length: return readBody(input);
    case State::Chunked: return readChunked(input);
    case State::Failed: break;
    }
    return {Event::Error, 0, {}};
}

RequestParser::Step RequestParser::fail(Refusal refusal) {
    refusal_ = refusal;
    state_ = State::Failed;
    buffer_ = std::string();
    return {Event::Error, 0, {}};
}

// ---- head

RequestParser::Step RequestParser::readHead(std::string_view input, RequestHead& head) {
    if (!buffer_.empty()) {
        return readBufferedHead(input, head);
    }
    if (chunked_.trailers().count() > 0) {
        chunked_.clearTrailers();
    }
    switch (scanHead(input)) {
    case Scan::Complete: return finishHead(input.substr(headAt_, lineAt_ - headAt_), lineAt_, head);
    case Scan::Failed: return fail(refusal_);
    case Scan::NeedMore: break;
    }
    // Offsets are relative to the request line from here on; the empty lines before it are done with.
    buffer_.assign(input.substr(headAt_));
    fieldsAt_ -= fieldsAt_ > 0 ? headAt_ : 0;
    lineAt_ -= headAt_;
    scanned_ -= headAt_;
    headAt_ = 0;
    return {Event::NeedMore, input.size(), {}};
}

// The head began in an earlier input: goes on line by line, so that nothing behind the head is copied.
RequestParser::Step RequestParser::readBufferedHead(std::string_view input, RequestHead& head) {
    std::size_t taken = 0;
    while (taken < input.size()) {
        const std::string_view rest = input.substr(taken);
        const std::size_t lf = rest.find('\n');
        const std::size_t length = lf == std::string_view::npos ? rest.size() : lf + 1;
        buffer_.append(rest.substr(0, length));
        taken += length;
        switch (scanHead(buffer_)) {
        case Scan::Complete: {
            const std::string bytes = std::move(buffer_);
            buffer_ = std::string();
            return finishHead(std::string_view(bytes).substr(headAt_), taken, head);
        }
        case Scan::Failed: return fail(refusal_);
        case Scan::NeedMore: break;
        }
        if (headAt_ == buffer_.size()) { // only an empty line
            buffer_ = std::string();
            headAt_ = lineAt_ = scanned_ = 0;
            Step step = readHead(rest.substr(length), head);
            step.consumed += taken;
            return step;
        }
    }
    return {Event::NeedMore, input.size(), {}};
}

// Goes over the lines that are complete and not yet seen. On Complete, lineAt_ is the end of the head.
RequestParser::Scan RequestParser::scanHead(std::string_view bytes) {
    while (lineAt_ < bytes.size()) {
        const char first = bytes[lineAt_];
        // What cannot start a method is refused at once: a TLS hello has no line end to wait for.
        if (fieldsAt_ == 0 && first != '\r' && first != '\n' && !isIn(first, kToken)) {
            return refuse({400, "malformed request line"});
        }
        const LineSearch found = findLine(bytes, lineAt_, scanned_, lineCap(first));
        switch (found.state) {
        case LineSearch::State::NeedMore: scanned_ = bytes.size(); return Scan::NeedMore;
        case LineSearch::State::TooLong:
            if (fieldsAt_ > 0) {
                return refuse({431, "header section too large"});
            }
            return refuse(bytes.substr(lineAt_, kRequestLineOverhead).find(' ') == std::string_view::npos
                              ? Refusal{501, "method not implemented"}
                              : Refusal{414, "request target too long"});
        case LineSearch::State::BareCr:
        case LineSearch::State::BareLf:
        case LineSearch::State::Control: return refuse(lineRefusal(found.state));
        case LineSearch::State::Complete: break;
        }
        const Scan result = takeLine({bytes.data() + lineAt_, found.length - 2});
        if (result != Scan::NeedMore) {
            return result;
        }
    }
    return Scan::NeedMore;
}

std::size_t RequestParser::lineCap(char first) const {
    if (fieldsAt_ == 0) {
        return std::min(limits_.uriBytes, kMaxRequestLimit) + kRequestLineOverhead;
    }
    // The empty line that ends the section does not count.
    return first == '\r' ? 2 : std::min(limits_.headerBytes, kMaxRequestLimit) - (lineAt_ - fieldsAt_);
}

RequestParser::Scan RequestParser::refuse(Refusal refusal) {
    refusal_ = refusal;
    return Scan::Failed;
}

RequestParser::Scan RequestParser::takeLine(std::string_view line) {
    lineAt_ += line.size() + 2;
    scanned_ = lineAt_;
    if (fieldsAt_ == 0) {
        if (line.empty()) {
            headAt_ = lineAt_;
            return ++emptyLines_ <= kMaxEmptyLines ? Scan::NeedMore
                                                   : refuse({400, "empty lines before the request line"});
        }
        fieldsAt_ = lineAt_;
        const Refusal refusal =
            parseRequestLine(line, std::min(limits_.uriBytes, kMaxRequestLimit), requestLine_);
        return refusal ? refuse(refusal) : Scan::NeedMore;
    }
    if (line.empty()) {
        return Scan::Complete;
    }
    if (++fieldCount_ > limits_.headerCount) {
        return refuse({431, "too many header fields"});
    }
    FieldLine field;
    if (const Refusal refusal = splitFieldLine(line, field)) {
        return refuse(refusal);
    }
    tabs_ |= isPaddedWithTab(field.value);
    return Scan::NeedMore;
}

// `bytes` is one complete head that the guard has accepted.
RequestParser::Step RequestParser::finishHead(std::string_view bytes, std::size_t consumed,
                                              RequestHead& head) {
    head.clear();
    head.bytes_.assign(bytes);
    char& minorDigit = head.bytes_[fieldsAt_ - headAt_ - 3];
    minorDigit = minorDigit == '0' ? '0' : '1'; // "HTTP/1.2" is read as 1.1, which llhttp would refuse
    if (std::exchange(tabs_, false)) {
        blankPadding(head.bytes_);
    }
    if (Refusal refusal = parseFieldsWithLlhttp(HeadKind::Request, head.bytes_, head.spans_)) {
        return fail(refusal);
    }
    if (head.count() != fieldCount_) { // two readings of the same bytes: the very thing smuggling is made of
        return fail({400, "malformed request head"});
    }
    RequestMeaning meaning;
    if (Refusal refusal = interpretFields(head, requestLine_.minorVersion, meaning)) {
        return fail(refusal);
    }
    fillHead(meaning, head);
    bodyKind_ = meaning.bodyKind;
    remaining_ = meaning.contentLength;
    bodyLimit_ = limits_.bodyBytes;
    state_ = State::Decide;
    headAt_ = fieldsAt_ = lineAt_ = scanned_ = fieldCount_ = 0;
    emptyLines_ = 0;
    return {Event::Head, consumed, {}};
}

void RequestParser::fillHead(const RequestMeaning& meaning, RequestHead& head) const {
    const RequestLine& line = requestLine_;
    head.methodLength_ = line.method.length;
    head.targetAt_ = line.target.at;
    head.targetLength_ = line.target.length;
    head.queryAt_ = line.query.at;
    head.queryLength_ = line.query.length;
    head.pathAt_ = line.path.at;
    head.pathLength_ = line.path.length;
    if (line.path.length == 0) { // "http://host" or "http://host?query": RFC 9112 3.2.1 and 3.2.4
        head.pathAt_ = static_cast<std::uint32_t>(head.bytes_.size());
        head.pathLength_ = 1;
        head.bytes_.push_back(head.method() == "OPTIONS" && line.query.length == 0 ? '*' : '/');
    }
    if (line.authority.length > 0) { // wins over the Host field (RFC 9112 3.2.2)
        head.hostAt_ = line.authority.at;
        head.hostLength_ = line.authority.length;
    } else if (meaning.host) {
        head.hostAt_ = head.spans_[*meaning.host].valueAt;
        head.hostLength_ = head.spans_[*meaning.host].valueLength;
    }
    if (meaning.contentType) {
        head.contentTypeAt_ = head.spans_[*meaning.contentType].valueAt;
        head.contentTypeLength_ = head.spans_[*meaning.contentType].valueLength;
    }
    head.contentLength_ = meaning.contentLength;
    head.bodyKind_ = meaning.bodyKind;
    head.minorVersion_ = line.minorVersion;
    head.keepAlive_ = meaning.keepAlive;
    head.expectsContinue_ = meaning.expectsContinue;
    head.upgrade_ = meaning.upgrade;
}

// ---- body

RequestParser::Step RequestParser::beginBody(std::string_view input) {
    if (bodyKind_ == BodyKind::Chunked) {
        ChunkedLimits limits;
        limits.bodyBytes = bodyLimit_;
        limits.extensionBytes = limits_.chunkExtensionBytes;
        limits.trailerBytes = limits_.trailerBytes;
        limits.trailerCount = limits_.headerCount;
        chunked_.start(limits);
        state_ = State::Chunked;
        return readChunked(input);
    }
    if (bodyLimit_ > 0 && remaining_ > bodyLimit_) {
        return fail({413, "request body too large"});
    }
    state_ = State::Length;
    return readBody(input);
}

RequestParser::Step RequestParser::readBody(std::string_view input) {
    if (remaining_ == 0) {
        return end(0);
    }
    if (input.empty()) {
        return {Event::NeedMore, 0, {}};
    }
    const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), remaining_));
    remaining_ -= length;
    return {Event::Body, length, input.substr(0, length)};
}

RequestParser::Step RequestParser::readChunked(std::string_view input) {
    const ChunkedDecoder::Step step = chunked_.next(input);
    switch (step.event) {
    case ChunkedDecoder::Event::Data: return {Event::Body, step.consumed, step.data};
    case ChunkedDecoder::Event::End: return end(step.consumed);
    case ChunkedDecoder::Event::Error: return fail(chunked_.refusal());
    case ChunkedDecoder::Event::NeedMore: break;
    }
    return {Event::NeedMore, step.consumed, {}};
}

RequestParser::Step RequestParser::end(std::size_t consumed) {
    state_ = State::Head;
    return {Event::End, consumed, {}};
}

} // namespace aha::http
