#include "php/network/serving_service.h"

#include "core/base/json_text.h"
#include "core/process/slot_balance.h"
#include "php/coroutine/deadlock.h"
#include "php/error.h"
#include "php/process/steps.h"
#include "php/process/worker_process.h"
#include "php/runtime.h"
#include "php/server/service_signals.h"
#include "php/stall_guard.h"

#include <syslog.h>

#include <algorithm>

namespace aha::php {

struct ServingService::DrainTimer final : WheelTimer {
    explicit DrainTimer(ServingService& owner)
        : WheelTimer([](WheelTimer& timer) { static_cast<DrainTimer&>(timer).service.onDrainTimeout(); }),
          service(owner) {}
    ServingService& service;
};

ServingService::ServingService(Runtime& runtime, ServerObject& server)
    : runtime_(runtime), server_(server), drainTimer_(std::make_unique<DrainTimer>(*this)) {
    for (std::size_t i = 0; i < server.listenerCount(); ++i) {
        Listener& listener = server.listener(i);
        endpoints_.push_back(listener.kind->makeEndpoint(server, listener, runtime));
    }
    drained_.assign(endpoints_.size(), false);
}

ServingService::~ServingService() {
    runtime_.loop().cancel(*drainTimer_);
    runtime_.setFatalHook(nullptr, nullptr);
}

Result<void> ServingService::open(const std::vector<ListenSocket>& sockets) {
    EndpointPlace place;
    place.stats = server_.slot ? &server_.slot->server : nullptr;
    if (server_.worker) {
        place.isWorker = true;
        place.workerId = server_.worker->id();
        if (server_.process.workers > 1) {
            balance_ = std::make_unique<process::SlotBalance>(*server_.stats, server_.worker->slot());
            place.gate = balance_.get();
        }
    }
    AHA_ASSERT(sockets.size() == endpoints_.size());
    for (; place.index < endpoints_.size(); ++place.index) {
        Endpoint& endpoint = *endpoints_[place.index];
        if (auto opened = endpoint.open(sockets[place.index], place); !opened) {
            return opened;
        }
        endpoint.pause(); // until the boot steps are over
        if (!place.isWorker && endpoint.port()) {
            server_.listener(place.index).port = endpoint.port();
        }
    }
    runtime_.setFatalHook([](void* self) { static_cast<ServingService*>(self)->onFatal(); }, this);
    return {};
}

Result<void> ServingService::reloadCertificates() {
    bool any = false;
    for (const auto& endpoint : endpoints_) {
        auto reloaded = endpoint->reloadCertificates();
        if (!reloaded) {
            return reloaded.error();
        }
        any = any || reloaded.value();
    }
    return any ? Result<void>()
               : Error{Errc::InvalidArgument, "The server has no certificates: it does not use TLS"};
}

void ServingService::accept() {
    if (phase_ == Phase::Serving) {
        for (const auto& endpoint : endpoints_) {
            endpoint->accept();
        }
    }
}

// A successor boots while this process serves on.
void ServingService::countRequest() {
    WorkerProcess* worker = server_.worker;
    if (worker && worker->requestLimit() && ++requests_ == worker->requestLimit()) {
        worker->retire("max_request: it has served " + std::to_string(requests_) + " requests");
    }
}

void ServingService::watchSignals() {
    signals_ = std::make_unique<ServiceSignals>(runtime_.loop(), [this] { onSignal(); });
}

bool ServingService::run() {
    runtime_.stallGuard().start(server_.process.stallLimitMs);
    while (runtime_.loop().run() == net::Loop::End::Quiescent && phase_ == Phase::Serving) {
    }
    if (phase_ != Phase::Ending && !runtime_.isFatal()) {
        finishBackground();
    }
    runtime_.stallGuard().stop();
    signals_.reset();
    return !runtime_.isFatal();
}

// Work of Aha\\background() has what is left of max_wait_time.
void ServingService::finishBackground() {
    Scope& background = runtime_.background();
    phase_ = Phase::Finishing;
    background.setOwner(this);
    while (!background.isIdle() && !runtime_.isFatal() && runtime_.loop().run() == net::Loop::End::Stopped &&
           phase_ == Phase::Finishing) {
    }
    if (!background.isIdle() && !runtime_.isFatal()) { // the wait is over, or nothing can wake it
        logLine("aha: the server stops; background work was cancelled:" + describeWaits(background),
                LOG_WARNING);
        background.cancelContents("The server is stopping");
        runtime_.loop().arm(*drainTimer_, kPartingMs);
        while (!background.isIdle() && drainTimer_->isArmed() &&
               runtime_.loop().run() == net::Loop::End::Stopped) {
        }
    }
    background.setOwner(nullptr);
}

void ServingService::onScopeIdle(Scope&) { runtime_.loop().stop(); }

void ServingService::onSignal() {
    if (phase_ == Phase::Serving) {
        drain(server_.process.maxWaitMs, ~std::uint64_t{0});
    } else {
        cancel();
    }
}

void ServingService::drain(std::uint64_t limitMs, std::uint64_t idleMs) {
    if (phase_ == Phase::Serving) {
        phase_ = Phase::Draining;
        runtime_.loop().arm(*drainTimer_, limitMs);
        server_.beginDrain(runtime_);
    } else if (phase_ != Phase::Draining) {
        return;
    } // else a stop follows a reload: the limit stays, but no idle client is waited for
    server::DrainOptions options;
    if (idleMs != ~std::uint64_t{0}) {
        options.graceMs = idleMs;
    } else { // the whole server stops: nobody else takes what waits in the backlog
        options.acceptWaiting = true;
    }
    drainEndpoints(options);
}

void ServingService::drainEndpoints(const server::DrainOptions& options) {
    for (std::size_t i = 0; i < endpoints_.size(); ++i) {
        if (!drained_[i]) {
            endpoints_[i]->drain(options, [this, i] { onEndpointDrained(i); });
        }
    }
}

void ServingService::onEndpointDrained(std::size_t index) {
    drained_[index] = true;
    if (std::find(drained_.begin(), drained_.end(), false) == drained_.end()) {
        runtime_.loop().stop();
    }
}

void ServingService::cancel() {
    endNow();
    closeEndpoints();
    runtime_.loop().stop();
}

void ServingService::closeEndpoints() {
    for (const auto& endpoint : endpoints_) {
        endpoint->close();
    }
}

void ServingService::endNow() {
    phase_ = Phase::Ending;
    for (const auto& endpoint : endpoints_) {
        endpoint->cancelWork("The server is stopping");
    }
}

void ServingService::onDrainTimeout() {
    if (fatalSweep_) {
        fatalSweep_ = false;
        for (const auto& endpoint : endpoints_) {
            endpoint->abandonWork();
        }
        // Then also clients that do not read have had their time.
        runtime_.loop().arm(*drainTimer_, kPartingMs);
        drainEndpoints({});
        return;
    }
    if (phase_ == Phase::Finishing) {
        phase_ = Phase::Ending;
        runtime_.loop().stop();
        return;
    }
    if (phase_ == Phase::Draining) {
        for (const auto& endpoint : endpoints_) {
            endpoint->reportWork("max_wait_time is over; cancelled");
        }
        endNow();
        runtime_.loop().arm(*drainTimer_, kPartingMs); // `finally` blocks get a moment
        return;
    }
    closeEndpoints();
    runtime_.loop().stop();
}

// PHP has broken down: what needs it is refused, what is on its way out goes out, then start() returns.
void ServingService::onFatal() {
    phase_ = Phase::Ending;
    if (server_.worker) {
        server_.worker->retire("a fatal error", true);
    }
    for (const auto& endpoint : endpoints_) {
        endpoint->pause();
    }
    fatalSweep_ = true;
    runtime_.loop().arm(*drainTimer_, 1);
}

void ServingService::tellError(Listener& listener, zend_object* error, zend_object* subject) {
    Callable& handler = server_.handlerFor(listener, Event::Error);
    if (!handler.isSet() || runtime_.isFatal()) {
        return;
    }
    zval arguments[2];
    ZVAL_OBJ(&arguments[0], error);
    if (subject) {
        ZVAL_OBJ(&arguments[1], subject);
    } else {
        ZVAL_NULL(&arguments[1]);
    }
    startInBackground(runtime_, handler, 2, arguments, "the handler of errors", listener.style());
}

void ServingService::describeTasks(JsonWriter& json) {
    for (const auto& endpoint : endpoints_) {
        endpoint->describeTasks(json);
    }
}

void ServingService::writeCrashLines() noexcept {
    for (const auto& endpoint : endpoints_) {
        endpoint->writeCrashLines();
    }
}

} // namespace aha::php
