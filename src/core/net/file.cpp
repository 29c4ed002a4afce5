#include "core/net/file.h"

#include "core/base/assert.h"
#include "core/net/pool_job.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace aha::net {

namespace {

Result<FileInfo> infoOf(int fd, const std::string& what) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) {
        return errorFromErrno(errno, what);
    }
    FileInfo result;
    result.size = std::uint64_t(info.st_size);
    result.modifiedAt = std::int64_t(info.st_mtime);
    result.isRegular = S_ISREG(info.st_mode);
    result.isFolder = S_ISDIR(info.st_mode);
    return result;
}

// O_NONBLOCK: opening a FIFO must not wait for its writer. It changes nothing for regular files.
int openForReading(const std::string& path) {
    return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

long readAt(int fd, char* bytes, std::size_t size, std::uint64_t offset) {
    ssize_t got;
    do {
        got = ::pread(fd, bytes, size, off_t(offset));
    } while (got < 0 && errno == EINTR);
    return got;
}

// Returns 0 or an errno.
int writeAllAt(int fd, std::string_view bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        ssize_t sent = ::pwrite(fd, bytes.data(), bytes.size(), off_t(offset));
        if (sent < 0 && errno != EINTR) {
            return errno;
        }
        if (sent > 0) {
            bytes.remove_prefix(std::size_t(sent));
            offset += std::uint64_t(sent);
        }
    }
    return 0;
}

Result<std::string> readWhole(const std::string& path, std::size_t maxBytes) {
    std::string what = "read " + path;
    int fd = openForReading(path);
    if (fd < 0) {
        return errorFromErrno(errno, what);
    }
    Ref<OpenFile> file(*new OpenFile(fd));
    auto info = infoOf(fd, what);
    if (!info) {
        return info.error();
    }
    if (!info.value().isRegular) {
        return Error{Errc::InvalidArgument, what + ": not a regular file"};
    }
    // The size is a hint only: the file may grow meanwhile, and those of /proc say 0.
    constexpr std::size_t kFirstBytes = 16 * 1024;
    std::string bytes;
    std::size_t size = 0;
    for (;;) {
        if (size > maxBytes) {
            return Error{Errc::TooLarge, what + ": more than " + std::to_string(maxBytes) + " bytes"};
        }
        if (size == bytes.size()) {
            std::size_t wanted = std::max({kFirstBytes, std::size_t(info.value().size) + 1, size * 2});
            bytes.resize(std::min(wanted, maxBytes + 1));
        }
        long got = readAt(fd, bytes.data() + size, bytes.size() - size, size);
        if (got < 0) {
            return errorFromErrno(errno, what);
        }
        if (got == 0) {
            bytes.resize(size);
            return bytes;
        }
        size += std::size_t(got);
    }
}

} // namespace

OpenFile::~OpenFile() {
    ::close(fd);
    if (!unlinkPath.empty()) {
        ::unlink(unlinkPath.c_str());
    }
}

std::unique_ptr<PoolJob> readFile(Loop& loop, const std::string& path, std::size_t maxBytes,
                                  std::function<void(Result<std::string>)> callback) {
    AHA_ASSERT(maxBytes < ~std::size_t{0});
    struct Reading : RefCounted<Reading> {
        static void destroy(Reading* reading) noexcept { delete reading; }
        Result<std::string> result = std::string();
    };
    // The pool's thread uses the object, but never the reference count.
    Ref<Reading> reading(*new Reading);
    return PoolJob::start(
        loop, [path, maxBytes, target = reading.get()] { target->result = readWhole(path, maxBytes); },
        [reading, callback = std::move(callback)] { callback(std::move(reading->result)); });
}

// ---- FileReader

namespace {

// What one operation of the pool needs and gives; it keeps the file open until the pool is done.
struct Operation : RefCounted<Operation> {
    static void destroy(Operation* operation) noexcept { delete operation; }

    Ref<OpenFile> file;
    std::string bytes;
    long result = 0;
    int err = 0;
};

} // namespace

FileReader::FileReader(Loop& loop) : loop_(loop) {}
FileReader::~FileReader() = default;

bool FileReader::isBusy() const { return job_ && !job_->isDone(); }

void FileReader::open(const std::string& path, std::function<void(Result<FileInfo>)> callback) {
    AHA_ASSERT(!isOpen() && !isBusy());
    struct Opening : RefCounted<Opening> {
        static void destroy(Opening* opening) noexcept { delete opening; }
        Ref<OpenFile> file;
        Result<FileInfo> info = FileInfo();
    };
    Ref<Opening> opening(*new Opening);
    auto work = [path, target = opening.get()] {
        int fd = openForReading(path);
        if (fd < 0) {
            target->info = errorFromErrno(errno, "open " + path);
            return;
        }
        target->file = Ref<OpenFile>(*new OpenFile(fd));
        target->info = infoOf(fd, "open " + path);
    };
    // The work holds `opening` too, so that it outlives a reader that has gone meanwhile.
    job_ = PoolJob::start(
        loop_, [work, opening] { work(); },
        [this, opening, callback = std::move(callback)] {
            if (opening->info) {
                file_ = std::move(opening->file);
            }
            callback(std::move(opening->info));
        });
}

void FileReader::adopt(int fd) {
    AHA_ASSERT(!isOpen() && !isBusy());
    file_ = Ref<OpenFile>(*new OpenFile(fd));
}

void FileReader::read(std::size_t maxBytes, std::function<void(Result<std::string_view>)> callback) {
    AHA_ASSERT(isOpen() && !isBusy());
    Ref<Operation> operation(*new Operation);
    operation->file = file_;
    operation->bytes.resize(maxBytes);
    auto work = [operation, offset = offset_] {
        Operation& self = *operation;
        self.result = readAt(self.file->fd, self.bytes.data(), self.bytes.size(), offset);
        self.err = self.result < 0 ? errno : 0;
    };
    job_ = PoolJob::start(loop_, work, [this, operation, callback = std::move(callback)] {
        if (operation->err != 0) {
            callback(errorFromErrno(operation->err, "read the file"));
            return;
        }
        offset_ += std::uint64_t(operation->result);
        callback(std::string_view(operation->bytes).substr(0, std::size_t(operation->result)));
    });
}

void FileReader::close() {
    job_.reset();
    file_.reset();
    offset_ = 0;
}

// ---- FileWriter

FileWriter::FileWriter(Loop& loop, Listener& listener) : loop_(loop), listener_(listener) {}
FileWriter::~FileWriter() = default;

Result<void> FileWriter::createTemporary(const std::string& folder, const std::string& prefix) {
    std::string path = folder + "/" + prefix + "XXXXXX";
    int fd = ::mkostemp(path.data(), O_CLOEXEC);
    if (fd < 0) {
        return errorFromErrno(errno, "create a file in " + folder);
    }
    adopt(fd, std::move(path));
    return {};
}

Result<void> FileWriter::create(const std::string& path) {
    int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return errorFromErrno(errno, "create " + path);
    }
    adopt(fd, path);
    return {};
}

void FileWriter::adopt(int fd, std::string path) {
    AHA_ASSERT(!file_);
    path_ = std::move(path);
    file_ = Ref<OpenFile>(*new OpenFile(fd));
    file_->unlinkPath = path_;
}

void FileWriter::keep() { file_->unlinkPath.clear(); }

void FileWriter::write(std::string_view bytes) {
    AHA_ASSERT(file_);
    if (!isFailed_ && !bytes.empty()) {
        queue_.append(bytes);
        pump();
    }
}

void FileWriter::pump() {
    if (writingBytes_ > 0 || queue_.empty()) {
        return;
    }
    Ref<Operation> operation(*new Operation);
    operation->file = file_;
    operation->bytes = std::exchange(queue_, {});
    writingBytes_ = operation->bytes.size();
    auto work = [operation, offset = offset_] {
        operation->err = writeAllAt(operation->file->fd, operation->bytes, offset);
    };
    job_ = PoolJob::start(loop_, work, [this, operation] {
        std::size_t written = std::exchange(writingBytes_, 0);
        if (operation->err != 0) {
            isFailed_ = true;
            queue_.clear();
            listener_.onError(errorFromErrno(operation->err, "write " + path_));
            return;
        }
        offset_ += written;
        if (queue_.empty()) {
            listener_.onDrained();
        } else {
            pump();
        }
    });
}

} // namespace aha::net
