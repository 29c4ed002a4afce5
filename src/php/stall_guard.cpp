#include "php/stall_guard.h"

#include "php/error.h"
#include "php/process/crash_report.h"
#include "php/runtime.h"

#include <chrono>
#include <ctime>
#include <fcntl.h>
#include <sys/uio.h>
#include <syslog.h>
#include <thread>
#include <unistd.h>

namespace aha::php {

static void (*previousInterrupt)(zend_execute_data*); // written in MINIT only

// How long code that runs in the VM may take to answer the interrupt; after it, a C function blocks.
static constexpr int kAnswerMs = 30;

static void interruptHook(zend_execute_data* frame) {
    if (previousInterrupt) {
        previousInterrupt(frame);
    }
    if (Runtime* runtime = Runtime::getIfAny(); runtime && !EG(exception)) {
        runtime->stallGuard().onInterrupt();
    }
}

void StallGuard::install() {
    previousInterrupt = zend_interrupt_function;
    zend_interrupt_function = interruptHook;
}

StallGuard::StallGuard() = default;

StallGuard::~StallGuard() { stop(); }

void StallGuard::start(std::uint64_t limitMs) {
    interruptFlag_ = &EG(vm_interrupt);
    currentFrame_ = &EG(current_execute_data);
    logFd_ = openErrorLog();
    net::StallWatch::Options options;
    options.limitMs = limitMs;
    watch_ = std::make_unique<net::StallWatch>(*this, options);
    watch_->start();
}

void StallGuard::stop() {
    if (!watch_) {
        return;
    }
    watch_->stop();
    stalls_ += watch_->counters().stalls;
    watch_.reset();
    if (logFd_ >= 0) {
        ::close(std::exchange(logFd_, -1));
    }
}

void StallGuard::interrupt() { zend_atomic_bool_store_ex(interruptFlag_, true); }

void StallGuard::onStall(std::uint64_t blockedMs) {
    stallAsked_.store(blockedMs, std::memory_order_release);
    interrupt();
    for (int waited = 0; waited < kAnswerMs; ++waited) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (stallAsked_.load(std::memory_order_acquire) == 0) {
            return; // the PHP thread has reported it
        }
    }
    if (stallAsked_.exchange(0) != 0) {
        writeLine("aha: the event loop is blocked for " + std::to_string(blockedMs + kAnswerMs) + " ms by " +
                  blockingSite());
    }
}

void StallGuard::onDeadline(std::uint64_t) {
    deadlineAsked_.store(true, std::memory_order_release);
    interrupt();
}

void StallGuard::onInterrupt() {
    if (std::uint64_t blockedMs = stallAsked_.exchange(0)) {
        Site site = callerSite();
        std::string text =
            "aha: the event loop is blocked for " + std::to_string(blockedMs) + " ms by code at ";
        text += site.file ? std::string(view(site.file)) : "?";
        text += ":" + std::to_string(site.line);
        writeLine(text);
    }
    if (!deadlineAsked_.exchange(false) || !watch_ || !watch_->isBusy() || deadlineMs_ == 0) {
        return;
    }
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    auto nowMs =
        static_cast<std::uint64_t>(now.tv_sec) * 1000 + static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000;
    if (nowMs >= deadlineMs_) { // else the stretch of work is a new one
        throwObject(
            makeException(exceptions.deadline, "The deadline was exceeded by code that does not wait"));
        moveDeadline(nowMs + Runtime::get().cancelGraceMs); // code that cleans up: it gets the grace period
    }
}

namespace {

// Reads memory of this process that another thread may be changing: the kernel answers with an error where a
// load would crash.
template <typename T> bool peek(const T* from, T* to, std::size_t count = 1) {
    iovec local{to, sizeof(T) * count};
    iovec remote{const_cast<T*>(from), sizeof(T) * count};
    return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == static_cast<ssize_t>(sizeof(T) * count);
}

std::string peekString(const zend_string* from) {
    static constexpr std::size_t kMaxName = 512;
    std::size_t length = 0;
    char text[kMaxName];
    if (!from || !peek(&from->len, &length)) {
        return "?";
    }
    length = std::min(length, kMaxName);
    return peek(&from->val[0], text, length) ? std::string(text, length) : "?";
}

} // namespace

// "sleep() at /app/server.php:12", read from the watching thread while the PHP thread sits in a C function.
std::string StallGuard::blockingSite() const {
    static constexpr int kMaxFrames = 64;
    zend_execute_data* frame = nullptr;
    std::string function;
    if (!peek(currentFrame_, &frame)) {
        return "code that cannot be named here (process_vm_readv is not permitted)";
    }
    for (int depth = 0; frame && depth < kMaxFrames; ++depth) {
        zend_function* target = nullptr;
        zend_uchar type = 0;
        if (!peek(&frame->func, &target) || !target || !peek(&target->type, &type)) {
            break;
        }
        if (ZEND_USER_CODE(type)) {
            const zend_op* opline = nullptr;
            std::uint32_t line = 0;
            zend_string* file = nullptr;
            if (peek(&frame->opline, &opline) && opline && peek(&opline->lineno, &line) &&
                peek(&target->op_array.filename, &file)) {
                return (function.empty() ? "code" : function + "()") + " at " + peekString(file) + ":" +
                       std::to_string(line);
            }
            break;
        }
        zend_string* name = nullptr;
        if (function.empty() && peek(&target->common.function_name, &name)) {
            function = peekString(name);
        }
        if (!peek(&frame->prev_execute_data, &frame)) {
            break;
        }
    }
    return "code that cannot be named";
}

// Safe on both threads: no PHP, one write.
void StallGuard::writeLine(const std::string& line) const {
    char stamp[40];
    std::time_t now = std::time(nullptr);
    std::tm utc;
    gmtime_r(&now, &utc);
    std::size_t length = std::strftime(stamp, sizeof stamp, "[%d-%b-%Y %H:%M:%S UTC] ", &utc);
    std::string text = std::string(stamp, length) + line + "\n";
    if (logFd_ >= 0 && ::write(logFd_, text.data(), text.size()) < 0) {
        syslog(LOG_WARNING, "%s", line.c_str()); // the log file is full or gone
    }
}

} // namespace aha::php
