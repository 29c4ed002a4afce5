#include "core/process/daemon.h"

#include "core/process/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>

namespace aha::process {

static constexpr char kReady = 'R';
static constexpr char kFailure = 'F';
static constexpr std::size_t kHeadBytes = 1 + sizeof(std::uint32_t); // kind, size of the text
static constexpr int kLookMs = 50; // how often the foreground looks whether the background has died

#ifdef MSG_NOSIGNAL
static constexpr int kDaemonSendFlags = MSG_NOSIGNAL;
#else
static constexpr int kDaemonSendFlags = 0;
#endif

// ---- the background process

void DaemonReport::ready() { send(kReady, {}); }

void DaemonReport::failure(std::string_view text) { send(kFailure, text.substr(0, kMaxTextBytes)); }

// The foreground process may have been ended by its user: then nobody wants to know.
void DaemonReport::send(char kind, std::string_view text) {
    auto size = std::uint32_t(text.size());
    std::string bytes(1, kind);
    bytes.append(reinterpret_cast<const char*>(&size), sizeof size).append(text);
    std::string_view left = bytes;
    while (line_.isOpen() && !left.empty()) {
        ssize_t sent = ::send(line_.get(), left.data(), left.size(), kDaemonSendFlags);
        if (sent < 0 && errno != EINTR) {
            break;
        }
        left.remove_prefix(sent > 0 ? std::size_t(sent) : 0);
    }
    line_.reset();
}

static Result<void> openAs(const char* path, int flags, int target) {
    int fd = ::open(path, flags | O_CLOEXEC | O_NOCTTY, 0640);
    if (fd < 0) {
        return errorFromErrno(errno, std::string("open ") + path);
    }
    if (fd == target) { // was closed before
        ::fcntl(fd, F_SETFD, 0);
        return {};
    }
    Descriptor file(fd);
    if (::dup2(fd, target) < 0) {
        return errorFromErrno(errno, std::string("redirect to ") + path);
    }
    return {};
}

static Result<void> settleInBackground(const DaemonOptions& options) {
    if (::setsid() < 0) {
        return errorFromErrno(errno, "begin a session");
    }
    if (!options.workingFolder.empty() && ::chdir(options.workingFolder.c_str()) != 0) {
        return errorFromErrno(errno, "change to folder " + options.workingFolder);
    }
    return openAs("/dev/null", O_RDONLY, STDIN_FILENO);
}

// ---- the foreground process

// Reads what is there. True when the report is complete.
static bool readReport(int fd, std::string& report) {
    char bytes[4096];
    ssize_t got;
    do {
        got = ::recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got > 0) {
            report.append(bytes, std::size_t(got));
        }
    } while (got > 0 || (got < 0 && errno == EINTR));
    std::uint32_t size = 0;
    if (report.size() >= kHeadBytes) {
        std::memcpy(&size, report.data() + 1, sizeof size);
    }
    return report.size() >= kHeadBytes && report.size() - kHeadBytes >= size;
}

static std::string describeDeath(int status, bool isKnown) {
    std::string text = "The background process ended before it was ready";
    if (isKnown) {
        ExitStatus exit;
        exit.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
        exit.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        text += ": " + exit.describe();
    }
    return text;
}

// Looks at the process as well as at the line: its children may hold the other end of it open.
static DaemonStart waitForStart(int fd, pid_t pid) {
    std::string report;
    bool isOver = false, isDeathKnown = false;
    int status = 0;
    while (!readReport(fd, report)) {
        if (isOver) {
            return {false, describeDeath(status, isDeathKnown), int(pid)};
        }
        pollfd line{fd, POLLIN, 0};
        int ready = ::poll(&line, 1, kLookMs);
        if (ready > 0 && (line.revents & POLLHUP) != 0) {
            ::poll(nullptr, 0, 1); // the line has ended, and the process is just ending
        }
        pid_t ended = ::waitpid(pid, &status, WNOHANG);
        isDeathKnown = ended == pid;
        isOver = isDeathKnown || (ended < 0 && errno == ECHILD);
    }
    if (report[0] == kReady) {
        return {true, {}, int(pid)};
    }
    return {false, report.substr(kHeadBytes), int(pid)};
}

Result<Detached> detach(const DaemonOptions& options) {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
        return errorFromErrno(errno, "make a line to the background process");
    }
    Descriptor front(pair[0]), back(pair[1]);
    ::fcntl(front.get(), F_SETFD, FD_CLOEXEC);
    ::fcntl(back.get(), F_SETFD, FD_CLOEXEC);
    // What the C library has not written yet would come twice.
    std::fflush(stdout);
    std::fflush(stderr);
    pid_t pid = ::fork();
    if (pid < 0) {
        return errorFromErrno(errno, "fork the background process");
    }
    Detached result;
    if (pid > 0) {
        back.reset();
        result.start = waitForStart(front.get(), pid);
        return result;
    }
    front.reset();
    result.report = std::make_unique<DaemonReport>(std::move(back));
    if (auto settled = settleInBackground(options); !settled) {
        result.report->failure(settled.error().message);
        ::_exit(1); // nothing of the caller's has begun here
    }
    return result;
}

Result<void> redirectOutput(const std::string& logFile) {
    const char* path = logFile.empty() ? "/dev/null" : logFile.c_str();
    std::fflush(stdout);
    std::fflush(stderr);
    if (auto opened = openAs(path, O_WRONLY | O_APPEND | O_CREAT, STDOUT_FILENO); !opened) {
        return opened;
    }
    if (::dup2(STDOUT_FILENO, STDERR_FILENO) < 0) {
        return errorFromErrno(errno, std::string("redirect to ") + path);
    }
    return {};
}

Result<void> giveOutput(uid_t user, gid_t group) {
    struct stat info {};
    if (::fstat(STDOUT_FILENO, &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid == user) {
        return {};
    }
    return ::fchown(STDOUT_FILENO, user, group) == 0 ? Result<void>()
                                                     : errorFromErrno(errno, "give the log file to the user");
}

} // namespace aha::process
