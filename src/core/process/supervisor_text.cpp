#include "core/process/supervisor_text.h"

#include <algorithm>
#include <csignal>
#include <iterator>

namespace aha::process {

struct SignalName {
    int number;
    const char* name;
};

// Those that end a process. (Not every system has a function for the name.)
static constexpr SignalName kSignals[] = {{SIGHUP, "SIGHUP"},   {SIGINT, "SIGINT"},   {SIGQUIT, "SIGQUIT"},
                                          {SIGILL, "SIGILL"},   {SIGTRAP, "SIGTRAP"}, {SIGABRT, "SIGABRT"},
                                          {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},   {SIGKILL, "SIGKILL"},
                                          {SIGUSR1, "SIGUSR1"}, {SIGSEGV, "SIGSEGV"}, {SIGUSR2, "SIGUSR2"},
                                          {SIGPIPE, "SIGPIPE"}, {SIGALRM, "SIGALRM"}, {SIGTERM, "SIGTERM"},
                                          {SIGXCPU, "SIGXCPU"}, {SIGXFSZ, "SIGXFSZ"}, {SIGSYS, "SIGSYS"}};

static const char* signalName(int signal) {
    const auto is = [signal](const SignalName& entry) { return entry.number == signal; };
    const auto* found = std::find_if(std::begin(kSignals), std::end(kSignals), is);
    return found == std::end(kSignals) ? nullptr : found->name;
}

std::string ExitStatus::describe() const {
    if (signal == 0) {
        return "exit code " + std::to_string(code);
    }
    const char* name = signalName(signal);
    return "signal " + std::to_string(signal) + (name ? " (" + std::string(name) + ")" : std::string());
}

std::string nameOf(const Member& member) {
    return member.kind == ProcessKind::Added
               ? "process " + member.name
               : (member.kind == ProcessKind::TaskWorker ? "task worker " : "worker ") +
                     std::to_string(member.slot);
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
