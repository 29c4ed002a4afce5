#include "core/process/shared_stats.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace aha::test {
namespace {

using process::ProcessKind;
using process::SharedStats;
using process::SlotState;
using process::WorkerSlot;

std::unique_ptr<SharedStats> make(std::uint32_t slots) { return SharedStats::create(slots).take(); }

TEST(SharedStats, TakesSlotsUntilThereAreNone) {
    const auto stats = make(2);
    EXPECT_EQ(stats->slotCount(), 2u);
    WorkerSlot* first = stats->take(0, ProcessKind::Worker);
    WorkerSlot* second = stats->take(7, ProcessKind::TaskWorker);
    ASSERT_TRUE(first && second);
    EXPECT_NE(first, second);
    EXPECT_EQ(stats->take(1, ProcessKind::Worker), nullptr);
    EXPECT_EQ(first->slotState(), SlotState::Booting);
    EXPECT_EQ(second->workerId, 7u);
    EXPECT_EQ(second->processKind(), ProcessKind::TaskWorker);
    stats->release(*first);
    EXPECT_EQ(first->slotState(), SlotState::Empty);
    EXPECT_EQ(stats->take(3, ProcessKind::Worker), first);
}

TEST(SharedStats, SlotsDoNotShareCacheLines) {
    const auto stats = make(3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&stats->slot(i)) % 64, 0u);
    }
}

TEST(SharedStats, WhatEndedProcessesHaveCountedIsKept) {
    const auto stats = make(1);
    for (int life = 1; life <= 3; ++life) {
        WorkerSlot* slot = stats->take(0, ProcessKind::Worker);
        ASSERT_TRUE(slot);
        EXPECT_EQ(slot->server.requests, 0u);
        EXPECT_EQ(slot->stalls, 0u);
        EXPECT_EQ(slot->server.latency.count(), 0u);
        slot->server.requests.add(10);
        slot->server.connections.set(5); // it was killed: what is "now" is over
        ++slot->server.responses[2];
        slot->server.latency.record(1'000'000);
        slot->loopLag.record(2'000'000);
        ++slot->stalls;
        slot->jobsDone.add(2);
        ++slot->jobsFailed;
        ++slot->logDropped;
        stats->release(*slot);
    }
    EXPECT_EQ(stats->past().requests, 30u);
    EXPECT_EQ(stats->past().responses[2], 3u);
    EXPECT_EQ(stats->past().latency.count(), 3u);
    EXPECT_EQ(stats->past().connections, 0u);
    EXPECT_EQ(stats->pastWork().stalls, 3u);
    EXPECT_EQ(stats->pastWork().jobsDone, 6u);
    EXPECT_EQ(stats->pastWork().jobsFailed, 3u);
    EXPECT_EQ(stats->pastWork().logDropped, 3u);
    EXPECT_EQ(stats->pastWork().loopLag.count(), 3u);
}

TEST(SharedStats, AProcessWritesAndItsParentReads) {
    const auto stats = make(1);
    WorkerSlot* slot = stats->take(0, ProcessKind::Worker);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        slot->pid.set(static_cast<std::uint64_t>(::getpid()));
        for (int i = 0; i < 1'000; ++i) {
            ++slot->server.requests;
            slot->server.latency.record(5'000);
        }
        slot->setState(SlotState::Serving);
        stats->master().reloads.set(9);
        ::_exit(0);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(slot->pid, static_cast<std::uint64_t>(child));
    EXPECT_EQ(slot->server.requests, 1'000u);
    EXPECT_EQ(slot->server.latency.count(), 1'000u);
    EXPECT_EQ(slot->slotState(), SlotState::Serving);
    EXPECT_EQ(stats->master().reloads, 9u);
}

// The sum over past and slots never goes back, although the master moves slots all the time.
TEST(SharedStats, ReadersSeeNothingTwiceOrNotAtAll) {
    const auto stats = make(2);
    std::atomic<bool> isOver{false};
    std::atomic<std::uint64_t> counted{0};
    std::thread master([&] {
        for (int life = 0; life < 3'000; ++life) {
            WorkerSlot* slot = stats->take(0, ProcessKind::Worker);
            slot->server.requests.add(100);
            counted.fetch_add(100);
            stats->release(*slot);
        }
        isOver = true;
    });
    std::uint64_t last = 0;
    unsigned steady = 0;
    bool wasOver = false;
    for (; !wasOver; wasOver = isOver) {
        const std::uint64_t atLeast = counted;
        std::uint64_t sum = 0;
        unsigned tries = 0;
        stats->readSteadily([&] {
            ++tries;
            sum = stats->past().requests;
            for (std::uint32_t i = 0; i < stats->slotCount(); ++i) {
                sum += stats->slot(i).server.requests;
            }
        });
        if (tries < 64) { // else it has given up: here the master does nothing but move slots
            ++steady;
            EXPECT_GE(sum, std::max(atLeast, last));
            EXPECT_LE(sum, counted + 100);
            last = sum;
        }
    }
    master.join();
    EXPECT_GT(steady, 0u);
    EXPECT_EQ(stats->past().requests, 300'000u);
}

TEST(SharedStats, AMoveThatNeverEndsStopsNobody) {
    const auto stats = make(1);
    unsigned reads = 0;
    stats->readSteadily([&reads] { ++reads; });
    EXPECT_EQ(reads, 1u);
    WorkerSlot* slot = stats->take(0, ProcessKind::Worker);
    reads = 0;
    stats->readSteadily([&] { // the master moves a slot in each try
        if (++reads < 3) {
            stats->release(*slot);
            slot = stats->take(0, ProcessKind::Worker);
        }
    });
    EXPECT_EQ(reads, 3u);
    reads = 0;
    stats->readSteadily([&] {
        ++reads;
        stats->release(*slot);
        slot = stats->take(0, ProcessKind::Worker);
    });
    EXPECT_EQ(reads, 64u);
}

TEST(SharedStats, TooMuchMemoryIsAnError) {
    const auto stats = SharedStats::create(0xffff'ffff);
    if (stats.ok()) {
        GTEST_SKIP() << "this machine promises any amount of memory";
    }
    EXPECT_EQ(stats.error().code, Errc::Resource);
}

} // namespace
} // namespace aha::test
