#include "core/log/file_sink.h"

#include "core/log/crash_hold.h"
#include "core/log/record.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace aha::log {

FileSink::FileSink(FilePattern pattern, RotationRules rules, FileCalls& calls)
    : pattern_(std::move(pattern)), rotation_(rules, calls), calls_(calls) {}

FileSink::~FileSink() { close(); }

Result<void> FileSink::open(const LocalTime& now) {
    if (int err = ensureOpen(now)) {
        return errorFromErrno(err, problem_);
    }
    return {};
}

SinkOutcome FileSink::write(std::string_view lines, const LocalTime& now, std::atomic<std::size_t>& written) {
    std::size_t limit = kPieceBytes;
    if (std::uint64_t most = rotation_.rules().maxSizeBytes; most > 0) {
        limit = std::size_t(std::min<std::uint64_t>(limit, most));
    }
    problem_.clear();
    while (!lines.empty()) {
        std::string_view piece = lines.substr(0, wholeLines(lines, limit));
        if (int err = prepare(now, piece.size())) {
            unlock();
            return failure(err);
        }
        int err = identity_.isRegular ? writePiece(piece, written) : writeToStream(fd_, piece, written);
        unlock();
        if (err != 0) {
            problem_ = "write " + path_;
            return failure(err);
        }
        lines.remove_prefix(piece.size());
    }
    return {0, std::move(problem_)};
}

SinkOutcome FileSink::failure(int err) { return {err, errorFromErrno(err, problem_).message}; }

// Afterwards the file that the path leads to is open, locked if it is a regular one, and has room.
int FileSink::prepare(const LocalTime& now, std::size_t bytes) {
    for (int tries = 0; tries < kMaxReopens; ++tries) {
        if (int err = ensureOpen(now)) {
            return err;
        }
        bool mayRotate = identity_.isRegular && lock();
        FileState state;
        if (!isCurrent(state)) {
            close();
            continue;
        }
        if (!mayRotate || !rotation_.isDue(state, bytes, now)) {
            return 0;
        }
        std::string problem;
        if (int err = rotation_.rotate(path_, state, now, problem)) {
            problem_ = errorFromErrno(err, problem).message; // the records go to the file as it is
            return 0;
        }
        rotation_.prune(pattern_, path_);
        close();
    }
    problem_ = "open " + path_ + ", which is renamed all the time";
    return EBUSY;
}

int FileSink::ensureOpen(const LocalTime& now) {
    std::string path = pattern_.expand(now.fields);
    bool isNew = path != path_;
    if (isNew || reopenWanted_.exchange(false)) {
        close();
        path_ = std::move(path);
    }
    if (fd_ >= 0) {
        return 0;
    }
    int err = openFile();
    if (err == 0 && isNew && pattern_.hasTime()) {
        rotation_.prune(pattern_, path_);
    }
    return err;
}

int FileSink::openFile() {
    problem_ = "open " + path_;
    int fd = calls_.open(path_);
    if (fd == -ENOENT) {
        makeFolders();
        fd = calls_.open(path_);
    }
    if (fd < 0) {
        return -fd;
    }
    if (int err = calls_.stat(fd, identity_); err != 0) {
        calls_.close(fd);
        return -err;
    }
    fd_ = fd;
    problem_.clear();
    return 0;
}

// Whatever goes wrong, the open() that follows says so.
void FileSink::makeFolders() {
    for (std::size_t slash = path_.find('/', 1); slash != std::string::npos;
         slash = path_.find('/', slash + 1)) {
        calls_.openFolder(path_.substr(0, slash));
    }
}

// Closing gives the lock up as well.
void FileSink::close() {
    isLocked_ = false;
    if (int fd = fd_.exchange(-1); fd >= 0) {
        calls_.close(fd);
    }
}

// A process that was stopped while it held the lock must not silence all others for ever.
bool FileSink::lock() {
    for (int tries = 0; tries < kLockTries; ++tries) {
        int err = -calls_.tryLock(fd_);
        if (err == 0) {
            isLocked_ = true;
            return true;
        }
        if (err != EWOULDBLOCK && err != EINTR) {
            return false; // a file system without locks
        }
        calls_.pauseBriefly();
    }
    return false;
}

void FileSink::unlock() {
    if (std::exchange(isLocked_, false)) {
        calls_.unlock(fd_);
    }
}

bool FileSink::isCurrent(FileState& state) {
    return calls_.stat(path_, state) == 0 && state.isSameFile(identity_);
}

int FileSink::writePiece(std::string_view piece, std::atomic<std::size_t>& written) {
    std::size_t done = 0;
    while (done < piece.size()) {
        CrashHold hold;
        ssize_t sent = calls_.write(fd_, piece.data() + done, piece.size() - done);
        if (sent > 0) {
            done += std::size_t(sent);
            written += std::size_t(sent);
        } else if (sent != -EINTR) {
            takeBack(piece, done, written);
            return sent == 0 ? EIO : int(-sent);
        }
    }
    return 0;
}

// The disk is full in the middle of a line: its beginning is taken back, so that the line comes whole later.
// If somebody without our lock has appended to it meanwhile, it stays, and its rest is written later.
void FileSink::takeBack(std::string_view piece, std::size_t& done, std::atomic<std::size_t>& written) {
    std::size_t lineEnd = piece.substr(0, done).rfind('\n');
    std::size_t torn = lineEnd == std::string_view::npos ? done : done - lineEnd - 1;
    std::int64_t end = torn > 0 ? calls_.position(fd_) : -1;
    FileState state;
    if (end < std::int64_t(torn) || calls_.stat(fd_, state) != 0 || state.size != std::uint64_t(end)) {
        return;
    }
    if (calls_.truncate(fd_, std::uint64_t(end) - torn) == 0) {
        done -= torn;
        written -= torn;
    }
}

void FileSink::crashWrite(const std::array<std::string_view, 3>& pieces) noexcept {
    crashWriteTo(fd_, pieces);
}

} // namespace aha::log
