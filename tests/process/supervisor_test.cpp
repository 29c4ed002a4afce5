#include "core/process/supervisor.h"

#include "support/process_world.h"

namespace aha::process {
namespace {

using test::ProcessWorld;
using Lines = std::vector<std::string>;

constexpr std::uint64_t kNever = ~std::uint64_t{0};

struct SupervisorTest : testing::Test {
    static SupervisorOptions options(std::uint32_t workers, std::uint32_t taskWorkers = 0) {
        return ProcessWorld::options(workers, taskWorkers);
    }
};

TEST(ExitStatus, IsDescribedForPeople) {
    EXPECT_EQ((ExitStatus{0, 0}).describe(), "exit code 0");
    EXPECT_EQ((ExitStatus{255, 0}).describe(), "exit code 255");
    EXPECT_EQ((ExitStatus{0, SIGKILL}).describe(), "signal 9 (SIGKILL)");
    EXPECT_EQ((ExitStatus{0, SIGSEGV}).describe(), "signal 11 (SIGSEGV)");
    EXPECT_EQ((ExitStatus{0, 64}).describe(), "signal 64");
    EXPECT_TRUE((ExitStatus{0, 0}).isClean());
    EXPECT_FALSE((ExitStatus{1, 0}).isClean());
    EXPECT_FALSE((ExitStatus{0, 9}).isClean());
}

// ---- the first generation

TEST_F(SupervisorTest, ActivatesTheFirstGenerationWhenAllAreReady) {
    ProcessWorld world(options(2, 1));
    EXPECT_EQ(world.supervisor.generation(), 0U);
    world.supervisor.start();
    EXPECT_EQ(world.takeLog(), "spawn 1, spawn 2, spawn 3");
    world.boot(3);
    world.boot(1);
    EXPECT_EQ(world.takeLog(), "");
    EXPECT_EQ(world.supervisor.find(1)->state, MemberState::Ready);
    EXPECT_EQ(world.supervisor.active(0), nullptr);
    world.boot(2);
    EXPECT_EQ(world.takeLog(), "activate 1, activate 2, activate 3, serving");
    EXPECT_EQ(world.supervisor.generation(), 1U);
    EXPECT_EQ(world.supervisor.find(2)->kind, ProcessKind::Worker);
    EXPECT_EQ(world.supervisor.find(3)->kind, ProcessKind::TaskWorker);
    EXPECT_EQ(world.supervisor.active(2), world.supervisor.find(3));
    EXPECT_EQ(world.supervisor.active(3), nullptr);
    EXPECT_EQ(world.supervisor.findPid(1'002), world.supervisor.find(2));
    EXPECT_EQ(world.supervisor.findPid(0), nullptr);
    EXPECT_EQ(world.supervisor.members().size(), 3U);
    EXPECT_EQ(world.supervisor.nextDueMs(), kNever);
}

TEST_F(SupervisorTest, EndsWithTheErrorWhenTheFirstGenerationCannotBoot) {
    ProcessWorld world(options(3));
    world.supervisor.start();
    world.boot(1);
    world.spawned(2);
    world.takeLog();
    world.supervisor.onBootFailed(2, "syntax error in app.php");
    EXPECT_EQ(world.takeLog(), "cancel 1, cancel 2");
    world.exits(1);
    world.exits(2, 255);
    EXPECT_EQ(world.takeLog(), "gone 1, gone 2");
    world.spawned(3); // was asked for before
    EXPECT_EQ(world.takeLog(), "cancel 3");
    world.exits(3);
    EXPECT_EQ(world.takeLog(), "gone 3, finished");
    EXPECT_EQ(world.finishError, "worker 1 (pid 1002) could not start: syntax error in app.php");
    EXPECT_EQ(world.lines, Lines{});
    EXPECT_TRUE(world.supervisor.isStopping());
}

TEST_F(SupervisorTest, EndsWhenAProcessOfTheFirstGenerationDies) {
    for (const bool isReady : {false, true}) {
        ProcessWorld world(options(2));
        world.supervisor.start();
        world.spawned(1);
        world.spawned(2);
        if (isReady) {
            world.ready(2);
        }
        world.takeLog();
        world.dies(2, SIGSEGV);
        EXPECT_EQ(world.takeLog(), "lost 2, gone 2, cancel 1");
        world.exits(1);
        EXPECT_EQ(world.takeLog(), "gone 1, finished");
        EXPECT_EQ(world.finishError, std::string("worker 1 (pid 1002) ") +
                                         (isReady ? "ended unexpectedly" : "could not start") +
                                         ": signal 11 (SIGSEGV)");
    }
}

TEST_F(SupervisorTest, EndsWhenTheFirstForkFails) {
    ProcessWorld world(options(1));
    world.supervisor.start();
    world.spawnFails(1);
    EXPECT_EQ(world.takeLog(), "spawn 1, finished");
    EXPECT_EQ(world.finishError, "worker 0 could not be started: fork: no room");
}

TEST_F(SupervisorTest, EndsWhenTheFirstGenerationIsNotReadyInTime) {
    ProcessWorld world(options(2));
    world.supervisor.start();
    world.clock.advance(1'000'000); // the time to boot begins with the fork
    world.spawned(1);
    world.boot(2);
    world.pass(59'999);
    EXPECT_EQ(world.takeLog(), "spawn 1, spawn 2");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "kill 1, cancel 2");
    world.dies(1);
    world.pass(3'000);
    EXPECT_EQ(world.takeLog(), "gone 1, kill 2");
    world.dies(2);
    EXPECT_EQ(world.takeLog(), "gone 2, finished");
    EXPECT_EQ(world.finishError, "worker 0 (pid 1001) could not start: not ready within 60 s");
    EXPECT_EQ(world.lines, Lines{"worker 1 (pid 1002) has not ended within 3 s and is killed"});
}

// ---- deaths

TEST_F(SupervisorTest, ReplacesADeadProcessInItsSlotAtOnce) {
    ProcessWorld world(options(2, 1));
    world.serve();
    world.dies(2);
    EXPECT_EQ(world.takeLog(), "lost 2, gone 2, spawn 4");
    EXPECT_EQ(world.supervisor.active(1), nullptr);
    EXPECT_EQ(world.supervisor.find(4)->slot, 1U);
    EXPECT_EQ(world.supervisor.find(4)->generation, 1U);
    world.boot(4);
    EXPECT_EQ(world.takeLog(), "activate 4");
    world.exits(3, 255);
    EXPECT_EQ(world.takeLog(), "lost 3, gone 3, spawn 5");
    EXPECT_EQ(world.supervisor.find(5)->kind, ProcessKind::TaskWorker);
    EXPECT_EQ(world.lines,
              (Lines{"worker 1 (pid 1002) ended unexpectedly: signal 9 (SIGKILL); a new one is started",
                     "task worker 2 (pid 1003) ended unexpectedly: exit code 255; a new one is started"}));
    EXPECT_EQ(world.supervisor.restarts(0), 0U);
    EXPECT_EQ(world.supervisor.restarts(1), 1U);
    EXPECT_EQ(world.supervisor.restarts(2), 1U);
}

TEST_F(SupervisorTest, ExitCodeZeroWithoutBeingToldIsADeathAsWell) {
    ProcessWorld world(options(1));
    world.serve();
    world.exits(1, 0);
    EXPECT_EQ(world.takeLog(), "lost 1, gone 1, spawn 2");
    EXPECT_EQ(world.supervisor.restarts(0), 1U);
}

// The newest process of the slot boots and dies, so often.
static void crash(ProcessWorld& world, std::uint32_t slot, int times) {
    for (int i = 0; i < times; ++i) {
        const std::uint64_t id = world.newest(slot);
        if (!world.played.at(id).isAnswered) {
            world.boot(id);
        }
        world.dies(id, SIGABRT);
    }
}

TEST_F(SupervisorTest, BacksOffInACrashLoopOfOneSlot) {
    ProcessWorld world(options(2));
    world.serve();
    crash(world, 0, 4);
    EXPECT_EQ(world.newest(0), 6U) << "so far each death was followed by a start";
    for (const std::uint64_t seconds : {1, 2, 4, 8, 16, 30, 30, 30}) {
        const std::uint64_t id = world.newest(0);
        world.takeLines();
        crash(world, 0, 1);
        EXPECT_EQ(world.takeLines(),
                  Lines{"worker 0 (pid " + std::to_string(1'000 + id) +
                        ") ended unexpectedly: signal 6 (SIGABRT); the next one is started in " +
                        std::to_string(seconds) + " s"});
        world.takeLog();
        world.pass(seconds * 1'000 - 1);
        EXPECT_EQ(world.takeLog(), "");
        world.pass(1);
        EXPECT_EQ(world.takeLog(), "spawn " + std::to_string(id + 1));
    }
    EXPECT_EQ(world.supervisor.active(1), world.supervisor.find(2)) << "the other slot is not touched";
    EXPECT_EQ(world.supervisor.restarts(0), 12U);
    EXPECT_EQ(world.supervisor.restarts(1), 0U);
    world.dies(2);
    EXPECT_EQ(world.takeLines(),
              Lines{"worker 1 (pid 1002) ended unexpectedly: signal 9 (SIGKILL); a new one is started"});
}

TEST_F(SupervisorTest, WaitsAreToldInMillisecondsAndTenthsOfSeconds) {
    for (const auto& [ms, text] :
         {std::pair(999U, "999 ms"), std::pair(1'049U, "1 s"), std::pair(2'599U, "2.5 s")}) {
        SupervisorOptions few = options(1);
        few.crashLimit = 1;
        few.backOffMs = ms;
        ProcessWorld world(few);
        world.serve();
        world.dies(1);
        EXPECT_EQ(world.lines,
                  Lines{"worker 0 (pid 1001) ended unexpectedly: signal 9 (SIGKILL); the next one is "
                        "started in " +
                        std::string(text)});
    }
}

TEST_F(SupervisorTest, FiveDeathsWithinExactlyTheWindowAreACrashLoop) {
    for (const bool isWithin : {true, false}) {
        ProcessWorld world(options(1));
        world.serve();
        crash(world, 0, 1);
        world.pass(isWithin ? 10'000 : 10'001);
        crash(world, 0, 4);
        EXPECT_EQ(world.supervisor.nextDueMs() == kNever, !isWithin);
        EXPECT_EQ(world.firstUnanswered() == 0, isWithin);
    }
}

TEST_F(SupervisorTest, ALifeLongerThanTheWindowResetsTheBackOff) {
    for (const bool isLonger : {false, true}) {
        ProcessWorld world(options(1));
        world.serve();
        crash(world, 0, 5);
        world.pass(1'000);
        world.boot(world.newest(0));
        world.pass(isLonger ? 10'001 : 10'000);
        world.takeLines();
        crash(world, 0, 1);
        EXPECT_EQ(world.takeLines().at(0).find("; the next one is started in 2 s") == std::string::npos,
                  isLonger);
        EXPECT_EQ(world.firstUnanswered() != 0, isLonger);
    }
}

TEST_F(SupervisorTest, ADeathBeforeReadyOfAReplacementCounts) {
    ProcessWorld world(options(1));
    world.serve();
    world.dies(1);
    for (std::uint64_t id = 2; id <= 5; ++id) {
        world.spawned(id);
        if (id % 2) {
            world.supervisor.onBootFailed(id, "no such table");
        }
        world.takeLines();
        world.takeLog();
        world.exits(id, 1);
        EXPECT_EQ(world.takeLines(),
                  Lines{"worker 0 (pid " + std::to_string(1'000 + id) +
                        ") could not start: " + (id % 2 ? "no such table" : "exit code 1") +
                        (id < 5 ? "; a new one is started" : "; the next one is started in 1 s")});
        const std::string number = std::to_string(id);
        EXPECT_EQ(world.takeLog(), "lost " + number + ", gone " + number +
                                       (id < 5 ? ", spawn " + std::to_string(id + 1) : std::string()));
    }
    EXPECT_EQ(world.supervisor.restarts(0), 5U);
}

TEST_F(SupervisorTest, KillsAReplacementThatIsNotReadyInTime) {
    ProcessWorld world(options(1));
    world.serve();
    world.dies(1);
    world.spawned(2);
    world.takeLog();
    world.pass(59'999);
    EXPECT_EQ(world.takeLog(), "");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "kill 2");
    world.ready(2); // too late
    EXPECT_EQ(world.takeLog(), "");
    world.takeLines();
    world.dies(2);
    EXPECT_EQ(world.takeLog(), "lost 2, gone 2, spawn 3");
    EXPECT_EQ(world.lines,
              Lines{"worker 0 (pid 1002) could not start: not ready within 60 s; a new one is started"});
}

TEST_F(SupervisorTest, KillsAProcessThatDoesNotEndAfterItsBootFailed) {
    ProcessWorld world(options(1));
    world.serve();
    world.dies(1);
    world.spawned(2);
    world.supervisor.onBootFailed(2, "");
    world.supervisor.onBootFailed(2, "again");
    world.takeLog();
    world.takeLines();
    world.pass(2'999);
    EXPECT_EQ(world.takeLog(), "");
    world.pass(1);
    EXPECT_EQ(world.takeLog(), "kill 2");
    world.dies(2);
    EXPECT_EQ(world.takeLog(), "lost 2, gone 2, spawn 3");
    EXPECT_EQ(world.lines,
              (Lines{"worker 0 (pid 1002) has not ended although its boot failed, and is killed",
                     "worker 0 (pid 1002) could not start: no reason given; a new one is started"}));
}

TEST_F(SupervisorTest, WaitsWhenForkFails) {
    ProcessWorld world(options(1));
    world.serve();
    world.dies(1);
    for (const std::uint64_t seconds : {1, 2, 4}) {
        world.takeLines();
        world.spawnFails(world.newest(0));
        EXPECT_EQ(world.takeLines(),
                  Lines{"worker 0 could not be started: fork: no room; the next try is in " +
                        std::to_string(seconds) + " s"});
        EXPECT_EQ(world.firstUnanswered(), 0U);
        world.pass(seconds * 1'000);
        EXPECT_NE(world.firstUnanswered(), 0U);
    }
    EXPECT_EQ(world.supervisor.restarts(0), 1U) << "nothing has died since";
}

TEST_F(SupervisorTest, AnExitMayBeNoticedBeforeItsForkIsTold) {
    ProcessWorld world(options(2));
    world.serve();
    world.dies(1);
    world.dies(2);
    world.takeLog();
    world.supervisor.onExited(1'004, {1, 0});
    world.supervisor.onExited(4'711, {1, 0}); // some other child of the master
    EXPECT_EQ(world.takeLog(), "");
    world.spawned(3);
    EXPECT_EQ(world.takeLog(), "");
    world.spawned(4);
    EXPECT_EQ(world.takeLog(), "lost 4, gone 4, spawn 5");
}

TEST_F(SupervisorTest, EarlyExitsAreForgottenWhenNoForkIsOpen) {
    ProcessWorld world(options(1));
    world.serve();
    world.dies(1);
    world.supervisor.onExited(1'003, {0, 0}); // not ours; one of ours gets its number later
    world.spawned(2);
    world.dies(2);
    world.boot(3);
    ASSERT_NE(world.supervisor.active(0), nullptr);
    EXPECT_EQ(world.supervisor.active(0)->id, 3U);
}

TEST_F(SupervisorTest, OfEarlyExitsTheNewestThousandAreKept) {
    for (const int others : {1'023, 1'024}) {
        ProcessWorld world(options(1));
        world.serve();
        world.dies(1);
        world.supervisor.onExited(1'002, {1, 0});
        for (int i = 0; i < others; ++i) {
            world.supervisor.onExited(50'000 + i, {0, 0});
        }
        world.spawned(2);
        EXPECT_EQ(world.supervisor.find(2) == nullptr, others == 1'023);
    }
}

TEST_F(SupervisorTest, ExitsOfUnknownProcessesAreNoneOfItsBusiness) {
    ProcessWorld world(options(1));
    world.serve();
    world.supervisor.onExited(4'711, {0, SIGKILL});
    world.supervisor.onReady(99);
    world.supervisor.onBootFailed(99, "?");
    world.supervisor.onRetiring(99, "?");
    world.supervisor.replaceStuck(99, "?");
    world.supervisor.onReady(1); // for the second time
    world.supervisor.onBootFailed(1, "after it was ready");
    world.supervisor.tick();
    EXPECT_EQ(world.takeLog(), "");
    EXPECT_EQ(world.lines, Lines{});
}

// ---- stuck processes

TEST_F(SupervisorTest, KillsAndReplacesAStuckProcess) {
    ProcessWorld world(options(1));
    world.serve();
    world.supervisor.replaceStuck(1, "its loop has not turned for 30 s");
    world.supervisor.replaceStuck(1, "once more");
    EXPECT_EQ(world.takeLog(), "kill 1");
    EXPECT_EQ(world.lines,
              Lines{"worker 0 (pid 1001) is stuck and is killed: its loop has not turned for 30 s"});
    world.dies(1);
    EXPECT_EQ(world.takeLog(), "lost 1, gone 1, spawn 2");
    world.supervisor.replaceStuck(2, "is not there yet");
    EXPECT_EQ(world.takeLog(), "");
}

TEST_F(SupervisorTest, KillsAStuckProcessThatDrainsOnlyOnce) {
    ProcessWorld world(options(1));
    world.serve();
    world.supervisor.replaceStuck(1, "stuck");
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "kill 1, drain 1");
    world.pass(100'000);
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "");
    world.dies(1);
    EXPECT_EQ(world.takeLog(), "gone 1, finished");
}

} // namespace
} // namespace aha::process
