#include "core/proto/http/response_parser.h"

#include <algorithm>

// The part of the parser behind the head of a response.
namespace aha::http {

ResponseParser::Step ResponseParser::beginBody(std::string_view input) {
    switch (framing_) {
    case ResponseFraming::None: return end(0);
    case ResponseFraming::Length:
        if (limits_.bodyBytes > 0 && remaining_ > limits_.bodyBytes) {
            return fail({413, ""});
        }
        state_ = State::Length;
        return readBody(input);
    case ResponseFraming::UntilClose: state_ = State::UntilClose; return readUntilClose(input);
    case ResponseFraming::Chunked: break;
    }
    ChunkedLimits limits;
    limits.bodyBytes = limits_.bodyBytes;
    limits.extensionBytes = limits_.chunkExtensionBytes;
    limits.trailerBytes = limits_.trailerBytes;
    limits.trailerCount = limits_.headerCount;
    chunked_.start(limits);
    state_ = State::Chunked;
    return readChunked(input);
}

ResponseParser::Step ResponseParser::readBody(std::string_view input) {
    if (remaining_ == 0) {
        return end(0);
    }
    if (input.empty()) {
        return {Event::NeedMore, 0, {}};
    }
    const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), remaining_));
    remaining_ -= length;
    return {Event::Body, length, input.substr(0, length)};
}

ResponseParser::Step ResponseParser::readChunked(std::string_view input) {
    const ChunkedDecoder::Step step = chunked_.next(input);
    switch (step.event) {
    case ChunkedDecoder::Event::Data: return {Event::Body, step.consumed, step.data};
    case ChunkedDecoder::Event::End: return end(step.consumed);
    case ChunkedDecoder::Event::Error: return fail(chunked_.refusal());
    case ChunkedDecoder::Event::NeedMore: break;
    }
    return {Event::NeedMore, step.consumed, {}};
}

ResponseParser::Step ResponseParser::readUntilClose(std::string_view input) {
    if (input.empty()) {
        return {Event::NeedMore, 0, {}};
    }
    // What fits is handed out first, so that the answer does not depend on how the input was cut.
    const std::uint64_t room =
        limits_.bodyBytes > 0 ? limits_.bodyBytes - std::min(limits_.bodyBytes, remaining_) : input.size();
    if (room == 0) {
        return fail({413, ""});
    }
    const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), room));
    remaining_ += length;
    return {Event::Body, length, input.substr(0, length)};
}

ResponseParser::Step ResponseParser::end(std::size_t consumed) {
    state_ = State::Idle;
    reusable_ = keepAlive_;
    return {Event::End, consumed, {}};
}

} // namespace aha::http
