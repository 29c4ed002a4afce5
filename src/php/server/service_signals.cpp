#include "php/server/service_signals.h"

#include "php/error.h"

#include <csignal>
#include <syslog.h>

namespace aha::php {

static std::unique_ptr<net::SignalWatcher> watch(net::Loop& loop, int signal,
                                                 const std::function<void()>& onSignal) {
    auto watcher = net::SignalWatcher::watch(loop, signal, [onSignal](int) { onSignal(); });
    if (!watcher) {
        logLine("aha: " + watcher.error().message, LOG_ERR);
        return nullptr;
    }
    return watcher.take();
}

ServiceSignals::ServiceSignals(net::Loop& loop, const std::function<void()>& onSignal)
    : terminate_(watch(loop, SIGTERM, onSignal)), interrupt_(watch(loop, SIGINT, onSignal)) {}

} // namespace aha::php
