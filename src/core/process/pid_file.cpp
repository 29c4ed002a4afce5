#include "core/process/pid_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <optional>

namespace aha::process {

static constexpr int kAttempts = 100; // against a file that is just being replaced, read or written
static constexpr std::size_t kMaxPidBytes = 16;

static void pauseOneMs() {
    timespec delay{0, 1'000'000};
    ::nanosleep(&delay, nullptr);
}

static bool tryLock(int fd, int kind) {
    int result;
    do {
        result = ::flock(fd, kind | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

// Nothing there = 0; no pid = nothing returned.
static std::optional<int> parsePid(int fd) {
    char text[kMaxPidBytes + 1];
    ssize_t size = ::pread(fd, text, sizeof text, 0);
    if (size <= 0) {
        return size == 0 ? std::optional(0) : std::nullopt;
    }
    int pid = 0;
    const char* end = text + size;
    auto [last, err] = std::from_chars(text, end, pid);
    bool isNumber = err == std::errc() && pid > 0 && std::size_t(size) <= kMaxPidBytes;
    return isNumber && (last == end || *last == '\n') ? std::optional(pid) : std::nullopt;
}

static Result<int> openPidFile(const std::string& path, int flags) {
    int fd = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
    if (fd >= 0) {
        return fd;
    }
    if (errno == ELOOP) {
        return Error{Errc::PermissionDenied, "pid file " + path + ": symbolic links are not followed"};
    }
    return errorFromErrno(errno, "open pid file " + path);
}

static bool isSameFile(int fd, const std::string& path) {
    struct stat opened {
    }, named{};
    return ::fstat(fd, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
           opened.st_ino == named.st_ino;
}

// A typing error must not cost anybody a file.
static Result<void> refuseOtherFiles(int fd, const std::string& path) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) {
        return errorFromErrno(errno, "look at pid file " + path);
    }
    if (!S_ISREG(info.st_mode) || !parsePid(fd)) {
        return Error{Errc::InvalidArgument,
                     "pid file " + path + " exists and holds something else than a pid"};
    }
    return {};
}

static Error heldError(const std::string& path) {
    auto holder = PidFile::readHolder(path);
    std::string who = holder ? "process " + std::to_string(holder.value()) : "another process";
    return Error{Errc::Busy, "pid file " + path + " is held by " + who};
}

Result<std::unique_ptr<PidFile>> PidFile::acquire(const std::string& path) {
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto opened = openPidFile(path, O_RDWR | O_CREAT);
        if (!opened) {
            return opened.error();
        }
        Descriptor file(opened.value());
        if (!tryLock(file.get(), LOCK_EX)) {
            if (errno != EWOULDBLOCK) {
                return errorFromErrno(errno, "lock pid file " + path);
            }
            if (!tryLock(file.get(), LOCK_SH)) {
                return heldError(path);
            }
            pauseOneMs(); // only somebody who looks for a holder
            continue;
        }
        if (!isSameFile(file.get(), path)) {
            continue; // the one who had it has removed it meanwhile
        }
        if (auto mayTake = refuseOtherFiles(file.get(), path); !mayTake) {
            return mayTake.error();
        }
        std::unique_ptr<PidFile> result(new PidFile(path, std::move(file)));
        if (auto written = result->update(); !written) {
            return written.error();
        }
        return result;
    }
    return Error{Errc::Busy, "pid file " + path + " is being locked by others all the time"};
}

// In this order a reader sees one of both pids at any time.
Result<void> PidFile::update() {
    if (!file_.isOpen()) {
        return Error{Errc::Closed, "pid file " + path_ + " has been released"};
    }
    ownerPid_ = ::getpid();
    std::string text = std::to_string(ownerPid_) + "\n";
    if (::pwrite(file_.get(), text.data(), text.size(), 0) != ssize_t(text.size()) ||
        ::ftruncate(file_.get(), off_t(text.size())) != 0) {
        return errorFromErrno(errno, "write pid file " + path_);
    }
    return {};
}

bool PidFile::isOurs() const {
    return ownerPid_ == ::getpid() && parsePid(file_.get()) == ownerPid_ && isSameFile(file_.get(), path_);
}

void PidFile::release() {
    if (!file_.isOpen()) {
        return;
    }
    if (isOurs()) {
        ::unlink(path_.c_str());
        ::flock(file_.get(), LOCK_UN); // also for children that have not let go
    }
    file_.reset();
}

void PidFile::forget() { file_.reset(); }

Result<int> PidFile::readHolder(const std::string& path) {
    auto opened = openPidFile(path, O_RDONLY);
    if (!opened) {
        return opened.error();
    }
    Descriptor file(opened.value());
    // Who has just taken the lock finds the pid of a dead predecessor in the file for a moment.
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        if (tryLock(file.get(), LOCK_SH)) {
            return Error{Errc::NotFound, "pid file " + path + " is held by no process"};
        }
        if (errno != EWOULDBLOCK) {
            return errorFromErrno(errno, "look at the lock of pid file " + path);
        }
        int pid = parsePid(file.get()).value_or(0);
        if (pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM)) {
            return pid;
        }
        pauseOneMs();
    }
    return Error{Errc::Busy, "pid file " + path + " is held by a process whose pid is not in it"};
}

} // namespace aha::process
