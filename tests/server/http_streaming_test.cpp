// Streamed request bodies, streamed responses, and backpressure in both directions.
#include "support/http_harness.h"

#include <gtest/gtest.h>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using server::ResponseFields;
using Client = HttpHarness::Client;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

std::string upload(std::size_t length) {
    return "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

using Log = std::vector<std::string>;

// ---- request bodies

TEST(HttpStreaming, TheRequestComesAtItsHeadAndTheBodyInParts) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, upload(6));
    ASSERT_EQ(harness.held.size(), 1u);
    HttpExchange& exchange = *harness.held[0];
    EXPECT_TRUE(exchange.isBodyStreamed());
    EXPECT_FALSE(exchange.isBodyComplete());
    EXPECT_EQ(exchange.trailers(), nullptr);
    harness.send(client, "abc");
    EXPECT_EQ(exchange.body(), "abc");
    EXPECT_EQ(exchange.takeBody(), "abc");
    harness.send(client, "def");
    EXPECT_TRUE(exchange.isBodyComplete());
    EXPECT_EQ(exchange.takeBody(), "def");
    EXPECT_EQ(exchange.takeBody(), "");
    ASSERT_NE(exchange.trailers(), nullptr);
    EXPECT_EQ(exchange.trailers()->count(), 0u);
    EXPECT_EQ(harness.handler.log, (Log{"request POST /stream", "body", "body end"}));
    exchange.respond(200, {}, bytesOf("done"));
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("done"));
}

TEST(HttpStreaming, ABodyInTheSegmentOfItsHeadIsThereAtOnceWithoutOnBody) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n");
    ASSERT_EQ(harness.held.size(), 1u);
    EXPECT_TRUE(harness.held[0]->isBodyComplete());
    EXPECT_EQ(harness.held[0]->body(), "abc");
    ASSERT_NE(harness.held[0]->trailers(), nullptr);
    EXPECT_EQ(harness.held[0]->trailers()->find("x-sum"), "6");
    EXPECT_EQ(harness.handler.log, (Log{"request POST /stream"}));
}

TEST(HttpStreaming, APipelinedBodyIsNotAnnouncedTwice) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, std::string(kGet) + upload(6) + "abc");
    harness.held[0]->respond(200, {}, {});
    harness.turn();
    ASSERT_EQ(harness.held.size(), 2u);
    EXPECT_EQ(harness.held[1]->body(), "abc");
    harness.send(client, "");
    EXPECT_EQ(harness.handler.log, (Log{"request GET /", "request POST /stream"}));
    harness.send(client, "def" + std::string(kGet));
    EXPECT_EQ(harness.handler.log.back(), "body end");
    EXPECT_EQ(harness.held[1]->takeBody(), "abcdef");
}

TEST(HttpStreaming, PausesAboveTheHighMarkAndResumesBelowTheLow) {
    HttpOptions options;
    options.highWaterMark = 1000;
    options.lowWaterMark = 100;
    HttpHarness harness(options);
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, upload(5000));
    harness.send(client, std::string(1000, 'x'));
    EXPECT_FALSE(client.wire.isPaused) << "at the mark";
    harness.send(client, "x");
    EXPECT_TRUE(client.wire.isPaused) << "one past it";
    harness.send(client, std::string(3999, 'y'));
    HttpExchange& exchange = *harness.held[0];
    EXPECT_EQ(exchange.takeBody().size(), 1001u);
    EXPECT_FALSE(client.wire.isPaused);
    harness.send(client, {});
    EXPECT_EQ(exchange.takeBody().size(), 3999u);
    EXPECT_TRUE(exchange.isBodyComplete());
}

TEST(HttpStreaming, LimitsAStreamedBodyOnlyWhenTheHandlerSaysSo) {
    HttpOptions options;
    options.limits.bodyBytes = 4;
    HttpHarness harness(options);
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client,
                 "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n");
    EXPECT_EQ(harness.held[0]->body(), "abcdef");
    EXPECT_EQ(harness.held[0]->bodyError(), nullptr);
    Client& limited = harness.connect();
    harness.send(limited, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    HttpExchange& exchange = *harness.held[1];
    exchange.setBodyLimit(5);
    harness.send(limited, "6\r\nabcdef\r\n");
    ASSERT_NE(exchange.bodyError(), nullptr);
    EXPECT_EQ(exchange.bodyError()->code, Errc::TooLarge);
    EXPECT_EQ(exchange.bodyErrorStatus(), 413);
    EXPECT_EQ(harness.handler.log.back(), "body error");
    Client& announced = harness.connect();
    harness.send(announced, upload(6));
    EXPECT_EQ(harness.held[2]->bodyError(), nullptr);
    harness.held[2]->setBodyLimit(6);
    EXPECT_EQ(harness.held[2]->bodyError(), nullptr);
    harness.held[2]->setBodyLimit(5);
    EXPECT_NE(harness.held[2]->bodyError(), nullptr) << "known from Content-Length";
    exchange.respond(413, {}, {});
    harness.turn();
    EXPECT_EQ(
        withoutDate(HttpHarness::take(limited)),
        "HTTP/1.1 413 Content Too Large\r\nServer: Aha\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(limited.wire.isShut);
}

TEST(HttpStreaming, ALimitThatIsSetAfterAllHasArrivedHoldsToo) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, upload(6) + "abcdef");
    HttpExchange& exchange = *harness.held[0];
    ASSERT_TRUE(exchange.isBodyComplete());
    exchange.setBodyLimit(6);
    EXPECT_EQ(exchange.bodyError(), nullptr);
    exchange.setBodyLimit(5);
    ASSERT_NE(exchange.bodyError(), nullptr);
    EXPECT_EQ(exchange.bodyErrorStatus(), 413);
    exchange.respond(413, {}, {});
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)),
              "HTTP/1.1 413 Content Too Large\r\nServer: Aha\r\nContent-Length: 0\r\n\r\n")
        << "nothing is left to be read: the connection goes on";
}

TEST(HttpStreaming, AMalformedBodyIsToldToTheHandlerWhoAnswers) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    harness.send(client, "nonsense\r\n");
    EXPECT_EQ(harness.handler.log, (Log{"request POST /stream", "body error"}));
    EXPECT_EQ(harness.held[0]->bodyError()->code, Errc::Malformed);
    EXPECT_EQ(harness.held[0]->bodyErrorStatus(), 400);
    EXPECT_EQ(harness.send(client, kGet), "") << "nothing is read after an error";
    harness.held[0]->abort();
    harness.turn();
    EXPECT_EQ(HttpHarness::take(client).substr(0, 12), "HTTP/1.1 500");
    EXPECT_TRUE(client.wire.isShut);
}

TEST(HttpStreaming, AMalformedBodyBeforeTheHandlerIsCalledIsAnsweredForIt) {
    HttpHarness harness;
    Client& client = harness.connect();
    const std::string answer = harness.send(
        client, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 400");
    EXPECT_TRUE(harness.handler.log.empty());
}

TEST(HttpStreaming, ASlowBodyTimesOut) {
    HttpOptions options;
    options.bodyTimeoutMs = 10'000;
    HttpHarness harness(options);
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, upload(10));
    harness.skip(9'000);
    harness.send(client, "x"); // a byte buys time
    harness.skip(9'000);
    EXPECT_EQ(harness.held[0]->bodyError(), nullptr);
    harness.skip(1'100);
    ASSERT_NE(harness.held[0]->bodyError(), nullptr);
    EXPECT_EQ(harness.held[0]->bodyError()->code, Errc::TimedOut);
    EXPECT_EQ(harness.held[0]->bodyErrorStatus(), 408);
    EXPECT_EQ(harness.handler.log.back(), "body error");
    EXPECT_EQ(harness.server->stats().timeouts, 1u);
}

TEST(HttpStreaming, ASlowHandlerIsNotASlowBody) {
    HttpOptions options;
    options.bodyTimeoutMs = 1000;
    options.highWaterMark = 10;
    options.lowWaterMark = 5;
    HttpHarness harness(options);
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, upload(30));
    harness.send(client, std::string(11, 'x'));
    ASSERT_TRUE(client.wire.isPaused);
    harness.skip(5000);
    EXPECT_EQ(harness.held[0]->bodyError(), nullptr);
    harness.held[0]->takeBody();
    harness.skip(1001);
    EXPECT_NE(harness.held[0]->bodyError(), nullptr) << "the clock runs again";
}

TEST(HttpStreaming, AnEarlyAnswerWithLittleBodyLeftKeepsTheConnection) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf("early")); };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, upload(65536) + "abc")), ok("early"));
    harness.send(client, std::string(65533, 'x') + std::string(kGet));
    EXPECT_EQ(harness.handler.log.size(), 2u);
    EXPECT_FALSE(client.wire.isShut);
}

TEST(HttpStreaming, AnEarlyAnswerWithMuchBodyLeftEndsTheConnection) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf("early")); };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, upload(65537))), ok("early", "Connection: close\r\n"));
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_EQ(harness.send(client, std::string(65537, 'x') + std::string(kGet)), "");
    EXPECT_EQ(harness.handler.log.size(), 1u);
}

TEST(HttpStreaming, AnEndlessChunkedRestIsNotReadForEver) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf("early")); };
    for (const std::size_t extra : {0u, 1u}) {
        Client& client = harness.connect();
        EXPECT_EQ(withoutDate(harness.send(
                      client, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")),
                  ok("early"));
        for (int i = 0; i < 64; ++i) {
            harness.send(client, "400\r\n" + std::string(1024, 'x') + "\r\n");
        }
        EXPECT_FALSE(client.wire.isShut) << "at the limit";
        harness.send(client, extra ? "1\r\nx\r\n" : "0\r\n\r\n");
        EXPECT_EQ(client.wire.isShut, extra == 1);
    }
}

TEST(HttpStreaming, ARestThatNeverComesEndsTheConnection) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf("early")); };
    Client& client = harness.connect();
    harness.send(client, upload(100));
    harness.skip(60'001);
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_EQ(harness.server->stats().timeouts, 1u);
}

TEST(HttpStreaming, AMalformedRestEndsTheConnectionQuietly) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf("early")); };
    Client& client = harness.connect();
    harness.send(client, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    EXPECT_EQ(harness.send(client, "nonsense\r\n"), "") << "one request, one answer";
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_EQ(harness.server->stats().badRequests, 1u);
}

TEST(HttpStreaming, AnEarlyAnswerWhileReadingIsPausedReadsOn) {
    HttpOptions options;
    options.highWaterMark = 10;
    options.lowWaterMark = 5;
    HttpHarness harness(options);
    harness.holdRequests();
    for (const std::size_t length : {40u, 100'000u}) {
        Client& client = harness.connect();
        harness.send(client, upload(length) + std::string(11, 'x'));
        ASSERT_TRUE(client.wire.isPaused);
        harness.held.back()->respond(200, {}, bytesOf("early"));
        EXPECT_FALSE(client.wire.isPaused);
        harness.send(client, std::string(29, 'y') + std::string(kGet));
        EXPECT_EQ(client.wire.isShut, length == 100'000u);
    }
    EXPECT_EQ(harness.held.size(), 3u);
}

// ---- response bodies

TEST(HttpStreaming, ChunkedResponseBytes) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.lines = "X-A: 1\r\n";
        exchange.begin(201, fields);
        exchange.write(bytesOf("hello"));
        exchange.write({});
        exchange.write(bytesOf(std::string(17, 'z')));
        exchange.finish("X-T: 2\r\n");
    };
    Client& client = harness.connect();
    const std::string answer =
        "HTTP/1.1 201 Created\r\nServer: Aha\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n11\r\nzzzzzzzzzzzzzzzzz\r\n0\r\nX-T: 2\r\n\r\n";
    EXPECT_EQ(withoutDate(harness.send(client, std::string(kGet) + std::string(kGet))), answer + answer);
    EXPECT_EQ(client.wire.writes, 1u);
}

TEST(HttpStreaming, BigChunksGoWithoutACopy) {
    HttpHarness harness;
    const std::string big(50'000, 'q');
    harness.handler.request = [&big](HttpExchange& exchange) {
        exchange.begin(200, {});
        exchange.write(bytesOf(big));
        exchange.finish();
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nTransfer-Encoding: chunked\r\n\r\nc350\r\n" + big +
                  "\r\n0\r\n\r\n");
    EXPECT_EQ(client.wire.writes, 2u);
}

TEST(HttpStreaming, WritesOfOneTurnLeaveTogetherAndAcrossTurnsAtOnce) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    HttpExchange& exchange = *harness.held[0];
    exchange.begin(200, {});
    exchange.write(bytesOf("a"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
    exchange.write(bytesOf("b"));
    exchange.finish();
    EXPECT_TRUE(exchange.isFinished());
    harness.turn();
    EXPECT_EQ(HttpHarness::take(client), "1\r\nb\r\n0\r\n\r\n");
    EXPECT_EQ(exchange.bytesSent(), 2u);
}

TEST(HttpStreaming, ADeclaredLengthIsEnforced) {
    HttpHarness harness;
    std::string body = "1234";
    harness.handler.request = [&body](HttpExchange& exchange) {
        exchange.begin(200, {}, 4);
        EXPECT_EQ(exchange.remainingLength(), 4);
        exchange.write(bytesOf(body));
        exchange.finish();
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("1234"));
    body = "123456";
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("1234")) << "the surplus is cut off";
    EXPECT_FALSE(client.wire.isShut);
    body = "123";
    EXPECT_EQ(withoutDate(harness.send(client, std::string(kGet) + std::string(kGet))),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: 4\r\n\r\n123");
    EXPECT_TRUE(client.wire.isShut) << "too short: the client has to notice";
    EXPECT_EQ(harness.handler.log.size(), 3u);
    EXPECT_EQ(harness.server->stats().inFlight, 0u);
}

TEST(HttpStreaming, TheHandlersOwnContentLengthCountsAsDeclared) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.lines = "Content-Length: 3\r\n";
        fields.hasContentLength = true;
        exchange.begin(200, fields);
        exchange.write(bytesOf("abc"));
        exchange.finish();
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("abc"));
}

TEST(HttpStreaming, StatusesWithoutBodySwallowWhatIsWritten) {
    HttpHarness harness;
    int status = 0;
    harness.handler.request = [&status](HttpExchange& exchange) {
        exchange.begin(status, {});
        exchange.write(bytesOf("nothing"));
        EXPECT_EQ(exchange.status(), status);
        exchange.finish("X-T: 1\r\n");
    };
    Client& client = harness.connect();
    status = 204;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), "HTTP/1.1 204 No Content\r\nServer: Aha\r\n\r\n");
    status = 205;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 205 Reset Content\r\nServer: Aha\r\nContent-Length: 0\r\n\r\n");
    status = 304;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), "HTTP/1.1 304 Not Modified\r\nServer: Aha\r\n\r\n");
    EXPECT_FALSE(client.wire.isShut);
}

TEST(HttpStreaming, AbortAfterTheHeadLetsTheClientNotice) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    harness.held[0]->begin(200, {});
    harness.held[0]->write(bytesOf("part"));
    harness.held[0]->abort();
    EXPECT_TRUE(harness.held[0]->isAborted());
    harness.held[0]->write(bytesOf("more"));
    harness.held[0]->finish();
    harness.turn();
    const std::string sent = HttpHarness::take(client);
    EXPECT_EQ(sent.substr(sent.size() - 9), "4\r\npart\r\n") << "no last chunk";
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_EQ(harness.handler.log, (Log{"request GET /"})) << "who aborts is not told";

    Client& old = harness.connect();
    harness.send(old, "GET / HTTP/1.0\r\n\r\n");
    harness.held[1]->begin(200, {});
    harness.held[1]->abort();
    EXPECT_TRUE(old.wire.isReset) << "an orderly end would look like the end of the body";
}

TEST(HttpStreaming, BackpressureEndsWithOnDrained) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    client.wire.room = 100'000;
    harness.send(client, kGet);
    HttpExchange& exchange = *harness.held[0];
    exchange.begin(200, {}, 600'000);
    exchange.write(bytesOf(std::string(400'000, 'a')));
    EXPECT_GT(exchange.queuedBytes(), harness.server->options().highWaterMark);
    harness.turn();
    EXPECT_EQ(harness.handler.log, (Log{"request GET /"}));
    client.drain(200'000);
    EXPECT_EQ(harness.handler.log, (Log{"request GET /"}));
    client.drain(1'000'000);
    EXPECT_EQ(harness.handler.log, (Log{"request GET /", "drained"}));
    EXPECT_EQ(exchange.queuedBytes(), 0u);
    client.wire.room = 1'000'000;
    exchange.write(bytesOf(std::string(200'000, 'b')));
    exchange.finish();
    harness.turn();
    const std::string sent = withoutDate(HttpHarness::take(client));
    EXPECT_TRUE(sent == ok(std::string(400'000, 'a') + std::string(200'000, 'b')));
    EXPECT_EQ(harness.handler.log.size(), 2u);
}

TEST(HttpStreaming, ManySmallWritesThatLeaveAtOnceAlsoEndWithOnDrained) {
    HttpOptions options;
    options.highWaterMark = 1000;
    options.lowWaterMark = 100;
    HttpHarness harness(options);
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    HttpExchange& exchange = *harness.held[0];
    exchange.begin(200, {});
    while (exchange.queuedBytes() <= options.highWaterMark) {
        exchange.write(bytesOf("0123456789"));
    }
    harness.turn();
    EXPECT_EQ(harness.handler.log.back(), "drained");
    exchange.finish();
}

TEST(HttpStreaming, AClientThatDoesNotReadIsNotServedMore) {
    HttpHarness harness;
    const std::string body(8000, 'x');
    harness.handler.request = [&body](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf(body)); };
    Client& client = harness.connect();
    client.wire.room = 0;
    for (int i = 0; i < 200; ++i) {
        client.data(kGet);
        harness.turn(2);
    }
    EXPECT_LE(client.wire.queued.size(), 300'000u);
    EXPECT_LT(harness.handler.log.size(), 40u);
    const std::size_t answered = harness.handler.log.size();
    while (harness.handler.log.size() < 200) {
        client.drain(10'000'000);
        harness.turn(8);
        ASSERT_LT(answered, harness.handler.log.size());
    }
    client.wire.room = 10'000'000;
    client.drain(10'000'000);
    harness.turn();
    std::string expected;
    for (int i = 0; i < 200; ++i) {
        expected += ok(body);
    }
    EXPECT_TRUE(withoutDate(HttpHarness::take(client)) == expected);
}

TEST(HttpStreaming, AWriteWithoutProgressTimesOut) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    client.wire.room = 0;
    harness.send(client, kGet);
    harness.held[0]->begin(200, {});
    harness.held[0]->write(bytesOf(std::string(100'000, 'x')));
    harness.turn();
    for (int i = 0; i < 10; ++i) {
        harness.skip(50'000);
        EXPECT_FALSE(client.wire.isClosed) << i;
        client.drain(10); // a little progress is progress
    }
    for (int i = 0; i < 11; ++i) {
        harness.skip(5'000);
    }
    EXPECT_FALSE(client.wire.isClosed);
    for (int i = 0; i < 9; ++i) {
        harness.skip(5'000);
    }
    EXPECT_TRUE(client.wire.isReset);
    EXPECT_EQ(harness.handler.log, (Log{"request GET /", "aborted timed_out"}));
    EXPECT_TRUE(harness.held[0]->isAborted());
    EXPECT_EQ(harness.server->stats().timeouts, 1u);
    EXPECT_EQ(harness.server->stats().aborted, 1u);
}

} // namespace
} // namespace aha::test
