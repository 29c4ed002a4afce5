#pragma once

#include "core/proto/http/request_head.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::http {

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
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    Step next(std::string_view input, RequestHead& head);
    void setBodyLimit(std::uint64_t bytes); // for the current message; 0 = none

    // Nothing of a next message has been seen: closing now cuts nothing off.
    bool isIdle() const;
    bool isInBody() const;
    std::size_t bufferedBytes() const;
    const Fields& trailers() const;

    int status() const;              // 400, 413, 414, 431, 501, 505
    std::string_view reason() const; // static text, safe to show to the client

private:
    struct Impl;
    // (the author of request_parser.cpp lays the members out)
};

} // namespace aha::http
