#include "support/tcp_harness.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace aha::server {

using test::MemoryPeer;
using test::TcpServerTest;
using Sent = TcpConnection::Sent;

class TcpConnectionTest : public TcpServerTest {};

// ---- packages

TEST_F(TcpConnectionTest, SplitsGluedPackagesAndJoinsCutOnes) {
    MemoryPeer& peer = connect();
    peer.send("one\ntwo\nthr");
    peer.sendInPieces("ee\nfour\n", 1);
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\npackage one\npackage two\npackage three\npackage four\n");
    EXPECT_EQ(stats.requests, 4u);
    EXPECT_EQ(stats.bytesIn, 19u);
    EXPECT_EQ(handler.last->packagesReceived(), 4u);
    EXPECT_EQ(handler.last->bytesReceived(), 19u);
}

TEST_F(TcpConnectionTest, KnowsItsPeer) {
    connect();
    const TcpConnection& connection = *handler.last;
    EXPECT_EQ(connection.peerAddress(), "192.0.2.1");
    EXPECT_EQ(connection.peerPort(), 54321u);
    EXPECT_EQ(connection.stream().localPort(), 80u);
    EXPECT_EQ(connection.connectedAtSeconds(), loop.wallSeconds());
    EXPECT_TRUE(connection.isOpen());
}

TEST_F(TcpConnectionTest, AnswersOfOneReadLeaveWithOneWrite) {
    handler.echoes = true;
    MemoryPeer& peer = connect();
    peer.send("a\nb\nc\n");
    settle();
    EXPECT_EQ(peer.received(), "a\nb\nc\n");
    EXPECT_EQ(peer.writes(), 1u);
    EXPECT_EQ(stats.bytesOut, 6u);
}

TEST_F(TcpConnectionTest, TakesAPackageOfTheLimitAndEndsAfterALongerOne) {
    options.framing.maxPackageBytes = 8;
    handler.echoes = true;
    MemoryPeer& peer = connect();
    peer.send("1234567\n");
    peer.send("first\n12345678\nnever\n");
    settle();
    EXPECT_EQ(peer.received(), "1234567\nfirst\n"); // what was asked before is answered
    EXPECT_TRUE(peer.sawEof());
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\npackage 1234567\npackage first\n"
                                 "close too_large: No package_eof within package_max_length (8 bytes)\n");
    EXPECT_EQ(stats.badRequests, 1u);
}

TEST_F(TcpConnectionTest, AsksTheLengthFunctionFromTheReadyQueue) {
    bool isInCallback = false, wasCalled = false;
    options.framing.kind = frame::Kind::Function;
    options.framing.lengthFunction = [&](std::string_view) {
        EXPECT_FALSE(isInCallback);
        wasCalled = true;
        return std::int64_t{3};
    };
    connect();
    isInCallback = true;
    handler.last->onData("abcdefgh");
    isInCallback = false;
    EXPECT_FALSE(wasCalled);
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\npackage abc\npackage def\n");
    peers[0]->send("i");
    peers[0]->sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "package ghi\neof\nclose closed: The peer closed the connection\n");
}

TEST_F(TcpConnectionTest, MayBeClosedByTheLengthFunction) {
    options.framing.kind = frame::Kind::Function;
    options.framing.lengthFunction = [this](std::string_view) {
        handler.last->reset();
        return std::int64_t{1};
    };
    MemoryPeer& peer = connect();
    peer.send("abc");
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\nclose closed: The server reset the connection\n");
}

// ---- backpressure to the peer

TEST_F(TcpConnectionTest, ReadsNoMoreThanTheReceiverTakes) {
    options.maxPendingPackages = 4;
    handler.takesAtOnce = false;
    MemoryPeer& peer = connect();
    peer.send("1\n2\n3\n");
    settle();
    EXPECT_FALSE(peer.isPaused());
    peer.send("4\n5\n6\n7\n");
    settle();
    EXPECT_EQ(handler.packages.size(), 4u);
    EXPECT_TRUE(peer.isPaused());
    peer.send("8\n");
    settle();
    handler.last->packageTaken(1);
    settle();
    EXPECT_EQ(handler.packages.size(), 4u); // not before half of them are taken
    handler.last->packageTaken(1);
    settle();
    EXPECT_EQ(handler.packages.size(), 6u);
    EXPECT_TRUE(peer.isPaused());
    for (unsigned taken = 0; taken < 4; ++taken) {
        handler.last->packageTaken(1);
    }
    settle();
    EXPECT_EQ(handler.packages, (std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7", "8"}));
    EXPECT_FALSE(peer.isPaused());
    EXPECT_EQ(handler.last->pendingPackages(), 2u);
    EXPECT_EQ(handler.last->pendingBytes(), 2u);
}

TEST_F(TcpConnectionTest, ReadsNoMoreBytesThanTheReceiverTakes) {
    options.maxPendingBytes = 10;
    handler.takesAtOnce = false;
    MemoryPeer& peer = connect();
    peer.send("123456789\n");
    settle();
    EXPECT_FALSE(peer.isPaused()); // one less than the limit
    peer.send("a\nb\n");
    settle();
    EXPECT_EQ(handler.packages.size(), 2u); // the limit
    EXPECT_TRUE(peer.isPaused());
    handler.last->packageTaken(9);
    settle();
    EXPECT_EQ(handler.packages.size(), 3u);
    EXPECT_FALSE(peer.isPaused());
}

TEST_F(TcpConnectionTest, HandsOutEverythingBeforeTheEnd) {
    options.maxPendingPackages = 1;
    handler.takesAtOnce = false;
    MemoryPeer& peer = connect();
    peer.send("1\n2\n3\n");
    settle();
    handler.last->onEof(); // although reading is paused
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\npackage 1\n");
    handler.last->packageTaken(1);
    settle();
    handler.last->packageTaken(1);
    settle();
    EXPECT_EQ(handler.takeLog(), "package 2\npackage 3\n");
    handler.last->packageTaken(1);
    settle();
    EXPECT_EQ(handler.takeLog(), "eof\nclose closed: The peer closed the connection\n");
}

TEST_F(TcpConnectionTest, PausesWhenAskedTo) {
    MemoryPeer& peer = connect();
    handler.packageHook = [](TcpConnection& connection) { connection.pauseReading(); };
    peer.send("1\n2\n3\n");
    settle();
    EXPECT_EQ(handler.packages.size(), 1u);
    EXPECT_TRUE(peer.isPaused());
    handler.last->resumeReading();
    settle();
    EXPECT_EQ(handler.packages.size(), 2u);
    handler.packageHook = nullptr;
    handler.last->resumeReading();
    settle();
    EXPECT_EQ(handler.packages.size(), 3u);
    EXPECT_FALSE(peer.isPaused());
}

// ---- sending

TEST_F(TcpConnectionTest, SaysWhenToWaitAndWhenToGoOn) {
    options.highWaterMark = 20;
    options.lowWaterMark = 10;
    MemoryPeer& peer = connect();
    peer.setRoom(0);
    handler.takeLog();
    EXPECT_EQ(handler.last->send(std::string(20, 'a')), Sent::Ok);
    EXPECT_EQ(handler.last->send("b"), Sent::Wait);
    settle();
    EXPECT_EQ(handler.last->backlog(), 21u);
    EXPECT_EQ(handler.takeLog(), "");
    peer.makeRoom(20);
    settle();
    EXPECT_EQ(handler.takeLog(), "");
    peer.makeRoom(1);
    settle();
    EXPECT_EQ(handler.takeLog(), "drained\n");
    EXPECT_EQ(peer.received(), std::string(20, 'a') + "b");
}

TEST_F(TcpConnectionTest, SaysDrainedAlthoughTheKernelTookItAll) {
    options.highWaterMark = options.lowWaterMark = 0;
    MemoryPeer& peer = connect();
    handler.takeLog();
    EXPECT_EQ(handler.last->send("abc"), Sent::Wait);
    settle();
    EXPECT_EQ(handler.takeLog(), "drained\n");
    EXPECT_EQ(peer.received(), "abc");
}

TEST_F(TcpConnectionTest, QueuesUpToTheLimitAndResetsASlowConsumer) {
    options.maxQueuedBytes = 100;
    MemoryPeer& peer = connect();
    peer.setRoom(0);
    EXPECT_EQ(handler.last->send(std::string(60, 'a')), Sent::Ok);
    EXPECT_EQ(handler.last->send(std::string(40, 'b')), Sent::Ok);
    EXPECT_FALSE(peer.isClosed());
    EXPECT_EQ(handler.last->send("c"), Sent::Closed);
    EXPECT_TRUE(peer.wasReset());
    EXPECT_EQ(handler.last->send("d"), Sent::Closed);
    settle();
    EXPECT_EQ(handler.takeLog(),
              "connect\nclose too_large: Slow consumer: 100 bytes wait to be read by the peer, and 1 more "
              "exceed socket_buffer_size (100 bytes)\n");
    EXPECT_EQ(stats.aborted, 1u);
}

TEST_F(TcpConnectionTest, CountsOnlyWhatTheKernelDoesNotTakeAsQueued) {
    options.maxQueuedBytes = 100;
    MemoryPeer& peer = connect();
    for (unsigned i = 0; i < 10; ++i) {
        EXPECT_EQ(handler.last->send(std::string(60, 'a')), Sent::Ok);
    }
    EXPECT_NE(handler.last->send(net::OwnedBytes::fromString(std::string(1'000'000, 'b'))), Sent::Closed);
    settle();
    EXPECT_EQ(peer.received().size(), 1'000'600u);
}

TEST_F(TcpConnectionTest, KeepsTheOrderOfSmallAndLargePieces) {
    MemoryPeer& peer = connect();
    peer.setRoom(3);
    std::string expected;
    for (std::size_t bytes : {1, 10'000, 5, 100'000, 8'192, 8'193, 2}) {
        const std::string piece(bytes, static_cast<char>('a' + bytes % 26));
        expected += piece;
        if (bytes % 2 == 0) {
            handler.last->send(piece);
        } else {
            handler.last->send(net::OwnedBytes::fromString(piece));
        }
    }
    settle();
    peer.makeRoom(1 << 30);
    settle();
    EXPECT_EQ(peer.received(), expected);
    EXPECT_EQ(handler.last->bytesSent(), expected.size());
}

TEST_F(TcpConnectionTest, ClosesItsHalf) {
    MemoryPeer& peer = connect();
    peer.setRoom(2);
    handler.last->send("abcd");
    handler.last->shutdown();
    EXPECT_EQ(handler.last->send("late"), Sent::Closed);
    settle();
    EXPECT_FALSE(peer.sawEof());
    peer.makeRoom(100);
    settle();
    EXPECT_TRUE(peer.sawEof());
    EXPECT_EQ(peer.received(), "abcd");
    peer.send("still\n");
    settle();
    EXPECT_EQ(handler.packages.back(), "still");
    EXPECT_FALSE(peer.isClosed());
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(),
              "connect\npackage still\neof\nclose closed: The peer closed the connection\n");
}

// ---- files

class TcpFileTest : public TcpServerTest {
protected:
    TcpFileTest() : path_(testing::TempDir() + "aha_tcp_file_" + std::to_string(::getpid())) {}
    ~TcpFileTest() override { std::remove(path_.c_str()); }
    std::string write(std::size_t bytes) {
        std::string content;
        while (content.size() < bytes) {
            content += std::to_string(content.size()) + " ";
        }
        content.resize(bytes);
        std::ofstream(path_, std::ios::binary) << content;
        return content;
    }

    const std::string path_;
};

TEST_F(TcpFileTest, SendsAFileInOrder) {
    for (const bool inPlace : {true, false}) {
        options.readFilesInPlace = inPlace;
        for (const std::size_t bytes : {std::size_t{1}, std::size_t{16'384}, std::size_t{3'000'000}}) {
            server.reset();
            MemoryPeer& peer = connect();
            const std::string content = write(bytes);
            TcpConnection& connection = *handler.last;
            handler.takeLog();
            connection.send("before ");
            const auto sent = connection.sendFile(path_);
            ASSERT_TRUE(sent.ok());
            connection.send(" between ");
            ASSERT_TRUE(connection.sendFile(path_, bytes - 1, 1).ok());
            connection.send(net::OwnedBytes::fromString(std::string(20'000, 'x')));
            connection.send(" after");
            const std::string expected = "before " + content + " between " + content.substr(bytes - 1) +
                                         std::string(20'000, 'x') + " after";
            ASSERT_TRUE(runUntil([&] { return peer.received().size() >= expected.size(); }));
            EXPECT_EQ(peer.received(), expected);
            settle();
            EXPECT_EQ(handler.takeLog(), "drained\n");
            EXPECT_EQ(connection.backlog(), 0u);
        }
    }
}

TEST_F(TcpFileTest, SendsNoFasterThanThePeerReads) {
    MemoryPeer& peer = connect();
    const std::string content = write(2'000'000);
    peer.setRoom(1000);
    ASSERT_TRUE(handler.last->sendFile(path_).ok());
    handler.last->close();
    settle();
    EXPECT_LE(handler.last->backlog(), 300'000u);
    for (unsigned i = 0; i < 100 && peer.received().size() < content.size(); ++i) {
        peer.makeRoom(100'000);
        settle();
    }
    EXPECT_EQ(peer.received(), content);
    EXPECT_TRUE(peer.sawEof());
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.closes, 1u);
}

TEST_F(TcpFileTest, ResetsWhenTheFileHasShrunk) {
    options.readFilesInPlace = false;
    MemoryPeer& peer = connect();
    write(500'000);
    ASSERT_TRUE(handler.last->sendFile(path_).ok());
    handler.last->sendFile(path_).ok(); // its descriptor must not be lost
    write(10);
    ASSERT_TRUE(runUntil([&] { return handler.closes == 1; }));
    EXPECT_TRUE(peer.wasReset());
    EXPECT_EQ(handler.takeLog(), "connect\nclose io: A file that was being sent is shorter than announced, "
                                 "or cannot be read\n");
}

TEST_F(TcpFileTest, RefusesWhatIsNoFile) {
    connect();
    TcpConnection& connection = *handler.last;
    write(10);
    EXPECT_EQ(connection.sendFile(path_ + ".none").error().code, Errc::NotFound);
    EXPECT_EQ(connection.sendFile("/").error().code, Errc::InvalidArgument);
    EXPECT_EQ(connection.sendFile(path_, 11).error().code, Errc::InvalidArgument);
    EXPECT_EQ(connection.sendFile(path_, 5, 6).error().code, Errc::InvalidArgument);
    EXPECT_EQ(connection.sendFile(path_, 5, ~std::uint64_t{0}).error().code, Errc::InvalidArgument);
    EXPECT_EQ(connection.sendFile(path_, 10).value(), Sent::Ok); // nothing to send
    EXPECT_TRUE(connection.isOpen());
    connection.reset();
    EXPECT_EQ(connection.sendFile(path_).value(), Sent::Closed);
}

TEST_F(TcpFileTest, LetsSoManyFilesWait) {
    MemoryPeer& peer = connect();
    peer.setRoom(0);
    write(300'000); // the first blocks, the others wait
    TcpConnection& connection = *handler.last;
    ASSERT_TRUE(connection.sendFile(path_).ok());
    const int first = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(first);
    for (std::size_t i = 0; i < TcpConnection::kMaxWaiting; ++i) {
        ASSERT_TRUE(connection.sendFile(path_, 0, 1).ok()) << i;
    }
    EXPECT_EQ(connection.sendFile(path_, 0, 1).error().code, Errc::TooMany);
    connection.reset();
    settle();
    EXPECT_EQ(handler.closes, 1u);
    const int afterwards = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(afterwards);
    EXPECT_LE(afterwards, first); // no descriptor was lost
}

} // namespace aha::server
