#include "core/proto/http/multipart.h"

#include "core/base/assert.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/line_guard.h"
#include "core/proto/http/media_type.h"
#include "core/proto/http/parameters.h"

#include <algorithm>

namespace aha::http {

static constexpr std::size_t kMaxBoundary = 70; // RFC 2046 5.1.1
static constexpr std::size_t kMaxPadding = 256; // blanks behind a delimiter: Malformed

MultipartParser::MultipartParser(std::string_view boundary, const MultipartLimits& limits,
                                 MultipartSink& sink)
    : delimiter_("\r\n--"), limits_(limits), sink_(sink) {
    AHA_ASSERT(!boundary.empty() && boundary.find('\r') == std::string_view::npos);
    delimiter_.append(boundary);
}

void MultipartParser::fail(Errc code, const char* message) {
    state_ = State::Failed;
    error_ = Error{code, message};
    line_ = std::string();
}

Result<void> MultipartParser::feed(std::string_view bytes) {
    while (!bytes.empty() && state_ != State::Failed && state_ != State::Epilogue) {
        switch (state_) {
        case State::Preamble:
        case State::Data: bytes.remove_prefix(readContent(bytes)); break;
        case State::Header: bytes.remove_prefix(readHeaders(bytes)); break;
        default: readDelimiterByte(bytes.front()); bytes.remove_prefix(1);
        }
    }
    return state_ == State::Failed ? Result<void>(error_) : Result<void>();
}

Result<void> MultipartParser::finish() {
    if (state_ != State::Failed && state_ != State::Epilogue) {
        fail(Errc::Malformed, "multipart body ends before its closing delimiter");
    }
    return state_ == State::Failed ? Result<void>(error_) : Result<void>();
}

void MultipartParser::emit(std::string_view bytes) {
    if (state_ == State::Data && !bytes.empty()) {
        sink_.onPartData(bytes);
    }
}

// Searches for the delimiter. CR is its first character and occurs nowhere else in it, so that after a
// mismatch only the current byte can start a new match, and the bytes held back are a prefix of delimiter_
// itself.
std::size_t MultipartParser::readContent(std::string_view bytes) {
    std::size_t at = 0;
    std::size_t dataFrom = 0;
    while (at < bytes.size()) {
        if (matched_ == 0) {
            at = std::min(bytes.find('\r', at), bytes.size());
            if (at == bytes.size()) {
                break;
            }
            emit(bytes.substr(dataFrom, at - dataFrom));
            dataFrom = at;
        }
        if (bytes[at] != delimiter_[matched_]) {
            emit(std::string_view(delimiter_).substr(borrowed_, matched_ - borrowed_));
            matched_ = borrowed_ = 0;
            dataFrom = at;
            continue;
        }
        ++at;
        dataFrom = at;
        if (++matched_ == delimiter_.size()) {
            endDelimiter();
            return at;
        }
    }
    emit(bytes.substr(dataFrom));
    return bytes.size();
}

void MultipartParser::endDelimiter() {
    if (state_ == State::Data) {
        sink_.onPartEnd();
    }
    matched_ = borrowed_ = 0;
    padding_ = 0;
    state_ = State::Delimited;
}

void MultipartParser::readDelimiterByte(char c) {
    switch (state_) {
    case State::Delimited:
        if (c == '-') {
            state_ = State::ClosingDash;
            return;
        }
        [[fallthrough]];
    case State::Padding:
        if (c == '\r') {
            state_ = State::DelimiterLf;
            return;
        }
        state_ = State::Padding;
        if (!isBlank(c) || ++padding_ > kMaxPadding) {
            fail(Errc::Malformed, "malformed multipart delimiter");
        }
        return;
    case State::ClosingDash:
        state_ = State::Epilogue;
        if (c != '-') {
            fail(Errc::Malformed, "malformed multipart delimiter");
        }
        return;
    default: // DelimiterLf
        if (c != '\n') {
            fail(Errc::Malformed, "malformed multipart delimiter");
            return;
        }
        if (++parts_ > limits_.parts) {
            fail(Errc::TooMany, "too many parts in the multipart body");
            return;
        }
        head_ = PartHead();
        hasDisposition_ = false;
        headerBytes_ = 0;
        state_ = State::Header;
    }
}

// Field lines up to the empty one. Only a line that began in an earlier feed() is copied.
std::size_t MultipartParser::readHeaders(std::string_view input) {
    std::string_view bytes = input;
    const std::size_t kept = line_.size();
    if (kept > 0) {
        const std::size_t lf = input.find('\n');
        line_.append(input.substr(0, lf == std::string_view::npos ? lf : lf + 1));
        bytes = line_;
    }
    const bool blank = bytes[0] == '\r'; // the line that ends the head does not count
    const LineSearch found = findLine(bytes, 0, kept, blank ? 2 : limits_.partHeaderBytes - headerBytes_);
    switch (found.state) {
    case LineSearch::State::NeedMore:
        if (kept == 0) {
            line_.assign(bytes);
        }
        return input.size();
    case LineSearch::State::TooLong:
        fail(Errc::TooLarge, "header of a multipart part too large");
        return input.size();
    case LineSearch::State::Complete: break;
    default: fail(Errc::Malformed, lineRefusal(found.state).reason); return input.size();
    }
    headerBytes_ += blank ? 0 : found.length;
    takeHeaderLine(bytes.substr(0, found.length - 2));
    line_ = std::string();
    return found.length - kept;
}

void MultipartParser::takeHeaderLine(std::string_view line) {
    if (line.empty()) {
        beginPart();
        return;
    }
    FieldLine field;
    if (const Refusal refusal = splitFieldLine(line, field)) {
        fail(Errc::Malformed, refusal.reason);
        return;
    }
    if (head_.fields.count() == limits_.partHeaderCount) {
        fail(Errc::TooMany, "too many header fields in a multipart part");
        return;
    }
    const std::string_view value = trimBlanks(field.value);
    head_.fields.add(field.name, value);
    if (equalsIgnoreCase(field.name, "content-disposition")) {
        if (hasDisposition_ || !readDisposition(value)) {
            fail(Errc::Malformed, "malformed Content-Disposition of a multipart part");
            return;
        }
        hasDisposition_ = true;
    } else if (equalsIgnoreCase(field.name, "content-type") && head_.contentType.empty()) {
        head_.contentType = value;
    }
}

bool MultipartParser::readDisposition(std::string_view value) {
    const std::size_t semicolon = value.find(';');
    if (semicolon == std::string_view::npos ||
        !equalsIgnoreCase(trimBlanks(value.substr(0, semicolon)), "form-data")) {
        return false;
    }
    ParameterReader reader(value.substr(semicolon));
    bool named = false;
    std::string_view name;
    for (std::string text; reader.next(name, text);) {
        if (equalsIgnoreCase(name, "name")) {
            if (named) {
                return false;
            }
            named = true;
            head_.name = text;
        } else if (equalsIgnoreCase(name, "filename")) {
            if (head_.filename) {
                return false;
            }
            head_.filename = text;
        }
    }
    return named && !reader.isMalformed();
}

void MultipartParser::beginPart() {
    if (!hasDisposition_) {
        fail(Errc::Malformed, "multipart part without Content-Disposition");
        return;
    }
    state_ = State::Data;
    matched_ = borrowed_ = 2; // the CRLF of the empty line may be that of a delimiter (RFC 2046 5.1.1)
    sink_.onPartBegin(head_);
}

std::optional<std::string> multipartBoundary(std::string_view contentType) {
    const std::optional<MediaType> media = parseMediaType(contentType);
    if (!media || media->type != "multipart/form-data") {
        return std::nullopt;
    }
    const std::optional<std::string_view> boundary = media->parameter("boundary");
    if (!boundary || boundary->empty() || boundary->size() > kMaxBoundary || boundary->back() == ' ') {
        return std::nullopt;
    }
    for (char c : *boundary) {
        if (!isIn(c, kRegName) && std::string_view("/:? ,").find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return std::string(*boundary);
}

} // namespace aha::http
