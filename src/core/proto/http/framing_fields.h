#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

// The fields that decide where a message ends and whether its connection lives on, read the same way for
// requests and responses.

// 1*DIGIT up to what a signed 64-bit integer holds. Leading zeros are refused: some read them as octal.
bool parseContentLength(std::string_view text, std::uint64_t& out);

// All Transfer-Encoding fields of one message, in order.
struct TransferCodings {
    bool present = false;
    bool chunkedLast = false;    // the last coding
    bool chunkedEarlier = false; // before the last one
    bool other = false;          // a coding that is not chunked
    bool bad = false;            // an empty member, or one that is no token

    void read(std::string_view value);
    bool isWellFormedChunked() const { return chunkedLast && !chunkedEarlier && !bad; }
};

// All Connection fields of one message.
struct ConnectionOptions {
    bool close = false, keepAlive = false, upgrade = false;

    void read(std::string_view value);
    bool staysOpen(std::uint8_t minorVersion) const { return !close && (minorVersion > 0 || keepAlive); }
};

// Whether a field value, as it was sent, has a tab before its first or behind its last character.
bool isPaddedWithTab(std::string_view value);
// Tabs around values become blanks: some versions of llhttp refuse them around a Content-Length. `head` is a
// complete head: start line, field lines, empty line.
void blankPadding(std::string& head);

} // namespace aha::http
