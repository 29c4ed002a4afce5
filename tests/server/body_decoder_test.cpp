#include "core/server/body_decoder.h"

#include "core/proto/http/deflate.h"
#include "core/proto/http/request_parser.h"

#include <gtest/gtest.h>

using namespace aha;
using server::BodyDecoder;

namespace {

http::RequestHead headWith(const std::string& coding) {
    http::RequestLimits limits;
    http::RequestParser parser(limits);
    http::RequestHead head;
    std::string text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n" +
                       (coding.empty() ? "" : "Content-Encoding: " + coding + "\r\n") + "\r\n";
    EXPECT_EQ(parser.next(text, head).event, http::RequestParser::Event::Head);
    return head;
}

std::string gzipped(const std::string& plain) {
    http::Deflater deflater(http::Compression::Gzip);
    std::string out;
    deflater.write(plain, out, http::Deflater::Flush::Finish);
    return out;
}

} // namespace

TEST(BodyDecoder, IsNotNeededForPlainBodies) {
    EXPECT_EQ(BodyDecoder::make(headWith(""), {}).value(), nullptr);
    EXPECT_EQ(BodyDecoder::make(headWith("identity"), {}).value(), nullptr);
}

TEST(BodyDecoder, RefusesUnknownAndStackedCodings) {
    for (const char* coding : {"br", "gzip, gzip", "compress"}) {
        auto made = BodyDecoder::make(headWith(coding), {});
        ASSERT_FALSE(made.ok()) << coding;
        EXPECT_EQ(BodyDecoder::statusOf(made.error()), 415);
    }
}

TEST(BodyDecoder, DecodesByteByByteAndNoticesAnEarlyEnd) {
    std::string packed = gzipped("hello body");
    auto decoder = BodyDecoder::make(headWith("GZip"), {}).take();
    ASSERT_NE(decoder, nullptr);
    std::string plain;
    EXPECT_TRUE(decoder->finish().ok());
    for (const char& c : packed) {
        ASSERT_TRUE(decoder->feed(std::string_view(&c, 1), plain).ok());
        EXPECT_EQ(decoder->finish().ok(), &c == &packed.back());
    }
    EXPECT_TRUE(decoder->finish().ok());
    EXPECT_EQ(plain, "hello body");
}

TEST(BodyDecoder, HoldsTheLimitOfTheDecodedBody) {
    http::InflateLimits limits{100, 0};
    for (std::size_t size : {100u, 101u}) {
        auto decoder = BodyDecoder::make(headWith("gzip"), limits).take();
        std::string plain;
        auto fed = decoder->feed(gzipped(std::string(size, 'a')), plain);
        EXPECT_EQ(fed.ok(), size == 100u);
        if (!fed) {
            EXPECT_EQ(BodyDecoder::statusOf(fed.error()), 413);
        }
    }
}
