#pragma once

#include "core/base/counter.h"
#include "core/base/error.h"
#include "core/base/histogram.h"
#include "core/pool/back_off.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::pool {

using ConnectionId = std::uint64_t; // never used again; 0 = none
using WaiterId = std::uint64_t;     // the same

constexpr std::uint64_t kNever = ~std::uint64_t{0};

struct PoolOptions {
    std::size_t min = 0;  // kept open, also when idle
    std::size_t max = 10; // 0 = disabled: every acquire fails at once
    // How many may wait beyond those for whom a connection is being made or may be made: 0 = an exhausted
    // pool refuses at once.
    std::size_t maxWaiters = 1000;
    std::uint64_t waitTimeoutMs = 5'000;     // of one acquire, unless its own limit is shorter
    std::size_t maxConnecting = 8;           // at the same time; one while the peer is failing
    std::uint64_t connectTimeoutMs = 10'000; // the last resort: the connection's own limits are shorter
    bool failsFast = false; // a failed connect fails one of those who wait, even if others hold connections
    std::uint64_t pingTimeoutMs = 2'000;   // then it is taken for dead
    std::uint64_t idleTimeoutMs = 60'000;  // 0 = none; closes down to `min`
    std::uint64_t maxLifetimeMs = 0;       // 0 = none; closed when it is idle or given back
    double lifetimeJitter = 0.1;           // shortens a lifetime by up to this share, at random
    std::uint64_t heartbeatMs = 0;         // 0 = none; an idle connection is pinged this often
    std::uint64_t checkIntervalMs = 1'000; // how exactly the three times above are kept
    BackOffOptions backOff;
};

// How good a connection is, as far as can be told at once.
enum class Liveness : std::uint8_t {
    Alive,
    Dead,
    NeedsPing, // only the peer can tell
};

// What the borrower says of the connection that it gives back.
enum class Release : std::uint8_t {
    Reusable,
    NotReusable, // the protocol ends it here
    Broken,      // failed, or in a state nobody knows
    TimedOut,    // an answer may still come
    Cancelled,   // the same
};

enum class CloseReason : std::uint8_t {
    IdleTimeout,
    Lifetime,
    DeadAtBorrow,
    PingFailed,
    PeerClosed, // while it was idle
    NotReusable,
    Broken,
    TimedOut,
    Cancelled,
    Invalidated,
    PoolClosed,
    NeverConnected, // the connect failed or was given up: not among the closed ones in the counters
};
constexpr std::size_t kCloseReasons = std::size_t(CloseReason::NeverConnected);
std::string_view closeReasonName(CloseReason reason); // "idle_timeout"

// The right to use a connection until it is released. Plain numbers: copies mean the same lease.
struct Lease {
    ConnectionId connection = 0;
    std::uint64_t id = 0;
};

// What the pool wants done. Taken in order, after each call.
struct PoolAction {
    enum class Kind : std::uint8_t {
        Connect,    // connection; answer: onConnected() or onConnectFailed()
        Disconnect, // connection, reason; exactly once for each Connect, whatever came of it
        Ping,       // connection; answer: onPinged()
        Grant,      // waiter, lease
        Fail,       // waiter, error
        Closed,     // once, last: nothing is left after close()
    };
    Kind kind;
    ConnectionId connection = 0;
    WaiterId waiter = 0;
    Lease lease{};
    CloseReason reason = CloseReason::NeverConnected;
    Error error{Errc::Cancelled, {}};
};

struct PoolCounters {
    std::uint64_t acquires = 0; // = granted + refused + failed + timeouts + cancelled + those that wait
    std::uint64_t granted = 0, reused = 0; // reused: of a connection that had been granted before
    std::uint64_t refused = 0;             // at once: exhausted, disabled, closed, peer failing
    std::uint64_t failed = 0;              // while waiting: connect error, pool closed
    std::uint64_t timeouts = 0, cancelled = 0;
    std::uint64_t created = 0, connectErrors = 0, pings = 0;
    std::array<std::uint64_t, kCloseReasons> closed{};
    Histogram waits; // of those that had to wait and got a connection

    double reuseRatio() const { return granted == 0 ? 0.0 : double(reused) / double(granted); }
    std::uint64_t closedTotal() const;
};

// What a pool looks like at a moment.
struct PoolReport {
    static constexpr std::size_t kPlaces = 10; // of each kind
    struct Place {
        std::string place; // who has acquired it, "" = unknown
        std::uint64_t ageMs;
    };
    std::string name;
    std::size_t max, size, idle, leased, connecting, waiting;
    PoolCounters counters;
    std::vector<Place> holders; // of leases, longest first
    std::vector<Place> waiters; // the same
};

} // namespace aha::pool
