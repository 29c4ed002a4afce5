#include "support/process_world.h"

namespace aha::process {
namespace {

using test::ProcessWorld;
using Lines = std::vector<std::string>;

TEST(Stop, DrainsTheWorkersThenTheTaskWorkersWithinOneLimit) {
    ProcessWorld world(ProcessWorld::options(2, 2));
    world.serve();
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "drain 1, drain 2");
    EXPECT_EQ(world.lastLimitMs, 30'000U);
    EXPECT_TRUE(world.supervisor.isStopping());
    EXPECT_EQ(world.supervisor.active(0), nullptr);
    EXPECT_EQ(world.supervisor.active(2)->id, 3U) << "those who drain may ask it";
    world.exits(2);
    world.pass(12'000);
    world.exits(1);
    EXPECT_EQ(world.takeLog(), "gone 2, gone 1, drain 3, drain 4");
    EXPECT_EQ(world.lastLimitMs, 18'000U);
    world.exits(3);
    EXPECT_EQ(world.finishes, 0);
    world.exits(4);
    EXPECT_EQ(world.takeLog(), "gone 3, gone 4, finished");
    EXPECT_EQ(world.finishError, "");
    EXPECT_EQ(world.lines, Lines{});
}

TEST(Stop, AnUncleanEndIsNoLossButIsReported) {
    ProcessWorld world(ProcessWorld::options(2));
    world.serve();
    world.supervisor.stop();
    world.takeLog();
    world.exits(1, 255);
    world.dies(2, SIGSEGV);
    EXPECT_EQ(world.takeLog(), "gone 1, gone 2, finished");
    EXPECT_EQ(world.lines, (Lines{"worker 0 (pid 1001), which was to end, ended with exit code 255",
                                  "worker 1 (pid 1002), which was to end, ended with signal 11 (SIGSEGV)"}));
}

TEST(Stop, KillsWhatOutlivesTheLimit) {
    ProcessWorld world(ProcessWorld::options(1, 1));
    world.serve();
    world.supervisor.stop();
    world.takeLog();
    world.pass(32'999);
    EXPECT_EQ(world.takeLog(), "");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "kill 1");
    world.dies(1);
    EXPECT_EQ(world.takeLog(), "gone 1, drain 2");
    EXPECT_EQ(world.lastLimitMs, 0U);
    world.pass(3'000);
    EXPECT_EQ(world.takeLog(), "kill 2");
    world.dies(2);
    EXPECT_EQ(world.takeLog(), "gone 2, finished");
}

TEST(Stop, ASecondOneCancelsAndKillsSoon) {
    ProcessWorld world(ProcessWorld::options(2, 1));
    world.serve();
    world.supervisor.stop();
    world.pass(5'000);
    world.takeLog();
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "cancel 1, cancel 2, cancel 3");
    world.supervisor.stop(true); // a third one changes nothing
    world.exits(2);
    world.pass(999);
    EXPECT_EQ(world.takeLog(), "gone 2");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "kill 1, kill 3");
    world.dies(1);
    world.dies(3);
    EXPECT_EQ(world.takeLog(), "gone 1, gone 3, finished");
}

TEST(Stop, AtOnceCancelsAndKillsSoon) {
    ProcessWorld world(ProcessWorld::options(1, 1));
    world.serve();
    world.supervisor.stop(true);
    EXPECT_EQ(world.takeLog(), "cancel 1, cancel 2");
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "kill 1, kill 2");
    world.dies(2);
    world.dies(1);
    EXPECT_EQ(world.finishes, 1);
}

TEST(Stop, BeforeTheStartLeavesNothingToDo) {
    ProcessWorld world(ProcessWorld::options(1));
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "finished");
    world.supervisor.start();
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "");
}

TEST(Stop, DuringTheBootCancelsAlsoWhatIsForkedOnlyNow) {
    ProcessWorld world(ProcessWorld::options(4));
    world.supervisor.start();
    world.boot(1);
    world.spawned(2);
    world.takeLog();
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "cancel 1, cancel 2");
    world.ready(2);
    world.exits(1);
    world.exits(2);
    world.spawnFails(3);
    EXPECT_EQ(world.takeLog(), "gone 1, gone 2");
    EXPECT_EQ(world.supervisor.members().size(), 1U);
    world.pass(70'000);
    world.spawned(4);
    EXPECT_EQ(world.takeLog(), "cancel 4");
    world.pass(3'000);
    EXPECT_EQ(world.takeLog(), "kill 4");
    world.dies(4);
    EXPECT_EQ(world.takeLog(), "gone 4, finished");
    EXPECT_EQ(world.finishError, "") << "it was stopped, it did not fail";
    EXPECT_EQ(world.servings, 0);
    EXPECT_EQ(world.lines, Lines{"worker 3 (pid 1004) has not ended within 73 s and is killed"});
}

TEST(Stop, ASecondOneHurriesWhatIsForkedOnlyLater) {
    ProcessWorld world(ProcessWorld::options(1));
    world.supervisor.start();
    world.supervisor.stop();
    world.supervisor.stop();
    world.takeLog();
    world.spawned(1);
    EXPECT_EQ(world.takeLog(), "cancel 1");
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "kill 1");
}

TEST(Stop, AfterAFailedBootHurriesTheEndAndKeepsTheError) {
    ProcessWorld world(ProcessWorld::options(2));
    world.supervisor.start();
    world.spawned(1);
    world.spawnFails(2);
    EXPECT_EQ(world.takeLog(), "spawn 1, spawn 2, cancel 1");
    world.supervisor.stop();
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "kill 1");
    world.dies(1);
    EXPECT_EQ(world.finishError, "worker 1 could not be started: fork: no room");
}

TEST(Stop, EndsAReloadWithAnError) {
    for (const int stage : {0, 1, 2}) {
        SupervisorOptions options = ProcessWorld::options(2);
        options.maxDraining = stage == 0 ? 1 : 64;
        ProcessWorld world(options);
        world.serve();
        if (stage == 0) {
            world.supervisor.reload();
            world.bootAll(); // two drain: the next one waits
        }
        world.supervisor.reload();
        if (stage == 2) {
            world.boot(world.newest(0));
            world.supervisor.reload(); // will never begin
        }
        world.takeLog();
        world.reloadErrors.clear();
        world.supervisor.stop();
        EXPECT_EQ(world.takeLog(), stage == 0   ? "drain 1, drain 2, drain 3, drain 4, reload failed"
                                   : stage == 1 ? "drain 1, drain 2, reload failed"
                                                : "drain 1, drain 2, cancel 3, reload failed");
        EXPECT_EQ(world.reloadErrors, Lines{"the server stops"});
        EXPECT_FALSE(world.supervisor.isReloading());
        world.supervisor.reload();
        world.supervisor.onRetiring(1, "no longer of interest");
        while (const std::uint64_t id = world.firstUnanswered()) {
            world.spawned(id);
        }
        for (std::uint64_t id = 1; world.finishes == 0; ++id) {
            ASSERT_LT(id, 10U);
            world.exits(id);
        }
        EXPECT_EQ(world.reloadErrors.size(), 1U);
    }
}

TEST(Stop, DeathsAreReportedButNotReplaced) {
    ProcessWorld world(ProcessWorld::options(1, 1));
    world.serve();
    world.supervisor.stop();
    world.takeLog();
    world.dies(2, SIGSEGV);
    EXPECT_EQ(world.takeLog(), "lost 2, gone 2");
    EXPECT_EQ(world.lines, Lines{"task worker 1 (pid 1002) ended unexpectedly: signal 11 (SIGSEGV)"});
    world.exits(1);
    EXPECT_EQ(world.takeLog(), "gone 1, finished");
}

TEST(Stop, StartsNoReplacementThatWasDueLater) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.dies(1);
    world.spawnFails(2);
    world.takeLog();
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "finished");
    world.pass(100'000);
    EXPECT_EQ(world.takeLog(), "");
    EXPECT_EQ(world.supervisor.nextDueMs(), ~std::uint64_t{0});
}

TEST(Stop, NothingHappensAfterTheEnd) {
    ProcessWorld world(ProcessWorld::options(1));
    world.serve();
    world.supervisor.stop();
    world.exits(1);
    world.takeLog();
    world.supervisor.stop();
    world.supervisor.stop(true);
    world.supervisor.reload();
    world.supervisor.onReady(1);
    world.supervisor.onRetiring(1, "?");
    world.supervisor.onBootFailed(1, "?");
    world.supervisor.replaceStuck(1, "?");
    world.exits(1);
    world.pass(1'000'000);
    EXPECT_EQ(world.takeLog(), "");
    EXPECT_TRUE(world.supervisor.isStopping());
    EXPECT_EQ(world.finishes, 1);
}

} // namespace
} // namespace aha::process
