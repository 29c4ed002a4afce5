#pragma once

#include "core/net/tcp_listener.h"
#include "core/process/shared_stats.h"
#include "php/class.h"
#include "php/process/process_config.h"
#include "php/process/service.h"
#include "php/value.h"

#include <memory>
#include <string>

namespace aha::process {
class Master;
}

namespace aha::php {

class Runtime;
class ServerObject;
class WorkerProcess;

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
    Request,
    Error,
};
inline constexpr std::size_t kEvents = 13;

// What one kind of server (HTTP …) adds to the common part. Owned by its ServerObject.
class ServerKind {
public:
    virtual ~ServerKind() = default;
    virtual const char* name() const = 0; // of the class
    virtual bool hasEvent(Event event) const = 0;
    // Before anything is opened or forked; false: an exception was thrown.
    virtual bool check(ServerObject& server) = 0;
    virtual net::ListenOptions listenOptions() const = 0;
    virtual std::unique_ptr<Service> makeService(ServerObject& server, Runtime& runtime) = 0;
};

// Native part of Aha\Network\Server and its subclasses: what the user has set, and what runs in this process.
// `service`, `worker` and `master` are borrowed from the frame of start().
class ServerObject {
public:
    void visit(Gc& gc);
    static ServerObject* constructed(zval* self); // null: StateException was thrown

    Callable& handler(Event event) { return handlers_[static_cast<std::size_t>(event)]; }
    // Methods of a subclass serve the events that on() has not set.
    void adoptMethods(zend_object* self);
    // Calls the handler of a step, if there is one, as runStep() does. `extra` follows the server object.
    bool callStep(Event event, zval* self, std::initializer_list<zend_long> extra = {});
    // This process takes no more and finishes what it has: told once, so that streams can come to an end.
    void beginDrain(Runtime& runtime);
    bool isRunning() const { return service || master; }
    const ServerStats* ownStats() const { return slot ? &slot->server : nullptr; }

    std::string host;
    unsigned port = 0;
    ProcessConfig process;
    std::unique_ptr<ServerKind> kind; // null: the constructor was not called
    Service* service = nullptr;
    WorkerProcess* worker = nullptr;   // in a worker
    process::Master* master = nullptr; // in the master
    process::SharedStats* stats = nullptr;
    process::WorkerSlot* slot = nullptr; // of this process
    std::int64_t startTime = 0;
    bool draining = false; // this process, see beginDrain()
    bool stopping = false; // stop() was called before there was anything to stop

private:
    Callable handlers_[kEvents];
};

} // namespace aha::php
