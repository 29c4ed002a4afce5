#pragma once

#include "core/process/shared_stats.h"
#include "php/class.h"
#include "php/network/listener.h"
#include "php/process/process_config.h"
#include "php/process/service.h"
#include "php/value.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::process {
class Master;
}

namespace aha::php {

class ServingService;
class WorkerProcess;

// What addProcess() was given.
struct AddedHandler {
    std::string name;
    Callable handler;
    bool restarts = true;      // restart
    std::uint64_t graceMs = 0; // max_wait_time
};

// Native part of Aha\Network\Server and its subclasses: what the user has set, and what runs in this process.
// `service`, `serving`, `worker` and `master` are borrowed from the frame of start().
class ServerObject {
public:
    ~ServerObject();
    void visit(Gc& gc);
    static ServerObject* constructed(zval* self); // null: StateException was thrown

    Callable& handler(Event event) { return own.handler(event); }
    // What a listener has no handler for goes to that of the server, if there is one.
    Callable& handlerFor(Listener& listener, Event event) {
        return listener.handler(event).isSet() ? listener.handler(event) : own.handler(event);
    }
    // Workers, task workers, added ones: the ids of processes are below it.
    std::size_t processCount() const { return process.workers + process.taskWorkers + added.size(); }
    std::size_t listenerCount() const { return 1 + more.size(); }
    Listener& listener(std::size_t index);
    bool hasEvent(Event event); // of its own, or of one of its listeners
    bool check();               // of all listeners, before start(); false: an exception was thrown
    // Methods of a subclass serve the events that on() has not set.
    void adoptMethods(zend_object* self);
    // Calls the handler of a step, if there is one, as runStep() does. `extra` follows the server object.
    bool callStep(Event event, zval* self, std::initializer_list<zend_long> extra = {});
    // This process takes no more and finishes what it has: told once, so that streams can come to an end.
    void beginDrain(Runtime& runtime);
    bool isRunning() const { return service || master; }
    zend_object* addListener(zend_string* host, unsigned port, std::unique_ptr<ServerKind> kind);
    const ServerStats* ownStats() const { return slot ? &slot->server : nullptr; }

    Listener own;            // the first one
    std::vector<Value> more; // ListenerObject, in the order of addListener()
    std::vector<std::unique_ptr<AddedHandler>> added;
    ProcessConfig process;
    Service* service = nullptr;
    ServingService* serving = nullptr; // the same, where it serves listeners
    WorkerProcess* worker = nullptr;   // in a worker
    process::Master* master = nullptr; // in the master
    process::SharedStats* stats = nullptr;
    process::WorkerSlot* slot = nullptr; // of this process
    std::int64_t startTime = 0;
    bool draining = false; // this process, see beginDrain()
    bool stopping = false; // stop() was called before there was anything to stop
};

inline AddedHandler& addedOf(const ServerObject& server, std::uint32_t workerId) {
    return *server.added[workerId - server.process.workers - server.process.taskWorkers];
}

// The constructor of each class of servers: (string $host, int $port, array $options = []).
void constructServer(INTERNAL_FUNCTION_PARAMETERS,
                     std::unique_ptr<ServerKind> (*makeKind)(HashTable*, ProcessConfig*));

} // namespace aha::php
