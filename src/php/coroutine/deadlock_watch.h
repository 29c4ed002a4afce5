#pragma once

#include "core/net/loop.h"
#include "php/scope.h"

namespace aha::php {

class Runtime;

// Finds scopes whose tasks wait for each other while the process goes on with other things. It looks about
// once a second, only at scopes in which a task waits for something that only PHP code can bring, and ever
// more seldom at the same one. Owned by the Runtime.
class DeadlockWatch final : public WheelTimer {
public:
    explicit DeadlockWatch(Runtime& runtime);
    ~DeadlockWatch();

    void suspect(Scope& scope); // a task of it waits for something that only PHP code can bring
    void stop();

private:
    static constexpr std::uint64_t kIntervalMs = 1000;
    static constexpr std::uint64_t kMaxIntervalMs = 60000;
    static constexpr unsigned kChecksPerRound = 16; // each looks at Reachability::kMaxNodes at most

    static void onTimer(WheelTimer& timer);
    static void onBeforeBlock(void* self);
    void round();
    bool check(Scope& scope);

    Runtime& runtime_;
    IntrusiveList<Scope, SuspectTag> suspects_;
};

} // namespace aha::php
