#pragma once

#include "core/proto/http/inflate.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::http {

// Undoes the Content-Encoding of a received body, in pieces, within the limits of each coding. Pure.
// Knows gzip, x-gzip, deflate (zlib, or bare blocks as some servers send it), identity, and br where the
// library was there at build time.
class ContentDecoder {
public:
    // One coding; the codings of a body are undone in reverse order.
    class Stage {
    public:
        virtual ~Stage() = default;
        virtual Result<void> feed(std::string_view in, std::string& out) = 0; // appends
        virtual bool done() const = 0; // the end of the compressed data was seen
    };

    // `contentEncoding` is the joined value of the field. Null where the body is sent as it is. Unsupported
    // for codings that are not known, TooMany for more than kMaxCodings.
    static Result<std::unique_ptr<ContentDecoder>> make(std::string_view contentEncoding,
                                                        const InflateLimits& limits);
    static constexpr std::size_t kMaxCodings = 3;

    // What may be offered in Accept-Encoding.
    static std::string_view acceptEncoding();

    // Appends what `in` decodes to. Malformed for broken data and surplus bytes, TooLarge beyond the limits.
    Result<void> feed(std::string_view in, std::string& out);
    // The body is over: Closed when the compressed data is not. No body at all is fine.
    Result<void> finish() const;

private:
    std::vector<std::unique_ptr<Stage>> stages_; // in the order they are undone
    std::string between_, next_;
    bool isEmpty_ = true;
};

} // namespace aha::http
