#pragma once

#include "php/runtime.h"

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace aha::php {

struct SchedulerTag {};

// Native part of Coroutine\Scheduler: which tasks are its own, until they have ended. Lives in its PHP
// object; the entries hear of the ends from the loop. Drives nothing: the tasks are as all others are.
class Scheduler final : public RuntimeGuest, public Link<SchedulerTag> {
public:
    Scheduler();
    ~Scheduler();
    void visit(Gc& gc) { gc.add(idle_); }
    zend_object* object() { return Class<Scheduler>::objectOf(*this); }

    static Scheduler& ofProcess();                   // getInstance()
    static Scheduler* knowing(std::uint64_t taskId); // null: it is in none

    // newTask(): the arguments are those of the PHP method; 0: EG(exception) is set.
    std::uint64_t start(INTERNAL_FUNCTION_PARAMETERS);
    void add(Task& task); // one that was started elsewhere
    bool kill(std::uint64_t taskId);
    std::size_t count() const { return entries_.size(); }
    bool needs(Wanting& wanting) const; // one of its tasks does
    bool breakDeadlock();               // nothing can wake its tasks; false: none of them waits
    zend_object* whenIdle();            // a future; the caller owns the reference

    void onRuntimeEnd() override; // RuntimeGuest

private:
    class Entry;
    Entry& makeEntry(std::uint64_t taskId);
    void ended(std::uint64_t taskId); // the entry is destroyed

    std::unordered_map<std::uint64_t, std::unique_ptr<Entry>> entries_;
    ObjectRef idle_;
};

} // namespace aha::php
