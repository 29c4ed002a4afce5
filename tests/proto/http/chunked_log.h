#pragma once

#include "core/proto/http/chunked_decoder.h"
#include "support/pieces.h"

#include <string>
#include <string_view>

namespace aha::test {

// What a ChunkedDecoder makes of one message: body, trailers, how it ended and what is left behind it.
struct ChunkedLog {
    std::string body;
    std::string trailers;
    std::string end = "more"; // or "end", or "status reason"
    std::size_t consumed = 0; // only when it ended well

    bool operator==(const ChunkedLog&) const = default;

    static ChunkedLog of(std::string_view input, const http::ChunkedLimits& limits, const NextCut& cut) {
        http::ChunkedDecoder decoder;
        decoder.start(limits);
        ChunkedLog log;
        feedInPieces(input, cut, [&](std::string_view piece) { return log.feed(decoder, piece); });
        for (std::size_t i = 0; i < decoder.trailers().count(); ++i) {
            log.trailers.append(decoder.trailers().name(i)).append(": ");
            log.trailers.append(decoder.trailers().value(i)).append("\n");
        }
        return log;
    }

private:
    bool feed(http::ChunkedDecoder& decoder, std::string_view piece) {
        for (;;) {
            const http::ChunkedDecoder::Step step = decoder.next(piece);
            consumed += step.consumed;
            piece.remove_prefix(step.consumed);
            switch (step.event) {
            case http::ChunkedDecoder::Event::NeedMore: return true;
            case http::ChunkedDecoder::Event::Data: body.append(step.data); break;
            case http::ChunkedDecoder::Event::End: end = "end"; return false;
            case http::ChunkedDecoder::Event::Error:
                end = std::to_string(decoder.refusal().status) + " " + decoder.refusal().reason;
                consumed = 0;
                return false;
            }
        }
    }
};

} // namespace aha::test
