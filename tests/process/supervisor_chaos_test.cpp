// Whatever processes do, in any order: the rules that hold after every single event.
#include "support/process_world.h"

#include <random>
namespace aha::process {
namespace {

using test::ProcessWorld;

constexpr std::uint64_t kNever = ~std::uint64_t{0};

class Chaos {
public:
    Chaos(const SupervisorOptions& options, unsigned seed)
        : options_(options), slots_(options.workers + options.taskWorkers), world(options), random_(seed) {}

    // One event of those that can happen now.
    void step() {
        const unsigned kind = below(100);
        if (kind < 14) {
            world.pass(below(below(8) ? 300 : 20'000));
        } else if (kind < 16) {
            reload();
        } else if (kind < 17) {
            stray();
        } else if (auto* process = pick()) {
            act(*process);
        }
        check();
    }

    // From now on every process does what it should: all slots serve again, and all that is old ends.
    void heal() {
        for (int i = 0; i < 2'000; ++i) {
            settleAll();
            if (world.supervisor.nextDueMs() == kNever) {
                break;
            }
            world.pass(std::max(world.supervisor.nextDueMs(), world.clock.nowMs()) - world.clock.nowMs());
        }
        EXPECT_EQ(world.supervisor.members().size(), slots_);
        EXPECT_FALSE(world.supervisor.isReloading());
        for (std::uint32_t slot = 0; slot < slots_; ++slot) {
            EXPECT_NE(world.supervisor.active(slot), nullptr) << slot;
        }
        check();
    }

    // Nobody listens: all have to be killed, except those that die by themselves.
    void stop(bool atOnce) {
        const std::uint64_t begin = world.clock.nowMs();
        world.supervisor.stop(atOnce);
        check();
        for (int i = 0; world.finishes == 0; ++i) {
            ASSERT_LT(i, 10'000);
            auto* process = pick();
            if (process && (!process->isAnswered || process->isKilled || below(4) == 0)) {
                act(*process);
            } else {
                world.pass(below(2'000));
            }
            check();
        }
        EXPECT_LE(world.clock.nowMs() - begin, 3 * (options_.maxWaitMs + options_.killGraceMs) + 60'000);
        const std::size_t spawns = world.played.size();
        world.takeLog();
        for (int i = 0; i < 50; ++i) {
            world.pass(below(50'000));
            reload();
            stray();
        }
        EXPECT_EQ(world.takeLog(), "") << "nothing comes after the end";
        EXPECT_EQ(world.played.size(), spawns);
        EXPECT_EQ(world.finishes, 1);
        for (const auto& [id, process] : world.played) {
            EXPECT_TRUE(process.isGone) << id;
        }
    }

    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }

    const SupervisorOptions options_;
    const std::uint32_t slots_;
    ProcessWorld world;
    bool wasStopped = false;

private:
    ProcessWorld::Played* pick() {
        std::vector<ProcessWorld::Played*> living;
        for (auto& [id, process] : world.played) {
            if (!process.isGone) {
                living.push_back(&process);
            }
        }
        return living.empty() ? nullptr : living[below(static_cast<unsigned>(living.size()))];
    }

    void end(const ProcessWorld::Played& process) {
        const unsigned how = process.isKilled ? 0 : below(4);
        if (how == 0) {
            world.dies(process.id);
        } else {
            world.exits(process.id, how == 1 ? 255 : 0);
        }
    }

    void act(ProcessWorld::Played& process) {
        const std::uint64_t id = process.id;
        if (!process.isAnswered) {
            if (below(6) == 0) {
                world.spawnFails(id);
            } else {
                if (below(20) == 0) {
                    world.exits(id, 3); // is noticed before the fork is told
                }
                world.spawned(id);
            }
        } else if (process.isKilled || (process.isTold() && below(3) == 0)) {
            end(process);
        } else if (!process.isReady && below(8) == 0) {
            world.supervisor.onBootFailed(id, "no luck");
        } else if (!process.isReady && below(3) != 0) {
            world.ready(id);
        } else if (below(6) == 0) {
            world.supervisor.onRetiring(id, "old");
        } else if (below(12) == 0) {
            world.supervisor.replaceStuck(id, "stuck");
        } else if (below(5) == 0) {
            end(process);
        }
    }

    void reload() { world.supervisor.reload(); }

    // Late and senseless news.
    void stray() {
        const std::uint64_t id = 1 + below(static_cast<unsigned>(world.played.size()) + 2);
        const auto found = world.played.find(id);
        if (found == world.played.end() || found->second.isGone) {
            world.supervisor.onReady(id);
            world.supervisor.onBootFailed(id, "late");
            world.supervisor.onRetiring(id, "late");
            world.supervisor.replaceStuck(id, "late");
            world.exits(id + 100'000);
        }
        world.supervisor.tick();
    }

    void settleAll() {
        for (bool goesOn = true; goesOn;) {
            goesOn = false;
            for (auto& [id, process] : world.played) {
                if (process.isGone) {
                    continue;
                }
                const Member* member = world.supervisor.find(id);
                ASSERT_NE(member, nullptr);
                const bool isFresh = member->state == MemberState::Starting && !process.isReady;
                if (!process.isAnswered) {
                    world.spawned(id);
                } else if (process.isTold() || process.isKilled) {
                    world.dies(id);
                } else if (isFresh) {
                    world.ready(id);
                } else {
                    continue;
                }
                goesOn = true;
                break;
            }
        }
    }

    void check() {
        const Supervisor& supervisor = world.supervisor;
        const bool isRunning = world.servings > 0 && !supervisor.isStopping();
        std::vector<const Member*> active(slots_);
        std::vector<unsigned> booting(slots_);
        std::size_t draining = 0;
        bool isBooting = false; // the generation of a reload
        for (const Member* member : supervisor.members()) {
            const ProcessWorld::Played& process = world.played.at(member->id);
            EXPECT_EQ(member->pid != 0, process.isAnswered);
            const bool drains = member->state == MemberState::Draining;
            EXPECT_TRUE(drains || !process.isTold());
            EXPECT_TRUE(!drains || process.isTold() || process.isKilled || member->pid == 0) << "knows it";
            draining += drains;
            if (member->state == MemberState::Active) {
                EXPECT_EQ(active[member->slot], nullptr) << "two serve one slot";
                EXPECT_EQ(member->generation, supervisor.generation());
                active[member->slot] = member;
            } else if (!drains) {
                booting[member->slot] += 1;
                isBooting |= member->generation != supervisor.generation();
            }
            const bool mustEnd = drains || member->state == MemberState::Starting;
            EXPECT_TRUE(!mustEnd || process.isKilled || member->pid == 0 || supervisor.nextDueMs() != kNever)
                << "nobody waits for ever";
        }
        for (std::uint32_t slot = 0; slot < slots_; ++slot) {
            EXPECT_EQ(supervisor.active(slot), active[slot]);
            if (isRunning) {
                checkSlot(active[slot], booting[slot]);
            }
        }
        EXPECT_LE(draining, options_.maxDraining + 3 * slots_);
        EXPECT_TRUE(!isRunning || !supervisor.isReloading() || isBooting || draining > options_.maxDraining);
        checkReloads();
        EXPECT_EQ(world.finishes, supervisor.isStopping() && supervisor.members().empty() ? 1 : 0);
    }

    // Each slot has a process, or one is due; and none that nobody wants.
    void checkSlot(const Member* active, unsigned booting) {
        const Supervisor& supervisor = world.supervisor;
        const bool wantsTwo = supervisor.isReloading() || (active && active->isRetiring);
        EXPECT_LE((active ? 1 : 0) + booting, wantsTwo ? 2U : 1U);
        if (!active && booting == 0 && !supervisor.isReloading()) {
            EXPECT_GT(supervisor.nextDueMs(), world.clock.nowMs());
            EXPECT_LE(supervisor.nextDueMs(), world.clock.nowMs() + options_.maxBackOffMs);
        }
    }

    // Each one that began ends once. The numbers of generations tell how many have begun.
    void checkReloads() {
        std::uint32_t generation = 1;
        if (!world.played.empty()) {
            for (auto it = world.played.rbegin();
                 it != world.played.rend() && it->second.generation > generation; ++it) {
                generation = it->second.generation;
            }
            generations_ = std::max(generations_, generation);
        }
        const std::size_t begun = generations_ - 1, ended = world.reloadErrors.size();
        if (world.supervisor.isReloading()) {
            EXPECT_TRUE(begun == ended || begun == ended + 1) << begun << " " << ended;
        } else if (world.supervisor.isStopping()) {
            EXPECT_TRUE(begun == ended || begun + 1 == ended) << "it still waited";
        } else {
            EXPECT_EQ(begun, ended);
        }
    }

    std::mt19937 random_;
    std::uint32_t generations_ = 1;
};

SupervisorOptions randomOptions(unsigned seed) {
    SupervisorOptions options = ProcessWorld::options(1 + seed % 4, seed / 4 % 3);
    options.maxDraining = seed % 5 == 0 ? 64 : seed % 5;
    options.successorGapMs = seed % 2 ? 0 : 100;
    return options;
}

class SupervisorChaos : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, SupervisorChaos, testing::Range(0U, 48U));

TEST_P(SupervisorChaos, TheRulesHoldAfterEveryEvent) {
    Chaos chaos(randomOptions(GetParam()), GetParam());
    chaos.world.serve();
    for (int i = 0; i < 1'500 && !HasFailure(); ++i) {
        chaos.step();
    }
    if (GetParam() % 3) {
        chaos.heal();
    }
    chaos.stop(GetParam() % 4 == 0);
}

TEST_P(SupervisorChaos, TheFirstBootEndsOneWayOrTheOther) {
    for (unsigned round = 0; round < 20; ++round) {
        Chaos chaos(randomOptions(GetParam()), GetParam() * 100 + round);
        chaos.world.supervisor.start();
        const unsigned stopAt = round % 3 ? 10'000 : chaos.below(20);
        for (unsigned i = 0; chaos.world.servings == 0 && chaos.world.finishes == 0; ++i) {
            ASSERT_LT(i, 5'000U);
            if (i == stopAt) {
                chaos.wasStopped = true;
                chaos.world.supervisor.stop();
            }
            chaos.step();
        }
        EXPECT_TRUE(chaos.world.servings == 0 || chaos.world.finishes == 0);
        const bool hasFailed = chaos.world.finishes == 1 && !chaos.wasStopped;
        EXPECT_TRUE(chaos.wasStopped || hasFailed == !chaos.world.finishError.empty());
    }
}

// A server whose code is broken, in whatever way: ten minutes, and few processes.
TEST_P(SupervisorChaos, ACrashLoopStartsFewProcesses) {
    ProcessWorld world(randomOptions(GetParam()));
    std::mt19937 random(GetParam());
    world.serve();
    const std::size_t slots = world.played.size();
    const std::uint64_t end = world.clock.nowMs() + 600'000;
    for (std::uint64_t id = 1; world.clock.nowMs() < end;) {
        const auto found = world.played.find(id);
        if (found == world.played.end()) {
            world.pass(std::max(world.supervisor.nextDueMs(), world.clock.nowMs()) - world.clock.nowMs());
            continue;
        }
        ++id;
        const unsigned how = random() % 5;
        if (!found->second.isAnswered && how == 0) {
            world.spawnFails(found->first);
            continue;
        }
        if (!found->second.isAnswered) {
            world.spawned(found->first);
            how == 1 ? world.supervisor.onBootFailed(found->first, "broken") : void();
            how > 2 ? world.ready(found->first) : void();
        }
        world.exits(found->first, static_cast<int>(how % 2));
    }
    EXPECT_LE(world.played.size(), slots * (1 + 4 + 6 + 600 / 30));
    EXPECT_GE(world.played.size(), slots * 20) << "it never gives up";
}

TEST_P(SupervisorChaos, AProcessThatRetiresAtOnceIsNotReplacedInABusyLoop) {
    SupervisorOptions options = randomOptions(GetParam());
    options.successorGapMs = 100;
    ProcessWorld world(options);
    world.serve();
    const std::size_t slots = world.played.size();
    const std::uint64_t end = world.clock.nowMs() + 60'000;
    for (std::uint64_t id = 1; world.clock.nowMs() < end;) {
        const auto found = world.played.find(id);
        if (found == world.played.end()) {
            world.pass(std::max(world.supervisor.nextDueMs(), world.clock.nowMs()) - world.clock.nowMs());
            continue;
        }
        if (!found->second.isAnswered) {
            world.boot(id);
        }
        world.supervisor.onRetiring(id, "memory");
        for (auto& [other, process] : world.played) {
            if (process.isDrained && !process.isGone) {
                world.exits(other);
            }
        }
        ++id;
    }
    EXPECT_LE(world.played.size(), slots * 602);
    EXPECT_GE(world.played.size(), slots * 300);
}

} // namespace
} // namespace aha::process
