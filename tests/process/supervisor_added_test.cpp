// Processes beside the workers: their names, what follows their end, their place in a reload and a stop.
#include "support/process_world.h"

#include "core/process/supervisor_text.h"

namespace aha::process {
namespace {

using test::ProcessWorld;
using Lines = std::vector<std::string>;

// Ids: 1 the worker, 2 the task worker, 3 "loop", which restarts, 4 "once", which does not.
SupervisorOptions withAdded() {
    SupervisorOptions options = ProcessWorld::options(1, 1);
    options.added = {{"loop", true}, {"once", false}};
    return options;
}

TEST(Added, FollowTheTaskWorkersAndHaveNames) {
    ProcessWorld world(withAdded());
    world.serve();
    EXPECT_EQ(world.supervisor.members().size(), 4U);
    EXPECT_EQ(world.supervisor.active(1)->kind, ProcessKind::TaskWorker);
    const Member* loop = world.supervisor.active(2);
    EXPECT_EQ(loop->kind, ProcessKind::Added);
    EXPECT_EQ(nameOf(*loop), "process loop");
    EXPECT_EQ(nameOf(*world.supervisor.active(3)), "process once");
    EXPECT_EQ(world.supervisor.active(4), nullptr);
}

TEST(Added, ThatEndsWellIsStartedAgainAndNoLoss) {
    ProcessWorld world(withAdded());
    world.serve();
    world.exits(3);
    EXPECT_EQ(world.takeLog(), "gone 3, spawn 5");
    EXPECT_EQ(world.takeLines(), (Lines{"process loop (pid 1003) has ended; a new one is started"}));
    EXPECT_EQ(world.supervisor.restarts(2), 1U);
    for (std::uint64_t id = 5; id < 8; ++id) {
        world.boot(id);
        world.exits(id);
    }
    world.boot(8);
    world.takeLog();
    world.takeLines();
    world.exits(8); // the fifth within crashWindowMs
    EXPECT_EQ(world.takeLog(), "gone 8") << "one that only ends makes no busy loop";
    EXPECT_EQ(world.takeLines(),
              (Lines{"process loop (pid 1008) has ended; the next one is started in 1 s"}));
    world.pass(1'000);
    EXPECT_EQ(world.takeLog(), "spawn 9");
}

TEST(Added, ThatDoesNotRestartRestsUntilTheNextReload) {
    ProcessWorld world(withAdded());
    world.serve();
    world.exits(4);
    EXPECT_EQ(world.takeLog(), "gone 4");
    EXPECT_EQ(world.takeLines(), (Lines{"process once (pid 1004) has finished"}));
    EXPECT_EQ(world.supervisor.active(3), nullptr);
    world.pass(1'000'000);
    EXPECT_EQ(world.takeLog(), "");
    world.supervisor.reload();
    world.bootAll();
    EXPECT_EQ(world.takeLog(),
              "spawn 5, spawn 6, spawn 7, spawn 8, activate 5, activate 6, activate 7, activate 8, "
              "drain 1, drain 2, drain 3, reloaded");
    EXPECT_EQ(world.supervisor.active(3)->id, 8U);
    world.exits(8);
    EXPECT_EQ(world.takeLog(), "gone 8");
}

TEST(Added, AFailedReloadDoesNotWakeWhatHasFinished) {
    ProcessWorld world(withAdded());
    world.serve();
    world.exits(4);
    world.supervisor.reload();
    world.takeLog();
    world.spawnFails(5);
    world.pass(1'000'000);
    EXPECT_EQ(world.takeLog(), "reload failed");
    EXPECT_EQ(world.supervisor.active(3), nullptr);
}

TEST(Added, ThatFailsIsALossAndStartedAgainInAnyCase) {
    ProcessWorld world(withAdded());
    world.serve();
    world.exits(4, 1);
    EXPECT_EQ(world.takeLog(), "lost 4, gone 4, spawn 5");
    world.boot(5);
    world.dies(5);
    EXPECT_EQ(world.takeLog(), "activate 5, lost 5, gone 5, spawn 6");
    world.boot(6);
    world.exits(6);
    EXPECT_EQ(world.takeLog(), "activate 6, gone 6");
}

TEST(Added, DrainWithTheWorkersAndBeforeTheTaskWorkers) {
    ProcessWorld world(withAdded());
    world.serve();
    world.supervisor.stop();
    EXPECT_EQ(world.takeLog(), "drain 1, drain 3, drain 4");
    world.exits(1);
    world.exits(4);
    EXPECT_EQ(world.takeLog(), "gone 1, gone 4") << "it may have asked for a task";
    world.exits(3);
    EXPECT_EQ(world.takeLog(), "gone 3, drain 2");
    world.exits(2);
    EXPECT_EQ(world.takeLog(), "gone 2, finished");
    EXPECT_EQ(world.lines, Lines{});
}

TEST(Added, AStopWithoutOneThatHasFinished) {
    ProcessWorld world(withAdded());
    world.serve();
    world.exits(4);
    world.takeLog();
    world.supervisor.stop();
    world.exits(1);
    world.exits(3);
    world.exits(2);
    EXPECT_EQ(world.takeLog(), "drain 1, drain 3, gone 1, gone 3, drain 2, gone 2, finished");
}

} // namespace
} // namespace aha::process
