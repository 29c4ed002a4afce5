#pragma once

#include "core/base/ref.h"
#include "core/base/server_stats.h"
#include "core/base/timer_wheel.h"
#include "core/net/loop.h"
#include "core/server/admission.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::server {

class HttpExchange;
struct HttpOptions;

// Admission for the requests of one HttpServer. Shared by the server and the exchanges that it has admitted,
// which may outlive it; close() lets go of loop and counters.
// Lets the next one in from the ready queue, refuses the late ones from a timer.
class AdmissionGate final : public RefCounted<AdmissionGate>, private net::ReadyItem, private WheelTimer {
public:
    // Null when the options ask for no limit.
    static Ref<AdmissionGate> create(net::Loop& loop, const HttpOptions& options, ServerStats& stats);
    static void destroy(AdmissionGate* gate) noexcept { delete gate; }
    void close();

    bool isExempt(std::string_view path) const;
    // It has been in the ready queue for too long, because the loop was blocked.
    bool isTooLate(std::uint64_t readyNs, std::uint64_t nowNs) const {
        return maxQueueNs_ != 0 && nowNs > readyNs && nowNs - readyNs > maxQueueNs_;
    }
    Admission::Verdict arrive(HttpExchange& exchange);
    void leave();
    void abandon(HttpExchange& exchange); // it waits, and its client is gone
    std::string_view retryAfterLine() const { return retryAfterLine_; }

private:
    AdmissionGate(net::Loop& loop, const HttpOptions& options, ServerStats& stats);
    ~AdmissionGate();

    void run() override;
    void onDue();
    void afterChange();

    Admission admission_;
    const std::uint64_t maxQueueNs_;
    const std::vector<std::string> exemptPaths_;
    const std::string retryAfterLine_; // a field line
    net::Loop* loop_;                  // null: closed
    ServerStats* stats_;
};

} // namespace aha::server
