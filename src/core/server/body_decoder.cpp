#include "core/server/body_decoder.h"

#include <strings.h>

namespace aha::server {

static bool is(std::string_view coding, std::string_view name) {
    return coding.size() == name.size() && strncasecmp(coding.data(), name.data(), name.size()) == 0;
}

Result<std::unique_ptr<BodyDecoder>> BodyDecoder::make(const http::RequestHead& head,
                                                       const http::InflateLimits& limits) {
    std::string coding = head.join("content-encoding");
    std::unique_ptr<BodyDecoder> decoder;
    if (is(coding, "gzip") || is(coding, "x-gzip")) {
        decoder.reset(new BodyDecoder(http::Compression::Gzip, limits));
    } else if (is(coding, "deflate")) {
        decoder.reset(new BodyDecoder(http::Compression::Deflate, limits));
    } else if (!coding.empty() && !is(coding, "identity")) {
        return Error{Errc::Unsupported, "This content coding is not supported"};
    }
    return decoder;
}

Result<void> BodyDecoder::finish() const {
    if (!isEmpty_ && !inflater_.done()) {
        return Error{Errc::Malformed, "The compressed body ends too early"};
    }
    return {};
}

int BodyDecoder::statusOf(const Error& error) {
    switch (error.code) {
    case Errc::TooLarge: return 413;
    case Errc::Unsupported: return 415;
    default: return 400;
    }
}

} // namespace aha::server
