#pragma once

#include "core/base/ref.h"
#include "php/runtime.h"

#include <cstdint>

namespace aha::php {

class HandlerJob;
struct HandlerJobTag {};

// Whom a HandlerJob tells of its end, from the loop.
class HandlerJobOwner {
public:
    // `error` is what no code has caught (borrowed), or null.
    virtual void onJobDone(HandlerJob& job, zend_object* error) = 0;
    virtual void onJobFatal(HandlerJob& job) = 0; // PHP broke down in it: nothing of it may be touched

protected:
    ~HandlerJobOwner() = default;
};

// One call of a handler that answers nothing by its value (receive, packet …): its code, the scope of its
// tasks, which is opened when somebody asks for one, its one outcome.
// Holds itself until it is done. Calls HandlerJobOwner.
class HandlerJob final : public RefCounted<HandlerJob>,
                         public Link<HandlerJobTag>,
                         public ScopeOwner,
                         public ScopeSource,
                         public Waiter {
public:
    enum class Style : std::uint8_t { Plain, Fiber };

    // `deadlineMs` of the loop's clock, 0 = none.
    static Ref<HandlerJob> make(HandlerJobOwner& owner, std::uint64_t deadlineMs);
    static void destroy(HandlerJob* job) noexcept { delete job; }

    // From the ready queue. Takes over the arguments.
    void run(Callable& handler, Site site, Style style, std::uint32_t count, zval* arguments);
    void cancel(const char* why);
    void cancelAllButMain(const char* why); // the main task has heard of it in another way
    void forgetOwner();                     // it ends unheard
    Scope* scope() { return scope_.get(); }
    std::uint8_t tag = 0; // the owner's, to tell its jobs apart
    std::uint64_t startedNs() const { return startedNs_; }

    Scope& openScope() override;             // ScopeSource
    void onScopeDone(Scope& scope) override; // ScopeOwner
    void onScopeFatal(Scope& scope) override;
    bool holdsMainTask() const override { return true; }
    void onSettled(Future& main) override; // Waiter

private:
    friend class RefCounted<HandlerJob>;
    static constexpr std::uint32_t kMaxArguments = 4;
    struct Call;
    HandlerJob(HandlerJobOwner& owner, std::uint64_t deadlineMs);
    ~HandlerJob();
    static void callHandler(void* call);
    void afterHandler(Entered entered, zval* result, Site site);
    void follow(Task& task);
    void conclude();
    void breakDown();

    HandlerJobOwner* owner_; // null: nobody wants to know
    Ref<HandlerJob> self_;   // while code runs for it
    Ref<Scope> scope_;
    ObjectRef failure_;
    ObjectRef awaited_; // what a handler returned that is awaitable
    const std::uint64_t deadlineMs_;
    const std::uint64_t startedNs_;
};

} // namespace aha::php
