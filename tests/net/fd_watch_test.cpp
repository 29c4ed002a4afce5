#include "core/net/fd_watch.h"

#include "support/loop_fixture.h"
#include "support/raw_socket.h"

#include <gtest/gtest.h>

namespace aha::net {
namespace {

struct Events final : FdWatchHandler {
    void onFdReady(bool isReadable, bool isWritable) override {
        ++calls;
        wasReadable |= isReadable;
        wasWritable |= isWritable;
        if (action) {
            action();
        }
    }
    int calls = 0;
    bool wasReadable = false, wasWritable = false;
    std::function<void()> action;
};

class FdWatchTest : public test::LoopTest {
protected:
    void SetUp() override {
        std::tie(near, far) = test::tcpPair();
        auto made = FdWatch::open(loop, near.fd(), events);
        ASSERT_TRUE(made.ok()) << made.error().message;
        watch = made.take();
    }
    test::RawSocket near, far;
    Events events;
    std::unique_ptr<FdWatch> watch;
};

TEST_F(FdWatchTest, TellsWhatIsWantedAndNothingElse) {
    ASSERT_TRUE(far.send("x"));
    test::runFor(loop, 5);
    EXPECT_EQ(events.calls, 0); // nothing is wanted yet
    watch->want(true, false);
    EXPECT_TRUE(runUntil([&] { return events.calls > 1; })); // again as long as it is there
    EXPECT_TRUE(events.wasReadable);
    EXPECT_FALSE(events.wasWritable);
    EXPECT_EQ(near.receive(10), "x");
    watch->want(false, true);
    EXPECT_TRUE(runUntil([&] { return events.wasWritable; }));
    watch->want(false, false);
    const int calls = events.calls;
    test::runFor(loop, 5);
    EXPECT_EQ(events.calls, calls);
}

TEST_F(FdWatchTest, TellsTheEndOfTheStream) {
    watch->want(true, false);
    far.close();
    EXPECT_TRUE(runUntil([&] { return events.wasReadable; }));
    EXPECT_TRUE(near.atEof());
}

TEST_F(FdWatchTest, TellsAReset) {
    watch->want(true, false);
    far.abort();
    EXPECT_TRUE(runUntil([&] { return events.calls > 0; }));
    EXPECT_TRUE(events.wasReadable);
}

TEST_F(FdWatchTest, MayBeDestroyedFromWithin) {
    events.action = [&] { watch.reset(); };
    watch->want(true, true);
    EXPECT_TRUE(runUntil([&] { return events.calls > 0; }));
    test::runFor(loop, 5);
    EXPECT_EQ(events.calls, 1);
    EXPECT_EQ(near.error(), 0) << "the descriptor is not ours to close";
}

TEST_F(FdWatchTest, CloseIsIdempotentAndFinal) {
    watch->want(true, false);
    watch->close();
    watch->close();
    EXPECT_FALSE(watch->isOpen());
    watch->want(true, true);
    watch->setBackground(true);
    ASSERT_TRUE(far.send("x"));
    test::runFor(loop, 5);
    EXPECT_EQ(events.calls, 0);
}

TEST_F(FdWatchTest, InTheBackgroundTheLoopDoesNotWaitForIt) {
    watch->want(true, false);
    EXPECT_TRUE(loop.isAlive());
    watch->setBackground(true);
    EXPECT_FALSE(loop.isAlive());
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    watch->setBackground(false);
    EXPECT_TRUE(loop.isAlive());
}

TEST(FdWatchAlone, RefusesWhatCannotBeWatched) {
    Loop loop;
    Events events;
    auto made = FdWatch::open(loop, -1, events);
    ASSERT_FALSE(made.ok());
    EXPECT_NE(made.error().message.find("watch descriptor -1"), std::string::npos);
}

TEST(FdWatchAlone, OutlivesItsLoop) {
    auto loop = std::make_unique<Loop>();
    Events events;
    auto [near, far] = test::tcpPair();
    auto made = FdWatch::open(*loop, near.fd(), events);
    ASSERT_TRUE(made.ok());
    std::unique_ptr<FdWatch> watch = made.take();
    watch->want(true, false);
    loop.reset();
    EXPECT_FALSE(watch->isOpen());
    watch->want(true, false);
    EXPECT_EQ(events.calls, 0);
}

} // namespace
} // namespace aha::net
