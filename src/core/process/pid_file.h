#pragma once

#include "core/base/result.h"
#include "core/process/descriptor.h"

#include <memory>
#include <string>

namespace aha::process {

// The file that names the master, locked as long as the master lives: so there is only one.
// Owned by the master; destroying it releases, except in a process that has merely inherited it.
// The lock belongs to the open file, which forked children share: each of them has to forget().
class PidFile {
public:
    // Locks the file and writes our pid. Busy, naming the holder, when another process has the lock; a file
    // that nobody has locked is taken over, unless there is something else than a pid in it.
    static Result<std::unique_ptr<PidFile>> acquire(const std::string& path);
    ~PidFile() { release(); }
    PidFile(const PidFile&) = delete;
    PidFile& operator=(const PidFile&) = delete;

    Result<void> update(); // writes the present pid: in the child that goes on as the master
    // Removes the file and unlocks. If the file is no longer ours, or another process has called update(),
    // only lets go of it.
    void release();
    void forget(); // in a forked child: closes the descriptor, and no more
    const std::string& path() const { return path_; }

    // The pid of the process that has the lock. NotFound: nobody has. Busy: somebody has, and its pid is not
    // to be had (it is just starting, or is no process that can be seen from here).
    static Result<int> readHolder(const std::string& path);

private:
    PidFile(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}
    bool isOurs() const;

    std::string path_;
    Descriptor file_;
    int ownerPid_ = 0; // who has written the file
};

} // namespace aha::process
