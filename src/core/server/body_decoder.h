#pragma once

#include "core/base/result.h"
#include "core/proto/http/inflate.h"
#include "core/proto/http/request_head.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::server {

// Undoes the Content-Encoding of a request body, whole or in pieces, within limits. Pure.
class BodyDecoder {
public:
    // Null where the body is sent as it is. Unsupported (415) for codings that are not known.
    static Result<std::unique_ptr<BodyDecoder>> make(const http::RequestHead& head,
                                                     const http::InflateLimits& limits);

    // Appends what `in` decodes to. Malformed: 400; TooLarge: 413.
    Result<void> feed(std::string_view in, std::string& out) {
        isEmpty_ = isEmpty_ && in.empty();
        return inflater_.feed(in, out);
    }
    // The body is over: fails when the compressed stream is not. No body at all is fine.
    Result<void> finish() const;

    static int statusOf(const Error& error); // 400, 413, 415

private:
    BodyDecoder(http::Compression format, const http::InflateLimits& limits) : inflater_(format, limits) {}

    http::Inflater inflater_;
    bool isEmpty_ = true;
};

} // namespace aha::server
