#include "core/proto/http/brotli_stage.h"
#include "core/proto/http/content_decoder.h"
#include "core/proto/http/deflate.h"
#include "support/pieces.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

std::string compressed(Compression format, std::string_view text) {
    Deflater deflater(format);
    std::string out;
    deflater.write(text, out, Deflater::Flush::Finish);
    return out;
}

// The decoded text, or "!" and the error.
std::string decoded(std::string_view coding, std::string_view body, const test::NextCut& cut,
                    const InflateLimits& limits = {}) {
    Result<std::unique_ptr<ContentDecoder>> made = ContentDecoder::make(coding, limits);
    if (!made) {
        return "!" + std::string(errcName(made.error().code));
    }
    if (!made.value()) {
        return "as it is";
    }
    std::string out;
    Result<void> result;
    test::feedInPieces(body, cut, [&](std::string_view piece) {
        result = made.value()->feed(piece, out);
        return result.ok();
    });
    if (result) {
        result = made.value()->finish();
    }
    return result ? out : "!" + std::string(errcName(result.error().code));
}
std::string decoded(std::string_view coding, std::string_view body, const InflateLimits& limits = {}) {
    const std::string whole = decoded(coding, body, test::whole(), limits);
    EXPECT_EQ(decoded(coding, body, test::byteByByte(), limits), whole);
    EXPECT_EQ(decoded(coding, body, test::randomCuts(7), limits), whole);
    return whole;
}
const std::string kText = "hello hello hello hello";

TEST(ContentDecoder, KnowsTheCodings) {
    EXPECT_EQ(decoded("gzip", compressed(Compression::Gzip, kText)), kText);
    EXPECT_EQ(decoded("X-GZIP", compressed(Compression::Gzip, kText)), kText);
    EXPECT_EQ(decoded("deflate", compressed(Compression::Deflate, kText)), kText);
    EXPECT_EQ(decoded("deflate", compressed(Compression::Raw, kText)), kText);
    EXPECT_EQ(decoded("", "x"), "as it is");
    EXPECT_EQ(decoded("identity", "x"), "as it is");
    EXPECT_EQ(decoded("zstd", "x"), "!unsupported");
    EXPECT_EQ(decoded("gzip, compress", "x"), "!unsupported");
    EXPECT_EQ(ContentDecoder::acceptEncoding(), hasBrotli() ? "gzip, deflate, br" : "gzip, deflate");
}

TEST(ContentDecoder, UndoesSeveralCodingsInReverseOrder) {
    const std::string twice = compressed(Compression::Deflate, compressed(Compression::Gzip, kText));
    EXPECT_EQ(decoded("gzip, deflate", twice), kText);
    EXPECT_EQ(decoded("gzip, identity, deflate", twice), kText);
    EXPECT_EQ(decoded("deflate, gzip", twice), "!malformed");
    EXPECT_EQ(decoded("gzip, gzip, gzip", ""), "");
    EXPECT_EQ(decoded("gzip, gzip, gzip, gzip", ""), "!too_many");
}

TEST(ContentDecoder, TakesAnEmptyBodyForNothing) {
    EXPECT_EQ(decoded("gzip", ""), "");
    EXPECT_EQ(decoded("deflate", ""), "");
    EXPECT_EQ(decoded("deflate", "x"), "!closed");
}

TEST(ContentDecoder, NoticesABodyThatIsCutOrBroken) {
    std::string body = compressed(Compression::Gzip, kText);
    EXPECT_EQ(decoded("gzip", body.substr(0, body.size() - 1)), "!closed");
    EXPECT_EQ(decoded("gzip", body + "xyz"), "!malformed");
    body[body.size() - 5] = static_cast<char>(body[body.size() - 5] ^ 1); // its checksum
    EXPECT_EQ(decoded("gzip", body), "!malformed");
    EXPECT_EQ(decoded("deflate", "\xff\xff\xff\xff"), "!malformed");
}

TEST(ContentDecoder, HasALimit) {
    const std::string text(1000, 'a');
    for (Compression format : {Compression::Gzip, Compression::Deflate, Compression::Raw}) {
        const char* coding = format == Compression::Gzip ? "gzip" : "deflate";
        EXPECT_EQ(decoded(coding, compressed(format, text), {1000, 0}), text);
        EXPECT_EQ(decoded(coding, compressed(format, text), {999, 0}), "!too_large");
    }
    const std::string bomb = compressed(Compression::Gzip, std::string(4u << 20, 'a'));
    EXPECT_EQ(decoded("gzip", bomb, test::whole(), {0, 200}), "!too_large");
    EXPECT_EQ(decoded("gzip", bomb, test::whole(), {0, 0}).size(), 4u << 20);
}

TEST(ContentDecoder, DecodesBrotli) {
    if (!hasBrotli()) {
        EXPECT_EQ(decoded("br", "x"), "!unsupported");
        GTEST_SKIP() << "built without libbrotlidec";
    }
    const std::string body("\033\026\000\370\215\224\156\336\104\125\206\226\154\040\157\041\117\034\340\070",
                           20);
    EXPECT_EQ(decoded("br", body), kText);
    EXPECT_EQ(decoded("br", ""), "");
    EXPECT_EQ(decoded("br", body, {kText.size(), 0}), kText);
    EXPECT_EQ(decoded("br", body, {kText.size() - 1, 0}), "!too_large");
    EXPECT_EQ(decoded("br", body.substr(0, body.size() - 1)), "!closed");
    EXPECT_EQ(decoded("br", body + "x"), "!malformed");
    EXPECT_EQ(decoded("br", "\xff\xff\xff\xff\xff\xff"), "!malformed");
    const std::string bomb("\233\377\377\077\370\045\302\342\261\100\040\367\376\007", 14); // 4 MiB of 'a'
    EXPECT_EQ(decoded("br", bomb, test::whole(), {0, 200}), "!too_large");
    EXPECT_EQ(decoded("br", bomb, test::whole(), {0, 0}).size(), 4u << 20);
}

} // namespace
} // namespace aha::http
