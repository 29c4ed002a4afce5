#include "support/http_client_world.h"

namespace aha::test {
namespace {

using client::HttpBody;
using client::HttpRequest;
using Connection = ScriptedServer::Connection;

class HttpRetryTest : public HttpClientTest {
protected:
    // The port of a server that has gone.
    unsigned leave() {
        const unsigned port = server.port();
        server.listener->close();
        settle();
        return port;
    }
    void comeBack(unsigned port) {
        auto listening = net::TcpListener::listen(loop, "127.0.0.1", port, {}, server);
        ASSERT_TRUE(listening.ok()) << listening.error().message;
        server.listener = listening.take();
    }
    HttpRequest stubborn(unsigned port, unsigned count, std::uint64_t delayMs) {
        HttpRequest request = get("http://127.0.0.1:" + std::to_string(port) + "/");
        request.retry = {count, delayMs};
        return request;
    }
};

// ---- a kept connection that breaks

TEST_F(HttpRetryTest, AStaleConnectionIsTriedAgainForIdempotentRequests) {
    for (const std::string method : {"GET", "PUT", "POST"}) {
        serve(answer("1"));
        run(get(server.url()));
        const std::size_t before = server.connections.size();
        server.onRequest = [before](Connection& c, const std::string&) {
            if (c.index < before) {
                c.stream->close(); // as a server does whose keep-alive time was over
            } else {
                c.send(answer("again"));
            }
        };
        HttpRequest request = get(server.url());
        request.method = method;
        request.body = method == "GET" ? HttpBody() : HttpBody::ofString("body");
        CallRecorder& call = run(std::move(request));
        if (method == "POST") {
            EXPECT_EQ(call.error(), "protocol") << "it may have been done";
            EXPECT_EQ(call.outcome.attempts, 1U);
        } else {
            EXPECT_EQ(call.message(), "") << method;
            EXPECT_EQ(call.body, "again");
            EXPECT_EQ(call.outcome.attempts, 2U);
        }
    }
    EXPECT_EQ(client->stats().retries, 2U);
}

TEST_F(HttpRetryTest, ABeginOfAnAnswerForbidsARetry) {
    serve(answer("1"));
    run(get(server.url()));
    server.onRequest = [](Connection& c, const std::string&) {
        c.send("H");
        c.stream->shutdown();
    };
    CallRecorder& call = run(get(server.url()));
    EXPECT_EQ(call.error(), "protocol");
    EXPECT_EQ(call.outcome.attempts, 1U);
}

TEST_F(HttpRetryTest, RetriesHaveAnEnd) {
    server.onRequest = [](Connection& c, const std::string&) {
        if (c.answered++ == 0) {
            c.send(answer("1"));
        } else {
            c.stream->close();
        }
    };
    std::vector<CallRecorder*> calls; // several kept connections
    for (int i = 0; i < 5; ++i) {
        calls.push_back(&start(get(server.url())));
    }
    ASSERT_TRUE(runUntil([&] { return client->stats().succeeded == 5; }));
    EXPECT_EQ(client->pools()[0].idle, 5U);
    CallRecorder& call = run(get(server.url()));
    EXPECT_EQ(call.message(), "") << "the last attempt takes a new connection";
    EXPECT_EQ(call.outcome.attempts, 3U);
    EXPECT_EQ(client->stats().retries, 2U);
}

// ---- a connection that cannot be made

TEST_F(HttpRetryTest, AServerThatComesBackIsFound) {
    serve(answer("1"));
    const unsigned port = leave();
    HttpRequest request = stubborn(port, 2, 1'000);
    request.method = "POST"; // nothing was sent
    request.body = HttpBody::ofString("body");
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([&] { return client->stats().retries == 1; }));
    comeBack(port);
    loop.skipTime(1'000);
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.body, "1");
    EXPECT_EQ(server.requests.size(), 1U);
    EXPECT_EQ(call.outcome.attempts, 1U) << "it was sent once";
}

TEST_F(HttpRetryTest, TriesAsOftenAsItMayAndWaitsTwiceAsLong) {
    CallRecorder& call = start(stubborn(leave(), 3, 1'000));
    std::uint64_t pauseMs = 1'000;
    for (unsigned retry = 1; retry <= 3; ++retry, pauseMs *= 2) {
        ASSERT_TRUE(runUntil([&] { return client->stats().retries == retry; }));
        EXPECT_EQ(client->pools()[0].counters.connectErrors, retry);
        loop.skipTime(pauseMs * 8 / 10 - 1);
        settle();
        EXPECT_EQ(client->pools()[0].connecting, 0U) << "before its time";
        EXPECT_FALSE(call.isDone());
        loop.skipTime(pauseMs * 2 / 10 + 1);
    }
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "connect_failed");
    EXPECT_NE(call.message().find("(tried 4 times)"), std::string::npos) << call.message();
    EXPECT_EQ(client->stats().retries, 3U);
    EXPECT_EQ(client->pools()[0].counters.connectErrors, 4U);
}

TEST_F(HttpRetryTest, WithoutTheOptionItFailsAtOnce) {
    CallRecorder& call = run(stubborn(leave(), 0, 1'000));
    EXPECT_EQ(call.error(), "connect_failed");
    EXPECT_EQ(call.message().find("tried"), std::string::npos);
}

TEST_F(HttpRetryTest, TheTotalTimeBoundsThePauses) {
    HttpRequest request = stubborn(leave(), 10, 5'000);
    request.timeouts.totalMs = 2'000;
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([&] { return client->stats().retries == 1; }));
    loop.skipTime(2'000);
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "request_timeout");
    EXPECT_FALSE(loop.isAlive()) << "no pause goes on";
}

TEST_F(HttpRetryTest, CancellingEndsAPause) {
    const unsigned port = leave();
    CallRecorder& call = start(stubborn(port, 1, 1'000));
    CallRecorder& silent = start(stubborn(port, 1, 1'000));
    ASSERT_TRUE(runUntil([&] { return client->stats().retries == 2; }));
    call.call->cancel();
    silent.call.reset();
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "cancelled");
    EXPECT_EQ(silent.finishes, 0);
    EXPECT_FALSE(loop.isAlive());
}

// What the server has accepted may have been processed.
TEST_F(HttpRetryTest, ANewConnectionThatBreaksIsNotTriedAgain) {
    server.onRequest = [](Connection& c, const std::string&) { c.stream->close(); };
    CallRecorder& call = run(stubborn(server.port(), 5, 0));
    EXPECT_EQ(call.error(), "protocol");
    EXPECT_EQ(server.requests.size(), 1U);
    EXPECT_EQ(client->stats().retries, 0U);
}

} // namespace
} // namespace aha::test
