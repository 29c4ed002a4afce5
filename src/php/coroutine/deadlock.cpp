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

void breakDeadlockOf(Scope& scope, Task* main) {
    std::string message = "Every task waits and nothing can wake one:" + describeWaits(scope);
    zend_object* exception = makeException(exceptions.deadlock, message);
    if (main && main->phase() == Task::Phase::Waiting) {
        main->cancel(exception);
        return;
    }
    GC_ADDREF(exception);
    scope.fail(exception);
    scope.cancel(message.c_str(), exception);
    for (Scope* child = scope.children().front(); child; child = scope.children().next(*child)) {
        child->cancel(message.c_str(), exception);
    }
    for (Task* task = scope.tasks().front(); task; task = scope.tasks().next(*task)) {
        GC_ADDREF(exception);
        task->cancel(exception);
    }
    OBJ_RELEASE(exception);
}

} // namespace aha::php
