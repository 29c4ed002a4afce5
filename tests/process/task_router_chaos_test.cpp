// Random events against a simple model: every task ends once, in order, and only where it may run.
#include "core/process/task_router.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace aha::process {
namespace {

class Model final : public TaskRouterActions {
public:
    enum class State { Waiting, Running, Ended };
    struct Task {
        std::uint64_t asker = 0, worker = 0, number = 0;
        std::uint32_t slot = 0;
        State state = State::Waiting;
        bool isForNobody = false;
    };
    struct Worker {
        std::uint32_t slot = 0;
        bool drains = false;
        unsigned running = 0;
    };

    explicit Model(unsigned seed)
        : concurrency_(1 + seed % 3), maxQueued_(5 + seed % 40),
          router_({concurrency_, maxQueued_, 400}, *this), random_(seed) {}

    void step() {
        const unsigned kind = below(20);
        if (kind < 9) {
            submit();
        } else if (kind < 15) {
            finish();
        } else if (kind < 17 && workers_.size() < 6) {
            workers_.emplace(++lastProcess_, Worker{10 + below(3), false, 0});
            router_.onTaskWorkerUp(lastProcess_, workers_.at(lastProcess_).slot);
        } else if (kind == 17 && !workers_.empty()) {
            auto worker = pickWorker();
            worker->second.drains = true;
            router_.onTaskWorkerDraining(worker->first);
        } else if (kind == 18 && workers_.size() > 1 + below(6)) {
            loseWorker();
        } else if (kind == 19 && below(4) == 0) {
            loseAsker();
        }
        check();
    }

    void end() {
        router_.failAll("over");
        while (!workers_.empty()) {
            loseWorker();
        }
        for (const auto& [id, task] : tasks_) {
            EXPECT_EQ(task.state, State::Ended) << id;
        }
        EXPECT_EQ(router_.queued() + router_.running() + router_.queuedBytes(), 0U);
        EXPECT_GT(answers, 0U);
    }

    // ---- TaskRouterActions
    void deliver(std::uint64_t worker, std::uint64_t number, std::uint32_t from, std::uint64_t id,
                 std::string_view payload) override {
        EXPECT_EQ(id, std::stoull(std::string(payload)));
        Task& task = tasks_.at(id);
        EXPECT_EQ(task.state, State::Waiting);
        EXPECT_FALSE(task.isForNobody);
        EXPECT_EQ(from, task.asker + 1);
        Worker& taker = workers_.at(worker);
        EXPECT_TRUE(!taker.drains && taker.running < concurrency_);
        EXPECT_TRUE(task.slot == TaskRouter::kAnySlot || task.slot == taker.slot);
        std::uint64_t overtaken = 0;
        for (const auto& [other, waiting] : tasks_) {
            const bool mayGo = waiting.slot == TaskRouter::kAnySlot || waiting.slot == taker.slot;
            overtaken = other < id && waiting.state == State::Waiting && mayGo ? other : overtaken;
        }
        EXPECT_EQ(overtaken, 0U) << "by " << id;
        for (const auto& [other, rival] : workers_) {
            const bool fits = task.slot == TaskRouter::kAnySlot || task.slot == rival.slot;
            EXPECT_FALSE(!rival.drains && fits && rival.running < taker.running) << "is less busy";
        }
        task.state = State::Running;
        task.worker = worker;
        task.number = number;
        ++taker.running;
    }
    void answer(std::uint64_t asker, std::uint64_t id, std::string_view) override {
        ++answers;
        endTask(asker, id, State::Running);
    }
    void fail(std::uint64_t asker, std::uint64_t id, std::string_view error) override {
        const bool wasRunning = error == "died" || error == "threw";
        if (error.find("full") != std::string_view::npos) {
            EXPECT_TRUE(router_.queued() == maxQueued_ || router_.queuedBytes() > 400 - 5) << error;
        }
        endTask(asker, id, wasRunning ? State::Running : State::Waiting);
    }

    std::size_t answers = 0;

private:
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }
    std::map<std::uint64_t, Worker>::iterator pickWorker() {
        return std::next(workers_.begin(), below(static_cast<unsigned>(workers_.size())));
    }
    void endTask(std::uint64_t asker, std::uint64_t id, State expected) {
        Task& task = tasks_.at(id);
        EXPECT_EQ(task.asker, asker);
        EXPECT_EQ(task.state, expected);
        EXPECT_FALSE(task.isForNobody);
        task.state = State::Ended;
    }
    void submit() {
        const std::uint64_t id = ++lastId_;
        Task task;
        task.asker = 1'000'000 + firstAsker_ + below(3);
        task.slot = below(3) ? TaskRouter::kAnySlot : 10 + below(3);
        tasks_.emplace(id, task);
        router_.submit({task.asker, static_cast<std::uint32_t>(task.asker + 1)}, id, task.slot,
                       std::to_string(id));
    }
    void finish() {
        std::vector<std::uint64_t> running;
        for (const auto& [id, task] : tasks_) {
            if (task.state == State::Running) {
                running.push_back(id);
            }
        }
        if (running.empty()) {
            return;
        }
        Task& task = tasks_.at(running[below(static_cast<unsigned>(running.size()))]);
        EXPECT_FALSE(router_.onResult(task.worker + 1'000, task.number, "forged"));
        --workers_.at(task.worker).running;
        const bool isForNobody = task.isForNobody;
        const bool fails = below(3) == 0;
        EXPECT_TRUE(fails ? router_.onError(task.worker, task.number, "threw")
                          : router_.onResult(task.worker, task.number, "value"));
        EXPECT_EQ(task.state, isForNobody ? State::Running : State::Ended);
        task.state = State::Ended;
        EXPECT_FALSE(router_.onResult(task.worker, task.number, "again"));
    }
    void loseWorker() {
        const auto worker = pickWorker();
        const std::uint64_t id = worker->first;
        workers_.erase(worker);
        router_.onTaskWorkerGone(id, "died");
        for (auto& [number, task] : tasks_) {
            if (task.state == State::Running && task.worker == id) {
                EXPECT_TRUE(task.isForNobody) << number << " was not told";
                task.state = State::Ended;
            }
        }
    }
    void loseAsker() {
        const std::uint64_t asker = 1'000'000 + firstAsker_++;
        for (auto& [id, task] : tasks_) {
            if (task.asker == asker && task.state != State::Ended) {
                task.isForNobody = true;
                task.state = task.state == State::Waiting ? State::Ended : task.state;
            }
        }
        router_.onAskerGone(asker);
    }
    void check() {
        std::uint64_t waiting = 0, running = 0, bytes = 0;
        for (const auto& [id, task] : tasks_) {
            waiting += task.state == State::Waiting;
            bytes += task.state == State::Waiting ? std::to_string(id).size() : 0;
            running += task.state == State::Running;
        }
        EXPECT_EQ(router_.queued(), waiting);
        EXPECT_EQ(router_.queuedBytes(), bytes);
        EXPECT_EQ(router_.running(), running);
        EXPECT_LE(waiting, maxQueued_);
        for (const auto& [id, worker] : workers_) {
            EXPECT_EQ(router_.running(id), worker.running);
            const bool hasRoom = !worker.drains && worker.running < concurrency_;
            bool mayGo = false;
            for (const auto& [number, task] : tasks_) {
                const bool fits = task.slot == TaskRouter::kAnySlot || task.slot == worker.slot;
                mayGo |= task.state == State::Waiting && fits;
            }
            EXPECT_FALSE(hasRoom && mayGo) << "idles while there is work";
        }
        for (auto it = tasks_.begin(); it != tasks_.end();) {
            it = it->second.state == State::Ended ? tasks_.erase(it) : std::next(it);
        }
    }

    const std::uint32_t concurrency_;
    const std::uint64_t maxQueued_;
    TaskRouter router_;
    std::mt19937 random_;
    std::map<std::uint64_t, Task> tasks_; // by the asker's id, which is also the payload
    std::map<std::uint64_t, Worker> workers_;
    std::uint64_t lastId_ = 0, lastProcess_ = 0, firstAsker_ = 0;
};

class TaskRouterChaos : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, TaskRouterChaos, testing::Range(0U, 24U));

TEST_P(TaskRouterChaos, EveryTaskEndsOnceWhateverHappens) {
    Model model(GetParam());
    for (int i = 0; i < 3'000 && !HasFailure(); ++i) {
        model.step();
    }
    model.end();
}

} // namespace
} // namespace aha::process
