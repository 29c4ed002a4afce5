#pragma once

#include "core/client/package_client.h"
#include "core/client/redis/redis_client.h"
#include "support/child_process.h"
#include "support/package_peer.h"
#include "support/resp_log.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace aha::test {

// A redis-server of the test's own: on a free port of 127.0.0.1 and a unix socket, its data in a temporary
// folder. Ended by its pid when this object goes.
class RedisServer {
public:
    explicit RedisServer(std::vector<std::string> options = {}) : options_(std::move(options)) {
        char folder[] = "/tmp/aha-redis-XXXXXX";
        folder_ = ::mkdtemp(folder);
        port_ = Peer(SOCK_STREAM).port(); // free a moment ago
        start();
    }
    ~RedisServer() {
        stop();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    void start() {
        std::vector<std::string> arguments{"redis-server",
                                           "--port",
                                           std::to_string(port_),
                                           "--bind",
                                           "127.0.0.1",
                                           "--unixsocket",
                                           socket(),
                                           "--dir",
                                           folder_,
                                           "--save",
                                           "",
                                           "--appendonly",
                                           "no",
                                           "--loglevel",
                                           "warning",
                                           "--logfile",
                                           folder_ + "/log"};
        arguments.insert(arguments.end(), options_.begin(), options_.end());
        pid_ = ::fork();
        if (pid_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL); // also when the test crashes
            std::vector<char*> argv;
            for (std::string& argument : arguments) {
                argv.push_back(argument.data());
            }
            argv.push_back(nullptr);
            ::execvp(argv[0], argv.data());
            ::_exit(127);
        }
        EXPECT_TRUE(eventually([this] { return accepts(); })) << "redis-server does not start";
    }
    void stop() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
            pid_ = -1;
        }
    }
    unsigned port() const { return port_; }
    std::string socket() const { return folder_ + "/socket"; }
    static bool isInstalled() { return std::system("command -v redis-server >/dev/null 2>&1") == 0; }
    // One for all tests of the process that only need a server.
    static RedisServer& shared() {
        static RedisServer server;
        return server;
    }

private:
    bool accepts() const {
        const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        socket().copy(address.sun_path, sizeof address.sun_path - 1);
        const bool works = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(fd);
        return works;
    }

    std::vector<std::string> options_;
    std::string folder_;
    unsigned port_ = 0;
    pid_t pid_ = -1;
};

// What has become of one call.
struct RedisRecord final : client::RedisHandler {
    void onRedisDone(client::RedisCall&, client::RedisOutcome what) override {
        ++times;
        outcome = std::move(what);
    }
    std::string redisPlace() const override { return "test.php:1"; }
    bool isDone() const { return times > 0; }
    std::string text() const {
        if (outcome.failure) {
            return "failed: " + outcome.failure->error.message;
        }
        std::string all;
        for (const resp::Reply& reply : outcome.replies) {
            all += (all.empty() ? "" : " | ") + describeReply(reply);
        }
        return all;
    }

    std::unique_ptr<client::RedisCall> call;
    client::RedisOutcome outcome;
    int times = 0;
};

class RedisTest : public LoopTest {
protected:
    using Words = std::vector<std::string_view>;
    client::LoopPoolHost host{loop};
    net::Resolver resolver{loop};

    static client::RedisOptions optionsFor(unsigned port) {
        client::RedisOptions options;
        options.port = port;
        options.timeoutMs = 60'000; // tests skip time
        options.waitTimeoutMs = 60'000;
        options.connectTimeoutMs = 10'000;
        options.sluggishMs = 60'000;
        options.pool.max = 4;
        return options;
    }
    std::unique_ptr<client::RedisClient> make(client::RedisOptions options) {
        auto made = client::RedisClient::create(host, resolver, std::move(options));
        EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
        return made.take();
    }
    static client::RedisRequest request(const std::vector<Words>& commands) {
        client::RedisRequest result;
        for (const Words& words : commands) {
            result.add(words);
        }
        return result;
    }
    std::unique_ptr<RedisRecord> startAll(client::RedisClient& client, client::RedisRequest what) {
        auto record = std::make_unique<RedisRecord>();
        record->call = client.start(std::move(what), *record);
        EXPECT_EQ(record->times, 0) << "told from within start()";
        return record;
    }
    std::unique_ptr<RedisRecord> start(client::RedisClient& client, Words words) {
        return startAll(client, request({std::move(words)}));
    }
    // What it has become of; once and for all.
    std::string result(RedisRecord& record) {
        EXPECT_TRUE(runUntil([&] { return record.isDone(); }));
        settle();
        EXPECT_EQ(record.times, 1);
        return record.text();
    }
    std::string ask(client::RedisClient& client, Words words) {
        return result(*start(client, std::move(words)));
    }
    RawSocket accepted(Peer& peer) {
        RawSocket socket;
        EXPECT_TRUE(runUntil([&] {
            if (socket.fd() < 0) {
                socket = peer.accept();
            }
            return socket.fd() >= 0;
        }));
        return socket;
    }
    std::string received(RawSocket& socket, std::size_t bytes) {
        std::string text;
        EXPECT_TRUE(runUntil([&] {
            text += socket.receive(65536);
            return text.size() >= bytes;
        }));
        return text;
    }
};

} // namespace aha::test
