#include "support/http_client_world.h"

#include <condition_variable>
#include <mutex>
#include <random>

namespace aha::test {
namespace {

using client::HttpBody;
using client::HttpRequest;
using Connection = ScriptedServer::Connection;

class HttpFaultTest : public HttpClientTest {};

TEST_F(HttpFaultTest, ACloseBeforeTheAnswerIsAnError) {
    server.onRequest = [](Connection& c, const std::string&) { c.stream->close(); };
    CallRecorder& call = run(get(server.url()));
    EXPECT_EQ(call.error(), "protocol");
    EXPECT_NE(call.message().find("closed the connection without an answer"), std::string::npos)
        << call.message();
    EXPECT_EQ(server.connections.size(), 1U) << "a new connection is not tried again";
}

TEST_F(HttpFaultTest, AResetIsAnError) {
    server.onRequest = [](Connection& c, const std::string&) { c.stream->reset(); };
    CallRecorder& call = run(get(server.url()));
    EXPECT_TRUE(call.error() == "protocol" || call.error() == "send_failed") << call.error();
}

// Every place where an answer can be cut off.
TEST_F(HttpFaultTest, AnAnswerCutShortIsNeverASuccess) {
    for (const std::string& whole :
         {answer("hello"), std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                       "5\r\nhello\r\n0\r\n\r\n")}) {
        for (std::size_t cut = 0; cut < whole.size(); ++cut) {
            server.onRequest = [&](Connection& c, const std::string&) {
                c.send(whole.substr(0, cut));
                c.stream->shutdown();
            };
            CallRecorder& call = run(get(server.url()));
            ASSERT_EQ(call.error(), "protocol") << cut;
            call.call.reset();
        }
    }
    EXPECT_EQ(client->pools()[0].size, 0U);
}

TEST_F(HttpFaultTest, GarbageIsAnErrorAndClosesTheConnection) {
    for (const char* bytes :
         {"garbage\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
          "HTTP/1.1 200 OK\r\nContent-Encoding: exotic\r\nContent-Length: 4\r\n\r\nabcd"}) {
        serve(bytes);
        CallRecorder& call = run(get(server.url()));
        EXPECT_EQ(call.error(), "protocol") << bytes;
        EXPECT_TRUE(runUntil([this] { return client->pools()[0].size == 0; }));
    }
}

TEST_F(HttpFaultTest, LimitsHoldAtTheLimitAndBeyond) {
    for (std::uint64_t size : {10U, 11U}) {
        for (bool chunked : {false, true}) {
            const std::string body(size, 'x');
            serve(chunked ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                std::string(size == 10 ? "a" : "b") + "\r\n" + body + "\r\n0\r\n\r\n"
                          : answer(body));
            HttpRequest request = get(server.url());
            request.maxBodyBytes = 10;
            CallRecorder& call = run(std::move(request));
            EXPECT_EQ(call.error(), size == 10 ? "" : "too_large");
            EXPECT_LE(call.body.size(), 10U);
        }
    }
    serve("HTTP/1.1 200 OK\r\nA: 1\r\nB: 2\r\nContent-Length: 0\r\n\r\n");
    for (std::size_t count : {3U, 2U}) {
        HttpRequest request = get(server.url());
        request.limits.headerCount = count;
        EXPECT_EQ(run(std::move(request)).error(), count == 3 ? "" : "too_large");
    }
}

// ---- a kept connection

TEST_F(HttpFaultTest, TwoAnswersToOneRequestAreNeverMixedUp) {
    serve(answer("1") + answer("evil"));
    CallRecorder& first = run(get(server.url()));
    EXPECT_EQ(first.body, "1");
    serve(answer("2"));
    CallRecorder& second = run(get(server.url()));
    EXPECT_EQ(second.body, "2");
    EXPECT_EQ(server.connections.size(), 2U);
}

TEST_F(HttpFaultTest, AnUnsolicitedByteKillsAnIdleConnection) {
    serve(answer("1"));
    run(get(server.url()));
    server.connections[0].send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
    ASSERT_TRUE(runUntil([this] { return client->pools()[0].size == 0; }));
    serve(answer("2"));
    EXPECT_EQ(run(get(server.url())).body, "2");
    EXPECT_EQ(server.connections.size(), 2U);
}

// The bytes wait in the kernel when the connection is borrowed.
TEST_F(HttpFaultTest, UnreadBytesOrAnEndAreSeenAtBorrow) {
    for (bool ends : {false, true}) {
        serve(answer("1"));
        run(get(server.url()));
        const std::size_t before = server.connections.size();
        Connection& kept = server.connections.back();
        if (ends) {
            kept.stream->shutdown(); // FIN, at once
        } else {
            kept.send("x");
        }
        CallRecorder& call = run(get(server.url())); // acquired before the loop reads
        EXPECT_EQ(call.message(), "");
        EXPECT_EQ(call.body, "1");
        EXPECT_EQ(server.connections.size(), before + 1);
        EXPECT_EQ(call.outcome.attempts, 1U) << "the dead one was not even tried";
    }
}

// ---- time

TEST_F(HttpFaultTest, TheFirstByteHasItsTime) {
    HttpRequest request = get(server.url());
    request.timeouts.firstByteMs = 2'000;
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([this] { return server.requests.size() == 1; }));
    loop.skipTime(1'900);
    settle();
    EXPECT_FALSE(call.isDone());
    loop.skipTime(200);
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "request_timeout");
    EXPECT_EQ(call.outcome.error->phase, client::HttpPhase::FirstByte);
    EXPECT_NE(call.message().find("the head of the answer"), std::string::npos) << call.message();
    EXPECT_NE(call.message().find("GET http://127.0.0.1:"), std::string::npos);
}

TEST_F(HttpFaultTest, AStallInTheBodyEndsByIdleTimeAndADripByTotalTime) {
    server.onRequest = [](Connection& c, const std::string&) {
        c.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
    };
    HttpRequest stalled = get(server.url());
    stalled.timeouts.idleMs = 3'000;
    CallRecorder& first = start(std::move(stalled));
    ASSERT_TRUE(runUntil([&] { return first.body == "x"; }));
    loop.skipTime(3'100);
    ASSERT_TRUE(runUntil([&] { return first.isDone(); }));
    EXPECT_EQ(first.error(), "request_timeout");
    EXPECT_EQ(first.outcome.error->phase, client::HttpPhase::Body);
    EXPECT_EQ(first.outcome.status, 200);

    HttpRequest dripped = get(server.url());
    dripped.timeouts.idleMs = 3'000;
    dripped.timeouts.totalMs = 10'000;
    CallRecorder& second = start(std::move(dripped));
    ASSERT_TRUE(runUntil([&] { return second.body == "x"; }));
    for (std::size_t bytes = 2; bytes <= 5; ++bytes) {
        loop.skipTime(2'000);
        server.connections.back().send("y");
        ASSERT_TRUE(runUntil([&] { return second.body.size() == bytes || second.isDone(); }));
        ASSERT_FALSE(second.isDone()) << second.message();
    }
    loop.skipTime(2'100);
    ASSERT_TRUE(runUntil([&] { return second.isDone(); }));
    EXPECT_EQ(second.error(), "request_timeout");
    EXPECT_NE(second.message().find("after 10000 ms"), std::string::npos) << second.message();
}

TEST_F(HttpFaultTest, APauseStopsTheIdleTime) {
    server.onRequest = [](Connection& c, const std::string&) { c.send(answer(std::string(500'000, 'x'))); };
    HttpRequest request = get(server.url());
    request.timeouts.idleMs = 1'000;
    CallRecorder& call = start(std::move(request));
    call.bodyAction = [&] {
        if (call.pieces == 1) {
            call.call->pause();
        }
    };
    ASSERT_TRUE(runUntil([&] { return call.pieces == 1; }));
    passTime(5'000);
    EXPECT_FALSE(call.isDone()) << call.message();
    call.call->resume();
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.body.size(), 500'000U);
}

TEST_F(HttpFaultTest, APeerThatDoesNotReadIsAnIdleOne) {
    server.onConnection = [](Connection& c) { c.stream->pauseReading(); };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::ofString(std::string(20'000'000, 'x'));
    request.timeouts.idleMs = 1'000;
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([this] { return server.connections.size() == 1; }));
    runFor(loop, 50); // the kernel's buffers fill
    ASSERT_FALSE(call.isDone());
    EXPECT_EQ(call.call->phase(), client::HttpPhase::Send);
    EXPECT_LT(call.call->queuedBytes(), 300'000U) << "no copy of the whole body waits";
    loop.skipTime(1'100);
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "request_timeout");
}

TEST_F(HttpFaultTest, AStreamedBodyMayComeSlowly) {
    serve(answer("x"));
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::streamed();
    request.timeouts.idleMs = 1'000;
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([&] { return call.writables == 1; }));
    passTime(5'000);
    ASSERT_FALSE(call.isDone()) << call.message();
    EXPECT_TRUE(call.call->endBody().ok());
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
}

// ---- connecting

TEST_F(HttpFaultTest, ARefusedConnectSaysSo) {
    const std::string url = server.url();
    server.listener->close();
    CallRecorder& call = run(get(url));
    EXPECT_EQ(call.error(), "connect_failed");
    EXPECT_EQ(call.outcome.error->error.code, Errc::Refused);
    EXPECT_EQ(run(get(url)).error(), "connect_failed") << "behind the pause after a failure";
}

TEST_F(HttpFaultTest, AnUnknownNameAndASlowOneAreToldApart) {
    client.reset();
    struct Gate { // shared: the thread may outlive the test
        std::mutex mutex;
        std::condition_variable opened;
        bool isClosed = false;
    };
    auto gate = std::make_shared<Gate>();
    client::HttpClientOptions options;
    options.lookup = [gate](const std::string& name) -> net::Resolver::Answer {
        // When it is closed, a thread of the pool is stuck until the call has ended.
        std::unique_lock<std::mutex> lock(gate->mutex);
        gate->opened.wait(lock, [&gate] { return !gate->isClosed; });
        return Error{Errc::Unreachable, "unknown name " + name};
    };
    client.emplace(loop, options);
    EXPECT_EQ(run(get("http://nowhere.invalid/")).error(), "connect_failed");
    {
        const std::lock_guard<std::mutex> lock(gate->mutex);
        gate->isClosed = true;
    }
    HttpRequest slow = get("http://slow.invalid/");
    slow.timeouts.dnsMs = 50;
    CallRecorder& call = run(std::move(slow));
    EXPECT_EQ(call.error(), "connect_timeout") << call.message();
    const std::lock_guard<std::mutex> lock(gate->mutex);
    gate->isClosed = false;
    gate->opened.notify_all();
}

// Both wait for the same handshake; each has its own patience.
TEST_F(HttpFaultTest, CallsThatShareAConnectKeepTheirOwnLimits) {
    client::HttpClientOptions options;
    options.pool.maxConnecting = 1;
    server.onBytes = [](Connection&) {}; // no handshake ever
    auto ask = [this](std::uint64_t tlsMs) {
        HttpRequest request = get("https://127.0.0.1:" + std::to_string(server.port()) + "/");
        request.timeouts = {0, 100, 100, tlsMs, 0, 0, 0};
        return request;
    };
    for (bool longFirst : {true, false}) {
        client.emplace(loop, options);
        const std::size_t before = server.received.size();
        CallRecorder& first = start(ask(longFirst ? 30'000 : 1'000));
        CallRecorder& second = start(ask(longFirst ? 1'000 : 30'000));
        CallRecorder& patient = longFirst ? first : second;
        CallRecorder& hasty = longFirst ? second : first;
        ASSERT_TRUE(runUntil([&] { return server.received.size() > before; }));
        loop.skipTime(3'000); // its steps, and the pause after a failure
        ASSERT_TRUE(runUntil([&] { return hasty.isDone(); }));
        EXPECT_EQ(hasty.error(), "connect_timeout") << hasty.message();
        settle();
        EXPECT_FALSE(patient.isDone()) << patient.message();
        for (int i = 0; i < 10 && !patient.isDone(); ++i) {
            loop.skipTime(31'000);
            runFor(loop, 5);
        }
        ASSERT_TRUE(patient.isDone());
        EXPECT_EQ(patient.error(), "connect_timeout") << patient.message();
        first.call.reset();
        second.call.reset();
    }
}

TEST_F(HttpFaultTest, ARefusalLetsTheWriterGoOn) {
    server.onConnection = [](Connection& c) { c.stream->pauseReading(); };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::streamed();
    CallRecorder& call = start(std::move(request));
    bool isRefused = false;
    call.writableAction = [&] {
        isRefused = isRefused || call.heads > 0;
        for (int i = 0; i < 1000 && call.call->mayWrite(); ++i) {
            EXPECT_TRUE(call.call->write(net::OwnedBytes::fromString(std::string(50'000, 'x'))).ok());
        }
    };
    ASSERT_TRUE(runUntil([&] { return call.writables > 0 && !call.call->mayWrite(); }));
    server.connections[0].send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nn");
    ASSERT_TRUE(runUntil([&] { return isRefused; }));
    EXPECT_EQ(call.call->queuedBytes(), 0U);
    server.connections[0].send("o");
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.outcome.status, 413);
    EXPECT_EQ(call.body, "no");
}

// ---- everything at random: whatever the server does, each call ends once.

TEST_F(HttpFaultTest, EachCallEndsExactlyOnceWhateverHappens) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto roll = [&random](unsigned sides) { return random() % sides; };
        server.onRequest = [&](Connection& c, const std::string& request) {
            const std::size_t at = request.find(" /") + 2;
            const std::string id = request.substr(at, request.find(' ', at) - at);
            switch (roll(9)) {
            case 0: c.stream->close(); break;
            case 1: c.stream->reset(); break;
            case 2: c.send("HTTP/1.1 2"); break; // and no more
            case 3: c.send(answer(id) + answer("evil")); break;
            case 4:
                c.send("HTTP/1.1 302 Found\r\nLocation: /" + id + "\r\nContent-Length: 3\r\n\r\nxyz");
                break;
            case 5:
                c.send("HTTP/1.1 200 OK\r\n\r\n" + id);
                c.stream->shutdown();
                break;
            case 6: c.send("garbage\r\n\r\n"); break;
            default: c.send(answer(id)); break;
            }
        };
        std::vector<CallRecorder*> calls;
        for (int i = 0; i < 25; ++i) {
            HttpRequest request = get(server.url("/" + std::to_string(i)));
            request.method = roll(3) == 0 ? "POST" : "GET";
            request.poolSize = 6;
            request.timeouts.poolMs = roll(2) == 0 ? 0 : 30'000;
            request.timeouts.idleMs = 500;
            request.timeouts.totalMs = roll(2) == 0 ? 0 : 2'000;
            calls.push_back(&start(std::move(request)));
            if (roll(8) == 0) {
                calls.back()->call->cancel();
            } else if (roll(10) == 0) {
                calls.back()->headAction = [last = calls.back()] { last->call->cancel(); };
            }
        }
        auto allDone = [&] {
            for (CallRecorder* call : calls) {
                if (!call->isDone()) {
                    return false;
                }
            }
            return true;
        };
        for (int i = 0; i < 400 && !allDone(); ++i) {
            settle();
            loop.skipTime(100);
        }
        ASSERT_TRUE(runUntil(allDone));
        settle();
        for (std::size_t i = 0; i < calls.size(); ++i) {
            EXPECT_EQ(calls[i]->finishes, 1);
            if (!calls[i]->outcome.error) {
                EXPECT_EQ(calls[i]->body, std::to_string(i)) << "a reply of another request";
            }
        }
        EXPECT_EQ(client->stats().active, 0U);
        for (const pool::PoolReport& report : client->pools()) {
            EXPECT_EQ(report.leased, 0U);
            EXPECT_EQ(report.waiting, 0U);
        }
    }
}

} // namespace
} // namespace aha::test
