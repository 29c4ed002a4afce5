#include "core/server/admission.h"

namespace aha::server {

Admission::~Admission() {
    while (popFront()) {
    }
}

// Nobody overtakes those who wait, even when there is room for a moment.
Admission::Verdict Admission::arrive(Waiter& waiter, std::uint64_t nowMs) {
    if (queued_ == 0 && hasRoom()) {
        ++running_;
        return Verdict::Admitted;
    }
    if (limits_.maxQueueMs == 0 || queued_ >= limits_.maxQueued) {
        return Verdict::Refused;
    }
    waiter.dueMs_ = nowMs + limits_.maxQueueMs;
    waiting_.pushBack(waiter);
    ++queued_;
    return Verdict::Queued;
}

void Admission::leave() {
    AHA_ASSERT(running_ > 0);
    --running_;
}

Admission::Waiter* Admission::popFront() {
    Waiter* waiter = waiting_.popFront();
    queued_ -= waiter ? 1 : 0;
    return waiter;
}

Admission::Waiter* Admission::takeNext() {
    if (!hasNext()) {
        return nullptr;
    }
    ++running_;
    return popFront();
}

Admission::Waiter* Admission::takeExpired(std::uint64_t nowMs) {
    return nextDueMs() <= nowMs ? popFront() : nullptr;
}

void Admission::forget(Waiter& waiter) {
    AHA_ASSERT(waiter.isWaiting());
    waiter.unlink();
    --queued_;
}

std::uint64_t Admission::nextDueMs() {
    const Waiter* first = waiting_.front();
    return first ? first->dueMs_ : ~std::uint64_t{0};
}

} // namespace aha::server
