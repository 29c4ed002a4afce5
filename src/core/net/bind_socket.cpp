#include "core/net/bind_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace aha::net {

Result<void> setSocketOption(int fd, int level, int option, int value, const char* name) {
    if (setsockopt(fd, level, option, &value, sizeof value) != 0) {
        return errorFromErrno(errno, std::string("set ") + name);
    }
    return {};
}

// True after the socket file of a dead server has been removed. Whatever still answers, or is not a
// socket, stays.
static bool removeStaleSocket(const SocketAddress& address, int type) {
    struct stat info {};
    std::string path = address.path();
    if (lstat(path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode)) {
        return false;
    }
    int probe = ::socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) {
        return false;
    }
    bool isStale = ::connect(probe, address.data(), address.size()) != 0 && errno == ECONNREFUSED;
    ::close(probe);
    return isStale && ::unlink(path.c_str()) == 0;
}

int bindSocket(int fd, const SocketAddress& address, int type) {
    if (::bind(fd, address.data(), address.size()) == 0) {
        return 0;
    }
    int err = errno;
    if (err == EADDRINUSE && address.isUnix() && removeStaleSocket(address, type)) {
        return ::bind(fd, address.data(), address.size()) == 0 ? 0 : errno;
    }
    return err;
}

SocketFile::SocketFile(std::string path) : path_(std::move(path)) {
    struct stat info {};
    if (::lstat(path_.c_str(), &info) == 0) {
        device_ = info.st_dev;
        inode_ = info.st_ino;
    }
}

SocketFile::~SocketFile() {
    struct stat info {};
    if (::lstat(path_.c_str(), &info) == 0 && info.st_dev == device_ && info.st_ino == inode_) {
        ::unlink(path_.c_str());
    }
}

} // namespace aha::net
