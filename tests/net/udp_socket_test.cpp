#include "core/net/udp_socket.h"

#include "support/loop_fixture.h"
#include "support/raw_socket.h"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>
#include <vector>

namespace aha::net {
namespace {

struct Recorder final : UdpHandler {
    struct Datagram {
        std::string bytes;
        SocketAddress from;
        bool isTruncated;
    };
    void onDatagram(std::string_view bytes, const SocketAddress& from, bool isTruncated) override {
        datagrams.push_back({std::string(bytes), from, isTruncated});
        if (action) {
            action();
        }
    }
    void onUdpError(const Error& error) override {
        errors.push_back(error);
        if (errorAction) {
            errorAction();
        }
    }
    void onUdpDrained() override { ++drains; }

    std::vector<Datagram> datagrams;
    std::vector<Error> errors;
    int drains = 0;
    std::function<void()> action, errorAction;
};

using SocketPtr = std::unique_ptr<UdpSocket>;

class Udp : public test::LoopTest {
protected:
    SocketPtr bind(Recorder& recorder, const std::string& address = "127.0.0.1", UdpOptions options = {}) {
        auto made = UdpSocket::bind(loop, address, 0, options, recorder);
        EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
        return made ? made.take() : nullptr;
    }
    SocketPtr connect(Recorder& recorder, const std::string& address, unsigned port,
                      UdpOptions options = {}) {
        auto made = UdpSocket::connect(loop, address, port, options, recorder);
        EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
        return made ? made.take() : nullptr;
    }
    bool receives(Recorder& recorder, std::size_t count) {
        return runUntil([&] { return recorder.datagrams.size() >= count; });
    }

    Recorder server, client;
};

TEST_F(Udp, SendsAndAnswersOverEachFamily) {
    for (const std::string& address :
         {std::string("127.0.0.1"), std::string("::1"), "unix:" + test::temporaryPath("udp.sock")}) {
        SCOPED_TRACE(address);
        server = client = Recorder();
        auto here = bind(server, address);
        ASSERT_TRUE(here);
        EXPECT_EQ(here->isUnix(), address[0] == 'u');
        EXPECT_EQ(here->address(), here->isUnix() ? "" : address);
        auto there = connect(client, address, here->port());
        ASSERT_TRUE(there->send("ping").ok());
        ASSERT_TRUE(there->send("").ok()); // an empty datagram is one
        ASSERT_TRUE(receives(server, 2));
        EXPECT_EQ(server.datagrams[0].bytes, "ping");
        EXPECT_EQ(server.datagrams[1].bytes, "");
        EXPECT_FALSE(server.datagrams[0].isTruncated);
        ASSERT_TRUE(here->sendTo(server.datagrams[0].from, "pong").ok());
        ASSERT_TRUE(receives(client, 1));
        EXPECT_EQ(client.datagrams[0].bytes, "pong");
        EXPECT_EQ(here->counters().received, 2U);
        EXPECT_EQ(here->counters().receivedBytes, 4U);
        EXPECT_EQ(there->counters().sent, 2U);
        EXPECT_EQ(there->counters().sentBytes, 4U);
    }
    EXPECT_TRUE(server.errors.empty());
    EXPECT_TRUE(client.errors.empty());
}

TEST_F(Udp, TellsWhoHasSent) {
    auto here = bind(server);
    auto there = bind(client);
    ASSERT_TRUE(there->sendTo("127.0.0.1", here->port(), "x").ok());
    ASSERT_TRUE(receives(server, 1));
    EXPECT_EQ(server.datagrams[0].from.host(), "127.0.0.1");
    EXPECT_EQ(server.datagrams[0].from.port(), there->port());
}

TEST_F(Udp, ADualSocketTakesIpv4AndAnswersIt) {
    auto here = bind(server, "::");
    auto there = bind(client);
    ASSERT_TRUE(there->sendTo("127.0.0.1", here->port(), "x").ok());
    ASSERT_TRUE(receives(server, 1));
    EXPECT_EQ(server.datagrams[0].from.host(), "127.0.0.1");
    ASSERT_TRUE(here->sendTo(server.datagrams[0].from, "y").ok());
    ASSERT_TRUE(here->sendTo("127.0.0.1", there->port(), "z").ok());
    EXPECT_TRUE(receives(client, 2));
}

TEST_F(Udp, TakesTheLargestDatagramAndRefusesOneMore) {
    std::string address = "unix:" + test::temporaryPath("large.sock");
    auto here = bind(server, address);
    auto there = connect(client, address, 0);
    std::string largest(UdpSocket::kMaxDatagramBytes, 'x');
    ASSERT_TRUE(there->send(largest).ok());
    auto refused = there->send(largest + "x");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::TooLarge);
    EXPECT_NE(refused.error().message.find("65536 bytes are more than the maximum of 65535"),
              std::string::npos);
    ASSERT_TRUE(receives(server, 1));
    EXPECT_EQ(server.datagrams[0].bytes, largest);
    EXPECT_FALSE(server.datagrams[0].isTruncated);

    // What IPv4 cannot carry is refused by the kernel.
    auto inet = bind(server);
    auto tooLarge = inet->sendTo("127.0.0.1", inet->port(), largest);
    ASSERT_FALSE(tooLarge.ok());
    EXPECT_EQ(tooLarge.error().code, Errc::TooLarge);
    EXPECT_EQ(inet->counters().sendErrors, 1U);
}

TEST_F(Udp, FlagsADatagramThatWasLongerThanTheBuffer) {
    std::string path = test::temporaryPath("long.sock");
    auto here = bind(server, "unix:" + path);
    int fd = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    auto to = SocketAddress::parse("unix:" + path, 0, SocketAddress::Names::Refuse);
    std::string bytes(UdpSocket::kMaxDatagramBytes + 1, 'x');
    ASSERT_EQ(::sendto(fd, bytes.data(), bytes.size(), 0, to.value().data(), to.value().size()),
              ssize_t(bytes.size()));
    ASSERT_TRUE(receives(server, 1));
    EXPECT_TRUE(server.datagrams[0].isTruncated);
    EXPECT_EQ(server.datagrams[0].bytes.size(), UdpSocket::kMaxDatagramBytes);
    EXPECT_EQ(here->counters().truncated, 1U);
    EXPECT_TRUE(server.datagrams[0].from.isUnix()); // though it has no name
    EXPECT_EQ(server.datagrams[0].from.path(), "");
    EXPECT_FALSE(here->sendTo(server.datagrams[0].from, "x").ok());
    ::close(fd);
}

TEST_F(Udp, AConnectedSocketHearsThatNobodyListens) {
    unsigned port = bind(server)->port(); // and gone again
    auto there = connect(client, "127.0.0.1", port);
    ASSERT_TRUE(there->send("x").ok());
    ASSERT_TRUE(runUntil([&] { return client.errors.size() == 1; }));
    EXPECT_EQ(client.errors[0].code, Errc::Refused);
    EXPECT_EQ(client.errors[0].message,
              "send datagram to 127.0.0.1:" + std::to_string(port) + ": Connection refused");
    // It goes on, also when it does not receive.
    there->pauseReceiving();
    ASSERT_TRUE(there->send("x").ok());
    test::runFor(loop, 5);
    EXPECT_EQ(client.errors.size(), 1U);
    there->resumeReceiving();
    ASSERT_TRUE(runUntil([&] { return client.errors.size() == 2; }));
    auto peer = UdpSocket::bind(loop, "127.0.0.1", port, {}, server);
    ASSERT_TRUE(peer.ok());
    ASSERT_TRUE(there->send("there you are").ok());
    EXPECT_TRUE(receives(server, 1));
}

TEST_F(Udp, AConnectedSocketHearsItsPeerOnly) {
    auto here = bind(server);
    auto there = connect(client, "127.0.0.1", here->port());
    Recorder other;
    auto stranger = bind(other);
    ASSERT_TRUE(stranger->sendTo("127.0.0.1", there->port(), "forged").ok());
    ASSERT_TRUE(here->sendTo("127.0.0.1", there->port(), "real").ok());
    ASSERT_TRUE(receives(client, 1));
    EXPECT_EQ(client.datagrams[0].bytes, "real");
}

TEST_F(Udp, PausedItLeavesDatagramsInTheKernel) {
    auto here = bind(server);
    here->pauseReceiving();
    here->pauseReceiving();
    ASSERT_TRUE(bind(client)->sendTo("127.0.0.1", here->port(), "x").ok());
    test::runFor(loop, 5);
    EXPECT_TRUE(server.datagrams.empty());
    here->resumeReceiving();
    EXPECT_TRUE(receives(server, 1));
}

TEST_F(Udp, OneSocketDoesNotTakeAllTheTurn) {
    UdpOptions options;
    options.receiveBudget = 4;
    auto here = bind(server, "127.0.0.1", options);
    auto there = connect(client, "127.0.0.1", here->port());
    for (int i = 0; i < 9; ++i) {
        ASSERT_TRUE(there->send(std::to_string(i)).ok());
    }
    std::vector<std::uint64_t> turns;
    server.action = [&] { turns.push_back(loop.turns()); };
    ASSERT_TRUE(receives(server, 9));
    EXPECT_EQ(turns[0], turns[3]);
    EXPECT_LT(turns[3], turns[4]);
    EXPECT_LT(turns[7], turns[8]);
    EXPECT_EQ(server.datagrams[8].bytes, "8");
}

// The receiver's queue is full: the kernel takes no more until it reads.
class UdpQueue : public Udp {
protected:
    void SetUp() override {
        options.maxQueued = 3;
        here = bind(server, address);
        here->pauseReceiving();
        there = bind(client, "unix:" + test::temporaryPath("sender.sock"), options);
        other = bind(second, otherAddress);
    }
    // Sends until the kernel takes no more; returns how many it took.
    int fill() {
        int count = 0;
        while (there->queued() == 0) {
            EXPECT_TRUE(there->sendTo(address, 0, std::to_string(count)).ok());
            ++count;
            if (count == 100'000) {
                ADD_FAILURE() << "the kernel takes all";
                break;
            }
        }
        return count - 1;
    }

    std::string address = "unix:" + test::temporaryPath("full.sock");
    std::string otherAddress = "unix:" + test::temporaryPath("other.sock");
    UdpOptions options;
    Recorder second;
    SocketPtr here, there, other;
};

TEST_F(UdpQueue, HasALimitInNumberAndKeepsTheOrder) {
    int taken = fill();
    ASSERT_TRUE(there->sendTo(address, 0, "second").ok());
    ASSERT_TRUE(there->sendTo(address, 0, "third").ok());
    EXPECT_EQ(there->queued(), 3U);
    auto refused = there->sendTo(address, 0, "fourth");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::TooMany);
    EXPECT_NE(refused.error().message.find("the send queue is full (3 datagrams, "), std::string::npos)
        << refused.error().message;
    here->resumeReceiving();
    ASSERT_TRUE(receives(server, std::size_t(taken) + 3));
    ASSERT_TRUE(runUntil([&] { return client.drains == 1; }));
    EXPECT_EQ(server.datagrams[std::size_t(taken)].bytes, std::to_string(taken));
    EXPECT_EQ(server.datagrams.back().bytes, "third");
    EXPECT_EQ(there->queuedBytes(), 0U);
    EXPECT_TRUE(client.errors.empty());
}

TEST_F(UdpQueue, HasALimitInBytes) {
    options.maxQueuedBytes = 10;
    there = bind(client, "unix:" + test::temporaryPath("sender2.sock"), options);
    fill();
    std::size_t room = 10 - there->queuedBytes();
    EXPECT_FALSE(there->sendTo(address, 0, std::string(room + 1, 'x')).ok());
    EXPECT_TRUE(there->sendTo(address, 0, std::string(room, 'x')).ok());
    EXPECT_EQ(there->queuedBytes(), 10U);
}

TEST_F(UdpQueue, DropsWithAnErrorWhatWaitsTooLong) {
    fill();
    passTime(900);
    EXPECT_TRUE(client.errors.empty());
    passTime(200);
    ASSERT_EQ(client.errors.size(), 1U);
    EXPECT_EQ(client.errors[0].code, Errc::TimedOut);
    EXPECT_EQ(client.errors[0].message, "send datagram to " + address + ": not taken within 1000 ms");
    EXPECT_EQ(there->queued(), 0U);
    EXPECT_EQ(client.drains, 1);
}

TEST_F(UdpQueue, AReceiverThatDoesNotReadHoldsUpNobodyElse) {
    fill();
    ASSERT_TRUE(there->sendTo(address, 0, "held up").ok());
    ASSERT_TRUE(there->sendTo(otherAddress, 0, "at once").ok());
    EXPECT_EQ(there->queued(), 2U);
    EXPECT_TRUE(receives(second, 1));
    passTime(50);
    EXPECT_EQ(there->queued(), 2U);
}

TEST_F(UdpQueue, ReportsWhatBecameOfAQueuedDatagramAndMayBeClosedThen) {
    fill();
    ASSERT_TRUE(there->sendTo(address, 0, "lost").ok());
    here.reset(); // the receiver is gone
    client.errorAction = [&] { there->close(); };
    passTime(20);
    ASSERT_EQ(client.errors.size(), 1U); // of two that were queued: nothing is told after close()
    EXPECT_EQ(client.errors[0].code, Errc::NotFound);
    EXPECT_FALSE(there->isOpen());
    EXPECT_EQ(there->queued(), 0U);
}

TEST_F(UdpQueue, MayBeDestroyedWhileItReports) {
    fill();
    ASSERT_TRUE(there->sendTo(address, 0, "lost").ok());
    here.reset();
    client.errorAction = [&] { there.reset(); };
    passTime(20);
    EXPECT_EQ(client.errors.size(), 1U);
    EXPECT_EQ(client.drains, 0);
}

TEST_F(UdpQueue, AConnectedSenderIsToldByTheKernel) {
    auto sender = connect(client, address, 0, options);
    while (sender->queued() == 0) {
        ASSERT_TRUE(sender->send("x").ok());
    }
    test::runFor(loop, 5);
    EXPECT_EQ(sender->queued(), 1U);
    here->resumeReceiving();
    EXPECT_TRUE(runUntil([&] { return client.drains == 1; }));
    EXPECT_EQ(sender->queued(), 0U);
}

TEST_F(Udp, MayBeClosedOrDestroyedByItsHandler) {
    auto sender = bind(client);
    for (bool destroys : {false, true}) {
        server = Recorder();
        auto here = bind(server);
        for (int i = 0; i < 3; ++i) {
            ASSERT_TRUE(sender->sendTo("127.0.0.1", here->port(), "x").ok());
        }
        server.action = [&] { destroys ? here.reset() : here->close(); };
        ASSERT_TRUE(receives(server, 1));
        test::runFor(loop, 5);
        EXPECT_EQ(server.datagrams.size(), 1U);
        if (here) {
            here->close();
            EXPECT_EQ(here->port(), 0U);
            auto refused = here->sendTo("127.0.0.1", 9, "x");
            ASSERT_FALSE(refused.ok());
            EXPECT_EQ(refused.error().code, Errc::Closed);
        }
    }
}

TEST_F(Udp, AdoptsABoundDatagramSocketOnly) {
    auto fd = openUdpSocket("127.0.0.1", 0, {});
    ASSERT_TRUE(fd.ok());
    unsigned port = SocketAddress::localOf(fd.value()).port();
    auto here = UdpSocket::adopt(loop, fd.value(), {}, server);
    ASSERT_TRUE(here.ok());
    EXPECT_EQ(here.value()->port(), port);
    ASSERT_TRUE(bind(client)->sendTo("127.0.0.1", port, "x").ok());
    EXPECT_TRUE(receives(server, 1));

    int stream = ::socket(AF_INET, SOCK_STREAM, 0);
    auto refused = UdpSocket::adopt(loop, stream, {}, server);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().message, "descriptor " + std::to_string(stream) + " is not a datagram socket");
    EXPECT_EQ(::close(stream), -1); // it is closed already
}

TEST_F(Udp, TellsWhatCannotBeBound) {
    auto here = bind(server);
    auto taken = UdpSocket::bind(loop, "127.0.0.1", here->port(), {}, client);
    ASSERT_FALSE(taken.ok());
    EXPECT_EQ(taken.error().code, Errc::AddressInUse);
    auto bad = UdpSocket::connect(loop, "a name", 1, {}, client);
    ASSERT_FALSE(bad.ok());
    EXPECT_EQ(bad.error().code, Errc::InvalidArgument);
    auto missing = UdpSocket::connect(loop, "unix:/nonexistent/x", 0, {}, client);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, Errc::NotFound);
}

TEST_F(Udp, ReplacesTheFileOfADeadServerAndRemovesItsOwn) {
    std::string path = test::temporaryPath("stale.sock");
    auto fd = openUdpSocket("unix:" + path, 0, {});
    ASSERT_TRUE(fd.ok());
    EXPECT_FALSE(openUdpSocket("unix:" + path, 0, {}).ok()); // it lives
    ::close(fd.value());
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    auto here = bind(server, "unix:" + path);
    ASSERT_TRUE(here);
    here.reset();
    EXPECT_NE(::stat(path.c_str(), &info), 0);
}

TEST_F(Udp, JoinsAndLeavesAMulticastGroup) {
    UdpOptions options;
    options.reuseAddress = true;
    auto here = bind(server, "0.0.0.0", options);
    ASSERT_TRUE(here->joinGroup("239.1.2.3", "127.0.0.1").ok());
    auto there = bind(client, "127.0.0.1");
    ASSERT_TRUE(there->setMulticastInterface("127.0.0.1").ok());
    ASSERT_TRUE(there->setMulticastTtl(0).ok()); // does not leave this host
    ASSERT_TRUE(there->setMulticastLoopback(true).ok());
    ASSERT_TRUE(there->sendTo("239.1.2.3", here->port(), "to all").ok());
    ASSERT_TRUE(receives(server, 1));
    EXPECT_EQ(server.datagrams[0].bytes, "to all");
    ASSERT_TRUE(here->leaveGroup("239.1.2.3", "127.0.0.1").ok());
    EXPECT_FALSE(here->leaveGroup("239.1.2.3", "127.0.0.1").ok());
    ASSERT_TRUE(there->sendTo("239.1.2.3", here->port(), "to nobody").ok());
    ASSERT_TRUE(there->sendTo("127.0.0.1", here->port(), "last").ok());
    ASSERT_TRUE(receives(server, 2));
    EXPECT_EQ(server.datagrams[1].bytes, "last");
}

TEST_F(Udp, RefusesWrongMulticastArguments) {
    auto here = bind(server);
    EXPECT_EQ(here->joinGroup("ff02::1").error().code, Errc::InvalidArgument);
    EXPECT_EQ(here->joinGroup("nonsense").error().code, Errc::InvalidArgument);
    EXPECT_EQ(here->joinGroup("239.1.2.3", "no-such-interface").error().code, Errc::NotFound);
    EXPECT_FALSE(here->joinGroup("127.0.0.1", "127.0.0.1").ok()); // not a group
    EXPECT_TRUE(here->setMulticastTtl(255).ok());
    EXPECT_EQ(here->setMulticastTtl(256).error().code, Errc::InvalidArgument);
    EXPECT_EQ(here->setMulticastTtl(-1).error().code, Errc::InvalidArgument);
}

TEST_F(Udp, SendsToBroadcastAddressesOnlyWhenAllowed) {
    auto here = bind(server);
    auto refused = here->sendTo("127.255.255.255", here->port(), "x");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::PermissionDenied);
    ASSERT_TRUE(here->setBroadcast(true).ok());
    EXPECT_TRUE(here->sendTo("127.255.255.255", here->port(), "x").ok());
}

TEST(UdpLoop, ClosesItsSockets) {
    Recorder recorder;
    auto loop = std::make_unique<Loop>();
    auto made = UdpSocket::bind(*loop, "127.0.0.1", 0, {}, recorder);
    ASSERT_TRUE(made.ok());
    loop.reset();
    EXPECT_FALSE(made.value()->isOpen());
}

} // namespace
} // namespace aha::net
