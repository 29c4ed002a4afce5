#include "core/client/redis/redis_session.h"

#include "core/net/tcp_listener.h"
#include "support/redis.h"

#include <gtest/gtest.h>

#include <list>
#include <random>

namespace aha::client {
namespace {

using test::RedisRecord;

// A server for ECHO, BLPOP and PING that answers when it likes, in pieces, and now and then breaks the
// connection instead.
class EchoServer final : public net::AcceptHandler {
public:
    struct Connection final : net::StreamListener {
        Connection(EchoServer& owner, net::StreamPtr adopted) : server(owner), stream(std::move(adopted)) {}
        void onData(std::string_view bytes) override {
            reader.feed(bytes);
            for (resp::Reply command; reader.next(command) == resp::Reader::Step::Reply;) {
                const bool isEcho = command.size() == 2;
                const std::string text(isEcho ? command.text(2) : "PONG");
                out += command.size() == 3 ? "*1\r\n$" + std::to_string(command.text(2).size()) + "\r\n" +
                                                 std::string(command.text(2)) + "\r\n"
                                           : "$" + std::to_string(text.size()) + "\r\n" + text + "\r\n";
            }
        }
        void onEof() override { end(); }
        void onError(const Error&) override { end(); }
        void onClosed() override { isClosed = true; }
        void end() {
            isOver = true;
            stream->close();
        }
        void answer(std::size_t bytes) {
            if (!isOver && !out.empty()) {
                stream->write(out.substr(0, bytes));
                out.erase(0, bytes);
            }
        }
        EchoServer& server;
        net::StreamPtr stream;
        resp::Reader reader{{}};
        std::string out;
        bool isOver = false, isClosed = false;
    };

    explicit EchoServer(net::Loop& loop) {
        auto opened = net::TcpListener::listen(loop, "127.0.0.1", 0, {}, *this);
        EXPECT_TRUE(opened.ok());
        listener = opened.take();
    }
    void onAccept(net::StreamPtr stream) override {
        connections.push_back(std::make_unique<Connection>(*this, std::move(stream)));
        Connection& connection = *connections.back();
        connection.stream->start(connection);
    }
    unsigned port() const { return listener->port(); }

    net::TcpListenerPtr listener;
    std::vector<std::unique_ptr<Connection>> connections;
};

// Random commands, blocking ones, sessions, cancels, answers and breaks: each call is told once, with its own
// reply or an error, and nothing is left behind.
class RedisChaosTest : public test::RedisTest, public testing::WithParamInterface<unsigned> {
protected:
    struct Asked {
        std::string text;
        std::unique_ptr<RedisRecord> record;
    };
    struct Opened final : RedisSessionHandler {
        void onSessionOpen(RedisSession&) override { ++told; }
        void onSessionFailed(RedisSession&, RedisFailure) override { ++told; }
        int told = 0;
        std::unique_ptr<RedisSession> session;
    };

    std::size_t upTo(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(random); }
    bool chance(unsigned percent) { return upTo(99) < percent; }
    void ask(RedisClient& client) {
        const std::string text = std::to_string(++asked);
        RedisRequest what;
        if (chance(15)) {
            what.add(Words{"BLPOP", text, chance(50) ? "0" : "60"});
        } else {
            what.add(Words{"ECHO", text});
        }
        Asked entry{text, std::make_unique<RedisRecord>()};
        RedisSession* session = sessions.empty() || chance(70) ? nullptr : sessions.front().session.get();
        entry.record->call = session ? session->start(std::move(what), *entry.record)
                                     : client.start(std::move(what), *entry.record);
        calls.push_back(std::move(entry));
    }
    void step(RedisClient& client, EchoServer& server) {
        const std::size_t what = upTo(99);
        if (what < 45) {
            ask(client);
        } else if (what < 50 && sessions.size() < 3) {
            sessions.emplace_back();
            sessions.back().session = std::make_unique<RedisSession>(client, "chaos.php:2", sessions.back());
        } else if (what < 54 && !sessions.empty()) {
            sessions.front().session->setDirty(chance(50));
            sessions.pop_front();
        } else if (what < 58 && !calls.empty()) {
            calls.erase(std::next(calls.begin(), std::ptrdiff_t(upTo(calls.size() - 1)))); // cancelled
        } else if (!server.connections.empty()) {
            EchoServer::Connection& connection = *server.connections[upTo(server.connections.size() - 1)];
            if (what < 61 && !connection.isOver) {
                connection.end();
            } else {
                connection.answer(chance(50) ? 1 + upTo(20) : std::string::npos);
            }
        }
        if (chance(40)) {
            test::settle(loop);
        }
    }
    void check() {
        for (auto entry = calls.begin(); entry != calls.end();) {
            if (!entry->record->isDone()) {
                ++entry;
                continue;
            }
            EXPECT_EQ(entry->record->times, 1);
            const std::string text = entry->record->text();
            EXPECT_TRUE(text == "string(" + entry->text + ")" || text == "[string(" + entry->text + ")]" ||
                        text.find("failed: ") == 0)
                << entry->text << " got " << text;
            entry = calls.erase(entry);
        }
    }

    std::mt19937 random{GetParam()};
    std::list<Asked> calls;
    std::list<Opened> sessions;
    std::size_t asked = 0;
};

TEST_P(RedisChaosTest, EachCallGetsItsOwnReplyOrAnError) {
    EchoServer server(loop);
    RedisOptions options = optionsFor(server.port());
    options.pool.max = 1 + upTo(3);
    options.maxInFlight = 1 + upTo(20);
    options.spread = 1 + upTo(10);
    options.maxQueued = 5 + upTo(50);
    options.sluggishMs = chance(50) ? 1 : 60'000;
    options.retriesReads = chance(50);
    auto client = make(options);
    for (int i = 0; i < 600; ++i) {
        step(*client, server);
        check();
    }
    sessions.clear();
    EXPECT_TRUE(runUntil([&] {
        for (const auto& connection : server.connections) {
            connection->answer(std::string::npos);
        }
        check();
        return calls.empty();
    })) << calls.size()
        << " calls never end";
    settle();
    EXPECT_EQ(client->pool().leased(), 0u);
    EXPECT_EQ(client->pool().waiting(), 0u);
    EXPECT_EQ(client->queued(), 0u);
    client->close();
}

INSTANTIATE_TEST_SUITE_P(Seeds, RedisChaosTest, testing::Range(0u, 20u));

} // namespace
} // namespace aha::client
