#include "support/http_client_world.h"

#include <unistd.h>

namespace aha::test {
namespace {

using client::HttpBody;
using client::HttpRequest;
using Connection = ScriptedServer::Connection;

// Bodies, both ways.
class HttpBodyTest : public HttpClientTest {};

TEST_F(HttpBodyTest, SendsBodiesOfBytesAndFiles) {
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

TEST_F(HttpBodyTest, StreamsABodyWithBackpressure) {
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

TEST_F(HttpBodyTest, AStreamedBodyKeepsItsAnnouncedLength) {
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

TEST_F(HttpBodyTest, APauseStopsTheBodyAndLosesNothing) {
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

TEST_F(HttpBodyTest, ExpectContinueWaitsForLeave) {
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

TEST_F(HttpBodyTest, ExpectContinueGoesOnWithoutLeaveAfterAWhile) {
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

TEST_F(HttpBodyTest, ARefusedExpectationSendsNoBodyAndKeepsNoConnection) {
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

TEST_F(HttpBodyTest, AFileThatShrinksMeanwhileIsAnError) {
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

} // namespace
} // namespace aha::test
