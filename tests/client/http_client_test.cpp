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

TEST_F(HttpCallTest, SendsBodiesOfBytesAndFiles) {
    const std::string path = testing::TempDir() + "aha_http_client_body";
    std::string big(700'000, 'b');
    FILE* file = std::fopen(path.c_str(), "w");
    std::fwrite(big.data(), 1, big.size(), file);
    std::fclose(file);
    serve(answer("x"));
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::ofString("start:");
    request.body.parts.push_back({{}, path, 10, 600'000});
    request.body.parts.push_back({net::OwnedBytes::fromString(":end"), {}, 0, {}});
    EXPECT_EQ(run(std::move(request)).message(), "");
    ASSERT_EQ(server.requests.size(), 1U);
    EXPECT_NE(server.requests[0].find("Content-Length: 600010\r\n"), std::string::npos);
    EXPECT_EQ(server.requests[0].substr(server.requests[0].find("\r\n\r\n") + 4),
              "start:" + big.substr(0, 600'000) + ":end");

    HttpRequest empty = get(server.url());
    empty.method = "POST";
    EXPECT_EQ(run(std::move(empty)).message(), "");
    EXPECT_NE(server.requests[1].find("Content-Length: 0\r\n"), std::string::npos);
    std::remove(path.c_str());

    HttpRequest missing = get(server.url());
    missing.method = "POST";
    missing.body = HttpBody::ofFile(path);
    EXPECT_EQ(run(std::move(missing)).error(), "invalid_request");
    EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(HttpCallTest, StreamsABodyWithBackpressure) {
    constexpr std::size_t kBytes = 20'000'000, kPiece = 100'000;
    server.onConnection = [](Connection& c) { c.stream->pauseReading(); };
    std::size_t got = 0;
    server.onBytes = [&got](Connection& c) {
        got += c.in.size();
        if (c.in.size() >= 17 && c.in.substr(c.in.size() - 17) == "\r\n0\r\nX-Sum: 7\r\n\r\n") {
            c.send(answer("x"));
        }
        c.in = c.in.substr(c.in.size() - std::min<std::size_t>(c.in.size(), 17));
        got -= c.in.size();
        c.server.received.clear();
    };
    HttpRequest request = get(server.url());
    request.method = "PUT";
    request.body = HttpBody::streamed();
    CallRecorder& call = start(std::move(request));
    std::size_t given = 0;
    call.writableAction = [&] {
        while (call.call->mayWrite() && given < kBytes) {
            ASSERT_TRUE(call.call->write(net::OwnedBytes::fromString(std::string(kPiece, 'z'))).ok());
            EXPECT_LT(call.call->queuedBytes(), client::HttpCall::kWriteQueueBytes + kPiece + 100);
            given += kPiece;
            if (given == kBytes) {
                ASSERT_TRUE(call.call->endBody({{"X-Sum", "7"}}).ok());
            }
        }
    };
    ASSERT_TRUE(runUntil([&] { return given > 0 && !call.call->mayWrite(); }));
    EXPECT_LT(given, kBytes); // the peer does not read
    server.connections[0].stream->resumeReading();
    EXPECT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
    EXPECT_GT(call.writables, 1);
    EXPECT_GT(got, kBytes);
}

TEST_F(HttpCallTest, AStreamedBodyKeepsItsAnnouncedLength) {
    serve(answer("x"));
    for (const char* text : {"abcdef", "abcd"}) {
        HttpRequest request = get(server.url());
        request.method = "PUT";
        request.body = HttpBody::streamed(5);
        CallRecorder& call = start(std::move(request));
        const bool first = call.call->write(net::OwnedBytes::fromString(text)).ok();
        EXPECT_EQ(first, std::string(text) == "abcd");
        EXPECT_FALSE(first && call.call->endBody().ok());
        EXPECT_TRUE(runUntil([&] { return call.isDone(); }));
        EXPECT_EQ(call.error(), "invalid_request");
    }
    HttpRequest request = get(server.url());
    request.method = "PUT";
    request.body = HttpBody::streamed(5);
    CallRecorder& call = start(std::move(request));
    EXPECT_TRUE(call.call->write(net::OwnedBytes::fromString("abcde")).ok());
    EXPECT_TRUE(call.call->endBody().ok());
    EXPECT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
    EXPECT_NE(server.requests.at(0).find("Content-Length: 5\r\n\r\nabcde"), std::string::npos);
}

TEST_F(HttpCallTest, APauseStopsTheBodyAndLosesNothing) {
    std::string big;
    for (int i = 0; big.size() < 2'000'000; ++i) {
        big += std::to_string(i) + ",";
    }
    serve(answer(big));
    CallRecorder& call = start(get(server.url()));
    call.bodyAction = [&] { call.call->pause(); };
    int resumes = 0;
    while (!call.isDone()) {
        const int before = call.pieces;
        ASSERT_TRUE(runUntil([&] { return call.pieces > before || call.isDone(); }));
        if (!call.isDone()) {
            ASSERT_EQ(call.pieces, before + 1);
            settle();
            ASSERT_EQ(call.pieces, before + 1) << "a piece during the pause";
            call.call->resume();
            ++resumes;
        }
    }
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.body, big);
    EXPECT_GT(resumes, 10);
    EXPECT_TRUE(runUntil([this] { return client->pools()[0].idle == 1; }));
}

TEST_F(HttpCallTest, ExpectContinueWaitsForLeave) {
    server.onBytes = [](Connection& c) {
        if (c.in.find("\r\n\r\nbody") != std::string::npos) {
            c.send(answer("x"));
        } else if (c.in.size() >= 4 && c.in.substr(c.in.size() - 4) == "\r\n\r\n") {
            ++c.answered;
            c.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
    };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::ofString("body");
    request.expectContinue = true;
    CallRecorder& call = run(std::move(request));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(server.connections[0].answered, 1U);
    EXPECT_TRUE(call.informational.empty());
}

TEST_F(HttpCallTest, ExpectContinueGoesOnWithoutLeaveAfterAWhile) {
    server.onRequest = [](Connection& c, const std::string&) { c.send(answer("x")); };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::ofString("body");
    request.expectContinue = true;
    request.continueMs = 700;
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([&] { return server.received.find("\r\n\r\n") != std::string::npos; }));
    EXPECT_EQ(call.call->phase(), client::HttpPhase::Continue);
    settle();
    EXPECT_TRUE(server.requests.empty());
    loop.skipTime(800);
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(server.requests.size(), 1U);
}

TEST_F(HttpCallTest, ARefusedExpectationSendsNoBodyAndKeepsNoConnection) {
    server.onBytes = [](Connection& c) {
        if (c.answered++ == 0) {
            c.send(answer("no", "", "417 Expectation Failed"));
        }
    };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::ofString("body");
    request.expectContinue = true;
    CallRecorder& call = run(std::move(request));
    EXPECT_EQ(call.message(), "");
    EXPECT_EQ(call.outcome.status, 417);
    EXPECT_TRUE(runUntil([this] { return server.connections[0].sawEof; }));
    EXPECT_EQ(server.received.find("\r\n\r\nbody"), std::string::npos);
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

TEST_F(HttpCallTest, AFileThatShrinksMeanwhileIsAnError) {
    const std::string path = testing::TempDir() + "aha_http_client_shrinks";
    FILE* file = std::fopen(path.c_str(), "w");
    const std::string big(30'000'000, 'b');
    std::fwrite(big.data(), 1, big.size(), file);
    std::fclose(file);
    server.onConnection = [](Connection& c) { c.stream->pauseReading(); };
    HttpRequest request = get(server.url());
    request.method = "POST";
    request.body = HttpBody::ofFile(path);
    CallRecorder& call = start(std::move(request));
    ASSERT_TRUE(runUntil([&] { return call.call->queuedBytes() > 0; })); // the kernel takes no more
    ASSERT_EQ(::truncate(path.c_str(), 1'000'000), 0);
    server.connections[0].stream->resumeReading();
    ASSERT_TRUE(runUntil([&] { return call.isDone(); }));
    EXPECT_EQ(call.error(), "invalid_request");
    EXPECT_NE(call.message().find("became shorter"), std::string::npos) << call.message();
    EXPECT_TRUE(server.requests.empty());
    std::remove(path.c_str());
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
