#include "core/log/file_calls.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>

namespace aha::log {

FileCalls& FileCalls::real() {
    static FileCalls calls; // stateless
    return calls;
}

template <typename Number> static Number orErrno(Number result) {
    return result < 0 ? static_cast<Number>(-errno) : result;
}

static int fill(int result, const struct stat& info, FileState& state) {
    if (result != 0) {
        return -errno;
    }
    state.device = info.st_dev;
    state.inode = info.st_ino;
    state.size = std::uint64_t(info.st_size);
    state.modifiedNs = std::int64_t(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
    state.isRegular = S_ISREG(info.st_mode);
    return 0;
}

// O_NONBLOCK: a FIFO without reader, or with a slow one, is an error of now, not a wait.
int FileCalls::open(const std::string& path) {
    return orErrno(
        ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0644));
}

int FileCalls::openFolder(const std::string& path) { return orErrno(::mkdir(path.c_str(), 0755)); }

void FileCalls::close(int fd) { ::close(fd); }

ssize_t FileCalls::write(int fd, const char* bytes, std::size_t size) {
    return orErrno(::write(fd, bytes, size));
}

int FileCalls::stat(const std::string& path, FileState& state) {
    struct stat info {};
    return fill(::stat(path.c_str(), &info), info, state);
}

int FileCalls::stat(int fd, FileState& state) {
    struct stat info {};
    return fill(::fstat(fd, &info), info, state);
}

int FileCalls::tryLock(int fd) { return orErrno(::flock(fd, LOCK_EX | LOCK_NB)); }

void FileCalls::unlock(int fd) { ::flock(fd, LOCK_UN); }

std::int64_t FileCalls::position(int fd) { return orErrno(std::int64_t(::lseek(fd, 0, SEEK_CUR))); }

int FileCalls::truncate(int fd, std::uint64_t size) { return orErrno(::ftruncate(fd, off_t(size))); }

int FileCalls::rename(const std::string& from, const std::string& to) {
    return orErrno(std::rename(from.c_str(), to.c_str()));
}

int FileCalls::unlink(const std::string& path) { return orErrno(::unlink(path.c_str())); }

int FileCalls::list(const std::string& folder, std::vector<std::string>& names, std::size_t maxNames) {
    DIR* stream = ::opendir(folder.c_str());
    if (!stream) {
        return -errno;
    }
    while (names.size() < maxNames) {
        dirent* entry = ::readdir(stream);
        if (!entry) {
            break;
        }
        names.emplace_back(entry->d_name);
    }
    ::closedir(stream);
    return 0;
}

void FileCalls::pauseBriefly() {
    timespec pause{0, 100'000};
    ::nanosleep(&pause, nullptr);
}

} // namespace aha::log
