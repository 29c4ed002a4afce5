#include "core/net/loop.h"

#include "core/net/signal.h"
#include "core/net/tcp_stream.h"

#include "support/loop_fixture.h"
#include "support/raw_socket.h"
#include "support/stream_recorder.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

#include <memory>
#include <string>
#include <vector>

namespace aha::net {
namespace {

using test::Step;
using test::TestTimer;

class LoopRun : public test::LoopTest {
protected:
    std::string log;
};

struct Flush final : FlushItem {
    explicit Flush(std::function<void()> what) : action(std::move(what)) {}
    ~Flush() { unlink(); }
    void flush() override { action(); }
    std::function<void()> action;
};

TEST_F(LoopRun, EndsAtOnceWhenThereIsNothingToDo) {
    EXPECT_FALSE(loop.isAlive());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_FALSE(loop.isRunning());
}

TEST_F(LoopRun, RunsItemsEnqueuedBeforeInOrder) {
    Step a([&] { log += 'a'; }), b([&] { log += 'b'; }), c([&] { log += 'c'; });
    loop.enqueue(b);
    loop.enqueue(a);
    loop.enqueue(c);
    EXPECT_TRUE(loop.isAlive());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(log, "bac");
}

TEST_F(LoopRun, NeverNestsItems) {
    int depth = 0, deepest = 0, runs = 0;
    Step other([&] {
        deepest = std::max(deepest, ++depth);
        ++runs;
        --depth;
    });
    Step first([&] {
        deepest = std::max(deepest, ++depth);
        loop.enqueue(other);
        --depth;
    });
    loop.enqueue(first);
    loop.run();
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(deepest, 1);
}

TEST_F(LoopRun, FlushesAfterTheDrainAndDrainsWhatTheFlushEnqueued) {
    Step late([&] { log += "late "; });
    Flush flush([&] {
        log += "flush ";
        loop.enqueue(late);
    });
    Step two([&] { log += "two "; });
    Step one([&] {
        log += "one ";
        loop.enqueueFlush(flush);
        loop.enqueue(two);
    });
    loop.enqueue(one);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(log, "one two flush late ");
}

TEST_F(LoopRun, AFlushThatAsksForAnotherGetsItInTheNextTurn) {
    std::uint64_t first = 0, second = 0;
    Flush flush([&] {
        if (!first) {
            first = loop.turns();
            loop.enqueueFlush(flush);
        } else {
            second = loop.turns();
        }
    });
    loop.enqueueFlush(flush);
    loop.run();
    EXPECT_EQ(second, first + 1);
}

TEST_F(LoopRun, PollsAfterAsManyItemsAsTheBudgetSays) {
    loop.setDrainBudget(3);
    std::vector<std::uint64_t> turns;
    std::vector<std::unique_ptr<Step>> steps;
    for (int i = 0; i < 7; ++i) {
        loop.enqueue(*steps.emplace_back(std::make_unique<Step>([&] { turns.push_back(loop.turns()); })));
    }
    loop.run();
    ASSERT_EQ(turns.size(), 7U);
    EXPECT_EQ(turns[0], turns[2]);
    EXPECT_EQ(turns[3], turns[2] + 1);
    EXPECT_EQ(turns[6], turns[5] + 1);
}

TEST_F(LoopRun, AnItemThatAlwaysComesBackDoesNotStarveTimersOrUnreferencedHandles) {
    int spins = 0, idles = 0;
    Step spin([&] {
        ++spins;
        loop.enqueue(spin);
    });
    TestTimer timer(loop, [&] { loop.stop(); });
    uv_check_t check; // a stand-in for a signal handle, which does not keep the loop alive
    uv_check_init(loop.uv(), &check);
    check.data = &idles;
    uv_check_start(&check, [](uv_check_t* handle) { ++*static_cast<int*>(handle->data); });
    uv_unref(reinterpret_cast<uv_handle_t*>(&check));
    loop.enqueue(spin);
    timer.arm(20);
    EXPECT_EQ(loop.run(), Loop::End::Stopped);
    EXPECT_GT(spins, 512);
    EXPECT_GT(idles, 1);
    uv_close(reinterpret_cast<uv_handle_t*>(&check), nullptr);
    spin.unlink();
    loop.run();
}

TEST_F(LoopRun, StopEndsTheTurnAfterItsFlushAndKeepsTheRest) {
    Flush flush([&] { log += "flush "; });
    Step rest([&] { log += "rest "; });
    Step stop([&] {
        loop.enqueueFlush(flush);
        loop.stop();
        EXPECT_TRUE(loop.isRunning());
    });
    loop.enqueue(stop);
    loop.enqueue(rest);
    EXPECT_EQ(loop.run(), Loop::End::Stopped);
    EXPECT_EQ(log, "flush ");
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(log, "flush rest ");
}

TEST_F(LoopRun, StopBeforeRunDoesNothing) {
    loop.stop();
    Step step([&] { log += 'x'; });
    loop.enqueue(step);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(log, "x");
}

TEST_F(LoopRun, TimersFireInOrderAndThenTheLoopIsQuiescent) {
    TestTimer a(loop, [&] { log += 'a'; }), b(loop, [&] { log += 'b'; }), never(loop, [&] { log += '!'; });
    std::uint64_t startNs = Loop::nowNs();
    b.arm(30);
    a.arm(10);
    never.arm(20);
    loop.cancel(never);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(log, "ab");
    EXPECT_GE(Loop::nowNs() - startNs, 29'000'000U);
    EXPECT_LT(Loop::nowNs() - startNs, 2'000'000'000U);
}

TEST_F(LoopRun, ACancelledTimerDoesNotKeepTheLoopWaiting) {
    TestTimer timer(loop, [] { FAIL(); });
    timer.arm(60'000);
    Step cancel([&] { loop.cancel(timer); });
    TestTimer soon(loop, [&] { loop.enqueue(cancel); });
    soon.arm(5);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent); // a hang otherwise
}

TEST_F(LoopRun, WakesForAnEarlierTimerArmedLater) {
    TestTimer late(loop, [] { FAIL(); });
    TestTimer soon(loop, [&] { loop.stop(); });
    Step arm([&] { soon.arm(5); });
    TestTimer first(loop, [&] { loop.enqueue(arm); });
    late.arm(60'000);
    first.arm(5);
    EXPECT_EQ(loop.run(), Loop::End::Stopped);
    loop.cancel(late);
}

TEST_F(LoopRun, TimersThatEnqueueAreFollowedByADrainInTheSameTurn) {
    std::uint64_t fired = 0, ran = 0;
    Step step([&] { ran = loop.turns(); });
    TestTimer timer(loop, [&] {
        fired = loop.turns();
        loop.enqueue(step);
    });
    timer.arm(1);
    loop.run();
    EXPECT_NE(fired, 0U);
    EXPECT_EQ(fired, ran);
}

TEST_F(LoopRun, TheClockStandsStillDuringATurn) {
    Step step([&] {
        std::uint64_t before = loop.nowMs();
        std::uint64_t startNs = Loop::nowNs();
        while (Loop::nowNs() - startNs < 5'000'000) {
        }
        EXPECT_EQ(loop.nowMs(), before);
    });
    loop.enqueue(step);
    loop.run();
}

TEST_F(LoopRun, TheClockMovesOutsideARun) {
    std::uint64_t before = loop.nowMs();
    std::uint64_t startNs = Loop::nowNs();
    while (Loop::nowNs() - startNs < 5'000'000) {
    }
    EXPECT_GE(loop.nowMs(), before + 4);
}

TEST_F(LoopRun, SkippedTimeFiresTimersWithoutSleeping) {
    TestTimer minute(loop, [&] { log += 'm'; }), hour(loop, [&] { log += 'h'; });
    minute.arm(60'000);
    hour.arm(3'600'000);
    std::uint64_t startNs = Loop::nowNs();
    std::int64_t wall = loop.wallSeconds();
    test::settle(loop);
    EXPECT_EQ(log, "");
    loop.skipTime(60'000);
    test::settle(loop);
    EXPECT_EQ(log, "m");
    loop.skipTime(3'540'000);
    test::settle(loop);
    EXPECT_EQ(log, "mh");
    EXPECT_GE(loop.wallSeconds(), wall + 3600);
    EXPECT_LT(Loop::nowNs() - startNs, 5'000'000'000U);
}

TEST_F(LoopRun, AsksTheHookBeforeItEndsAndGoesOnIfThatBroughtWork) {
    struct Context {
        Loop& loop;
        Step step;
        int calls = 0, runs = 0;
    } context{loop, Step([&] { ++context.runs; })};
    loop.setBeforeBlock(
        [](void* pointer) {
            auto& self = *static_cast<Context*>(pointer);
            if (++self.calls <= 2) {
                self.loop.enqueue(self.step);
            }
        },
        &context);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(context.runs, 2);
    EXPECT_EQ(context.calls, 3);
}

TEST_F(LoopRun, AsksTheHookBeforeItBlocksAndMayArmOrEnqueueThere) {
    struct Context {
        Loop& loop;
        TestTimer soon;
        int calls = 0;
    } context{loop, TestTimer(loop, [&] { loop.stop(); })};
    TestTimer far(loop, [] { FAIL(); });
    far.arm(60'000);
    loop.setBeforeBlock(
        [](void* pointer) {
            auto& self = *static_cast<Context*>(pointer);
            if (++self.calls == 1) {
                self.soon.arm(2);
            }
        },
        &context);
    EXPECT_EQ(loop.run(), Loop::End::Stopped);
    EXPECT_GE(context.calls, 1);
    loop.cancel(far);
}

TEST_F(LoopRun, TheHookMayStopTheLoop) {
    TestTimer far(loop, [] { FAIL(); });
    far.arm(60'000);
    loop.setBeforeBlock([](void* pointer) { static_cast<Loop*>(pointer)->stop(); }, &loop);
    EXPECT_EQ(loop.run(), Loop::End::Stopped);
    loop.cancel(far);
    EXPECT_EQ(loop.run(), Loop::End::Stopped); // the last call, before the end
    loop.setBeforeBlock(nullptr, nullptr);
    Step step([&] { log += 'x'; });
    loop.enqueue(step);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(log, "x");
}

TEST_F(LoopRun, AnItemMayDestroyItself) {
    struct Once final : ReadyItem {
        void run() override { delete this; }
    };
    loop.enqueue(*new Once);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
}

TEST_F(LoopRun, ArmSaturatesInsteadOfWrapping) {
    TestTimer timer(loop, [] { FAIL(); });
    timer.arm(~std::uint64_t{0});
    test::settle(loop);
    loop.cancel(timer);
}

TEST_F(LoopRun, GoesOnInAChildProcess) {
    TestTimer timer(loop, [&] { loop.stop(); });
    timer.arm(5);
    pid_t child = ::fork();
    if (child == 0) {
        bool works = loop.recoverAfterFork().ok() && loop.run() == Loop::End::Stopped;
        ::_exit(works ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(loop.run(), Loop::End::Stopped); // and in the parent
}

// A master forks while a SIGCHLD waits for its loop: the child must be able to let go of what it inherits.
TEST_F(LoopRun, ClosesInAChildThatWasForkedWithACaughtSignal) {
    auto inherited = std::make_unique<Loop>();
    auto watcher = SignalWatcher::watch(*inherited, SIGUSR1, [](int) {});
    ASSERT_TRUE(watcher.ok());
    ASSERT_EQ(::raise(SIGUSR1), 0); // caught, and not dispatched
    pid_t child = ::fork();
    if (child == 0) {
        ::alarm(20); // instead of hanging
        bool works = inherited->recoverAfterFork().ok();
        watcher.value().reset();
        inherited.reset();
        ::_exit(works ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

// A handle with a close callback of libuv, as those of this folder.
struct Probe final : Handle {
    Probe(Loop& loop, int& closed) : closed_(closed) {
        uv_timer_init(loop.uv(), &timer_);
        timer_.data = this;
        uv_timer_start(
            &timer_, [](uv_timer_t*) {}, 60'000, 0);
        loop.track(*this);
    }
    void close() override {
        auto* handle = reinterpret_cast<uv_handle_t*>(&timer_);
        if (!uv_is_closing(handle)) {
            uv_close(handle, [](uv_handle_t* closing) {
                auto* self = static_cast<Probe*>(closing->data);
                self->unlink();
                ++self->closed_;
                delete self;
            });
        }
    }
    uv_timer_t timer_;
    int& closed_;
};

TEST(LoopClose, ClosesEveryTrackedHandle) {
    int closed = 0;
    {
        Loop loop;
        new Probe(loop, closed);
        (new Probe(loop, closed))->close();
        new Probe(loop, closed);
        EXPECT_EQ(loop.handleCount(), 3U);
        EXPECT_EQ(closed, 0);
    }
    EXPECT_EQ(closed, 3);
}

TEST(LoopBackground, ATimerInTheBackgroundFiresAndHoldsNothing) {
    static int fired;
    fired = 0;
    WheelTimer timer([](WheelTimer&) { ++fired; });
    Loop loop;
    loop.armBackground(timer, 60'000);
    EXPECT_FALSE(loop.isAlive());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent); // a hang otherwise
    EXPECT_EQ(fired, 0);

    bool isOver = false;
    TestTimer foreground(loop, [&] { isOver = true; });
    foreground.arm(61'000);
    loop.skipTime(60'000);
    loop.skipTime(1'000);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_TRUE(isOver);
    EXPECT_EQ(fired, 1);

    loop.armBackground(timer, 10);
    loop.cancelBackground(timer);
    EXPECT_FALSE(timer.isArmed());
    loop.armBackground(timer, 10); // left to the loop's end
}

TEST(LoopBackground, AHoldWaitsForWhatIsInTheBackground) {
    Loop loop;
    struct Timer : WheelTimer {
        explicit Timer(Loop& owner)
            : WheelTimer([](WheelTimer& timer) { static_cast<Timer&>(timer).hold.release(); }), hold(owner) {}
        Loop::Hold hold;
    } timer(loop);
    loop.armBackground(timer, 5);
    EXPECT_TRUE(loop.isAlive());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_FALSE(timer.isArmed());
    EXPECT_FALSE(loop.isAlive());

    Loop::Hold first(loop), second(loop);
    Loop::Hold moved(std::move(first));
    second.release();
    second.release();
    EXPECT_TRUE(loop.isAlive());
    moved = Loop::Hold();
    EXPECT_FALSE(loop.isAlive());
}

TEST(LoopBackground, AStreamInTheBackgroundHoldsNothing) {
    Loop loop;
    auto [near, far] = test::tcpPair();
    auto stream = TcpStream::adopt(loop, near.release());
    ASSERT_TRUE(stream.ok());
    test::StreamRecorder recorder(stream.take());
    EXPECT_FALSE(recorder->hasEnded());
    recorder->setBackground(true);
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_TRUE(far.send("x"));
    recorder->setBackground(false);
    EXPECT_TRUE(test::runUntil(loop, [&] { return recorder.data == "x"; }));
    far.shutdownWrite();
    EXPECT_TRUE(recorder->hasEnded());
    EXPECT_FALSE(recorder->hasInput());
}

TEST(LoopClose, LeavesArmedTimersAndQueuedItemsUnlinked) {
    Step step([] { FAIL(); });
    Flush flush([] { FAIL(); });
    WheelTimer timer([](WheelTimer&) { FAIL(); });
    {
        Loop loop;
        loop.enqueue(step);
        loop.enqueueFlush(flush);
        loop.arm(timer, 0);
    }
    EXPECT_FALSE(step.isLinked());
    EXPECT_FALSE(flush.isLinked());
    EXPECT_FALSE(timer.isArmed());
}

TEST(LoopDeathTest, ANestedRunIsABug) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(
        {
            Loop loop;
            Step step([&] { loop.run(); });
            loop.enqueue(step);
            loop.run();
        },
        "internal error");
}

TEST(LoopSignals, ABrokenPipeDoesNotKillTheProcess) {
    Loop loop;
    struct sigaction action {};
    sigaction(SIGPIPE, nullptr, &action);
    EXPECT_NE(action.sa_handler, SIG_DFL);
}

} // namespace
} // namespace aha::net
