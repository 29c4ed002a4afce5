#include "php/server/service_signals.h"

#include <csignal>

namespace aha::php {

ServiceSignals::ServiceSignals(net::Loop& loop, const std::function<void()>& onSignal)
    : terminate_(net::SignalWatcher::watch(loop, SIGTERM, [onSignal](int) { onSignal(); })),
      interrupt_(net::SignalWatcher::watch(loop, SIGINT, [onSignal](int) { onSignal(); })) {}

} // namespace aha::php
