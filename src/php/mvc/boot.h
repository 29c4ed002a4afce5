#pragma once

#include "php/class.h"
#include "php/future.h"
#include "php/runtime.h"

namespace aha::php {

// Runs boot items, one after the other; a future of their end as soon as one waits. Lives in its PHP object;
// holds itself while it waits.
class BootRun final : public Future, public net::ReadyItem, public Waiter {
public:
    ~BootRun() override;
    // Calls what does not wait. True: all are done, or the rest is under way (then it is not settled). False:
    // EG(exception) is set, with the name of the item.
    bool start(zend_object* application, zval* items);
    // An item may wait only where somebody waits for it.
    bool mayWait = true;

    void run() override;              // ReadyItem
    void onSettled(Future&) override; // Waiter
    void visit(Gc& gc) override;
    const char* describe() const override { return "the boot items"; }

private:
    bool goOn();
    bool take(zval* result);
    bool fail();
    static void body(void* self);

    Value items_; // array
    Value application_;
    Value item_; // the one that is at work
    ObjectRef awaited_;
    std::uint32_t next_ = 0;
    bool ok_ = true;
};

// Native part of Aha\Mvc\Boot: the items that code has added, by phase.
class Boot {
public:
    Boot();
    void visit(Gc& gc);

    bool add(std::size_t phase, zval* items); // false: TypeError was thrown
    bool runMaster();                         // false: EG(exception)
    bool runWorker();                         // likewise; what is left goes on, see wait()
    zend_object* wait();                      // the future of it; the caller owns the reference

    static constexpr std::size_t kWorker = 0;
    static constexpr std::size_t kMaster = 1;
    ObjectRef application;

private:
    bool collect(std::size_t phase, zval* out);
    bool awaitRest(zval* self);

    Value items_[2]; // arrays
    ObjectRef rest_; // BootRun; null: nothing is left
};

} // namespace aha::php
