#include "php/scope.h"

#include "php/coroutine/functions.h"
#include "php/coroutine/reachability.h"
#include "php/error.h"
#include "php/runtime.h"

#include "php_stubs/Coroutine/Scope_arginfo.h"

namespace aha::php {

// The future of Scope::join(): settles when the scope is done.
class ScopeJoin final : public Future {
public:
    const char* describe() const override { return "the end of a scope"; }
    bool mayBeSettledFromOutside() const override { return false; }
    void abort() override {
        if (scope_ && !scope_->isDone()) {
            scope_->cancel("The scope was cancelled");
        } else {
            Future::abort();
        }
    }
    Ref<Scope> scope_;
};

// Native part of Coroutine\Scope. A scope object that is dropped without join() ends like one that was
// joined: its error goes to the parent scope.
class ScopeObject final : public ScopeOwner {
public:
    ~ScopeObject() {
        if (scope_) {
            scope_->setOwner(nullptr);
            if (!scope_->isSealed()) {
                scope_->seal();
            }
        }
    }
    void open(Scope& parent) { scope_ = Scope::open(&parent, this); }
    Scope& get() { return *scope_; }
    Future& join() {
        if (!join_) {
            join_.adopt(Class<ScopeJoin>::create(Class<Future>::entry));
            Class<ScopeJoin>::from(join_.get()).scope_ = scope_;
            if (!scope_->isSealed()) {
                // Kept alive until the end: the owner of the scope is this object.
                GC_ADDREF(Class<ScopeObject>::objectOf(*this));
                sealing_ = true;
                scope_->seal();
            } else if (scope_->isDone()) {
                onScopeDone(*scope_);
            }
        }
        return Future::from(join_.get());
    }
    void onScopeDone(Scope& scope) override {
        if (join_) {
            Future& future = Future::from(join_.get());
            if (zend_object* error = scope.takeError()) {
                future.reject(error);
            } else {
                future.fulfillNull();
            }
        }
        if (sealing_) {
            sealing_ = false;
            OBJ_RELEASE(Class<ScopeObject>::objectOf(*this));
        }
    }
    zend_object* scopeObject() override { return Class<ScopeObject>::objectOf(*this); }
    bool holdsScopeObject() const override { return sealing_; }
    void visit(Gc& gc) { gc.add(join_); }

private:
    Ref<Scope> scope_;
    ObjectRef join_;
    bool sealing_ = false;
};

void registerScope() {
    Class<ScopeJoin>::initHandlers();
    Class<ScopeObject>::install(register_class_Aha_Coroutine_Scope());
    registerWaker(Class<ScopeObject>::entry);
}

static ScopeObject& scopeOf(zval* zv) { return Class<ScopeObject>::from(zv); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Scope, __construct) {
    double timeout = 0;
    bool noTimeout = true;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(timeout, noTimeout)
    ZEND_PARSE_PARAMETERS_END();
    if (!noTimeout && !(timeout > 0)) {
        zend_argument_value_error(1, "must be greater than 0 (seconds)");
        RETURN_THROWS();
    }
    Runtime& runtime = Runtime::get();
    ScopeObject& scope = scopeOf(ZEND_THIS);
    scope.open(runtime.currentScope());
    if (!noTimeout) {
        scope.get().setDeadline(runtime.loop().nowMs() + millisecondsFrom(timeout));
    }
}

PHP_METHOD(Aha_Coroutine_Scope, go) {
    Scope& scope = scopeOf(ZEND_THIS).get();
    if (scope.isSealed()) {
        throwException(exceptions.state, "The scope was joined already: start its tasks before join()");
        RETURN_THROWS();
    }
    startFromArguments(INTERNAL_FUNCTION_PARAM_PASSTHRU, scope, TaskStart::Kind::Call);
}

PHP_METHOD(Aha_Coroutine_Scope, join) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(scopeOf(ZEND_THIS).join().object());
}

PHP_METHOD(Aha_Coroutine_Scope, cancel) {
    ZEND_PARSE_PARAMETERS_NONE();
    scopeOf(ZEND_THIS).get().cancel("The scope was cancelled");
}

PHP_METHOD(Aha_Coroutine_Scope, isCancelled) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(scopeOf(ZEND_THIS).get().isCancelled());
}

PHP_METHOD(Aha_Coroutine_Scope, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(scopeOf(ZEND_THIS).get().countTasks()));
}
