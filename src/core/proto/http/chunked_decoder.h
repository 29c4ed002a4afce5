#pragma once

#include "core/proto/http/refusal.h"
#include "core/proto/http/request_head.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::http {

struct ChunkedLimits {
    std::uint64_t bodyBytes = 0;        // 413, of the decoded body; 0 = no limit
    std::size_t extensionBytes = 16384; // 400, all extensions of one message
    std::size_t trailerBytes = 8192;    // 431
    std::size_t trailerCount = 100;     // 431
};

// The chunked transfer coding of RFC 9112 7.1, read strictly: CRLF only, 1 to 16 hex digits, checked
// extensions. A pull decoder: feed it what was read, again and again with what is left, until NeedMore. Owns
// bytes only while a trailer line is incomplete, and the trailer fields until start().
class ChunkedDecoder {
public:
    enum class Event : std::uint8_t { NeedMore, Data, End, Error };
    struct Step {
        Event event;
        std::size_t consumed;
        std::string_view data; // a view into the input
    };

    void start(const ChunkedLimits& limits); // begins a message
    Step next(std::string_view input);

    const Fields& trailers() const { return trailers_; }
    void clearTrailers() { trailers_.clear(); }
    std::size_t bufferedBytes() const { return line_.size(); }
    const Refusal& refusal() const { return refusal_; }

    // Fields that must not be taken from a trailer section: framing, routing, authentication, content (RFC
    // 9110 6.5.1).
    static bool isForbiddenTrailer(std::string_view name);

private:
    enum class State : std::uint8_t {
        SizeStart,  // the first digit
        Size,       // further digits, or the end of the size
        Gap,        // blanks, then the ';' of an extension
        NameStart,  // after ';', blanks
        Name,       // the name of an extension
        NameGap,    // blanks, then '=' or ';'
        ValueStart, // after '=', blanks
        Token,      // a value
        Quoted,     // within a quoted string
        QuotedPair, // after its backslash
        QuotedEnd,  // after its end
        SizeLf,     // LF of the size line
        Data,       // remaining_ bytes
        DataCr,     // CR behind the data
        DataLf,     // LF behind the data
        Trailer,    // field lines up to the empty one
        Done,       // nothing is accepted before start()
        Failed,     // refusal_ says why
    };

    bool refuse(int status, const char* reason);
    Step fail() { return {Event::Error, 0, {}}; }
    bool readByte(char c);
    bool readSizeByte(char c);
    bool readExtensionByte(char c);
    bool readQuotedByte(char c);
    bool endElement(char c);
    bool endSizeLine();
    Step readData(std::string_view input, std::size_t at);
    Step readTrailer(std::string_view input, std::size_t at);
    bool takeTrailerLine(std::string_view line);

    ChunkedLimits limits_;
    std::uint64_t remaining_ = 0;
    std::uint64_t total_ = 0;
    std::size_t extensionBytes_ = 0;
    std::size_t trailerBytes_ = 0;
    std::size_t trailerCount_ = 0;
    std::string line_;
    Fields trailers_;
    Refusal refusal_;
    State state_ = State::Done;
    std::uint8_t digits_ = 0;
};

} // namespace aha::http
