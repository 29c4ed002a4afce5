#pragma once

#include "core/net/tls_context.h"
#include "core/pool/pool_types.h"
#include "core/proto/resp/resp_reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace aha::client {

struct RedisOptions {
    std::string name;               // of the pool, for messages; "" = the address
    std::string host = "127.0.0.1"; // a name, a literal, "unix:/path"
    unsigned port = 6379;
    std::string user; // "" = the default user
    std::string password;
    unsigned database = 0;
    std::string clientName;
    unsigned protocol = 2; // 3: HELLO 3, needs resp::hasResp3()
    std::optional<net::TlsClientOptions> tls;
    std::string serverName; // for TLS; "" = the host

    std::uint64_t connectTimeoutMs = 1'000; // name, connect, TLS and login together
    std::uint64_t timeoutMs = 2'000;        // from the sending of a command to its reply
    std::uint64_t waitTimeoutMs = 5'000;    // for a place on a connection
    std::size_t maxInFlight = 1'000;        // commands on one shared connection
    std::size_t spread = 64;        // with as many in flight, another connection is used if there is one
    std::uint64_t sluggishMs = 10;  // the same for one whose oldest command waits that long
    std::size_t maxQueued = 10'000; // calls that wait for a place; the next one fails at once
    bool retriesReads = false;      // a command that only reads is sent once more when its connection breaks
    resp::Limits limits;
    pool::PoolOptions pool; // its waitTimeoutMs and connectTimeoutMs follow from the above
    std::uint64_t seed = 0;
};

// "redis://host:port/0", "rediss://…", "unix:/path/0"; no secrets.
std::string redisAddress(const RedisOptions& options);

} // namespace aha::client
