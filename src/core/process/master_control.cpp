// What the control socket of the master understands.
#include "core/base/json_text.h"
#include "core/process/master_process.h"
#include "core/process/status_report.h"

namespace aha::process {

static constexpr std::uint64_t kTasksWaitMs = 1000; // for the answers of processes that are busy

void Master::onCommand(ControlRequest request) {
    const std::string& command = request.command();
    if (command == "ping") {
        request.answer(R"({"ok":true,"pid":)" + std::to_string(stats_.master().pid.value()) + "}");
    } else if (command == "status") {
        request.answer(statusJson(*sampler_));
    } else if (command == "table") {
        std::string text = R"({"ok":true,"text":)";
        appendJsonString(text, statusTable(*sampler_));
        request.answer(text + "}");
    } else if (command == "tasks") {
        answerTasks(std::move(request));
    } else if (command == "stop") {
        const bool atOnce = request.argument() == "now";
        request.answer(R"({"ok":true,"pid":)" + std::to_string(stats_.master().pid.value()) + "}");
        stop(atOnce);
    } else if (command == "reload") {
        if (supervisor_->isStopping()) {
            request.answerError("The server is stopping");
            return;
        }
        reloadRequests_.push_back(std::move(request));
        reload();
    } else if (command == "reopen") {
        request.answer(R"({"ok":true})");
        reopenLogs();
    } else {
        request.answerError("Unknown command \"" + command +
                            "\": it must be ping, status, table, tasks, reload, reopen or stop");
    }
}

void Master::answerTasks(ControlRequest request) {
    const std::uint64_t number = ++lastQuery_;
    TasksQuery query(std::move(request));
    query.dueMs = loop_->nowMs() + kTasksWaitMs;
    for (auto& [id, process] : processes_) {
        const Member* member = supervisor_->find(id);
        if (!process->isSilent && member &&
            (member->state == MemberState::Active || member->state == MemberState::Draining)) {
            process->send(MessageType::StatusRequest, number);
            ++query.missing;
        }
    }
    const bool isComplete = query.missing == 0;
    queries_.emplace(number, std::move(query));
    if (isComplete) {
        finishTasksQuery(number);
    }
}

void Master::finishTasksQuery(std::uint64_t number) {
    auto found = queries_.find(number);
    if (found == queries_.end()) {
        return;
    }
    TasksQuery& query = found->second;
    query.request.answer(R"({"ok":true,"silent":)" + std::to_string(query.missing) + ",\"workers\":[" +
                         query.parts + "]}");
    queries_.erase(found);
}

} // namespace aha::process
