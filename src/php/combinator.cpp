#include "php/combinator.h"

#include "core/base/number_text.h"
#include "core/base/timer_wheel.h"
#include "php/error.h"
#include "php/runtime.h"

#include <memory>

namespace aha::php {

namespace {

// One operation among several.
class Part final : public Waiter {
public:
    Part() = default;
    ~Part() = default;
    void onSettled(Future& future) override;
    class Group* group = nullptr;
    zend_object* operation = nullptr; // owned until it has settled and was read
    std::uint32_t index = 0;
};

// Waits for several futures at once. Keeps each alive until it has settled; settles once, by its rule.
// The array of results has every key from the start, so that keys and order are those of the operations.
class Group final : public Future {
public:
    ~Group() override { release(); }
    void visit(Gc& gc) override;
    void abort() override;
    const char* describe() const override { return "several operations"; }
    bool needs(Wanting& wanting) const override;
    bool mayBeSettledFromOutside() const override { return false; }
    bool holdsItself() const override { return isRetained(); }
    void start(Combine how, zval* operations, Site site);
    void onPart(Part& part, Future& future);

private:
    void store(Part& part, zval* value); // takes the value
    void storeSettled(Part& part, Future& future);
    void finish();
    void cancelRest();
    void release();

    Combine how_ = Combine::All;
    std::unique_ptr<Part[]> parts_;
    std::uint32_t count_ = 0;
    std::uint32_t open_ = 0;
    zval values_{};
};

void Part::onSettled(Future& future) { group->onPart(*this, future); }

void Group::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(&values_);
    for (std::uint32_t i = 0; i < count_; ++i) {
        gc.add(parts_[i].operation);
    }
}

// All and settle need each operation, any and race need one of them.
bool Group::needs(Wanting& wanting) const {
    bool each = how_ == Combine::All || how_ == Combine::Settle;
    bool found = false;
    for (std::uint32_t i = 0; i < count_ && wanting.budget > 0; ++i) {
        if (!parts_[i].operation || Future::from(parts_[i].operation).isSettled()) {
            continue;
        }
        --wanting.budget;
        found = Future::from(parts_[i].operation).needs(wanting);
        if (found == each) {
            return found;
        }
    }
    return found && wanting.budget > 0;
}

void Group::release() {
    for (std::uint32_t i = 0; i < count_; ++i) {
        if (zend_object* operation = std::exchange(parts_[i].operation, nullptr)) {
            static_cast<Link<WaiterTag>&>(parts_[i]).unlink();
            OBJ_RELEASE(operation);
        }
    }
    Runtime::releaseLater(&values_);
}

void Group::start(Combine how, zval* operations, Site site) {
    how_ = how;
    zend_array* source = Z_ARR_P(operations);
    parts_ = std::make_unique<Part[]>(zend_hash_num_elements(source));
    ZVAL_ARR(&values_, zend_array_dup(source));
    SEPARATE_ARRAY(&values_);
    std::uint32_t position = 0;
    zval* slot;
    ZEND_HASH_FOREACH_VAL(Z_ARR(values_), slot) {
        zval* element = slot;
        ZVAL_DEREF(element);
        bool closure = Z_TYPE_P(element) == IS_OBJECT && Z_OBJCE_P(element) == zend_ce_closure;
        if (!isAwaitable(element) && !closure) {
            ++position;
            if (how == Combine::Settle) {
                zval value;
                ZVAL_COPY(&value, element);
                zval entry;
                array_init_size(&entry, 3);
                add_assoc_bool(&entry, "ok", true);
                add_assoc_zval(&entry, "value", &value);
                add_assoc_null(&entry, "error");
                zval_ptr_dtor(slot);
                ZVAL_COPY_VALUE(slot, &entry);
            }
            continue;
        }
        zend_object* operation = awaitableFrom(element, site);
        if (!operation) {
            return;
        }
        zval_ptr_dtor(slot);
        ZVAL_NULL(slot);
        Part& part = parts_[count_++];
        part.group = this;
        part.index = position++;
        part.operation = operation;
    }
    ZEND_HASH_FOREACH_END();
    open_ = count_;
    retain();
    GC_ADDREF(object());
    if (open_ == 0) {
        finish();
    }
    for (std::uint32_t i = 0; i < count_ && !isSettled(); ++i) {
        Future::from(parts_[i].operation).addWaiter(parts_[i]);
    }
    OBJ_RELEASE(object());
}

void Group::store(Part& part, zval* value) {
    zval* slot = nullptr;
    std::uint32_t position = 0;
    if (HT_IS_PACKED(Z_ARR(values_)) && HT_IS_WITHOUT_HOLES(Z_ARR(values_))) {
        slot = &Z_ARR(values_)->arPacked[part.index];
    } else {
        zval* element;
        ZEND_HASH_FOREACH_VAL(Z_ARR(values_), element) {
            if (position++ == part.index) {
                slot = element;
                break;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    zval_ptr_dtor(slot);
    ZVAL_COPY_VALUE(slot, value);
}

void Group::storeSettled(Part& part, Future& future) {
    bool ok = future.state() == State::Fulfilled;
    zval entry;
    array_init_size(&entry, 3);
    add_assoc_bool(&entry, "ok", ok);
    zval outcome;
    ZVAL_COPY(&outcome, future.result());
    add_assoc_null(&entry, "value");
    add_assoc_null(&entry, "error");
    zend_hash_str_update(Z_ARR(entry), ok ? "value" : "error", 5, &outcome);
    store(part, &entry);
}

void Group::onPart(Part& part, Future& future) {
    if (isSettled()) {
        return;
    }
    bool ok = future.state() == State::Fulfilled;
    future.markObserved();
    --open_;
    zval outcome;
    bool decides = how_ == Combine::Race || (how_ == Combine::All && !ok) ||
                   (how_ == Combine::Any && (ok || open_ == 0));
    if (decides) {
        ZVAL_COPY(&outcome, future.result());
        GC_ADDREF(object());
        cancelRest();
        release();
        if (ok) {
            fulfill(&outcome);
        } else {
            reject(Z_OBJ(outcome));
        }
        OBJ_RELEASE(object());
        return;
    }
    if (how_ == Combine::Settle) {
        storeSettled(part, future);
    } else if (how_ == Combine::All) {
        ZVAL_COPY(&outcome, future.result());
        store(part, &outcome);
    }
    zend_object* operation = std::exchange(part.operation, nullptr);
    if (open_ == 0) {
        finish();
    }
    if (operation) {
        OBJ_RELEASE(operation);
    }
}

void Group::finish() {
    if (how_ == Combine::Any || how_ == Combine::Race) { // of nothing
        reject(makeException(exceptions.state, "There is no operation to wait for"));
        return;
    }
    zval values = values_;
    ZVAL_UNDEF(&values_);
    fulfill(&values);
}

void Group::cancelRest() {
    for (std::uint32_t i = 0; i < count_; ++i) {
        Part& part = parts_[i];
        if (part.operation && static_cast<Link<WaiterTag>&>(part).isLinked()) {
            static_cast<Link<WaiterTag>&>(part).unlink();
            Future::from(part.operation).abortIfUnwanted();
        }
    }
}

void Group::abort() {
    if (isSettled()) {
        return;
    }
    GC_ADDREF(object());
    cancelRest();
    release();
    Future::abort();
    OBJ_RELEASE(object());
}

// Passes the outcome of one operation on: with a limit in time, or without passing a cancellation on.
class Relay final : public Future, public Waiter, public WheelTimer {
public:
    Relay() : WheelTimer(onTimer) {}
    ~Relay() override { drop(); }
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(operation_);
    }
    const char* describe() const override { return shield_ ? "shield" : "timeout"; }
    bool needs(Wanting& wanting) const override {
        return !isArmed() && operation_ && Future::from(operation_).needs(wanting);
    }
    bool mayBeSettledFromOutside() const override { return isArmed(); }
    bool holdsItself() const override { return isRetained(); }

    void start(zend_object* operation, bool shield, double seconds) {
        operation_ = operation;
        shield_ = shield;
        seconds_ = seconds;
        retain();
        if (!shield) {
            Runtime::get().loop().arm(*this, static_cast<std::uint64_t>(seconds * 1000 + 0.5));
        }
        GC_ADDREF(object());
        Future::from(operation).addWaiter(*this);
        OBJ_RELEASE(object());
    }

    void onSettled(Future& future) override {
        zval outcome;
        ZVAL_COPY(&outcome, future.result());
        future.markObserved();
        bool ok = future.state() == State::Fulfilled;
        GC_ADDREF(object());
        drop();
        if (ok) {
            fulfill(&outcome);
        } else {
            reject(Z_OBJ(outcome));
        }
        OBJ_RELEASE(object());
    }

    void abort() override {
        GC_ADDREF(object());
        if (shield_) { // the operation goes on; its error, if any, is its scope's affair
            drop();
        } else {
            stopOperation();
        }
        Future::abort();
        OBJ_RELEASE(object());
    }

private:
    static void onTimer(WheelTimer& timer) {
        auto& relay = static_cast<Relay&>(timer);
        const std::string text = "The operation took longer than " + numberText(relay.seconds_) + " s";
        GC_ADDREF(relay.object());
        relay.stopOperation();
        relay.reject(makeException(exceptions.timeout, text.c_str()));
        OBJ_RELEASE(relay.object());
    }
    void stopOperation() {
        static_cast<Link<WaiterTag>&>(*this).unlink();
        Future::from(operation_).abortIfUnwanted();
        drop();
    }
    void drop() {
        if (isArmed()) {
            Runtime::get().loop().cancel(*this);
        }
        static_cast<Link<WaiterTag>&>(*this).unlink();
        if (zend_object* operation = std::exchange(operation_, nullptr)) {
            OBJ_RELEASE(operation);
        }
    }

    zend_object* operation_ = nullptr;
    double seconds_ = 0;
    bool shield_ = false;
};

} // namespace

void registerCombinators() {
    Class<Group>::initHandlers();
    Class<Relay>::initHandlers();
}

zend_object* combine(Combine how, zval* operations, Site site) {
    zend_object* object = Class<Group>::create(Class<Future>::entry);
    Class<Group>::from(object).start(how, operations, site);
    if (EG(exception)) {
        OBJ_RELEASE(object);
        return nullptr;
    }
    return object;
}

zend_object* joinAll(zval* operations, Site site) { return combine(Combine::All, operations, site); }

zend_object* withTimeout(double seconds, zend_object* operation) {
    zend_object* object = Class<Relay>::create(Class<Future>::entry);
    Class<Relay>::from(object).start(operation, false, seconds);
    return object;
}

zend_object* shielded(zend_object* operation) {
    zend_object* object = Class<Relay>::create(Class<Future>::entry);
    Class<Relay>::from(object).start(operation, true, 0);
    return object;
}

} // namespace aha::php
