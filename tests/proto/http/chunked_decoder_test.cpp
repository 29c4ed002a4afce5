#include "core/proto/http/chunked_decoder.h"
#include "proto/http/chunked_log.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

using test::ChunkedLog;

ChunkedLog logOf(const std::string& input, const ChunkedLimits& limits = {}) {
    const ChunkedLog log = ChunkedLog::of(input, limits, test::whole());
    EXPECT_EQ(ChunkedLog::of(input, limits, test::byteByByte()), log);
    for (unsigned seed = 0; seed < 10; ++seed) {
        EXPECT_EQ(ChunkedLog::of(input, limits, test::randomCuts(seed)), log);
    }
    return log;
}

TEST(ChunkedDecoder, LeavesWhatComesBehindTheMessage) {
    const ChunkedLog log = logOf("3\r\nabc\r\n0\r\nX: y\r\n\r\nGET /");
    EXPECT_EQ(log.end, "end");
    EXPECT_EQ(log.body, "abc");
    EXPECT_EQ(log.trailers, "X: y\n");
    EXPECT_EQ(log.consumed, std::string("3\r\nabc\r\n0\r\nX: y\r\n\r\n").size());
}

TEST(ChunkedDecoder, EveryPrefixNeedsMore) {
    const std::string input = "3;a=\"b\\\"\" ; c\r\nabc\r\n0\r\nX: y\r\n\r\n";
    for (std::size_t length = 0; length < input.size(); ++length) {
        EXPECT_EQ(logOf(input.substr(0, length)).end, "more") << length;
    }
    EXPECT_EQ(logOf(input).end, "end");
}

TEST(ChunkedDecoder, RefusesAnySingleByteBehindTheSizeThatIsNotGrammar) {
    for (int c = 0; c < 256; ++c) {
        const std::string input = std::string("1") + static_cast<char>(c);
        const bool digit = std::isxdigit(c) != 0;
        const bool allowed = digit || c == '\r' || c == ';' || c == ' ' || c == '\t';
        EXPECT_EQ(logOf(input).end, allowed ? "more" : "400 malformed chunk size") << c;
    }
}

TEST(ChunkedDecoder, CanBeStartedAgainAfterAnError) {
    ChunkedDecoder decoder;
    decoder.start({});
    EXPECT_EQ(decoder.next("x").event, ChunkedDecoder::Event::Error);
    EXPECT_EQ(decoder.next("0\r\n\r\n").event, ChunkedDecoder::Event::Error);
    decoder.start({});
    EXPECT_EQ(decoder.next("0\r\n\r\n").event, ChunkedDecoder::Event::End);
}

TEST(ChunkedDecoder, OwnsNothingBetweenTrailerLines) {
    ChunkedDecoder decoder;
    decoder.start({});
    EXPECT_EQ(decoder.next("0\r\nX: y").event, ChunkedDecoder::Event::NeedMore);
    EXPECT_EQ(decoder.bufferedBytes(), 4u);
    EXPECT_EQ(decoder.next("\r\n").event, ChunkedDecoder::Event::NeedMore);
    EXPECT_EQ(decoder.bufferedBytes(), 0u);
}

TEST(ChunkedDecoder, ForbiddenTrailersInAnyCase) {
    for (const char* name :
         {"Host", "CONTENT-LENGTH", "transfer-encoding", "Cookie", "X-Forwarded-Proto", "Trailer"}) {
        EXPECT_TRUE(ChunkedDecoder::isForbiddenTrailer(name)) << name;
    }
    for (const char* name : {"X-Checksum", "Digest", "Server-Timing", "X-Forwarded", "X-Forwarded-"}) {
        EXPECT_FALSE(ChunkedDecoder::isForbiddenTrailer(name)) << name;
    }
}

} // namespace
} // namespace aha::http
