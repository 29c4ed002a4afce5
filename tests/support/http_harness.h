#pragma once

#include "core/server/http_server.h"
#include "support/http_fake_stream.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aha::test {

inline net::OwnedBytes bytesOf(std::string text) { return net::OwnedBytes::fromString(std::move(text)); }

// Stops the loop after some turns, so that a test goes on when everything that is due has happened.
class TurnCounter final : public net::FlushItem {
public:
    void run(net::Loop& loop, unsigned turns) {
        loop_ = &loop;
        left_ = turns;
        loop.enqueueFlush(*this);
        loop.run();
    }
    void flush() override {
        if (--left_ == 0) {
            loop_->stop();
        } else {
            loop_->enqueueFlush(*this);
        }
    }

private:
    net::Loop* loop_ = nullptr;
    unsigned left_ = 0;
};

// Answers "METHOD target body" unless the test says otherwise; keeps a log of every call.
class ScriptedHandler final : public server::HttpHandler {
public:
    bool wantsStreamedBody(const http::RequestHead& head) override {
        return head.path().substr(0, 7) == "/stream";
    }
    void onRequest(server::HttpExchange& exchange) override {
        log.push_back("request " + std::string(exchange.head().method()) + " " +
                      std::string(exchange.head().target()));
        if (request) {
            request(exchange);
        } else {
            echo(exchange);
        }
    }
    void onBody(server::HttpExchange& exchange) override {
        log.push_back(exchange.bodyError() ? "body error" : exchange.isBodyComplete() ? "body end" : "body");
        if (body) {
            body(exchange);
        }
    }
    void onDrained(server::HttpExchange& exchange) override {
        log.push_back("drained");
        if (drained) {
            drained(exchange);
        }
    }
    void onAborted(server::HttpExchange& exchange, const Error& why) override {
        log.push_back("aborted " + std::string(errcName(why.code)));
        if (aborted) {
            aborted(exchange);
        }
    }

    static void echo(server::HttpExchange& exchange) {
        std::string text =
            std::string(exchange.head().method()) + " " + std::string(exchange.head().target());
        if (!exchange.body().empty()) {
            text += " " + std::string(exchange.body());
        }
        exchange.respond(200, {}, bytesOf(std::move(text)));
    }

    using Hook = std::function<void(server::HttpExchange&)>;
    Hook request, body, drained, aborted;
    std::vector<std::string> log;
};

// Loop, handler and server, with any number of clients on fake wires.
class HttpHarness {
public:
    struct Client {
        void data(std::string_view bytes) {
            act([bytes](FakeStream& s) { s.data(bytes); });
        }
        void eof() {
            act([](FakeStream& s) { s.eof(); });
        }
        void error(Errc code) {
            act([code](FakeStream& s) { s.error(code); });
        }
        void drain(std::size_t bytes) {
            act([bytes](FakeStream& s) { s.drain(bytes); });
        }
        template <typename Action> void act(Action action) {
            if (!wire.isDestroyed) {
                action(*stream);
            }
        }

        FakeWire wire;
        FakeStream* stream = nullptr;
    };

    explicit HttpHarness(server::HttpOptions options = {}) { makeServer(std::move(options)); }
    ~HttpHarness() {
        held.clear();
        server.reset();
        turn(); // the streams close
    }

    void makeServer(server::HttpOptions options) { server.emplace(loop, handler, std::move(options)); }
    Client& connect() {
        Client& client = clients.emplace_back();
        client.stream = new FakeStream(loop, client.wire);
        server->adopt(net::StreamPtr(client.stream));
        return client;
    }
    void turn(unsigned turns = 4) { TurnCounter().run(loop, turns); }
    void skip(std::uint64_t ms) {
        loop.skipTime(ms);
        turn();
    }
    // Bytes arrive, everything due happens; returns what has been sent since the last call.
    std::string send(Client& client, std::string_view bytes) {
        client.data(bytes);
        turn();
        while (!client.wire.isDestroyed && client.stream->deliver()) {
            turn();
        }
        return take(client);
    }
    static std::string take(Client& client) { return std::exchange(client.wire.sent, {}); }
    // The handler answers later: exchanges are kept in `held`.
    void holdRequests() {
        handler.request = [this](server::HttpExchange& exchange) { held.emplace_back(exchange); };
    }

    net::Loop loop;
    ScriptedHandler handler;
    std::optional<server::HttpServer> server;
    std::deque<Client> clients;
    std::vector<Ref<server::HttpExchange>> held;
};

// Without the Date line, whose value is checked elsewhere.
inline std::string withoutDate(std::string text) {
    for (std::size_t at; (at = text.find("Date: ")) != std::string::npos;) {
        text.erase(at, text.find("\r\n", at) + 2 - at);
    }
    return text;
}

inline std::string ok(std::string_view body, std::string_view fields = {}) {
    return "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(fields) + "\r\n" + std::string(body);
}

} // namespace aha::test
