#include "php/process/command_line.h"

#include "core/mvc/run_mode.h"
#include "core/process/control_client.h"
#include "php/value.h"

#include <csignal>
#include <cstdio>
#include <ctime>
#include <string_view>

namespace aha::php {

using process::ControlClient;

static constexpr std::uint64_t kAskMs = 10'000;
static constexpr std::uint64_t kPollMs = 20;

static const char* const kUsage =
    "usage: php SCRIPT start [-d] [--watch]   serve; -d in the background, "
    "--watch reloads when files change\n"
    "       php SCRIPT stop [--now]           end gracefully, or at once\n"
    "       php SCRIPT restart [-d]           stop, then start\n"
    "       php SCRIPT reload                 new workers, no request lost\n"
    "       php SCRIPT status [--json|--tasks]\n"
    "       php SCRIPT top                    status, every second\n"
    "with each: --env NAME                 the environment, \"product\" or \"dev\"\n"
    "           --debug [true|false]       whether errors are shown in full\n"
    "           --help                     this text\n";

static void say(const std::string& text) { PHPWRITE(text.data(), text.size()); }

static bool commandFrom(std::string_view word, CommandLine::Command& command) {
    using Command = CommandLine::Command;
    static constexpr struct {
        std::string_view word;
        Command command;
    } kCommands[] = {{"start", Command::Start},   {"stop", Command::Stop},     {"restart", Command::Restart},
                     {"reload", Command::Reload}, {"status", Command::Status}, {"top", Command::Top}};
    for (const auto& known : kCommands) {
        if (known.word == word) {
            command = known.command;
            return true;
        }
    }
    return false;
}

static bool takeFlag(CommandLine& line, std::string_view flag) {
    using Command = CommandLine::Command;
    const bool starts = line.command == Command::Start || line.command == Command::Restart;
    if (starts && (flag == "-d" || flag == "--daemon")) {
        return line.daemon = true;
    }
    if (starts && flag == "--watch") {
        return line.watch = true;
    }
    if (line.command == Command::Status && flag == "--json") {
        return line.json = true;
    }
    if (line.command == Command::Status && flag == "--tasks") {
        return line.tasks = true;
    }
    if ((line.command == Command::Stop || line.command == Command::Restart) && flag == "--now") {
        return line.now = true;
    }
    return false;
}

// The value of `--name value` or `--name=value`, at arguments[i] and perhaps behind it, which moves `i`. Of a
// flag the value may be missing. False: it is something else.
static bool valueOf(std::string_view name, int& i, int count, char** arguments, bool isFlag,
                    std::string_view& value) {
    const std::string_view argument = arguments[i];
    if (argument.substr(0, name.size()) != name) {
        return false;
    }
    if (argument.size() > name.size()) {
        const bool hasValue = argument[name.size()] == '=';
        value = hasValue ? argument.substr(name.size() + 1) : value;
        return hasValue;
    }
    bool ignored;
    const std::string_view next = i + 1 < count ? arguments[i + 1] : "";
    if (isFlag && !mvc::readSwitch(next, ignored)) {
        value = "true";
        return true;
    }
    i += i + 1 < count;
    value = next;
    return true;
}

StartFlags StartFlags::read() {
    StartFlags flags;
    char** arguments = SG(request_info).argv;
    for (int i = 1; arguments && i < SG(request_info).argc; ++i) {
        const int count = SG(request_info).argc;
        valueOf("--env", i, count, arguments, false, flags.environ) ||
            valueOf("--debug", i, count, arguments, true, flags.debug);
    }
    return flags;
}

// False: nothing of ours, or a value that cannot be one.
static bool takeStartFlag(int& i, int count, char** arguments) {
    std::string_view value;
    if (valueOf("--env", i, count, arguments, false, value)) {
        return mvc::isModeName(value);
    }
    bool ignored;
    return valueOf("--debug", i, count, arguments, true, value) && mvc::readSwitch(value, ignored);
}

bool CommandLine::parse(CommandLine& out) {
    const int count = SG(request_info).argc;
    char** arguments = SG(request_info).argv;
    if (count < 2 || !arguments) {
        return true;
    }
    const bool isCommand = commandFrom(arguments[1], out.command);
    for (int i = isCommand ? 2 : 1; i < count && (isCommand || count == 2); ++i) {
        if (std::string_view(arguments[i]) == "--help") {
            say(kUsage);
            return out.help = true;
        }
    }
    for (int i = 2; isCommand && i < count; ++i) {
        if (!takeFlag(out, arguments[i]) && !takeStartFlag(i, count, arguments)) {
            std::fprintf(stderr, "%s: unknown argument \"%s\"\n%s", arguments[0], arguments[i], kUsage);
            return false;
        }
    }
    return true;
}

static void pause(std::uint64_t ms) {
    timespec time{static_cast<time_t>(ms / 1000), static_cast<long>(ms % 1000) * 1'000'000};
    nanosleep(&time, nullptr);
}

static bool isAbsent(const Error& error) {
    return error.code == Errc::NotFound || error.code == Errc::Refused;
}

static int complain(const Error& error) {
    if (isAbsent(error)) {
        std::fprintf(stderr, "the server is not running\n");
        return kExitNotRunning;
    }
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return kExitFailed;
}

// A member of the answer, which is JSON of our own making.
static bool decode(const std::string& json, zval* answer) {
    php_json_decode_ex(answer, json.data(), json.size(), PHP_JSON_OBJECT_AS_ARRAY, 32);
    return Z_TYPE_P(answer) == IS_ARRAY;
}

static std::string textOf(zval* array, const char* key) {
    zval* value =
        Z_TYPE_P(array) == IS_ARRAY ? zend_hash_str_find(Z_ARR_P(array), key, strlen(key)) : nullptr;
    if (!value) {
        return {};
    }
    zend_string* text = zval_get_string(value);
    std::string copy(view(text));
    zend_string_release(text);
    return copy;
}

// "" when it went well, else why not.
static std::string failureOf(zval* answer) {
    zval* ok = zend_hash_str_find(Z_ARR_P(answer), ZEND_STRL("ok"));
    return ok && Z_TYPE_P(ok) == IS_FALSE ? textOf(answer, "error") : std::string();
}

static int stop(ControlClient& client, const std::string& path, bool now, std::uint64_t limitMs) {
    auto answer = client.ask(now ? "stop now" : "stop", kAskMs);
    if (!answer) {
        return complain(answer.error());
    }
    for (std::uint64_t waited = 0; waited <= limitMs; waited += kPollMs) {
        auto probe = ControlClient::connect(path, kAskMs); // it closes its socket last of all
        if (!probe && isAbsent(probe.error())) {
            say("stopped\n");
            return 0;
        }
        pause(kPollMs);
    }
    std::fprintf(stderr,
                 "the server has not ended within %.1f s; it goes on stopping (stop --now ends it at once)\n",
                 static_cast<double>(limitMs) / 1000);
    return kExitFailed;
}

static int reload(ControlClient& client) {
    auto answer =
        client.ask("reload", 0); // ends when the new workers are up, or have failed: both have limits
    if (!answer) {
        return complain(answer.error());
    }
    zval value;
    int code = kExitFailed;
    if (decode(answer.value(), &value)) {
        const std::string failure = failureOf(&value);
        if (failure.empty()) {
            say("reloaded: generation " + textOf(&value, "generation") + "\n");
            code = 0;
        } else {
            std::fprintf(stderr, "not reloaded, the old workers go on: %s\n", failure.c_str());
        }
    }
    zval_ptr_dtor(&value);
    return code;
}

static void printTasks(zval* answer) {
    zval* workers = zend_hash_str_find(Z_ARR_P(answer), ZEND_STRL("workers"));
    zval* worker;
    if (!workers || Z_TYPE_P(workers) != IS_ARRAY) {
        return;
    }
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(workers), worker) {
        say("worker " + textOf(worker, "id") + " (pid " + textOf(worker, "pid") + ")\n");
        zval* jobs = zend_hash_str_find(Z_ARR_P(worker), ZEND_STRL("in_flight"));
        zval* job;
        if (jobs && Z_TYPE_P(jobs) == IS_ARRAY) {
            ZEND_HASH_FOREACH_VAL(Z_ARR_P(jobs), job) {
                say("  " + textOf(job, "what") + textOf(job, "waits") + "\n");
            }
            ZEND_HASH_FOREACH_END();
        }
        const std::string background = textOf(worker, "background");
        if (!background.empty()) {
            say("  background:" + background + "\n");
        }
    }
    ZEND_HASH_FOREACH_END();
    const std::string silent = textOf(answer, "silent");
    if (silent != "0") {
        say(silent + " process(es) did not answer in time: see the log for what blocks them\n");
    }
}

static int status(ControlClient& client, const CommandLine& line) {
    auto answer = client.ask(line.tasks ? "tasks" : line.json ? "status" : "table", kAskMs);
    if (!answer) {
        return complain(answer.error());
    }
    if (line.json) {
        say(answer.value() + "\n");
        return 0;
    }
    zval value;
    if (!decode(answer.value(), &value)) {
        zval_ptr_dtor(&value);
        std::fprintf(stderr, "the server's answer makes no sense\n");
        return kExitFailed;
    }
    if (line.tasks) {
        printTasks(&value);
    } else {
        say(textOf(&value, "text"));
    }
    zval_ptr_dtor(&value);
    return 0;
}

static int top(ControlClient& client, const CommandLine& line) {
    for (;;) {
        say("\033[H\033[2J");
        if (int code = status(client, line)) {
            return code;
        }
        pause(1000);
    }
}

int runCommand(const CommandLine& line, const std::string& controlPath, std::uint64_t stopLimitMs) {
    using Command = CommandLine::Command;
    const bool ends = line.command == Command::Stop || line.command == Command::Restart;
    auto client = ControlClient::connect(controlPath, kAskMs);
    if (!client) {
        if (ends && isAbsent(client.error())) {
            if (line.command == Command::Stop) {
                say("the server is not running\n");
            }
            return 0;
        }
        return complain(client.error());
    }
    switch (line.command) {
    case Command::Stop:
    case Command::Restart: return stop(client.value(), controlPath, line.now, stopLimitMs);
    case Command::Reload: return reload(client.value());
    case Command::Status: return status(client.value(), line);
    case Command::Top: return top(client.value(), line);
    case Command::None:
    case Command::Start: break;
    }
    return 0;
}

} // namespace aha::php
