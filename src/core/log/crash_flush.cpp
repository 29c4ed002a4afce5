#include "core/log/crash_flush.h"

#include "core/log/crash_hold.h"
#include "core/log/registry.h"

#include <poll.h>
#include <pthread.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <memory>

namespace aha::log {

static constexpr std::array<int, 5> kSignals = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
static constexpr std::size_t kStackBytes = 64 * 1024;
static constexpr int kOwnerMs = 3000; // for the owner's thread to write

// What the handler needs, which nobody can hand to it.
struct CrashState {
    std::atomic<bool> isInstalled{false};
    std::atomic<bool> hasBegun{false};
    pthread_t owner{};
    std::array<bool, kSignals.size()> isOurs{};
    std::unique_ptr<char[]> stack; // a stack overflow leaves no room for a handler
};
static CrashState crashState;

static void setDefault(int signal) {
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, nullptr);
}

// Only the thread that changes the buffers may read them: another one passes the signal on to it, and waits
// for the end of the process.
static void onCrash(int signal, siginfo_t* info, void*) {
    int err = errno;
    if (!pthread_equal(pthread_self(), crashState.owner)) {
        pthread_kill(crashState.owner, signal);
        poll(nullptr, 0, kOwnerMs);
    } else if (!crashState.hasBegun.exchange(true)) {
        WriterRegistry::instance().crashFlush();
    }
    setDefault(signal);
    if (info->si_code <= 0) {
        raise(signal); // it was sent; a fault comes again by itself
    }
    errno = err;
}

static void installStack() {
    stack_t present{};
    if (sigaltstack(nullptr, &present) != 0 || !(present.ss_flags & SS_DISABLE)) {
        return;
    }
    crashState.stack = std::make_unique<char[]>(kStackBytes);
    stack_t stack{};
    stack.ss_sp = crashState.stack.get();
    stack.ss_size = kStackBytes;
    sigaltstack(&stack, nullptr);
}

void installCrashFlush() {
    if (crashState.isInstalled) {
        return;
    }
    crashState.owner = pthread_self();
    crashState.hasBegun = false;
    installStack();
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction present {};
        if (sigaction(kSignals[i], nullptr, &present) != 0 || (present.sa_flags & SA_SIGINFO) ||
            present.sa_handler != SIG_DFL) {
            continue;
        }
        struct sigaction action {};
        action.sa_sigaction = onCrash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        crashState.isOurs[i] = sigaction(kSignals[i], &action, nullptr) == 0;
    }
    crashState.isInstalled = true;
}

void removeCrashFlush() {
    if (!crashState.isInstalled) {
        return;
    }
    crashState.isInstalled = false;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction present {};
        if (crashState.isOurs[i] && sigaction(kSignals[i], nullptr, &present) == 0 &&
            (present.sa_flags & SA_SIGINFO) && present.sa_sigaction == onCrash) {
            setDefault(kSignals[i]);
        }
        crashState.isOurs[i] = false;
    }
    if (crashState.stack) {
        stack_t none{};
        none.ss_flags = SS_DISABLE;
        if (sigaltstack(&none, nullptr) == 0) {
            crashState.stack.reset();
        }
    }
}

CrashHold::CrashHold() : isHolding_(crashState.isInstalled) {
    if (isHolding_) {
        sigset_t signals;
        sigemptyset(&signals);
        for (int signal : kSignals) {
            sigaddset(&signals, signal);
        }
        pthread_sigmask(SIG_BLOCK, &signals, &former_);
    }
}

CrashHold::~CrashHold() {
    if (isHolding_) {
        pthread_sigmask(SIG_SETMASK, &former_, nullptr);
    }
}

} // namespace aha::log
