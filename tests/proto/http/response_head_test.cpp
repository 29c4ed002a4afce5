#include "core/proto/http/response_head.h"

#include <gtest/gtest.h>

#include <ctime>

namespace aha::http {
namespace {

std::string dateOf(std::int64_t seconds) {
    char text[30];
    formatDate(seconds, text);
    return text;
}

TEST(ResponseHead, StatusLineHasReasonAndVersion) {
    std::string out;
    appendStatusLine(out, 1, 200);
    appendStatusLine(out, 0, 404);
    appendStatusLine(out, 1, 200, "Fine");
    appendStatusLine(out, 1, 599);
    EXPECT_EQ(out, "HTTP/1.1 200 OK\r\nHTTP/1.0 404 Not Found\r\nHTTP/1.1 200 Fine\r\nHTTP/1.1 599 \r\n");
}

TEST(ResponseHead, EveryReasonIsAFieldValue) {
    for (int status = 0; status < 1000; ++status) {
        EXPECT_TRUE(isFieldValue(statusReason(status))) << status;
    }
    EXPECT_EQ(statusReason(431), "Request Header Fields Too Large");
    EXPECT_EQ(statusReason(299), "");
}

TEST(ResponseHead, FieldsAndChunks) {
    std::string out;
    appendField(out, "X-A", "b c");
    appendContentLength(out, 0);
    appendContentLength(out, 18446744073709551615u);
    appendChunk(out, "hello world, 17 b");
    appendChunk(out, "");
    appendChunkHead(out, 255);
    EXPECT_EQ(out, "X-A: b c\r\nContent-Length: 0\r\nContent-Length: 18446744073709551615\r\n"
                   "11\r\nhello world, 17 b\r\nff\r\n");
}

TEST(ResponseHead, TokensAreTokens) {
    EXPECT_TRUE(isToken("Content-Type"));
    EXPECT_TRUE(isToken("!#$%&'*+-.^_`|~0aZ"));
    for (const char* bad : {"", " ", "a b", "a:", "a\r", "\xc3\xa4", "a(", "a\"", "a/", "a\x7f"}) {
        EXPECT_FALSE(isToken(bad)) << bad;
    }
}

TEST(ResponseHead, FieldValuesHoldNoControlCharacter) {
    EXPECT_TRUE(isFieldValue(""));
    EXPECT_TRUE(isFieldValue("a\tb \xc3\xa4"));
    for (int c = 0; c < 256; ++c) {
        // Behind enough text that the fast path meets it, and at each place of a block.
        for (std::size_t at : {0u, 1u, 7u, 8u, 15u, 16u, 17u, 31u}) {
            std::string value(33, 'x');
            value[at] = static_cast<char>(c);
            EXPECT_EQ(isFieldValue(value), c == '\t' || (c >= 0x20 && c != 0x7f)) << c << " at " << at;
        }
    }
}

TEST(ResponseHead, OnlySomeStatusesHaveABody) {
    for (int without : {100, 101, 103, 199, 204, 304}) {
        EXPECT_FALSE(mayHaveBody(without)) << without;
    }
    for (int with : {200, 205, 206, 301, 404, 500}) {
        EXPECT_TRUE(mayHaveBody(with)) << with;
    }
}

TEST(HttpDate, FormatsTheExampleOfTheRfc) {
    EXPECT_EQ(dateOf(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(dateOf(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(dateOf(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
    EXPECT_EQ(dateOf(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST(HttpDate, ClampsWhatTheFormHasNoRoomFor) {
    EXPECT_EQ(dateOf(253402300799), "Fri, 31 Dec 9999 23:59:59 GMT");
    EXPECT_EQ(dateOf(253402300800), "Fri, 31 Dec 9999 23:59:59 GMT");
    EXPECT_EQ(dateOf(INT64_MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
    EXPECT_EQ(dateOf(INT64_MIN), "Sat, 01 Jan 0000 00:00:00 GMT");
}

TEST(HttpDate, AgreesWithTheCLibraryAndReadsItsOwnDates) {
    for (std::int64_t seconds = 0; seconds < 8000000000; seconds += 86400 * 17 + 3607) {
        const std::time_t time = static_cast<std::time_t>(seconds);
        std::tm utc{};
        gmtime_r(&time, &utc);
        char expected[40];
        std::strftime(expected, sizeof expected, "%a, %d %b %Y %H:%M:%S GMT", &utc);
        ASSERT_EQ(dateOf(seconds), expected);
        ASSERT_EQ(parseDate(expected), seconds);
    }
}

TEST(HttpDate, ReadsAllThreeForms) {
    EXPECT_EQ(parseDate("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
    EXPECT_EQ(parseDate("Sunday, 06-Nov-94 08:49:37 GMT"), 784111777);
    EXPECT_EQ(parseDate("Sun Nov  6 08:49:37 1994"), 784111777);
    EXPECT_EQ(parseDate("Wed Nov 16 08:49:37 1994"), 784975777);
    EXPECT_EQ(parseDate("Saturday, 01-Jan-00 00:00:00 GMT"), 946684800);
    EXPECT_EQ(parseDate("Sat, 31 Dec 2016 23:59:60 GMT"), 1483228800); // a leap second
}

TEST(HttpDate, RefusesEverythingElse) {
    for (const char* bad : {"",
                            "0",
                            "Sun",
                            "Sun,",
                            "Sun, 6 Nov 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37",
                            "sun, 06 Nov 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 UTC",
                            "Sun, 06 Nov 1994 08:49:37 GMT ",
                            " Sun, 06 Nov 1994 08:49:37 GMT",
                            "Sun, 31 Nov 1994 08:49:37 GMT",
                            "Sun, 00 Nov 1994 08:49:37 GMT",
                            "Sun, 29 Feb 1900 00:00:00 GMT",
                            "Sun, 06 Nov 1994 24:00:00 GMT",
                            "Sun, 06 Nov 1994 08:60:37 GMT",
                            "Sun, 06 Nov 1994 08:49:61 GMT",
                            "Sun, 06 Foo 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1969 08:49:37 GMT",
                            "Sun, 06 Nov -994 08:49:37 GMT",
                            "Sun Nov 6 08:49:37 1994",
                            "Sunday, 06-Nov-1994 08:49:37 GMT",
                            "Sun, 06-Nov-94 08:49:37 GMT"}) {
        EXPECT_EQ(parseDate(bad), -1) << bad;
    }
}

} // namespace
} // namespace aha::http
