#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace aha::log {

// What stat() tells of a file, as far as logs care.
struct FileState {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modifiedNs = 0; // since 1970
    bool isRegular = false;

    bool isSameFile(const FileState& other) const { return device == other.device && inode == other.inode; }
};

// The system calls that a FileSink makes, so that a test can let each of them fail.
// Stateless; used from one thread at a time. All return 0 or more, or -errno.
class FileCalls {
public:
    virtual ~FileCalls() = default;
    static FileCalls& real();

    virtual int open(const std::string& path);       // to append; made if absent; not blocking
    virtual int openFolder(const std::string& path); // mkdir, 0755
    virtual void close(int fd);
    virtual ssize_t write(int fd, const char* bytes, std::size_t size);
    virtual int stat(const std::string& path, FileState& state);
    virtual int stat(int fd, FileState& state);
    virtual int tryLock(int fd); // exclusively, among processes
    virtual void unlock(int fd);
    virtual std::int64_t position(int fd); // behind what was written last
    virtual int truncate(int fd, std::uint64_t size);
    virtual int rename(const std::string& from, const std::string& to);
    virtual int unlink(const std::string& path);
    virtual int list(const std::string& folder, std::vector<std::string>& names, std::size_t maxNames);
    virtual void pauseBriefly(); // before the next try to lock
};

} // namespace aha::log
