#pragma once

#include "core/base/intrusive_list.h"

#include <cstdint>

namespace aha::server {

struct AdmissionTag {};

struct AdmissionLimits {
    std::uint32_t maxConcurrency = 0; // 0 = no limit
    std::uint64_t maxQueueMs = 0;     // 0 = nobody waits
    std::uint32_t maxQueued = 1000;
};

// Decides who may come in: so many at once, others wait in order and for a limited time, the rest is refused.
// Owned by AdmissionGate. Pure: time is a parameter; calls nobody.
class Admission {
public:
    // Who asks. Linked while it waits.
    class Waiter : public Link<AdmissionTag> {
    public:
        bool isWaiting() const { return isLinked(); }

    private:
        friend class Admission;
        std::uint64_t dueMs_ = 0;
    };
    enum class Verdict : std::uint8_t {
        Admitted, // counts until leave()
        Queued,   // until takeNext(), takeExpired() or forget()
        Refused,
    };

    explicit Admission(const AdmissionLimits& limits) : limits_(limits) {}
    ~Admission();

    Verdict arrive(Waiter& waiter, std::uint64_t nowMs);
    void leave(); // one that was admitted is done

    bool hasNext() const { return queued_ > 0 && hasRoom(); }
    Waiter* takeNext();                       // the first that waits, if there is room: it is admitted
    Waiter* takeExpired(std::uint64_t nowMs); // the first that waits, if its time is over
    void forget(Waiter& waiter);              // one that waits is gone
    std::uint64_t nextDueMs();                // of the first that waits; ~0 = nobody
    std::uint32_t running() const { return running_; }
    std::uint32_t queued() const { return queued_; }

private:
    bool hasRoom() const { return limits_.maxConcurrency == 0 || running_ < limits_.maxConcurrency; }
    Waiter* popFront();

    const AdmissionLimits limits_;
    IntrusiveList<Waiter, AdmissionTag> waiting_; // all have the same patience, so the first is due first
    std::uint32_t running_ = 0;
    std::uint32_t queued_ = 0;
};

} // namespace aha::server
