// How connections end: EOF, errors, timeouts, drain, close, overload, and exchanges that outlive them.
#include "support/http_harness.h"

#include <gtest/gtest.h>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using server::HttpServer;
using Client = HttpHarness::Client;
using Log = std::vector<std::string>;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view kProbe = "HTTP/1.1 100 Continue\r\n\r\n";

// ---- EOF

TEST(HttpEnding, EofWhileIdleCloses) {
    HttpHarness harness;
    Client& fresh = harness.connect();
    fresh.eof();
    harness.turn();
    EXPECT_TRUE(fresh.wire.isDestroyed);
    Client& used = harness.connect();
    harness.send(used, kGet);
    used.eof();
    harness.turn();
    EXPECT_TRUE(used.wire.isDestroyed);
    EXPECT_EQ(harness.server->stats().connections, 0u);
}

TEST(HttpEnding, EofAtEveryByteOfARequestEndsInOrder) {
    const std::string input = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    for (std::size_t at = 0; at <= input.size(); ++at) {
        HttpHarness harness;
        Client& client = harness.connect();
        client.data(std::string_view(input).substr(0, at));
        client.eof();
        harness.turn();
        if (at == input.size()) {
            EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("POST /x abc", "Connection: close\r\n"));
        } else {
            EXPECT_EQ(HttpHarness::take(client), "") << "nobody waits for a 400, at " << at;
        }
        EXPECT_TRUE(client.wire.isDestroyed) << at;
        EXPECT_EQ(harness.server->stats().inFlight, 0u);
    }
}

TEST(HttpEnding, EofAfterPipelinedRequestsAnswersAllOfThem) {
    HttpHarness harness;
    Client& client = harness.connect();
    client.data(std::string(kGet) + std::string(kGet) + std::string(kGet));
    client.eof();
    harness.turn();
    const std::string sent = withoutDate(HttpHarness::take(client));
    EXPECT_EQ(sent, ok("GET /") + ok("GET /") + ok("GET /", "Connection: close\r\n"));
    EXPECT_TRUE(client.wire.isDestroyed);
}

TEST(HttpEnding, EofAfterPipelinedRequestsWaitsForSlowHandlers) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    client.data(std::string(kGet) + std::string(kGet));
    client.eof();
    harness.turn();
    ASSERT_EQ(harness.held.size(), 1u);
    harness.held[0]->respond(200, {}, bytesOf("1"));
    harness.turn();
    ASSERT_EQ(harness.held.size(), 2u);
    EXPECT_FALSE(client.wire.isClosed);
    harness.held[1]->respond(200, {}, bytesOf("2"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("1") + ok("2", "Connection: close\r\n"));
    EXPECT_TRUE(client.wire.isDestroyed);
}

TEST(HttpEnding, EofInTheMiddleOfASecondRequestStillAnswersTheFirst) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    client.data(std::string(kGet) + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
    client.eof();
    harness.turn();
    harness.held[0]->respond(200, {}, bytesOf("1"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("1"));
    EXPECT_TRUE(client.wire.isDestroyed);
    EXPECT_EQ(harness.held.size(), 1u);
}

TEST(HttpEnding, EofWithAnAnswerStillQueuedSendsItAll) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        exchange.respond(200, {}, bytesOf(std::string(5000, 'x')));
    };
    Client& client = harness.connect();
    client.wire.room = 100;
    harness.send(client, kGet);
    client.eof();
    harness.turn();
    EXPECT_FALSE(client.wire.isClosed);
    client.drain(100'000);
    harness.turn();
    EXPECT_TRUE(client.wire.isDestroyed);
    EXPECT_FALSE(client.wire.isReset);
}

TEST(HttpEnding, EofInAStreamedBodyAborts) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    client.data("POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
    harness.turn();
    client.data("abc");
    client.eof();
    harness.turn();
    EXPECT_EQ(harness.handler.log, (Log{"request POST /stream", "body", "aborted closed"}));
    HttpExchange& exchange = *harness.held[0];
    EXPECT_TRUE(exchange.isAborted());
    EXPECT_EQ(exchange.bodyError()->code, Errc::Closed);
    EXPECT_EQ(exchange.takeBody(), "abc") << "what came can still be had";
    EXPECT_TRUE(client.wire.isDestroyed);
}

// ---- half-closed or gone

TEST(HttpEnding, AHalfClosedClientIsProbedAndServed) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    client.eof();
    harness.turn();
    harness.skip(20);
    EXPECT_EQ(HttpHarness::take(client), kProbe);
    harness.skip(20);
    harness.skip(1000);
    harness.skip(1000);
    EXPECT_EQ(HttpHarness::take(client), "") << "one probe";
    harness.held[0]->respond(200, {}, bytesOf("late"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("late", "Connection: close\r\n"));
    EXPECT_TRUE(client.wire.isDestroyed);
    EXPECT_EQ(harness.handler.log, (Log{"request GET /"}));
}

TEST(HttpEnding, AClientThatIsGoneIsFoundByTheProbe) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    client.eof();
    harness.skip(20);
    EXPECT_EQ(HttpHarness::take(client), kProbe);
    client.wire.isGone = true;
    harness.skip(1000);
    EXPECT_EQ(harness.handler.log, (Log{"request GET /", "aborted closed"}));
    EXPECT_TRUE(harness.held[0]->isAborted());
    EXPECT_TRUE(client.wire.isDestroyed);
}

TEST(HttpEnding, Http10AndStartedResponsesAreNotProbedButWatched) {
    HttpHarness harness;
    harness.holdRequests();
    Client& old = harness.connect();
    Client& started = harness.connect();
    harness.send(old, "GET / HTTP/1.0\r\n\r\n");
    harness.send(started, kGet);
    harness.held[1]->begin(200, {});
    harness.turn();
    HttpHarness::take(started);
    old.eof();
    started.eof();
    harness.skip(20);
    EXPECT_EQ(HttpHarness::take(old) + HttpHarness::take(started), "");
    old.wire.isGone = started.wire.isGone = true;
    harness.skip(1000);
    EXPECT_TRUE(old.wire.isDestroyed);
    EXPECT_TRUE(started.wire.isDestroyed);
    EXPECT_EQ(harness.handler.log.back(), "aborted closed");
}

// ---- errors

TEST(HttpEnding, AnErrorAtEveryStateAbortsWithoutALeak) {
    const std::string head = "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n";
    struct Step {
        const char* name;
        std::string input;
        std::function<void(HttpExchange&)> action;
        std::size_t aborts;
    };
    const auto none = [](HttpExchange&) {};
    const std::vector<Step> steps = {
        {"nothing", "", none, 0},
        {"half a head", "GET / HT", none, 0},
        {"buffered body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc", none, 0},
        {"handler works", std::string(kGet), none, 1},
        {"handler works, more behind", std::string(kGet) + std::string(kGet) + "GE", none, 1},
        {"streamed body", head + "abc", none, 1},
        {"response begun", std::string(kGet),
         [](HttpExchange& e) {
             e.begin(200, {});
             e.write(bytesOf("abc"));
         },
         1},
        {"response finished", std::string(kGet), [](HttpExchange& e) { e.respond(200, {}, {}); }, 0},
        {"discarding", head + "abc", [](HttpExchange& e) { e.respond(200, {}, {}); }, 0},
        {"ending", std::string(kGet),
         [](HttpExchange& e) {
             server::ResponseFields fields;
             fields.close = true;
             e.respond(200, fields, {});
         },
         0},
        {"bad request", "nonsense\r\n\r\n", none, 0},
    };
    for (const Step& step : steps) {
        for (const bool afterTurn : {false, true}) {
            for (const bool isHeld : {false, true}) {
                HttpHarness harness;
                harness.handler.request = [&](HttpExchange& exchange) {
                    if (isHeld) {
                        harness.held.emplace_back(exchange);
                    }
                    step.action(exchange);
                };
                Client& client = harness.connect();
                client.data(step.input);
                if (afterTurn) {
                    harness.turn();
                }
                client.error(Errc::Reset);
                harness.turn();
                EXPECT_TRUE(client.wire.isDestroyed) << step.name;
                const std::size_t aborts = static_cast<std::size_t>(
                    std::count(harness.handler.log.begin(), harness.handler.log.end(), "aborted reset"));
                EXPECT_EQ(aborts, afterTurn ? step.aborts : 0) << step.name;
                EXPECT_EQ(harness.server->stats().inFlight, 0u) << step.name;
                EXPECT_EQ(harness.server->stats().connections, 0u) << step.name;
                for (const auto& exchange : harness.held) {
                    exchange->write(bytesOf("into the void"));
                    exchange->respond(200, {}, bytesOf("void"));
                    exchange->finish();
                    exchange->abort();
                    EXPECT_EQ(exchange->isAborted(), step.aborts == 1) << step.name;
                }
            }
        }
    }
}

TEST(HttpEnding, AKeptExchangeOutlivesConnectionAndServer) {
    Ref<HttpExchange> kept;
    {
        HttpHarness harness;
        harness.holdRequests();
        Client& client = harness.connect();
        harness.send(client, "POST /kept?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab");
        kept = harness.held[0];
        client.error(Errc::Reset);
        harness.turn();
    }
    EXPECT_EQ(kept->head().target(), "/kept?x=1");
    EXPECT_EQ(kept->body(), "ab");
    EXPECT_EQ(kept->remoteAddress(), "192.0.2.7");
    EXPECT_EQ(kept->remotePort(), 4711u);
    EXPECT_EQ(kept->localAddress(), "192.0.2.1");
    EXPECT_EQ(kept->localPort(), 80u);
    EXPECT_FALSE(kept->isEncrypted());
    EXPECT_EQ(kept->queuedBytes(), 0u);
    kept->respond(200, {}, bytesOf("nobody"));
    kept->setBodyLimit(1);
    kept->wantBody();
    EXPECT_EQ(kept->takeBody(), "ab");
    EXPECT_TRUE(kept->isAborted());
}

TEST(HttpEnding, AnAnsweredExchangeMayBeKeptWhileTheConnectionGoesOn) {
    HttpHarness harness;
    harness.handler.request = [&harness](HttpExchange& exchange) {
        harness.held.emplace_back(exchange);
        ScriptedHandler::echo(exchange);
    };
    Client& client = harness.connect();
    for (int i = 0; i < 20; ++i) {
        harness.send(client, kGet);
    }
    EXPECT_EQ(harness.held[0]->remoteAddress(), "192.0.2.7");
    client.eof();
    harness.turn();
    ASSERT_TRUE(client.wire.isDestroyed);
    EXPECT_EQ(harness.held[19]->remoteAddress(), "192.0.2.7");
    EXPECT_FALSE(harness.held[19]->isAborted());
}

TEST(HttpEnding, TheHandlerMayLetGoInOnAborted) {
    HttpHarness harness;
    harness.holdRequests();
    harness.handler.aborted = [&harness](HttpExchange&) { harness.held.clear(); };
    Client& client = harness.connect();
    harness.send(client, kGet);
    client.error(Errc::Reset);
    harness.turn();
    EXPECT_EQ(harness.handler.log.back(), "aborted reset");
}

// ---- timeouts

TEST(HttpEnding, AnIdleConnectionIsClosedAfterKeepAliveTimeout) {
    HttpHarness harness;
    Client& client = harness.connect();
    harness.send(client, kGet);
    for (int i = 0; i < 5; ++i) {
        harness.skip(74'000);
        EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("GET /"));
    }
    harness.skip(74'000);
    EXPECT_FALSE(client.wire.isClosed);
    harness.skip(1'100);
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_FALSE(client.wire.isClosed) << "what is under way meets no reset";
    harness.skip(200);
    EXPECT_TRUE(client.wire.isDestroyed);
    EXPECT_EQ(HttpHarness::take(client), "");
    EXPECT_EQ(harness.server->stats().timeouts, 0u);
}

TEST(HttpEnding, ASlowHeadGets408FromItsFirstByte) {
    HttpHarness harness;
    Client& silent = harness.connect();
    Client& slow = harness.connect();
    harness.send(slow, "G");
    for (int i = 0; i < 5; ++i) {
        harness.skip(11'000);
        EXPECT_EQ(harness.send(slow, "E"), "");
    }
    harness.skip(5'100);
    EXPECT_EQ(HttpHarness::take(slow).substr(0, 30), "HTTP/1.1 408 Request Timeout\r\n");
    EXPECT_TRUE(slow.wire.isShut);
    EXPECT_EQ(HttpHarness::take(silent), "") << "who asked nothing gets no answer";
    EXPECT_TRUE(silent.wire.isShut);
    EXPECT_EQ(harness.server->stats().timeouts, 1u);
}

TEST(HttpEnding, BlankLinesDoNotKeepAConnection) {
    HttpHarness harness;
    Client& client = harness.connect();
    harness.send(client, kGet);
    harness.skip(74'000);
    harness.send(client, "\r\n");
    harness.send(client, "\r");
    harness.send(client, "\n");
    EXPECT_FALSE(client.wire.isShut);
    harness.skip(60'001);
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_EQ(HttpHarness::take(client), "") << "no request, no 408";
}

TEST(HttpEnding, BlankLinesOfOneClientDoNotCountForAnother) {
    HttpHarness harness;
    Client& first = harness.connect();
    harness.send(first, std::string(kGet) + "\r\n\r\n");
    harness.send(first, "\r\n");
    Client& second = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(second, "\r\n\r\n" + std::string(kGet))), ok("GET /"));
    EXPECT_EQ(withoutDate(harness.send(first, kGet)), ok("GET /"));
}

TEST(HttpEnding, ASlowBufferedBodyGets408) {
    HttpHarness harness;
    Client& client = harness.connect();
    harness.send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");
    harness.skip(59'000);
    harness.send(client, "a");
    harness.skip(59'000);
    EXPECT_EQ(HttpHarness::take(client), "");
    harness.skip(1'001);
    EXPECT_EQ(HttpHarness::take(client).substr(0, 12), "HTTP/1.1 408");
    EXPECT_TRUE(harness.handler.log.empty());
}

TEST(HttpEnding, AHandlerMayTakeItsTime) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    harness.skip(3'600'000);
    harness.held[0]->respond(200, {}, bytesOf("slow"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("slow"));
    harness.skip(74'000);
    EXPECT_FALSE(client.wire.isClosed);
    harness.skip(1'001);
    EXPECT_TRUE(client.wire.isShut);
}

TEST(HttpEnding, ZeroMeansNoTimeout) {
    HttpOptions options;
    options.headerTimeoutMs = options.bodyTimeoutMs = options.keepAliveTimeoutMs = options.writeTimeoutMs = 0;
    HttpHarness harness(options);
    Client& client = harness.connect();
    harness.skip(10'000'000);
    harness.send(client, kGet);
    harness.skip(10'000'000);
    harness.send(client, "GET");
    harness.skip(10'000'000);
    EXPECT_EQ(withoutDate(harness.send(client, " / HTTP/1.1\r\nHost: a\r\n\r\n")), ok("GET /"));
}

// ---- the server ends

TEST(HttpEnding, DrainClosesIdleConnectionsAndLetsOthersFinish) {
    HttpHarness harness;
    Client& idle = harness.connect();
    harness.send(idle, kGet);
    harness.skip(1000);
    harness.holdRequests();
    Client& busy = harness.connect();
    harness.send(busy, kGet);
    int drained = 0;
    harness.server->drain([&drained] { ++drained; });
    harness.skip(200);
    EXPECT_FALSE(idle.wire.isShut) << "it has the grace to ask once more";
    harness.skip(100);
    EXPECT_TRUE(idle.wire.isShut);
    idle.eof();
    harness.turn();
    EXPECT_TRUE(idle.wire.isDestroyed);
    EXPECT_FALSE(busy.wire.isClosed);
    EXPECT_EQ(drained, 0);
    harness.held[0]->respond(200, {}, bytesOf("last"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(busy)), ok("last", "Connection: close\r\n"));
    busy.eof();
    harness.turn();
    EXPECT_TRUE(busy.wire.isDestroyed);
    EXPECT_EQ(drained, 1);
    harness.skip(1000);
    EXPECT_EQ(drained, 1);
}

TEST(HttpEnding, DrainAnswersWhoeverWasBusyAMomentAgo) {
    HttpHarness harness;
    Client& recent = harness.connect();
    harness.send(recent, kGet);
    Client& fresh = harness.connect();
    Client& silent = harness.connect();
    harness.server->drain([] {});
    harness.skip(100);
    const std::string goodbye = ok("GET /", "Connection: close\r\n");
    EXPECT_EQ(withoutDate(harness.send(recent, kGet)), goodbye) << "its next request was under way";
    EXPECT_EQ(withoutDate(harness.send(fresh, kGet)), goodbye);
    harness.skip(200);
    EXPECT_TRUE(silent.wire.isShut);
    harness.skip(200);
    EXPECT_TRUE(silent.wire.isDestroyed) << "it is not waited for any longer";
}

TEST(HttpEnding, DrainAnswersARequestThatIsHereButNotRead) {
    for (const std::uint64_t graceMs : {0u, 300u}) {
        HttpHarness harness;
        Client& used = harness.connect();
        Client& fresh = harness.connect();
        harness.send(used, kGet);
        for (Client* client : {&used, &fresh}) {
            client->wire.holdsInput = true;
            client->data(kGet);
        }
        harness.server->drain({graceMs, false}, [] {});
        harness.skip(graceMs + 1);
        for (Client* client : {&used, &fresh}) {
            EXPECT_FALSE(client->wire.isShut) << graceMs;
            EXPECT_GT(client->wire.looks, 0u);
            client->wire.holdsInput = false;
            client->act([](FakeStream& stream) { stream.deliver(); });
            EXPECT_EQ(withoutDate(harness.send(*client, "")), ok("GET /", "Connection: close\r\n"))
                << graceMs;
        }
    }
}

TEST(HttpEnding, DrainWithoutGraceEndsIdleConnectionsAtOnce) {
    HttpHarness harness;
    Client& idle = harness.connect();
    bool isDone = false;
    harness.server->drain({0, false}, [&isDone] { isDone = true; });
    harness.turn();
    EXPECT_TRUE(idle.wire.isShut);
    EXPECT_FALSE(isDone);
    idle.data(kGet); // it crosses the FIN
    harness.turn();
    EXPECT_FALSE(idle.wire.isReset);
    EXPECT_TRUE(harness.handler.log.empty());
    idle.eof();
    harness.turn();
    EXPECT_TRUE(isDone);
}

TEST(HttpEnding, AConnectionThatBecomesIdleWhileDrainingGetsTheGrace) {
    HttpHarness harness;
    harness.handler.request = [&harness](HttpExchange& exchange) {
        exchange.begin(200, {}, 4);
        harness.held.emplace_back(exchange);
    };
    Client& client = harness.connect();
    harness.send(client, kGet);
    HttpHarness::take(client);
    harness.server->drain({500, false}, [] {});
    harness.skip(1'000);
    harness.held[0]->write(bytesOf("rest")); // keep-alive was announced before the drain
    harness.held[0]->finish();
    harness.turn();
    EXPECT_EQ(HttpHarness::take(client), "rest");
    harness.skip(400);
    EXPECT_FALSE(client.wire.isShut);
    harness.handler.request = nullptr;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("GET /", "Connection: close\r\n"));
}

TEST(HttpEnding, InputThatIsNoRequestDelaysTheEndForALimitedTime) {
    HttpHarness harness;
    Client& client = harness.connect();
    client.wire.holdsInput = true;
    client.data("\r\n");
    harness.server->drain({0, false}, [] {});
    for (int i = 0; i < 1'000 && !client.wire.isShut; ++i) {
        harness.skip(1);
    }
    EXPECT_TRUE(client.wire.isShut);
    EXPECT_EQ(client.wire.looks, 101u) << "100 that found something, and the last";
}

TEST(HttpEnding, DrainAnswersPipelinedRequestsThatAreHere) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, std::string(kGet) + std::string(kGet));
    harness.server->drain([] {});
    harness.held[0]->respond(200, {}, bytesOf("1"));
    harness.turn();
    harness.held.at(1)->respond(200, {}, bytesOf("2"));
    harness.turn();
    EXPECT_EQ(withoutDate(HttpHarness::take(client)), ok("1") + ok("2", "Connection: close\r\n"));
}

TEST(HttpEnding, DrainOfAnEmptyServerIsDoneFromTheLoop) {
    HttpHarness harness;
    bool isDone = false;
    harness.server->drain([&isDone] { isDone = true; });
    EXPECT_FALSE(isDone);
    harness.turn();
    EXPECT_TRUE(isDone);
}

TEST(HttpEnding, CloseAbortsWhatIsInFlight) {
    HttpHarness harness;
    harness.holdRequests();
    Client& busy = harness.connect();
    Client& idle = harness.connect();
    harness.send(busy, kGet);
    harness.server->close();
    EXPECT_EQ(harness.handler.log, (Log{"request GET /", "aborted cancelled"}));
    harness.turn();
    EXPECT_TRUE(busy.wire.isDestroyed);
    EXPECT_TRUE(idle.wire.isDestroyed);
    EXPECT_EQ(harness.server->stats().connections, 0u);
}

TEST(HttpEnding, AHandlerMayCloseTheServer) {
    HttpHarness harness;
    harness.handler.request = [&harness](HttpExchange& exchange) {
        harness.server->close();
        exchange.respond(200, {}, bytesOf("too late"));
    };
    Client& client = harness.connect();
    EXPECT_EQ(harness.send(client, std::string(kGet) + std::string(kGet)), "");
    EXPECT_EQ(harness.handler.log, (Log{"request GET /", "aborted cancelled"}));
    EXPECT_TRUE(client.wire.isDestroyed);
}

TEST(HttpEnding, DestroyingTheServerReleasesEverything) {
    HttpHarness harness;
    harness.holdRequests();
    Client& client = harness.connect();
    client.data(kGet);
    harness.turn();
    client.data("GET /unfinished");
    harness.server.reset();
    EXPECT_EQ(harness.handler.log.back(), "aborted cancelled");
    EXPECT_TRUE(harness.held[0]->isAborted());
    harness.turn();
    EXPECT_TRUE(client.wire.isDestroyed);
}

TEST(HttpEnding, TheLoopMayEndFirst) {
    ScriptedHandler handler;
    std::vector<Ref<HttpExchange>> held;
    handler.request = [&held](HttpExchange& exchange) { held.emplace_back(exchange); };
    FakeWire wire;
    auto loop = std::make_unique<net::Loop>();
    HttpServer server(*loop, handler, {});
    auto* stream = new FakeStream(*loop, wire);
    server.adopt(net::StreamPtr(stream));
    stream->data(kGet);
    TurnCounter().run(*loop, 2);
    stream->close(); // as the loop does with every handle
    TurnCounter().run(*loop, 2);
    EXPECT_EQ(handler.log, (Log{"request GET /", "aborted cancelled"}));
    EXPECT_TRUE(wire.isDestroyed);
    EXPECT_TRUE(held[0]->isAborted());
    EXPECT_EQ(server.stats().connections, 0u);
}

TEST(HttpEnding, LingeringWaitsForASlowReader) {
    HttpHarness harness;
    harness.handler.request = [](HttpExchange& exchange) {
        server::ResponseFields fields;
        fields.close = true;
        exchange.respond(200, fields, bytesOf(std::string(5000, 'x')));
    };
    Client& client = harness.connect();
    client.wire.room = 100;
    harness.send(client, kGet);
    for (int i = 0; i < 5; ++i) {
        harness.skip(2'001);
        EXPECT_FALSE(client.wire.isClosed) << "the answer is not out";
        client.drain(10);
    }
    client.drain(10'000);
    EXPECT_TRUE(client.wire.isShut);
    harness.skip(2'001);
    EXPECT_TRUE(client.wire.isDestroyed);
}

// ---- overload

TEST(HttpEnding, RefusesConnectionsBeyondTheMaximumWith503) {
    HttpOptions options;
    options.maxConnections = 2;
    HttpHarness harness(options);
    Client& first = harness.connect();
    harness.connect();
    Client& third = harness.connect();
    const std::string answer = harness.send(third, kGet);
    EXPECT_EQ(answer.substr(0, 34), "HTTP/1.1 503 Service Unavailable\r\n");
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    third.eof();
    harness.turn();
    EXPECT_TRUE(third.wire.isDestroyed);
    EXPECT_EQ(harness.server->stats().refused, 1u);
    EXPECT_EQ(harness.server->stats().accepted, 2u);
    first.eof();
    harness.turn();
    Client& fourth = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(fourth, kGet)), ok("GET /"));
}

TEST(HttpEnding, ManyRefusedConnectionsGetNoAnswer) {
    HttpOptions options;
    options.maxConnections = 1;
    HttpHarness harness(options);
    harness.connect();
    for (int i = 0; i < 16; ++i) {
        EXPECT_FALSE(harness.connect().wire.isClosed) << i;
    }
    EXPECT_TRUE(harness.connect().wire.isClosed);
    EXPECT_EQ(harness.server->stats().refused, 17u);
    EXPECT_EQ(harness.server->stats().connections, 17u);
}

} // namespace
} // namespace aha::test
