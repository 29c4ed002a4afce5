#include "core/net/tcp_stream.h"

#include "support/loop_fixture.h"
#include "support/raw_socket.h"
#include "support/stream_recorder.h"

#include <gtest/gtest.h>

#include <random>

namespace aha::net {
namespace {

using test::RawSocket;
using test::StreamRecorder;

std::string randomBytes(std::size_t size) {
    std::mt19937 random(42);
    std::string bytes(size, '\0');
    for (auto& byte : bytes) {
        byte = static_cast<char>(random());
    }
    return bytes;
}

// Both kinds of sockets have to behave alike.
class TcpStreamBoth : public test::LoopTest, public testing::WithParamInterface<bool> {
protected:
    TcpStreamBoth() {
        auto [far, near] = GetParam() ? test::unixPair() : test::tcpPair();
        peer = std::move(far);
        auto adopted = TcpStream::adopt(loop, near.release());
        EXPECT_TRUE(adopted.ok());
        stream = adopted.take();
    }
    // Reads at the far end until `size` bytes are there.
    std::string collect(std::size_t size) {
        std::string got;
        EXPECT_TRUE(runUntil([&] {
            got += peer.receive(size - got.size());
            return got.size() == size;
        }));
        return got;
    }

    RawSocket peer;
    StreamPtr stream;
    StreamRecorder recorder;
};

INSTANTIATE_TEST_SUITE_P(Sockets, TcpStreamBoth, testing::Values(false, true),
                         [](const auto& param) { return param.param ? "Unix" : "Tcp"; });

TEST_P(TcpStreamBoth, ReadsAndWrites) {
    recorder.start(std::move(stream));
    EXPECT_EQ(recorder.opens, 1);
    peer.send("question");
    EXPECT_TRUE(runUntil([&] { return recorder.data == "question"; }));
    recorder->write("ans");
    recorder->write("w", OwnedBytes::fromString("er"));
    recorder->write("", OwnedBytes::fromString("!"));
    recorder->write("?", OwnedBytes());
    recorder->write("");
    EXPECT_EQ(recorder->queuedBytes(), 0U);
    EXPECT_EQ(peer.receive(100), "answer!?");
    EXPECT_EQ(recorder.drains, 0);
    EXPECT_GE(recorder->rawFd(), 0);
}

TEST_P(TcpStreamBoth, MayWriteBeforeStart) {
    stream->write("early");
    EXPECT_EQ(collect(5), "early");
}

TEST_P(TcpStreamBoth, QueuesWhatTheKernelDoesNotTakeAndKeepsTheOrder) {
    recorder.start(std::move(stream));
    std::string big = randomBytes(6'000'000);
    std::string expected;
    int released = 0;
    auto owned = [&] {
        struct Owner {
            std::string bytes;
            int* counter;
        };
        auto* owner = new Owner{big, &released};
        return OwnedBytes(owner->bytes, owner, [](void* pointer) noexcept {
            ++*static_cast<Owner*>(pointer)->counter;
            delete static_cast<Owner*>(pointer);
        });
    };
    recorder->write("head one;", owned());
    expected += "head one;" + big;
    for (int i = 0; i < 100; ++i) { // small ones are gathered
        recorder->write("small " + std::to_string(i));
        expected += "small " + std::to_string(i);
    }
    recorder->write("head two;", owned());
    expected += "head two;" + big;
    std::string view = big.substr(0, 200'000); // more than what is gathered
    recorder->write(view);
    expected += view;
    std::size_t queued = recorder->queuedBytes();
    EXPECT_GT(queued, 6'000'000U);
    EXPECT_LT(queued, expected.size());
    EXPECT_EQ(released, 0);
    EXPECT_EQ(recorder.drains, 0);
    EXPECT_TRUE(collect(expected.size()) == expected);
    EXPECT_TRUE(runUntil([&] { return recorder.drains > 0; }));
    EXPECT_EQ(recorder.drains, 1);
    EXPECT_EQ(released, 2);
    EXPECT_EQ(recorder->queuedBytes(), 0U);
    recorder->write("after");
    EXPECT_EQ(collect(5), "after");
    EXPECT_EQ(recorder.drains, 1);
}

TEST_P(TcpStreamBoth, SendsMoreChunksThanOneBatchHolds) {
    recorder.start(std::move(stream));
    std::string piece = randomBytes(70'000); // too large to be gathered
    std::string expected;
    for (int i = 0; i < 200; ++i) {
        recorder->write(piece);
        expected += piece;
    }
    EXPECT_TRUE(collect(expected.size()) == expected);
    EXPECT_TRUE(runUntil([&] { return recorder.drains == 1; }));
}

TEST_P(TcpStreamBoth, QueuedBytesShrinksWhileTheKernelTakesThem) {
    recorder.start(std::move(stream));
    recorder->write(std::string(64'000'000, 'x'));
    std::size_t before = recorder->queuedBytes();
    std::size_t got = 0;
    EXPECT_TRUE(runUntil([&] {
        got += peer.receive(1'000'000).size();
        return got > 2'000'000;
    }));
    test::runFor(loop, 5);
    EXPECT_LT(recorder->queuedBytes(), before);
    EXPECT_GT(recorder->queuedBytes(), 0U);
    EXPECT_EQ(recorder.drains, 0);
}

TEST_P(TcpStreamBoth, ReportsTheEndOfThePeersHalfAndStillWrites) {
    recorder.start(std::move(stream));
    peer.send("bye");
    peer.shutdownWrite();
    EXPECT_TRUE(runUntil([&] { return recorder.eofs == 1; }));
    EXPECT_EQ(recorder.data, "bye");
    EXPECT_FALSE(recorder->peerIsGone());
    recorder->pauseReading();
    recorder->resumeReading(); // does not report it again
    recorder->write("answer");
    EXPECT_EQ(collect(6), "answer");
    recorder->close();
    EXPECT_TRUE(runUntil([&] { return recorder.closes == 1; }));
    EXPECT_TRUE(peer.atEof());
    EXPECT_EQ(recorder.events, (std::vector<std::string>{"open", "data", "eof", "closed"}));
}

TEST_P(TcpStreamBoth, ShutsDownAfterTheQueue) {
    recorder.start(std::move(stream));
    std::string big = randomBytes(5'000'000);
    recorder->write(big);
    recorder->shutdown();
    recorder->shutdown();
    recorder->write("too late");
    EXPECT_TRUE(collect(big.size()) == big);
    EXPECT_TRUE(runUntil([&] { return peer.atEof(); }));
    EXPECT_EQ(recorder.drains, 1);
    peer.send("still read"); // the other half is open
    EXPECT_TRUE(runUntil([&] { return recorder.data == "still read"; }));
}

TEST_P(TcpStreamBoth, ShutsDownAtOnceWithoutAQueue) {
    recorder.start(std::move(stream));
    recorder->shutdown();
    EXPECT_TRUE(runUntil([&] { return peer.atEof(); }));
    peer.close();
    EXPECT_TRUE(runUntil([&] { return recorder.eofs == 1; }));
}

TEST_P(TcpStreamBoth, KnowsAfterTheEndOfFileWhetherThePeerIsGone) {
    recorder.start(std::move(stream));
    EXPECT_FALSE(recorder->peerIsGone());
    peer.shutdownWrite();
    EXPECT_TRUE(runUntil([&] { return recorder.eofs == 1; }));
    EXPECT_FALSE(recorder->peerIsGone());
    peer.abort();
    EXPECT_TRUE(runUntil([&] { return recorder->peerIsGone(); }));
    EXPECT_EQ(recorder.errors.size(), 0U);
    recorder->close();
    EXPECT_TRUE(recorder->peerIsGone());
}

TEST_P(TcpStreamBoth, KnowsWhetherInputWaits) {
    recorder.start(std::move(stream));
    EXPECT_FALSE(recorder->hasInput());
    peer.send("x");
    EXPECT_TRUE(recorder->hasInput());
    EXPECT_TRUE(recorder->hasInput()) << "looking takes nothing away";
    EXPECT_TRUE(runUntil([&] { return recorder.data == "x"; }));
    EXPECT_FALSE(recorder->hasInput());
    peer.shutdownWrite();
    EXPECT_FALSE(recorder->hasInput()) << "an end is no input";
    EXPECT_TRUE(runUntil([&] { return recorder.eofs == 1; }));
    EXPECT_FALSE(recorder->hasInput());
    recorder->close();
    EXPECT_FALSE(recorder->hasInput());
}

TEST_P(TcpStreamBoth, IsQuietUntilAnythingComes) {
    recorder.start(std::move(stream));
    EXPECT_TRUE(recorder->isQuiet());
    peer.send("x");
    EXPECT_FALSE(recorder->isQuiet());
    EXPECT_TRUE(runUntil([&] { return recorder.data == "x"; }));
    EXPECT_TRUE(recorder->isQuiet());
    peer.shutdownWrite();
    EXPECT_FALSE(recorder->isQuiet()) << "an end that nobody has read";
    EXPECT_TRUE(runUntil([&] { return recorder.eofs == 1; }));
    EXPECT_FALSE(recorder->isQuiet()) << "an end that was read";
    recorder->close();
    EXPECT_FALSE(recorder->isQuiet());
}

TEST_P(TcpStreamBoth, IsNotQuietAfterAReset) {
    recorder.start(std::move(stream));
    EXPECT_TRUE(recorder->isQuiet());
    peer.abort();
    EXPECT_FALSE(recorder->isQuiet());
    EXPECT_FALSE(recorder->isQuiet()) << "also when the error was taken by the first look";
}

TEST_P(TcpStreamBoth, AWriteToADeadPeerFailsFromTheLoopAndOnce) {
    recorder.start(std::move(stream));
    recorder->pauseReading();
    peer.abort();
    test::runFor(loop, 5);
    recorder->write("one");
    recorder->write("two");
    EXPECT_TRUE(recorder.errors.empty());
    recorder->write("three");
    EXPECT_TRUE(runUntil([&] { return !recorder.errors.empty(); }));
    recorder->write("four");
    test::runFor(loop, 5);
    ASSERT_EQ(recorder.errors.size(), 1U);
    EXPECT_TRUE(recorder.errors[0].code == Errc::Closed || recorder.errors[0].code == Errc::Reset);
    EXPECT_EQ(recorder->queuedBytes(), 0U);
    EXPECT_TRUE(recorder->peerIsGone());
    recorder->resumeReading(); // nothing comes any more
    recorder->close();
    EXPECT_TRUE(runUntil([&] { return recorder.closes == 1; }));
    EXPECT_EQ(recorder.eofs, 0);
}

TEST_P(TcpStreamBoth, ABrokenConnectionDropsTheQueueAndReportsOnce) {
    recorder.start(std::move(stream));
    for (int i = 0; i < 40; ++i) {
        recorder->write(randomBytes(300'000));
    }
    EXPECT_GT(recorder->queuedBytes(), 0U);
    peer.abort();
    EXPECT_TRUE(runUntil([&] { return !recorder.errors.empty() || recorder.eofs > 0; }));
    test::runFor(loop, 10);
    EXPECT_EQ(recorder.errors.size(), 1U);
    EXPECT_EQ(recorder.drains, 0);
    EXPECT_EQ(recorder->queuedBytes(), 0U);
}

TEST_P(TcpStreamBoth, PausedReadingHoldsBackWhatArrives) {
    recorder.start(std::move(stream));
    recorder->pauseReading();
    recorder->pauseReading();
    peer.send("held");
    test::runFor(loop, 10);
    EXPECT_EQ(recorder.data, "");
    recorder->resumeReading();
    recorder->resumeReading();
    EXPECT_TRUE(runUntil([&] { return recorder.data == "held"; }));
}

TEST_P(TcpStreamBoth, PausingFromWithinDataStopsAtThatChunk) {
    recorder.onDataAction = [&] { recorder->pauseReading(); };
    recorder.start(std::move(stream));
    std::string big = randomBytes(150'000);
    ASSERT_TRUE(peer.send(big));
    EXPECT_TRUE(runUntil([&] { return recorder.reads == 1; }));
    test::runFor(loop, 10);
    EXPECT_EQ(recorder.reads, 1);
    recorder.onDataAction = nullptr;
    recorder->resumeReading();
    EXPECT_TRUE(runUntil([&] { return recorder.data.size() == big.size(); }));
    EXPECT_TRUE(recorder.data == big);
}

TEST_P(TcpStreamBoth, ClosingFromWithinDataIsTheLastOfIt) {
    recorder.onDataAction = [&] { recorder->close(); };
    recorder.start(std::move(stream));
    ASSERT_TRUE(peer.send(randomBytes(150'000)));
    EXPECT_TRUE(runUntil([&] { return recorder.closes == 1; }));
    EXPECT_EQ(recorder.reads, 1);
    EXPECT_EQ(recorder.events, (std::vector<std::string>{"open", "data", "closed"}));
}

TEST_P(TcpStreamBoth, LettingGoFromWithinDataIsSilent) {
    recorder.onDataAction = [&] { recorder.stream.reset(); };
    recorder.start(std::move(stream));
    peer.send("x");
    EXPECT_TRUE(runUntil([&] { return peer.atEof() || peer.error() != 0; }));
    EXPECT_EQ(recorder.closes, 0);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
}

TEST_P(TcpStreamBoth, ClosingWhileWritingReleasesWhatWasKept) {
    int released = 0;
    recorder.start(std::move(stream));
    std::string big = randomBytes(9'000'000);
    recorder->write(
        "head", OwnedBytes(big, &released, [](void* counter) noexcept { ++*static_cast<int*>(counter); }));
    EXPECT_GT(recorder->queuedBytes(), 0U);
    recorder->close();
    recorder->close();
    EXPECT_EQ(recorder->queuedBytes(), 0U);
    EXPECT_EQ(recorder.closes, 0); // from the loop only
    EXPECT_TRUE(runUntil([&] { return recorder.closes == 1; }));
    EXPECT_EQ(released, 1);
    EXPECT_EQ(recorder.drains, 0);
    EXPECT_TRUE(recorder.errors.empty());
    EXPECT_EQ(loop.handleCount(), 0U);
    EXPECT_EQ(recorder->peerAddress(), "");
    EXPECT_EQ(recorder->rawFd(), -1);
    recorder->write("ignored");
    recorder->reset();
    recorder->shutdown();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
}

TEST_P(TcpStreamBoth, LettingGoWhileWritingFreesEverything) {
    recorder.start(std::move(stream));
    recorder->write(randomBytes(9'000'000));
    recorder->write("more", OwnedBytes::fromString(randomBytes(100'000)));
    recorder.stream.reset();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(recorder.closes, 0);
}

TEST_P(TcpStreamBoth, LettingGoOfAStreamThatNeverStartedFreesIt) {
    stream.reset();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_TRUE(peer.atEof());
}

TEST_P(TcpStreamBoth, AnIdleOpenStreamKeepsTheLoopAliveOnlyWhileItReads) {
    recorder.start(std::move(stream));
    EXPECT_TRUE(loop.isAlive());
    recorder->pauseReading();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
}

class TcpStreamTcp : public test::LoopTest {};

TEST_F(TcpStreamTcp, ReportsAResetOfThePeer) {
    auto sockets = test::tcpPair();
    RawSocket &peer = sockets.first, &near = sockets.second;
    StreamRecorder recorder(TcpStream::adopt(loop, near.release()).take());
    peer.abort();
    EXPECT_TRUE(runUntil([&] { return !recorder.errors.empty(); }));
    EXPECT_EQ(recorder.errors[0].code, Errc::Reset);
    EXPECT_EQ(recorder.errors[0].message, "read from the peer: Connection reset by peer");
    EXPECT_EQ(recorder.eofs, 0);
}

TEST_F(TcpStreamTcp, ResetIsSeenByThePeer) {
    auto sockets = test::tcpPair();
    RawSocket &peer = sockets.first, &near = sockets.second;
    StreamRecorder recorder(TcpStream::adopt(loop, near.release()).take());
    recorder->reset();
    recorder->reset();
    EXPECT_TRUE(runUntil([&] { return recorder.closes == 1; }));
    EXPECT_EQ(peer.error(), ECONNRESET);
}

TEST_F(TcpStreamTcp, ResetWorksAfterShutdownToo) {
    auto sockets = test::tcpPair();
    RawSocket &peer = sockets.first, &near = sockets.second;
    StreamRecorder recorder(TcpStream::adopt(loop, near.release()).take());
    recorder->shutdown();
    recorder->reset();
    EXPECT_TRUE(runUntil([&] { return recorder.closes == 1; }));
    EXPECT_TRUE(runUntil([&] { return peer.error() == ECONNRESET || peer.atEof(); }));
    EXPECT_FALSE(peer.send("x") && peer.send("y"));
}

TEST_F(TcpStreamTcp, KnowsBothAddresses) {
    auto sockets = test::tcpPair();
    RawSocket &peer = sockets.first, &near = sockets.second;
    StreamPtr stream = TcpStream::adopt(loop, near.release()).take();
    EXPECT_EQ(stream->peerAddress(), "127.0.0.1");
    EXPECT_EQ(stream->localAddress(), "127.0.0.1");
    StreamPtr other = TcpStream::adopt(loop, peer.release()).take();
    EXPECT_EQ(stream->peerPort(), other->localPort());
    EXPECT_EQ(stream->localPort(), other->peerPort());
    EXPECT_FALSE(stream->isEncrypted());
    EXPECT_EQ(stream->alpn(), "");
}

TEST_F(TcpStreamTcp, RefusesADescriptorThatIsNotASocket) {
    auto adopted = TcpStream::adopt(loop, 9999);
    ASSERT_FALSE(adopted.ok());
    EXPECT_EQ(adopted.error().code, Errc::Io);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
}

TEST(TcpStreamLoop, ClosingTheLoopClosesTheStreamButLeavesItToItsOwner) {
    auto sockets = test::tcpPair();
    RawSocket& near = sockets.second;
    StreamRecorder recorder;
    {
        Loop loop;
        recorder.start(TcpStream::adopt(loop, near.release()).take());
        recorder->write(randomBytes(9'000'000));
    }
    EXPECT_EQ(recorder.closes, 1);
    recorder->close();
    recorder.stream.reset();
}

TEST(OwnedBytesTest, ReleasesOnceHoweverOftenItMoves) {
    int released = 0;
    auto release = [](void* counter) noexcept { ++*static_cast<int*>(counter); };
    {
        OwnedBytes first("abc", &released, release);
        OwnedBytes second(std::move(first));
        OwnedBytes third;
        third = std::move(second);
        EXPECT_EQ(third.view(), "abc");
        EXPECT_EQ(released, 0);
    }
    EXPECT_EQ(released, 1);
    EXPECT_TRUE(OwnedBytes::fromString("").empty());
    EXPECT_EQ(OwnedBytes::fromString("text").view(), "text");
}

} // namespace
} // namespace aha::net
