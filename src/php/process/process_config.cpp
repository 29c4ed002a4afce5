#include "php/process/process_config.h"

#include "core/process/cpu.h"
#include "php/error.h"
#include "php/value.h"

namespace aha::php {

static constexpr std::int64_t kMaxProcesses = 1024;
static constexpr std::int64_t kMaxNumber = std::int64_t(1) << 40;
static constexpr double kMaxSeconds = 1e7;

// Settings of Swoole for parts that this server does not have; ported configurations keep working.
static constexpr const char* kWithoutEffect[] = {
    "reactor_num",       "dispatch_mode",         "task_ipc_mode",     "task_tmpdir",
    "message_queue_key", "enable_coroutine",      "pipe_buffer_size",  "discard_timeout_request",
    "reload_async",      "task_enable_coroutine", "enable_reuse_port", "tcp_defer_accept",
    "max_coroutine",     "cpu_affinity_ignore",   "http_parse_post",   "http_parse_cookie",
};

static void readRecycling(OptionReader& options, ProcessConfig& config) {
    options.size("max_request", config.maxRequests, 0, kMaxNumber);
    if (zval* grace = options.any("max_request_grace")) {
        config.hasGrace = true;
        if (Z_TYPE_P(grace) != IS_LONG || Z_LVAL_P(grace) < 0 || Z_LVAL_P(grace) > kMaxNumber) {
            options.refuse("max_request_grace", "an integer from 0 on", grace);
        } else {
            config.maxRequestsGrace = static_cast<std::uint64_t>(Z_LVAL_P(grace));
        }
    } else {
        config.maxRequestsGrace = config.maxRequests / 2;
    }
    options.size("task_max_request", config.taskMaxRequests, 0, kMaxNumber);
    options.seconds("max_live_time", config.maxLifeMs, 0, kMaxSeconds);
    options.size("max_memory", config.maxMemoryBytes, 0, kMaxNumber);
}

static void readTasks(OptionReader& options, ProcessConfig& config) {
    options.size("task_worker_num", config.taskWorkers, 0, kMaxProcesses);
    options.size("task_concurrency", config.tasks.concurrency, 1, 1'000'000);
    options.size("task_queue_length", config.tasks.maxQueued, 1, kMaxNumber);
    options.size("task_queue_bytes", config.tasks.maxQueuedBytes, 1, kMaxNumber);
    options.size("message_queue_bytes", config.messageQueueBytes, 1, kMaxNumber);
    options.size("task_max_length", config.taskBytes, 1, 128 << 20);
}

static void readPlace(OptionReader& options, ProcessConfig& config) {
    options.string("user", config.privileges.user, false);
    options.string("group", config.privileges.group, false);
    options.string("chroot", config.privileges.chroot, false);
    options.boolean("open_cpu_affinity", config.pinsCpus);
    options.boolean("daemonize", config.daemonize);
    options.boolean("command_line", config.commandLine);
    options.string("app_name", config.appName, false);
    options.string("pid_file", config.pidFile, false);
    options.string("control_socket", config.controlSocket, false);
    options.string("log_file", config.logFile, false);
    options.strings("watch", config.watchFolders);
}

void ProcessConfig::read(OptionReader& options) {
    std::string process = "prefork";
    options.string("process", process);
    if (!options.failed() && process != "prefork" && process != "single") {
        options.refuse("process", "\"prefork\" or \"single\"", options.any("process"));
    }
    isSingle = process == "single";
    workers = isSingle ? 1 : static_cast<std::uint32_t>(process::usableCpus());
    options.size("worker_num", workers, 1, kMaxProcesses);
    readTasks(options, *this);
    readRecycling(options, *this);
    readPlace(options, *this);
    options.seconds("max_wait_time", maxWaitMs, 0, kMaxSeconds);
    options.seconds("reload_idle_time", reloadIdleMs, 0, kMaxSeconds);
    options.seconds("boot_timeout", bootTimeoutMs, 0.01, kMaxSeconds);
    options.seconds("worker_stuck_time", stuckMs, 0, kMaxSeconds);
    options.seconds("stall_limit", stallLimitMs, 0, 3600);
    for (const char* key : kWithoutEffect) {
        if (options.any(key)) {
            withoutEffect.emplace_back(key);
        }
    }
}

bool ProcessConfig::consistent(const char* owner) {
    const char* problem = nullptr;
    if (isSingle && workers != 1) {
        problem = "\"process\" => \"single\" is one process: \"worker_num\" must be 1";
    } else if (isSingle && taskWorkers != 0) {
        problem = "\"process\" => \"single\" is one process: it has no task workers (\"task_worker_num\")";
    } else if (isSingle && daemonize) {
        problem = "\"daemonize\" needs \"process\" => \"prefork\"";
    } else if (isSingle && (maxRequests || maxLifeMs || maxMemoryBytes)) {
        problem = "\"max_request\", \"max_live_time\" and \"max_memory\" replace workers: they need "
                  "\"process\" => \"prefork\"";
    } else if (hasGrace && !maxRequests) {
        problem = "\"max_request_grace\" needs \"max_request\"";
    } else if (taskMaxRequests && !taskWorkers) {
        problem = "\"task_max_request\" needs \"task_worker_num\"";
    }
    if (problem) {
        throwException(exceptions.config, "%s: %s", owner, problem);
        return false;
    }
    return true;
}

} // namespace aha::php
