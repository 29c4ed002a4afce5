#pragma once

#include "core/base/error.h"
#include "core/proto/http/chunked_decoder.h"
#include "core/proto/http/line_guard.h"
#include "core/proto/http/response_head.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

// Every loop over what the server controls has its cap here. Beyond it: Errc::TooLarge or TooMany.
struct ResponseLimits {
    std::size_t statusLineBytes = 8192;
    std::size_t headerBytes = 65536;         // the whole field section of one head
    std::size_t headerCount = 200;           // fields of one head, and of the trailer section
    std::size_t informational = 16;          // 1xx responses before the final one
    std::uint64_t bodyBytes = 0;             // of the transfer-decoded body; 0 = no limit
    std::size_t chunkExtensionBytes = 16384; // all extensions of one response
    std::size_t trailerBytes = 8192;
};

// What the request was decides how its response is read.
struct ResponseContext {
    bool head = false;    // HEAD: no body
    bool connect = false; // CONNECT: 2xx opens a tunnel
    bool upgrade = false; // an Upgrade field was sent: 101 is a valid answer
};

// Bytes -> one response per start(). A pull parser: feed it what was read, again and again with what is left.
// Strict: whatever could be read two ways is an error. Two leniences of RFC 9112: equal repeated
// Content-Length values count as one (6.3), a folded field line is unfolded (5.2) unless it frames the
// message. Owns bytes only while a head or a trailer line is incomplete. After Head, next() is called at
// once, also without input: a message without body ends there.
class ResponseParser {
public:
    enum class Event : std::uint8_t {
        NeedMore,      // all input is consumed
        Informational, // `head` holds a 1xx other than 101; the final response is still to come
        Head,          // `head` is filled; decide about the body (setBodyLimit) before going on
        Body,          // `body` is a part of the body, a view into the input
        End,           // the message is complete; what is left of the input is no part of it
        Error,         // error() says what; only start() may follow, on another connection
    };
    struct Step {
        Event event;
        std::size_t consumed; // bytes of the input that are done with
        std::string_view body;
    };

    explicit ResponseParser(const ResponseLimits& limits = {}) : limits_(limits) {}
    ResponseParser(const ResponseParser&) = delete;
    ResponseParser& operator=(const ResponseParser&) = delete;

    void start(const ResponseContext& context); // a request was, or is about to be, sent
    // Bytes while no response is awaited are an error: nobody asked for them.
    Step next(std::string_view input, ResponseHead& head);
    // The connection has ended in an orderly way: End for a body that ends so, else Error with Errc::Closed.
    Step finish();
    void setBodyLimit(std::uint64_t bytes) { limits_.bodyBytes = bytes; } // 0 = none; holds from now on

    bool isWaiting() const { return state_ != State::Idle && state_ != State::Failed; }
    // Some byte of the response has come: the request must not be repeated blindly.
    bool hasBegun() const { return begun_; }
    // Known after End: the connection may carry another request. False when surplus bytes came behind the
    // message, which are then still in the caller's input: `surplus` is their number.
    bool mayReuse(std::size_t surplus) const { return reusable_ && surplus == 0; }
    std::size_t bufferedBytes() const { return buffer_.size() + chunked_.bufferedBytes(); }
    const Fields& trailers() const { return chunked_.trailers(); } // holds from End to start()
    const Error& error() const { return error_; }

private:
    enum class State : std::uint8_t {
        Idle,       // no response is awaited
        Head,       // waiting for, or within, a head
        Decide,     // the head was handed out; the limit of its body may still change
        Length,     // remaining_ bytes of body
        Chunked,    // chunked_ reads the body
        UntilClose, // the body ends with the connection
        Failed,     // error_ says why
    };
    enum class Scan : std::uint8_t { NeedMore, Complete, Failed };

    Step fail(Errc code, std::string message);
    Step fail(const Refusal& refusal);
    Step readHead(std::string_view input, ResponseHead& head);
    Scan scanLine();
    Scan takeStatusLine(std::string_view line);
    Scan takeFieldLine(std::string_view line);
    Scan takeFold();
    Scan takeLength(const FieldLine& field);
    Scan refuse(Errc code, const char* message);
    Scan refuse(const Refusal& refusal);
    std::size_t lineCap() const;
    Step finishHead(std::size_t consumed, ResponseHead& head);
    void beginHead();
    Refusal interpret(ResponseHead& head);
    void chooseFraming(ResponseHead& head, bool chunked);
    Refusal checkStatus();
    Step beginBody(std::string_view input);
    Step readBody(std::string_view input);
    Step readChunked(std::string_view input);
    Step readUntilClose(std::string_view input);
    Step end(std::size_t consumed);

    ResponseLimits limits_;
    ResponseContext context_;
    std::string buffer_;                          // an incomplete head
    std::size_t fieldsAt_ = 0;                    // behind the status line; 0 before its end
    std::size_t lineAt_ = 0;                      // the line that is being read
    std::size_t scanned_ = 0;                     // no LF between lineAt_ and here
    std::size_t fieldBytes_ = 0, fieldLines_ = 0; // as sent
    std::size_t fieldCount_ = 0;                  // as kept: unfolded, repeated lengths dropped
    std::string lengthText_;                      // of the first Content-Length
    std::size_t informational_ = 0;
    std::uint32_t reasonAt_ = 0, reasonLength_ = 0;
    int status_ = 0;
    std::uint8_t minorVersion_ = 1;
    bool tabs_ = false;        // around a value
    bool folded_ = false;      // some field goes over several lines
    bool framingLine_ = false; // the last field line must not be folded

    std::uint64_t remaining_ = 0; // Length: bytes to come; UntilClose: bytes so far
    ChunkedDecoder chunked_;
    Error error_{Errc::Closed, {}};
    ResponseFraming framing_ = ResponseFraming::None;
    State state_ = State::Idle;
    bool begun_ = false;
    bool keepAlive_ = false;
    bool reusable_ = false;
};

} // namespace aha::http
