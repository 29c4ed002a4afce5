#include "core/process/task_router.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace aha::process {

// Every action comes after the state it follows from, so that an action may call back.
struct TaskRouter::Impl {
    struct Task {
        Asker asker{};
        std::uint64_t id = 0; // the asker's
        std::uint32_t slot = kAnySlot;
        bool isRunning = false;
        bool isForNobody = false; // the asker has gone
        std::uint64_t worker = 0; // when it is running
        std::string payload;      // while it waits
    };
    struct Worker {
        std::uint32_t slot = 0;
        bool isDraining = false;
        std::uint64_t lastTask = 0; // of those that are equally busy the one that rested longest is taken
        std::set<std::uint64_t> running;
    };
    using Workers = std::map<std::uint64_t, Worker>;
    using Tasks = std::unordered_map<std::uint64_t, Task>;

    Impl(TaskRouterOptions o, TaskRouterActions& a) : options(o), actions(a) {}

    bool hasRoom(const Worker& worker) const {
        return !worker.isDraining && worker.running.size() < std::max(options.concurrency, 1U);
    }
    static bool isLessBusy(const Worker& a, const Worker& b) {
        return std::pair(a.running.size(), a.lastTask) < std::pair(b.running.size(), b.lastTask);
    }
    Workers::iterator pickWorker(std::uint32_t slot);
    std::uint64_t firstWaiting(std::uint32_t slot) const;
    std::uint64_t nextFor(const Worker& worker) const;
    void assign(Workers::iterator worker, std::uint64_t number, Task& task);
    void wait(std::uint64_t number, Task task, std::string_view payload);
    Task takeWaiting(Tasks::iterator task);
    void pump();
    bool settle(std::uint64_t worker, std::uint64_t number, Task& task);
    template <typename Pick> std::vector<std::uint64_t> numbersOf(Pick pick) const;

    const TaskRouterOptions options;
    TaskRouterActions& actions;
    Workers workers;
    Tasks tasks;
    std::map<std::uint32_t, std::set<std::uint64_t>> waiting; // by slot; no empty ones
    std::uint64_t lastNumber = 0;
    std::uint64_t queued = 0, queuedBytes = 0;
    bool isClosed = false;
    std::string whyClosed;
};

TaskRouter::Impl::Workers::iterator TaskRouter::Impl::pickWorker(std::uint32_t slot) {
    auto best = workers.end();
    for (auto it = workers.begin(); it != workers.end(); ++it) {
        const bool fits = (slot == kAnySlot || it->second.slot == slot) && hasRoom(it->second);
        if (fits && (best == workers.end() || isLessBusy(it->second, best->second))) {
            best = it;
        }
    }
    return best;
}

// 0: none.
std::uint64_t TaskRouter::Impl::firstWaiting(std::uint32_t slot) const {
    const auto found = waiting.find(slot);
    return found == waiting.end() ? 0 : *found->second.begin();
}

// The oldest task that this worker may take: 0 if there is none.
std::uint64_t TaskRouter::Impl::nextFor(const Worker& worker) const {
    const std::uint64_t any = firstWaiting(kAnySlot);
    const std::uint64_t own = firstWaiting(worker.slot);
    return any == 0 || own == 0 ? std::max(any, own) : std::min(any, own);
}

void TaskRouter::Impl::assign(Workers::iterator worker, std::uint64_t number, Task& task) {
    task.isRunning = true;
    task.worker = worker->first;
    worker->second.lastTask = number;
    worker->second.running.insert(number);
}

void TaskRouter::Impl::wait(std::uint64_t number, Task task, std::string_view payload) {
    task.payload = payload;
    queued += 1;
    queuedBytes += payload.size();
    waiting[task.slot].insert(number);
    tasks.emplace(number, std::move(task));
}

TaskRouter::Impl::Task TaskRouter::Impl::takeWaiting(Tasks::iterator task) {
    const auto queue = waiting.find(task->second.slot);
    queue->second.erase(task->first);
    if (queue->second.empty()) {
        waiting.erase(queue);
    }
    queued -= 1;
    queuedBytes -= task->second.payload.size();
    Task taken = std::move(task->second);
    tasks.erase(task);
    return taken;
}

// Begins what has become possible: the least busy worker takes the oldest task that it may take.
void TaskRouter::Impl::pump() {
    for (;;) {
        auto best = workers.end();
        for (auto it = workers.begin(); queued > 0 && it != workers.end(); ++it) {
            const bool fits = hasRoom(it->second) && nextFor(it->second) != 0;
            if (fits && (best == workers.end() || isLessBusy(it->second, best->second))) {
                best = it;
            }
        }
        if (best == workers.end()) {
            return;
        }
        const std::uint64_t number = nextFor(best->second);
        Task task = takeWaiting(tasks.find(number));
        const std::string payload = std::exchange(task.payload, {});
        const std::uint32_t from = task.asker.slot;
        const std::uint64_t id = task.id;
        const std::uint64_t worker = best->first;
        assign(best, number, task);
        tasks.emplace(number, std::move(task));
        actions.deliver(worker, number, from, id, payload);
    }
}

// Takes a running task off its worker. False: it is not that worker's.
bool TaskRouter::Impl::settle(std::uint64_t worker, std::uint64_t number, Task& task) {
    const auto found = tasks.find(number);
    if (found == tasks.end() || !found->second.isRunning || found->second.worker != worker) {
        return false;
    }
    workers.find(worker)->second.running.erase(number); // it is known as long as it has a task
    task = std::move(found->second);
    tasks.erase(found);
    return true;
}

// In the order in which they were submitted.
template <typename Pick> std::vector<std::uint64_t> TaskRouter::Impl::numbersOf(Pick pick) const {
    std::vector<std::uint64_t> numbers;
    for (const auto& entry : tasks) {
        if (pick(entry.second)) {
            numbers.push_back(entry.first);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

TaskRouter::TaskRouter(TaskRouterOptions options, TaskRouterActions& actions)
    : impl_(std::make_unique<Impl>(options, actions)) {}

TaskRouter::~TaskRouter() = default;

void TaskRouter::submit(Asker asker, std::uint64_t id, std::uint32_t slot, std::string_view payload) {
    Impl& impl = *impl_;
    Impl::Task task;
    task.asker = asker;
    task.id = id;
    task.slot = slot;
    // Whoever has room has left no task waiting that it may take, so this one overtakes none.
    const auto worker = impl.pickWorker(slot);
    if (worker != impl.workers.end()) {
        const std::uint64_t number = ++impl.lastNumber;
        impl.assign(worker, number, task);
        const std::uint64_t process = worker->first;
        impl.tasks.emplace(number, std::move(task));
        impl.actions.deliver(process, number, asker.slot, id, payload);
    } else if (impl.isClosed) {
        impl.actions.fail(asker.process, id, impl.whyClosed);
    } else if (impl.queued >= impl.options.maxQueued) {
        impl.actions.fail(asker.process, id,
                          "the task queue is full: " + std::to_string(impl.queued) + " tasks wait already");
    } else if (payload.size() > impl.options.maxQueuedBytes - impl.queuedBytes) {
        impl.actions.fail(asker.process, id,
                          "the task queue is full: it may hold " +
                              std::to_string(impl.options.maxQueuedBytes) + " bytes, and " +
                              std::to_string(impl.queuedBytes) + " wait already");
    } else {
        impl.wait(++impl.lastNumber, std::move(task), payload);
    }
}

bool TaskRouter::onResult(std::uint64_t taskWorker, std::uint64_t number, std::string_view value) {
    Impl::Task task;
    if (!impl_->settle(taskWorker, number, task)) {
        return false;
    }
    if (!task.isForNobody) {
        impl_->actions.answer(task.asker.process, task.id, value);
    }
    impl_->pump();
    return true;
}

bool TaskRouter::onError(std::uint64_t taskWorker, std::uint64_t number, std::string_view error) {
    Impl::Task task;
    if (!impl_->settle(taskWorker, number, task)) {
        return false;
    }
    if (!task.isForNobody) {
        impl_->actions.fail(task.asker.process, task.id, error);
    }
    impl_->pump();
    return true;
}

void TaskRouter::onTaskWorkerUp(std::uint64_t taskWorker, std::uint32_t slot) {
    Impl::Worker worker;
    worker.slot = slot;
    impl_->workers.emplace(taskWorker, std::move(worker)); // nothing new if it is up already
    impl_->pump();
}

void TaskRouter::onTaskWorkerDraining(std::uint64_t taskWorker) {
    const auto found = impl_->workers.find(taskWorker);
    if (found != impl_->workers.end()) {
        found->second.isDraining = true;
    }
}

void TaskRouter::onTaskWorkerGone(std::uint64_t taskWorker, std::string_view why) {
    const auto found = impl_->workers.find(taskWorker);
    if (found == impl_->workers.end()) {
        return;
    }
    std::vector<Impl::Task> lost;
    for (const std::uint64_t number : found->second.running) {
        const auto task = impl_->tasks.find(number);
        lost.push_back(std::move(task->second));
        impl_->tasks.erase(task);
    }
    impl_->workers.erase(found);
    for (const Impl::Task& task : lost) {
        if (!task.isForNobody) {
            impl_->actions.fail(task.asker.process, task.id, why);
        }
    }
}

void TaskRouter::onAskerGone(std::uint64_t asker) {
    const auto isTheirs = [asker](const Impl::Task& task) { return task.asker.process == asker; };
    for (const std::uint64_t number : impl_->numbersOf(isTheirs)) {
        const auto task = impl_->tasks.find(number);
        if (task->second.isRunning) {
            task->second.isForNobody = true;
        } else {
            impl_->takeWaiting(task);
        }
    }
}

void TaskRouter::failAll(std::string_view why) {
    if (!impl_->isClosed) {
        impl_->isClosed = true;
        impl_->whyClosed = why;
    }
    std::vector<Impl::Task> waiting;
    for (const std::uint64_t number :
         impl_->numbersOf([](const Impl::Task& task) { return !task.isRunning; })) {
        waiting.push_back(impl_->takeWaiting(impl_->tasks.find(number)));
    }
    for (const Impl::Task& task : waiting) {
        impl_->actions.fail(task.asker.process, task.id, why);
    }
}

std::uint64_t TaskRouter::queued() const { return impl_->queued; }
std::uint64_t TaskRouter::queuedBytes() const { return impl_->queuedBytes; }
std::uint64_t TaskRouter::running() const { return impl_->tasks.size() - impl_->queued; }
std::uint64_t TaskRouter::running(std::uint64_t taskWorker) const {
    const auto found = impl_->workers.find(taskWorker);
    return found == impl_->workers.end() ? 0 : found->second.running.size();
}

} // namespace aha::process
