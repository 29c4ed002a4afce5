#include "core/log/access_format.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

namespace aha::log {

struct AccessFormatTest : testing::Test {
    AccessFormatTest() {
        ::setenv("TZ", "XYZ-02:30", 1); // 2:30 ahead of UTC
        ::tzset();
        entry.remoteAddress = "192.0.2.7";
        entry.user = "ann";
        entry.wallSeconds = 1'785'140'430; // 2026-07-27 08:20:30 UTC
        entry.method = "GET";
        entry.target = "/a?b=c";
        entry.protocol = "HTTP/1.1";
        entry.status = 200;
        entry.bytes = 1234;
        entry.referer = "http://example.com/";
        entry.userAgent = "curl/8";
        entry.durationNs = 1'002'003'999;
        entry.requestId = "r-1";
        entry.workerId = 3;
    }
    ~AccessFormatTest() override {
        ::unsetenv("TZ");
        ::tzset();
    }
    std::string line(AccessStyle style) {
        AccessFormat format(style);
        return std::string(format.line(entry));
    }
    AccessEntry entry;
};

TEST_F(AccessFormatTest, WritesTheCommonFormat) {
    EXPECT_EQ(line(AccessStyle::Common),
              "192.0.2.7 - ann [27/Jul/2026:10:50:30 +0230] \"GET /a?b=c HTTP/1.1\" 200 1234");
}

TEST_F(AccessFormatTest, WritesTheCombinedFormat) {
    EXPECT_EQ(line(AccessStyle::Combined),
              "192.0.2.7 - ann [27/Jul/2026:10:50:30 +0230] \"GET /a?b=c HTTP/1.1\" "
              "200 1234 \"http://example.com/\" \"curl/8\"");
}

TEST_F(AccessFormatTest, WritesJson) {
    EXPECT_EQ(
        line(AccessStyle::Json),
        "{\"time\":\"2026-07-27T10:50:30+02:30\",\"remote_addr\":\"192.0.2.7\",\"user\":\"ann\","
        "\"method\":\"GET\",\"target\":\"/a?b=c\",\"protocol\":\"HTTP/1.1\",\"status\":200,\"bytes\":1234,"
        "\"referer\":\"http://example.com/\",\"user_agent\":\"curl/8\",\"duration\":1.002003,"
        "\"request_id\":\"r-1\",\"worker\":3}");
}

TEST_F(AccessFormatTest, WritesADashForWhatIsAbsent) {
    std::int64_t at = entry.wallSeconds;
    entry = {};
    entry.wallSeconds = at;
    EXPECT_EQ(line(AccessStyle::Combined), "- - - [27/Jul/2026:10:50:30 +0230] \"-\" 499 0 \"-\" \"-\"");
    EXPECT_EQ(line(AccessStyle::Json), "{\"time\":\"2026-07-27T10:50:30+02:30\",\"status\":499,\"bytes\":0,"
                                       "\"duration\":0.000000,\"worker\":0}");
}

TEST_F(AccessFormatTest, EscapesWhatAClientMaySend) {
    entry.target = "/\"\\\n\x7f\xc3\xa9";
    entry.userAgent = std::string_view("a\0b\"", 4);
    EXPECT_EQ(line(AccessStyle::Combined),
              "192.0.2.7 - ann [27/Jul/2026:10:50:30 +0230] \"GET /\\x22\\x5C\\x0A\\x7F\\xC3\\xA9 HTTP/1.1\" "
              "200 1234 \"http://example.com/\" \"a\\x00b\\x22\"");
    std::string json = line(AccessStyle::Json);
    EXPECT_NE(json.find("\"target\":\"/\\\"\\\\\\n\\u007f\xc3\xa9\""), std::string::npos) << json;
    EXPECT_NE(json.find("\"user_agent\":\"a\\u0000b\\\"\""), std::string::npos) << json;
}

// Whatever stands where: the quick look at eight bytes and the table agree.
TEST_F(AccessFormatTest, EscapesAtEveryPlace) {
    for (int c = 0; c < 256; ++c) {
        for (std::size_t at = 0; at < 20; ++at) {
            std::string target(20, 'x'), expected;
            target[at] = char(c);
            entry.target = target;
            char escaped[8];
            bool isPlain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
            std::snprintf(escaped, sizeof escaped, isPlain ? "%c" : "\\x%02X", c);
            expected = std::string(at, 'x') + escaped + std::string(19 - at, 'x');
            ASSERT_NE(line(AccessStyle::Common).find("\"GET " + expected + " HTTP/1.1\""), std::string::npos)
                << c << " at " << at;
        }
    }
}

TEST_F(AccessFormatTest, HasRoomForTheWorst) {
    std::string worst(AccessFormat::kMaxFieldBytes + 1, '\x01');
    entry.remoteAddress = entry.user = entry.method = entry.target = entry.protocol = worst;
    entry.referer = entry.userAgent = worst;
    entry.bytes = ~std::uint64_t{0};
    EXPECT_GT(line(AccessStyle::Combined).size(), 7 * 4 * AccessFormat::kMaxFieldBytes);
    EXPECT_GT(line(AccessStyle::Json).size(), 7 * 6 * AccessFormat::kMaxFieldBytes);
}

TEST_F(AccessFormatTest, CutsLongFields) {
    std::string exact(AccessFormat::kMaxFieldBytes, 't'), longer(AccessFormat::kMaxFieldBytes + 1, 't');
    entry.target = exact;
    EXPECT_NE(line(AccessStyle::Common).find(" " + exact + " HTTP/1.1\""), std::string::npos);
    entry.target = longer;
    EXPECT_NE(line(AccessStyle::Common).find(" " + exact + "... HTTP/1.1\""), std::string::npos);
    EXPECT_NE(line(AccessStyle::Json).find("\"" + exact + "...\""), std::string::npos);
}

TEST_F(AccessFormatTest, FollowsTheClock) {
    AccessFormat format(AccessStyle::Common);
    std::string first(format.line(entry));
    EXPECT_EQ(format.line(entry), first);
    ++entry.wallSeconds;
    EXPECT_NE(format.line(entry).find(":10:50:31 "), std::string::npos);
    entry.wallSeconds += 3 * 86'400 + 3600;
    EXPECT_NE(format.line(entry).find("[30/Jul/2026:11:50:31 +0230]"), std::string::npos);
}

TEST_F(AccessFormatTest, AppendsToWhatIsThere) {
    for (AccessStyle style : {AccessStyle::Common, AccessStyle::Json}) {
        AccessFormat format(style);
        std::string out = "before ";
        format.append(out, entry);
        EXPECT_EQ(out, "before " + line(style));
    }
}

TEST_F(AccessFormatTest, KnowsItsStylesByName) {
    EXPECT_EQ(accessStyleOf("common").take(), AccessStyle::Common);
    EXPECT_EQ(accessStyleOf("combined").take(), AccessStyle::Combined);
    EXPECT_EQ(accessStyleOf("json").take(), AccessStyle::Json);
    EXPECT_FALSE(accessStyleOf("Common").ok());
}

} // namespace aha::log
