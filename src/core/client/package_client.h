#pragma once

#include "core/client/call_observer.h"
#include "core/client/loop_pool_host.h"
#include "core/client/package_call.h"
#include "core/pool/pool.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace aha::client {

class PackageLink;

struct PackageClientOptions {
    const char* kind = "tcp"; // for traces
    std::string name;         // "tcp://host:port"
    std::size_t max = 200;    // connections at the same time
    std::size_t maxQueued = 10'000;
    std::uint64_t queueMs = 0; // how long a request waits for one of them; 0 = an exhausted pool refuses
    std::uint64_t connectTimeoutMs = 1'000; // of names, connect and TLS together
    std::uint64_t idleTimeoutMs = 55'000;   // an idle connection is closed then
    bool isOneWay = false;                  // no request has an answer; what comes is thrown away
    std::uint64_t seed = 0;
};

struct PackageClientStats {
    std::uint64_t started = 0, succeeded = 0;
    std::uint64_t failed[kPackageErrorKinds] = {}; // by PackageError::Kind
    std::uint64_t cancelled = 0;                   // by the caller
    std::uint64_t sentBytes = 0, receivedBytes = 0;
};

// Requests of one package each, and its answer, over pooled connections to one peer. The transport is the
// factory's: TCP with framing, or datagrams. Owned by a TcpClient or UdpClient, has to go before the loop.
class PackageClient {
public:
    using LinkFactory = std::function<std::unique_ptr<PackageLink>(pool::PoolSlot slot)>;

    PackageClient(LoopPoolHost& host, const PackageClientOptions& options, LinkFactory factory);
    ~PackageClient(); // as close()
    PackageClient(const PackageClient&) = delete;
    PackageClient& operator=(const PackageClient&) = delete;

    // Never fails here: all is told by the handler, from the loop. `timeoutMs` limits the time from sending
    // to the answer; 0 is not allowed. `holder` is where it is asked from.
    std::unique_ptr<PackageCall> start(std::string package, std::uint64_t timeoutMs, std::string holder,
                                       PackageHandler& handler);
    // Ends all calls with Cancelled, told from within, and closes all connections.
    void close();
    void setMax(std::size_t max); // what is above it stays until it is given back
    void setObserver(CallObserver* observer) { observer_ = observer; } // borrowed; null = none

    const PackageClientOptions& options() const { return options_; }
    const pool::PoolState& pool() const { return pool_.state(); }
    const PackageClientStats& stats() const { return stats_; }
    std::size_t active() const { return active_; }
    bool isQuiet() const { return active_ == 0 && pool_.state().size() == 0; }

private:
    friend class PackageCall;

    LoopPoolHost& host_;
    PackageClientOptions options_;
    PackageClientStats stats_;
    CallObserver* observer_ = nullptr;
    IntrusiveList<PackageCall, PackageCallTag> calls_;
    std::size_t active_ = 0;
    std::uint64_t lastId_ = 0;
    bool isClosed_ = false;
    pool::Pool pool_; // last: it goes first
};

} // namespace aha::client
