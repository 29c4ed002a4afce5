// Random scripts of everything a peer, a handler and an operator can do, in any order. Nothing may leak, hang
// or be told twice; run it under AddressSanitizer.
#include "core/server/file_response.h"
#include "support/http_harness.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace aha::test {
namespace {

using server::HttpExchange;
using server::HttpOptions;
using server::ResponseFields;
using Client = HttpHarness::Client;

class Chaos final : server::HttpObserver {
public:
    explicit Chaos(unsigned seed)
        : random_(seed), harness_(options(seed)), places_(options(seed).maxConcurrency) {
        harness_.server->setObserver(this);
        tree_.file("big", std::string(700'000, 'f'));
        harness_.handler.request = [this](HttpExchange& exchange) { onRequest(exchange); };
        harness_.handler.body = [this](HttpExchange& exchange) {
            EXPECT_FALSE(exchange.isAborted());
            if (chance(3)) {
                exchange.takeBody();
            }
        };
        harness_.handler.drained = [](HttpExchange& exchange) { EXPECT_TRUE(exchange.isStarted()); };
        harness_.handler.aborted = [this](HttpExchange& exchange) {
            EXPECT_TRUE(exchange.isAborted());
            const auto kept = open_.find(&exchange);
            if (kept != open_.end()) {
                EXPECT_EQ(++aborts_[&exchange], 1) << "told twice";
            }
        };
    }

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
        }
        finish();
    }

private:
    static HttpOptions options(unsigned seed) {
        HttpOptions options;
        options.pipelineBytes = 2000;
        options.highWaterMark = 5000;
        options.lowWaterMark = 1000;
        options.limits.bodyBytes = 3000;
        options.keepAliveRequests = 20;
        options.maxConnections = 12;
        options.readFilesInPlace = seed % 3 != 0;
        options.maxConcurrency = seed % 4;
        options.maxQueueMs = seed % 5 < 3 ? 30'000 : 0;
        options.maxQueued = 3;
        return options;
    }
    void onResponse(const HttpExchange& exchange, const server::ResponseRecord& record) override {
        ++records_;
        EXPECT_EQ(exchange.remoteAddress(), "192.0.2.7");
        EXPECT_TRUE(record.status == 0 ? record.aborted : record.status >= 200);
    }
    bool chance(unsigned in) { return random_() % in == 0; }
    std::size_t upTo(std::size_t most) { return random_() % (most + 1); }

    void step() {
        if (chance(6) || clients_.empty()) {
            clients_.push_back(&harness_.connect());
            return;
        }
        Client& client = *clients_[upTo(clients_.size() - 1)];
        if (chance(200)) {
            drain();
        }
        switch (random_() % 25) {
        case 24: client.wire.holdsInput = !client.wire.holdsInput; break;
        case 0: client.eof(); break;
        case 1: client.error(Errc::Reset); break;
        case 2: client.wire.isGone = true; break;
        case 3: harness_.skip(upTo(80'000)); break;
        case 4: client.wire.room = upTo(20'000); break;
        case 5:
        case 6: client.drain(upTo(100'000)); break;
        case 7:
        case 8:
        case 9: harness_.turn(1 + static_cast<unsigned>(upTo(2))); break;
        case 10:
        case 11:
        case 12:
        case 13: actOnKept(); break;
        default: feed(client); break;
        }
        client.act([](FakeStream& stream) { stream.deliver(); });
    }

    void feed(Client& client) {
        static const std::vector<std::string> kParts = {
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /two HTTP/1.1\r\nHost: a\r\n\r\nGET /three HTTP/1.1\r\nHost: a\r\n\r\n",
            "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
            "POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n",
            "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST /stream HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "5\r\nhello\r\n",
            "0\r\n\r\n",
            "0\r\nX-Trailer: y\r\n\r\n",
            "\r\n",
            "garbage",
        };
        std::string bytes = chance(8) ? std::string(upTo(9000), 'x') : kParts[upTo(kParts.size() - 1)];
        if (chance(5)) {
            bytes.resize(upTo(bytes.size()));
        }
        client.data(bytes);
    }

    void onRequest(HttpExchange& exchange) {
        EXPECT_FALSE(exchange.isStarted());
        EXPECT_FALSE(exchange.isAborted());
        ++calls_;
        std::size_t unfinished = 0; // aborted ones count as well: their handlers have not let go
        for (const auto& [kept, reference] : open_) {
            unfinished += kept->isFinished() ? 0 : 1;
        }
        EXPECT_TRUE(places_ == 0 || unfinished < places_);
        switch (random_() % 6) {
        case 0:
        case 1: act(exchange); break;
        case 2: ScriptedHandler::echo(exchange); break;
        default: break;
        }
        // A handler that lets go of an exchange has to answer it first.
        if (!exchange.isFinished() && !exchange.isAborted()) {
            keep(exchange);
        } else if (chance(4)) {
            keep(exchange);
        }
    }
    void keep(HttpExchange& exchange) { open_.emplace(&exchange, Ref<HttpExchange>(exchange)); }

    void actOnKept() {
        if (open_.empty()) {
            return;
        }
        auto at = open_.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(upTo(open_.size() - 1)));
        HttpExchange& exchange = *at->second;
        act(exchange);
        if ((exchange.isFinished() || exchange.isAborted()) && chance(2)) {
            aborts_.erase(&exchange);
            open_.erase(at);
        }
    }

    void act(HttpExchange& exchange) {
        switch (random_() % 12) {
        case 0:
        case 1:
        case 2: exchange.respond(200, {}, bytesOf(std::string(upTo(20'000), 'r'))); break;
        case 3: exchange.begin(200, {}); break;
        case 4: exchange.begin(200, {}, static_cast<std::int64_t>(upTo(100))); break;
        case 5: exchange.write(bytesOf(std::string(upTo(12'000), 'w'))); break;
        case 6:
        case 7: exchange.finish(); break;
        case 8: exchange.abort(); break;
        case 9: {
            auto file = server::OpenFile::open(tree_.path("big"));
            exchange.respondFile(200, {}, file.value().take(0, upTo(700'000)));
            break;
        }
        case 10:
            exchange.sendInformational(103, "Link: </x>\r\n");
            exchange.setBodyLimit(upTo(10'000));
            break;
        default: exchange.takeBody(); break;
        }
    }

    void drain() {
        if (!wasDrained_) {
            wasDrained_ = true;
            harness_.server->drain({upTo(2) * 200, false}, [this] { ++drained_; });
        }
    }

    void checkStatistics() {
        const ServerStats& stats = harness_.server->stats();
        EXPECT_EQ(stats.connections, 0u);
        EXPECT_EQ(stats.inFlight, 0u);
        EXPECT_EQ(stats.queued, 0u);
        EXPECT_EQ(stats.requests, calls_ + stats.overloaded);
        std::uint64_t responses = 0;
        for (const Counter& counter : stats.responses) {
            responses += counter;
        }
        EXPECT_EQ(responses, records_) << "each request is told once";
    }

    void finish() {
        if (chance(2)) {
            drain();
        }
        for (int i = 0; i < 5; ++i) {
            for (Client* client : clients_) {
                client->drain(1'000'000);
            }
            harness_.skip(20'000);
        }
        harness_.server->close();
        harness_.turn();
        checkStatistics();
        EXPECT_EQ(drained_, wasDrained_ ? 1 : 0);
        for (const auto& [exchange, kept] : open_) {
            EXPECT_TRUE(exchange->isFinished() || exchange->isAborted());
            exchange->respond(200, {}, {});
        }
        for (Client* client : clients_) {
            EXPECT_TRUE(client->wire.isDestroyed);
        }
        if (chance(2)) {
            harness_.server.reset(); // before what is kept
        }
        open_.clear();
    }

    std::mt19937 random_;
    TempTree tree_;
    HttpHarness harness_;
    std::vector<Client*> clients_;
    std::map<HttpExchange*, Ref<HttpExchange>> open_;
    std::map<HttpExchange*, int> aborts_;
    std::uint64_t records_ = 0, calls_ = 0;
    const std::uint32_t places_;
    int drained_ = 0;
    bool wasDrained_ = false;
};

TEST(HttpChaos, SurvivesAnyOrderOfEvents) {
    Chaos(0).run(1); // libuv opens some once per process
    const std::size_t before = openDescriptors();
    for (unsigned seed = 1; seed <= 150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Chaos(seed).run(400);
        if (::testing::Test::HasFailure()) {
            break;
        }
    }
    EXPECT_EQ(openDescriptors(), before);
}

} // namespace
} // namespace aha::test
