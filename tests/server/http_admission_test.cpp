#include "core/server/http_server.h"
#include "support/http_harness.h"

#include <gtest/gtest.h>

#include <optional>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using Client = HttpHarness::Client;
using Log = std::vector<std::string>;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view k503 = "HTTP/1.1 503 Service Unavailable\r\n";

std::uint64_t fakeNs = 0;

std::string get(std::string_view path) { return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n"; }
bool isOverload(const std::string& answer) { return answer.substr(0, k503.size()) == k503; }

class HttpAdmission : public testing::Test {
protected:
    void start(std::uint32_t concurrency, std::uint64_t queueMs = 0, std::uint32_t queued = 1000,
               HttpOptions options = {}) {
        options.maxConcurrency = concurrency;
        options.maxQueueMs = queueMs;
        options.maxQueued = queued;
        harness.emplace(std::move(options));
        fakeNs = 1'000'000;
        harness->server->setClock([] { return fakeNs; });
        harness->holdRequests();
    }
    // A client that asks for this path, and what it has got so far.
    Client& ask(std::string_view path = "/") {
        Client& client = harness->connect();
        answer = harness->send(client, get(path));
        return client;
    }
    void answerHeld(std::size_t index) {
        harness->held.at(index)->respond(200, {}, bytesOf("done"));
        harness->turn();
    }
    const ServerStats& stats() const { return harness->server->stats(); }

    std::optional<HttpHarness> harness;
    std::string answer;
};

TEST_F(HttpAdmission, TheRequestBeyondTheLimitIsRefused) {
    start(2);
    ask();
    ask();
    EXPECT_EQ(harness->held.size(), 2u);
    Client& third = ask();
    EXPECT_TRUE(isOverload(answer)) << answer;
    EXPECT_NE(answer.find("\r\nRetry-After: 1\r\n"), std::string::npos);
    EXPECT_EQ(answer.find("Connection: close"), std::string::npos) << "the connection stays";
    EXPECT_EQ(harness->held.size(), 2u);
    EXPECT_EQ(stats().overloaded, 1u);
    EXPECT_EQ(stats().requests, 3u);
    EXPECT_EQ(stats().responses[5], 1u);
    EXPECT_EQ(stats().inFlight, 2u);
    answerHeld(0);
    EXPECT_EQ(harness->send(third, kGet), "");
    EXPECT_EQ(harness->held.size(), 3u) << "there is room again, on the same connection";
}

TEST_F(HttpAdmission, RetryAfterIsConfigurable) {
    HttpOptions options;
    options.retryAfterSeconds = 120;
    start(1, 0, 1000, options);
    ask();
    ask();
    EXPECT_NE(answer.find("\r\nRetry-After: 120\r\n"), std::string::npos);
}

TEST_F(HttpAdmission, WithoutLimitsThereIsNoGate) {
    start(0);
    for (int i = 0; i < 50; ++i) {
        ask();
    }
    EXPECT_EQ(harness->held.size(), 50u);
    EXPECT_EQ(stats().overloaded, 0u);
}

TEST_F(HttpAdmission, QueuedRequestsGoInInOrder) {
    start(1, 1'000);
    Client& first = ask("/1");
    Client& second = ask("/2");
    Client& third = ask("/3");
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1"}));
    EXPECT_EQ(stats().queued, 2u);
    EXPECT_EQ(stats().requests, 1u);
    answerHeld(0);
    EXPECT_EQ(withoutDate(HttpHarness::take(first)), ok("done"));
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1", "request GET /2"}));
    EXPECT_EQ(stats().queued, 1u);
    ask("/4");
    answerHeld(1);
    answerHeld(2);
    answerHeld(3);
    EXPECT_EQ(harness->handler.log,
              (Log{"request GET /1", "request GET /2", "request GET /3", "request GET /4"}));
    EXPECT_EQ(withoutDate(HttpHarness::take(second)), ok("done"));
    EXPECT_EQ(withoutDate(HttpHarness::take(third)), ok("done"));
    EXPECT_EQ(stats().queued, 0u);
    EXPECT_EQ(stats().inFlight, 0u);
    EXPECT_EQ(stats().overloaded, 0u);
    EXPECT_EQ(stats().requests, 4u);
}

TEST_F(HttpAdmission, TheQueueHasALimitToo) {
    start(1, 1'000, 2);
    for (int i = 0; i < 3; ++i) {
        ask();
        EXPECT_EQ(answer, "");
    }
    ask();
    EXPECT_TRUE(isOverload(answer));
    EXPECT_EQ(stats().queued, 2u);
}

TEST_F(HttpAdmission, WhoHasWaitedTooLongIsRefusedAndItsConnectionStays) {
    start(1, 500);
    ask("/1");
    Client& early = ask("/2");
    harness->skip(200);
    Client& late = ask("/3");
    harness->skip(200);
    EXPECT_EQ(HttpHarness::take(early), "");
    harness->skip(100);
    EXPECT_TRUE(isOverload(HttpHarness::take(early)));
    EXPECT_EQ(HttpHarness::take(late), "");
    EXPECT_EQ(stats().overloaded, 1u);
    EXPECT_EQ(stats().queued, 1u);
    answerHeld(0);
    EXPECT_EQ(harness->handler.log.back(), "request GET /3");
    EXPECT_EQ(harness->send(early, get("/4")), "") << "it waits again";
    answerHeld(1);
    EXPECT_EQ(harness->handler.log.back(), "request GET /4");
    harness->skip(10'000);
    EXPECT_EQ(stats().overloaded, 1u);
}

TEST_F(HttpAdmission, ARefusedRequestDoesNotBlockThePipelineBehindIt) {
    start(1, 500);
    ask("/1");
    Client& client = harness->connect();
    harness->send(client, get("/2") + get("/3"));
    harness->skip(500);
    EXPECT_TRUE(isOverload(HttpHarness::take(client)));
    EXPECT_EQ(stats().queued, 1u) << "the second one waits now";
    answerHeld(0);
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1", "request GET /3"}));
}

TEST_F(HttpAdmission, PipelinedRequestsAreRefusedInARow) {
    start(1);
    ask("/1");
    Client& client = harness->connect();
    const std::string answers = harness->send(client, get("/2") + get("/3") + get("/4"));
    EXPECT_EQ(stats().overloaded, 3u);
    EXPECT_EQ(client.wire.writes, 1u);
    EXPECT_EQ(answers.find("Connection: close"), std::string::npos);
}

TEST_F(HttpAdmission, SynchronousHandlersAreNeverMoreThanOneAtATime) {
    start(1);
    harness->handler.request = nullptr;
    Client& client = harness->connect();
    EXPECT_EQ(withoutDate(harness->send(client, get("/1") + get("/2"))), ok("GET /1") + ok("GET /2"));
    EXPECT_EQ(stats().overloaded, 0u);
}

TEST_F(HttpAdmission, AQueuedRequestWhoseClientBreaksIsDiscarded) {
    start(1, 1'000);
    ask("/1");
    Client& gone = ask("/2");
    ask("/3");
    gone.error(Errc::Reset);
    EXPECT_EQ(stats().abandoned, 1u);
    EXPECT_EQ(stats().queued, 1u);
    EXPECT_EQ(stats().responses[0], 1u);
    EXPECT_EQ(stats().inFlight, 1u);
    answerHeld(0);
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1", "request GET /3"}));
}

TEST_F(HttpAdmission, AQueuedRequestOfAClientThatHasLeftIsFoundByAProbe) {
    start(1, 60'000);
    ask("/1");
    Client& gone = ask("/2");
    gone.eof();
    harness->skip(20);
    EXPECT_EQ(HttpHarness::take(gone), "HTTP/1.1 100 Continue\r\n\r\n");
    gone.wire.isGone = true; // the probe was answered by RST
    harness->skip(20);
    EXPECT_TRUE(gone.wire.isDestroyed);
    EXPECT_EQ(stats().abandoned, 1u);
    EXPECT_EQ(stats().queued, 0u);
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1"}));
}

TEST_F(HttpAdmission, AQueuedRequestOfAHalfClosedClientIsAnswered) {
    start(1, 60'000);
    ask("/1");
    Client& half = ask("/2");
    half.eof();
    harness->skip(20); // the one probe
    answerHeld(0);
    answerHeld(1);
    EXPECT_EQ(withoutDate(HttpHarness::take(half)),
              "HTTP/1.1 100 Continue\r\n\r\n" + ok("done", "Connection: close\r\n"));
    EXPECT_EQ(stats().abandoned, 0u);
}

TEST_F(HttpAdmission, AnAbortedRequestCountsUntilItsHandlerLetsGo) {
    start(1, 1'000);
    Client& gone = ask("/1");
    ask("/2");
    gone.error(Errc::Reset);
    harness->turn();
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1", "aborted reset"})) << "its code still runs";
    harness->held.clear();
    harness->turn();
    EXPECT_EQ(harness->handler.log.back(), "request GET /2");
}

TEST_F(HttpAdmission, AFinishedRequestDoesNotCountThoughItsHandlerHoldsIt) {
    start(1, 1'000);
    ask("/1");
    ask("/2");
    answerHeld(0);
    EXPECT_EQ(harness->held.size(), 2u);
    EXPECT_EQ(harness->handler.log.back(), "request GET /2");
}

TEST_F(HttpAdmission, StreamedRequestsWaitToo) {
    start(1, 1'000);
    ask("/1");
    Client& client = harness->connect();
    harness->send(client, "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc");
    EXPECT_EQ(stats().queued, 1u);
    harness->send(client, "def");
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1"})) << "no onBody() before onRequest()";
    answerHeld(0);
    ASSERT_EQ(harness->held.size(), 2u);
    EXPECT_EQ(harness->held[1]->takeBody(), "abcdef");
    EXPECT_TRUE(harness->held[1]->isBodyComplete());
    answerHeld(1);
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("done"));
}

TEST_F(HttpAdmission, ARefusedStreamIsReadForNothingAndTheConnectionGoesOn) {
    start(1);
    ask("/1");
    Client& client = harness->connect();
    const std::string refusal =
        harness->send(client, "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\nabc");
    EXPECT_TRUE(isOverload(refusal));
    EXPECT_EQ(refusal.find("Connection: close"), std::string::npos);
    answerHeld(0);
    harness->send(client, std::string(59'997, 'x') + get("/2"));
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1", "request GET /2"}));
}

TEST_F(HttpAdmission, ARefusedLargeStreamEndsTheConnection) {
    start(1);
    ask("/1");
    const std::string refusal = harness->send(
        harness->connect(), "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 90000000\r\n\r\nabc");
    EXPECT_TRUE(isOverload(refusal));
    EXPECT_NE(refusal.find("Connection: close"), std::string::npos);
}

TEST_F(HttpAdmission, AStreamThatBreaksWhileItWaitsIsDiscarded) {
    start(1, 1'000);
    ask("/1");
    Client& client = harness->connect();
    harness->send(client, "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    EXPECT_EQ(stats().queued, 1u);
    EXPECT_EQ(harness->send(client, "nonsense\r\n").substr(0, 12), "HTTP/1.1 400");
    EXPECT_EQ(stats().queued, 0u);
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1"}));
}

TEST_F(HttpAdmission, ExemptPathsAreNeverRefusedAndDoNotCount) {
    HttpOptions options;
    options.exemptPaths = {"/health", "/metrics"};
    start(1, 0, 1000, options);
    ask("/health");
    ask("/health?x=1");
    ask("/metrics");
    EXPECT_EQ(harness->held.size(), 3u);
    ask("/1");
    EXPECT_EQ(harness->held.size(), 4u) << "they have not taken its place";
    ask("/healthy");
    EXPECT_TRUE(isOverload(answer)) << "the whole path counts";
    ask("/health");
    EXPECT_EQ(harness->held.size(), 5u);
}

TEST_F(HttpAdmission, ARequestThatABlockedLoopHasKeptWaitingIsRefused) {
    HttpOptions options;
    options.exemptPaths = {"/health"};
    start(0, 500, 1000, options);
    std::uint64_t busyMs = 500;
    harness->handler.request = [&busyMs](HttpExchange& exchange) {
        fakeNs += busyMs * 1'000'000; // the handler blocks
        ScriptedHandler::echo(exchange);
    };
    Client& first = harness->connect();
    Client& second = harness->connect();
    Client& third = harness->connect();
    Client& health = harness->connect();
    first.data(get("/1"));
    second.data(get("/2"));
    third.data(get("/3"));
    health.data(get("/health"));
    harness->turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(first)), ok("GET /1"));
    EXPECT_EQ(withoutDate(HttpHarness::take(second)), ok("GET /2")) << "it has waited for exactly the limit";
    EXPECT_TRUE(isOverload(HttpHarness::take(third))) << "and this one for longer";
    EXPECT_EQ(withoutDate(HttpHarness::take(health)), ok("GET /health"));
    EXPECT_EQ(stats().overloaded, 1u);
    busyMs = 0;
    EXPECT_EQ(withoutDate(harness->send(third, get("/4"))), ok("GET /4"));
}

TEST_F(HttpAdmission, TimeInTheHandsOfTheClientIsNotWaiting) {
    start(0, 500);
    harness->handler.request = nullptr;
    Client& client = harness->connect();
    harness->send(client, "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    fakeNs += 10'000'000'000;
    EXPECT_EQ(withoutDate(harness->send(client, "cd")), ok("POST /p abcd"));
}

TEST_F(HttpAdmission, AdmittedTooLateIsTooLate) {
    // The loop is blocked until after the patience of one that has just been let in.
    start(1, 500);
    ask("/1");
    Client& waiting = ask("/2");
    harness->held[0]->respond(200, {}, bytesOf("done"));
    fakeNs += 501'000'000;
    harness->turn();
    EXPECT_TRUE(isOverload(HttpHarness::take(waiting)));
    EXPECT_EQ(harness->held.size(), 1u);
    ask("/3");
    EXPECT_EQ(harness->held.size(), 2u) << "its place is free";
}

TEST_F(HttpAdmission, ADrainAnswersWhoWaits) {
    start(1, 10'000);
    ask("/1");
    Client& waiting = ask("/2");
    bool isDrained = false;
    harness->server->drain([&isDrained] { isDrained = true; });
    answerHeld(0);
    answerHeld(1);
    EXPECT_EQ(withoutDate(HttpHarness::take(waiting)), ok("done", "Connection: close\r\n"));
    for (Client& client : harness->clients) {
        client.eof();
    }
    harness->turn();
    EXPECT_TRUE(isDrained);
}

TEST_F(HttpAdmission, TheServerMayGoWhileSomeWaitAndSomeAreHeld) {
    start(1, 10'000);
    ask("/1");
    ask("/2");
    std::vector<Ref<HttpExchange>> held = harness->held;
    harness->server.reset();
    EXPECT_TRUE(held[0]->isAborted());
    EXPECT_EQ(harness->handler.log, (Log{"request GET /1", "aborted cancelled"}));
    harness->held.clear();
    harness->turn();
    held.clear(); // leaves a gate without a server
    harness->turn();
}

TEST_F(HttpAdmission, ThousandsComeAndGoAndNothingIsLeft) {
    start(8, 100, 16);
    std::uint64_t answered = 0;
    for (int round = 0; round < 300; ++round) {
        for (int i = 0; i < 4; ++i) {
            ask();
        }
        if (round % 3 == 0) {
            harness->clients[harness->clients.size() - 2].error(Errc::Reset);
        }
        for (auto& exchange : harness->held) {
            answered += exchange->isAborted() ? 0 : 1;
            exchange->respond(200, {}, bytesOf("x"));
        }
        harness->held.clear();
        if (round % 5 == 0) {
            harness->skip(60);
        }
    }
    for (int i = 0; i < 10; ++i) {
        harness->turn();
        for (auto& exchange : harness->held) {
            ++answered;
            exchange->respond(200, {}, bytesOf("x"));
        }
        harness->held.clear();
    }
    EXPECT_EQ(stats().queued, 0u);
    EXPECT_EQ(stats().inFlight, 0u);
    EXPECT_EQ(stats().responses[2], answered);
    EXPECT_EQ(stats().requests, answered + stats().overloaded + stats().aborted);
    EXPECT_EQ(stats().requests + stats().abandoned, 1200u);
    // All places are free: eight go in at once.
    for (int i = 0; i < 9; ++i) {
        ask();
    }
    EXPECT_EQ(harness->held.size(), 8u);
}

} // namespace
} // namespace aha::test
