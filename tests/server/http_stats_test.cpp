#include "core/server/http_server.h"
#include "support/http_harness.h"
#include "support/http_temp_tree.h"
#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <fcntl.h>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using server::ResponseRecord;
using Client = HttpHarness::Client;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view kPost = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

std::uint64_t fakeNs = 0;
unsigned clockReads = 0;
std::uint64_t readFakeClock() {
    ++clockReads;
    return fakeNs;
}

// Writes one line for each record.
class Recorder final : public server::HttpObserver {
public:
    void onResponse(const HttpExchange& exchange, const ResponseRecord& record) override {
        lines.push_back(std::string(exchange.head().method()) + " " + std::string(exchange.head().target()) +
                        " " + std::to_string(record.status) + " " + std::to_string(record.bytesSent) + " " +
                        std::to_string(record.durationNs) + (record.aborted ? " aborted " : " ") +
                        exchange.remoteAddress());
    }
    std::vector<std::string> lines;
};

using Lines = std::vector<std::string>;

class HttpStats : public testing::Test {
protected:
    HttpStats() { remake({}); }
    void remake(HttpOptions options) {
        fakeNs = 1'000;
        harness.makeServer(std::move(options));
        harness.server->setClock(readFakeClock);
        harness.server->setObserver(&recorder);
        clockReads = 0;
    }
    const ServerStats& stats() const { return harness.server->stats(); }
    std::uint64_t responses() const {
        std::uint64_t sum = 0;
        for (const Counter& counter : stats().responses) {
            sum += counter;
        }
        return sum;
    }

    Recorder recorder; // outlives the server
    HttpHarness harness;
};

TEST_F(HttpStats, CountsIntoTheMemoryOfItsOwner) {
    ServerStats shared;
    harness.server.emplace(harness.loop, harness.handler, HttpOptions{}, &shared);
    Client& client = harness.connect();
    const std::string answer = harness.send(client, kGet);
    EXPECT_EQ(&harness.server->stats(), &shared);
    EXPECT_EQ(shared.accepted, 1u);
    EXPECT_EQ(shared.requests, 1u);
    EXPECT_EQ(shared.responses[2], 1u);
    EXPECT_EQ(shared.bytesIn, kGet.size());
    EXPECT_EQ(shared.bytesOut, answer.size());
    EXPECT_EQ(shared.latency.count(), 1u);
}

TEST_F(HttpStats, CountsResponsesByTheirClass) {
    int status = 0;
    harness.handler.request = [&status](HttpExchange& exchange) {
        exchange.respond(status, {}, bytesOf("x"));
    };
    Client& client = harness.connect();
    for (const int each : {200, 299, 301, 404, 500, 503, 599, 600, 999}) {
        status = each;
        harness.send(client, kGet);
    }
    EXPECT_EQ(stats().responses[0], 0u);
    EXPECT_EQ(stats().responses[2], 2u);
    EXPECT_EQ(stats().responses[3], 1u);
    EXPECT_EQ(stats().responses[4], 1u);
    EXPECT_EQ(stats().responses[5], 5u);
}

TEST_F(HttpStats, MeasuresFromTheEndOfTheHeadToTheEndOfTheResponse) {
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, "POST /p HTTP/1.1\r\nHost: a\r\n");
    fakeNs = 5'000;
    harness.send(client, "Content-Length: 4\r\n\r\n");
    fakeNs = 7'000;
    harness.send(client, "body");
    fakeNs = 1'005'000;
    harness.held[0]->begin(200, {});
    harness.held[0]->write(bytesOf("1234567"));
    harness.turn();
    EXPECT_TRUE(recorder.lines.empty());
    fakeNs = 2'005'000;
    harness.held[0]->finish();
    EXPECT_EQ(recorder.lines, (Lines{"POST /p 200 7 2000000 192.0.2.7"}));
    EXPECT_EQ(stats().latency.sumNs(), 2'000'000u);
}

TEST_F(HttpStats, PipelinedRequestsShareTheClockReadOfTheirArrival) {
    Client& client = harness.connect();
    std::string burst;
    for (int i = 0; i < 10; ++i) {
        burst += kGet;
    }
    clockReads = 0;
    harness.send(client, burst);
    EXPECT_EQ(stats().requests, 10u);
    EXPECT_EQ(recorder.lines.size(), 10u);
    EXPECT_EQ(clockReads, 11u) << "one for the read event, one for each end";
    clockReads = 0;
    harness.send(client, kGet);
    EXPECT_EQ(clockReads, 2u);
}

TEST_F(HttpStats, ConnectionsThatAreReadInOneTurnShareItToo) {
    for (int i = 0; i < 5; ++i) {
        harness.connect();
    }
    for (unsigned round = 1; round < 3; ++round) {
        clockReads = 0;
        fakeNs += 1'000'000;
        const std::uint64_t arrivedNs = fakeNs;
        Step reads([this] {
            for (Client& client : harness.clients) {
                client.data(kGet);
                fakeNs += 1; // it makes no difference
            }
        });
        harness.loop.enqueue(reads);
        harness.turn();
        EXPECT_EQ(clockReads, 6u) << "one for all arrivals, one for each end";
        EXPECT_EQ(recorder.lines.size(), 5 * round);
        EXPECT_EQ(recorder.lines.back(), "GET / 200 5 " + std::to_string(fakeNs - arrivedNs) + " 192.0.2.7");
    }
}

TEST_F(HttpStats, APipelinedRequestIsMeasuredFromTheEndOfTheOneBefore) {
    harness.handler.request = [](HttpExchange& exchange) {
        fakeNs += 100;
        exchange.respond(200, {}, bytesOf("x"));
    };
    Client& client = harness.connect();
    harness.send(client, std::string(kGet) + std::string(kGet));
    EXPECT_EQ(recorder.lines, (Lines{"GET / 200 1 100 192.0.2.7", "GET / 200 1 100 192.0.2.7"}));
}

TEST_F(HttpStats, SilenceOfTheObserverIsTheDefault) {
    harness.server->setObserver(nullptr);
    harness.send(harness.connect(), kGet);
    EXPECT_TRUE(recorder.lines.empty());
    EXPECT_EQ(stats().responses[2], 1u);
}

TEST_F(HttpStats, AHeadThatIsMalformedIsToldWithWhatIsKnown) {
    Client& client = harness.connect();
    const std::string answer = harness.send(client, "GET / HTTP/1.1\r\nHost: a\r\nbad field\r\n\r\n");
    const std::size_t body = answer.size() - answer.find("\r\n\r\n") - 4;
    EXPECT_EQ(recorder.lines, (Lines{"  400 " + std::to_string(body) + " 0 192.0.2.7"}));
    EXPECT_EQ(stats().responses[4], 1u);
    EXPECT_EQ(stats().latency.count(), 0u) << "nobody knows when it began";
    EXPECT_EQ(stats().bytesOut, answer.size());
}

TEST_F(HttpStats, AHeadThatComesTooSlowlyIsTold) {
    Client& client = harness.connect();
    harness.send(client, "GET / HT");
    harness.skip(60'001);
    ASSERT_EQ(recorder.lines.size(), 1u);
    EXPECT_EQ(recorder.lines[0].substr(0, 6), "  408 ");
}

TEST_F(HttpStats, ABodyThatIsTooLargeIsToldWithItsHead) {
    HttpOptions options;
    options.limits.bodyBytes = 3;
    remake(options);
    harness.send(harness.connect(), kPost);
    harness.send(harness.connect(), "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n");
    ASSERT_EQ(recorder.lines.size(), 2u);
    EXPECT_EQ(recorder.lines[0].substr(0, 12), "POST /p 413 ");
    EXPECT_EQ(recorder.lines[1].substr(0, 12), "POST /c 413 ");
}

TEST_F(HttpStats, ARequestThatItsClientGivesUpIsToldOnce) {
    harness.holdRequests();
    Client& waiting = harness.connect();
    harness.send(waiting, kGet);
    fakeNs += 50;
    waiting.error(Errc::Reset);
    EXPECT_EQ(recorder.lines, (Lines{"GET / 0 0 50 aborted 192.0.2.7"}));
    harness.turn();
    harness.held.clear();
    EXPECT_EQ(recorder.lines.size(), 1u);
    EXPECT_EQ(stats().responses[0], 1u);
    EXPECT_EQ(stats().aborted, 1u);
    EXPECT_EQ(stats().latency.count(), 0u);
}

TEST_F(HttpStats, AResponseThatIsCutIsToldWithItsStatus) {
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, kGet);
    harness.held[0]->begin(201, {});
    harness.held[0]->write(bytesOf("part"));
    harness.held[0]->abort();
    EXPECT_EQ(recorder.lines, (Lines{"GET / 201 4 0 aborted 192.0.2.7"}));
    EXPECT_EQ(stats().responses[2], 1u);
}

TEST_F(HttpStats, ABodyThatEndsTooSoonIsTold) {
    Client& client = harness.connect();
    harness.send(client, kPost);
    client.eof();
    harness.turn();
    EXPECT_EQ(recorder.lines, (Lines{"POST /p 0 0 0 aborted 192.0.2.7"}));
}

TEST_F(HttpStats, AConnectionWithoutARequestIsNotTold) {
    Client& silent = harness.connect();
    silent.eof();
    Client& partial = harness.connect();
    harness.send(partial, "GET /");
    partial.eof();
    harness.turn();
    EXPECT_TRUE(recorder.lines.empty());
    EXPECT_EQ(responses(), 0u);
}

TEST_F(HttpStats, RequestsOfAServerThatClosesAreTold) {
    harness.holdRequests();
    harness.send(harness.connect(), kGet);
    harness.server->close();
    EXPECT_EQ(recorder.lines, (Lines{"GET / 0 0 0 aborted 192.0.2.7"}));
}

TEST_F(HttpStats, AFileIsToldWhenItHasBeenSent) {
    TempTree tree;
    tree.file("file", std::string(300'000, 'f'));
    harness.handler.request = [&tree](HttpExchange& exchange) {
        const int fd = ::open(tree.path("file").c_str(), O_RDONLY | O_CLOEXEC);
        exchange.respondFile(200, {}, {tree.path("file"), 0, 300'000, fd});
    };
    Client& client = harness.connect();
    client.wire.room = 1'000;
    harness.send(client, kGet);
    EXPECT_TRUE(recorder.lines.empty());
    EXPECT_EQ(stats().inFlight, 0u) << "the handler is done with it";
    fakeNs += 900;
    client.wire.room = 1'000'000;
    EXPECT_TRUE(runUntil(harness.loop, [this, &client] {
        client.drain(1'000'000);
        return !recorder.lines.empty();
    }));
    EXPECT_EQ(recorder.lines, (Lines{"GET / 200 300000 900 192.0.2.7"}));

    Client& leaving = harness.connect();
    leaving.wire.room = 1'000;
    harness.send(leaving, kGet);
    leaving.error(Errc::Reset);
    EXPECT_EQ(recorder.lines.back(), "GET / 200 300000 0 aborted 192.0.2.7");
}

TEST_F(HttpStats, HeadAndEmptyResponsesSendNoBytes) {
    harness.send(harness.connect(), "HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(recorder.lines, (Lines{"HEAD /h 200 0 0 192.0.2.7"}));
}

TEST_F(HttpStats, EachRequestHasOneRecordWhateverHappens) {
    // A burst of which the last is malformed, behind one that the handler holds.
    harness.holdRequests();
    Client& client = harness.connect();
    harness.send(client, std::string(kGet) + std::string(kGet) + "BAD\r\n\r\n");
    harness.held[0]->respond(200, {}, bytesOf("1"));
    harness.turn();
    harness.held[1]->respond(204, {}, {});
    harness.turn();
    ASSERT_EQ(recorder.lines.size(), 3u);
    EXPECT_EQ(recorder.lines[1].substr(0, 10), "GET / 204 ");
    EXPECT_EQ(recorder.lines[2].substr(0, 6), "  400 ");
    EXPECT_EQ(responses(), 3u);
}

} // namespace
} // namespace aha::test
