#include "core/log/flush_policy.h"

#include <gtest/gtest.h>

namespace aha::log {

using State = FlushPolicy::State;
using Action = FlushPolicy::Action;

struct FlushPolicyTest : testing::Test {
    FlushPolicy policy{200, 1000};

    void expectWait(std::uint64_t nowMs, std::uint64_t untilMs) {
        FlushPolicy::Step step = policy.step(nowMs);
        EXPECT_EQ(step.action, Action::Wait);
        EXPECT_EQ(step.atMs, untilMs);
    }
};

TEST_F(FlushPolicyTest, DoesNothingWhileNothingWaits) {
    EXPECT_EQ(policy.state(), State::Idle);
    EXPECT_EQ(policy.step(0).action, Action::None);
}

TEST_F(FlushPolicyTest, WritesWhenTheOldestRecordIsOldEnough) {
    policy.onAppended(10, false, 50);
    expectWait(50, 250);
    policy.onAppended(20, false, 200);
    expectWait(249, 250);
    EXPECT_EQ(policy.step(250).action, Action::Write);
}

TEST_F(FlushPolicyTest, WritesAtOnceWhenThereIsEnough) {
    policy.onAppended(999, false, 0);
    expectWait(0, 200);
    policy.onAppended(1000, false, 1);
    EXPECT_EQ(policy.step(1).action, Action::Write);
}

TEST_F(FlushPolicyTest, WritesAtOnceWhatIsUrgent) {
    policy.onAppended(10, false, 0);
    policy.onAppended(20, true, 1);
    EXPECT_EQ(policy.state(), State::Due);
    EXPECT_EQ(policy.step(1).action, Action::Write);
}

TEST_F(FlushPolicyTest, WritesOneBatchAtATime) {
    policy.onAppended(10, true, 0);
    policy.onStarted(true);
    policy.onAppended(5000, true, 1);
    EXPECT_EQ(policy.state(), State::Writing);
    EXPECT_EQ(policy.step(1).action, Action::None);
    policy.onWritten(5000, 2);
    EXPECT_EQ(policy.step(2).action, Action::Write); // what was urgent meanwhile is not forgotten
}

TEST_F(FlushPolicyTest, CountsTheAgeOfWhatCameDuringAWrite) {
    policy.onAppended(10, true, 0);
    policy.onStarted(true);
    policy.onAppended(20, false, 100);
    policy.onWritten(20, 150);
    expectWait(150, 300);
}

TEST_F(FlushPolicyTest, GoesOnAtOnceWhenABatchDidNotTakeAll) {
    policy.onAppended(5000, false, 0);
    policy.onStarted(false);
    policy.onWritten(10, 1);
    EXPECT_EQ(policy.step(1).action, Action::Write);
}

TEST_F(FlushPolicyTest, IsIdleAgainWhenAllIsWritten) {
    policy.onAppended(10, true, 0);
    policy.onStarted(true);
    policy.onWritten(0, 1);
    EXPECT_EQ(policy.state(), State::Idle);
    policy.onAppended(10, false, 5);
    expectWait(5, 205); // neither urgent nor old any more
}

TEST_F(FlushPolicyTest, RestsLongerAfterEachFailureUpToALimit) {
    policy.onAppended(10, true, 0);
    std::uint64_t now = 0;
    for (std::uint64_t rest : {100u, 200u, 400u, 800u, 1600u, 3200u, 5000u, 5000u}) {
        policy.onStarted(true);
        policy.onFailed(now);
        EXPECT_FALSE(policy.mayTry(now + rest - 1));
        policy.onAppended(9999, true, now); // nothing hurries it
        expectWait(now + rest - 1, now + rest);
        now += rest;
        EXPECT_TRUE(policy.mayTry(now));
        EXPECT_EQ(policy.step(now).action, Action::Write);
    }
    policy.onStarted(true);
    policy.onWritten(5, now);
    EXPECT_EQ(policy.restMs(), 0u);
    policy.onStarted(true);
    policy.onFailed(now);
    EXPECT_EQ(policy.restMs(), FlushPolicy::kFirstRestMs);
}

} // namespace aha::log
