#pragma once

#include "php/network/server.h"
#include "php/process/service.h"
#include "php/scope.h"

#include <memory>
#include <vector>

namespace aha::process {
class SlotBalance;
}

namespace aha::php {

class ServiceSignals;

// A process that serves: the endpoints of all listeners of its server, which drain and end together, and the
// work in the background. Lives in the frame of start(), which outlives the loop's run.
class ServingService final : public Service, public ScopeOwner {
public:
    ServingService(Runtime& runtime, ServerObject& server);
    ~ServingService() override;

    Result<void> open(const std::vector<ListenSocket>& sockets) override;
    void accept() override;
    void watchSignals(); // SIGTERM and SIGINT, when they are not the master's
    bool run() override;
    void drain(std::uint64_t limitMs, std::uint64_t idleMs) override;
    void cancel() override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override;

    const std::vector<std::unique_ptr<Endpoint>>& endpoints() const { return endpoints_; }
    Result<void> reloadCertificates();
    bool isServing() const { return phase_ == Phase::Serving; }
    // max_request: one more was taken.
    void countRequest();
    void tellError(Listener& listener, zend_object* error, zend_object* subject); // to the handler of error

    void onScopeDone(Scope&) override {}
    void onScopeIdle(Scope& background) override;

private:
    enum class Phase : std::uint8_t {
        Serving,
        Draining,  // nothing new; what is in flight finishes
        Finishing, // that is done; background work finishes
        Ending,    // what is left was cancelled
    };
    void onSignal();
    void drainEndpoints(const server::DrainOptions& options);
    void onEndpointDrained(std::size_t index);
    void closeEndpoints();
    void endNow();
    void onDrainTimeout();
    void onFatal();
    void finishBackground();

    struct DrainTimer;
    Runtime& runtime_;
    ServerObject& server_;
    std::unique_ptr<process::SlotBalance> balance_;
    std::vector<std::unique_ptr<Endpoint>> endpoints_; // in the order of the listeners
    std::vector<bool> drained_;                        // of those
    std::unique_ptr<DrainTimer> drainTimer_;
    std::unique_ptr<ServiceSignals> signals_;
    std::uint64_t requests_ = 0;
    Phase phase_ = Phase::Serving;
    bool fatalSweep_ = false; // what waits for PHP has still to be told that it is gone
};

} // namespace aha::php
