#include "php/runtime.h"

#include "php/client/package_pools.h"
#include "php/coroutine/deadlock_watch.h"
#include "php/error.h"
#include "php/fiber_pool.h"
#include "php/stall_guard.h"
#include "php/timers.h"

namespace aha::php {

Runtime& Runtime::open() {
    auto* runtime = new Runtime();
    AHA_G(runtime) = runtime;
    return *runtime;
}

Runtime::Runtime()
    : background_(Scope::open(nullptr, nullptr)), fibers_(std::make_unique<FiberPool>()),
      timers_(std::make_unique<Timers>(*this)), stallGuard_(std::make_unique<StallGuard>()),
      deadlockWatch_(std::make_unique<DeadlockWatch>(*this)) {
    background_->setReportsErrors();
    zend_hash_init(&traces_, 8, nullptr, ZVAL_PTR_DTOR, false);
}

Runtime::~Runtime() {
    zend_ulong key;
    ZEND_HASH_FOREACH_NUM_KEY(&traces_, key) {
        zend_weakrefs_hash_del(&traces_, zend_weakref_key_to_object(key));
    }
    ZEND_HASH_FOREACH_END();
    zend_hash_destroy(&traces_);
}

Scope& Runtime::script() {
    if (!script_) {
        script_ = Scope::open(nullptr, nullptr);
        script_->setReportsErrors();
    }
    return *script_;
}

Scope& Runtime::currentScope() {
    if (!current_.scope && current_.source) {
        current_.scope = &current_.source->openScope();
    }
    return current_.scope ? *current_.scope : script();
}

PackagePools& Runtime::packagePools() {
    if (!packagePools_) {
        packagePools_ = std::make_unique<PackagePools>(loop_);
    }
    return *packagePools_;
}

zend_object* Runtime::doneFuture() {
    if (!doneFuture_) {
        doneFuture_.adopt(Class<Future>::make().object());
        Future::from(doneFuture_.get()).fulfillNull();
    }
    return doneFuture_.get();
}

zend_object* Runtime::readyFuture(zval* value) {
    zend_object* object = spareFuture_.get();
    if (EXPECTED(object && GC_REFCOUNT(object) == 1 && !(OBJ_FLAGS(object) & IS_OBJ_WEAKLY_REFERENCED))) {
        Future::from(object).refill(value);
    } else {
        object = Class<Future>::make().object();
        Future::from(object).fulfill(value);
        spareFuture_.adopt(object);
    }
    GC_ADDREF(object);
    return object;
}

void Runtime::releaseLater(zval* value) {
    zval taken = *value;
    ZVAL_UNDEF(value);
    Runtime* runtime = getIfAny();
    if (!Z_REFCOUNTED(taken) || !runtime || !runtime->inLoop_ || runtime->over_) {
        zval_ptr_dtor(&taken);
        return;
    }
    runtime->trash_.values.push_back(taken);
    if (!static_cast<Link<net::ReadyTag>&>(runtime->trash_).isLinked()) {
        runtime->loop_.enqueue(runtime->trash_);
    }
}

void Runtime::Trash::run() {
    if (get().isFatal()) {
        return;
    }
    std::vector<zval> taken = std::move(values);
    values.clear();
    for (zval& value : taken) {
        Entered entered = enter([](void* zv) { zval_ptr_dtor(static_cast<zval*>(zv)); }, &value);
        if (entered == Entered::Threw) {
            zend_object* exception = takeException();
            reportUnhandled(exception, "a destructor");
            OBJ_RELEASE(exception);
        } else if (entered == Entered::Exit) {
            get().failByExit("exit() was called in a destructor");
        } else if (entered == Entered::Fatal) {
            return;
        }
    }
}

void Runtime::failByExit(std::string_view message) {
    background_->fail(makeException(exceptions.exit, message, nullptr, exitStatus));
}

bool Runtime::enterLoop(const char* function) {
    if (inLoop_) {
        throwException(exceptions.state, "%s cannot run inside the event loop, which is running already",
                       function);
        return false;
    }
    if (EG(active_fiber)) {
        throwException(exceptions.state, "%s runs the event loop and cannot be called inside a fiber",
                       function);
        return false;
    }
    inLoop_ = true;
    return true;
}

void Runtime::setFatal() {
    if (fatal_) {
        return;
    }
    fatal_ = true;
    if (fatalHook_) {
        fatalHook_(fatalContext_);
    } else {
        loop_.stop();
    }
}

// Suspended tasks go while the engine can still run their `finally`; the loop's own references go with them.
void Runtime::stopTasks() {
    static_cast<Link<net::ReadyTag>&>(trash_).unlink();
    if (fatal_) {
        return; // their state is not to be trusted; the memory manager takes them back as a whole
    }
    for (zval& value : std::exchange(trash_.values, {})) {
        zval_ptr_dtor(&value);
    }
    background_->drop();
    if (script_) {
        script_->drop();
    }
    fibers_->clear();
    doneFuture_.reset();
    spareFuture_.reset();
}

template <typename Action> static void forEachFuture(Action action) {
    zend_objects_store& store = EG(objects_store);
    for (std::uint32_t i = 1; i < store.top; ++i) {
        zend_object* object = store.object_buckets[i];
        if (IS_OBJ_VALID(object) && instanceof_function(object->ce, Class<Future>::entry)) {
            action(Future::from(object));
        }
    }
}

void Runtime::shutdown() {
    Runtime* runtime = getIfAny();
    if (!runtime) {
        return;
    }
    runtime->timers_->clearAll();
    runtime->deadlockWatch_->stop();
    if (!runtime->fatal_) {
        // What failed and is still held by somebody: its error would go with it, unseen.
        forEachFuture([](Future& future) { future.reportIfUnseen(); });
    }
    runtime->over_ = true;
    runtime->stopTasks();
    if (!runtime->fatal_) { // operations under way hold themselves
        forEachFuture([](Future& future) { future.dropRetained(); });
    }
    while (RuntimeGuest* guest = runtime->guests_.popFront()) {
        guest->onRuntimeEnd();
    }
    log::detachAllFrom(runtime->loop_);
    AHA_G(runtime) = nullptr;
    delete runtime;
}

} // namespace aha::php
