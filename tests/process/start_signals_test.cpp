#include "core/process/start_signals.h"

#include <gtest/gtest.h>

#include <csignal>

using aha::process::StartSignals;

namespace {

using Handler = void (*)(int);

int received = 0;
void count(int) { ++received; }

Handler handlerOf(int signal) {
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    return action.sa_handler;
}

class StartSignalsTest : public testing::TestWithParam<int> {
protected:
    void SetUp() override { before_ = std::signal(GetParam(), SIG_DFL); }
    void TearDown() override { std::signal(GetParam(), before_); }

private:
    Handler before_ = SIG_DFL;
};

TEST_P(StartSignalsTest, TheFirstSignalIsKept) {
    StartSignals signals;
    EXPECT_FALSE(signals.askedToStop());
    std::raise(GetParam());
    EXPECT_TRUE(signals.askedToStop());
}

TEST_P(StartSignalsTest, ANewStartHasNotBeenAsked) {
    {
        StartSignals signals;
        std::raise(GetParam());
    }
    EXPECT_FALSE(StartSignals().askedToStop());
}

TEST_P(StartSignalsTest, TheSecondSignalEndsTheProcess) {
    EXPECT_EXIT(
        {
            StartSignals signals;
            std::raise(GetParam());
            std::raise(GetParam());
        },
        testing::KilledBySignal(GetParam()), "");
}

TEST_P(StartSignalsTest, GivesBackTheHandlerOfBefore) {
    std::signal(GetParam(), count);
    received = 0;
    {
        StartSignals signals;
        std::raise(GetParam());
        EXPECT_EQ(received, 0);
    }
    std::raise(GetParam());
    EXPECT_EQ(received, 1);
}

TEST_P(StartSignalsTest, LeavesWhatHasBeenSetSince) {
    {
        StartSignals signals;
        std::signal(GetParam(), count);
    }
    EXPECT_EQ(handlerOf(GetParam()), &count);
}

TEST_P(StartSignalsTest, WhatIsIgnoredStaysIgnored) {
    std::signal(GetParam(), SIG_IGN);
    StartSignals signals;
    std::raise(GetParam());
    EXPECT_FALSE(signals.askedToStop());
}

INSTANTIATE_TEST_SUITE_P(Both, StartSignalsTest, testing::Values(SIGTERM, SIGINT));

} // namespace
