#include "core/net/signal.h"

#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <csignal>

#include <vector>

namespace aha::net {
namespace {

class Signals : public test::LoopTest {};

TEST_F(Signals, ReportsFromTheLoop) {
    std::vector<int> got;
    auto watcher = SignalWatcher::watch(loop, SIGUSR1, [&](int number) { got.push_back(number); });
    ASSERT_TRUE(watcher.ok());
    ::raise(SIGUSR1);
    EXPECT_TRUE(got.empty());
    EXPECT_TRUE(runUntil([&] { return got.size() == 1; }));
    EXPECT_EQ(got, std::vector<int>{SIGUSR1});
}

TEST_F(Signals, DoesNotKeepTheLoopRunning) {
    auto watcher = SignalWatcher::watch(loop, SIGUSR1, [](int) {});
    ASSERT_TRUE(watcher.ok());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(loop.handleCount(), 1U);
}

TEST_F(Signals, EveryWatcherOfASignalHearsIt) {
    int one = 0, two = 0;
    auto first = SignalWatcher::watch(loop, SIGUSR1, [&](int) { ++one; });
    auto second = SignalWatcher::watch(loop, SIGUSR1, [&](int) { ++two; });
    ::raise(SIGUSR1);
    EXPECT_TRUE(runUntil([&] { return one == 1 && two == 1; }));
    first.value().reset();
    ::raise(SIGUSR1);
    EXPECT_TRUE(runUntil([&] { return two == 2; }));
    EXPECT_EQ(one, 1);
}

TEST_F(Signals, MayBeDestroyedByItsCallbackAndClosedTwice) {
    std::unique_ptr<SignalWatcher> watcher;
    int calls = 0;
    watcher = SignalWatcher::watch(loop, SIGUSR1, [&](int) {
                  ++calls;
                  watcher->close();
                  watcher.reset();
              }).take();
    ::raise(SIGUSR1);
    EXPECT_TRUE(runUntil([&] { return calls == 1; }));
    EXPECT_EQ(loop.handleCount(), 0U);
}

TEST_F(Signals, RestoresTheDefaultEffect) {
    {
        auto watcher = SignalWatcher::watch(loop, SIGUSR2, [](int) {});
        ASSERT_TRUE(watcher.ok());
    }
    settle();
    struct sigaction action {};
    sigaction(SIGUSR2, nullptr, &action);
    EXPECT_EQ(action.sa_handler, SIG_DFL);
}

TEST_F(Signals, RefusesSignalsThatCannotBeWatched) {
    for (int number : {SIGKILL, 0, 9999}) {
        auto watcher = SignalWatcher::watch(loop, number, [](int) {});
        ASSERT_FALSE(watcher.ok());
        EXPECT_EQ(watcher.error().code, Errc::InvalidArgument);
        EXPECT_EQ(watcher.error().message, "watch signal " + std::to_string(number) + ": Invalid argument");
    }
}

TEST(SignalsLoop, EndsWithTheLoopWhileItsOwnerLivesOn) {
    std::unique_ptr<SignalWatcher> watcher;
    {
        Loop loop;
        watcher = SignalWatcher::watch(loop, SIGUSR1, [](int) {}).take();
    }
    watcher->close();
}

} // namespace
} // namespace aha::net
