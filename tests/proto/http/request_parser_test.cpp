#include "core/proto/http/request_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace aha::http {
namespace {

using Event = RequestParser::Event;

constexpr std::string_view kGet = "GET /path?q HTTP/1.1\r\nHost: a\r\nX-Long-Name: some value\r\n\r\n";

TEST(RequestParser, AnIdleParserOwnsNothing) {
    RequestLimits limits;
    RequestParser parser(limits);
    RequestHead head;
    EXPECT_TRUE(parser.isIdle());
    EXPECT_EQ(parser.next("", head).event, Event::NeedMore);
    EXPECT_TRUE(parser.isIdle());
    EXPECT_EQ(parser.next(kGet.substr(0, 30), head).event, Event::NeedMore);
    EXPECT_FALSE(parser.isIdle());
    EXPECT_EQ(parser.bufferedBytes(), 30u);
    const RequestParser::Step step = parser.next(kGet.substr(30), head);
    EXPECT_EQ(step.event, Event::Head);
    EXPECT_EQ(step.consumed, kGet.size() - 30);
    EXPECT_TRUE(parser.isInBody());
    EXPECT_EQ(parser.bufferedBytes(), 0u);
    EXPECT_EQ(parser.next("", head).event, Event::End);
    EXPECT_TRUE(parser.isIdle());
    EXPECT_FALSE(parser.isInBody());
}

TEST(RequestParser, AHeadOutlivesTheInput) {
    RequestLimits limits;
    RequestParser parser(limits);
    RequestHead head;
    {
        std::string input(kGet);
        ASSERT_EQ(parser.next(input, head).event, Event::Head);
        input.assign(input.size(), 'x');
    }
    EXPECT_EQ(head.path(), "/path");
    EXPECT_EQ(head.query(), "q");
    EXPECT_EQ(head.find("x-long-name"), "some value");
}

TEST(RequestParser, BodiesAreViewsIntoTheInput) {
    RequestLimits limits;
    RequestParser parser(limits);
    RequestHead head;
    const std::string_view input = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcrest";
    const RequestParser::Step first = parser.next(input, head);
    ASSERT_EQ(first.event, Event::Head);
    const RequestParser::Step second = parser.next(input.substr(first.consumed), head);
    ASSERT_EQ(second.event, Event::Body);
    EXPECT_EQ(second.body.data(), input.data() + first.consumed);
    EXPECT_EQ(second.body, "abc");
}

TEST(RequestParser, AReusedHeadKeepsNothingOfTheLastRequest) {
    RequestLimits limits;
    RequestParser parser(limits);
    RequestHead head;
    const std::string_view first =
        "POST http://h/p?q HTTP/1.1\r\nHost: a\r\nContent-Type: t/u\r\nConnection: upgrade\r\n"
        "Upgrade: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
    ASSERT_EQ(parser.next(first, head).event, Event::Head);
    ASSERT_EQ(parser.next("x", head).event, Event::Body);
    ASSERT_EQ(parser.next("", head).event, Event::End);
    ASSERT_EQ(parser.next("GET / HTTP/1.0\r\n\r\n", head).event, Event::Head);
    EXPECT_EQ(head.count(), 0u);
    EXPECT_EQ(head.host(), "");
    EXPECT_EQ(head.query(), "");
    EXPECT_EQ(head.contentType(), "");
    EXPECT_EQ(head.contentLength(), 0u);
    EXPECT_EQ(head.bodyKind(), BodyKind::None);
    EXPECT_FALSE(head.upgrade() || head.expectsContinue() || head.keepAlive() || head.isHead());
    head.clear();
    EXPECT_EQ(head.method(), "");
    EXPECT_EQ(head.path(), "");
}

TEST(RequestParser, ARefusedHeadIsEmptyAndAHeadSurvivesARefusedBody) {
    RequestLimits limits;
    RequestHead head;
    for (const char* bad : {"GET /2 HTTP/9.9\r\n", "GET /2 HTTP/1.1\r\n\r\n", "\n"}) {
        RequestParser parser(limits);
        ASSERT_EQ(parser.next(kGet, head).event, Event::Head);
        ASSERT_EQ(parser.next("", head).event, Event::End);
        ASSERT_EQ(parser.next(bad, head).event, Event::Error);
        EXPECT_EQ(head.path(), "") << bad;
        EXPECT_EQ(head.count(), 0u) << bad;
    }
    RequestParser parser(limits);
    ASSERT_EQ(parser.next("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", head).event,
              Event::Head);
    ASSERT_EQ(parser.next("x", head).event, Event::Error);
    EXPECT_EQ(head.path(), "/p");
}

TEST(RequestParser, TheBodyLimitMayChangeAfterTheHead) {
    const std::string_view request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n";
    RequestLimits limits;
    limits.bodyBytes = 5;
    for (const auto& [limit, accepted] : {std::pair{0u, true}, {10u, true}, {9u, false}}) {
        RequestParser parser(limits);
        RequestHead head;
        ASSERT_EQ(parser.next(request, head).event, Event::Head);
        parser.setBodyLimit(limit);
        EXPECT_EQ(parser.next("0123456789", head).event, accepted ? Event::Body : Event::Error) << limit;
    }
    RequestParser parser(limits);
    RequestHead head;
    ASSERT_EQ(parser.next("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", head).event,
              Event::Head);
    parser.setBodyLimit(0);
    EXPECT_EQ(parser.next("a\r\n0123456789\r\n", head).event, Event::Body);
}

TEST(RequestParser, ALimitSetForOneMessageDoesNotHoldForTheNext) {
    RequestLimits limits;
    limits.bodyBytes = 2;
    RequestParser parser(limits);
    RequestHead head;
    const std::string_view request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    ASSERT_EQ(parser.next(request, head).event, Event::Head);
    parser.setBodyLimit(3);
    ASSERT_EQ(parser.next("abc", head).event, Event::Body);
    ASSERT_EQ(parser.next("", head).event, Event::End);
    ASSERT_EQ(parser.next(request, head).event, Event::Head);
    EXPECT_EQ(parser.next("abc", head).event, Event::Error);
    EXPECT_EQ(parser.status(), 413);
}

TEST(RequestParser, TrailersHoldUntilTheNextCall) {
    RequestLimits limits;
    RequestParser parser(limits);
    RequestHead head;
    ASSERT_EQ(parser.next("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", head).event,
              Event::Head);
    ASSERT_EQ(parser.next("0\r\nX: y\r\n\r\n", head).event, Event::End);
    EXPECT_EQ(parser.trailers().find("x"), "y");
    EXPECT_TRUE(parser.isIdle());
    ASSERT_EQ(parser.next("", head).event, Event::NeedMore);
    EXPECT_EQ(parser.trailers().count(), 0u);
}

TEST(RequestParser, TheLargestHeadByteByByteIsReadInLinearTime) {
    RequestLimits limits;
    const std::string request = "GET /" + std::string(8191, 'a') +
                                " HTTP/1.1\r\nHost: a\r\nX: " + std::string(32754, 'b') + "\r\n\r\n";
    for (int i = 0; i < 200; ++i) { // 8 million calls would take minutes, were each of them linear
        RequestParser parser(limits);
        RequestHead head;
        Event last = Event::NeedMore;
        for (const char& c : request) {
            last = parser.next({&c, 1}, head).event;
        }
        ASSERT_EQ(last, Event::Head);
    }
}

TEST(Fields, FindJoinAndAdd) {
    Fields fields;
    fields.add("Accept", "a");
    fields.add("X", "");
    fields.add("ACCEPT", "b, c");
    EXPECT_EQ(fields.count(), 3u);
    EXPECT_EQ(fields.name(2), "ACCEPT");
    EXPECT_EQ(fields.find("accept"), "a");
    EXPECT_EQ(fields.find("x"), "");
    EXPECT_EQ(fields.find("y"), std::nullopt);
    EXPECT_EQ(fields.join("accept"), "a, b, c");
    EXPECT_EQ(fields.join("y"), "");
    fields.clear();
    EXPECT_EQ(fields.count(), 0u);
}

} // namespace
} // namespace aha::http
