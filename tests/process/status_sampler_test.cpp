#include "core/process/status_sampler.h"

#include "core/process/status_report.h"

#include <gtest/gtest.h>

namespace aha::test {
namespace {

using process::ProcessKind;
using process::SharedStats;
using process::SlotState;
using process::StatusReport;
using process::StatusSampler;
using process::WorkerSlot;

constexpr std::uint64_t kMs = 1'000'000;

class Sampling : public testing::Test {
protected:
    WorkerSlot& begin(std::uint32_t id, std::uint64_t pid) {
        WorkerSlot& slot = *stats->take(id, ProcessKind::Worker);
        slot.pid.set(pid);
        slot.setState(SlotState::Serving);
        return slot;
    }
    static void serve(WorkerSlot& slot, unsigned requests, std::uint64_t ns = kMs) {
        for (unsigned i = 0; i < requests; ++i) {
            ++slot.server.requests;
            ++slot.server.responses[2];
            slot.server.latency.record(ns);
        }
    }
    void second() { sampler.sample(nowMs += 1'000); }

    std::unique_ptr<SharedStats> stats = SharedStats::create(4).take();
    StatusSampler sampler{*stats};
    std::uint64_t nowMs = 50'000;
};

TEST_F(Sampling, WithoutSamplesThereAreNoRates) {
    WorkerSlot& slot = begin(0, 100);
    slot.startedAt.set(1'000);
    stats->master().startedAt.set(990);
    serve(slot, 10);
    const StatusReport report = sampler.report(1'030);
    EXPECT_EQ(report.totals.requests, 10u);
    EXPECT_EQ(report.totals.requestsPerSecond, 0);
    EXPECT_EQ(report.windowSeconds, 0u);
    EXPECT_EQ(report.totals.latency.count, 10u);
    EXPECT_EQ(report.uptimeSeconds, 40u);
    ASSERT_EQ(report.workers.size(), 1u);
    EXPECT_EQ(report.workers[0].uptimeSeconds, 30u);
    EXPECT_EQ(report.workers[0].latency.count, 10u);
    EXPECT_EQ(sampler.report().uptimeSeconds, 0u) << "nobody has said what time it is";
}

TEST_F(Sampling, RatesAreThoseOfTenAndSixtySeconds) {
    WorkerSlot& slot = begin(0, 100);
    second();
    for (int i = 0; i < 60; ++i) {
        serve(slot, i < 50 ? 100 : 700);
        second();
    }
    const StatusReport report = sampler.report();
    EXPECT_EQ(report.windowSeconds, 10u);
    EXPECT_EQ(report.uptimeSeconds, 60u);
    EXPECT_DOUBLE_EQ(report.totals.requestsPerSecond, 700);
    EXPECT_DOUBLE_EQ(report.totals.requestsPerSecond60, 200);
    EXPECT_DOUBLE_EQ(report.workers[0].requestsPerSecond, 700);
    EXPECT_EQ(report.totals.latency.count, 7'000u);
    EXPECT_EQ(report.workers[0].latency.count, 7'000u);
    for (int i = 0; i < 60; ++i) {
        second(); // nothing happens
    }
    EXPECT_EQ(sampler.report().totals.requestsPerSecond60, 0);
    EXPECT_EQ(sampler.report().totals.latency.count, 0u);
    EXPECT_EQ(sampler.report().totals.requests, 12'000u);
}

TEST_F(Sampling, LatenciesAreThoseOfTheWindow) {
    WorkerSlot& slot = begin(0, 100);
    serve(slot, 1'000, 900 * kMs); // long ago
    slot.loopLag.record(500 * kMs);
    second();
    serve(slot, 100, 2 * kMs);
    slot.loopLag.record(3 * kMs);
    second();
    const StatusReport report = sampler.report();
    EXPECT_NEAR(report.totals.latency.p50, 2, 0.25);
    EXPECT_NEAR(report.totals.latency.max, 2, 0.25);
    EXPECT_NEAR(report.workers[0].latency.p99, 2, 0.25);
    EXPECT_NEAR(report.workers[0].loopLagP99, 3, 0.4);
}

TEST_F(Sampling, WhatHappensAfterTheLastSampleDoesNotDistortTheRate) {
    WorkerSlot& slot = begin(0, 100);
    second();
    serve(slot, 10);
    second();
    serve(slot, 1'000);
    const StatusReport report = sampler.report();
    EXPECT_DOUBLE_EQ(report.totals.requestsPerSecond, 10);
    EXPECT_EQ(report.totals.requests, 1'010u) << "a count is of now";
    EXPECT_EQ(report.workers[0].requests, 1'010u);
}

TEST_F(Sampling, ASlotThatIsUsedAgainStartsAnew) {
    WorkerSlot& slot = begin(0, 100);
    second();
    serve(slot, 500);
    second();
    second();
    stats->release(slot);
    WorkerSlot& again = begin(0, 101);
    ASSERT_EQ(&again, &slot);
    serve(again, 20, 7 * kMs);
    second();
    serve(again, 30, 7 * kMs);
    second();
    second();
    const StatusReport report = sampler.report();
    ASSERT_EQ(report.workers.size(), 1u);
    EXPECT_EQ(report.workers[0].pid, 101u);
    EXPECT_EQ(report.workers[0].requests, 50u);
    EXPECT_EQ(report.workers[0].uptimeSeconds, 2u);
    EXPECT_DOUBLE_EQ(report.workers[0].requestsPerSecond, 15);
    EXPECT_EQ(report.workers[0].latency.count, 50u) << "all of its life";
    EXPECT_EQ(report.totals.requests, 550u);
    EXPECT_DOUBLE_EQ(report.totals.requestsPerSecond, 110) << "with those of the one that has ended";
    EXPECT_EQ(report.totals.latency.count, 550u);
}

TEST_F(Sampling, AProcessThatHasJustBegunIsShown) {
    second();
    second();
    WorkerSlot& slot = begin(3, 100);
    serve(slot, 5);
    slot.startedAt.set(1'000);
    const StatusReport report = sampler.report(1'001);
    ASSERT_EQ(report.workers.size(), 1u);
    EXPECT_EQ(report.workers[0].latency.count, 5u);
    EXPECT_EQ(report.workers[0].requestsPerSecond, 0);
    EXPECT_EQ(report.workers[0].uptimeSeconds, 1u);
}

TEST_F(Sampling, ProcessesAreInOrderAndRestartsCountOnceForEachWorker) {
    WorkerSlot& second1 = begin(1, 101);
    WorkerSlot& first = begin(0, 100);
    WorkerSlot& second2 = begin(1, 102);
    second1.generation.set(1);
    second2.generation.set(2);
    second1.setState(SlotState::Draining);
    first.restarts.set(2);
    second1.restarts.set(5);
    second2.restarts.set(5);
    const StatusReport report = sampler.report();
    ASSERT_EQ(report.workers.size(), 3u);
    EXPECT_EQ(report.workers[0].pid, 100u);
    EXPECT_EQ(report.workers[1].pid, 101u);
    EXPECT_EQ(report.workers[2].pid, 102u);
    EXPECT_EQ(report.workers[1].state, SlotState::Draining);
    EXPECT_EQ(report.totals.restarts, 7u);
}

TEST_F(Sampling, GaugesAreSummedOverWhoIsAlive) {
    WorkerSlot& one = begin(0, 100);
    WorkerSlot& two = begin(1, 101);
    one.server.connections.set(4);
    two.server.connections.set(5);
    one.server.inFlight.set(1);
    two.server.queued.set(2);
    StatusReport report = sampler.report();
    EXPECT_EQ(report.totals.connections, 9u);
    EXPECT_EQ(report.totals.inFlight, 1u);
    EXPECT_EQ(report.totals.queued, 2u);
    stats->release(one);
    report = sampler.report();
    EXPECT_EQ(report.totals.connections, 5u);
    EXPECT_EQ(report.totals.inFlight, 0u);
}

TEST_F(Sampling, AHeartThatHasStoppedIsSeen) {
    WorkerSlot& slot = begin(0, 100);
    second();
    slot.heartbeatMs.set(nowMs);
    second();
    second();
    second();
    EXPECT_EQ(sampler.report().workers[0].heartbeatAge, 3'000u);
    slot.heartbeatMs.set(nowMs + 10);
    EXPECT_EQ(sampler.report().workers[0].heartbeatAge, 0u) << "after the last sample";
}

TEST_F(Sampling, TimeThatDoesNotGoOnIsNoSample) {
    WorkerSlot& slot = begin(0, 100);
    second();
    serve(slot, 10);
    sampler.sample(nowMs);
    sampler.sample(nowMs - 500);
    EXPECT_EQ(sampler.report().totals.requestsPerSecond, 0);
    second();
    EXPECT_DOUBLE_EQ(sampler.report().totals.requestsPerSecond, 10);
}

TEST_F(Sampling, ALongPauseOfTheMasterIsSurvived) {
    WorkerSlot& slot = begin(0, 100);
    second();
    serve(slot, 10);
    sampler.sample(nowMs += 3'600'000); // all samples before are too old
    EXPECT_EQ(sampler.report().windowSeconds, 0u);
    EXPECT_EQ(sampler.report().totals.requests, 10u);
    serve(slot, 10);
    second();
    EXPECT_DOUBLE_EQ(sampler.report().totals.requestsPerSecond, 10);
    EXPECT_EQ(sampler.report().uptimeSeconds, 3'601u);
}

TEST_F(Sampling, TextsComeFromTheSampler) {
    begin(0, 100);
    second();
    EXPECT_EQ(statusJson(sampler), statusJson(sampler.report()));
    EXPECT_EQ(statusTable(sampler), statusTable(sampler.report()));
    EXPECT_NE(statusJson(sampler).find("\"pid\":100"), std::string::npos);
}

} // namespace
} // namespace aha::test
