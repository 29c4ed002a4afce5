#pragma once

#include "core/base/result.h"
#include "php/network/endpoint.h"
#include "php/task.h"
#include "php/value.h"

#include <cstdint>
#include <memory>
#include <string>

namespace aha::php {

class Gc;
class Runtime;
class ServerObject;
struct Listener;

// The events of on(), and the methods that a subclass may have in their place.
enum class Event : std::uint8_t {
    Start,
    Shutdown,
    ManagerStart,
    ManagerStop,
    WorkerStart,
    WorkerStop,
    WorkerError,
    Task,
    Finish,
    PipeMessage,
    WorkerExit,
    Request, // the first that a protocol has, and not every server
    Connect,
    Receive,
    Close,
    Connection,
    Packet,
    Error,
};
inline constexpr std::size_t kEvents = 18;

struct EventName {
    const char* event;
    const char* method; // in lower case
};
const EventName& eventName(Event event);
inline bool isProtocolEvent(Event event) { return event >= Event::Request; }

// What one protocol (HTTP, TCP …) makes of a listener: its events, its options, its endpoint in each process.
// Owned by its Listener.
class ServerKind {
public:
    virtual ~ServerKind() = default;
    virtual const char* name() const = 0; // of the class that serves this protocol
    virtual bool hasEvent(Event event) const = 0;
    // Before anything is opened or forked; false: an exception was thrown.
    virtual bool check(ServerObject& server, Listener& listener) = 0;
    // Bound, and listening if it is of that kind; needs no loop.
    virtual Result<int> openSocket(const std::string& host, unsigned port) const = 0;
    virtual std::unique_ptr<Endpoint> makeEndpoint(ServerObject& server, Listener& listener,
                                                   Runtime& runtime) = 0;
    virtual bool usesFibers() const = 0; // the option fiber: handlers run in pooled ones
    virtual void visit(Gc&) {}           // the PHP values among its options
};

// An address that a server listens on, its protocol and its handlers. The first one is the server's own, the
// others come of addListener() and live in their PHP objects.
struct Listener {
    std::string host;
    unsigned port = 0;
    std::unique_ptr<ServerKind> kind; // null: the constructor was not called
    Callable handlers[kEvents];

    Callable& handler(Event event) { return handlers[static_cast<std::size_t>(event)]; }
    bool isUnix() const { return host.compare(0, 5, "unix:") == 0; }
    std::string address() const { return isUnix() ? host : host + ":" + std::to_string(port); }
    // How tasks of its handlers begin.
    TaskStart::Kind style() const {
        return kind && kind->usesFibers() ? TaskStart::Kind::Fiber : TaskStart::Kind::Call;
    }
    void visit(Gc& gc);
};

// Native part of Aha\Server\Listener. Owned by its PHP object, which its server holds.
struct ListenerObject {
    Listener listener;
    ServerObject* server = nullptr; // borrowed; null: it is gone

    void visit(Gc& gc) { listener.visit(gc); }
};

// A kind with its options, by the name of the protocol; null: an exception was thrown. `process` is null for
// what is not the first listener of a server.
struct ProcessConfig;
std::unique_ptr<ServerKind> makeHttpKind(HashTable* options, ProcessConfig* process);
std::unique_ptr<ServerKind> makeTcpKind(HashTable* options, ProcessConfig* process);
std::unique_ptr<ServerKind> makeUdpKind(HashTable* options, ProcessConfig* process);

// Address and port as a constructor takes them; false: ValueError was thrown.
bool checkAddress(zend_string* host, zend_long port);

} // namespace aha::php
