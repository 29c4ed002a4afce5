#include "core/process/start_signals.h"

namespace aha::process {

static volatile std::sig_atomic_t stopAsked = 0; // a signal handler has no object

static void onStopSignal(int signal) {
    if (stopAsked) {
        std::signal(signal, SIG_DFL);
        std::raise(signal); // is delivered when this handler returns
    }
    stopAsked = 1;
}

StartSignals::StartSignals() {
    stopAsked = 0;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction action {};
        action.sa_handler = onStopSignal;
        sigaction(kSignals[i], nullptr, &before_[i]);
        if (before_[i].sa_handler != SIG_IGN) { // whoever started us wants it so
            sigaction(kSignals[i], &action, nullptr);
        }
    }
}

StartSignals::~StartSignals() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction present {};
        if (sigaction(kSignals[i], nullptr, &present) == 0 && present.sa_handler == onStopSignal) {
            sigaction(kSignals[i], &before_[i], nullptr);
        }
    }
}

bool StartSignals::askedToStop() const { return stopAsked != 0; }

} // namespace aha::process
