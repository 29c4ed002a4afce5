#include "core/process/supervisor_text.h"

#include <csignal>

namespace aha::process {

static const char* signalName(int signal) {
    switch (signal) {
    case SIGHUP: return "SIGHUP";
    case SIGINT: return "SIGINT";
    case SIGQUIT: return "SIGQUIT";
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGABRT: return "SIGABRT";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGKILL: return "SIGKILL";
    case SIGUSR1: return "SIGUSR1";
    case SIGSEGV: return "SIGSEGV";
    case SIGUSR2: return "SIGUSR2";
    case SIGPIPE: return "SIGPIPE";
    case SIGALRM: return "SIGALRM";
    case SIGTERM: return "SIGTERM";
    case SIGXCPU: return "SIGXCPU";
    case SIGXFSZ: return "SIGXFSZ";
    case SIGSYS: return "SIGSYS";
    default: return nullptr;
    }
}

std::string ExitStatus::describe() const {
    if (signal == 0) {
        return "exit code " + std::to_string(code);
    }
    const char* name = signalName(signal);
    return "signal " + std::to_string(signal) + (name ? " (" + std::string(name) + ")" : std::string());
}

std::string nameOf(const Member& member) {
    return (member.isTaskWorker ? "task worker " : "worker ") + std::to_string(member.slot);
}

std::string titleOf(const Member& member) {
    return member.pid == 0 ? nameOf(member) : nameOf(member) + " (pid " + std::to_string(member.pid) + ")";
}

std::string describeMs(std::uint64_t ms) {
    if (ms < 1'000) {
        return std::to_string(ms) + " ms";
    }
    const std::uint64_t tenths = ms % 1'000 / 100;
    return std::to_string(ms / 1'000) + (tenths == 0 ? "" : "." + std::to_string(tenths)) + " s";
}

} // namespace aha::process
