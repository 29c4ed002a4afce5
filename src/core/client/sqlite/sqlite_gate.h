#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/ref.h"

#include <cstddef>
#include <cstdint>
#include <mutex>

namespace aha::client {

// The right to write to one database: one connection of this process at a time, in order of asking.
// SQLite itself would have them try again and again, and let the luckiest win.
// Counted and used on the thread of the loop, but for tryTake().
class SqliteGate final : public RefCounted<SqliteGate> {
public:
    class Waiter : public Link<> {
    public:
        virtual void onGate() = 0;                // it is yours; from within pass()
        virtual const void* gateUser() const = 0; // who holds it then

    protected:
        ~Waiter() = default;
    };

    static void destroy(SqliteGate* gate) noexcept { delete gate; }

    // Any thread: takes it if it is free and nobody waits. True as well if it is held by that one already.
    bool tryTake(const void* who);
    // As tryTake(); false: onGate() will tell.
    bool takeOrWait(Waiter& waiter);
    void leave(Waiter& waiter);                      // does nothing to one that does not wait
    void pass(const void* who);                      // to the next; does nothing unless that one holds it
    std::uint64_t passes() const { return passes_; } // how often it has changed hands

private:
    std::mutex mutex_; // of what tryTake() looks at: the two below
    const void* holder_ = nullptr;
    std::size_t waiting_ = 0;
    std::uint64_t passes_ = 0;
    IntrusiveList<Waiter> queue_;
};

} // namespace aha::client
