#include "php/coroutine/deadlock.h"

#include "php/error.h"
#include "php/runtime.h"

namespace aha::php {

static constexpr unsigned kMaxLines = 20;

static void appendWaits(std::string& out, Scope& scope, unsigned& lines) {
    for (Task* task = scope.tasks().front(); task; task = scope.tasks().next(*task)) {
        if (lines++ >= kMaxLines) {
            continue;
        }
        out.append("\n  ");
        task->describeWait(out);
    }
    for (Scope* child = scope.children().front(); child; child = scope.children().next(*child)) {
        appendWaits(out, *child, lines);
    }
}

std::string describeWaits(Scope& scope) {
    std::string text;
    unsigned lines = 0;
    appendWaits(text, scope, lines);
    if (lines > kMaxLines) {
        text.append("\n  and ").append(std::to_string(lines - kMaxLines)).append(" more");
    }
    return text;
}

// Each waiting task of the scope and below gets the exception at its `yield`; how many there were.
static unsigned deliver(Scope& scope, zend_object* exception) {
    unsigned count = 0;
    for (Task* task = scope.tasks().front(); task; task = scope.tasks().next(*task)) {
        if (task->phase() == Task::Phase::Waiting) {
            GC_ADDREF(exception);
            task->cancel(exception);
            ++count;
        }
    }
    for (Scope* child = scope.children().front(); child; child = scope.children().next(*child)) {
        count += deliver(*child, exception);
    }
    return count;
}

// Scope objects that somebody keeps without ever joining them: nothing will come into them any more.
static void sealBelow(Scope& scope) {
    Scope* next = nullptr;
    for (Scope* child = scope.children().front(); child; child = next) {
        next = scope.children().next(*child);
        sealBelow(*child);
        child->seal();
    }
}

bool breakDeadlockOf(Scope& scope, Task* main) {
    zend_object* exception = makeException(exceptions.deadlock, "Every task waits and nothing can wake one:" +
                                                                    describeWaits(scope));
    if (main && main->phase() == Task::Phase::Waiting) {
        main->cancel(exception);
        return true;
    }
    Ref<Scope> keep(scope);
    const bool isBroken = deliver(scope, exception) > 0;
    if (!isBroken) {
        sealBelow(scope);
    }
    OBJ_RELEASE(exception);
    return isBroken;
}

void endDeadlockOf(Scope& scope) {
    Ref<Scope> keep(scope);
    zend_object* exception =
        makeException(exceptions.deadlock,
                      "Every task of this scope waits, and no other code can reach what they wait for:" +
                          describeWaits(scope));
    deliver(scope, exception);
    OBJ_RELEASE(exception);
}

} // namespace aha::php
