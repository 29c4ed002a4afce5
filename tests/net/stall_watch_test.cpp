#include "core/net/stall_watch.h"

#include "core/net/loop.h"

#include <gtest/gtest.h>

#include <pthread.h>

#include <atomic>
#include <csignal>
#include <vector>

namespace aha::net {
namespace {

constexpr std::uint64_t kMs = 1'000'000;
std::uint64_t fakeNs = 0;

struct Notes final : StallWatch::Probe {
    void onStall(std::uint64_t blockedMs) override { stalls.push_back(blockedMs); }
    void onDeadline(std::uint64_t overMs) override { deadlines.push_back(overMs); }
    std::vector<std::uint64_t> stalls, deadlines;
};

class StallWatchTest : public testing::Test {
protected:
    StallWatchTest() { fakeNs = 5'000 * kMs; }
    void pollAfter(std::uint64_t ms) {
        fakeNs += ms * kMs;
        watch.poll();
    }
    Notes notes;
    StallWatch watch{notes, {200, 100, 1'000}, [] { return fakeNs; }};
};

using Times = std::vector<std::uint64_t>;

TEST_F(StallWatchTest, SaysNothingWhileIdleOrWhileStretchesAreShort) {
    pollAfter(10'000);
    for (int i = 0; i < 100; ++i) {
        watch.enter();
        EXPECT_TRUE(watch.isBusy());
        pollAfter(100);
        watch.leave();
        EXPECT_FALSE(watch.isBusy());
        watch.enter(); // busy at every look, but never the same stretch
        pollAfter(100);
        watch.leave();
    }
    EXPECT_TRUE(notes.stalls.empty());
    EXPECT_EQ(watch.counters().stalls, 0U);
}

TEST_F(StallWatchTest, TellsAStallOnceAtTheLimit) {
    watch.enter();
    watch.poll();
    pollAfter(199);
    EXPECT_TRUE(notes.stalls.empty());
    pollAfter(1);
    EXPECT_EQ(notes.stalls, Times{200});
    pollAfter(5'000);
    EXPECT_EQ(notes.stalls.size(), 1U);
    watch.leave();
    EXPECT_EQ(watch.counters().stalls, 1U);
    EXPECT_EQ(watch.counters().longestMs, 5'200U);
}

TEST_F(StallWatchTest, TellsNoSecondStallWithinTheQuietTimeButCountsIt) {
    for (int i = 0; i < 5; ++i) { // one each 300 ms
        watch.enter();
        watch.poll();
        pollAfter(300);
        watch.leave();
    }
    EXPECT_EQ(notes.stalls.size(), 2U); // at 300 and 1500
    EXPECT_EQ(watch.counters().stalls, 5U);
    EXPECT_EQ(watch.counters().suppressed, 3U);
}

TEST_F(StallWatchTest, AnEnterWhileBusyBeginsANewStretch) {
    watch.enter();
    watch.poll();
    pollAfter(150);
    watch.enter();
    pollAfter(100);
    EXPECT_TRUE(notes.stalls.empty());
    pollAfter(200);
    EXPECT_EQ(notes.stalls.size(), 1U);
    watch.leave();
    EXPECT_FALSE(watch.isBusy());
    watch.leave();
    EXPECT_FALSE(watch.isBusy());
}

TEST_F(StallWatchTest, TellsAMissedDeadlineAndRepeatsItOncePerLimit) {
    watch.enter(fakeNs + 50 * kMs);
    pollAfter(50);
    EXPECT_TRUE(notes.deadlines.empty());
    pollAfter(1);
    EXPECT_EQ(notes.deadlines, Times{1});
    pollAfter(100);
    EXPECT_EQ(notes.deadlines.size(), 1U);
    pollAfter(100);
    EXPECT_EQ(notes.deadlines, (Times{1, 201}));
    watch.leave();
    pollAfter(1'000);
    EXPECT_EQ(notes.deadlines.size(), 2U);
    EXPECT_EQ(watch.counters().deadlines, 1U);
    watch.enter(); // the next has none
    pollAfter(1);
    EXPECT_EQ(notes.deadlines.size(), 2U);
    watch.setDeadline(fakeNs - 1);
    watch.poll();
    EXPECT_EQ(notes.deadlines.size(), 3U);
}

TEST_F(StallWatchTest, ALimitOfZeroLeavesTheDeadlines) {
    StallWatch only(notes, {0, 10, 0}, [] { return fakeNs; });
    only.enter(fakeNs + kMs);
    only.poll();
    fakeNs += 60'000 * kMs;
    only.poll();
    EXPECT_TRUE(notes.stalls.empty());
    EXPECT_EQ(notes.deadlines.size(), 1U);
}

struct ThreadNotes final : StallWatch::Probe {
    void onStall(std::uint64_t) override {
        sigset_t blocked;
        pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
        blocksSignals = sigismember(&blocked, SIGTERM) == 1 && sigismember(&blocked, SIGCHLD) == 1;
        watcher = pthread_self();
        ++stalls;
    }
    void onDeadline(std::uint64_t) override { ++deadlines; }
    std::atomic<int> stalls{0}, deadlines{0};
    std::atomic<bool> blocksSignals{false};
    std::atomic<pthread_t> watcher{};
};

void blockFor(std::uint64_t ms) {
    std::uint64_t start = Loop::nowNs();
    while (Loop::nowNs() - start < ms * kMs) {
    }
}

TEST(StallWatchThread, SeesARealStallWhileItLasts) {
    ThreadNotes notes;
    StallWatch watch(notes, {10, 100, 0});
    watch.start();
    EXPECT_TRUE(watch.isStarted());
    watch.enter(Loop::nowNs() + 5 * kMs);
    std::uint64_t start = Loop::nowNs();
    while ((notes.stalls == 0 || notes.deadlines == 0) && Loop::nowNs() - start < 5'000 * kMs) {
    }
    EXPECT_EQ(notes.stalls, 1);
    EXPECT_GE(notes.deadlines, 1);
    watch.leave();
    EXPECT_TRUE(notes.blocksSignals);
    EXPECT_FALSE(pthread_equal(notes.watcher, pthread_self()));
    watch.stop();
    watch.stop();
    watch.enter();
    blockFor(30);
    EXPECT_EQ(notes.stalls, 1);
    watch.start(); // may be started again
}

TEST(StallWatchThread, StopsWithoutWaitingForItsPeriod) {
    ThreadNotes notes;
    StallWatch watch(notes, {120'000, 100, 0});
    watch.start();
    std::uint64_t start = Loop::nowNs();
    watch.stop();
    EXPECT_LT(Loop::nowNs() - start, 5'000 * kMs);
}

} // namespace
} // namespace aha::net
