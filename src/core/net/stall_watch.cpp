#include "core/net/stall_watch.h"

#include "core/base/assert.h"
#include "core/net/loop.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

namespace aha::net {

namespace {
constexpr std::uint64_t kNsPerMs = 1'000'000;
}

struct StallWatch::Thread {
    std::mutex mutex;
    std::condition_variable wake;
    bool isStopping = false;
    std::thread thread;
};

StallWatch::StallWatch(Probe& probe, Options options) : StallWatch(probe, options, &Loop::nowNs) {}

StallWatch::StallWatch(Probe& probe, Options options, NanoClock clock)
    : probe_(probe), options_(options), clock_(clock) {}

StallWatch::~StallWatch() { stop(); }

bool StallWatch::isStarted() const { return thread_ != nullptr; }

std::uint64_t StallWatch::periodMs() const {
    std::uint64_t period = options_.limitMs > 0 ? options_.limitMs / 2 : options_.deadlineCheckMs;
    return std::max<std::uint64_t>(period, 1);
}

void StallWatch::start() {
    AHA_ASSERT(!thread_);
    thread_ = std::make_unique<Thread>();
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); // inherited by the thread: signals are the loop's
    thread_->thread = std::thread([this] {
        std::unique_lock lock(thread_->mutex);
        auto period = std::chrono::milliseconds(periodMs());
        while (!thread_->wake.wait_for(lock, period, [this] { return thread_->isStopping; })) {
            poll();
        }
    });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void StallWatch::stop() {
    if (!thread_) {
        return;
    }
    {
        std::lock_guard lock(thread_->mutex);
        thread_->isStopping = true;
    }
    thread_->wake.notify_one();
    thread_->thread.join();
    thread_.reset();
}

void StallWatch::poll() {
    std::uint64_t stretch = stretch_.load(std::memory_order_acquire);
    if ((stretch & 1) == 0) {
        return;
    }
    std::uint64_t now = clock_();
    if (stretch != seen_) {
        seen_ = stretch;
        sinceNs_ = now;
        deadlineToldNs_ = 0;
        isStall_ = false;
    }
    std::uint64_t deadline = deadlineNs_.load(std::memory_order_acquire);
    if (stretch_.load(std::memory_order_relaxed) == stretch) { // else the deadline is another stretch's
        check(now, deadline);
    }
}

void StallWatch::check(std::uint64_t nowNs, std::uint64_t deadlineNs) {
    std::uint64_t busyMs = (nowNs - sinceNs_) / kNsPerMs;
    if (options_.limitMs > 0 && busyMs >= options_.limitMs) {
        longestMs_.store(std::max(longestMs_.load(std::memory_order_relaxed), busyMs),
                         std::memory_order_relaxed);
        if (!isStall_) {
            isStall_ = true;
            stalls_.fetch_add(1, std::memory_order_relaxed);
            if (stallToldNs_ == 0 || nowNs - stallToldNs_ >= options_.quietMs * kNsPerMs) {
                stallToldNs_ = nowNs;
                probe_.onStall(busyMs);
            } else {
                suppressed_.fetch_add(1, std::memory_order_relaxed);
            }
        }
    }
    if (deadlineNs == 0 || nowNs <= deadlineNs) {
        return;
    }
    if (deadlineToldNs_ == 0) {
        deadlines_.fetch_add(1, std::memory_order_relaxed);
    } else if (nowNs - deadlineToldNs_ < options_.limitMs * kNsPerMs) {
        return;
    }
    deadlineToldNs_ = nowNs;
    probe_.onDeadline((nowNs - deadlineNs) / kNsPerMs);
}

StallWatch::Counters StallWatch::counters() const {
    return {stalls_.load(std::memory_order_relaxed), suppressed_.load(std::memory_order_relaxed),
            deadlines_.load(std::memory_order_relaxed), longestMs_.load(std::memory_order_relaxed)};
}

} // namespace aha::net
