#include "core/net/tcp.h"

#include "support/loop_fixture.h"
#include "support/raw_socket.h"
#include "support/stream_recorder.h"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <deque>
#include <fstream>

namespace aha::net {
namespace {

using test::RawSocket;
using test::StreamRecorder;

struct Acceptor final : AcceptHandler {
    void onAccept(StreamPtr stream) override {
        streams.push_back(std::move(stream));
        if (action) {
            action();
        }
    }
    void onAcceptError(const Error& error) override { errors.push_back(error); }

    std::deque<StreamPtr> streams;
    std::vector<Error> errors;
    std::function<void()> action;
};

class Listening : public test::LoopTest {
protected:
    TcpListenerPtr listen(const std::string& address, unsigned port = 0, ListenOptions options = {}) {
        auto listener = TcpListener::listen(loop, address, port, options, acceptor);
        EXPECT_TRUE(listener.ok()) << (listener ? "" : listener.error().message);
        return listener.take();
    }

    void warmUp(TcpListener& listener) {
        RawSocket client = RawSocket::connectTcp(listener.port());
        EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
        acceptor.onAcceptError(Error{Errc::Resource, ""});
        acceptor.errors.clear();
        acceptor.streams.clear();
        test::runFor(loop, 1);
    }

    Acceptor acceptor;
};

TEST_F(Listening, AcceptsConnections) {
    auto listener = listen("127.0.0.1");
    EXPECT_GT(listener->port(), 0U);
    EXPECT_EQ(listener->address(), "127.0.0.1");
    RawSocket one = RawSocket::connectTcp(listener->port()), two = RawSocket::connectTcp(listener->port());
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 2; }));
    StreamRecorder recorder(std::move(acceptor.streams[0]));
    EXPECT_EQ(recorder->peerAddress(), "127.0.0.1");
    one.send("hello");
    EXPECT_TRUE(runUntil([&] { return recorder.data == "hello"; }));
}

TEST_F(Listening, TakesIpv6AndShowsMappedAddressesPlainly) {
    auto probe = openListenSocket("::1", 0, {});
    if (!probe) {
        GTEST_SKIP() << "no IPv6 here: " << probe.error().message;
    }
    ::close(probe.value());
    auto listener = listen("::");
    RawSocket four = RawSocket::connectTcp(listener->port());
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
    EXPECT_EQ(acceptor.streams[0]->peerAddress(), "127.0.0.1");
    Result<StreamPtr> six = Error{Errc::Cancelled, ""};
    auto connect = TcpConnect::start(loop, "::1", listener->port(), 1000,
                                     [&](Result<StreamPtr> result) { six = std::move(result); });
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 2 && six.ok(); }));
    EXPECT_EQ(acceptor.streams[1]->peerAddress(), "::1");
    ListenOptions only;
    only.ipv6Only = true;
    auto strict = listen("::", 0, only);
    EXPECT_LT(RawSocket::connectTcp(strict->port()).fd(), 0);
}

TEST_F(Listening, NamesTheAddressThatIsTaken) {
    auto listener = listen("127.0.0.1");
    auto second = TcpListener::listen(loop, "127.0.0.1", listener->port(), {}, acceptor);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Errc::AddressInUse);
    EXPECT_EQ(second.error().message,
              "listen on 127.0.0.1:" + std::to_string(listener->port()) + ": Address already in use");
}

TEST_F(Listening, SharesThePortWhenAsked) {
    ListenOptions options;
    options.reusePort = true;
    auto first = listen("127.0.0.1", 0, options);
    auto second = listen("127.0.0.1", first->port(), options);
    EXPECT_EQ(second->port(), first->port());
}

TEST_F(Listening, RefusesBadAddresses) {
    for (const char* address : {"", "256.1.1.1.1", "unix:", "no such host.invalid"}) {
        auto listener = TcpListener::listen(loop, address, 0, {}, acceptor);
        EXPECT_FALSE(listener.ok()) << address;
    }
    EXPECT_FALSE(TcpListener::listen(loop, "127.0.0.1", 65536, {}, acceptor).ok());
    EXPECT_TRUE(TcpListener::listen(loop, "127.0.0.1", 65535, {}, acceptor).ok());
    EXPECT_FALSE(TcpListener::listen(loop, "unix:/tmp/" + std::string(103, 'x'), 0, {}, acceptor).ok());
}

TEST_F(Listening, BindsTheLastPossiblePathLength) {
    std::string path = test::temporaryPath("");
    path.append(107 - path.size(), 'x');
    auto listener = listen("unix:" + path);
    EXPECT_GE(RawSocket::connectUnix(path).fd(), 0);
}

TEST_F(Listening, FindsTheLocalHostByName) {
    auto listener = listen("localhost");
    EXPECT_TRUE(listener->address() == "127.0.0.1" || listener->address() == "::1");
}

TEST_F(Listening, ClosesThePortAtOnceAndKeepsWhatWasAccepted) {
    auto listener = listen("127.0.0.1");
    unsigned port = listener->port();
    RawSocket client = RawSocket::connectTcp(port);
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
    listener->close();
    listener->close();
    EXPECT_FALSE(listener->isOpen());
    EXPECT_LT(RawSocket::connectTcp(port).fd(), 0);
    auto again = listen("127.0.0.1", port);
    listener.reset(); // before its close callback
    EXPECT_FALSE(client.atEof());
}

TEST_F(Listening, OutlivesItsCloseCallback) {
    auto listener = listen("127.0.0.1");
    listener->close();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_FALSE(listener->isOpen());
    listener->pause();
    listener->resume();
    listener->close();
    EXPECT_EQ(loop.handleCount(), 0U);
}

TEST_F(Listening, PausesAndResumes) {
    auto listener = listen("127.0.0.1");
    listener->pause();
    listener->pause();
    EXPECT_FALSE(listener->isAccepting());
    RawSocket client = RawSocket::connectTcp(listener->port());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent); // a paused listener brings no events
    EXPECT_TRUE(acceptor.streams.empty());
    listener->resume();
    listener->resume();
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
}

TEST_F(Listening, MayBeClosedOrPausedFromWithinOnAccept) {
    auto listener = listen("127.0.0.1");
    std::vector<RawSocket> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(RawSocket::connectTcp(listener->port()));
    }
    acceptor.action = [&] { listener->pause(); };
    EXPECT_TRUE(runUntil([&] { return !acceptor.streams.empty(); }));
    test::runFor(loop, 10);
    EXPECT_EQ(acceptor.streams.size(), 1U);
    acceptor.action = [&] { listener.reset(); };
    listener->resume();
    test::runFor(loop, 10);
    EXPECT_EQ(acceptor.streams.size(), 2U);
}

TEST_F(Listening, AcceptsNoMoreThanItsBudgetInOneTurn) {
    ListenOptions options;
    options.acceptBudget = 3;
    auto listener = listen("127.0.0.1", 0, options);
    std::vector<std::uint64_t> turns;
    acceptor.action = [&] { turns.push_back(loop.turns()); };
    std::vector<RawSocket> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(RawSocket::connectTcp(listener->port()));
    }
    EXPECT_TRUE(runUntil([&] { return turns.size() == 8; }));
    EXPECT_EQ(turns[0], turns[2]);
    EXPECT_LT(turns[2], turns[3]);
    EXPECT_LT(turns[5], turns[6]);
}

// Says what it is told to, and counts how often it is asked.
struct FakeGate final : AcceptGate {
    bool mayAccept() override {
        ++asked;
        if (onAsked) {
            onAsked();
        }
        return isOpen;
    }
    std::function<void()> onAsked;
    bool isOpen = false;
    unsigned asked = 0;
};

class Gated : public Listening {
protected:
    Gated() {
        options.gateDelayMs = 60'000; // no test waits for that
        listener = listen("127.0.0.1", 0, options);
        listener->setGate(&gate);
    }
    void connect(unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            clients.push_back(RawSocket::connectTcp(listener->port()));
        }
    }
    std::size_t accepted() {
        settle();
        return acceptor.streams.size();
    }
    void delay() { loop.skipTime(60'000); }

    ListenOptions options;
    FakeGate gate;
    TcpListenerPtr listener;
    std::vector<RawSocket> clients;
};

TEST_F(Gated, LeavesConnectionsToOthersAndThenTakesMoreAndMore) {
    connect(30);
    EXPECT_EQ(accepted(), 0u);
    EXPECT_EQ(gate.asked, 1u) << "it does not poll meanwhile";
    EXPECT_FALSE(listener->isAccepting());
    for (const std::size_t sum : {1u, 2u, 3u, 4u, 6u, 10u, 18u, 26u, 30u}) {
        delay();
        EXPECT_EQ(accepted(), sum);
    }
    connect(2);
    EXPECT_EQ(accepted(), 30u);
    delay();
    EXPECT_EQ(accepted(), 31u) << "there was a pause: one by one again";
    delay();
    EXPECT_EQ(accepted(), 32u);
}

TEST_F(Gated, AYesEndsTheHaste) {
    connect(9);
    EXPECT_EQ(accepted(), 0u);
    for (int i = 0; i < 5; ++i) {
        delay();
    }
    EXPECT_EQ(accepted(), 1u) << "five delays that nobody has seen are one";
    for (const std::size_t sum : {2u, 3u, 4u, 6u}) {
        delay();
        EXPECT_EQ(accepted(), sum);
    }
    gate.isOpen = true;
    acceptor.action = [this] { gate.isOpen = false; };
    delay(); // four would be due
    EXPECT_EQ(accepted(), 7u) << "one by permission; then it yields again";
    acceptor.action = nullptr;
    delay();
    EXPECT_EQ(accepted(), 8u) << "and starts with one";
    delay();
    EXPECT_EQ(accepted(), 9u);
}

TEST_F(Gated, DoesNotYieldWhatAnotherProcessHasTakenMeanwhile) {
    gate.onAsked = [this] { ::close(::accept(listener->fd(), nullptr, nullptr)); };
    connect(1);
    EXPECT_EQ(accepted(), 0u);
    EXPECT_TRUE(listener->isAccepting());
    gate.onAsked = nullptr;
    gate.isOpen = true;
    connect(1);
    EXPECT_EQ(accepted(), 1u) << "at once";
}

TEST_F(Gated, GoesOnWhenTheGateHasOpened) {
    connect(2);
    EXPECT_EQ(accepted(), 0u);
    listener->askGateAgain();
    EXPECT_EQ(accepted(), 0u) << "it is still closed";
    EXPECT_EQ(gate.asked, 2u);
    gate.isOpen = true;
    listener->askGateAgain();
    EXPECT_EQ(accepted(), 2u);
    gate.isOpen = false;
    listener->askGateAgain();
    EXPECT_TRUE(listener->isAccepting()) << "it does not yield for being asked";
    listener->pause();
    gate.isOpen = true;
    listener->askGateAgain();
    EXPECT_FALSE(listener->isAccepting()) << "paused is paused";
}

TEST_F(Gated, TakesFewInOneTurn) {
    gate.isOpen = true;
    std::vector<std::uint64_t> turns;
    acceptor.action = [&] { turns.push_back(loop.turns()); };
    connect(10);
    EXPECT_EQ(accepted(), 10u);
    for (std::size_t i = 4; i < turns.size(); ++i) {
        EXPECT_GT(turns[i], turns[i - 4]) << i;
    }
    EXPECT_GE(gate.asked, 10u);
}

TEST_F(Gated, MayBePausedClosedOrSetFreeWhileItYields) {
    connect(1);
    EXPECT_EQ(accepted(), 0u);
    listener->pause();
    delay();
    EXPECT_EQ(accepted(), 0u);
    listener->resume();
    EXPECT_EQ(accepted(), 0u);
    listener->setGate(nullptr);
    delay();
    EXPECT_EQ(accepted(), 1u);
    connect(1);
    EXPECT_EQ(accepted(), 2u) << "at once";
    listener->setGate(&gate);
    connect(1);
    EXPECT_EQ(accepted(), 2u);
    listener.reset();
    delay();
    EXPECT_EQ(accepted(), 2u);
}

TEST_F(Gated, AcceptsAtOnceWhatWaits) {
    connect(6);
    EXPECT_EQ(accepted(), 0u);
    listener->acceptWaiting();
    EXPECT_EQ(acceptor.streams.size(), 6u);
    connect(1);
    listener->pause();
    listener->acceptWaiting();
    EXPECT_EQ(acceptor.streams.size(), 6u) << "paused is paused";
    listener->close();
    listener->acceptWaiting();
    EXPECT_EQ(acceptor.streams.size(), 6u);
}

TEST_F(Listening, AcceptsNoMoreThanABacklogOfWhatWaits) {
    ListenOptions options;
    options.backlog = 3;
    auto listener = listen("127.0.0.1", 0, options);
    std::vector<RawSocket> clients;
    auto connect = [&] { clients.push_back(RawSocket::connectTcp(listener->port())); };
    for (int i = 0; i < 4; ++i) { // the kernel keeps one more than the backlog says
        connect();
    }
    acceptor.action = connect; // for each that is accepted another one comes
    listener->acceptWaiting();
    EXPECT_EQ(acceptor.streams.size(), 4u);
}

TEST_F(Listening, AdoptsAnInheritedSocket) {
    auto fd = openListenSocket("127.0.0.1", 0, {});
    ASSERT_TRUE(fd.ok());
    int copy = ::dup(fd.value()); // the master keeps its own
    auto listener = TcpListener::adopt(loop, fd.value(), {}, acceptor);
    ASSERT_TRUE(listener.ok());
    unsigned port = listener.value()->port();
    RawSocket client = RawSocket::connectTcp(port);
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
    listener.value()->close();
    EXPECT_GE(RawSocket::connectTcp(port).fd(), 0); // still listens through the copy
    ::close(copy);
}

TEST_F(Listening, RefusesToAdoptWhatDoesNotListen) {
    auto sockets = test::tcpPair();
    RawSocket &one = sockets.first, &two = sockets.second;
    int fd = one.release();
    auto listener = TcpListener::adopt(loop, fd, {}, acceptor);
    ASSERT_FALSE(listener.ok());
    EXPECT_EQ(listener.error().message, "descriptor " + std::to_string(fd) + " is not a listening socket");
    EXPECT_TRUE(two.atEof());
    EXPECT_FALSE(TcpListener::adopt(loop, 9999, {}, acceptor).ok());
}

TEST_F(Listening, ADescriptorBelongsToOneListenerOnly) {
    auto listener = listen("127.0.0.1");
    auto second = TcpListener::adopt(loop, listener->fd(), {}, acceptor);
    ASSERT_FALSE(second.ok());
    RawSocket client = RawSocket::connectTcp(listener->port()); // the first is unharmed
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
    StreamRecorder recorder(std::move(acceptor.streams[0]));
    EXPECT_FALSE(TcpStream::adopt(loop, recorder->rawFd()).ok()); // known once the first one reads
    recorder->write("hi");
    EXPECT_TRUE(runUntil([&] { return client.receive(2) == "hi"; }));
}

// ---- out of descriptors
// UBSan needs a descriptor for the first look at each class, so every test accepts a connection before.

// Leaves no room for further descriptors while it lives.
class NoDescriptors {
public:
    NoDescriptors() {
        getrlimit(RLIMIT_NOFILE, &before_);
        int free = ::dup(0);
        ::close(free);
        rlimit tight{rlim_t(free), before_.rlim_max};
        setrlimit(RLIMIT_NOFILE, &tight);
    }
    ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

double cpuSeconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

TEST_F(Listening, PausesWithoutDescriptorsAndRecovers) {
    auto listener = listen("127.0.0.1");
    warmUp(*listener);
    std::vector<RawSocket> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(RawSocket::connectTcp(listener->port()));
    }
    double before = cpuSeconds();
    {
        NoDescriptors none;
        EXPECT_TRUE(runUntil([&] { return !acceptor.errors.empty(); }));
        EXPECT_FALSE(listener->isAccepting());
        test::runFor(loop, 350);
    }
    EXPECT_LT(cpuSeconds() - before, 0.3); // no spinning
    ASSERT_EQ(acceptor.errors.size(), 1U); // at most one a second
    EXPECT_EQ(acceptor.errors[0].code, Errc::Resource);
    EXPECT_EQ(acceptor.errors[0].message, "accept a connection: Too many open files");
    EXPECT_TRUE(acceptor.streams.empty());
    EXPECT_TRUE(clients[0].atEof()); // told, by the spare descriptor
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() >= 14; }, 1'000));
    EXPECT_TRUE(listener->isAccepting());
    EXPECT_FALSE(clients[19].atEof());
}

TEST_F(Listening, MayBePausedOrClosedWhileItBacksOff) {
    auto listener = listen("127.0.0.1");
    warmUp(*listener);
    RawSocket one = RawSocket::connectTcp(listener->port()), two = RawSocket::connectTcp(listener->port());
    {
        NoDescriptors none;
        EXPECT_TRUE(runUntil([&] { return !acceptor.errors.empty(); }));
        listener->pause();
    }
    loop.skipTime(500);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_TRUE(acceptor.streams.empty());
    listener->resume();
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
    RawSocket three = RawSocket::connectTcp(listener->port());
    loop.skipTime(2'000);
    {
        NoDescriptors none;
        EXPECT_TRUE(runUntil([&] { return acceptor.errors.size() == 2; }));
        listener.reset();
    }
    acceptor.streams.clear();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
}

// ---- unix sockets

class UnixListening : public Listening {
protected:
    std::string path = test::temporaryPath("listener.sock");
};

TEST_F(UnixListening, AcceptsAndRemovesItsFile) {
    auto listener = listen("unix:" + path);
    EXPECT_EQ(listener->port(), 0U);
    EXPECT_EQ(listener->address(), "");
    RawSocket client = RawSocket::connectUnix(path);
    EXPECT_TRUE(runUntil([&] { return acceptor.streams.size() == 1; }));
    StreamRecorder recorder(std::move(acceptor.streams[0]));
    EXPECT_EQ(recorder->peerAddress(), "");
    EXPECT_EQ(recorder->peerPort(), 0U);
    client.send("hi");
    EXPECT_TRUE(runUntil([&] { return recorder.data == "hi"; }));
    listener->close();
    EXPECT_NE(::access(path.c_str(), F_OK), 0);
}

TEST_F(UnixListening, ReplacesTheSocketOfADeadServerOnly) {
    auto fd = openListenSocket("unix:" + path, 0, {});
    ASSERT_TRUE(fd.ok());
    auto refused = TcpListener::listen(loop, "unix:" + path, 0, {}, acceptor);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::AddressInUse);
    EXPECT_NE(refused.error().message.find("unix:" + path), std::string::npos);
    ::close(fd.value()); // the file stays behind, as after a crash
    ASSERT_EQ(::access(path.c_str(), F_OK), 0);
    auto listener = listen("unix:" + path);
    EXPECT_GE(RawSocket::connectUnix(path).fd(), 0);
}

TEST_F(UnixListening, LeavesAnOrdinaryFileAlone) {
    std::ofstream(path) << "precious";
    auto refused = TcpListener::listen(loop, "unix:" + path, 0, {}, acceptor);
    EXPECT_FALSE(refused.ok());
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_size, 8);
    ::unlink(path.c_str());
}

TEST_F(UnixListening, LeavesTheFileOfASuccessor) {
    auto first = listen("unix:" + path);
    ::unlink(path.c_str());
    auto second = listen("unix:" + path);
    first->close();
    EXPECT_GE(RawSocket::connectUnix(path).fd(), 0);
}

} // namespace
} // namespace aha::net
