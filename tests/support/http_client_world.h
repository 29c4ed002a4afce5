#pragma once

#include "core/client/http_client.h"
#include "core/net/stream.h"
#include "core/net/tcp_listener.h"
#include "core/net/tls_context.h"
#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aha::test {

// A server on 127.0.0.1 that does what the test says with each request, or with each byte.
class ScriptedServer final : public net::AcceptHandler {
public:
    struct Connection final : net::StreamListener {
        Connection(ScriptedServer& owner, net::StreamPtr adopted, std::size_t number)
            : server(owner), stream(std::move(adopted)), index(number) {}
        void onOpen() override {}
        void onData(std::string_view bytes) override {
            in.append(bytes);
            server.received.append(bytes);
            if (server.onBytes) {
                server.onBytes(*this);
                return;
            }
            while (std::optional<std::string> request = next()) {
                server.requests.push_back(*request);
                if (server.onRequest) {
                    server.onRequest(*this, *request);
                }
            }
        }
        void onEof() override {
            sawEof = true;
            stream->close();
        }
        void onError(const Error&) override {
            sawError = true;
            stream->close();
        }
        void onClosed() override { isClosed = true; }
        // A whole request with Content-Length or without body.
        std::optional<std::string> next() {
            const std::size_t end = in.find("\r\n\r\n");
            if (end == std::string::npos) {
                return {};
            }
            std::size_t bytes = end + 4;
            if (const std::size_t at = in.find("Content-Length: "); at < end) {
                bytes += static_cast<std::size_t>(std::atol(in.c_str() + at + 16));
            } else if (in.find("Transfer-Encoding: chunked") < end) {
                const std::size_t last = in.find("\r\n0\r\n", end);
                const std::size_t stop = last == std::string::npos ? last : in.find("\r\n\r\n", last + 2);
                if (stop == std::string::npos) {
                    return {};
                }
                bytes = stop + 4;
            }
            if (in.size() < bytes) {
                return {};
            }
            std::string request = in.substr(0, bytes);
            in.erase(0, bytes);
            return request;
        }
        void send(std::string_view bytes) {
            if (!isClosed) {
                stream->write(bytes);
            }
        }

        ScriptedServer& server;
        net::StreamPtr stream;
        std::size_t index;
        std::string in;
        unsigned answered = 0;
        bool sawEof = false, sawError = false, isClosed = false;
    };

    explicit ScriptedServer(net::Loop& loop, net::TlsContext* tls = nullptr,
                            std::string_view address = "127.0.0.1")
        : loop_(loop), tls_(tls) {
        auto listening = net::TcpListener::listen(loop, address, 0, {}, *this);
        EXPECT_TRUE(listening.ok()) << (listening ? "" : listening.error().message);
        listener = listening.take();
    }
    void onAccept(net::StreamPtr stream) override {
        if (tls_) {
            stream = tls_->accept(loop_, std::move(stream));
        }
        connections.emplace_back(*this, std::move(stream), connections.size());
        Connection& connection = connections.back();
        connection.stream->start(connection);
        if (onConnection) {
            onConnection(connection);
        }
    }
    unsigned port() const { return listener->port(); }
    std::string url(std::string_view path = "/") const {
        return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port()) +
               std::string(path);
    }

    net::TcpListenerPtr listener;
    std::deque<Connection> connections;
    std::vector<std::string> requests;
    std::string received;
    std::function<void(Connection&)> onConnection, onBytes;
    std::function<void(Connection&, const std::string&)> onRequest;

private:
    net::Loop& loop_;
    net::TlsContext* tls_;
};

// Starts a call and notes all that it tells.
class CallRecorder final : public client::HttpHandler {
public:
    void onInformational(client::HttpCall&, const http::ResponseHead& head) override {
        informational.push_back(head.status());
    }
    void onHead(client::HttpCall&, const http::ResponseHead& received) override {
        EXPECT_EQ(finishes, 0);
        ++heads;
        head = received;
        if (headAction) {
            headAction();
        }
    }
    void onBody(client::HttpCall&, std::string_view bytes) override {
        EXPECT_EQ(finishes, 0);
        EXPECT_EQ(heads, 1);
        EXPECT_FALSE(bytes.empty());
        body.append(bytes);
        ++pieces;
        if (bodyAction) {
            bodyAction();
        }
    }
    void onWritable(client::HttpCall&) override {
        EXPECT_EQ(finishes, 0);
        ++writables;
        if (writableAction) {
            writableAction();
        }
    }
    void onFinish(client::HttpCall&, client::HttpOutcome result) override {
        ++finishes;
        outcome = std::move(result);
        if (finishAction) {
            finishAction();
        }
    }
    bool isDone() const { return finishes > 0; }
    std::string error() const {
        return !outcome.error ? "" : std::string(client::httpErrorName(outcome.error->kind));
    }
    std::string message() const { return outcome.error ? outcome.error->error.message : ""; }

    std::unique_ptr<client::HttpCall> call;
    std::vector<int> informational;
    http::ResponseHead head;
    std::string body;
    client::HttpOutcome outcome;
    int heads = 0, pieces = 0, writables = 0, finishes = 0;
    std::function<void()> headAction, bodyAction, writableAction, finishAction;
};

inline http::Url urlOf(std::string_view text) {
    auto url = http::Url::parse(text);
    EXPECT_TRUE(url.ok()) << text;
    return url.take();
}

inline std::string answer(std::string_view body, std::string_view fields = {},
                          std::string_view status = "200 OK") {
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(fields) + "\r\n" + std::string(body);
}

class HttpClientTest : public LoopTest {
protected:
    client::HttpRequest get(const std::string& url) {
        client::HttpRequest request;
        request.url = urlOf(url);
        return request;
    }
    CallRecorder& start(client::HttpRequest request) {
        CallRecorder& recorder = recorders.emplace_back();
        recorder.call = client->start(std::move(request), recorder);
        return recorder;
    }
    // To its end, which has to come.
    CallRecorder& run(client::HttpRequest request) {
        CallRecorder& recorder = start(std::move(request));
        EXPECT_TRUE(runUntil([&] { return recorder.isDone(); })) << "the call never ends";
        EXPECT_EQ(recorder.finishes, 1);
        return recorder;
    }
    void serve(std::string text) {
        server.onRequest = [text](ScriptedServer::Connection& c, const std::string&) { c.send(text); };
    }

    ScriptedServer server{loop};
    std::deque<CallRecorder> recorders;
    std::optional<client::HttpClient> client{std::in_place, loop};

    void TearDown() override {
        for (CallRecorder& recorder : recorders) {
            recorder.call.reset();
        }
        client.reset();
    }
};

} // namespace aha::test
