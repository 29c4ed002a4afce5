#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::php {

// `php server.php start|stop|restart|reload|status|top`: what the command asks for.
struct CommandLine {
    enum class Command : std::uint8_t { None, Start, Stop, Restart, Reload, Status, Top };
    Command command = Command::None;
    bool daemon = false; // -d
    bool watch = false;  // --watch
    bool json = false;   // --json
    bool tasks = false;  // --tasks
    bool now = false;    // --now

    bool help = false; // --help: it was printed

    // From the script's arguments; no command: it is the script's own business. False: wrong usage was
    // reported.
    static bool parse(CommandLine& out);
};

// `--env NAME` and `--debug [true|false]`, which every script may have, in any place behind its name; of
// `--name value` and `--name=value`. Views of the script's arguments.
struct StartFlags {
    std::string_view environ;
    std::string_view debug; // "true" where it has no value

    static StartFlags read();
};

// Exit codes of the commands, besides 0.
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitNotRunning = 3;

// Carries out what concerns a server that runs elsewhere, and prints how it went. `restart` ends the old one
// only: start() goes on then. The exit code.
int runCommand(const CommandLine& line, const std::string& controlPath, std::uint64_t stopLimitMs);

} // namespace aha::php
