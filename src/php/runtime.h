#pragma once

#include "core/log/registry.h"
#include "core/net/loop.h"
#include "php/enter.h"
#include "php/scope.h"
#include "php/task.h"

#include <memory>
#include <vector>

ZEND_BEGIN_MODULE_GLOBALS(aha)
void* runtime; // aha::php::Runtime*, made on first use in a request
ZEND_END_MODULE_GLOBALS(aha)
ZEND_EXTERN_MODULE_GLOBALS(aha)
#define AHA_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(aha, v)

namespace aha::php {

class FiberPool;
class PackagePools;
class Timers;
class StallGuard;
class DeadlockWatch;

// Opens a scope when the running code asks for one: most requests never do.
class ScopeSource {
public:
    virtual Scope& openScope() = 0;
    virtual HttpJob* request() { return nullptr; }

protected:
    ~ScopeSource() = default;
};

// Whose code is on the stack.
struct Current {
    Scope* scope = nullptr;
    Task* task = nullptr;
    ScopeSource* source = nullptr; // in place of a scope that nobody needed yet
};

struct GuestTag {};

// Something that lives on the loop and may be owned by a PHP object, which goes after the runtime: it is told
// in time. Leaves the list when it is destroyed.
class RuntimeGuest : public Link<GuestTag> {
public:
    // The script is over: closes all it has on the loop. PHP is not entered any more. Unlinked before.
    virtual void onRuntimeEnd() = 0;

protected:
    ~RuntimeGuest() { unlink(); }
};

// Everything one thread's PHP code shares: the loop, the background scope, who runs now.
// Made on first use, destroyed at the end of the script (RSHUTDOWN), which closes every handle.
class Runtime {
public:
    static Runtime& get() {
        Runtime* runtime = getIfAny();
        return EXPECTED(runtime) ? *runtime : open();
    }
    static Runtime* getIfAny() { return static_cast<Runtime*>(AHA_G(runtime)); }
    static void shutdown();
    // The script has ended and its objects go: nothing is to be woken, reported or made any more.
    static bool isOver() {
        Runtime* runtime = getIfAny();
        return !runtime || runtime->over_;
    }
    // The engine destroys what the script has left: a waiter whose object goes is no error any more.
    static bool isEnding() {
        return isOver() || ((EG(flags) & EG_FLAGS_IN_SHUTDOWN) && !getIfAny()->inLoop_);
    }

    net::Loop& loop() { return loop_; }
    Current& current() { return current_; }
    // The scope that new tasks belong to: the running one, else the script's own.
    Scope& currentScope();
    Scope& background() { return *background_; }
    Scope& script();
    bool isRootScope(const Scope& scope) const {
        return &scope == background_.get() || &scope == script_.get();
    }
    std::uint64_t nextTaskId() { return ++lastTaskId_; }

    // Runs the loop from a PHP method; nested calls are refused with an exception (returns false).
    bool enterLoop(const char* function);
    void leaveLoop() {
        inLoop_ = false;
        log::flushAllNow(); // nobody drives them any more
    }
    bool inLoop() const { return inLoop_; }

    // PHP broke down: nothing may enter it any more; the loop's owner re-raises when the C++ frames are gone.
    bool isFatal() const { return fatal_; }
    void setFatal();
    // Told once when that happens (a server drains without PHP).
    void setFatalHook(void (*hook)(void*), void* context) {
        fatalHook_ = hook;
        fatalContext_ = context;
    }

    // A future that has ended well with null, shared by all operations that end at once. Borrowed.
    zend_object* doneFuture();
    // A future that has this value (taken over) already. The object is used again when nobody holds it any
    // more, so that such operations cost no memory. The caller owns the reference.
    zend_object* readyFuture(zval* value);
    bool isSpareFuture(zend_object* object) const { return object == spareFuture_.get(); }

    // Drops a value that user code has made, and leaves it undefined: its destructor may be the user's, and
    // runs behind the door, from the ready queue.
    static void releaseLater(zval* value);

    void addGuest(RuntimeGuest& guest) { guests_.pushBack(guest); }

    FiberPool& fibers() { return *fibers_; }
    Timers& timers() { return *timers_; }
    StallGuard& stallGuard() { return *stallGuard_; }
    DeadlockWatch& deadlockWatch() { return *deadlockWatch_; }
    PackagePools& packagePools(); // made on first use
    // Side table of the logical chain of an exception across tasks; entries go with the exception.
    HashTable* traces() { return &traces_; }

    // exit() in work that nobody awaits (a timer, background work). A script that runs the loop ends by it;
    // the hook takes the reference. Without a hook it is logged like any error.
    void setExitHook(void (*hook)(void*, zend_object*), void* context) {
        exitHook_ = hook;
        exitContext_ = context;
    }
    bool handleExit(zend_object* exception) {
        if (exitHook_) {
            exitHook_(exitContext_, exception);
        }
        return exitHook_ != nullptr;
    }
    void
    failByExit(std::string_view message); // makes that error; the status is that of the exit just contained
    std::uint64_t cancelGraceMs = 5000;
    zend_long exitStatus = 0;    // of the last exit() that was contained
    std::string logTag;          // which process of a server this is
    std::uint64_t liveTasks = 0; // enrolled and not settled

private:
    static Runtime& open();
    Runtime();
    ~Runtime();
    void stopTasks();

    net::Loop loop_;
    IntrusiveList<RuntimeGuest, GuestTag> guests_;
    Current current_;
    Ref<Scope> background_;
    Ref<Scope> script_;
    struct Trash final : net::ReadyItem {
        void run() override;
        std::vector<zval> values;
    } trash_;
    std::unique_ptr<FiberPool> fibers_;
    std::unique_ptr<Timers> timers_;
    std::unique_ptr<StallGuard> stallGuard_;
    std::unique_ptr<DeadlockWatch> deadlockWatch_;
    HashTable traces_;
    ObjectRef doneFuture_;
    ObjectRef spareFuture_; // of readyFuture()
    std::uint64_t lastTaskId_ = 0;
    void (*fatalHook_)(void*) = nullptr;
    void* fatalContext_ = nullptr;
    void (*exitHook_)(void*, zend_object*) = nullptr;
    void* exitContext_ = nullptr;
    bool inLoop_ = false;
    bool fatal_ = false;
    bool over_ = false;
    std::unique_ptr<PackagePools> packagePools_; // goes first
};

} // namespace aha::php
