#pragma once

#include "core/base/result.h"
#include "core/proto/http/request_head.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::http {

struct MultipartLimits {
    std::size_t parts = 1000;           // TooMany: 413
    std::size_t partHeaderBytes = 8192; // TooLarge: 413, all field lines of one part
    std::size_t partHeaderCount = 32;   // TooMany: 413
};

// The head of one part of multipart/form-data (RFC 7578). "filename*" is ignored, as the RFC forbids it.
struct PartHead {
    std::string name;
    std::optional<std::string> filename; // as sent: may hold a path; "" when no file was chosen
    std::string contentType;             // "" when not given
    Fields fields;                       // all fields of the part
};

// Called from within feed(); may not call the parser.
class MultipartSink {
public:
    virtual void onPartBegin(const PartHead& head) = 0;
    virtual void onPartData(std::string_view bytes) = 0; // any number of pieces, none empty
    virtual void onPartEnd() = 0;

protected:
    ~MultipartSink() = default;
};

// multipart/form-data -> parts, incrementally. Strict: CRLF only; after an error nothing more is accepted.
// Owns bytes only while a header line of a part is incomplete.
class MultipartParser {
public:
    // `boundary` comes from multipartBoundary(); the sink is borrowed.
    MultipartParser(std::string_view boundary, const MultipartLimits& limits, MultipartSink& sink);
    MultipartParser(const MultipartParser&) = delete;
    MultipartParser& operator=(const MultipartParser&) = delete;

    Result<void> feed(std::string_view bytes);
    Result<void> finish(); // the body is complete: fails unless the closing delimiter was seen

private:
    enum class State : std::uint8_t {
        Preamble,    // before the first delimiter: ignored
        Delimited,   // behind a delimiter: "--", blanks or CR
        ClosingDash, // behind the first '-' of the closing delimiter
        Padding,     // blanks behind a delimiter
        DelimiterLf, // LF of the delimiter line
        Header,      // field lines of a part
        Data,        // content of a part
        Epilogue,    // behind the closing delimiter: ignored
        Failed,
    };

    std::size_t readContent(std::string_view bytes);
    std::size_t readHeaders(std::string_view bytes);
    void readDelimiterByte(char c);
    void endDelimiter();
    void takeHeaderLine(std::string_view line);
    void beginPart();
    bool readDisposition(std::string_view value);
    void emit(std::string_view bytes);
    void fail(Errc code, const char* message);

    std::string delimiter_; // CRLF, "--", boundary
    MultipartLimits limits_;
    MultipartSink& sink_;
    std::size_t matched_ = 2; // of delimiter_
    std::size_t borrowed_ =
        2; // of matched_: CRLF that is not content, at the start and behind the head of a part
    std::size_t parts_ = 0;
    std::size_t padding_ = 0;
    std::size_t headerBytes_ = 0;
    bool hasDisposition_ = false;
    std::string line_;
    PartHead head_;
    State state_ = State::Preamble;
    Error error_{Errc::Malformed, {}};
};

// The boundary of a Content-Type that is multipart/form-data and has a valid one (1 to 70 characters, RFC
// 2046).
std::optional<std::string> multipartBoundary(std::string_view contentType);

} // namespace aha::http
