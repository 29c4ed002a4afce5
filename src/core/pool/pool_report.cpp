#include "core/pool/pool_state.h"

#include <algorithm>
#include <numeric>

// What a pool tells of itself.
namespace aha::pool {

static constexpr std::size_t kNamedHolders = 5; // in an error message

std::string_view closeReasonName(CloseReason reason) {
    switch (reason) {
    case CloseReason::IdleTimeout: return "idle_timeout";
    case CloseReason::Lifetime: return "lifetime";
    case CloseReason::DeadAtBorrow: return "dead_at_borrow";
    case CloseReason::PingFailed: return "ping_failed";
    case CloseReason::PeerClosed: return "peer_closed";
    case CloseReason::NotReusable: return "not_reusable";
    case CloseReason::Broken: return "broken";
    case CloseReason::TimedOut: return "timed_out";
    case CloseReason::Cancelled: return "cancelled";
    case CloseReason::Invalidated: return "invalidated";
    case CloseReason::PoolClosed: return "pool_closed";
    case CloseReason::NeverConnected: return "never_connected";
    }
    return "unknown";
}

std::uint64_t PoolCounters::closedTotal() const {
    return std::accumulate(closed.begin(), closed.end(), std::uint64_t{0});
}

// "3.2 s"
static std::string seconds(std::uint64_t ms) {
    return std::to_string(ms / 1000) + "." + std::to_string(ms % 1000 / 100) + " s";
}

std::vector<PoolState::Holder> PoolState::holders(std::size_t limit) const {
    std::vector<Holder> result;
    auto& leased = const_cast<List&>(leased_); // its accessors are not const
    for (const Connection* connection = leased.front(); connection && result.size() < limit;
         connection = leased.next(const_cast<Connection&>(*connection))) {
        result.push_back({connection->holder, clock_.nowMs() - connection->leasedMs});
    }
    return result;
}

PoolReport PoolState::report() const {
    PoolReport report{name_,     options_.max, size(),
                      idle(),    leased(),     connecting(),
                      waiting(), counters_,    holders(PoolReport::kPlaces),
                      {}};
    for (auto waiter = waiters_.begin();
         waiter != waiters_.end() && report.waiters.size() < PoolReport::kPlaces; ++waiter) {
        report.waiters.push_back({waiter->second.holder, clock_.nowMs() - waiter->second.sinceMs});
    }
    return report;
}

Error PoolState::exhaustedError(std::string_view detail) const {
    std::string text = label() + " is exhausted: ";
    if (!detail.empty()) {
        text.append(detail).append("; ");
    }
    text += std::to_string(leasedCount_) + " of " + std::to_string(options_.max) + " in use";
    const char* separator = ", longest by ";
    for (const Holder& holder : holders(kNamedHolders)) {
        text.append(separator).append(holder.place.empty() ? "unknown" : holder.place);
        text += " (" + seconds(holder.ageMs) + ")";
        separator = ", ";
    }
    if (leasedCount_ > kNamedHolders) {
        text += " and " + std::to_string(leasedCount_ - kNamedHolders) + " more";
    }
    if (connectingCount_ > 0) {
        text += "; " + std::to_string(connectingCount_) +
                (connectingCount_ == 1 ? " is connecting" : " are connecting");
    }
    text += "; " + std::to_string(waiters_.size()) + (waiters_.size() == 1 ? " waits" : " wait");
    if (backOff_.isActive()) {
        text += "; the last connect failed: " + lastError_.message;
    }
    return Error{Errc::TooMany, std::move(text)};
}

// Of one whose time is over; it counts as one of those who wait.
Error PoolState::waitError(const Waiter& waiter) const {
    const std::string limit = "no connection within " + std::to_string(waiter.dueMs - waiter.sinceMs) + " ms";
    if (leasedCount_ > 0) {
        Error error = exhaustedError(limit);
        error.code = Errc::TimedOut;
        return error;
    }
    std::string text = label() + " has " + limit;
    if (backOff_.isActive()) {
        text += ": " + lastError_.message;
    } else if (connectingCount_ > 0) {
        text += ": the peer has not answered yet";
    }
    return Error{Errc::TimedOut, std::move(text)};
}

} // namespace aha::pool
