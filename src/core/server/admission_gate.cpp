#include "core/server/admission_gate.h"

#include "core/server/http_exchange.h"
#include "core/server/http_server.h"

#include <algorithm>

namespace aha::server {

static constexpr std::uint64_t kNsPerMs = 1'000'000;

AdmissionGate::AdmissionGate(net::Loop& loop, const HttpOptions& options, ServerStats& stats)
    : WheelTimer([](WheelTimer& timer) { static_cast<AdmissionGate&>(timer).onDue(); }),
      admission_({options.maxConcurrency, options.maxQueueMs, options.maxQueued}),
      maxQueueNs_(options.maxQueueMs * kNsPerMs), exemptPaths_(options.exemptPaths),
      retryAfterLine_("Retry-After: " + std::to_string(options.retryAfterSeconds) + "\r\n"), loop_(&loop),
      stats_(&stats) {}

AdmissionGate::~AdmissionGate() { close(); }

Ref<AdmissionGate> AdmissionGate::create(net::Loop& loop, const HttpOptions& options, ServerStats& stats) {
    if (options.maxConcurrency == 0 && options.maxQueueMs == 0) {
        return {};
    }
    return Ref<AdmissionGate>(*new AdmissionGate(loop, options, stats));
}

void AdmissionGate::close() {
    if (loop_) {
        if (isArmed()) { // the loop is still there
            loop_->cancel(*this);
        }
        Link<net::ReadyTag>::unlink();
        loop_ = nullptr;
        stats_ = nullptr;
    }
}

bool AdmissionGate::isExempt(std::string_view path) const {
    return std::find(exemptPaths_.begin(), exemptPaths_.end(), path) != exemptPaths_.end();
}

Admission::Verdict AdmissionGate::arrive(HttpExchange& exchange) {
    const Admission::Verdict verdict = admission_.arrive(exchange, loop_->nowMs());
    if (verdict == Admission::Verdict::Queued) {
        afterChange();
    }
    return verdict;
}

void AdmissionGate::leave() {
    admission_.leave();
    if (loop_ && admission_.hasNext() && !Link<net::ReadyTag>::isLinked()) {
        loop_->enqueue(*this);
    }
}

void AdmissionGate::abandon(HttpExchange& exchange) {
    admission_.forget(exchange);
    ++stats_->abandoned;
    afterChange();
}

void AdmissionGate::run() {
    while (Admission::Waiter* waiter = admission_.takeNext()) {
        static_cast<HttpExchange*>(waiter)->enter(*this);
        loop_->enqueue(*static_cast<HttpExchange*>(waiter));
    }
    afterChange();
}

void AdmissionGate::onDue() {
    while (Admission::Waiter* waiter = admission_.takeExpired(loop_->nowMs())) {
        const Ref<HttpExchange> exchange(*static_cast<HttpExchange*>(waiter));
        exchange->refuseOverloaded();
    }
    afterChange();
}

void AdmissionGate::afterChange() {
    stats_->queued.set(admission_.queued());
    const std::uint64_t dueMs = admission_.nextDueMs();
    if (admission_.queued() == 0) {
        loop_->cancel(*this);
    } else if (!isArmed() || WheelTimer::dueMs() != dueMs) {
        const std::uint64_t nowMs = loop_->nowMs();
        loop_->arm(*this, dueMs > nowMs ? dueMs - nowMs : 0);
    }
}

} // namespace aha::server
