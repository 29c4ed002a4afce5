#include "support/http_client_world.h"

#include <unistd.h>

namespace aha::test {
namespace {

using client::HttpBody;
using client::HttpRequest;
using Connection = ScriptedServer::Connection;

class HttpCallTest : public HttpClientTest {};

TEST_F(HttpCallTest, GetsAnAnswer) {
    serve(answer("hello", "X-A: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"));
    CallRecorder& call = run(get(server.url("/path?q=1")));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.outcome.status, 200);
    EXPECT_EQ(call.body, "hello");
    EXPECT_EQ(call.head.join("set-cookie"), "a=1, b=2");
    EXPECT_EQ(call.outcome.attempts, 1U);
    EXPECT_FALSE(call.outcome.reused);
    EXPECT_EQ(call.outcome.remoteAddress, "127.0.0.1:" + std::to_string(server.port()));
    EXPECT_EQ(call.outcome.receivedBytes, 5U);
    EXPECT_EQ(call.outcome.sentBytes, server.received.size());
    ASSERT_EQ(server.requests.size(), 1U);
    EXPECT_EQ(server.requests[0].substr(0, 26), "GET /path?q=1 HTTP/1.1\r\nHo");
    EXPECT_NE(server.requests[0].find("\r\nUser-Agent: Aha\r\n"), std::string::npos);
    EXPECT_NE(server.requests[0].find("\r\nAccept-Encoding: gzip"), std::string::npos);
    EXPECT_EQ(server.requests[0].find("Content-Length"), std::string::npos);
}

TEST_F(HttpCallTest, EveryCutOfTheBytesGivesTheSameAnswer) {
    const std::string bytes =
        "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
        "Trailer: T\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nT: end\r\n\r\n";
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        Connection* last = nullptr;
        server.onRequest = [&](Connection& c, const std::string&) {
            last = &c;
            c.send(bytes.substr(0, cut));
        };
        CallRecorder& call = start(get(server.url()));
        ASSERT_TRUE(runUntil([&] { return last != nullptr; }));
        settle();
        last->send(bytes.substr(cut));
        ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
        ASSERT_EQ(call.message(), "") << cut;
        EXPECT_EQ(call.body, "hello world");
        EXPECT_EQ(call.informational, std::vector<int>{103});
        EXPECT_EQ(call.outcome.trailers.find("t"), "end");
    }
    EXPECT_EQ(server.connections.size(), 1U);
    EXPECT_EQ(client->stats().succeeded, bytes.size() - 1);
    EXPECT_EQ(client->stats().connections, 1U);
}

TEST_F(HttpCallTest, KeepsAConnectionForTheNextRequest) {
    serve(answer("x"));
    EXPECT_EQ(run(get(server.url())).message(), "");
    CallRecorder& second = run(get(server.url("/2")));
    EXPECT_TRUE(second.outcome.reused);
    EXPECT_EQ(server.connections.size(), 1U);
    EXPECT_EQ(client->stats().reuseRatio(), 0.5);
    ASSERT_EQ(client->pools().size(), 1U);
    EXPECT_EQ(client->pools()[0].idle, 1U);
    EXPECT_EQ(client->pools()[0].counters.reused, 1U);
}

TEST_F(HttpCallTest, AnIdleConnectionKeepsNoLoopRunning) {
    serve(answer("x"));
    server.onRequest = [this](Connection& c, const std::string&) {
        c.send(answer("x"));
        c.stream->setBackground(true); // the test's own end
    };
    CallRecorder& call = start(get(server.url()));
    call.finishAction = [this] { server.listener->close(); };
    EXPECT_EQ(loop.run(), net::Loop::End::Quiescent);
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(client->pools()[0].idle, 1U);
}

TEST_F(HttpCallTest, WithoutKeepAliveItSaysSoAndCloses) {
    serve(answer("x"));
    HttpRequest request = get(server.url());
    request.keepAlive = false;
    EXPECT_EQ(run(std::move(request)).message(), "");
    EXPECT_NE(server.requests[0].find("\r\nConnection: close\r\n"), std::string::npos);
    EXPECT_TRUE(runUntil([this] { return server.connections[0].sawEof; }));
    EXPECT_EQ(client->pools()[0].size, 0U);
}

TEST_F(HttpCallTest, BodiesThatEndInManyWays) {
    struct Case {
        const char* bytes;
        bool closes;
        const char* body;
    };
    for (const Case& each :
         {Case{"HTTP/1.1 204 No Content\r\n\r\n", false, ""},
          Case{"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", false, ""},
          Case{"HTTP/1.1 200 OK\r\n\r\nuntil the end", true, "until the end"},
          Case{"HTTP/1.0 200 OK\r\n\r\n", true, ""},
          Case{"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", false, "x"}}) {
        server.onRequest = [&each](Connection& c, const std::string&) {
            c.send(each.bytes);
            if (each.closes) {
                c.stream->shutdown();
            }
        };
        CallRecorder& call = run(get(server.url()));
        EXPECT_EQ(call.message(), "") << each.bytes;
        EXPECT_EQ(call.body, each.body);
    }
    serve("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    HttpRequest head = get(server.url());
    head.method = "HEAD";
    CallRecorder& call = run(std::move(head));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.head.contentLength(), 5U);
}

TEST_F(HttpCallTest, WrongRequestsAreToldByTheEnd) {
    serve(answer("x"));
    HttpRequest header = get(server.url());
    header.headers = {{"X", "a\r\nInjected: 1"}};
    EXPECT_EQ(run(std::move(header)).error(), "invalid_request");
    HttpRequest method = get(server.url());
    method.method = "GE T";
    EXPECT_EQ(run(std::move(method)).error(), "invalid_request");
    HttpRequest connect = get(server.url());
    connect.method = "CONNECT";
    EXPECT_EQ(run(std::move(connect)).error(), "invalid_request");
    EXPECT_TRUE(server.connections.empty());
}

TEST_F(HttpCallTest, CancelEndsItOnceAndClosesTheConnection) {
    CallRecorder& call = start(get(server.url()));
    ASSERT_TRUE(runUntil([this] { return server.requests.size() == 1; }));
    call.call->cancel();
    call.call->cancel();
    EXPECT_EQ(call.finishes, 0);
    settle();
    EXPECT_EQ(call.finishes, 1);
    EXPECT_EQ(call.error(), "cancelled");
    EXPECT_TRUE(runUntil([this] { return server.connections[0].sawEof || server.connections[0].sawError; }));
    EXPECT_EQ(client->stats().active, 0U);
}

TEST_F(HttpCallTest, ADeadlineOfTheCallerIsATimeOut) {
    CallRecorder& call = start(get(server.url()));
    ASSERT_TRUE(runUntil([this] { return server.requests.size() == 1; }));
    call.call->timeOut("the deadline of the request was reached");
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "request_timeout");
    EXPECT_NE(call.message().find("the deadline of the request"), std::string::npos);
}

TEST_F(HttpCallTest, DestroyingItInAnyCallbackIsSilent) {
    serve("HTTP/1.1 102 Wait\r\n\r\n" + answer("hello"));
    for (int where = 0; where < 3; ++where) {
        CallRecorder& call = start(get(server.url()));
        auto destroy = [&call] { call.call.reset(); };
        (where == 0 ? call.headAction : where == 1 ? call.bodyAction : call.finishAction) = destroy;
        ASSERT_TRUE(runUntil([&] { return !call.call; }));
        settle();
        EXPECT_EQ(call.finishes, where == 2 ? 1 : 0);
    }
    EXPECT_EQ(client->stats().active, 0U);
    EXPECT_EQ(client->stats().failed[std::size_t(client::HttpErrorKind::Cancelled)], 2U);
}

TEST_F(HttpCallTest, ClosingTheClientEndsAllCalls) {
    std::vector<CallRecorder*> calls;
    for (int i = 0; i < 3; ++i) {
        calls.push_back(&start(get(server.url())));
    }
    ASSERT_TRUE(runUntil([this] { return server.requests.size() == 3; }));
    client.reset();
    for (CallRecorder* call : calls) {
        EXPECT_EQ(call->finishes, 1);
        EXPECT_EQ(call->error(), "cancelled");
        call->call->cancel(); // inert
        EXPECT_TRUE(call->call->isFinished());
    }
    settle();
}

TEST_F(HttpCallTest, AnExhaustedPoolRefusesOrWaits) {
    Connection* held = nullptr;
    server.onRequest = [&](Connection& c, const std::string&) { held = &c; };
    auto small = [this] {
        HttpRequest request = get(server.url());
        request.poolSize = 1;
        request.holder = "app.php:12";
        return request;
    };
    CallRecorder& first = start(small());
    ASSERT_TRUE(runUntil([&] { return held != nullptr; }));
    CallRecorder& refused = run(small());
    EXPECT_EQ(refused.error(), "pool_exhausted");
    EXPECT_NE(refused.message().find("app.php:12"), std::string::npos) << refused.message();

    HttpRequest waiting = small();
    waiting.timeouts.poolMs = 3'000;
    CallRecorder& tooLong = start(std::move(waiting));
    loop.skipTime(3'100);
    ASSERT_TRUE(runUntil([&] { return tooLong.isDone(); }));
    EXPECT_EQ(tooLong.error(), "pool_exhausted");

    HttpRequest patient = small();
    patient.timeouts.poolMs = 3'000;
    CallRecorder& second = start(std::move(patient));
    settle();
    held->send(answer("1"));
    ASSERT_TRUE(runUntil([this] { return server.requests.size() == 2; }));
    held->send(answer("2"));
    ASSERT_TRUE(runUntil([&] { return first.isDone() && second.isDone(); }));
    EXPECT_EQ(first.body + second.body, "12");
    EXPECT_TRUE(second.outcome.reused);
    EXPECT_EQ(server.connections.size(), 1U);
}

TEST_F(HttpCallTest, ManyAtOnceShareTheirConnections) {
    serve(answer("x"));
    std::vector<CallRecorder*> calls;
    for (int i = 0; i < 100; ++i) {
        HttpRequest request = get(server.url());
        request.poolSize = 10;
        request.timeouts.poolMs = 10'000;
        calls.push_back(&start(std::move(request)));
    }
    ASSERT_TRUE(runUntil([&] {
        for (CallRecorder* call : calls) {
            if (!call->isDone()) {
                return false;
            }
        }
        return true;
    }));
    for (CallRecorder* call : calls) {
        EXPECT_EQ(call->message(), "");
    }
    EXPECT_LE(server.connections.size(), 10U);
    EXPECT_EQ(client->stats().succeeded, 100U);
}

TEST_F(HttpCallTest, OriginsBeyondTheLimitMakeRoom) {
    client::HttpClientOptions options;
    options.maxPools = 2;
    client.emplace(loop, options);
    serve(answer("x"));
    for (std::size_t size = 1; size <= 5; ++size) {
        HttpRequest request = get(server.url());
        request.poolSize = size; // another pool each time
        EXPECT_EQ(run(std::move(request)).message(), "");
    }
    EXPECT_EQ(client->pools().size(), 2U);

    server.onRequest = nullptr;
    for (std::size_t size = 1; size <= 3; ++size) {
        HttpRequest request = get(server.url());
        request.poolSize = size;
        CallRecorder& call = start(std::move(request));
        settle();
        EXPECT_EQ(call.isDone(), size == 3);
    }
    EXPECT_EQ(recorders.back().error(), "pool_exhausted");
}

class Spy final : public client::CallObserver {
public:
    void onCallStart(const client::CallTrace& trace) override { log.push_back("start " + trace.name); }
    void onCallEnd(const client::CallTrace& trace, double ms, int status, const Error* error) override {
        EXPECT_GE(ms, 0.0);
        log.push_back("end " + trace.name + " " + std::to_string(status) + (error ? " failed" : ""));
    }
    std::vector<std::string> log;
};

TEST_F(HttpCallTest, AnObserverSeesEachCallOnce) {
    Spy spy;
    client->setObserver(&spy);
    serve(answer("x"));
    run(get("http://user:secret@127.0.0.1:" + std::to_string(server.port()) + "/p?token=1"));
    server.onRequest = [](Connection& c, const std::string&) { c.stream->close(); };
    HttpRequest post = get(server.url("/q"));
    post.method = "POST";
    run(std::move(post));
    const std::string base = "http://127.0.0.1:" + std::to_string(server.port());
    EXPECT_EQ(spy.log,
              (std::vector<std::string>{"start GET " + base + "/p", "end GET " + base + "/p 200",
                                        "start POST " + base + "/q", "end POST " + base + "/q 0 failed"}));
    client->setObserver(nullptr);
}

} // namespace
} // namespace aha::test
