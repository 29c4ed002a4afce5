#pragma once

#include "core/base/result.h"
#include "core/proto/http/request_head.h"
#include "core/server/http_exchange.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::server {

// A regular file, open for reading. Owns its descriptor.
class OpenFile {
public:
    // Follows symbolic links: for paths of the application. NotFound, PermissionDenied, InvalidArgument for
    // what is no regular file.
    static Result<OpenFile> open(const std::string& path);
    static Result<OpenFile> adopt(int fd, std::string path); // closes it on failure

    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();

    const std::string& path() const { return path_; }
    std::uint64_t size() const { return size_; }
    std::int64_t modifiedSeconds() const { return modifiedNs_ / 1'000'000'000; }
    std::string etag() const;
    FileBody take(std::uint64_t offset, std::uint64_t length); // gives the descriptor away

private:
    OpenFile(int fd, std::string path) : path_(std::move(path)), fd_(fd) {}

    std::string path_;
    std::uint64_t size_ = 0;
    std::uint64_t inode_ = 0;
    std::int64_t modifiedNs_ = 0;
    int fd_;
};

// What the caller says about the response; what it leaves out is derived from the file.
struct FileFields {
    std::string_view lines;        // its own field lines, sent first
    std::string_view contentType;  // "" = by the name of the file
    std::string_view etag;         // "" = from size, time and inode
    std::string_view cacheControl; // "" = none
    bool hasContentType = false;   // already among `lines`
    bool hasEtag = false;          // already among `lines`; then `etag` is its value
    bool hasLastModified = false;
    bool hasDate = false, hasServer = false, close = false;
};

// A response that is decided and not yet sent. Owns the file of a 200 or 206.
class FileAnswer {
public:
    explicit FileAnswer(int status) : status_(status) {}
    FileAnswer(FileAnswer&& other) noexcept;
    FileAnswer& operator=(FileAnswer&& other) noexcept;
    ~FileAnswer();

    int status() const { return status_; }
    const std::string& lines() const { return lines_; }
    const FileBody& file() const { return file_; } // fd -1 unless 200 or 206

    // Answers the exchange with it: the file, or a page that says what is wrong, or nothing (304).
    void send(HttpExchange& exchange) &&;

private:
    friend FileAnswer answerFile(OpenFile, const http::RequestHead&, const FileFields&, std::int64_t);
    friend class StaticFiles;

    std::string lines_;
    FileBody file_;
    int status_;
    bool hasDate_ = false, hasServer_ = false, close_ = false;
};

// Conditions and ranges of RFC 9110 for this file: 200, 206, 304, 412 or 416. Several ranges are answered
// with the whole, which is allowed.
FileAnswer answerFile(OpenFile file, const http::RequestHead& head, const FileFields& fields,
                      std::int64_t nowSeconds);

} // namespace aha::server
