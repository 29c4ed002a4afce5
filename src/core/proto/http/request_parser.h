#pragma once

#include "core/proto/http/chunked_decoder.h"
#include "core/proto/http/refusal.h"
#include "core/proto/http/request_head.h"
#include "core/proto/http/request_line.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

struct RequestMeaning;

// Every loop over what the peer controls has its cap here; the status is what the client gets.
struct RequestLimits {
    std::size_t uriBytes = 8192;             // 414
    std::size_t headerBytes = 32768;         // 431, the whole field section
    std::size_t headerCount = 100;           // 431
    std::uint64_t bodyBytes = 8u << 20;      // 413, of the decoded body; 0 = no limit (streamed)
    std::size_t chunkExtensionBytes = 16384; // 400, all extensions of one message
    std::size_t trailerBytes = 8192;         // 431
};

// Bytes -> requests. A pull parser: feed it what was read, again and again with what is left, until NeedMore.
// Strict: whatever could be read two ways is an error, after which the connection must be closed.
// Owns bytes only while a head, a chunk line or a trailer is incomplete.
class RequestParser {
public:
    enum class Event : std::uint8_t {
        NeedMore, // all input is consumed
        Head,     // `head` is filled; decide about the body (setBodyLimit) before going on
        Body,     // `body` is a part of the body, a view into the input
        End,      // the message is complete; trailers() holds until the next call
        Error,    // status() and reason() say what; the parser accepts nothing more
    };
    struct Step {
        Event event;
        std::size_t consumed; // bytes of the input that are done with
        std::string_view body;
    };

    explicit RequestParser(const RequestLimits& limits); // borrows: outlives the parser
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    Step next(std::string_view input, RequestHead& head);
    void setBodyLimit(std::uint64_t bytes) { bodyLimit_ = bytes; } // for the current message; 0 = none

    // Nothing of a next message has been seen: closing now cuts nothing off.
    bool isIdle() const { return state_ == State::Head && buffer_.empty(); }
    bool isInBody() const { return state_ != State::Head && state_ != State::Failed; }
    std::size_t bufferedBytes() const { return buffer_.size() + chunked_.bufferedBytes(); }
    const Fields& trailers() const { return chunked_.trailers(); }

    int status() const { return refusal_.status; }              // 400, 413, 414, 417, 431, 501, 505
    std::string_view reason() const { return refusal_.reason; } // static text, safe to show to the client

private:
    enum class State : std::uint8_t {
        Head,    // waiting for, or within, a head
        Decide,  // the head was handed out; the limits of its body may still change
        Length,  // remaining_ bytes of body
        Chunked, // chunked_ reads the body
        Failed,  // refusal_ says why
    };
    enum class Scan : std::uint8_t { NeedMore, Complete, Failed };

    Step fail(Refusal refusal);
    Step readHead(std::string_view input, RequestHead& head);
    Step readBufferedHead(std::string_view input, RequestHead& head);
    Scan scanHead(std::string_view bytes);
    Scan takeLine(std::string_view line);
    Scan refuse(Refusal refusal);
    std::size_t lineCap(char first) const;
    Step finishHead(std::string_view bytes, std::size_t consumed, RequestHead& head);
    void fillHead(const RequestMeaning& meaning, RequestHead& head) const;
    Step beginBody(std::string_view input);
    Step readBody(std::string_view input);
    Step readChunked(std::string_view input);
    Step end(std::size_t consumed);

    const RequestLimits& limits_;
    // Progress through the head, as offsets into the bytes that scanHead() is given.
    std::size_t headAt_ = 0;   // the request line
    std::size_t fieldsAt_ = 0; // behind the request line; 0 before its end
    std::size_t lineAt_ = 0;   // the line that is being read
    std::size_t scanned_ = 0;  // no LF between lineAt_ and here
    std::size_t fieldCount_ = 0;
    unsigned emptyLines_ = 0;
    bool tabs_ = false; // around a value
    RequestLine requestLine_;
    std::string buffer_; // an incomplete head

    std::uint64_t bodyLimit_ = 0;
    std::uint64_t remaining_ = 0;
    ChunkedDecoder chunked_;
    Refusal refusal_;
    BodyKind bodyKind_ = BodyKind::None;
    State state_ = State::Head;
};

} // namespace aha::http
