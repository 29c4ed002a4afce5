#include "php/coroutine/deadlock_watch.h"

#include "php/coroutine/deadlock.h"
#include "php/coroutine/reachability.h"
#include "php/error.h"
#include "php/runtime.h"

#include <algorithm>

namespace aha::php {

DeadlockWatch::DeadlockWatch(Runtime& runtime) : WheelTimer(onTimer), runtime_(runtime) {
    runtime_.loop().setBeforeBlock(onBeforeBlock, this);
}

DeadlockWatch::~DeadlockWatch() { stop(); }

void DeadlockWatch::stop() {
    while (suspects_.popFront()) {
    }
    runtime_.loop().cancel(*this);
}

// Scopes inside the suspect one are looked at together with it: its tasks may wake theirs.
void DeadlockWatch::suspect(Scope& scope) {
    Scope* root = &scope;
    while (root->parent() && root->parent() != &runtime_.background()) {
        root = root->parent();
    }
    if (static_cast<Link<SuspectTag>&>(*root).isLinked() || root == &runtime_.background()) {
        return;
    }
    root->suspicion = {runtime_.loop().nowMs() + kIntervalMs, kIntervalMs};
    suspects_.pushBack(*root);
}

// A loop with nothing else in it must be able to fall quiet: that is how a script's deadlock is found at
// once.
void DeadlockWatch::onBeforeBlock(void* self) {
    auto& watch = *static_cast<DeadlockWatch*>(self);
    if (!watch.suspects_.empty() && !watch.isArmed() && watch.runtime_.loop().isAlive()) {
        watch.runtime_.loop().arm(watch, kIntervalMs);
    }
}

void DeadlockWatch::onTimer(WheelTimer& timer) { static_cast<DeadlockWatch&>(timer).round(); }

void DeadlockWatch::round() {
    if (runtime_.isFatal()) {
        return;
    }
    std::uint64_t now = runtime_.loop().nowMs();
    IntrusiveList<Scope, SuspectTag> left;
    left.splice(suspects_);
    unsigned checks = 0;
    while (Scope* scope = left.popFront()) {
        Ref<Scope> keep(*scope);
        if (scope->suspicion.checkAtMs > now || checks >= kChecksPerRound) {
            suspects_.pushBack(*scope);
            continue;
        }
        ++checks;
        if (!scope->isDone() && check(*scope)) {
            scope->suspicion.intervalMs = std::min(scope->suspicion.intervalMs * 2, kMaxIntervalMs);
            scope->suspicion.checkAtMs = now + scope->suspicion.intervalMs;
            suspects_.pushBack(*scope);
        }
    }
}

namespace {

struct Finding {
    Scope& scope;
    unsigned waiting = 0; // for what only PHP code can bring
    bool others = false;  // a task that runs, is ready, or waits for the outside
    bool deadlock = false;
    Reachability reach{};
};

void gather(Finding& finding, Scope& scope) {
    // Code may count on the timeout of a scope of its own. The deadline of a whole request is no way out.
    finding.others = finding.others || (scope.isTimed() && (&scope != &finding.scope || scope.isCancelled()));
    for (Task* task = scope.tasks().front(); task && !finding.others; task = scope.tasks().next(*task)) {
        Future* awaited = task->phase() == Task::Phase::Waiting ? task->awaiting() : nullptr;
        if (!awaited || awaited->isSettled() || awaited->mayBeSettledFromOutside()) {
            finding.others = true;
            return;
        }
        ++finding.waiting;
    }
    for (Scope* child = scope.children().front(); child && !finding.others;
         child = scope.children().next(*child)) {
        gather(finding, *child);
    }
}

void addTasks(Finding& finding, Scope& scope) {
    for (Task* task = scope.tasks().front(); task; task = scope.tasks().next(*task)) {
        finding.reach.addHeld(task->object());
        if (task->isMain() && scope.owner() && scope.owner()->holdsMainTask()) {
            finding.reach.addHeld(task->object());
        }
    }
    for (Scope* child = scope.children().front(); child; child = scope.children().next(*child)) {
        if (child->owner() && child->owner()->holdsScopeObject()) {
            finding.reach.addHeld(child->owner()->scopeObject());
        }
        addTasks(finding, *child);
    }
}

// A scope object that code outside holds could cancel its tasks, or start one among them.
bool isHeldElsewhere(Finding& finding, Scope& scope) {
    for (Scope* child = scope.children().front(); child; child = scope.children().next(*child)) {
        zend_object* object = child->owner() ? child->owner()->scopeObject() : nullptr;
        if (child->owner() && !(object && finding.reach.contains(object))) {
            return true;
        }
        if (isHeldElsewhere(finding, *child)) {
            return true;
        }
    }
    return false;
}

void examine(void* argument) {
    auto& finding = *static_cast<Finding*>(argument);
    addTasks(finding, finding.scope);
    finding.deadlock = !finding.reach.anyWakerFromOutside() && !isHeldElsewhere(finding, finding.scope);
}

} // namespace

// True: it stays suspect.
bool DeadlockWatch::check(Scope& scope) {
    Finding finding{scope};
    gather(finding, scope);
    if (finding.others || finding.waiting == 0) {
        return finding.others; // tasks that end later may leave the rest stuck
    }
    if (enter(examine, &finding) == Entered::Ok && finding.deadlock) {
        endDeadlockOf(scope);
        return false;
    }
    return true;
}

} // namespace aha::php
