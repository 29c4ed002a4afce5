#include "core/process/task_router.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace aha::process {
namespace {

using Log = std::vector<std::string>;

// Notes what the router does, in words.
class Recorder final : public TaskRouterActions {
public:
    void deliver(std::uint64_t taskWorker, std::uint64_t task, std::uint32_t from, std::uint64_t id,
                 std::string_view payload) override {
        delivered.push_back({taskWorker, task});
        deliveredIds.push_back(id);
        note("deliver " + std::to_string(taskWorker) + " " + std::to_string(from) + " " +
             std::string(payload));
    }
    void answer(std::uint64_t asker, std::uint64_t id, std::string_view value) override {
        note("answer " + std::to_string(asker) + " " + std::to_string(id) + " " + std::string(value));
    }
    void fail(std::uint64_t asker, std::uint64_t id, std::string_view error) override {
        note("fail " + std::to_string(asker) + " " + std::to_string(id) + " " + std::string(error));
        if (onFail) {
            onFail();
        }
    }
    Log take() { return std::exchange(log, {}); }
    std::uint64_t lastTask() const { return delivered.back().second; }

    Log log;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> delivered; // worker, task
    std::vector<std::uint64_t> deliveredIds;                        // of the askers
    std::function<void()> onFail;

private:
    void note(std::string line) { log.push_back(std::move(line)); }
};

struct TaskRouterTest : testing::Test {
    static constexpr std::uint32_t kAny = TaskRouter::kAnySlot;
    static TaskRouterOptions options(std::uint32_t concurrency) {
        TaskRouterOptions options;
        options.concurrency = concurrency;
        return options;
    }
    // Process 100 with worker id 0 asks.
    void submit(std::uint64_t id, std::string_view payload, std::uint32_t slot = kAny) {
        router.submit({100, 0}, id, slot, payload);
    }

    Recorder actions;
    TaskRouter router{options(1), actions};
};

TEST_F(TaskRouterTest, CarriesATaskToAWorkerAndItsResultBack) {
    router.onTaskWorkerUp(7, 2);
    router.submit({100, 1}, 55, kAny, "work");
    EXPECT_EQ(actions.take(), Log{"deliver 7 1 work"});
    EXPECT_EQ(actions.deliveredIds, std::vector<std::uint64_t>{55});
    EXPECT_EQ(router.running(), 1U);
    EXPECT_EQ(router.running(7), 1U);
    EXPECT_TRUE(router.onResult(7, actions.lastTask(), "value"));
    EXPECT_EQ(actions.take(), Log{"answer 100 55 value"});
    EXPECT_EQ(router.running(), 0U);
    EXPECT_EQ(router.running(7), 0U);
}

TEST_F(TaskRouterTest, CarriesAnErrorBack) {
    router.onTaskWorkerUp(7, 2);
    submit(55, "work");
    EXPECT_TRUE(router.onError(7, actions.lastTask(), "RuntimeException: no"));
    EXPECT_EQ(actions.take(), (Log{"deliver 7 0 work", "fail 100 55 RuntimeException: no"}));
}

TEST_F(TaskRouterTest, AnswersOnceAndOnlyFromTheWorkerThatHasTheTask) {
    router.onTaskWorkerUp(7, 2);
    router.onTaskWorkerUp(8, 3);
    submit(55, "work");
    actions.take();
    const std::uint64_t task = actions.lastTask();
    EXPECT_FALSE(router.onResult(8, task, "not mine"));
    EXPECT_FALSE(router.onError(9, task, "who am I"));
    EXPECT_FALSE(router.onResult(7, task + 1, "unknown"));
    EXPECT_FALSE(router.onResult(7, 0, "unknown"));
    EXPECT_TRUE(router.onResult(7, task, "value"));
    EXPECT_FALSE(router.onResult(7, task, "again"));
    EXPECT_FALSE(router.onError(7, task, "again"));
    EXPECT_EQ(actions.take(), Log{"answer 100 55 value"});
}

TEST_F(TaskRouterTest, ATaskThatWaitsCannotBeAnswered) {
    router.onTaskWorkerUp(7, 2);
    submit(1, "a");
    submit(2, "b");
    EXPECT_FALSE(router.onResult(7, actions.lastTask() + 1, "guess"));
    EXPECT_EQ(router.queued(), 1U);
}

TEST_F(TaskRouterTest, TasksWaitInOrder) {
    submit(1, "a");
    submit(2, "b");
    submit(3, "c");
    EXPECT_EQ(actions.take(), Log{});
    EXPECT_EQ(router.queued(), 3U);
    EXPECT_EQ(router.queuedBytes(), 3U);
    router.onTaskWorkerUp(7, 2);
    EXPECT_EQ(actions.take(), Log{"deliver 7 0 a"});
    router.onResult(7, actions.lastTask(), "A");
    EXPECT_EQ(actions.take(), (Log{"answer 100 1 A", "deliver 7 0 b"}));
    EXPECT_EQ(actions.deliveredIds.back(), 2U) << "one that has waited";
    router.onError(7, actions.lastTask(), "B");
    EXPECT_EQ(actions.take(), (Log{"fail 100 2 B", "deliver 7 0 c"}));
    EXPECT_EQ(router.queued() + router.queuedBytes(), 0U);
}

TEST_F(TaskRouterTest, TheLeastBusyWorkerTakesTheNextOneAndEquallyBusyOnesTakeTurns) {
    TaskRouter two(options(2), actions);
    for (const std::uint64_t worker : {7, 8, 9}) {
        two.onTaskWorkerUp(worker, static_cast<std::uint32_t>(worker));
    }
    for (std::uint64_t id = 1; id <= 7; ++id) {
        two.submit({100, 0}, id, kAny, "");
    }
    std::vector<std::uint64_t> workers;
    for (const auto& delivery : actions.delivered) {
        workers.push_back(delivery.first);
    }
    EXPECT_EQ(workers, (std::vector<std::uint64_t>{7, 8, 9, 7, 8, 9}));
    EXPECT_EQ(two.queued(), 1U);
    two.onResult(8, 2, "");
    EXPECT_EQ(actions.delivered.back(), (std::pair<std::uint64_t, std::uint64_t>{8, 7}));
    two.onResult(9, 3, "");
    two.onResult(9, 6, "");
    two.onResult(7, 1, "");
    two.submit({100, 0}, 8, kAny, "");
    EXPECT_EQ(actions.delivered.back().first, 9U) << "7 has one task, 9 has none";
}

TEST_F(TaskRouterTest, AmongIdleWorkersTheOneThatRestedLongestTakesTheTask) {
    for (const std::uint64_t worker : {7, 8, 9}) {
        router.onTaskWorkerUp(worker, static_cast<std::uint32_t>(worker));
    }
    for (const std::uint64_t expected : {7, 8, 9, 7}) {
        submit(1, "");
        EXPECT_EQ(actions.delivered.back().first, expected);
        EXPECT_TRUE(router.onResult(expected, actions.lastTask(), ""));
    }
}

TEST_F(TaskRouterTest, ATaskForASlotWaitsForThatSlot) {
    router.onTaskWorkerUp(7, 2);
    router.onTaskWorkerUp(8, 3);
    submit(1, "a", 3);
    submit(2, "b", 3);
    submit(3, "c");
    submit(4, "d", 2);
    submit(5, "e");
    EXPECT_EQ(actions.take(), (Log{"deliver 8 0 a", "deliver 7 0 c"}));
    router.onResult(7, actions.lastTask(), "");
    EXPECT_EQ(actions.take(), (Log{"answer 100 3 ", "deliver 7 0 d"})) << "older than e";
    router.onResult(8, 1, "");
    EXPECT_EQ(actions.take(), (Log{"answer 100 1 ", "deliver 8 0 b"}));
    submit(6, "f", 9);
    router.onTaskWorkerUp(10, 9);
    EXPECT_EQ(actions.take(), Log{"deliver 10 0 e"}) << "older than f";
    router.onResult(10, actions.lastTask(), "");
    EXPECT_EQ(actions.take(), (Log{"answer 100 5 ", "deliver 10 0 f"}));
}

TEST_F(TaskRouterTest, OfTwoProcessesInASlotTheOneThatDoesNotDrainTakesTheTask) {
    router.onTaskWorkerUp(7, 2);
    submit(1, "a", 2);
    router.onTaskWorkerUp(8, 2);
    router.onTaskWorkerDraining(7);
    submit(2, "b", 2);
    submit(3, "c", 2);
    EXPECT_EQ(actions.take(), (Log{"deliver 7 0 a", "deliver 8 0 b"}));
    EXPECT_TRUE(router.onResult(7, 1, "A"));
    EXPECT_EQ(actions.take(), Log{"answer 100 1 A"}) << "takes no more";
    router.onTaskWorkerGone(7, "drained");
    EXPECT_TRUE(router.onResult(8, 2, "B"));
    EXPECT_EQ(actions.take(), (Log{"answer 100 2 B", "deliver 8 0 c"}));
}

TEST_F(TaskRouterTest, TheTasksOfAWorkerThatDiesFailAndTheOthersGoOn) {
    TaskRouter two(options(2), actions);
    two.onTaskWorkerUp(7, 2);
    for (std::uint64_t id = 1; id <= 4; ++id) {
        two.submit({100, 0}, id, id == 4 ? 2U : kAny, "p");
    }
    actions.take();
    two.onTaskWorkerGone(7, "task worker 2 ended: signal 9");
    EXPECT_EQ(actions.take(),
              (Log{"fail 100 1 task worker 2 ended: signal 9", "fail 100 2 task worker 2 ended: signal 9"}));
    EXPECT_EQ(two.running(), 0U);
    EXPECT_EQ(two.queued(), 2U);
    EXPECT_FALSE(two.onResult(7, 1, "from the grave"));
    two.onTaskWorkerGone(7, "again");
    two.onTaskWorkerDraining(7);
    EXPECT_EQ(actions.take(), Log{});
    two.onTaskWorkerUp(8, 2);
    EXPECT_EQ(actions.take(), (Log{"deliver 8 0 p", "deliver 8 0 p"}));
}

TEST_F(TaskRouterTest, AnAskerThatHasGoneGetsNothingAndItsWaitingTasksAreNotBegun) {
    router.onTaskWorkerUp(7, 2);
    submit(1, "runs");
    router.submit({100, 0}, 2, kAny, "waits");
    router.submit({200, 1}, 1, kAny, "another's");
    router.submit({100, 0}, 3, 2, "waits");
    actions.take();
    router.onAskerGone(100);
    EXPECT_EQ(router.queued(), 1U);
    EXPECT_EQ(router.queuedBytes(), 9U);
    EXPECT_EQ(router.running(7), 1U) << "the worker is busy with it still";
    EXPECT_TRUE(router.onResult(7, 1, "too late"));
    EXPECT_EQ(actions.take(), Log{"deliver 7 1 another's"});
    router.onAskerGone(200);
    router.onTaskWorkerGone(7, "dead");
    EXPECT_EQ(actions.take(), Log{});
    router.onTaskWorkerUp(8, 2);
    router.submit({300, 1}, 9, kAny, "x");
    router.onAskerGone(300);
    EXPECT_TRUE(router.onError(8, actions.lastTask(), "too late"));
    EXPECT_EQ(actions.take(), Log{"deliver 8 1 x"});
}

TEST_F(TaskRouterTest, TakesTenThousandTasksThatWaitAndRefusesOneMore) {
    router.onTaskWorkerUp(7, 2);
    submit(0, "runs, does not count");
    for (std::uint64_t id = 1; id <= 10'000; ++id) {
        submit(id, "p", id % 2 ? kAny : 9);
    }
    EXPECT_EQ(actions.take().size(), 1U);
    EXPECT_EQ(router.queued(), 10'000U);
    submit(10'001, "p");
    submit(10'002, "p", 9);
    EXPECT_EQ(actions.take(), (Log{"fail 100 10001 the task queue is full: 10000 tasks wait already",
                                   "fail 100 10002 the task queue is full: 10000 tasks wait already"}));
    router.onResult(7, 1, "");
    submit(10'003, "p");
    EXPECT_EQ(actions.take().size(), 2U) << "an answer and a task; there was room again";
    EXPECT_EQ(router.queued(), 10'000U);
}

TEST_F(TaskRouterTest, TakesAsManyBytesAsAreAllowedAndRefusesOneMore) {
    TaskRouterOptions limited = options(1);
    limited.maxQueuedBytes = 100;
    TaskRouter router100(limited, actions);
    router100.submit({100, 0}, 1, kAny, std::string(60, 'x'));
    router100.submit({100, 0}, 2, kAny, std::string(41, 'x'));
    EXPECT_EQ(actions.take(),
              Log{"fail 100 2 the task queue is full: it may hold 100 bytes, and 60 wait already"});
    router100.submit({100, 0}, 3, kAny, std::string(40, 'x'));
    router100.submit({100, 0}, 4, kAny, "");
    EXPECT_EQ(actions.take(), Log{});
    EXPECT_EQ(router100.queuedBytes(), 100U);
    router100.onTaskWorkerUp(7, 2);
    EXPECT_EQ(router100.queuedBytes(), 40U);
    router100.onTaskWorkerUp(8, 3);
    router100.onTaskWorkerUp(9, 4);
    router100.onTaskWorkerUp(10, 5);
    actions.take();
    router100.submit({100, 0}, 5, kAny, std::string(101, 'x'));
    EXPECT_EQ(actions.take().size(), 1U) << "what need not wait has no limit here";
    EXPECT_EQ(actions.delivered.back().first, 10U);
}

TEST_F(TaskRouterTest, WhenTheServerEndsWhatWaitsFailsAndWhatRunsIsAnswered) {
    router.onTaskWorkerUp(7, 2);
    submit(1, "runs");
    submit(2, "waits");
    submit(3, "waits", 5);
    actions.take();
    router.failAll("the server stops");
    EXPECT_EQ(actions.take(), (Log{"fail 100 2 the server stops", "fail 100 3 the server stops"}));
    submit(4, "no room");
    EXPECT_EQ(actions.take(), Log{"fail 100 4 the server stops"});
    router.onResult(7, 1, "value");
    submit(5, "room");
    EXPECT_EQ(actions.take(), (Log{"answer 100 1 value", "deliver 7 0 room"}));
    router.failAll("again");
    EXPECT_EQ(actions.take(), Log{});
    router.onTaskWorkerDraining(7);
    submit(6, "nobody");
    EXPECT_EQ(actions.take(), Log{"fail 100 6 the server stops"});
}

TEST_F(TaskRouterTest, AnActionMayCallBack) {
    router.onTaskWorkerUp(7, 2);
    router.onTaskWorkerUp(8, 3);
    submit(1, "a");
    submit(2, "b");
    submit(3, "c");
    actions.take();
    int calls = 0;
    actions.onFail = [&] {
        if (++calls == 1) {
            router.onTaskWorkerGone(8, "the second");
            submit(4, "d");
            router.failAll("over");
        }
    };
    router.onTaskWorkerGone(7, "the first");
    EXPECT_EQ(actions.take(),
              (Log{"fail 100 1 the first", "fail 100 2 the second", "fail 100 3 over", "fail 100 4 over"}));
}

TEST_F(TaskRouterTest, AWorkerThatIsUpTwiceIsUpOnce) {
    router.onTaskWorkerUp(7, 2);
    submit(1, "a");
    router.onTaskWorkerUp(7, 2);
    submit(2, "b");
    EXPECT_EQ(actions.take(), Log{"deliver 7 0 a"});
}

TEST_F(TaskRouterTest, NoConcurrencyMeansOne) {
    TaskRouter none(options(0), actions);
    none.onTaskWorkerUp(7, 2);
    none.submit({100, 0}, 1, kAny, "a");
    none.submit({100, 0}, 2, kAny, "b");
    EXPECT_EQ(actions.take(), Log{"deliver 7 0 a"});
}

} // namespace
} // namespace aha::process
