#include "core/proto/http/chunked_decoder.h"

#include "core/base/assert.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/line_guard.h"

#include <algorithm>
#include <limits>

namespace aha::http {

static constexpr std::uint8_t kMaxSizeDigits = 16; // 400

void ChunkedDecoder::start(const ChunkedLimits& limits) {
    limits_ = limits;
    remaining_ = total_ = 0;
    extensionBytes_ = trailerBytes_ = trailerCount_ = 0;
    line_.clear();
    trailers_.clear();
    refusal_ = {};
    digits_ = 0;
    state_ = State::SizeStart;
}

bool ChunkedDecoder::refuse(int status, const char* reason) {
    refusal_ = {status, reason};
    state_ = State::Failed;
    line_ = std::string();
    return false;
}

ChunkedDecoder::Step ChunkedDecoder::next(std::string_view input) {
    AHA_ASSERT(state_ != State::Done);
    if (state_ == State::Failed) {
        return fail();
    }
    std::size_t at = 0;
    while (at < input.size()) {
        if (state_ == State::Data) {
            return readData(input, at);
        }
        if (state_ == State::Trailer) {
            return readTrailer(input, at);
        }
        if (!readByte(input[at])) {
            return fail();
        }
        ++at;
    }
    return {Event::NeedMore, at, {}};
}

ChunkedDecoder::Step ChunkedDecoder::readData(std::string_view input, std::size_t at) {
    const std::uint64_t available = input.size() - at;
    const std::size_t length = static_cast<std::size_t>(std::min(available, remaining_));
    remaining_ -= length;
    if (remaining_ == 0) {
        state_ = State::DataCr;
    }
    return {Event::Data, at + length, input.substr(at, length)};
}

// One byte of a size line or of the CRLF behind the data.
bool ChunkedDecoder::readByte(char c) {
    switch (state_) {
    case State::SizeStart:
    case State::Size: return readSizeByte(c);
    case State::SizeLf: return c == '\n' ? endSizeLine() : refuse(400, "CR without LF");
    case State::DataCr:
        state_ = State::DataLf;
        return c == '\r' || refuse(400, "chunk data longer than its size");
    case State::DataLf: state_ = State::SizeStart; return c == '\n' || refuse(400, "CR without LF");
    default: break;
    }
    if (c != '\r' && ++extensionBytes_ > limits_.extensionBytes) {
        return refuse(400, "chunk extensions too large");
    }
    return readExtensionByte(c);
}

bool ChunkedDecoder::readSizeByte(char c) {
    const int digit = hexValue(c);
    if (digit < 0) {
        if (state_ == State::SizeStart || (c != '\r' && c != ';' && !isBlank(c))) {
            return refuse(400, "malformed chunk size");
        }
        extensionBytes_ += c != '\r' ? 1 : 0;
        return extensionBytes_ <= limits_.extensionBytes ? endElement(c)
                                                         : refuse(400, "chunk extensions too large");
    }
    if (++digits_ > kMaxSizeDigits) {
        return refuse(400, "chunk size too large");
    }
    remaining_ = remaining_ << 4 | static_cast<std::uint64_t>(digit);
    state_ = State::Size;
    return true;
}

bool ChunkedDecoder::endSizeLine() {
    digits_ = 0;
    if (remaining_ == 0) {
        state_ = State::Trailer;
        return true;
    }
    const std::uint64_t limit =
        limits_.bodyBytes > 0 ? limits_.bodyBytes : std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (remaining_ > limit - total_) {
        return refuse(413, "request body too large");
    }
    total_ += remaining_;
    state_ = State::Data;
    return true;
}

// What may follow the size, a name without value, or a value.
bool ChunkedDecoder::endElement(char c) {
    if (c == '\r') {
        state_ = State::SizeLf;
    } else if (c == ';') {
        state_ = State::NameStart;
    } else if (isBlank(c)) {
        state_ = State::Gap;
    } else {
        return refuse(400, "malformed chunk extension");
    }
    return true;
}

// chunk-ext = *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] ), so no blank stands before
// CRLF.
bool ChunkedDecoder::readExtensionByte(char c) {
    const bool blank = isBlank(c);
    const bool token = isIn(c, kToken);
    switch (state_) {
    case State::Gap:
        if (!blank) {
            state_ = State::NameStart;
        }
        return blank || c == ';' || refuse(400, "malformed chunk extension");
    case State::NameStart:
        if (token) {
            state_ = State::Name;
        }
        return token || blank || refuse(400, "malformed chunk extension");
    case State::Name:
    case State::NameGap:
        if (c == '=') {
            state_ = State::ValueStart;
            return true;
        }
        if (blank) {
            state_ = State::NameGap;
            return true;
        }
        if (state_ == State::NameGap) {
            state_ = State::NameStart;
            return c == ';' || refuse(400, "malformed chunk extension");
        }
        return token || endElement(c);
    case State::ValueStart:
        if (token || c == '"') {
            state_ = token ? State::Token : State::Quoted;
        }
        return token || blank || c == '"' || refuse(400, "malformed chunk extension");
    case State::Token: return token || endElement(c);
    case State::QuotedEnd: return endElement(c);
    default: return readQuotedByte(c);
    }
}

bool ChunkedDecoder::readQuotedByte(char c) {
    if (isControl(c)) {
        return refuse(400, "malformed chunk extension");
    }
    if (state_ == State::QuotedPair) {
        state_ = State::Quoted;
    } else if (c == '"') {
        state_ = State::QuotedEnd;
    } else if (c == '\\') {
        state_ = State::QuotedPair;
    }
    return true;
}

ChunkedDecoder::Step ChunkedDecoder::readTrailer(std::string_view input, std::size_t at) {
    while (at < input.size()) {
        // Only a line that began in an earlier input is copied, up to its LF.
        std::string_view bytes = input.substr(at);
        const std::size_t kept = line_.size();
        if (kept > 0) {
            const std::size_t lf = bytes.find('\n');
            line_.append(bytes.substr(0, lf == std::string_view::npos ? lf : lf + 1));
            bytes = line_;
        }
        const bool blank = bytes[0] == '\r'; // the line that ends the section does not count
        const std::size_t cap = blank ? 2 : limits_.trailerBytes - trailerBytes_;
        const LineSearch found = findLine(bytes, 0, kept, cap);
        switch (found.state) {
        case LineSearch::State::NeedMore:
            if (kept == 0) {
                line_.assign(bytes);
            }
            return {Event::NeedMore, input.size(), {}};
        case LineSearch::State::TooLong: refuse(431, "trailer section too large"); return fail();
        case LineSearch::State::BareCr:
        case LineSearch::State::BareLf:
        case LineSearch::State::Control: refuse(400, lineRefusal(found.state).reason); return fail();
        case LineSearch::State::Complete: break;
        }
        at += found.length - kept;
        if (!blank && !takeTrailerLine(bytes.substr(0, found.length))) {
            return fail();
        }
        line_ = std::string();
        if (blank) {
            state_ = State::Done;
            return {Event::End, at, {}};
        }
    }
    return {Event::NeedMore, at, {}};
}

bool ChunkedDecoder::takeTrailerLine(std::string_view line) {
    trailerBytes_ += line.size();
    if (++trailerCount_ > limits_.trailerCount) {
        return refuse(431, "too many trailer fields");
    }
    FieldLine field;
    if (const Refusal refusal = splitFieldLine(line.substr(0, line.size() - 2), field)) {
        return refuse(refusal.status, refusal.reason);
    }
    if (!isForbiddenTrailer(field.name)) {
        trailers_.add(field.name, trimBlanks(field.value));
    }
    return true;
}

bool ChunkedDecoder::isForbiddenTrailer(std::string_view name) {
    static constexpr std::string_view kForbidden[] = {"transfer-encoding",
                                                      "content-length",
                                                      "host",
                                                      "trailer",
                                                      "connection",
                                                      "keep-alive",
                                                      "te",
                                                      "upgrade",
                                                      "expect",
                                                      "cache-control",
                                                      "max-forwards",
                                                      "pragma",
                                                      "range",
                                                      "if-match",
                                                      "if-none-match",
                                                      "if-modified-since",
                                                      "if-range",
                                                      "if-unmodified-since",
                                                      "authorization",
                                                      "proxy-authorization",
                                                      "cookie",
                                                      "set-cookie",
                                                      "content-encoding",
                                                      "content-type",
                                                      "content-range",
                                                      "forwarded",
                                                      "proxy-connection",
                                                      "origin"};
    for (std::string_view forbidden : kForbidden) {
        if (equalsIgnoreCase(name, forbidden)) {
            return true;
        }
    }
    return name.size() > 12 && equalsIgnoreCase(name.substr(0, 12), "x-forwarded-");
}

} // namespace aha::http
