#pragma once

#include "core/proto/http/request_head.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

std::string_view statusReason(int status); // "" when unknown

// RFC 9110 token / field value without CR, LF, NUL or other controls (HTAB is allowed in values).
bool isToken(std::string_view name);
bool isFieldValue(std::string_view value);

// Appends "HTTP/1.1 200 OK\r\n".
void appendStatusLine(std::string& out, int minorVersion, int status, std::string_view reason = {});
void appendField(std::string& out, std::string_view name, std::string_view value); // caller has validated
void appendContentLength(std::string& out, std::uint64_t bytes);
void appendChunk(std::string& out, std::string_view bytes);  // "5\r\nhello\r\n"; nothing when empty
void appendChunkHead(std::string& out, std::uint64_t bytes); // "5\r\n"

// "Sun, 06 Nov 1994 08:49:37 GMT"; rendered once per second by DateCache.
void formatDate(std::int64_t unixSeconds, char (&out)[30]);
// All three forms of RFC 9110 5.6.7; -1 when malformed.
std::int64_t parseDate(std::string_view text);
// A day and a time of it, in UTC, as Unix time; nothing where there is no such day. month: 1 to 12, second:
// to 59.
std::optional<std::int64_t> unixTime(int year, int month, int day, int hour, int minute, int second);

// 1xx, 204 and 304 never have a body.
bool mayHaveBody(int status);

// Where the body of a received response ends (RFC 9112 6.3).
enum class ResponseFraming : std::uint8_t {
    None,       // there is no body, whatever the fields say
    Length,     // contentLength() bytes
    Chunked,    // at its last chunk
    UntilClose, // at the end of the connection
};

// The head of one received response; owns a copy of its bytes, so it outlives the read buffer.
// Filled by ResponseParser, reused by clear().
class ResponseHead : public Fields {
public:
    int status() const { return status_; }                                   // 100 to 999
    std::string_view reason() const { return at(reasonAt_, reasonLength_); } // as sent, may be empty
    std::uint8_t minorVersion() const { return minorVersion_; }              // of HTTP/1.x
    ResponseFraming framing() const { return framing_; }
    // As sent, also where there is no body (HEAD, 304); nothing when the field is not there.
    std::optional<std::uint64_t> contentLength() const { return contentLength_; }
    // What the server said; whether the connection may be reused is ResponseParser::mayReuse().
    bool keepAlive() const { return keepAlive_; }
    bool isInformational() const { return status_ < 200 && status_ != 101; }
    // The bytes behind the head belong to another protocol: 101, or 2xx for CONNECT.
    bool isTunnel() const { return tunnel_; }
    void clear();

private:
    friend class ResponseParser;
    std::uint32_t reasonAt_ = 0, reasonLength_ = 0;
    std::optional<std::uint64_t> contentLength_;
    int status_ = 0;
    std::uint8_t minorVersion_ = 1;
    ResponseFraming framing_ = ResponseFraming::None;
    bool keepAlive_ = false, tunnel_ = false;
};

} // namespace aha::http
