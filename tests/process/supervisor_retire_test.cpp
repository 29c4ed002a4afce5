#include "support/process_world.h"

namespace aha::process {
namespace {

using test::ProcessWorld;
using Lines = std::vector<std::string>;

TEST(Retiring, TheSuccessorIsActivatedBeforeTheOldOneDrains) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.onRetiring(1, "max_request");
    world.supervisor.onRetiring(1, "asks again");
    EXPECT_EQ(world.takeLog(), "spawn 3");
    EXPECT_EQ(world.takeLines(), Lines{"worker 0 (pid 1001) is to be replaced: max_request"});
    EXPECT_TRUE(world.supervisor.find(1)->isRetiring);
    world.spawned(3);
    EXPECT_EQ(world.supervisor.active(0)->id, 1U);
    world.ready(3);
    EXPECT_EQ(world.takeLog(), "activate 3, drain 1");
    EXPECT_EQ(world.lastLimitMs, 30'000U);
    EXPECT_EQ(world.supervisor.active(0)->id, 3U);
    world.supervisor.onRetiring(1, "is on its way already");
    world.exits(1);
    EXPECT_EQ(world.takeLog(), "gone 1");
    EXPECT_EQ(world.lines, Lines{});
    EXPECT_EQ(world.supervisor.restarts(0), 0U);
}

TEST(Retiring, WhatDoesNotDrainInTimeIsKilled) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.supervisor.onRetiring(1, "old");
    world.boot(2);
    world.takeLines();
    world.takeLog();
    world.pass(32'999);
    EXPECT_EQ(world.takeLog(), "");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "kill 1");
    EXPECT_EQ(world.takeLines(), Lines{"worker 0 (pid 1001) has not ended within 33 s and is killed"});
    world.pass(100'000);
    world.dies(1);
    EXPECT_EQ(world.takeLog(), "gone 1") << "no loss: it was told to end";
    EXPECT_EQ(world.lines, Lines{});
}

TEST(Retiring, AnUncleanEndWhileDrainingIsALossOfTheOneThatHadAskedForIt) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.onRetiring(1, "old");
    world.supervisor.onRetiring(2, "old");
    world.bootAll();
    world.takeLines();
    world.takeLog();
    world.exits(1, 255);
    world.dies(2, SIGSEGV);
    EXPECT_EQ(world.takeLog(), "lost 1, gone 1, lost 2, gone 2");
    EXPECT_EQ(world.supervisor.restarts(0), 1U);
    EXPECT_EQ(world.supervisor.restarts(1), 1U);
    EXPECT_EQ(world.lines, (Lines{"worker 0 (pid 1001), which was to end, ended with exit code 255",
                                  "worker 1 (pid 1002), which was to end, ended with signal 11 (SIGSEGV)"}));
}

TEST(Retiring, TheOldOneStaysWhenItsSuccessorCannotBoot) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.supervisor.onRetiring(1, "old");
    for (const std::uint64_t seconds : {1, 2, 4, 8, 16, 30, 30}) {
        const std::uint64_t id = world.newest(0);
        const std::string number = std::to_string(id);
        world.spawned(id);
        world.supervisor.onBootFailed(id, "no database");
        world.takeLines();
        world.takeLog();
        world.exits(id, 255);
        EXPECT_EQ(world.takeLog(), "lost " + number + ", gone " + number);
        EXPECT_EQ(world.takeLines(),
                  Lines{"worker 0 (pid " + std::to_string(1'000 + id) +
                        ") could not start: no database; the old one goes on, the next try is in " +
                        std::to_string(seconds) + " s"});
        EXPECT_EQ(world.supervisor.active(0)->id, 1U);
        world.pass(seconds * 1'000 - 1);
        EXPECT_EQ(world.takeLog(), "");
        world.pass(1);
        EXPECT_EQ(world.takeLog(), "spawn " + std::to_string(id + 1));
    }
    world.boot(world.newest(0));
    EXPECT_EQ(world.takeLog(), "activate 9, drain 1");
}

TEST(Retiring, AnOldOneThatDiesLeavesItsPlaceToTheSuccessorThatBoots) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.supervisor.onRetiring(1, "old");
    world.spawned(2);
    world.takeLines();
    world.dies(1);
    EXPECT_EQ(world.takeLog(), "spawn 2, lost 1, gone 1");
    EXPECT_EQ(world.lines,
              Lines{"worker 0 (pid 1001) ended unexpectedly: signal 9 (SIGKILL); the one that is to "
                    "follow it is starting already"});
    world.ready(2);
    EXPECT_EQ(world.takeLog(), "activate 2");
}

TEST(Retiring, AnOldOneThatDiesAfterALongLifeEndsTheBackOffOfItsSuccessor) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.pass(20'000);
    world.supervisor.onRetiring(1, "old");
    world.spawnFails(2);
    world.pass(1'000);
    world.spawnFails(3); // the next try would be in 2 s
    world.pass(100);
    world.takeLog();
    world.dies(1);
    EXPECT_EQ(world.takeLog(), "lost 1, gone 1, spawn 4");
}

TEST(Retiring, DeathsThatWereAnnouncedAreNoCrashLoopButKeepADistance) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    for (std::uint64_t id = 1; id < 20; ++id) {
        world.pass(1); // it serves, breaks down, says so and ends before the successor may be started
        world.supervisor.onRetiring(id, "a fatal error");
        world.dies(id);
        world.takeLog();
        if (id > 1) {
            world.pass(98);
            EXPECT_EQ(world.takeLog(), "");
            world.pass(1);
            EXPECT_EQ(world.takeLog(), "spawn " + std::to_string(id + 1));
        }
        world.boot(id + 1);
    }
    EXPECT_EQ(world.supervisor.restarts(0), 19U);
}

TEST(Retiring, WhoSaysSoBeforeItServesAndDiesIsInACrashLoop) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.dies(1);
    for (std::uint64_t id = 2; id <= 5; ++id) {
        EXPECT_EQ(world.firstUnanswered(), id);
        world.spawned(id);
        world.pass(200);
        world.supervisor.onRetiring(id, "a fatal error in the boot");
        world.exits(id, 255);
    }
    EXPECT_EQ(world.firstUnanswered(), 0U);
}

TEST(Retiring, ALongLifeEndsTheBackOffForItsSuccessor) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    for (int i = 0; i < 10; ++i) { // the waits have become long
        world.dies(world.newest(0));
        world.pass(world.firstUnanswered() ? 0 : 30'000);
        world.bootAll();
    }
    world.pass(10'001);
    world.supervisor.onRetiring(11, "old");
    world.takeLines();
    world.spawnFails(12);
    EXPECT_EQ(world.takeLines(),
              Lines{"worker 0 could not be started: fork: no room; the next try is in 1 s"});
}

TEST(Retiring, SuccessorsOfOneSlotKeepADistance) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.onRetiring(1, "the first request was fatal");
    world.boot(3);
    world.supervisor.onRetiring(3, "the first request was fatal");
    world.supervisor.onRetiring(2, "another slot");
    EXPECT_EQ(world.takeLog(), "spawn 3, activate 3, drain 1, spawn 4");
    world.pass(99);
    EXPECT_EQ(world.takeLog(), "");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "spawn 5");
    EXPECT_EQ(world.supervisor.find(5)->slot, 0U);
}

TEST(Retiring, ARequestBeforeTheGenerationIsActiveIsRemembered) {
    ProcessWorld world(ProcessWorld::options(2));
    world.supervisor.start();
    world.boot(1);
    world.supervisor.onRetiring(1, "has used too much memory in its boot");
    world.boot(2);
    EXPECT_EQ(world.takeLog(), "spawn 1, spawn 2, activate 1, activate 2, serving, spawn 3");
}

TEST(Retiring, SuccessorsWaitWhileTooManyProcessesDrain) {
    SupervisorOptions options = ProcessWorld::options(1);
    options.maxDraining = 2;
    options.successorGapMs = 0;
    ProcessWorld world(options);
    world.serve();
    for (std::uint64_t id = 1; id <= 3; ++id) {
        world.supervisor.onRetiring(id, "old");
        world.boot(id + 1);
    }
    world.supervisor.onRetiring(4, "old");
    world.takeLog();
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "") << "three drain";
    world.exits(2);
    EXPECT_EQ(world.takeLog(), "gone 2, spawn 5");
}

} // namespace
} // namespace aha::process
