#include "core/proto/http/range.h"

#include <gtest/gtest.h>

#include <string>

namespace aha::http {
namespace {

std::string rangesOf(std::string_view header, std::uint64_t length) {
    const RangeSet set = parseRange(header, length);
    std::string out = set.kind == RangeSet::Kind::None          ? "none"
                      : set.kind == RangeSet::Kind::Satisfiable ? ""
                                                                : "416";
    for (const ByteRange& range : set.ranges) {
        out += "[" + std::to_string(range.offset) + "+" + std::to_string(range.length) + "]";
    }
    return out;
}

TEST(Range, TheThreeForms) {
    EXPECT_EQ(rangesOf("bytes=0-499", 1000), "[0+500]");
    EXPECT_EQ(rangesOf("bytes=500-", 1000), "[500+500]");
    EXPECT_EQ(rangesOf("bytes=-1", 1000), "[999+1]");
    EXPECT_EQ(rangesOf("Bytes=0-0", 1000), "[0+1]");
    EXPECT_EQ(rangesOf("bytes=999-", 1000), "[999+1]");
}

TEST(Range, EndsAtTheEnd) {
    EXPECT_EQ(rangesOf("bytes=900-5000", 1000), "[900+100]");
    EXPECT_EQ(rangesOf("bytes=-5000", 1000), "[0+1000]");
    EXPECT_EQ(rangesOf("bytes=0-99999999999999999999999", 1000), "[0+1000]");
    EXPECT_EQ(rangesOf("bytes=-99999999999999999999999", 1000), "[0+1000]");
}

TEST(Range, SeveralInTheOrderAskedFor) {
    EXPECT_EQ(rangesOf("bytes= 500-599 , 0-9,-1 ", 1000), "[500+100][0+10][999+1]");
    EXPECT_EQ(rangesOf("bytes=0-1,5000-,4-5", 1000), "[0+2][4+2]");
    EXPECT_EQ(rangesOf("bytes=,0-1,,", 1000), "[0+2]");
}

TEST(Range, NothingSatisfiable) {
    EXPECT_EQ(rangesOf("bytes=1000-", 1000), "416");
    EXPECT_EQ(rangesOf("bytes=1000-2000,5000-", 1000), "416");
    EXPECT_EQ(rangesOf("bytes=-0", 1000), "416");
    EXPECT_EQ(rangesOf("bytes=0-", 0), "416");
    EXPECT_EQ(rangesOf("bytes=-5", 0), "416");
    EXPECT_EQ(rangesOf("bytes=99999999999999999999999-", 1000), "416");
}

TEST(Range, MalformedOnesAreIgnored) {
    for (const char* bad :
         {"", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=1", "bytes=5-4", "bytes=0-1-2",
          "bytes=0 -1", "bytes=--1", "bytes=+1-2", "bytes=0x1-", "items=0-1", "bytes 0-1", "bytes=0-1,x"}) {
        EXPECT_EQ(rangesOf(bad, 1000), "none") << bad;
    }
}

TEST(Range, SixteenAreReadAndSeventeenAreNot) {
    std::string header = "bytes=0-0";
    for (int i = 1; i < 16; ++i) {
        header += "," + std::to_string(i * 10) + "-" + std::to_string(i * 10);
    }
    EXPECT_EQ(parseRange(header, 1000).ranges.size(), 16u);
    EXPECT_EQ(rangesOf(header + ",500-500", 1000), "none");
}

TEST(Range, OneOverlapIsToleratedAndTwoAreNot) {
    EXPECT_EQ(rangesOf("bytes=0-10,5-15", 1000), "[0+11][5+11]");
    EXPECT_EQ(rangesOf("bytes=0-10,5-15,9-20", 1000), "none");
    EXPECT_EQ(rangesOf("bytes=0-,0-,0-", 1000), "none");
}

TEST(Range, TheLargestRepresentation) {
    EXPECT_EQ(rangesOf("bytes=0-", UINT64_MAX), "[0+18446744073709551615]");
    EXPECT_EQ(rangesOf("bytes=18446744073709551614-", UINT64_MAX), "[18446744073709551614+1]");
}

} // namespace
} // namespace aha::http
