#pragma once

#include "core/base/ref.h"
#include "core/base/result.h"
#include "core/net/loop.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace aha::net {

class PoolJob;

struct FileInfo {
    std::uint64_t size = 0;
    std::int64_t modifiedAt = 0; // Unix time
    bool isRegular = false;
    bool isFolder = false;
};

// A descriptor that closes with its last user; it may have to remove its file then.
class OpenFile final : public RefCounted<OpenFile> {
public:
    explicit OpenFile(int descriptor) : fd(descriptor) {}
    static void destroy(OpenFile* file) noexcept { delete file; }

    int fd;
    std::string unlinkPath; // "" = the file stays

private:
    friend class RefCounted<OpenFile>;
    ~OpenFile();
};

// Reads a whole file in the thread pool; TooLarge beyond `maxBytes`, NotFound, PermissionDenied, …, and
// InvalidArgument for what is not a regular file. Destroying the job cancels silently.
std::unique_ptr<PoolJob> readFile(Loop& loop, const std::string& path, std::size_t maxBytes,
                                  std::function<void(Result<std::string>)> callback);

// Reads a file in pieces, in the thread pool, one at a time and in order.
// Owned by its user; destroying it cancels silently, in the middle of a read as well.
// Calls back from the loop.
class FileReader {
public:
    explicit FileReader(Loop& loop);
    ~FileReader();
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;

    void open(const std::string& path, std::function<void(Result<FileInfo>)> callback);
    void adopt(int fd); // instead of open(); the reader closes it
    bool isOpen() const { return static_cast<bool>(file_); }
    bool isBusy() const; // an operation is under way: a second one is a bug

    void seek(std::uint64_t offset) { offset_ = offset; } // of the next read()
    // At most that many bytes; an empty piece is the end. The bytes are valid during the call.
    void read(std::size_t maxBytes, std::function<void(Result<std::string_view>)> callback);
    void close(); // cancels what is under way

private:
    Loop& loop_;
    Ref<OpenFile> file_;
    std::unique_ptr<PoolJob> job_;
    std::uint64_t offset_ = 0;
};

// Writes a new file in the thread pool: what is given to write() is queued and written in order.
// Owned by its user. The file is removed when the writer goes, unless keep() was called.
// Calls back from the loop.
class FileWriter {
public:
    class Listener {
    public:
        virtual void onDrained() = 0;                 // all that was queued is written
        virtual void onError(const Error& error) = 0; // once; nothing is written any more

    protected:
        ~Listener() = default;
    };

    FileWriter(Loop& loop, Listener& listener);
    ~FileWriter();
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;

    // Creates "<folder>/<prefix>XXXXXX" at once, readable by its owner only.
    Result<void> createTemporary(const std::string& folder, const std::string& prefix);
    Result<void> create(const std::string& path); // fails if there is such a file

    const std::string& path() const { return path_; }
    void write(std::string_view bytes);
    std::size_t queuedBytes() const { return queue_.size() + writingBytes_; }
    std::uint64_t writtenBytes() const { return offset_; }
    bool isFailed() const { return isFailed_; }
    void keep(); // the file stays; who keeps it has the path

private:
    void adopt(int fd, std::string path);
    void pump();

    Loop& loop_;
    Listener& listener_;
    Ref<OpenFile> file_;
    std::string path_;
    std::string queue_; // behind what is being written
    std::size_t writingBytes_ = 0;
    std::uint64_t offset_ = 0;
    std::unique_ptr<PoolJob> job_;
    bool isFailed_ = false;
};

} // namespace aha::net
