#pragma once

#include "core/net/signal.h"

#include <functional>
#include <memory>

namespace aha::php {

// SIGTERM and SIGINT while a server runs. Gives both back to PHP when it goes.
class ServiceSignals {
public:
    ServiceSignals(net::Loop& loop, const std::function<void()>& onSignal);

private:
    std::unique_ptr<net::SignalWatcher> terminate_, interrupt_;
};

} // namespace aha::php
