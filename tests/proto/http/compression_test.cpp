#include "core/proto/http/deflate.h"
#include "core/proto/http/inflate.h"
#include "support/pieces.h"

#include <gtest/gtest.h>

#include <random>

namespace aha::http {
namespace {

using Flush = Deflater::Flush;

std::string encoded(std::string_view text, Compression format, int level = 6) {
    Deflater deflater(format, level);
    std::string out;
    deflater.write(text, out, Flush::Finish);
    return out;
}

// The output, or the error in brackets.
std::string decoded(std::string_view bytes, Compression format, const InflateLimits& limits = {},
                    const test::NextCut& cut = test::whole()) {
    Inflater inflater(format, limits);
    std::string out;
    Result<void> result;
    test::feedInPieces(bytes, cut, [&](std::string_view piece) {
        result = inflater.feed(piece, out);
        return result.ok();
    });
    return result ? out + (inflater.done() ? "" : "[more]")
                  : "[" + std::string(errcName(result.error().code)) + "]";
}

std::string noise(std::size_t size) {
    std::mt19937 engine(1);
    std::string text(size, '\0');
    for (char& c : text) {
        c = static_cast<char>(engine());
    }
    return text;
}

class Compressed : public testing::TestWithParam<Compression> {};

TEST_P(Compressed, RoundTripHoweverItIsCut) {
    for (const std::string& text :
         {std::string(), std::string("a"), std::string(100000, 'x'), noise(100000)}) {
        for (const int level : {0, 1, 9}) {
            const std::string bytes = encoded(text, GetParam(), level);
            EXPECT_EQ(decoded(bytes, GetParam(), {0, 0}), text);
            EXPECT_EQ(decoded(bytes, GetParam(), {0, 0}, test::randomCuts(3)), text);
        }
    }
    EXPECT_EQ(decoded(encoded("hello", GetParam()), GetParam(), {}, test::byteByByte()), "hello");
}

TEST_P(Compressed, EveryPrefixIsIncompleteAndNeverDone) {
    const std::string bytes = encoded("hello hello hello", GetParam());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const std::string out = decoded(bytes.substr(0, length), GetParam());
        EXPECT_EQ(out.substr(out.size() - 6), "[more]") << length;
    }
}

TEST_P(Compressed, OutputCapAtTheLimitAndOneBeyond) {
    const std::string bytes = encoded(std::string(50000, 'x'), GetParam());
    EXPECT_EQ(decoded(bytes, GetParam(), {50000, 0}).size(), 50000u);
    EXPECT_EQ(decoded(bytes, GetParam(), {49999, 0}), "[too_large]");
    EXPECT_EQ(decoded(bytes, GetParam(), {49999, 0}, test::byteByByte()), "[too_large]");
}

TEST_P(Compressed, ABombIsRefusedByItsRatio) {
    const std::string bomb = encoded(std::string(4u << 20, '\0'), GetParam(), 9); // about 1000 : 1
    EXPECT_EQ(decoded(bomb, GetParam(), {0, 200}), "[too_large]");
    EXPECT_EQ(decoded(bomb, GetParam(), {0, 0}).size(), 4u << 20);
    const std::string small = encoded(std::string(1u << 20, '\0'), GetParam(), 9);
    EXPECT_EQ(decoded(small, GetParam(), {0, 200}).size(), 1u << 20) << "small outputs are not judged";
}

TEST_P(Compressed, SyncMakesAllInputReadable) {
    Deflater deflater(GetParam());
    Inflater inflater(GetParam());
    std::string bytes;
    std::string out;
    for (const char* text : {"one ", "two ", "three"}) {
        bytes.clear();
        deflater.write(text, bytes, Flush::Sync);
        ASSERT_TRUE(inflater.feed(bytes, out).ok());
    }
    EXPECT_EQ(out, "one two three");
    EXPECT_FALSE(inflater.done());
    bytes.clear();
    deflater.write("", bytes, Flush::Finish);
    ASSERT_TRUE(inflater.feed(bytes, out).ok());
    EXPECT_TRUE(inflater.done());
}

TEST_P(Compressed, ResetBeginsAnew) {
    Deflater deflater(GetParam());
    Inflater inflater(GetParam(), {5, 0});
    for (int i = 0; i < 3; ++i) {
        std::string bytes;
        deflater.write("hello", bytes, Flush::Finish);
        deflater.reset();
        std::string out;
        ASSERT_TRUE(inflater.feed(bytes, out).ok());
        EXPECT_EQ(out, "hello");
        EXPECT_TRUE(inflater.done());
        inflater.reset();
    }
}

TEST_P(Compressed, AfterAnErrorNothingIsAccepted) {
    Inflater inflater(GetParam(), {2, 0});
    std::string out;
    EXPECT_FALSE(inflater.feed(encoded("hello", GetParam()), out).ok());
    EXPECT_LE(out.size(), 2u);
    EXPECT_FALSE(inflater.feed("", out).ok());
    EXPECT_FALSE(inflater.done());
}

INSTANTIATE_TEST_SUITE_P(Formats, Compressed,
                         testing::Values(Compression::Gzip, Compression::Deflate, Compression::Raw),
                         [](const auto& format) {
                             return std::string(format.param == Compression::Gzip      ? "Gzip"
                                                : format.param == Compression::Deflate ? "Deflate"
                                                                                       : "Raw");
                         });

TEST(Inflater, RefusesBrokenData) {
    std::string bytes = encoded("hello", Compression::Gzip);
    bytes[bytes.size() - 5] ^= 1; // the checksum
    EXPECT_EQ(decoded(bytes, Compression::Gzip), "[malformed]");
    EXPECT_EQ(decoded("hello", Compression::Gzip), "[malformed]");
    EXPECT_EQ(decoded("hello", Compression::Deflate), "[malformed]");
    EXPECT_EQ(decoded("\x07", Compression::Raw), "[malformed]");
}

TEST(Inflater, RefusesBytesBehindTheEnd) {
    EXPECT_EQ(decoded(encoded("a", Compression::Deflate) + "x", Compression::Deflate), "[malformed]");
    EXPECT_EQ(decoded(encoded("a", Compression::Raw) + "x", Compression::Raw), "[malformed]");
    EXPECT_EQ(decoded(encoded("a", Compression::Gzip) + "x", Compression::Gzip, {}, test::byteByByte()),
              "a[more]");
    EXPECT_EQ(decoded(encoded("a", Compression::Gzip) + "xy", Compression::Gzip), "[malformed]");
}

TEST(Inflater, ReadsSeveralGzipMembers) {
    const std::string two = encoded("a", Compression::Gzip) + encoded("b", Compression::Gzip);
    EXPECT_EQ(decoded(two, Compression::Gzip), "ab");
    EXPECT_EQ(decoded(two, Compression::Gzip, {}, test::byteByByte()), "ab");
    EXPECT_EQ(decoded(two, Compression::Gzip, {1, 0}), "[too_large]");
}

TEST(Inflater, LimitsOfASharedContextCanBeginAnew) {
    Deflater deflater(Compression::Raw);
    Inflater inflater(Compression::Raw, {5, 0});
    for (int i = 0; i < 3; ++i) {
        std::string bytes;
        deflater.write("hello", bytes, Flush::Sync);
        std::string out;
        inflater.resetLimits();
        ASSERT_TRUE(inflater.feed(bytes, out).ok()) << i;
        EXPECT_EQ(out, "hello");
    }
}

TEST(Deflater, SmallWindowsWork) {
    Deflater deflater(Compression::Raw, 6, 9);
    Inflater inflater(Compression::Raw, {}, 9);
    const std::string text = noise(2000) + noise(2000);
    std::string bytes;
    std::string out;
    deflater.write(text, bytes, Flush::Finish);
    ASSERT_TRUE(inflater.feed(bytes, out).ok());
    EXPECT_EQ(out, text);
}

} // namespace
} // namespace aha::http
