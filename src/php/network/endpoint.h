#pragma once

#include "core/base/result.h"
#include "core/base/server_stats.h"
#include "core/net/accept_gate.h"
#include "core/server/drain_options.h"
#include "php/zend.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace aha {
class JsonWriter;
}

namespace aha::php {

class TcpPeer;
class UdpService;

// A socket of a listener, opened before anything forks.
struct ListenSocket {
    int fd = -1;
    std::string host;
    unsigned port = 0;
};

// What an endpoint shares with the others of its process.
struct EndpointPlace {
    ServerStats* stats = nullptr;    // null: they have no common place
    net::AcceptGate* gate = nullptr; // null: this process need not share with others
    bool isWorker = false;           // a master holds the sockets
    std::uint32_t workerId = 0;
    std::size_t index = 0; // of the listener
};

// What one listener of a server does in a process that serves: takes connections or packets, hands them to
// PHP. Owned by ServingService, which decides about all of them when to accept, drain and end.
// Calls back `done` of drain() only.
class Endpoint {
public:
    virtual ~Endpoint() = default;
    // Everything but accepting. An error ends the boot.
    virtual Result<void> open(const ListenSocket& socket, const EndpointPlace& place) = 0;
    virtual unsigned port() const = 0; // the real one when 0 was asked for; 0 for unix sockets
    virtual void accept() = 0;         // from now on
    virtual void pause() = 0;          // takes no more for the time being
    // Takes no more, finishes what it has. The second time, when a stop follows a reload, only the options
    // are new. `done` comes from the loop, once.
    virtual void drain(const server::DrainOptions& options, std::function<void()> done) = 0;
    virtual void cancelWork(const char* why) = 0; // the tasks of all that is in work
    virtual void close() = 0;                     // at once
    virtual void abandonWork() = 0; // PHP has broken down: what is in work gets an answer that needs none
    virtual void reportWork(const char* why) = 0; // one log line for each that is in work
    virtual void describeTasks(JsonWriter& json) = 0;
    virtual void writeCrashLines() noexcept = 0;
    virtual Result<bool> reloadCertificates() { return false; } // false: it has none
    // Connections that stay, in the order of their ids; null: there is none.
    virtual TcpPeer* findPeer(std::uint64_t /*id*/) { return nullptr; }
    virtual TcpPeer* nextPeer(std::uint64_t /*after*/) { return nullptr; }
    virtual UdpService* datagrams() { return nullptr; } // null: it is none of that kind
};

} // namespace aha::php
