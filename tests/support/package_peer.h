#pragma once

#include "core/client/loop_pool_host.h"
#include "core/client/package_call.h"
#include "core/net/resolver.h"
#include "core/net/tcp_listener.h"
#include "support/loop_fixture.h"
#include "support/raw_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fcntl.h>

#include <memory>
#include <string>
#include <vector>

namespace aha::test {

// What has become of one call.
struct CallRecord final : client::PackageHandler {
    void onPackageDone(client::PackageCall&, client::PackageOutcome what) override {
        ++times;
        outcome = std::move(what);
    }
    bool isDone() const { return times > 0; }
    client::PackageError::Kind kind() const { return outcome.error->kind; }
    std::string text() const {
        return outcome.error ? "error: " + outcome.error->error.message : outcome.reply;
    }

    std::unique_ptr<client::PackageCall> call;
    client::PackageOutcome outcome;
    int times = 0;
};

// A bound socket on 127.0.0.1 that the test serves by hand.
class Peer {
public:
    explicit Peer(int type) {
        fd_ = ::socket(AF_INET, type | SOCK_NONBLOCK, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        port_ = ntohs(address.sin_port);
        if (type == SOCK_STREAM) {
            EXPECT_EQ(::listen(fd_, 64), 0);
        }
    }
    ~Peer() { close(); }
    void close() {
        if (fd_ >= 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }
    unsigned port() const { return port_; }
    int fd() const { return fd_; }
    // The next connection; its descriptor is -1 when there is none.
    RawSocket accept() {
        const int fd = ::accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK);
        return RawSocket(fd);
    }

private:
    int fd_ = -1;
    unsigned port_ = 0;
};

class PackageTest : public LoopTest {
protected:
    client::LoopPoolHost host{loop};
    net::Resolver resolver{loop};
    static constexpr std::uint64_t kTimeoutMs = 1'000;

    std::unique_ptr<CallRecord> start(client::PackageClient& client, std::string package,
                                      std::uint64_t timeoutMs = kTimeoutMs) {
        auto record = std::make_unique<CallRecord>();
        record->call = client.start(std::move(package), timeoutMs, "test.php:1", *record);
        EXPECT_EQ(record->times, 0) << "told from within start()";
        return record;
    }
    // What it has become of; once and for all.
    std::string result(CallRecord& record) {
        EXPECT_TRUE(runUntil([&] { return record.isDone(); }));
        settle();
        EXPECT_EQ(record.times, 1);
        return record.text();
    }
};

} // namespace aha::test
