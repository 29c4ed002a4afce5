#include "core/proto/http/urlencoded.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

std::string decoded(std::string_view in, bool plusIsSpace = false) {
    std::string out;
    return (percentDecode(in, plusIsSpace, out) ? "" : "!") + out;
}

std::string pairsOf(std::string_view text, std::size_t limit = 100, char separator = '&') {
    UrlencodedReader reader(text, limit, separator);
    std::string name;
    std::string value;
    std::string out;
    while (reader.next(name, value)) {
        out.append(name).append("=").append(value).append("\n");
    }
    return out + (reader.limitReached() ? "limit" : "");
}

TEST(PercentDecode, DecodesBothCasesOnce) {
    EXPECT_EQ(decoded("a%2fb%2Fc%252f"), "a/b/c%2f");
    EXPECT_EQ(decoded("%00%ff"), std::string("\0\xff", 2));
    EXPECT_EQ(decoded(""), "");
}

TEST(PercentDecode, PlusIsABlankOnlyWhenAsked) {
    EXPECT_EQ(decoded("a+b%2b", true), "a b+");
    EXPECT_EQ(decoded("a+b", false), "a+b");
}

TEST(PercentDecode, KeepsAndReportsBrokenEscapes) {
    EXPECT_EQ(decoded("%"), "!%");
    EXPECT_EQ(decoded("%2"), "!%2");
    EXPECT_EQ(decoded("%g0%41"), "!%g0A");
    EXPECT_EQ(decoded("%%41"), "!%A");
}

TEST(UrlencodedReader, ReadsPairsInOrder) {
    EXPECT_EQ(pairsOf("a=1&b=2&a=3"), "a=1\nb=2\na=3\n");
    EXPECT_EQ(pairsOf("x%5B%5D=a+b&y[k]=%26&z=1=2"), "x[]=a b\ny[k]=&\nz=1=2\n");
    EXPECT_EQ(pairsOf(""), "");
}

TEST(UrlencodedReader, NamesWithoutValuesAndValuesWithoutNames) {
    EXPECT_EQ(pairsOf("a&b=&=c&&d"), "a=\nb=\nd=\n");
    EXPECT_EQ(pairsOf("&&&"), "");
}

TEST(UrlencodedReader, OtherSeparators) { EXPECT_EQ(pairsOf("a=1;b=2&c", 100, ';'), "a=1\nb=2&c\n"); }

TEST(UrlencodedReader, StopsAtItsLimitAndSaysSo) {
    EXPECT_EQ(pairsOf("a=1&b=2", 2), "a=1\nb=2\n");
    EXPECT_EQ(pairsOf("a=1&b=2&", 2), "a=1\nb=2\n");
    EXPECT_EQ(pairsOf("a=1&b=2&c=3", 2), "a=1\nb=2\nlimit");
    EXPECT_EQ(pairsOf("a", 0), "limit");
}

} // namespace
} // namespace aha::http
