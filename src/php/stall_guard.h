#pragma once

#include "core/net/stall_watch.h"
#include "php/zend.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace aha::php {

// Watches the time that PHP code holds the loop. While code blocks it names the line that blocks, once a
// stretch; code that runs past its deadline gets DeadlineException through the VM interrupt.
// Owned by the Runtime; start() and stop() go around the loop of a server.
class StallGuard final : public net::StallWatch::Probe {
public:
    StallGuard();
    ~StallGuard();

    void start(std::uint64_t limitMs); // 0: deadlines only
    void stop();

    // Around each visit to PHP; the deadline is in loop time, 0 = none.
    void enterPhp(std::uint64_t deadlineMs) {
        if (watch_) {
            watch_->enter(deadlineMs * 1'000'000);
            deadlineMs_ = deadlineMs;
        }
    }
    void leavePhp() {
        if (watch_) {
            watch_->leave();
        }
    }
    void moveDeadline(std::uint64_t deadlineMs) { // by code that is running
        if (watch_ && watch_->isBusy()) {
            watch_->setDeadline(deadlineMs * 1'000'000);
            deadlineMs_ = deadlineMs;
        }
    }
    std::uint64_t stallCount() const { return stalls_ + (watch_ ? watch_->counters().stalls : 0); }

    static void install(); // MINIT: hooks the VM interrupt
    void onInterrupt();    // on the PHP thread

private:
    void onStall(std::uint64_t blockedMs) override; // on the watching thread
    void onDeadline(std::uint64_t overMs) override; // likewise
    void interrupt();
    std::string blockingSite() const;
    void writeLine(const std::string& line) const;

    std::unique_ptr<net::StallWatch> watch_;
    std::atomic<std::uint64_t> stallAsked_{0}; // blocked ms that the PHP thread shall report, 0 = none
    std::atomic<bool> deadlineAsked_{false};
    zend_atomic_bool* interruptFlag_ = nullptr;  // of the PHP thread
    zend_execute_data** currentFrame_ = nullptr; // likewise; read through the kernel only
    std::uint64_t deadlineMs_ = 0;
    std::uint64_t stalls_ = 0; // of earlier runs
    int logFd_ = -1;
};

} // namespace aha::php
