#include "core/client/sqlite/sqlite_gate.h"

namespace aha::client {

bool SqliteGate::tryTake(const void* who) {
    std::lock_guard lock(mutex_);
    if (holder_ == nullptr && waiting_ == 0) {
        holder_ = who;
    }
    return holder_ == who;
}

bool SqliteGate::takeOrWait(Waiter& waiter) {
    std::lock_guard lock(mutex_);
    const void* who = waiter.gateUser();
    if (holder_ == nullptr && waiting_ == 0) {
        holder_ = who;
    }
    if (holder_ == who) {
        return true;
    }
    queue_.pushBack(waiter);
    ++waiting_;
    return false;
}

void SqliteGate::leave(Waiter& waiter) {
    if (waiter.isLinked()) {
        std::lock_guard lock(mutex_);
        waiter.unlink();
        --waiting_;
    }
}

void SqliteGate::pass(const void* who) {
    Waiter* next = nullptr;
    {
        std::lock_guard lock(mutex_);
        if (holder_ != who || who == nullptr) {
            return;
        }
        ++passes_;
        next = queue_.popFront();
        waiting_ -= next ? 1 : 0;
        holder_ = next ? next->gateUser() : nullptr;
    }
    if (next) {
        next->onGate();
    }
}

} // namespace aha::client
