#pragma once

#include "core/server/tcp_connection.h"
#include "core/server/tcp_server.h"
#include "support/loop_fixture.h"
#include "support/memory_stream.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace aha::test {

// Notes what it is told, a line each; takes packages at once unless told otherwise. The hooks are called
// last.
class TcpRecorder final : public server::TcpHandler {
public:
    using Connection = server::TcpConnection;

    void onConnect(Connection& connection) override {
        last = &connection;
        ++connects;
        note("connect");
        call(connectHook, connection);
    }
    void onPackage(Connection& connection, std::string_view package) override {
        note("package " + std::string(package));
        packages.emplace_back(package);
        if (takesAtOnce) {
            connection.packageTaken(package.size());
        }
        if (echoes) {
            connection.send(std::string(package) + "\n");
        }
        call(packageHook, connection);
    }
    void onEof(Connection& connection) override {
        note("eof");
        call(eofHook, connection);
    }
    void onDrained(Connection& connection) override {
        note("drained");
        call(drainedHook, connection);
    }
    void onDraining(Connection& connection) override {
        note("draining");
        call(drainingHook, connection);
    }
    void onClose(Connection& connection, const Error& why) override {
        ++closes;
        note("close " + std::string(errcName(why.code)) + ": " + why.message);
        call(closeHook, connection);
        if (last == &connection) {
            last = nullptr;
        }
    }
    std::string takeLog() { return std::exchange(log, {}); }

    std::string log;
    std::vector<std::string> packages;
    Connection* last = nullptr; // the newest; null once it has been told closed
    unsigned connects = 0, closes = 0;
    bool takesAtOnce = true;
    bool echoes = false;
    std::function<void(Connection&)> connectHook, packageHook, eofHook, drainedHook, drainingHook, closeHook;

private:
    void note(const std::string& line) { log += line + "\n"; }
    static void call(const std::function<void(Connection&)>& hook, Connection& connection) {
        if (hook) {
            hook(connection);
        }
    }
};

// A TcpServer whose connections are in memory: lines that end with "\n", unless told otherwise.
class TcpServerTest : public LoopTest {
protected:
    TcpServerTest() {
        options.framing.kind = frame::Kind::Eof;
        options.framing.terminator = "\n";
    }
    ~TcpServerTest() override {
        server.reset();
        EXPECT_EQ(handler.connects, handler.closes);
        EXPECT_EQ(stats.connections, 0u);
        EXPECT_EQ(stats.inFlight, 0u);
    }

    void start() {
        auto made = server::TcpServer::create(loop, handler, options, &stats);
        ASSERT_TRUE(made.ok()) << (made ? "" : made.error().message);
        server = made.take();
    }
    // One more client of the server, which is started if it is not.
    MemoryPeer& connect() {
        if (!server) {
            start();
        }
        peers.push_back(std::make_unique<MemoryPeer>(loop));
        server->adopt(peers.back()->open());
        settle();
        return *peers.back();
    }

    server::TcpOptions options;
    TcpRecorder handler;
    ServerStats stats;
    std::vector<std::unique_ptr<MemoryPeer>> peers;
    std::unique_ptr<server::TcpServer> server;
};

} // namespace aha::test
