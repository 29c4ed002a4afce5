// What the master does for its supervisor and its task router, and with the messages of its processes.
#include "core/process/master_process.h"

#include <csignal>
#include <syslog.h>

namespace aha::process {

// ---- SupervisorActions: state first; what runs the user's code waits until the loop has stopped.

void Master::spawn(const Member& member) {
    pendingSpawns_.push_back(member.id);
    loop_->stop();
}

void Master::activate(const Member& member) {
    if (Process* process = processOf(member.id)) {
        process->slot->state.set(static_cast<std::uint64_t>(SlotState::Serving));
        process->slot->heartbeatMs.set(loop_->nowMs());
        process->send(MessageType::Activate);
        if (process->kind == ProcessKind::TaskWorker) {
            router_->onTaskWorkerUp(member.id, member.slot);
        }
    }
}

void Master::drain(const Member& member, std::uint64_t limitMs) {
    if (Process* process = processOf(member.id)) {
        process->slot->state.set(static_cast<std::uint64_t>(SlotState::Draining));
        if (process->kind == ProcessKind::TaskWorker) {
            router_->onTaskWorkerDraining(member.id);
        }
        process->send(MessageType::Drain, limitMs, {}, supervisor_->isStopping() ? 1 : 0);
        if (supervisor_->isReloading()) {
            unpaused_.insert(member.id);
        }
    }
}

void Master::cancel(const Member& member) {
    if (Process* process = processOf(member.id)) {
        process->send(MessageType::Cancel);
    }
}

void Master::kill(const Member& member, int signal) {
    Process* process = processOf(member.id);
    if (process && !process->exit) { // not reaped: the pid is still its own
        ::kill(process->pid, signal);
    }
}

void Master::report(int severity, const std::string& line) { handler_.report(severity, line); }

void Master::onLost(const Member& member, const ExitStatus& status) {
    runLater([this, member, status] { handler_.onWorkerLost(member, status); });
}

void Master::onGone(const Member& member, const ExitStatus& status) {
    auto found = processes_.find(member.id);
    if (found == processes_.end()) {
        return;
    }
    if (found->second->kind == ProcessKind::TaskWorker) {
        router_->onTaskWorkerGone(member.id, "The task worker ended: " + status.describe());
    }
    router_->onAskerGone(member.id);
    onPaused(member.id);
    stats_.release(*found->second->slot);
    std::shared_ptr<Process> gone(std::move(found->second)); // we may have been called by its channel
    processes_.erase(found);
    runLater([gone] {});
    for (auto query = queries_.begin(); query != queries_.end();) {
        const std::uint64_t number = query->first;
        ++query;
        finishTasksQuery(number); // it is not known here whether this one has answered: do not wait
    }
}

void Master::onServing() {
    stats_.master().generation.set(supervisor_->generation());
    notify_.ready();
    runLater([this] { handler_.onServing(); });
}

void Master::onReloadEnded(const Result<void>& result) {
    MasterStats& stats = stats_.master();
    ++(result ? stats.reloads : stats.failedReloads);
    stats.generation.set(supervisor_->generation());
    reloadEnd_ = result;
    reloadEndedAtMs_ = loop_->nowMs();
    if (!result || unpaused_.empty()) {
        answerReloads();
    }
}

void Master::onPaused(std::uint64_t id) {
    if (unpaused_.erase(id) && unpaused_.empty() && reloadEnd_) {
        answerReloads();
    }
}

// Only now no connection can meet old code any more: whoever asked for the reload may rely on it.
void Master::answerReloads() {
    const Result<void> result = *std::exchange(reloadEnd_, std::nullopt);
    unpaused_.clear();
    notify_.ready();
    if (supervisor_->isReloading()) { // whoever asked meanwhile is answered when that one has ended
        runLater([this, result] { handler_.onReloadEnded(result); });
        return;
    }
    for (ControlRequest& request : std::exchange(reloadRequests_, {})) {
        if (result) {
            request.answer(R"({"ok":true,"generation":)" + std::to_string(supervisor_->generation()) +
                           ",\"workers\":" + std::to_string(options_.supervisor.workers) + "}");
        } else {
            request.answerError(result.error().message);
        }
    }
    runLater([this, result] { handler_.onReloadEnded(result); });
}

void Master::onFinished(const Result<void>& result) {
    for (ControlRequest& request : std::exchange(reloadRequests_, {})) {
        request.answerError("The server has stopped");
    }
    result_ = result;
    finished_ = true;
    loop_->stop();
}

// ---- TaskRouterActions

void Master::deliver(std::uint64_t taskWorker, std::uint64_t task, std::uint32_t from, std::uint64_t id,
                     std::string_view payload) {
    if (Process* process = processOf(taskWorker)) {
        process->send(MessageType::Task, id, payload, from, task);
    }
}

void Master::answer(std::uint64_t asker, std::uint64_t id, std::string_view value) {
    if (Process* process = processOf(asker)) {
        process->send(MessageType::TaskResult, id, value);
    }
}

void Master::fail(std::uint64_t asker, std::uint64_t id, std::string_view error) {
    if (Process* process = processOf(asker)) {
        process->send(MessageType::TaskError, id, error);
    }
}

// ---- messages

void Master::onProcessMessage(Process& process, const Message& message) {
    switch (message.type) {
    case MessageType::Ready: supervisor_->onReady(process.id); break;
    case MessageType::BootFailed: supervisor_->onBootFailed(process.id, message.payload); break;
    case MessageType::Retiring:
        if (process.kind == ProcessKind::TaskWorker &&
            message.id) { // PHP has broken down there: no more tasks for it
            router_->onTaskWorkerDraining(process.id);
        }
        supervisor_->onRetiring(process.id, message.payload);
        break;
    case MessageType::StopServer: stop(message.id != 0); return;
    case MessageType::ReloadServer: reload(); return;
    case MessageType::Pipe: routePipe(process, message); break;
    case MessageType::Task:
        router_->submit({process.id, process.slotId}, message.id, message.to, message.payload);
        break;
    case MessageType::TaskResult: router_->onResult(process.id, message.ticket, message.payload); break;
    case MessageType::TaskError: router_->onError(process.id, message.ticket, message.payload); break;
    case MessageType::Paused: onPaused(process.id); break;
    case MessageType::StatusReply: {
        auto query = queries_.find(message.id);
        if (query != queries_.end()) {
            TasksQuery& tasks = query->second;
            tasks.parts.append(tasks.parts.empty() ? "" : ",").append(message.payload);
            if (--tasks.missing == 0) {
                finishTasksQuery(message.id);
            }
        }
        break;
    }
    case MessageType::Activate:
    case MessageType::Drain:
    case MessageType::Cancel:
    case MessageType::StatusRequest:
    case MessageType::ReopenLogs:
        report(LOG_ERR, "worker " + std::to_string(process.slotId) +
                            " sent a message that only the master may send; it is replaced");
        supervisor_->replaceStuck(process.id, "it talks nonsense");
        break;
    }
    afterEvent();
}

void Master::routePipe(const Process& from, const Message& message) {
    // To the one that serves; one that drains is better than none: what it finishes may wait for an answer.
    const auto rankOf = [](MemberState state) {
        return state == MemberState::Active ? 3 : state == MemberState::Draining ? 1 : 2;
    };
    Process* target = nullptr;
    int best = 0;
    for (const Member* member : supervisor_->members()) {
        Process* process = member->slot == message.to ? processOf(member->id) : nullptr;
        if (process && rankOf(member->state) > best) {
            target = process;
            best = rankOf(member->state);
        }
    }
    if (!target && supervisor_->isStopping()) {
        return; // nobody wonders about that
    }
    if (!target || !target->channel || target->channel->queuedBytes() > options_.messageQueueBytes) {
        report(LOG_WARNING, "a message of worker " + std::to_string(from.slotId) + " to worker " +
                                std::to_string(message.to) + " was dropped: " +
                                (target ? "it does not read its messages" : "there is no such process now"));
        return;
    }
    target->send(MessageType::Pipe, message.id, message.payload, from.slotId);
}

void Master::sendPipe(std::uint32_t to, std::string_view payload) {
    const Member* member = supervisor_->active(to);
    if (Process* process = member ? processOf(member->id) : nullptr) {
        process->send(MessageType::Pipe, 0, payload, ~std::uint32_t{0});
    }
}

} // namespace aha::process
