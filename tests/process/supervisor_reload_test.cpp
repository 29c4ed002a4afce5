#include "support/process_world.h"

namespace aha::process {
namespace {

using test::ProcessWorld;
using Lines = std::vector<std::string>;

TEST(Reload, BootsACanaryThenTheRestAndActivatesThemTogether) {
    ProcessWorld world(ProcessWorld::options(2, 1));
    world.serve();
    world.supervisor.reload();
    EXPECT_TRUE(world.supervisor.isReloading());
    EXPECT_EQ(world.takeLog(), "spawn 4");
    EXPECT_EQ(world.supervisor.find(4)->generation, 2U);
    world.spawned(4);
    EXPECT_EQ(world.takeLog(), "");
    world.ready(4);
    EXPECT_EQ(world.takeLog(), "spawn 5, spawn 6");
    EXPECT_EQ(world.supervisor.find(6)->kind, ProcessKind::TaskWorker);
    world.boot(6);
    EXPECT_EQ(world.takeLog(), "");
    EXPECT_EQ(world.supervisor.generation(), 1U);
    EXPECT_EQ(world.supervisor.active(0)->id, 1U);
    world.boot(5);
    EXPECT_EQ(world.takeLog(), "activate 4, activate 5, activate 6, drain 1, drain 2, drain 3, reloaded");
    EXPECT_EQ(world.supervisor.generation(), 2U);
    EXPECT_FALSE(world.supervisor.isReloading());
    EXPECT_EQ(world.lines, (Lines{"reload: generation 2 is started",
                                  "reload: generation 2 serves, 3 old processes finish their work"}));
    world.exits(2);
    world.exits(1);
    world.exits(3);
    EXPECT_EQ(world.takeLog(), "gone 2, gone 1, gone 3");
    EXPECT_EQ(world.supervisor.members().size(), 3U);
    world.dies(5);
    EXPECT_EQ(world.supervisor.find(world.newest(1))->generation, 2U);
}

TEST(Reload, AFailingCanaryIsTheOnlyNewProcess) {
    ProcessWorld world(ProcessWorld::options(3));
    world.serve();
    world.supervisor.reload();
    world.spawned(4);
    world.takeLines();
    world.supervisor.onBootFailed(4, "syntax error");
    EXPECT_EQ(world.takeLog(), "spawn 4, cancel 4, reload failed");
    world.exits(4, 255);
    world.pass(100'000);
    EXPECT_EQ(world.takeLog(), "gone 4");
    const std::string why = "worker 0 (pid 1004) could not start: syntax error";
    EXPECT_EQ(world.reloadErrors, Lines{why});
    EXPECT_EQ(world.lines, Lines{"the reload failed, generation 1 goes on serving: " + why});
    EXPECT_EQ(world.supervisor.generation(), 1U);
    EXPECT_EQ(world.supervisor.restarts(0), 0U);
    world.supervisor.reload();
    EXPECT_EQ(world.supervisor.find(5)->generation, 3U) << "numbers are not used again";
}

TEST(Reload, FailsWhenANewProcessDiesOrCannotBeForkedOrIsNotReadyInTime) {
    for (const int kind : {0, 1, 2, 3}) {
        ProcessWorld world(ProcessWorld::options(2));
        world.serve();
        world.supervisor.reload();
        world.boot(3);
        world.takeLog();
        std::string why = "worker 1 (pid 1004) could not start: ";
        if (kind == 0) {
            world.spawned(4);
            world.exits(4, 1);
            EXPECT_EQ(world.takeLog(), "lost 4, gone 4, cancel 3, reload failed");
            why += "exit code 1";
        } else if (kind == 1) {
            world.spawnFails(4);
            EXPECT_EQ(world.takeLog(), "cancel 3, reload failed");
            why = "worker 1 could not be started: fork: no room";
        } else if (kind == 2) {
            world.spawned(4);
            world.pass(60'000);
            EXPECT_EQ(world.takeLog(), "kill 4, cancel 3, reload failed");
            world.dies(4);
            EXPECT_EQ(world.takeLog(), "gone 4");
            why += "not ready within 60 s";
        } else {
            world.spawned(4);
            world.dies(3); // was ready
            EXPECT_EQ(world.takeLog(), "lost 3, gone 3, cancel 4, reload failed");
            why = "worker 0 (pid 1003) ended unexpectedly: signal 9 (SIGKILL)";
        }
        EXPECT_EQ(world.reloadErrors, Lines{why});
        world.takeLog();
        world.pass(3'000);
        EXPECT_EQ(world.takeLog(), kind == 3 ? "kill 4" : "kill 3") << "does not end";
        EXPECT_EQ(world.supervisor.active(0)->id, 1U);
        EXPECT_EQ(world.supervisor.active(1)->id, 2U);
        EXPECT_EQ(world.supervisor.restarts(0) + world.supervisor.restarts(1), 0U);
    }
}

TEST(Reload, SeveralDuringOneMakeOneMore) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    for (int i = 0; i < 4; ++i) {
        world.supervisor.reload();
    }
    EXPECT_EQ(world.takeLog(), "spawn 2");
    world.boot(2);
    EXPECT_EQ(world.takeLog(), "activate 2, drain 1, reloaded, spawn 3");
    EXPECT_TRUE(world.supervisor.isReloading());
    world.supervisor.reload();
    world.spawned(3);
    world.exits(3, 1); // one more follows a failure as well
    EXPECT_EQ(world.takeLog(), "lost 3, gone 3, reload failed, spawn 4");
    world.boot(4);
    EXPECT_EQ(world.takeLog(), "activate 4, drain 2, reloaded");
    EXPECT_FALSE(world.supervisor.isReloading());
    EXPECT_EQ(world.reloadErrors.size(), 3U);
}

TEST(Reload, DuringTheFirstBootFollowsIt) {
    ProcessWorld world(ProcessWorld::options(1));
    world.supervisor.reload(); // nothing is there to be reloaded
    world.supervisor.start();
    world.supervisor.reload();
    world.supervisor.reload();
    EXPECT_FALSE(world.supervisor.isReloading());
    world.boot(1);
    EXPECT_EQ(world.takeLog(), "spawn 1, activate 1, serving, spawn 2");
    world.boot(2);
    EXPECT_EQ(world.takeLog(), "activate 2, drain 1, reloaded");
}

TEST(Reload, WaitsWhileTooManyProcessesDrain) {
    SupervisorOptions options = ProcessWorld::options(2);
    options.maxDraining = 2;
    ProcessWorld world(options);
    world.serve();
    world.supervisor.reload();
    world.bootAll();
    world.supervisor.reload(); // two drain: as many as may
    world.bootAll();
    world.takeLog();
    world.supervisor.reload(); // four drain
    world.supervisor.reload(); // the same one
    EXPECT_TRUE(world.supervisor.isReloading());
    world.exits(1);
    EXPECT_EQ(world.takeLog(), "gone 1");
    world.dies(5); // is replaced while the reload waits
    EXPECT_EQ(world.takeLog(), "lost 5, gone 5, spawn 7");
    world.exits(2);
    EXPECT_EQ(world.takeLog(), "gone 2, spawn 8");
    world.boot(8);
    world.bootAll();
    EXPECT_EQ(world.reloadErrors, (Lines{"", "", ""}));
    EXPECT_FALSE(world.supervisor.isReloading());
}

TEST(Reload, DeathsOfOldProcessesAreReplacedByIt) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.reload();
    world.takeLines();
    world.dies(2);
    EXPECT_EQ(world.takeLog(), "spawn 3, lost 2, gone 2");
    EXPECT_EQ(world.takeLines(),
              Lines{"worker 1 (pid 1002) ended unexpectedly: signal 9 (SIGKILL); the reload replaces it"});
    world.pass(50'000);
    EXPECT_EQ(world.takeLog(), "");
    world.boot(3);
    world.boot(4);
    EXPECT_EQ(world.takeLog(), "spawn 4, activate 3, activate 4, drain 1, reloaded");
}

TEST(Reload, DeathsOfOldProcessesAreReplacedWhenItFails) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.reload();
    world.dies(1);
    world.dies(2);
    world.takeLog();
    world.spawnFails(3);
    EXPECT_EQ(world.takeLog(), "reload failed, spawn 4, spawn 5");
    EXPECT_EQ(world.supervisor.find(4)->generation, 1U);
    world.bootAll();
    EXPECT_EQ(world.takeLog(), "activate 4, activate 5");
}

TEST(Reload, EndsTheBackOffOfACrashLoop) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    for (int i = 0; i < 5; ++i) {
        world.dies(world.newest(1));
        world.bootAll();
    }
    EXPECT_EQ(world.supervisor.active(1), nullptr);
    world.supervisor.reload();
    world.bootAll();
    ASSERT_NE(world.supervisor.active(1), nullptr);
    EXPECT_EQ(world.supervisor.generation(), 2U);
    world.takeLog();
    world.dies(world.newest(1));
    EXPECT_EQ(world.takeLog(), "lost 8, gone 8, spawn 9") << "the new code has its own chances";
}

TEST(Reload, ASuccessorNeedNotWaitForTheBackOffOfTheOldGeneration) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.supervisor.onRetiring(1, "old");
    for (std::uint64_t id = 2; id <= 6; ++id) {
        world.spawnFails(id); // the next try would be in 16 s
        world.pass(id < 6 ? 8'000 : 100);
    }
    world.supervisor.reload();
    world.boot(7);
    world.takeLog();
    world.supervisor.onRetiring(7, "as well");
    EXPECT_EQ(world.takeLog(), "spawn 8");
}

TEST(Reload, AFailedForkThatNobodyWantsAnyMoreIsNoFailureOfTheSlot) {
    ProcessWorld world(ProcessWorld::options(3));
    world.serve();
    world.supervisor.reload();
    world.boot(4);
    world.spawnFails(5);
    world.takeLines();
    world.spawnFails(6); // is cancelled already
    EXPECT_EQ(world.lines, Lines{});
    world.takeLog();
    world.supervisor.onRetiring(3, "old");
    EXPECT_EQ(world.takeLog(), "spawn 7") << "no back-off";
}

TEST(Reload, CancelsASuccessorThatBootsAndReplacesTheRetiringOneItself) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.onRetiring(2, "old");
    world.spawned(3);
    world.supervisor.reload();
    EXPECT_EQ(world.takeLog(), "spawn 3, cancel 3, spawn 4");
    world.supervisor.onRetiring(1, "old as well");
    world.ready(3); // too late
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "");
    world.exits(3);
    world.boot(4);
    world.boot(5);
    EXPECT_EQ(world.takeLog(), "gone 3, spawn 5, activate 4, activate 5, drain 1, drain 2, reloaded");
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "");
}

TEST(Reload, ARetiringProcessGetsItsSuccessorWhenTheReloadFails) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.supervisor.reload();
    world.supervisor.onRetiring(1, "old");
    world.takeLog();
    world.spawnFails(2);
    EXPECT_EQ(world.takeLog(), "reload failed, spawn 3");
}

TEST(Reload, AReplacementThatBootsGoesOnAndServesUntilTheNewGenerationDoes) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.dies(2);
    world.spawned(3);
    world.supervisor.reload();
    EXPECT_EQ(world.takeLog(), "lost 2, gone 2, spawn 3, spawn 4");
    world.boot(4);
    world.ready(3);
    EXPECT_EQ(world.takeLog(), "spawn 5, activate 3");
    EXPECT_EQ(world.supervisor.active(1)->id, 3U);
    world.boot(5);
    EXPECT_EQ(world.takeLog(), "activate 4, activate 5, drain 1, drain 3, reloaded");
}

TEST(Reload, AReplacementThatStillBootsIsCancelledWhenTheNewGenerationServes) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.dies(1);
    world.spawned(2);
    world.supervisor.reload();
    world.takeLog();
    world.boot(3);
    EXPECT_EQ(world.takeLog(), "activate 3, cancel 2, reloaded");
    world.exits(2);
    EXPECT_EQ(world.takeLog(), "gone 2");
}

} // namespace
} // namespace aha::process
