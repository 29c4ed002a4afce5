// The methods of Aha\Network\Server about statistics.
#include "core/process/status_report.h"
#include "core/process/status_sampler.h"
#include "php/network/server.h"
#include "php/network/server_calls.h"
#include "php/runtime.h"
#include "php/stall_guard.h"

#include <ctime>

using namespace aha::php;

AHA_SERVER_CALL(stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    aha::process::StatusReport report;
    if (self.stats) {
        if (!self.master && !self.worker && self.slot) { // one process: nobody else keeps it up to date
            self.slot->stalls.set(Runtime::get().stallGuard().stallCount());
        }
        report = aha::process::StatusSampler(*self.stats).report(std::time(nullptr));
    }
    array_init(return_value);
    auto add = [return_value](const char* key, std::uint64_t value) {
        add_assoc_long(return_value, key, static_cast<zend_long>(value));
    };
    const auto& totals = report.totals;
    std::uint64_t restarts = 0;
    for (const auto& worker : report.workers) {
        restarts += worker.restarts;
    }
    add("accept_count", totals.accepted);
    add("accept_error_count", totals.acceptErrors);
    add("request_count", totals.requests);
    add("bad_request_count", totals.badRequests);
    add("timeout_count", totals.timeouts);
    add("abort_count", totals.aborted);
    add("refuse_count", totals.refused);
    add("overload_count", totals.overloaded);
    add("stall_count", totals.stalls);
    add("connection_num", totals.connections);
    add("in_flight", totals.inFlight);
    add("worker_num", self.process.workers);
    add("task_worker_num", self.process.taskWorkers);
    add("worker_restarts", restarts);
    add("tasking_num", report.tasksQueued);
    add("generation", report.generation);
    add("start_time", static_cast<std::uint64_t>(self.startTime));
}

AHA_SERVER_CALL(statusJson) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    aha::process::StatusReport report;
    if (self.stats) {
        report = aha::process::StatusSampler(*self.stats).report(std::time(nullptr));
    }
    const std::string json = aha::process::statusJson(report);
    RETURN_STRINGL(json.data(), json.size());
}
