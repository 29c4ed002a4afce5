#include "support/tcp_harness.h"

namespace aha::server {

using test::MemoryPeer;
using test::TcpServerTest;
using Sent = TcpConnection::Sent;

class TcpEndingTest : public TcpServerTest {};

// ---- the peer ends

TEST_F(TcpEndingTest, EndsWithThePeer) {
    MemoryPeer& peer = connect();
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\neof\nclose closed: The peer closed the connection\n");
    EXPECT_TRUE(peer.isClosed());
    EXPECT_EQ(server->size(), 0u);
}

TEST_F(TcpEndingTest, SaysThatAPackageWasCut) {
    MemoryPeer& peer = connect();
    peer.send("whole\nhal");
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\npackage whole\neof\n"
                                 "close closed: The peer closed the connection in the middle of a package\n");
}

TEST_F(TcpEndingTest, AnswersWhatIsInWorkAfterThePeersEnd) {
    MemoryPeer& peer = connect();
    handler.packageHook = [](TcpConnection& connection) { connection.beginWork(); };
    peer.send("question\n");
    peer.sendEof();
    settle();
    EXPECT_EQ(stats.inFlight, 1u);
    EXPECT_EQ(handler.takeLog(), "connect\npackage question\neof\n");
    passTime(5'000);
    EXPECT_EQ(handler.last->send("answer"), Sent::Ok);
    handler.last->endWork(1'000'000);
    settle();
    EXPECT_EQ(peer.received(), "answer");
    EXPECT_EQ(handler.takeLog(), "close closed: The peer closed the connection\n");
    EXPECT_EQ(stats.latency.count(), 1u);
    EXPECT_EQ(stats.inFlight, 0u);
}

TEST_F(TcpEndingTest, NoticesThatAPeerHasGoneMeanwhile) {
    MemoryPeer& peer = connect();
    handler.packageHook = [](TcpConnection& connection) { connection.beginWork(); };
    peer.send("question\n");
    peer.sendEof();
    settle();
    passTime(3'000);
    EXPECT_EQ(handler.closes, 0u);
    peer.setGone(true);
    passTime(1'100);
    EXPECT_EQ(handler.takeLog(), "connect\npackage question\neof\n"
                                 "close reset: The peer has gone while its package was in work\n");
    EXPECT_EQ(stats.aborted, 1u);
}

TEST_F(TcpEndingTest, TellsOfABrokenConnection) {
    MemoryPeer& peer = connect();
    peer.fail(Error{Errc::Reset, "the wire is broken"});
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\nclose reset: the wire is broken\n");
    EXPECT_EQ(stats.aborted, 0u);
}

// The same conversation, broken at each of its steps: one onClose(), nothing left, no callback after it.
TEST_F(TcpEndingTest, SurvivesABreakAtEachStep) {
    const std::vector<std::function<void(MemoryPeer&)>> steps{
        [](MemoryPeer& peer) { peer.send("on"); },
        [](MemoryPeer& peer) { peer.send("e\ntwo\nth"); },
        [](MemoryPeer& peer) { peer.setRoom(1); },
        [](MemoryPeer& peer) { peer.send("ree\n"); },
        [this](MemoryPeer&) {
            if (handler.last) {
                handler.last->send(std::string(100'000, 'x'));
            }
        },
        [this](MemoryPeer&) {
            if (handler.last) {
                handler.last->shutdown();
            }
        },
        [](MemoryPeer& peer) { peer.makeRoom(50'000); },
        [](MemoryPeer& peer) { peer.makeRoom(500'000); },
        [](MemoryPeer& peer) { peer.sendEof(); },
    };
    enum class Break { Fail, Eof, Close, Reset, Abort, Server };
    for (const Break kind :
         {Break::Fail, Break::Eof, Break::Close, Break::Reset, Break::Abort, Break::Server}) {
        for (const bool takes : {true, false}) {
            for (std::size_t broken = 0; broken <= steps.size(); ++broken) {
                SCOPED_TRACE(static_cast<int>(kind) * 1000 + static_cast<int>(broken));
                server.reset();
                handler.takesAtOnce = takes;
                handler.echoes = true;
                handler.connects = handler.closes = 0;
                MemoryPeer& peer = connect();
                for (std::size_t i = 0; i < broken; ++i) {
                    steps[i](peer);
                    settle();
                }
                TcpConnection* const connection = handler.last;
                switch (kind) {
                case Break::Fail: peer.fail(Error{Errc::Reset, "broken"}); break;
                case Break::Eof: peer.sendEof(); break;
                case Break::Close: connection ? connection->close() : void(); break;
                case Break::Reset: connection ? connection->reset() : void(); break;
                case Break::Abort: connection ? connection->abort(Error{Errc::Io, "x"}) : void(); break;
                case Break::Server: server->close(); break;
                }
                settle();
                for (std::size_t i = broken; i < steps.size(); ++i) {
                    if (!peer.isClosed()) {
                        steps[i](peer);
                    }
                    settle();
                }
                while (handler.last && handler.last->pendingPackages() > 0) {
                    handler.last->packageTaken(
                        handler.last->pendingPackages() == 1 ? handler.last->pendingBytes() : std::size_t{1});
                }
                passTime(70'000);
                EXPECT_EQ(handler.connects, 1u);
                EXPECT_EQ(handler.closes, 1u);
                EXPECT_TRUE(peer.isClosed());
                EXPECT_EQ(stats.connections, 0u);
            }
        }
    }
}

// ---- we end

TEST_F(TcpEndingTest, ClosesAfterWhatIsQueued) {
    MemoryPeer& peer = connect();
    peer.setRoom(1);
    handler.last->send("bye");
    handler.last->close();
    EXPECT_EQ(handler.last->send("late"), Sent::Closed);
    peer.send("ignored\n");
    settle();
    EXPECT_FALSE(peer.sawEof());
    peer.makeRoom(10);
    settle();
    EXPECT_EQ(peer.received(), "bye");
    EXPECT_TRUE(peer.sawEof());
    EXPECT_FALSE(peer.isClosed()); // a close now could reset what is under way
    EXPECT_EQ(handler.takeLog(), "connect\n");
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "close closed: The server closed the connection\n");
}

TEST_F(TcpEndingTest, DoesNotWaitLongForThePeersEnd) {
    options.lingerMs = 500;
    MemoryPeer& peer = connect();
    handler.last->close();
    passTime(400);
    peer.send("noise\n"); // does not prolong it
    passTime(50);
    EXPECT_FALSE(peer.isClosed());
    passTime(100);
    EXPECT_TRUE(peer.isClosed());
    EXPECT_EQ(handler.closes, 1u);
}

TEST_F(TcpEndingTest, ReadsOnWhileItEndsAlthoughTheReceiverHasEnough) {
    options.maxPendingPackages = 1;
    handler.takesAtOnce = false;
    MemoryPeer& peer = connect();
    peer.send("1\n2\n");
    settle();
    EXPECT_TRUE(peer.isPaused());
    handler.last->close();
    peer.sendEof();
    settle();
    EXPECT_TRUE(peer.isClosed());
}

TEST_F(TcpEndingTest, ResetsAtOnce) {
    MemoryPeer& peer = connect();
    peer.setRoom(0);
    handler.last->send("never");
    handler.last->reset();
    EXPECT_TRUE(peer.wasReset());
    EXPECT_EQ(handler.closes, 0u); // never from within a call
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\nclose closed: The server reset the connection\n");
}

TEST_F(TcpEndingTest, GivesTheReasonOfTheCaller) {
    MemoryPeer& peer = connect();
    handler.last->closeFor(Error{Errc::PermissionDenied, "No entry"});
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(), "connect\nclose permission_denied: No entry\n");
}

TEST_F(TcpEndingTest, MayBeEndedInEveryCallback) {
    using Hook = std::function<void(TcpConnection&)> test::TcpRecorder::*;
    for (const Hook hook :
         {&test::TcpRecorder::connectHook, &test::TcpRecorder::packageHook, &test::TcpRecorder::eofHook,
          &test::TcpRecorder::drainedHook, &test::TcpRecorder::drainingHook, &test::TcpRecorder::closeHook}) {
        for (unsigned way = 0; way < 4; ++way) {
            server.reset();
            handler.connects = handler.closes = 0;
            handler.*hook = [this, way](TcpConnection& connection) {
                switch (way) {
                case 0: connection.close(); break;
                case 1: connection.reset(); break;
                case 2: connection.abort(Error{Errc::Io, "x"}); break;
                default: server->close(); break;
                }
                connection.send("late");
            };
            options.highWaterMark = options.lowWaterMark = 0;
            MemoryPeer& peer = connect();
            if (handler.last) {
                handler.last->send("x");
            }
            settle();
            peer.send("1\n2\n");
            settle();
            server->drain(nullptr);
            settle();
            peer.sendEof();
            passTime(3'000);
            EXPECT_EQ(handler.connects, 1u);
            EXPECT_EQ(handler.closes, 1u);
            EXPECT_TRUE(peer.isClosed());
            handler.*hook = nullptr;
        }
    }
}

// ---- time

TEST_F(TcpEndingTest, ClosesAPeerThatIsSilent) {
    options.idleTimeoutMs = 10'000;
    MemoryPeer& peer = connect();
    passTime(9'000);
    peer.send("x"); // not even a package
    settle();
    passTime(9'900);
    EXPECT_FALSE(peer.sawEof());
    passTime(150);
    EXPECT_TRUE(peer.sawEof());
    peer.sendEof();
    settle();
    EXPECT_EQ(handler.takeLog(),
              "connect\nclose timed_out: Nothing was received within heartbeat_idle_time\n");
    EXPECT_EQ(stats.timeouts, 1u);
}

TEST_F(TcpEndingTest, DoesNotTakeOurOwnPauseForSilence) {
    options.idleTimeoutMs = 10'000;
    options.maxPendingPackages = 1;
    handler.takesAtOnce = false;
    MemoryPeer& peer = connect();
    peer.send("1\n");
    settle();
    EXPECT_TRUE(peer.isPaused());
    passTime(60'000);
    EXPECT_FALSE(peer.sawEof());
    handler.last->packageTaken(1);
    settle();
    passTime(9'900);
    EXPECT_FALSE(peer.sawEof());
    passTime(150);
    EXPECT_TRUE(peer.sawEof());
}

TEST_F(TcpEndingTest, NeverEndsASilentPeerByDefault) {
    MemoryPeer& peer = connect();
    passTime(600'000);
    EXPECT_FALSE(peer.sawEof());
    EXPECT_EQ(handler.closes, 0u);
}

TEST_F(TcpEndingTest, ResetsAPeerThatDoesNotRead) {
    options.writeTimeoutMs = 10'000;
    MemoryPeer& peer = connect();
    peer.setRoom(0);
    handler.last->send("abcdef");
    settle();
    passTime(9'000);
    peer.makeRoom(1); // progress
    passTime(9'000);
    EXPECT_FALSE(peer.isClosed());
    passTime(4'000);
    EXPECT_TRUE(peer.wasReset());
    EXPECT_EQ(handler.takeLog(), "connect\nclose timed_out: The peer did not read within write_timeout\n");
}

TEST_F(TcpEndingTest, EndsAlthoughThePeerDoesNotReadAndNoWriteTimeoutIsSet) {
    options.writeTimeoutMs = 0;
    MemoryPeer& peer = connect();
    peer.setRoom(0);
    handler.last->send("abcdef");
    passTime(300'000);
    EXPECT_FALSE(peer.isClosed());
    handler.last->close();
    passTime(3'000);
    EXPECT_TRUE(peer.isClosed());
}

} // namespace aha::server
