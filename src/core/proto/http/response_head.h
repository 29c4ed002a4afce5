#pragma once

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

// 1xx, 204 and 304 never have a body.
bool mayHaveBody(int status);

} // namespace aha::http
