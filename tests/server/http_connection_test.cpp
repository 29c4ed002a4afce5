// Requests and responses on one connection: bytes in, bytes out.
#include "support/http_harness.h"

#include <gtest/gtest.h>

#include <random>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using server::ResponseFields;
using Client = HttpHarness::Client;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(HttpConnection, AnswersWithExactlyTheseBytes) {
    HttpHarness harness;
    Client& client = harness.connect();
    const std::string answer = harness.send(client, kGet);
    const std::size_t date = answer.find("Date: ");
    ASSERT_NE(date, std::string::npos);
    EXPECT_EQ(answer.substr(date + 6 + 29, 2), "\r\n") << "an IMF-fixdate has 29 characters";
    EXPECT_EQ(withoutDate(answer), "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: 5\r\n\r\nGET /");
    EXPECT_FALSE(client.wire.isClosed);
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("GET /"));
}

TEST(HttpConnection, RendersTheDateOfTheLoop) {
    HttpHarness harness;
    Client& client = harness.connect();
    const std::string first = harness.send(client, kGet);
    harness.skip(5000);
    const std::string second = harness.send(client, kGet);
    EXPECT_NE(first, second);
    EXPECT_EQ(withoutDate(first), withoutDate(second));
}

TEST(HttpConnection, SixteenPipelinedRequestsLeaveInOneWriteInOrder) {
    HttpHarness harness;
    Client& client = harness.connect();
    std::string input, expected;
    for (int i = 0; i < 16; ++i) {
        input += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
        expected += ok("GET /" + std::to_string(i));
    }
    EXPECT_EQ(withoutDate(harness.send(client, input)), expected);
    EXPECT_EQ(client.wire.writes, 1u);
}

TEST(HttpConnection, GivesOthersATurnAfterManyPipelinedRequests) {
    HttpHarness harness;
    Client& greedy = harness.connect();
    Client& other = harness.connect();
    std::string input, expected;
    for (int i = 0; i < 100; ++i) {
        input += kGet;
        expected += ok("GET /");
    }
    greedy.data(input);
    other.data("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(greedy)), expected);
    EXPECT_EQ(harness.handler.log[64], "request GET /other") << "after a budget of 64";
    EXPECT_EQ(harness.handler.log.size(), 101u);
}

TEST(HttpConnection, KeepsWhatFollowsABodyInTheSameSegment) {
    HttpHarness harness;
    Client& client = harness.connect();
    EXPECT_EQ(
        withoutDate(harness.send(client, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
                                         "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                         "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                                         "GET /c HTTP/1.1\r\nHost: a\r\n\r\n")),
        ok("POST /a hello") + ok("POST /b abcde") + ok("GET /c"));
    EXPECT_EQ(client.wire.writes, 1u);
}

std::string mixedPipeline() {
    return "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
           "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789"
           "\r\n"
           "HEAD /3 HTTP/1.1\r\nHost: a\r\n\r\n"
           "POST /4 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwxyz\r\n0\r\nX: y\r\n\r\n"
           "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nstream"
           "GET /5 HTTP/1.1\r\nHost: a\r\n\r\n";
}

std::string mixedAnswers() {
    return ok("GET /1") + ok("POST /2 0123456789") +
           "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: 7\r\n\r\n" + ok("POST /4 wxyz") + ok("stream") +
           ok("GET /5");
}

// Streamed bodies are answered when they are complete, the others at once.
void answerWhenComplete(HttpHarness& harness) {
    auto answer = [](HttpExchange& exchange) {
        if (exchange.isBodyComplete() && !exchange.isFinished()) {
            exchange.respond(200, {}, bytesOf(std::string(exchange.body())));
        }
    };
    harness.handler.body = answer;
    harness.handler.request = [answer](HttpExchange& exchange) {
        if (exchange.isBodyStreamed()) {
            answer(exchange);
        } else {
            ScriptedHandler::echo(exchange);
        }
    };
}

TEST(HttpConnection, GivesTheSameAnswersByteByByte) {
    HttpHarness harness;
    answerWhenComplete(harness);
    Client& client = harness.connect();
    std::string answers;
    for (const char byte : mixedPipeline()) {
        answers += harness.send(client, std::string_view(&byte, 1));
    }
    EXPECT_EQ(withoutDate(answers), mixedAnswers());
}

TEST(HttpConnection, GivesTheSameAnswersForRandomCuts) {
    std::mt19937 random(7);
    const std::string input = mixedPipeline() + mixedPipeline();
    for (int round = 0; round < 200; ++round) {
        HttpHarness harness;
        answerWhenComplete(harness);
        Client& client = harness.connect();
        for (std::size_t at = 0; at < input.size();) {
            const std::size_t length = 1 + random() % 60;
            client.data(std::string_view(input).substr(at, length));
            at += length;
            if (random() % 2 == 0) {
                harness.turn(1);
            }
        }
        harness.turn(20);
        ASSERT_EQ(withoutDate(HttpHarness::take(client)), mixedAnswers() + mixedAnswers())
            << "round " << round;
    }
}

TEST(HttpConnection, DoesNotBeginTheNextRequestBeforeTheAnswer) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    EXPECT_EQ(harness.send(client, std::string(kGet) + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"), "");
    ASSERT_EQ(harness.held.size(), 1u);
    harness.held[0]->respond(200, {}, bytesOf("one"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("one"));
    ASSERT_EQ(harness.held.size(), 2u);
    EXPECT_EQ(harness.held[1]->head().target(), "/2");
    EXPECT_EQ(harness.held[0]->head().target(), "/") << "a kept exchange keeps its request";
    harness.held[1]->respond(200, {}, bytesOf("two"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("two"));
}

TEST(HttpConnection, PausesReadingAbovePipelineBytes) {
    HttpOptions options;
    options.pipelineBytes = 1000;
    HttpHarness harness(options);
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    const std::string next = "GET /next HTTP/1.1\r\nHost: a\r\nX: " + std::string(1000, 'x') + "\r\n\r\n";
    harness.send(client, next.substr(0, 1000));
    EXPECT_FALSE(client.wire.isPaused) << "at the limit";
    harness.send(client, next.substr(1000, 1));
    EXPECT_TRUE(client.wire.isPaused) << "one past it";
    harness.send(client, next.substr(1001));
    harness.held[0]->respond(200, {}, bytesOf("one"));
    harness.send(client, {});
    EXPECT_FALSE(client.wire.isPaused);
    ASSERT_EQ(harness.held.size(), 2u);
    EXPECT_EQ(harness.held[1]->head().target(), "/next");
}

TEST(HttpConnection, HeadIsAnsweredWithoutBody) {
    HttpHarness harness;
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n")),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: 7\r\n\r\n");
    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.lines = "Content-Length: 1234\r\nX-A: b\r\n";
        fields.hasContentLength = true;
        exchange.respond(200, fields, {});
    };
    EXPECT_EQ(withoutDate(harness.send(client, "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n")),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: 1234\r\nX-A: b\r\n\r\n");
    harness.handler.request = [](HttpExchange& exchange) {
        exchange.begin(200, {});
        exchange.write(bytesOf("nobody sees this"));
        exchange.finish("X-T: 1\r\n");
    };
    EXPECT_EQ(withoutDate(harness.send(client, "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n")),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nTransfer-Encoding: chunked\r\n\r\n");
    harness.handler.request = nullptr;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("GET /"));
}

TEST(HttpConnection, StatusesWithoutBodyHaveNoLength) {
    HttpHarness harness;
    Client& client = harness.connect();
    int status = 204;
    harness.handler.request = [&status](HttpExchange& exchange) {
        exchange.respond(status, {}, bytesOf("dropped"));
    };
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), "HTTP/1.1 204 No Content\r\nServer: Aha\r\n\r\n");
    status = 304;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), "HTTP/1.1 304 Not Modified\r\nServer: Aha\r\n\r\n");
    status = 205;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 205 Reset Content\r\nServer: Aha\r\nContent-Length: 0\r\n\r\n");
    status = 99; // what is no final status is our failure
    EXPECT_EQ(withoutDate(harness.send(client, kGet)).substr(0, 35), "HTTP/1.1 500 Internal Server Error\r");
    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.lines = "ETag: \"a\"\r\nContent-Length: 77\r\n";
        fields.hasContentLength = true;
        exchange.respond(304, fields, {});
    };
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 304 Not Modified\r\nServer: Aha\r\nETag: \"a\"\r\nContent-Length: 77\r\n\r\n");
}

TEST(HttpConnection, AWrongContentLengthOfTheHandlerIsReplaced) {
    HttpHarness harness;
    Client& client = harness.connect();
    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.lines = "X: 1\r\ncontent-length: 999\r\nContent-Lengthy: 1\r\n";
        fields.hasContentLength = true;
        exchange.respond(200, fields, bytesOf("abc"));
    };
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nX: 1\r\nContent-Lengthy: 1\r\nContent-Length: 3\r\n\r\nabc");
}

TEST(HttpConnection, TheHandlersServerAndDateWin) {
    HttpHarness harness;
    Client& client = harness.connect();
    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.lines = "Server: me\r\nDate: today\r\n";
        fields.hasDate = fields.hasServer = true;
        exchange.respond(200, fields, {});
    };
    EXPECT_EQ(harness.send(client, kGet),
              "HTTP/1.1 200 OK\r\nServer: me\r\nDate: today\r\nContent-Length: 0\r\n\r\n");
}

TEST(HttpConnection, BigBodiesFollowTheirHeadWithoutACopy) {
    HttpHarness harness;
    Client& client = harness.connect();
    const std::string body(100'000, 'b');
    harness.handler.request = [&body](HttpExchange& exchange) { exchange.respond(200, {}, bytesOf(body)); };
    EXPECT_EQ(withoutDate(harness.send(client, std::string(kGet) + std::string(kGet))), ok(body) + ok(body));
    EXPECT_EQ(client.wire.writes, 2u) << "head and body of each in one write";
}

// ---- persistence

TEST(HttpConnection, Http10EndsUnlessKept) {
    HttpHarness harness;
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")),
              ok("GET /", "Connection: keep-alive\r\n"));
    EXPECT_FALSE(client.wire.isShut);
    EXPECT_EQ(withoutDate(harness.send(client, "GET / HTTP/1.0\r\n\r\n")),
              ok("GET /", "Connection: close\r\n"));
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_FALSE(client.wire.isClosed) << "lingers";
    client.eof();
    harness.turn();
    EXPECT_TRUE(client.wire.isDestroyed);
}

TEST(HttpConnection, Http10BodyOfUnknownLengthIsDelimitedByTheEnd) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        exchange.begin(200, {});
        exchange.write(bytesOf("ab"));
        exchange.write(bytesOf("cd"));
        exchange.finish();
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nConnection: close\r\n\r\nabcd");
    EXPECT_TRUE(client.wire.isShut);
}

TEST(HttpConnection, ConnectionCloseOfEitherSideEnds) {
    HttpHarness harness;
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" +
                                                   std::string(kGet))),
              ok("GET /", "Connection: close\r\n"))
        << "what comes after that request is not answered";
    EXPECT_TRUE(client.wire.isShut);

    harness.handler.request = [](HttpExchange& exchange) {
        ResponseFields fields;
        fields.close = true;
        exchange.respond(200, fields, {});
    };
    Client& second = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(second, kGet)), ok("", "Connection: close\r\n"));
    EXPECT_TRUE(second.wire.isShut);
}

TEST(HttpConnection, EndsAfterKeepAliveRequests) {
    HttpOptions options;
    options.keepAliveRequests = 3;
    HttpHarness harness(options);
    Client& client = harness.connect();
    const std::string input = std::string(kGet) + std::string(kGet) + std::string(kGet) + std::string(kGet);
    EXPECT_EQ(withoutDate(harness.send(client, input)),
              ok("GET /") + ok("GET /") + ok("GET /", "Connection: close\r\n"));
    EXPECT_EQ(harness.handler.log.size(), 3u);
    EXPECT_TRUE(client.wire.isShut);
}

// ---- interim responses

TEST(HttpConnection, SendsContinueForABufferedBody) {
    HttpHarness harness;
    Client& client = harness.connect();
    const std::string head =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    EXPECT_EQ(harness.send(client, head), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(withoutDate(harness.send(client, "ab")), ok("POST / ab"));
    EXPECT_EQ(withoutDate(harness.send(client, head + "cd")), ok("POST / cd"))
        << "who does not wait gets none";
}

TEST(HttpConnection, RefusesATooLargeBodyWithoutContinue) {
    HttpOptions options;
    options.limits.bodyBytes = 10;
    HttpHarness harness(options);
    Client& client = harness.connect();
    const std::string answer = harness.send(
        client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(answer.substr(0, 32), "HTTP/1.1 413 Content Too Large\r\n");
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    EXPECT_TRUE(client.wire.isShut);
    Client& second = harness.connect();
    EXPECT_EQ(withoutDate(
                  harness.send(second, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789")),
              ok("POST / 0123456789"));
    EXPECT_EQ(harness
                  .send(second, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "b\r\n01234567890\r\n")
                  .substr(0, 12),
              "HTTP/1.1 413");
    EXPECT_EQ(harness.server->stats().badRequests, 2u);
}

TEST(HttpConnection, StreamedBodySendsContinueWhenItIsWanted) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    const std::string head =
        "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    EXPECT_EQ(harness.send(client, head), "");
    ASSERT_EQ(harness.held.size(), 1u);
    EXPECT_EQ(harness.held[0]->takeBody(), "");
    harness.turn();
    EXPECT_EQ(HttpHarness::take(client), "HTTP/1.1 100 Continue\r\n\r\n");
    harness.held[0]->wantBody();
    EXPECT_EQ(harness.send(client, "ab"), "") << "once is enough";
    EXPECT_EQ(harness.held[0]->takeBody(), "ab");
    harness.held[0]->respond(200, {}, {});
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok(""));
}

TEST(HttpConnection, AFinalAnswerInsteadOfContinueEndsTheConnection) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client,
                 "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    harness.held[0]->respond(403, {}, {});
    harness.held[0]->wantBody();
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)),
              "HTTP/1.1 403 Forbidden\r\nServer: Aha\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.wire.isShut);
}

TEST(HttpConnection, SendsEarlyHintsExceptToHttp10) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        exchange.sendInformational(103, "Link: </a.css>; rel=preload\r\n");
        exchange.sendInformational(101, "Upgrade: no\r\n");
        exchange.respond(200, {}, {});
        exchange.sendInformational(103, "Late: 1\r\n");
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + ok(""));
    EXPECT_EQ(client.wire.writes, 1u);
    Client& old = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(old, "GET / HTTP/1.0\r\n\r\n")), ok("", "Connection: close\r\n"));
}

// ---- errors

TEST(HttpConnection, AMalformedRequestGetsAPageAndTheEnd) {
    HttpHarness harness;
    Client& client = harness.connect();
    const std::string answer =
        harness.send(client, std::string(kGet) + "GET / HTTP/1.1\r\nBad Name: x\r\n\r\n" + std::string(kGet));
    EXPECT_EQ(withoutDate(answer).substr(0, ok("GET /").size()), ok("GET /"));
    const std::string error = withoutDate(answer).substr(ok("GET /").size());
    EXPECT_EQ(error.substr(0, 26), "HTTP/1.1 400 Bad Request\r\n");
    EXPECT_NE(error.find("\r\nContent-Type: text/html; charset=utf-8\r\n"), std::string::npos);
    EXPECT_NE(error.find("\r\nConnection: close\r\n"), std::string::npos);
    EXPECT_EQ(harness.handler.log.size(), 1u) << "nothing is parsed after an error";
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_FALSE(client.wire.isClosed);
    EXPECT_EQ(harness.send(client, kGet), "") << "discarded";
    harness.skip(1'500);
    EXPECT_FALSE(client.wire.isClosed);
    harness.skip(600);
    EXPECT_TRUE(client.wire.isDestroyed) << "after linger_timeout";
    EXPECT_EQ(harness.server->stats().badRequests, 1u);
    EXPECT_EQ(harness.server->stats().connections, 0u);
}

TEST(HttpConnection, ErrorPagesFollowAccept) {
    HttpOptions options;
    options.limits.bodyBytes = 1;
    HttpHarness harness(options);
    auto typeFor = [&harness](const std::string& accept) {
        Client& client = harness.connect();
        const std::string answer =
            harness.send(client, "POST / HTTP/1.1\r\nHost: a\r\n" + accept + "Content-Length: 2\r\n\r\n");
        const std::size_t at = answer.find("Content-Type: ") + 14;
        return answer.substr(at, answer.find("\r\n", at) - at);
    };
    EXPECT_EQ(typeFor(""), "text/html; charset=utf-8");
    EXPECT_EQ(typeFor("Accept: */*\r\n"), "text/html; charset=utf-8");
    EXPECT_EQ(typeFor("Accept: application/json\r\n"), "application/json");
    EXPECT_EQ(typeFor("Accept: text/html, application/json\r\n"), "text/html; charset=utf-8");
    EXPECT_EQ(typeFor("Accept: text/html;q=0.5, application/json\r\n"), "application/json");
}

TEST(HttpConnection, AbortBeforeTheHeadAnswers500AndGoesOn) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) { exchange.abort(); };
    Client& client = harness.connect();
    EXPECT_EQ(harness.send(client, kGet).substr(0, 36), "HTTP/1.1 500 Internal Server Error\r\n");
    harness.handler.request = nullptr;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("GET /"));
}

TEST(HttpConnection, ASecondAnswerIsIgnored) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        exchange.respond(200, {}, bytesOf("first"));
        exchange.respond(500, {}, bytesOf("second"));
        exchange.begin(500, {});
        exchange.write(bytesOf("third"));
        exchange.finish();
        exchange.abort();
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("first"));
    EXPECT_EQ(harness.server->stats().inFlight, 0u);
}

} // namespace
} // namespace aha::test
