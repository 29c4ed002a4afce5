#pragma once

#include "core/client/package_call.h"
#include "core/pool/pool.h"

#include <utility>

namespace aha::client {

// One connection of a PackageClient. It serves one call at a time.
// Owned by the pool. Calls its PoolSlot and the call it serves.
class PackageLink : public pool::PoolConnection {
public:
    explicit PackageLink(pool::PoolSlot slot) : slot_(slot) {}
    void ping() final { slot_.pinged(liveness() == pool::Liveness::Alive); } // nobody else can tell

    void serve(PackageCall& call) {
        call_ = &call;
        ++served_;
        send();
    }
    void leave() { call_ = nullptr; } // the call is over; its lease is given back
    bool wasUsed() const { return served_ > 0; }

protected:
    virtual void send() = 0; // the package of call_; answers from the loop, or at once
    PackageCall* takeCall() { return std::exchange(call_, nullptr); }

    const pool::PoolSlot slot_;
    PackageCall* call_ = nullptr; // null = idle

private:
    std::uint64_t served_ = 0;
};

} // namespace aha::client
